package batch_test

import (
	"fmt"
	"strings"
	"testing"

	"mooring/gui/model/batch"
	"mooring/gui/model/modeltest"
)

// slip is a mistake that people make in a table. Its cells stand in place of those
// of a row that is right; want is the state of the row, and what is said of it.
type slip struct {
	name  string
	cells map[batch.Column]string
	raw   string // the whole row instead
	want  string
	fails bool // and Platform refuses it
}

var slips = []slip{
	{name: "no name", cells: map[batch.Column]string{batch.Name: ""}, want: "wrong"},
	{name: "a name that is too long", cells: map[batch.Column]string{batch.Name: strings.Repeat("long ", 60)}, want: "wrong"},
	{name: "two lines in the name", cells: map[batch.Column]string{batch.Name: "one\ntwo"}, want: "doubtful"},
	{name: "no key ID", cells: map[batch.Column]string{batch.AccessKey: ""}, want: "wrong"},
	{name: "no secret", cells: map[batch.Column]string{batch.SecretKey: ""}, want: "wrong"},
	{name: "a placeholder for the key ID", cells: map[batch.Column]string{batch.AccessKey: "<your access key>"}, want: "wrong"},
	{name: "a placeholder for the secret", cells: map[batch.Column]string{batch.SecretKey: "YOUR_SECRET_ACCESS_KEY"}, want: "wrong"},
	{name: "a client secret of Adobe's", cells: map[batch.Column]string{batch.SecretKey: "p8e-AbCdEfGhIjKlMnOpQrStUvWxYz0123"}, want: "wrong"},
	{name: "an organization for the key ID", cells: map[batch.Column]string{batch.AccessKey: "5C1328435BF324E90A49402A@AdobeOrg"}, want: "wrong"},
	{name: "the ends of a key ID", cells: map[batch.Column]string{batch.AccessKey: "AKIA…MPLE"}, want: "wrong"},
	{name: "a space in the key ID", cells: map[batch.Column]string{batch.AccessKey: "AKIAQ2W3 E4R500000001"}, want: "wrong"},
	{name: "a key ID of seconds without its token", cells: map[batch.Column]string{batch.AccessKey: "ASIAQ2W3E4R500000001"}, want: "doubtful"},
	{name: "half a key ID", cells: map[batch.Column]string{batch.AccessKey: "AKIAQ2W3"}, want: "wrong"},
	{name: "half a secret", cells: map[batch.Column]string{batch.SecretKey: secretKey[:20]}, want: "doubtful"},
	{name: "a secret from the address bar", cells: map[batch.Column]string{batch.SecretKey: secretKey[:37] + "%2F"}, want: "doubtful"},
	{name: "the percent sign of a shell", cells: map[batch.Column]string{batch.SecretKey: secretKey + "%"}, want: "ready"},
	{name: "another script in the secret", cells: map[batch.Column]string{batch.SecretKey: "ключ" + secretKey[4:]}, want: "wrong"},
	{name: "keys in each other's column", cells: map[batch.Column]string{batch.AccessKey: secretKey, batch.SecretKey: keyID(900)}, want: "ready"},
	{name: "quotes around keys", cells: map[batch.Column]string{batch.AccessKey: "“" + keyID(901) + "”"}, want: "ready"},
	{name: "the name of the value with it", cells: map[batch.Column]string{batch.AccessKey: "aws_access_key_id = " + keyID(902)}, want: "ready"},
	{name: "full width", cells: map[batch.Column]string{batch.AccessKey: "ＡＫＩＡＱ２Ｗ３Ｅ４Ｒ５００００００９０"}, want: "ready"},
	{name: "an underscore in the bucket", cells: map[batch.Column]string{batch.Bucket: "acme_data"}, want: "doubtful", fails: true},
	{name: "capitals in the bucket", cells: map[batch.Column]string{batch.Bucket: "AcmeData"}, want: "doubtful", fails: true},
	{name: "an address for the bucket", cells: map[batch.Column]string{batch.Bucket: "s3://acme-data/in/deep", batch.Folder: ""}, want: "ready"},
	{name: "the bucket once more in the folder", cells: map[batch.Column]string{batch.Folder: "acme-data/in"}, want: "ready"},
	{name: "an address without encryption", cells: map[batch.Column]string{batch.ServiceURL: "http://s3.eu-west-3.amazonaws.com"}, want: "ready"},
	{name: "a region for an address", cells: map[batch.Column]string{batch.ServiceURL: "eu-west-3"}, want: "ready"},
	{name: "a host for an address", cells: map[batch.Column]string{batch.ServiceURL: "s3.eu-west-3.amazonaws.com"}, want: "ready"},
	{name: "the title of a sandbox", cells: map[batch.Column]string{batch.Sandbox: "Development Sandbox"}, want: "wrong"},
	{name: "the ID of a sandbox", cells: map[batch.Column]string{batch.Sandbox: "1bd86660-c5da-11e9-93d4-6d5fc3a66a8e"}, want: "wrong"},
	{name: "an account that is not saved", cells: map[batch.Column]string{batch.Account: "Nobody"}, want: "wrong"},
	{name: "a name that is there", cells: map[batch.Column]string{batch.Name: "S3 connection #0"}, want: "twin"},
	{name: "the same keys for the same folder", cells: map[batch.Column]string{batch.AccessKey: keyID(0), batch.Folder: "in/0"}, want: "doubtful"},
	{name: "a separator that is not quoted", raw: "Extra, cells,,%s,%s,,acme-data,in,,,,\n", want: "wrong"},
	{name: "a row that breaks off", raw: "Broken\n", want: "wrong"},
}

