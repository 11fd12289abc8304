package register_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
	"mooring/client/history"
	"mooring/gui/model/register"
)

// stocked is a yard whose entries have all that an export can tell.
func stocked(t *testing.T, n int) *yard {
	t.Helper()
	y := newYard(t, n)
	for i := range y.store.entries {
		e := &y.store.entries[i]
		at := e.StartedAt
		*e = history.Entry{
			AttemptID: fmt.Sprintf("00000000-0000-4000-8000-%012d", i), Name: fmt.Sprintf("Connection %06d", i),
			Place: history.Place{PlatformURL: client.DefaultBaseURL, OrgID: "org@AdobeOrg", Sandbox: "prod"}, AccountID: "mine", APIKey: "key",
			Description: "=cmd|' /C calc'!A0", Bucket: "bucket", FolderPath: "in/", ServiceURL: "https://s3.example", AccessKeyHint: "AKIA…MPLE",
			AccessKeyHash: "hash", State: history.Created, ConnectionID: client.ConnectionID(fmt.Sprintf("id-%d", i)), ETag: `"1b03"`,
			RequestID: "request", Test: history.Working, TestedAt: at.Add(time.Hour), Origin: history.Here, PlatformState: "enabled",
			CreatedBy: "A@techacct.adobe.com", UpdatedBy: "B@AdobeID", CreatedClient: "exc_app", PlatformCreatedAt: at,
			PlatformUpdatedAt: at, SeenAt: at, StartedAt: at, UpdatedAt: at,
		}
	}
	y.table.ShowPractice(false)
	y.runner.Settle()
	return y
}

func exportWords() register.ExportWords {
	words := register.ExportWords{
		Statuses: map[history.Status]string{history.StatusWorking: "En marche", history.StatusFailed: "Ratée"},
		Origins:  map[history.Origin]string{history.Here: "Ici"}, Role: "Rôle",
	}
	for _, title := range register.ExportColumns() {
		words.Titles = append(words.Titles, title.Key)
	}
	return words
}

func TestExportAndImport(t *testing.T) {
	y := stocked(t, 1200)
	y.store.entries[5].Auth = client.AuthRole
	y.store.entries[7].State, y.store.entries[7].ConnectionID = history.Failed, ""
	path := filepath.Join(t.TempDir(), "connections.json")
	if !y.tasks.Exports.Begin(y.table.Shown(), register.Export{Path: path, JSON: true, App: "Mooring/test"}) {
		t.Fatal("it did not begin")
	}
	y.wantEnd(t, "upkeep.exportedSome", map[string]any{"File": "connections.json", "Count": 1199, "All": 1200, "Left": 1}, "")
	if y.reloads != 0 {
		t.Errorf("%d reloads for an export", y.reloads)
	}
	other := newYard(t, 0)
	other.accounts.practice = false
	if !other.tasks.Imports.Begin("connections.json", opener(path)) {
		t.Fatal("it did not begin")
	}
	other.wantEnd(t, "upkeep.imported", map[string]any{"Count": 1199, "Added": 1199}, "")
	var got []history.Entry
	for _, batch := range other.store.imports {
		if len(batch) > 500 {
			t.Errorf("%d entries at once", len(batch))
		}
		got = append(got, batch...)
	}
	want := append([]history.Entry{}, y.store.entries[:7]...)
	want = append(want, y.store.entries[8:]...)
	for i := range want {
		// These are of one computer.
		want[i].AccountID, want[i].AccessKeyHash = "", ""
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what came in (-want +got):\n%s", diff)
	}
}

func opener(path string) register.Opener {
	return func() (io.ReadCloser, error) { return os.Open(path) }
}

func TestExportTable(t *testing.T) {
	y := stocked(t, 3)
	y.store.entries[2].State, y.store.entries[2].ConnectionID, y.store.entries[2].Test = history.Failed, "", ""
	y.store.entries[2].Auth = client.AuthRole
	y.table.Select(1)
	y.table.Marks.One(1)
	y.table.Marks.Range(2)
	path := filepath.Join(t.TempDir(), "connections.csv")
	y.tasks.Exports.Begin(y.table.Marks.Scope(), register.Export{Path: path, Words: exportWords()})
	y.wantEnd(t, "upkeep.exported", map[string]any{"File": "connections.csv", "Count": 2}, "")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(data, []byte("\ufeff")) {
		t.Error("a spreadsheet would take it for another encoding")
	}
	table, err := csv.NewReader(bytes.NewReader(data[3:])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(table) != 3 || table[0][0] != "column.name" || table[1][0] != "Connection 000001" {
		t.Fatalf("table %q", table)
	}
	row := map[string]string{}
	for i, title := range table[0] {
		row[title] = table[1][i]
	}
	for title, want := range map[string]string{
		"column.etag": `"1b03"`, "column.status": "En marche", "column.origin": "Ici", "column.description": `'=cmd|' /C calc'!A0`,
		"column.tested": time.Date(2026, 1, 1, 1, 0, 1, 0, time.UTC).Local().Format(time.DateTime), "column.accessKey": "AKIA…MPLE",
	} {
		if row[title] != want {
			t.Errorf("%s is %q, want %q", title, row[title], want)
		}
	}
	if at := slices.Index(table[0], "column.accessKey"); table[2][at] != "Rôle" {
		t.Errorf("in place of the key of one by role: %q", table[2][at])
	}
	if strings.Contains(string(data), "hash") {
		t.Error("the hash of the key is in it")
	}
}

// Nothing is taken from a file that is not whole, and each fault has its words.
func TestImportRefuses(t *testing.T) {
	y := stocked(t, 700)
	path := filepath.Join(t.TempDir(), "connections.json")
	y.tasks.Exports.Begin(y.table.Shown(), register.Export{Path: path, JSON: true})
	y.runner.Settle()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, content, problem string }{
		{"nothing", "", "importOther"},
		{"a table", "Name,Connection ID\r\nLoyalty,1\r\n", "importTable"},
		{"a table of another language", "\ufeffNom;ID de connexion;ETag\r\n", "importTable"},
		{"a sentence", "Name, and connection\n", "importOther"},
		{"another JSON", `{"name":"x"}`, "importOther"},
		{"a newer one", strings.Replace(string(whole), `"version":1`, `"version":2`, 1), "importNewer"},
		{"cut in two", string(whole[:len(whole)*9/10]), "importDamaged"},
		{"changed by hand", strings.Replace(string(whole), `"connectionId":"id-650"`, `"connectionId":"../650"`, 1), "importEntry"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			other := newYard(t, 0)
			other.tasks.Imports.Begin("connections.json", func() (io.ReadCloser, error) {
				return io.NopCloser(strings.NewReader(tt.content)), nil
			})
			other.wantEnd(t, "", nil, tt.problem)
			if len(other.store.imports) != 0 {
				t.Error("something was taken from it")
			}
			if title := other.ended[0].Problem.Title; title.Args["File"] != "connections.json" {
				t.Errorf("it does not name the file: %+v", title)
			}
		})
	}
	other := newYard(t, 0)
	other.tasks.Imports.Begin("gone.json", opener(filepath.Join(t.TempDir(), "gone.json")))
	other.wantEnd(t, "", nil, "fileUnreadable")
}

