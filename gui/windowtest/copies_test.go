//go:build window

package windowtest

import (
	"testing"

	"mooring/client/history"
	"mooring/client/practice"
)

// The power goes while Platform works on the request. The next start finds out
// what became of it, without being told to.
func TestKillDuringACreate(t *testing.T) {
	app := startPractice(t)
	app.enter("Killed", practice.AccessKeySlow)
	app.Click("create")
	app.WaitState("phase", "working")
	// The slow scenario makes the connection at once and answers after seconds.
	app.wait("the connection on the practice Platform", stepLimit, func() bool { return len(app.Made()) == 1 })
	entries := app.Entries()
	app.sweepProcesses()
	app.Kill()
	app.sweepFiles()
	if len(entries) != 1 || entries[0].State != history.Pending {
		t.Fatalf("while the request was under way, the register held %+v", entries)
	}

	again := StartIn(t, app.DataDir, "--practice")
	again.ready()
	again.WaitState("rows", "1")
	again.wait("the register to know what became of it", startLimit, func() bool {
		entries := again.Entries()
		return len(entries) == 1 && entries[0].State == history.Created
	})
	entry := again.expectOne()
	again.selectFirstRow()
	again.WaitState("id", string(entry.ConnectionID))
	again.WaitState("etag", string(entry.ETag))
	again.WaitState("rows", "1")
	again.Screenshot("killed-found")
	again.Close()
}

// Two copies of the app share a data folder, and each sees what the other makes.
func TestTwoCopiesAtOnce(t *testing.T) {
	first := startPractice(t)
	second := StartIn(t, first.DataDir, "--practice")
	second.ready()
	first.enter("From the first", practice.AccessKeyWorks)
	first.Click("create")
	first.WaitState("phase", "succeeded")
	second.WaitState("rows", "1")
	second.selectFirstRow()
	second.WaitState("id", first.State("id"))
	second.Key("ctrl+n")
	second.enter("From the second", "AKIASECONDCOPYEXAMPL")
	second.Key("Return")
	second.WaitState("phase", "succeeded")
	first.WaitState("rows", "2")
	second.WaitState("rows", "2")
	first.Screenshot("copies-first")
	second.Screenshot("copies-second")
	if made := first.Made(); len(made) != 2 {
		t.Errorf("%d connections were made", len(made))
	}
	first.Close()
	second.WaitState("rows", "2")
	second.Close()
}