// row is a row of all columns with the number n.
func (s slip) row(n int) string {
	if s.raw != "" {
		if strings.Contains(s.raw, "%s") {
			return fmt.Sprintf(s.raw, keyID(n), secretKey)
		}
		return s.raw
	}
	cells := []string{fmt.Sprintf("S3 connection #%d", n), "", keyID(n), secretKey, "", "acme-data", fmt.Sprintf("in/%d", n), "", "", ""}
	for c, value := range s.cells {
		cells[c] = value
	}
	for i, cell := range cells {
		cells[i] = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
	}
	return strings.Join(cells, ",") + "\n"
}

// TestMistakes reads 200 rows with every mistake among them: each is caught in its
// own row, and the others are created.
func TestMistakes(t *testing.T) {
	if len(slips) < 30 {
		t.Fatalf("%d mistakes", len(slips))
	}
	var b strings.Builder
	b.WriteString("Name,Description,Access key ID,Secret access key,Session token,Bucket,Folder,Service URL,Sandbox,Account\n")
	const rows = 200
	at := map[int]slip{}
	for n := range rows {
		s := slip{want: "ready"}
		if i := n - 3; i >= 0 && i%5 == 0 && i/5 < len(slips) {
			s = slips[i/5]
			at[n] = s
		}
		b.WriteString(s.row(n))
	}
	if len(at) != len(slips) {
		t.Fatalf("%d of %d mistakes have a row", len(at), len(slips))
	}
	d := newDesk(t, modeltest.NewShuffled(1))
	d.read(t, b.String())
	states, good, refused := d.states(), 0, 0
	if len(states) != rows {
		t.Fatalf("%d rows", len(states))
	}
	for n, state := range states {
		want, name := "ready", "a row that is right"
		if s, ok := at[n]; ok {
			want, name = s.want, s.name
		}
		got, why, _ := strings.Cut(state, " ")
		if got != want || (got == "ready") != (why == "") {
			t.Errorf("%s: %s", name, state)
		}
		if want == "ready" || want == "doubtful" {
			good++
		}
		if at[n].fails {
			refused++
		}
	}
	d.create()
	good -= refused
	if got := d.batch.Counts(); got.Created != good || got.Failed != refused {
		t.Errorf("%+v, want %d created", got, good)
	}
	for n := range rows {
		row := d.batch.Row(n)
		if at[n].fails != (row.State == batch.Failed) || at[n].fails && row.Problem.Empty() {
			t.Errorf("%s: %s", at[n].name, row.Problem.Details)
		}
	}
	held := d.held(t)
	for name, times := range held {
		if times != 1 {
			t.Errorf("%s is there %d times", name, times)
		}
	}
	if len(held) != good {
		t.Errorf("%d connections for %d rows", len(held), good)
	}
}

// A name on several lines becomes one line, to be looked at, and the rows after it have the
// numbers that a spreadsheet gives them.
func TestNameOnSeveralLines(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	d.read(t, strings.Replace(tableOf(2), "S3 connection #0", "\"Returns\r\n of clients\"", 1))
	row := d.batch.Row(0)
	if row.Cells[batch.Name].Value != "Returns of clients" || row.State != batch.Doubtful || row.Text.Key != "batch.broken" {
		t.Errorf("%q is %v: %s", row.Cells[batch.Name].Value, row.State, row.Text.Key)
	}
	if got := d.batch.Row(1).Line; got != 3 {
		t.Errorf("the second row is numbered %d", got)
	}
	d.batch.Set(0, batch.Name, "Returns")
	if got := d.states()[0]; got != "ready" {
		t.Errorf("with another name it is %s", got)
	}
}

// A description on several lines becomes one line, which is what its field has room for,
// and says so; nobody has to look at it.
func TestDescriptionOnSeveralLines(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	d.read(t, "Name,Description,Access key ID,Secret access key,Bucket\nReturns,\"Of clients\r\n in 2026\","+keyID(1)+","+secretKey+",acme-data\n")
	cell := d.batch.Row(0).Cells[batch.Description]
	if cell.Value != "Of clients in 2026" || cell.Verdict.Text.Key != "clean.joined" || d.states()[0] != "ready" {
		t.Errorf("%q: %+v, %s", cell.Value, cell.Verdict, d.states()[0])
	}
	d.batch.Set(0, batch.Description, "Of clients")
	if note := d.batch.Row(0).Cells[batch.Description].Verdict; note.Text.Key != "" {
		t.Errorf("typed anew, it is noted %q", note.Text.Key)
	}
}
