package batch_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"mooring/assets"
	"mooring/client"
	"mooring/client/amazon"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/batch"
	"mooring/gui/model/modeltest"
)

// someOrders is modeltest.EachOrder, shorter: every desk has files of its own.
func someOrders(t *testing.T, test func(t *testing.T, r *modeltest.Shuffled)) {
	t.Helper()
	for seed := range uint64(4) {
		t.Run(fmt.Sprintf("order %d", seed), func(t *testing.T) { test(t, modeltest.NewShuffled(seed)) })
	}
}

func TestCreate(t *testing.T) {
	someOrders(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(t, r)
		if len(d.batch.Unfinished()) > 0 || d.batch.Phase() != batch.Empty {
			t.Fatal("there is something before anything was done")
		}
		d.read(t, tableOf(5))
		if got := d.batch.Counts(); got != (batch.Counts{Rows: 5, Ready: 5}) {
			t.Fatalf("%+v: %q", got, d.states())
		}
		d.batch.Create(true)
		d.batch.Create(true) // a double click
		d.runner.Settle()
		if got := d.batch.Counts(); got != (batch.Counts{Rows: 5, Created: 5}) || d.batch.Phase() != batch.Done {
			t.Errorf("%+v: %q", got, d.states())
		}
		for name, times := range d.held(t) {
			if times != 1 {
				t.Errorf("%s is there %d times", name, times)
			}
		}
		if row := d.batch.Row(3); row.Entry.ConnectionID == "" || row.Entry.State != history.Created || row.Entry.Name != "S3 connection #3" {
			t.Errorf("%+v", row.Entry)
		}
		if p := d.batch.Progress(); p.Done != 5 || p.Total != 5 || p.Left != 0 {
			t.Errorf("%+v", p)
		}
		d.again()
		if u := d.batch.Unfinished(); len(u) > 0 {
			t.Errorf("%+v of a batch that is done", u)
		}
	})
}

// sayEnglish is a stand-in for a language: the key and what its sentence takes.
func sayEnglish(text model.Text) string { return fmt.Sprint(text.Key, text.Args) }

func TestFormats(t *testing.T) {
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(strings.ReplaceAll(tableOf(2), ",", "\t"))
	if err != nil {
		t.Fatal(err)
	}
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("名称,访问密钥 ID,秘密访问密钥,存储桶\n发票," + keyID(1) + "," + secretKey + ",acme-data\n归档," + keyID(2) + "," + secretKey + ",acme-data\n")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, data, first string }{
		{"comma", tableOf(2), "S3 connection #0"},
		{"byte order mark and semicolons", "\ufeff" + strings.ReplaceAll(tableOf(2), ",", ";"), "S3 connection #0"},
		{"UTF-16 with tabs", utf16, "S3 connection #0"},
		{"Chinese code page", gb, "发票"},
		{"Windows line ends", strings.ReplaceAll(tableOf(2), "\n", "\r\n"), "S3 connection #0"},
		{"AWS's credentials.csv", "User name,Password,Access key ID,Secret access key,Console login link\nana,," + keyID(1) + "," + secretKey + ",\nbob,," + keyID(2) + "," + secretKey + ",\n", "ana"},
		{"other order, French", "Clé d’accès secrète;Compartiment;ID de clé d’accès;Nom\n" + secretKey + ";acme-data;" + keyID(1) + ";Un\n" + secretKey + ";acme-data;" + keyID(2) + ";Deux\n", "Un"},
		{"pasted without headings", "Un\t\t" + keyID(1) + "\t" + secretKey + "\t\tacme-data\nDeux\t\t" + keyID(2) + "\t" + secretKey + "\t\tacme-data", "Un"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t, modeltest.NewShuffled(1))
			d.read(t, tt.data)
			if got := d.batch.Counts(); got != (batch.Counts{Rows: 2, Ready: 2}) || d.batch.Row(0).Cells[batch.Name].Value != tt.first {
				t.Errorf("%+v: %q, %+v", got, d.states(), d.batch.Row(0))
			}
		})
	}
}

