package batch_test

import (
	"strings"
	"testing"

	"mooring/gui/model/batch"
	"mooring/gui/model/modeltest"
)

// Headings in other languages and of other tools, with remarks behind them, are known, and
// what stands for nothing in a cell is nothing.
func TestHeadingsOfOthers(t *testing.T) {
	keys := keyID(1) + ";" + secretKey
	for name, c := range map[string]struct {
		text, folder, description, state string
	}{
		"German":              {"Name;Beschreibung;Zugriffsschlüssel-ID;Geheimer Zugriffsschlüssel;Bucket;Ordner\nOne;All;" + keys + ";acme-data;in", "in", "All", "ready"},
		"Spanish":             {"Nombre;Descripción;ID de clave de acceso;Clave de acceso secreta;Bucket;Carpeta\nOne;All;" + keys + ";acme-data;in", "in", "All", "ready"},
		"Italian":             {"Nome;Descrizione;ID chiave di accesso;Chiave di accesso segreta;Bucket;Cartella\nOne;All;" + keys + ";acme-data;in", "in", "All", "ready"},
		"Portuguese":          {"Nome;Descrição;ID da chave de acesso;Chave de acesso secreta;Bucket;Pasta\nOne;All;" + keys + ";acme-data;in", "in", "All", "ready"},
		"Japanese":            {"名前;説明;アクセスキー ID;シークレットアクセスキー;バケット;フォルダ\nOne;All;" + keys + ";acme-data;in", "in", "All", "ready"},
		"traditional Chinese": {"名稱;描述;存取金鑰 ID;私密存取金鑰;儲存貯體;資料夾\nOne;All;" + keys + ";acme-data;in", "in", "All", "ready"},
		"remarks":             {"Name*;Access key ID (required);Secret access key (required);Bucket [optional]\nOne;" + keys + ";acme-data", "", "", "ready"},
		"an ARN":              {"Name;Access key;Secret;Bucket ARN\nOne;" + keys + ";arn:aws:s3:::acme-data/in/*", "in", "", "ready"},
		"nothing in words":    {"Name;Description;Access key;Secret;Session token;Bucket;Folder\nOne;NULL;" + keys + ";N/A;acme-data;-", "", "", "ready"},
		"Adobe's way":         {"Name;Bucket;Auth type\nOne;acme-data;IAMRole Based", "", "", "ready"},
		"Mac": {
			"Nom;ID de cl\x8e d\xd5acc\x8fs;Cl\x8e d\xd5acc\x8fs secr\x8fte;Bucket;Description\rOne;" + keys + ";acme-data;\x83t\x8e", "", "Été", "ready",
		},
	} {
		d := newDesk(t, modeltest.NewShuffled(1))
		d.read(t, c.text)
		cells := d.batch.Row(0).Cells
		if d.states()[0] != c.state || cells[batch.Name].Value != "One" || !strings.HasPrefix(cells[batch.Bucket].Value, "acme-data") ||
			cells[batch.Folder].Value != c.folder || cells[batch.Description].Value != c.description || len(d.batch.Unused()) > 0 {
			t.Errorf("%s: %s, %+v, not used: %q", name, d.states()[0], cells, d.batch.Unused())
		}
	}
}