// A drive that does not answer keeps no task: the other ones may go on once it was stopped.
func TestImportFromADriveThatHangsIsStopped(t *testing.T) {
	hangs := make(chan struct{})
	t.Cleanup(func() { close(hangs) })
	y := newYard(t, 0)
	y.tasks.Imports.Begin("connections.json", func() (io.ReadCloser, error) {
		y.tasks.Stop()
		<-hangs
		return nil, io.ErrUnexpectedEOF
	})
	y.wantEnd(t, "upkeep.importStopped", nil, "")
}

// What comes in and is not shown says where it is.
func TestImportOfTheOtherSide(t *testing.T) {
	y := stocked(t, 2)
	path := filepath.Join(t.TempDir(), "connections.json")
	y.tasks.Exports.Begin(y.table.Shown(), register.Export{Path: path, JSON: true})
	y.runner.Settle()
	other := newYard(t, 0) // the practice Platform is chosen
	other.tasks.Imports.Begin("connections.json", opener(path))
	other.wantEnd(t, "upkeep.importedReal", map[string]any{"Count": 2, "Added": 2}, "")
}

// An export that fails leaves the file that was there.
func TestExportFails(t *testing.T) {
	y := stocked(t, 2)
	folder := t.TempDir()
	y.tasks.Exports.Begin(y.table.Shown(), register.Export{Path: filepath.Join(folder, "missing", "connections.csv"), Words: exportWords()})
	y.wantEnd(t, "", nil, "exportFailed")
	y.ended = nil
	path := filepath.Join(folder, "connections.json")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	y.store.fails = errDisk
	y.tasks.Exports.Begin(y.table.Shown(), register.Export{Path: path, JSON: true})
	y.wantEnd(t, "", nil, "exportFailed")
	y.store.fails, y.ended = nil, nil
	// Stopped half-way.
	y.tasks.Exports.Begin(y.table.Shown(), register.Export{Path: path, JSON: true})
	y.tasks.Stop()
	y.wantEnd(t, "upkeep.exportStopped", nil, "")
	if data, err := os.ReadFile(path); err != nil || string(data) != "old" {
		t.Errorf("the file now holds %q, %v", data, err)
	}
}

// An entry that the format has no place for is left out, and spoils nothing.
func TestExportLeavesOutWhatDoesNotFit(t *testing.T) {
	y := stocked(t, 6)
	y.store.entries[1].Name = strings.Repeat("x", 4097)
	y.store.entries[2].ConnectionID = "not/an id"
	y.store.entries[4].State, y.store.entries[4].ConnectionID = history.Failed, ""
	path := filepath.Join(t.TempDir(), "connections.json")
	y.tasks.Exports.Begin(y.table.Shown(), register.Export{Path: path, JSON: true})
	y.wantEnd(t, "upkeep.exportedOdd", map[string]any{"Count": 3, "All": 6, "Left": 1, "Odd": 2}, "")
	other := newYard(t, 0)
	other.accounts.practice = false
	other.tasks.Imports.Begin("connections.json", opener(path))
	other.wantEnd(t, "upkeep.imported", map[string]any{"Count": 3}, "")
}

// Where the imported entries are is said by what is shown when it has ended.
func TestImportEndsOnTheOtherSide(t *testing.T) {
	y := stocked(t, 2)
	path := filepath.Join(t.TempDir(), "connections.json")
	y.tasks.Exports.Begin(y.table.Shown(), register.Export{Path: path, JSON: true})
	y.runner.Settle()
	other := newYard(t, 0)
	other.tasks.Imports.Begin("connections.json", opener(path))
	other.accounts.practice = false // chosen while it is read
	other.wantEnd(t, "upkeep.imported", map[string]any{"Count": 2, "Added": 2}, "")
}