func TestNoTable(t *testing.T) {
	for name, data := range map[string]string{
		"tableEmpty": " \n", "tableHeading": "one,two\n1,2\n", "tableWorkbook": "PK\x03\x04 xl/workbook.xml", "tableOther": "%PDF-1.7",
		"tableLarge": tableOf(10_001),
	} {
		d := newDesk(t, modeltest.NewShuffled(1))
		d.batch.Read("table", []byte(data))
		d.runner.Settle()
		if d.batch.Problem().Name != name || d.batch.Phase() != batch.Empty || d.batch.Len() != 0 {
			t.Errorf("%s: %+v", name, d.batch.Problem())
		}
	}
}

// Every language's headings are known: those of the forms, and those of an export.
func TestHeadings(t *testing.T) {
	files, err := assets.Translations.ReadDir("translations")
	if err != nil || len(files) < 3 {
		t.Fatalf("%d languages, %v", len(files), err)
	}
	for _, file := range files {
		data, err := assets.Translations.ReadFile("translations/" + file.Name())
		if err != nil {
			t.Fatal(err)
		}
		var sentences map[string]string
		if err := json.Unmarshal(data, &sentences); err != nil {
			t.Fatal(err)
		}
		say := func(text model.Text) string { return sentences[text.Key] }
		for _, separator := range ",;\t" {
			d := newDesk(t, modeltest.NewShuffled(1))
			d.read(t, string(batch.Template(say, separator)))
			want := []string{"wrong check.placeholder", "wrong check.placeholder"}
			if got := d.states(); !slices.Equal(got, want) {
				t.Errorf("%s: %q", file.Name(), got)
			}
			row := d.batch.Row(1)
			if row.Cells[batch.Bucket].Value != "acme-archive" || row.Cells[batch.Sandbox].Value != "dev" || row.Cells[batch.ServiceURL].Value == "" ||
				row.Cells[batch.Name].Value != sentences["batch.example.name2"] || row.Cells[batch.AccessKey].Value != "YOUR_ACCESS_KEY_ID" {
				t.Errorf("%s: %+v", file.Name(), row)
			}
		}
		// An export of Mooring has the ends of a key only, which are no key.
		var heads []string
		for _, key := range []string{"name", "id", "etag", "organization", "sandbox", "status", "description", "bucket", "folder", "serviceURL", "accessKey", "apiKey"} {
			heads = append(heads, sentences["column."+key])
		}
		d := newDesk(t, modeltest.NewShuffled(1))
		d.read(t, strings.Join(heads, ",")+"\nOne,id,etag,org,prod,ok,About,acme-data,in,https://s3.eu-west-3.amazonaws.com,AKIA…MPLE,key\n")
		want := map[batch.Column]string{
			batch.Name: "One", batch.Sandbox: "prod", batch.Description: "About", batch.Bucket: "acme-data", batch.Folder: "in",
			batch.ServiceURL: "https://s3.eu-west-3.amazonaws.com", batch.AccessKey: "", batch.Account: "",
		}
		for c, value := range want {
			if got := d.batch.Row(0).Cells[c].Value; got != value {
				t.Errorf("%s: column %d is %q", file.Name(), c, got)
			}
		}
	}
}

func TestMendInPlace(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	d.read(t, "Name,Access key ID,Secret access key,Bucket\nOne,"+keyID(1)+",short,acme-data\nOne,"+keyID(2)+","+secretKey+",acme-data\n")
	if got := d.states(); got[0] == "ready" || got[1] != "twin batch.twin" {
		t.Fatalf("%q", got)
	}
	if d.batch.Mended() {
		t.Error("mended before anything was")
	}
	d.batch.Set(0, batch.SecretKey, " \""+secretKey+"\" ")
	if !d.batch.Mended() {
		t.Error("not mended")
	}
	d.batch.Set(1, batch.Name, "Two")
	if got := d.states(); !slices.Equal(got, []string{"ready", "ready"}) {
		t.Errorf("%q", got)
	}
	d.batch.Set(1, batch.Name, "One")
	d.batch.Remove(0)
	if got := d.states(); !slices.Equal(got, []string{"ready"}) {
		t.Errorf("%q", got)
	}
	d.batch.Remove(0)
	if d.batch.Phase() != batch.Empty {
		t.Error("a table without rows")
	}
}

