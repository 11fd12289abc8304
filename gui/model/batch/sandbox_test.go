package batch_test

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"mooring/client"
	"mooring/client/practice"
	"mooring/gui/model/batch"
	"mooring/gui/model/modeltest"
)

// sandboxed is a table with a row for each of the sandboxes.
func sandboxed(names ...string) string {
	lines := strings.SplitAfter(tableOf(len(names)), "\n")
	text := strings.Replace(lines[0], "Folder", "Folder,Sandbox", 1)
	for i, name := range names {
		text += strings.Replace(lines[i+1], "\n", ","+name+"\n", 1)
	}
	return text
}

// A sandbox that is not there is said as soon as the sandboxes are known: nobody has to
// rehearse for it.
func TestSandboxesAreCheckedOnceKnown(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	d.read(t, sandboxed("gone", "Dev", "Development EU", practice.SandboxDevelopment, "", "Development EU（"+practice.SandboxDevelopment+"）"))
	if got := d.states(); got[0] != "ready" || got[2] != "wrong check.sandbox.title" {
		t.Fatalf("%q", got)
	}
	changes := 0
	d.batch.Changed.Listen(func() { changes++ })
	d.accounts.listed = []client.Sandbox{
		{Name: practice.SandboxDevelopment, Title: "Development EU", Type: "development"}, {Name: "prod", Title: "Production", Type: "production"},
	}
	d.batch.Set(1, batch.Sandbox, strings.ToUpper(practice.SandboxDevelopment))
	d.runner.Settle()
	want := []string{"wrong batch.sandbox.unknown", "ready", "ready", "ready", "ready", "ready"}
	if got := d.states(); !slices.Equal(got, want) || changes == 0 {
		t.Errorf("%q after %d changes", got, changes)
	}
	for _, row := range []int{1, 2, 5} {
		if cell := d.batch.Row(row).Cells[batch.Sandbox]; cell.Value != practice.SandboxDevelopment || cell.Verdict.Text.Key != "batch.corrected" {
			t.Errorf("row %d: %+v", row, cell)
		}
	}
	if results := d.batch.Results(sayEnglish, ';'); !bytes.Contains(results, []byte("prod")) {
		t.Errorf("the results name no sandbox:\n%s", results)
	}
	// Nobody who is signed out takes what is known away.
	d.accounts.listed = nil
	d.batch.Follow()
	if got := d.states(); !slices.Equal(got, want) {
		t.Errorf("signed out: %q", got)
	}
}

// The practice Platform goes by the name that the bar has for it, in any language.
func TestPracticeIsAnAccount(t *testing.T) {
	names := []string{"practice", "Nobody"}
	for _, file := range []string{"en", "fr", "zh-Hans"} {
		var texts map[string]any
		data, err := os.ReadFile("../../../assets/translations/" + file + ".json")
		if err == nil {
			err = json.Unmarshal(data, &texts)
		}
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, texts["account.practice"].(string))
	}
	d := newDesk(t, modeltest.NewShuffled(1))
	text := strings.Replace(sandboxed(names...), "Sandbox", "Account", 1)
	d.read(t, text)
	if got, want := d.states(), []string{"ready", "wrong batch.account.practice", "ready", "ready", "ready"}; !slices.Equal(got, want) {
		t.Errorf("%q of %q", got, names)
	}
}

// Where the sandboxes are not known before, Platform's answer is told in words that hold
// for a file: there is no list in it that one could choose from.
func TestUnknownSandboxInResults(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	d.read(t, sandboxed("gone"))
	d.create()
	problem := d.batch.Row(0).Problem
	if problem.Name != "sandboxUnknown" || problem.Do.Key != "batch.sandbox.names" {
		t.Fatalf("%+v", problem)
	}
	if results := string(d.batch.Results(sayEnglish, ';')); !strings.Contains(results, practice.SandboxDevelopment) || strings.Contains(results, "problem.sandboxUnknown.do") {
		t.Errorf("results:\n%s", results)
	}
}

// Rows that look odd are counted by themselves, and made only if that is said.
func TestDoubtful(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	d.read(t, strings.ReplaceAll(tableOf(4), "in/3", "in/1")) // and another key, which is fine
	for _, row := range []int{1, 2} {
		d.batch.Set(row, batch.AccessKey, keyID(0))
		d.batch.Set(row, batch.Folder, "in/0")
	}
	want := []string{"ready", "doubtful batch.sameKeys", "doubtful batch.sameKeys", "ready"}
	if got := d.states(); !slices.Equal(got, want) {
		t.Fatalf("%q", got)
	}
	if got := d.batch.Counts(); got != (batch.Counts{Rows: 4, Ready: 2, Doubtful: 2}) {
		t.Errorf("%+v", got)
	}
	if stakes := d.batch.Stakes(false); len(stakes) != 1 || stakes[0].Rows != 2 {
		t.Errorf("%+v", stakes)
	}
	d.batch.Accept(1)
	if got := d.states()[1]; got != "ready" {
		t.Errorf("%q, although it was accepted", got)
	}
	d.batch.Set(1, batch.Name, "Another name") // which may have been meant differently
	if got := d.states()[1]; got != want[1] {
		t.Errorf("%q after a change", got)
	}
	d.batch.Create(false)
	d.runner.Settle()
	if got := d.batch.Counts(); got != (batch.Counts{Rows: 4, Doubtful: 2, Created: 2}) || d.batch.Ended() != (batch.Ending{Phase: batch.Making}) {
		t.Errorf("%+v, %+v: %q", got, d.batch.Ended(), d.states())
	}
	d.batch.Accept(2)
	d.batch.Create(false)
	d.runner.Settle()
	if got := d.batch.Counts(); got != (batch.Counts{Rows: 4, Doubtful: 1, Created: 3}) {
		t.Errorf("%+v: %q", got, d.states())
	}
}
