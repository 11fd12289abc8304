//go:build window

package windowtest

import (
	"strings"
	"testing"
	"time"

	"mooring/client/practice"
)

// connected leaves the window with a connection that works at hand.
func connected(t *testing.T) *App {
	t.Helper()
	app := startPractice(t)
	app.enter("Loyalty exports", practice.AccessKeyWorks)
	app.Key("Return")
	app.WaitState("phase", "succeeded")
	app.WaitState("busy", "false")
	return app
}

// broughtIn waits until a dataflow that was set up is looked at.
func (a *App) broughtIn() {
	a.t.Helper()
	a.WaitState("sheet", "")
	a.WaitStateFunc("flows", "be one", func(flows string) bool { return flows != "" && !strings.Contains(flows, " ") })
	a.WaitState("busy", "false")
}

// A file becomes a dataflow by mouse: what is found out by looking and matched by name
// is looked at and left as it is.
func TestBringingInByMouse(t *testing.T) {
	app := connected(t)
	app.resize(1180, 760)
	began := time.Now()
	app.Click("progress.browse")
	app.WaitState("sheet", "browse")
	app.WaitState("browse", "d/practice-bucket")
	row := app.Widget("browse.refresh").H // rows are as high as buttons, with a little between them
	app.openRow(row, "d/practice-bucket")
	app.openRow(row, "d/practice-bucket/loyalty")
	app.chooseRow(row, "f/practice-bucket/loyalty/members.csv")
	clicks := app.clicks // it took some more to find the file than a person needs
	app.Screenshot("ingest-0-chosen")
	app.Click("browse.bring")
	app.WaitState("sheet", "ingest")
	app.Widget("ingest.rows")
	app.Screenshot("ingest-1-files")
	before := app.clicks
	app.Fill("ingest.path", "/practice-bucket/customers/archive/*.csv")
	app.Key("Return")
	app.Widget("ingest.rows")
	app.Click("ingest.submit")
	app.WaitState("focus", "ingest.filter")
	app.Click("ingest.back")
	app.WaitState("focus", "ingest.path")
	app.Fill("ingest.path", "/practice-bucket/loyalty/members.csv")
	app.Key("Return")
	app.Widget("ingest.rows")
	clicks += app.clicks - before // which is not needed either
	app.Click("ingest.submit")
	app.WaitState("focus", "ingest.filter")
	app.Type("loyalty mem")
	head := app.Widget("ingest.filter").H
	app.ClickAt("ingest.datasets", 40, head*3/2)
	app.Widget("ingest.fields")
	app.Screenshot("ingest-2-dataset")
	app.Click("ingest.submit")
	app.WaitState("focus", "ingest.pairs")
	app.Widget("ingest.trials")
	app.Screenshot("ingest-3-columns")
	app.Click("ingest.submit")
	app.WaitState("focus", "ingest.frequency")
	app.Screenshot("ingest-4-schedule")
	app.Click("ingest.submit")
	app.WaitState("focus", "ingest.name")
	app.Screenshot("ingest-5-check")
	app.Click("ingest.submit")
	app.broughtIn()
	app.Screenshot("ingest-6-dataflow")
	took := time.Since(began)
	t.Logf("%d clicks in %v", app.clicks-clicks, took.Round(time.Second))
	if app.clicks-clicks > 7 {
		t.Errorf("it took %d clicks", app.clicks-clicks)
	}
	app.Click("flows.0.more")
	app.Screenshot("ingest-7-menu")
	app.Key("Escape")
	app.Close()
}

// openRow opens the row of the tree that stands for a folder, wherever it is.
func (a *App) openRow(height int, id string) {
	a.t.Helper()
	a.chooseRow(height, id)
	a.Key("Right")
	a.WaitStateFunc("browse", "be in it", func(at string) bool { return at != id })
}