func TestTwins(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	d.read(t, tableOf(2))
	d.create()
	d.batch.Clear()
	d.read(t, strings.ReplaceAll(tableOf(3), "in/2", "in/0"))
	d.create()
	if got := d.states(); !slices.Equal(got, []string{"twin problem.twinName.title", "twin problem.twinName.title", "created"}) {
		t.Fatalf("%q", got)
	}
	d.batch.Retry(1)
	d.runner.Settle()
	if got := d.states(); got[1] != "created" || d.held(t)["S3 connection #1"] != 2 {
		t.Errorf("%q, %v", got, d.held(t))
	}
}

func TestRehearse(t *testing.T) {
	someOrders(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(t, r)
		d.read(t, tableOf(1))
		d.create()
		d.again() // which knows nothing of the sandboxes
		text := strings.Replace(tableOf(6), "in/5", "in/5,gone", 1)
		text = strings.Replace(text, "in/2", "in/2,"+practice.SandboxProduction, 1)
		text = strings.Replace(text, "Folder\n", "Folder,Sandbox\n", 1)
		text = strings.Replace(text, keyID(3), keyID(0), 1)
		d.read(t, text)
		d.keys.answer = func(keys client.S3Credentials) ([]amazon.Finding, error) {
			if keys.AccessKeyID == keyID(4) {
				return []amazon.Finding{{Check: amazon.Identity, Verdict: amazon.Failed, Cause: amazon.CauseSecret}}, nil
			}
			return nil, nil
		}
		if stakes := d.batch.Stakes(true); len(stakes) != 3 {
			t.Errorf("before it is known: %+v", stakes)
		}
		d.batch.Rehearse(true)
		r.Settle()
		want := []string{
			"twin problem.twinName.title", "ready", "ready", "doubtful batch.sameKey",
			"wrong amazon.cause.secret", "wrong problem.sandboxUnknown.cause",
		}
		if got := d.states(); !slices.Equal(got, want) || d.batch.Phase() != batch.Editing || d.keys.asked != 4 {
			t.Errorf("%q, asked %d times", got, d.keys.asked)
		}
		if p := d.batch.Progress(); p.Total != 12 || p.Done != 12 {
			t.Errorf("%+v", p)
		}
		if stakes := d.batch.Stakes(true); len(stakes) != 1 || stakes[0].Sandbox != practice.SandboxProduction || stakes[0].Rows != 1 {
			t.Errorf("%+v", stakes)
		}
		if held := d.held(t); len(held) != 1 {
			t.Errorf("a rehearsal made %v", held)
		}
		d.create()
		if got := d.batch.Counts(); got.Created != 3 || got.Wrong != 2 || got.Twins != 1 {
			t.Errorf("%+v", got)
		}
	})
}

// What fails keeps its place, and can be mended and tried again.
func TestRetry(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	d.read(t, tableOf(3))
	d.Practice.Misbehave(practice.Fault{Op: practice.OpCreate, Status: 400, Times: 1})
	d.create()
	failed := slices.IndexFunc(d.states(), func(s string) bool { return strings.HasPrefix(s, "failed") })
	if got := d.batch.Counts(); got.Created != 2 || got.Failed != 1 || failed < 0 || d.batch.Row(failed).Problem.Empty() {
		t.Fatalf("%+v: %q", got, d.states())
	}
	d.again()
	if u := d.batch.Unfinished(); len(u) != 1 || u[0].Created != 2 || u[0].Left != 1 || u[0].Name != "table.csv" || u[0].At.IsZero() {
		t.Errorf("%+v", u)
	}
	d.read(t, tableOf(3))
	if len(d.batch.Unfinished()) > 0 || d.batch.Counts() != (batch.Counts{Rows: 3, Ready: 1, Created: 2}) {
		t.Errorf("%q", d.states())
	}
	d.batch.Set(failed, batch.Name, "Mended")
	d.batch.Retry(failed)
	d.runner.Settle()
	if got := d.batch.Counts(); got.Created != 3 || d.held(t)["Mended"] != 1 {
		t.Errorf("%q, %v", d.states(), d.held(t))
	}
	d.again()
	if u := d.batch.Unfinished(); len(u) > 0 {
		t.Errorf("%+v", u)
	}
}

