//go:build window

package windowtest

import (
	"strings"
	"testing"

	"mooring/client/history"
	"mooring/client/practice"
)

const replacedKey = "AKIAREPLACEDXEXAMPLE"

// others lets somebody else work on the only connection of the practice Platform.
func (a *App) others(what practice.Elsewhere) {
	a.t.Helper()
	made := a.Made()
	if len(made) != 1 {
		a.t.Fatalf("there are %d connections", len(made))
	}
	platform, err := practice.Open(a.t.Context(), practice.Options{Dir: a.DataDir})
	if err != nil {
		a.t.Fatal(err)
	}
	if err := platform.Elsewhere(a.t.Context(), what, made[0].OrgID, made[0].Sandbox, made[0].ID); err != nil {
		a.t.Error(err)
	}
	if err := platform.Close(); err != nil {
		a.t.Error(err)
	}
}

// shown makes a connection and shows it as an entry of the register.
func (a *App) shown(name string) {
	a.t.Helper()
	a.enter(name, practice.AccessKeyWorks)
	a.Click("create")
	a.WaitState("phase", "succeeded")
	a.Click("progress.details")
	a.WaitState("recorded", "true")
}

// waitMade waits until the practice Platform's only connection is good.
func (a *App) waitMade(what string, good func(practice.Connection) bool) {
	a.t.Helper()
	a.wait(what, stepLimit, func() bool {
		made := a.Made()
		return len(made) == 1 && good(made[0])
	})
}

// The life of a connection after it is made, by mouse.
func TestLookAfterByMouse(t *testing.T) {
	app := startPractice(t)
	app.shown("Loyalty exports")
	app.Screenshot("entry-1-details")

	app.Click("details.replace")
	app.WaitState("sheet", "replace")
	app.Fill("replace.accessKey", replacedKey)
	app.Fill("replace.secretKey", secretKey)
	app.Fill("replace.bucket", "acme-exports")
	app.Screenshot("entry-2-replace")
	app.Click("replace.submit")
	app.WaitState("sheet", "replaced")
	app.Screenshot("entry-3-replaced")
	app.Click("replaced.submit")
	app.WaitState("sheet", "")
	app.waitMade("other keys", func(c practice.Connection) bool { return c.AccessKeyID == replacedKey && c.Bucket == "acme-exports" })
	app.WaitState("etag", app.Made()[0].ETag)

	// Somebody else renames it while the sheet is open.
	app.Key("ctrl+j")
	app.WaitState("sheet", "edit")
	app.others(practice.ElsewhereChange)
	app.Fill("edit.name", "Mine")
	app.Click("edit.submit")
	app.WaitState("sheet", "conflict")
	app.Screenshot("entry-4-conflict")
	if got := app.Made()[0].Name; got != "Loyalty exports (v2)" {
		t.Fatalf("overwritten unseen: %q", got)
	}
	app.Click("conflict.submit")
	app.WaitState("sheet", "")
	app.waitMade("my name", func(c practice.Connection) bool { return c.Name == "Mine" })

	app.Click("details.browse")
	app.WaitState("sheet", "browse")
	app.WaitState("focus", "browse.tree")
	row := app.Widget("browse.refresh").H // rows are as high as buttons, with a little between them
	app.WaitState("browse", "d/acme-exports/customers")
	app.ClickAt("browse.tree", 14, row/2)
	app.ClickAt("browse.tree", 160, row/2)
	app.Click("browse.path.copy")
	app.WaitClipboard("/acme-exports/customers")
	app.Screenshot("entry-5-browse")
	app.Key("Escape")
	app.WaitState("sheet", "")

	app.Key("ctrl+shift+j")
	app.WaitState("sheet", "curl")
	app.Click("curl.copy")
	text := app.WaitClipboardFunc("hold a command", func(got string) bool { return strings.Contains(got, "curl") })
	app.Screenshot("entry-6-curl")
	if strings.Contains(text, secretKey) || !strings.Contains(text, "ACCESS_TOKEN") {
		t.Errorf("copied %s", text)
	}
	app.Click("curl.submit")
	app.WaitState("sheet", "")

	app.Click("details.more")
	app.WaitStateFunc("overlays", "count the menu", func(open string) bool { return open != "0" })
	app.Screenshot("entry-7-more")
	app.Key("Escape")

	app.Key("ctrl+shift+Delete")
	app.WaitState("sheet", "delete")
	// Nothing has to be typed here, and Enter does no harm.
	app.WaitStateFunc("focus", "be on Cancel", func(focus string) bool { return strings.HasSuffix(focus, ".cancel") })
	app.Screenshot("entry-8-delete")
	app.Click("delete.submit")
	app.WaitState("sheet", "")
	app.Screenshot("entry-9-deleted")
	if made := app.Made(); len(made) != 0 {
		t.Errorf("Platform still holds %d", len(made))
	}
	entries := app.Entries()
	if len(entries) != 1 || entries[0].State != history.Deleted {
		t.Errorf("the register holds %+v", entries)
	}
	app.Close()
}

