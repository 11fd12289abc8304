package batch_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"mooring/client"
	"mooring/gui/model"
	"mooring/gui/model/batch"
	"mooring/gui/model/modeltest"
)

// In whichever column a secret stands, it is neither shown, told, saved nor remembered,
// and its row is refused until something else stands there.
func TestSecretInAnotherColumn(t *testing.T) {
	titles := make([]string, 0, len(batch.Columns()))
	for _, c := range batch.Columns() {
		titles = append(titles, strings.TrimPrefix(c.Key(), "field."))
	}
	for _, misplaced := range batch.Columns() {
		if misplaced.Secret() {
			continue
		}
		t.Run(titles[misplaced], func(t *testing.T) {
			d := newDesk(t, modeltest.NewShuffled(1))
			d.accounts.listed = []client.Sandbox{{Name: "dev", State: "active"}}
			cells := []string{"S3 one", "", keyID(1), secretKey, "", "acme-data", "in", "", "", "", ""}
			cells[misplaced] = secretKey
			const heading = "Name,Description,Access key ID,Secret access key,Session token,Bucket,Folder,Service URL,Sandbox,Account,Access\n"
			d.read(t, heading+strings.Join(cells, ",")+"\n"+
				fmt.Sprintf("S3 two,,%s,%s,,acme-data,in2,,,,\n", keyID(2), secretKey))
			look := func(when string) {
				t.Helper()
				row := d.batch.Row(0)
				if row.State != batch.Wrong || row.Cells[misplaced].Verdict.Level != model.Error {
					t.Errorf("%s: %v, %+v", when, d.states(), row.Cells[misplaced].Verdict)
				}
				maps.DeleteFunc(row.Cells, func(c batch.Column, _ batch.Cell) bool { return c.Secret() })
				all, err := d.Register.Batches.All(t.Context(), true)
				if err != nil {
					t.Fatal(err)
				}
				kept, err := json.Marshal(all)
				if err != nil {
					t.Fatal(err)
				}
				for name, data := range map[string][]byte{
					"shown": fmt.Appendf(nil, "%+v", row), "results": d.batch.Results(sayEnglish, ','), "remembered": kept,
				} {
					if bytes.Contains(data, []byte(secretKey)) {
						t.Errorf("%s: %s: %s", when, name, data)
					}
				}
			}
			look("read")
			if misplaced != batch.Name { // a check anew lets nothing out either
				d.batch.Set(0, batch.Name, "S3 other")
				look("checked anew")
			}
			d.create()
			look("beside one that was made")
			d.again()
			d.read(t, heading+strings.Join(cells, ",")+"\n")
			look("gone on with")
			right := []string{"S3 one", "", keyID(1), secretKey, "", "acme-data", "in", "", "dev", "", ""}
			d.batch.Set(0, misplaced, right[misplaced])
			if got := d.states()[0]; got != "ready" {
				t.Errorf("put right: %s", got)
			}
		})
	}
}

// What is typed into a cell is treated as what a file says, and keys that stand in each
// other's cell are swapped whichever of them comes first.
func TestSecretTyped(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	d.read(t, tableOf(1))
	d.batch.Set(0, batch.Sandbox, secretKey)
	if row := d.batch.Row(0); row.Text.Key != "batch.secret" || strings.Contains(fmt.Sprint(row.Cells[batch.Sandbox]), secretKey) {
		t.Errorf("%+v", row.Cells[batch.Sandbox])
	}
	d.batch.Set(0, batch.Sandbox, "dev")
	d.batch.Set(0, batch.AccessKey, secretKey)
	if row := d.batch.Row(0); strings.Contains(fmt.Sprint(row.Cells[batch.AccessKey]), secretKey) {
		t.Errorf("%+v", row.Cells[batch.AccessKey])
	}
	d.batch.Set(0, batch.AccessKey, secretKey+"1")
	if row := d.batch.Row(0); strings.Contains(fmt.Sprint(row.Cells[batch.AccessKey]), secretKey) {
		t.Errorf("a character too many: %+v", row.Cells[batch.AccessKey])
	}
	d.batch.Set(0, batch.AccessKey, secretKey)
	d.batch.Set(0, batch.SecretKey, keyID(1))
	if row := d.batch.Row(0); row.Cells[batch.AccessKey].Value != keyID(1) || row.Cells[batch.SecretKey].Value != secretKey {
		t.Errorf("%s: the keys are not swapped", d.states())
	}
}

// A secret among the headings is not repeated with those that mean nothing.
func TestSecretInHeading(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	d.read(t, strings.Replace(tableOf(1), "Folder\n", "Folder,"+secretKey+"\n", 1))
	if unused := d.batch.Unused(); len(unused) != 1 || slices.Contains(unused, secretKey) {
		t.Errorf("%q", unused)
	}
}