// After a failure that all have in common, one press tries all of them again, and none
// that is made already.
func TestRetryAll(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	d.read(t, tableOf(4))
	d.Practice.Misbehave(practice.Fault{Op: practice.OpCreate, Status: 403, Times: 3})
	d.create()
	if got := d.batch.Counts(); got.Created != 1 || got.Failed != 3 {
		t.Fatalf("%+v: %q", got, d.states())
	}
	if stakes := d.batch.Stakes(false); len(stakes) > 1 || len(stakes) == 1 && stakes[0].Rows != 3 {
		t.Errorf("at stake are %+v", stakes)
	}
	d.create()
	if got := d.batch.Counts(); got.Created != 4 || len(d.held(t)) != 4 {
		t.Errorf("%+v: %v", got, d.held(t))
	}
}

// A batch that was cut short goes on with what was mended in it.
func TestResumeMended(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	text := strings.Replace(tableOf(4), "S3 connection #1", "S3 connection #0", 1)
	d.read(t, text)
	d.batch.Set(1, batch.Name, "Another")
	d.batch.Set(3, batch.Bucket, "acme-other")
	d.Practice.Misbehave(practice.Fault{Op: practice.OpCreate, Status: 400})
	d.create()
	d.Practice.Behave()
	d.again()
	d.read(t, text)
	if !d.batch.Mended() {
		t.Error("what was mended before the end is not")
	}
	if d.batch.Row(1).Cells[batch.Name].Value != "Another" || d.batch.Row(3).Cells[batch.Bucket].Value != "acme-other" {
		t.Errorf("%q: %+v", d.states(), d.batch.Row(1))
	}
	d.create()
	if got := d.batch.Counts(); got.Created != 4 || d.held(t)["Another"] != 1 {
		t.Errorf("%+v: %q", got, d.states())
	}
}

// An answer that is lost, and that could not be found out about, is not sent again.
func TestUnknown(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	d.read(t, tableOf(1))
	d.Practice.Misbehave(practice.Fault{Op: practice.OpCreate, Drop: practice.DropAfterCommit},
		practice.Fault{Op: practice.OpList, Times: 1}, practice.Fault{Op: practice.OpList, Status: 403})
	d.create()
	if got := d.batch.Counts(); got.Unknown != 1 {
		t.Fatalf("%q", d.states())
	}
	d.again()
	d.read(t, tableOf(1))
	d.create()
	if got := d.batch.Counts(); got.Unknown != 1 || len(d.held(t)) != 1 {
		t.Fatalf("%q", d.states())
	}
	d.Practice.Behave()
	d.batch.Retry(0)
	d.runner.Settle()
	if got := d.batch.Counts(); got.Created != 1 || d.held(t)["S3 connection #0"] != 1 {
		t.Errorf("%q, %v", d.states(), d.held(t))
	}
}