// The same without a mouse.
func TestLookAfterByKeyboard(t *testing.T) {
	app := startPractice(t)
	app.Choose("form.sandbox", productionOption)
	app.shown("Loyalty exports")
	app.Key("ctrl+shift+k")
	app.WaitState("sheet", "replace")
	app.WaitState("focus", "replace.accessKey")
	app.Type(replacedKey)
	app.TabTo("replace.secretKey")
	app.Paste(secretKey)
	app.Key("Return")
	app.WaitState("sheet", "replaced")
	app.Key("Escape")
	app.WaitState("sheet", "")
	app.waitMade("other keys", func(c practice.Connection) bool { return c.AccessKeyID == replacedKey })

	app.Key("ctrl+b")
	app.WaitState("sheet", "browse")
	app.WaitState("focus", "browse.tree")
	// The right arrow opens a folder and goes to what comes first in it, be it that
	// the listing arrives later.
	app.WaitState("browse", "d/practice-bucket")
	app.Key("Right")
	app.WaitState("browse", "d/practice-bucket/customers")
	app.Key("Right")
	app.WaitState("browse", "d/practice-bucket/customers/archive")
	app.Key("Down")
	app.WaitState("browse", "f/practice-bucket/customers/customers.csv")
	app.Key("Return")
	app.Widget("browse.columns")
	app.Key("ctrl+c")
	app.WaitClipboard("/practice-bucket/customers/customers.csv")
	app.Screenshot("entry-keys-browse")
	app.Key("Escape")
	app.WaitState("sheet", "")

	// A dataflow keeps it from being deleted, until there is none any more.
	app.others(practice.ElsewhereUse)
	app.Key("ctrl+shift+Delete")
	app.WaitState("sheet", "delete")
	app.WaitState("focus", "delete.typed")
	app.Type("Loyalty exports")
	app.Key("Return")
	app.Widget("delete.details")
	app.Screenshot("entry-keys-used")
	app.others(practice.ElsewhereFree)
	app.Key("Return")
	app.WaitState("sheet", "")
	if made := app.Made(); len(made) != 0 {
		t.Errorf("Platform still holds %d", len(made))
	}
	app.Close()
}

// Every page in every language, light and dark, at 100 and 200 %, in the smallest
// window: what stands out of it at the left or right is found, the rest is for a
// person to look at.
func TestEntryPagesInEveryLanguage(t *testing.T) {
	for _, c := range []struct{ tag, locale, theme, scale string }{
		{"en", "en_US.UTF-8", "light", "1"},
		{"fr", "fr_FR.UTF-8", "light", "1"},
		{"zh", "zh_CN.UTF-8", "dark", "1"},
		{"fr-dark-200", "fr_FR.UTF-8", "dark", "2"},
	} {
		t.Run(c.tag, func(t *testing.T) {
			setup := Setup{Env: []string{"LC_ALL=" + c.locale, "LANG=" + c.locale, "LANGUAGE=", "FYNE_THEME=" + c.theme, "FYNE_SCALE=" + c.scale}}
			width, height := 960, 640
			if c.scale == "2" {
				setup.Display = OpenDisplay(t, bigScreen)
				width, height = 2*width, 2*height
			}
			app := StartAs(t, setup)
			app.WaitState("welcome", "true")
			app.Click("welcome.practice")
			app.ready()
			app.shown("Loyalty exports")
			app.resize(width, height)
			app.page(c.tag, "details")
			app.others(practice.ElsewhereFail)
			app.Click("details.tabs")
			app.Key("Home", "Right")
			app.WaitStateFunc("flows", "fail", func(flows string) bool { return strings.HasPrefix(flows, "failing") })
			app.page(c.tag, "dataflows")
			app.Key("Home")
			for _, p := range []struct{ key, sheet string }{
				{"ctrl+shift+k", "replace"},
				{"ctrl+j", "edit"},
				{"ctrl+b", "browse"},
				{"ctrl+shift+j", "curl"},
				{"ctrl+shift+Delete", "delete"},
				{"ctrl+shift+p", "scenarios"},
			} {
				app.Key(p.key)
				app.WaitState("sheet", p.sheet)
				app.page(c.tag, p.sheet)
				app.Key("Escape")
				app.WaitState("sheet", "")
			}
			app.Key("ctrl+j")
			app.WaitState("sheet", "edit")
			app.others(practice.ElsewhereChange)
			app.Fill("edit.name", "Mine")
			app.Key("Return")
			app.WaitState("sheet", "conflict")
			app.page(c.tag, "conflict")
			app.Key("Escape")
			app.WaitState("sheet", "edit") // with theirs, and what was typed
			app.Key("Escape")
			app.WaitState("sheet", "leave")
			app.page(c.tag, "leave")
			app.Click("leave.submit")
			app.WaitState("sheet", "")
			app.Close()
		})
	}
}

func (a *App) page(tag, name string) {
	a.t.Helper()
	a.Screenshot("entry-" + tag + "-" + name)
	a.expectInWindow()
}