// chooseRow clicks on a row of the tree.
func (a *App) chooseRow(height int, id string) {
	a.t.Helper()
	tree := a.Widget("browse.tree")
	y := height / 2
	if strings.Count(id, "/") > 1 {
		y += height // a second click on the bucket, soon after the first, would close it
	}
	for ; y < tree.H; y += height {
		a.ClickAt("browse.tree", 200, y)
		if a.settled().State["browse"] == id {
			return
		}
	}
	a.t.Fatalf("the tree has no %s", id)
}

// The same by keys that everybody knows.
func TestBringingInByKeyboard(t *testing.T) {
	big := OpenDisplay(t, bigScreen)
	for _, s := range []speech{{"en-100", "en_US.UTF-8", "1"}, {"fr-100", "fr_FR.UTF-8", "1"}, {"zh-200", "zh_CN.UTF-8", "2"}} {
		t.Run(s.tag, func(t *testing.T) { ingestByKeys(t, s.start(t, big), "ingest-keys-"+s.tag) })
	}
}

func ingestByKeys(t *testing.T, app *App, pictures string) {
	t.Helper()
	app.WaitState("focus", "welcome.practice")
	app.Plain("Return")
	app.ready()
	app.WaitState("focus", "form.name")
	app.Type("Loyalty exports")
	app.stepTo("Tab", "form.accessKey")
	app.Type(practice.AccessKeyWorks)
	app.stepTo("Tab", "form.secretKey")
	app.Type(secretKey)
	app.Plain("Return")
	app.WaitState("phase", "succeeded")
	app.WaitState("busy", "false")
	began := time.Now()
	app.Key("ctrl+b")
	app.WaitState("focus", "browse.tree")
	app.WaitState("browse", "d/practice-bucket")
	app.downTo("d/practice-bucket/loyalty")
	app.downTo("f/practice-bucket/loyalty/members.csv")
	app.Plain("Return")
	app.Widget("browse.bring")
	app.stepTo("Tab", "browse.bring")
	app.Plain("Return")
	app.WaitState("focus", "ingest.path")
	app.Widget("ingest.rows")
	app.Screenshot(pictures + "-1-files")
	app.stepTo("Tab", "ingest.submit")
	app.Plain("Return")
	app.WaitState("focus", "ingest.filter")
	app.Type("loyalty mem")
	app.Plain("Return")
	app.WaitState("focus", "ingest.datasets")
	app.Plain("Down")
	app.Widget("ingest.fields")
	app.Screenshot(pictures + "-2-dataset")
	app.stepTo("Tab", "ingest.submit")
	app.Plain("Return")
	app.WaitState("focus", "ingest.pairs")
	app.Widget("ingest.trials")
	app.Screenshot(pictures + "-3-columns")
	app.stepTo("Tab", "ingest.submit")
	app.Plain("Return")
	app.WaitState("focus", "ingest.frequency")
	app.Screenshot(pictures + "-4-schedule")
	app.stepTo("Tab", "ingest.submit")
	app.Plain("Return")
	app.WaitState("focus", "ingest.name")
	app.Screenshot(pictures + "-5-check")
	app.Plain("Return")
	app.broughtIn()
	app.Screenshot(pictures + "-6-dataflow")
	t.Logf("%v by keyboard", time.Since(began).Round(time.Second))
	if app.clicks > 0 {
		t.Errorf("it took %d clicks", app.clicks)
	}
	app.Close()
}

// downTo opens the folder that the tree is at, and presses Down until a row of it is reached.
func (a *App) downTo(id string) {
	a.t.Helper()
	folder := a.settled().State["browse"]
	a.Plain("Right")
	a.WaitStateFunc("browse", "be in "+folder, func(now string) bool { return now != folder })
	for before := folder; ; {
		at := a.settled().State["browse"]
		if at == id {
			return
		}
		if at == before {
			a.t.Fatalf("the tree ends with %s, and %s has not come", at, id)
		}
		before = at
		a.Plain("Down")
	}
}