func TestAccounts(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	d.accounts.saved = []history.Account{
		{ID: "a", Label: "Acme Europe", OrgID: "A@AdobeOrg", APIKey: "a", Sandbox: "prod"},
		{ID: "b", Label: "Twice", OrgID: "B@AdobeOrg", APIKey: "b"},
		{ID: "c", Label: "Twice", OrgID: "C@AdobeOrg", APIKey: "c"},
	}
	d.accounts.chosen = session.Target{Account: history.Account{ID: "d", Label: "Chosen", OrgID: "D@AdobeOrg", APIKey: "d", Sandbox: "dev"}}
	var b strings.Builder
	b.WriteString("name,access key id,secret access key,account,sandbox\n")
	for i, row := range []string{",", "acme europe,dev", "acme europe,", "Nobody,dev", "Twice,dev", "Chosen,stage", ",Dev Sandbox", "A@AdobeOrg,prod"} {
		fmt.Fprintf(&b, "S3 %d,%s,%s,%s\n", i, keyID(i), secretKey, row)
	}
	d.read(t, b.String())
	want := []string{
		"ready", "ready", "wrong check.sandbox.empty", "wrong batch.account.others", "wrong batch.account.several", "ready",
		"wrong check.sandbox.title", "ready",
	}
	// Without a bucket a form has its doubts, which are not what is looked at here.
	got := d.states()
	for i := range got {
		if strings.HasPrefix(got[i], "doubtful") {
			got[i] = "ready"
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if stakes := d.batch.Stakes(true); len(stakes) != 4 || stakes[0] != (batch.Stake{Account: "Chosen", Sandbox: "dev", Rows: 1}) {
		t.Errorf("%+v", stakes)
	}
	d.accounts.listed = []client.Sandbox{{Name: "dev", Type: "development"}, {Name: "stage", Type: "development"}}
	if stakes := d.batch.Stakes(true); len(stakes) != 2 || stakes[1] != (batch.Stake{Account: "Acme Europe", Sandbox: "prod", Rows: 1}) {
		t.Errorf("%+v", stakes)
	}
	d.accounts.chosen = session.Target{}
	d.batch.Set(0, batch.Name, "S3")
	if got := d.states()[0]; got != "wrong batch.account.none" {
		t.Errorf("%q", got)
	}
}

// No secret is in what is written or printed.
func TestNoSecrets(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	const token = "FwoGZXIvYXdzENotAnExampleButAToken//////////wEaDM"
	d.read(t, strings.Replace(strings.Replace(tableOf(2), "Folder\n", "Folder,Session token\n", 1), "in/1\n", "in/1,"+token+"\n", 1))
	if d.batch.Row(1).Cells[batch.SessionToken].Value != token || d.batch.Row(1).Cells[batch.SecretKey].Value != secretKey {
		t.Fatalf("%q", d.states())
	}
	results := d.batch.Results(sayEnglish, ';')
	d.Practice.Misbehave(practice.Fault{Op: practice.OpCreate, Status: 400, Times: 1})
	d.create()
	for name, data := range map[string][]byte{
		"results": slices.Concat(results, d.batch.Results(sayEnglish, ',')), "printed": fmt.Appendf(nil, "%+v %#v", d.batch, *d.batch),
	} {
		for _, secret := range []string{secretKey, token} {
			if bytes.Contains(data, []byte(secret)) {
				t.Errorf("%s hold a secret", name)
			}
		}
	}
	for _, want := range []string{"batch.outcome.created", "batch.outcome.failed", "AKIA…0001", string(d.batch.Row(1).Entry.ConnectionID)} {
		if !bytes.Contains(d.batch.Results(sayEnglish, ','), []byte(want)) {
			t.Errorf("results without %s:\n%s", want, d.batch.Results(sayEnglish, ','))
		}
	}
}

// What is stopped before it has left is as it was, and can be created afterwards.
func TestStop(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	d.read(t, tableOf(3))
	d.batch.Create(true)
	d.batch.Stop()
	d.runner.Settle()
	if got := d.batch.Counts(); got != (batch.Counts{Rows: 3, Ready: 3}) || d.batch.Phase() != batch.Done || !d.batch.Problem().Empty() || len(d.held(t)) != 0 {
		t.Errorf("%+v, %s, %v", got, d.batch.Problem().Name, d.held(t))
	}
	d.batch.Rehearse(false)
	d.batch.Stop()
	d.runner.Settle()
	d.create()
	if got := d.batch.Counts(); got.Created != 3 || len(d.held(t)) != 3 {
		t.Errorf("%+v, %v", got, d.held(t))
	}
}

// forgetful is a store that takes nothing.
type forgetful struct{ noStore }

func (forgetful) Keep(context.Context, history.Batch) error { return history.ErrNotWritable }

// Nothing is sent that would be forgotten.
func TestNotKept(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	d.batch = batch.New(d.runner, batch.Needs{
		Sessions: d.Sessions, Service: d.Service, Keys: d.keys, Store: forgetful{}, Hash: d.Register.Journal.HashAccessKey, Accounts: d.accounts, Roles: d.accounts,
	})
	d.read(t, tableOf(2))
	d.create()
	if got := d.batch.Counts(); got.Ready != 2 || d.batch.Problem().Name != "registerNotWritable" || len(d.held(t)) != 0 {
		t.Errorf("%+v, %q, %v", got, d.batch.Problem().Name, d.held(t))
	}
}

// What is found out elsewhere of rows whose outcome was not known is told in their table,
// or of it where the app has ended meanwhile.
func TestReload(t *testing.T) {
	for _, ended := range []bool{false, true} {
		d := newDesk(t, modeltest.NewShuffled(1))
		d.read(t, tableOf(1))
		d.Practice.Misbehave(practice.Fault{Op: practice.OpCreate, Drop: practice.DropAfterCommit},
			practice.Fault{Op: practice.OpList, Times: 1}, practice.Fault{Op: practice.OpList, Status: 403})
		d.create()
		d.Practice.Behave()
		unknown := d.batch.Counts().Unknown
		if unknown == 0 {
			t.Fatalf("%q", d.states())
		}
		if ended {
			d.again()
			if u := d.batch.Unfinished(); len(u) != 1 || u[0].Left != unknown {
				t.Errorf("%+v", u)
			}
		}
		link, err := d.Sessions.Connect(t.Context(), practiceTarget())
		if err != nil {
			t.Fatal(err)
		}
		err = d.Service.ReconcileAll(t.Context(), func(history.Entry) (provision.Platform, error) { return link.Client, nil }, true, func(provision.Result, error) {})
		if err != nil {
			t.Fatal(err)
		}
		d.batch.Reload()
		d.runner.Settle()
		if got := d.batch.Counts(); !ended && (got.Unknown != 0 || got.Created < unknown) {
			t.Errorf("%+v: %q", got, d.states())
		}
		if u := d.batch.Unfinished(); len(u) != 0 {
			t.Errorf("%+v", u)
		}
	}
}

// Rows that name no place go where the user has chosen to work, as it is when they
// are created.
func TestFollowsTheChoice(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	text := strings.Replace(strings.Replace(tableOf(2), "Folder\n", "Folder,Sandbox\n", 1), "in/1\n", "in/1,"+practice.SandboxDevelopment+"\n", 1)
	d.read(t, text)
	d.accounts.chosen.Account.Sandbox = practice.SandboxProduction
	if stakes := d.batch.Stakes(true); len(stakes) != 2 || stakes[0].Sandbox != practice.SandboxProduction || stakes[1].Sandbox != practice.SandboxDevelopment {
		t.Errorf("%+v", stakes)
	}
	d.create()
	for i, want := range []string{practice.SandboxProduction, practice.SandboxDevelopment} {
		if row := d.batch.Row(i); row.Entry.Place.Sandbox != want || row.Cells[batch.Sandbox].Value != want {
			t.Errorf("row %d went to %q, shows %q", i, row.Entry.Place.Sandbox, row.Cells[batch.Sandbox].Value)
		}
	}
	d.accounts.chosen.Account.Sandbox = practice.SandboxDevelopment
	d.batch.Load()
	d.runner.Settle()
	if row := d.batch.Row(0); row.State != batch.Created || row.Cells[batch.Sandbox].Value != practice.SandboxProduction {
		t.Errorf("what is there has moved: %+v", row)
	}
}

// Each table that was cut short is told of, and its file leads to it and to no other.
func TestSeveralCutShort(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	first, second := tableOf(3), strings.ReplaceAll(tableOf(4), "S3", "Luma")
	for _, text := range []string{first, second} {
		d.Practice.Misbehave(practice.Fault{Op: practice.OpCreate, Status: 400, Times: 1})
		d.read(t, text)
		d.create()
		d.again()
	}
	left := d.batch.Unfinished()
	if len(left) != 2 || left[0].Created != 3 || left[1].Created != 2 || left[0].Left+left[1].Left != 2 {
		t.Fatalf("%+v", left)
	}
	d.read(t, first)
	if got := d.batch.Counts(); got != (batch.Counts{Rows: 3, Ready: 1, Created: 2}) || len(d.batch.Unfinished()) != 1 {
		t.Errorf("%+v, %+v", got, d.batch.Unfinished())
	}
	d.create()
	if got := d.batch.Unfinished(); len(got) != 1 || got[0] != left[0] {
		t.Errorf("%+v", got)
	}
	d.batch.Forget(left[0].ID)
	d.runner.Settle()
	d.again()
	if got := d.batch.Unfinished(); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

// A row that is tried again has one entry in the register, whether it was mended, tried
// at once or after a new start.
func TestOneEntryForARow(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	d.Practice.Misbehave(practice.Fault{Op: practice.OpCreate, Status: 400, Times: 9})
	d.read(t, tableOf(3))
	d.create()
	d.batch.Set(1, batch.Name, "Mended")
	for range 2 {
		for row := range 3 {
			d.batch.Retry(row)
			d.runner.Settle()
		}
	}
	count := func() (n int) {
		if err := d.Register.Entries.Each(t.Context(), history.Query{Practice: true}, func(history.Entry) error { n++; return nil }); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if got := count(); got != 3 || d.batch.Counts().Failed != 3 {
		t.Errorf("%d entries: %q", got, d.states())
	}
	d.again()
	d.read(t, tableOf(3))
	d.create()
	if got := count(); got != 3 || d.batch.Counts().Created != 3 {
		t.Errorf("%d entries: %q", got, d.states())
	}
}

// fullDisk is a register with room for so many connections more. Once it is full it takes
// nothing, not even what became of those.
type fullDisk struct {
	provision.Journal
	left atomic.Int64
}

func (f *fullDisk) Begin(ctx context.Context, e history.Entry) error {
	if f.left.Add(-1) < 0 {
		return history.ErrNotWritable
	}
	return f.Journal.Begin(ctx, e)
}

func (f *fullDisk) Finish(ctx context.Context, id string, o history.Outcome) error {
	if f.left.Load() < 0 {
		return history.ErrNotWritable
	}
	return f.Journal.Finish(ctx, id, o)
}

// A full disk ends a table at its first rows: the rest stays ready, and can be made when
// there is room again.
func TestFullDisk(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	disk := &fullDisk{Journal: d.Register.Journal}
	d.batch = batch.New(d.runner, batch.Needs{
		Sessions: d.Sessions, Service: provision.New(disk, provision.Options{}), Keys: d.keys, Store: d.Register.Batches,
		Hash: d.Register.Journal.HashAccessKey, Accounts: d.accounts, Roles: d.accounts,
	})
	d.read(t, tableOf(60))
	d.create()
	if got := d.batch.Counts(); got != (batch.Counts{Rows: 60, Ready: 60}) || d.batch.Problem().Name != "registerNotWritable" || d.batch.Phase() != batch.Done {
		t.Fatalf("%+v, %q", got, d.batch.Problem().Name)
	}
	disk.left.Store(1000)
	d.create()
	if got := d.batch.Counts(); got.Created != 60 || !d.batch.Problem().Empty() {
		t.Errorf("%+v, %q", got, d.batch.Problem().Name)
	}
}

// fullStore is a store that has no room while it is full.
type fullStore struct {
	batch.Store
	full bool
}

func (f *fullStore) Keep(ctx context.Context, b history.Batch) error {
	if f.full {
		return history.ErrNotWritable
	}
	return f.Store.Keep(ctx, b)
}

// So it has where there was no room to begin its next try.
func TestOneEntryAfterAFullDisk(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	store := &fullStore{Store: d.Register.Batches}
	d.batch = batch.New(d.runner, batch.Needs{
		Sessions: d.Sessions, Service: d.Service, Keys: d.keys, Store: store,
		Hash: d.Register.Journal.HashAccessKey, Accounts: d.accounts, Roles: d.accounts,
	})
	d.Practice.Misbehave(practice.Fault{Op: practice.OpCreate, Status: 400, Times: 1})
	d.read(t, tableOf(1))
	d.create()
	for _, store.full = range []bool{true, false} {
		d.batch.Retry(0)
		d.runner.Settle()
	}
	entries := 0
	if err := d.Register.Entries.Each(t.Context(), history.Query{Practice: true}, func(history.Entry) error { entries++; return nil }); err != nil || entries != 1 {
		t.Errorf("%d entries of one row, %v: %q", entries, err, d.states())
	}
}
