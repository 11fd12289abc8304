//go:build window

package windowtest

import (
	"strings"
	"testing"

	"mooring/client/practice"
)

// Several connections are marked and deleted on Platform at once: by mouse where little is
// at stake, by keyboard where it has to be typed, in every language, theme and size.
func TestDeleteSeveral(t *testing.T) {
	for _, look := range []look{
		{"english", "en_US", "light", 1},
		{"french", "fr_FR", "dark", 1},
		{"chinese", "zh_CN", "light", 1},
		{"french-200", "fr_FR", "light", 2},
		{"chinese-200", "zh_CN", "dark", 2},
	} {
		t.Run(look.name, func(t *testing.T) {
			setup := look.setup(t)
			others := &App{DataDir: setup.DataDir, t: t}
			others.onPlatform(func(p *practice.Platform) error {
				if err := p.Fill(t.Context(), practice.OrgID, practice.SandboxDevelopment, 12); err != nil {
					return err
				}
				return p.Elsewhere(t.Context(), practice.ElsewhereAdd, practice.OrgID, practice.SandboxProduction, "")
			})
			held := len(others.Made())
			app := StartAs(t, setup)
			app.ready()
			app.resize(960*look.scale, 640*look.scale)
			page := func(n string) {
				app.settled()
				app.expectInWindow()
				app.Screenshot("delete-several-" + look.name + "-" + n)
			}

			// By mouse. Enter is Cancel.
			app.Key("ctrl+r")
			app.rest("upkeep.refreshed")
			app.WaitState("rows", "12")
			app.Click("upkeep.dismiss")
			app.clickRow(0, "")
			app.clickRow(2, "shift")
			app.clickRow(1, "ctrl")
			app.WaitState("marked", "2")
			page("1-marked")
			app.Click("several.details.delete")
			app.WaitState("sheet", "deleteMany")
			app.WaitStateFunc("focus", "be on Cancel", func(focus string) bool { return strings.HasSuffix(focus, ".cancel") })
			page("2-asked")
			app.Key("Return")
			app.WaitState("sheet", "")
			if n := len(app.Made()); n != held {
				t.Fatalf("Enter has deleted %d", held-n)
			}
			app.Key("ctrl+shift+Delete") // a second click at the same place is a hasty one
			app.WaitState("sheet", "deleteMany")
			app.Click("deleteMany.submit")
			app.WaitState("sheet", "")
			app.rest("upkeep.deleted")
			app.WaitState("marked", "0")
			page("3-deleted")
			if n := len(app.Made()); n != held-2 {
				t.Errorf("%d were deleted", held-n)
			}

			// By keyboard, in production. What dataflows use stays, and stays marked.
			app.Key("ctrl+1")
			app.Choose("form.sandbox", productionOption)
			app.Key("ctrl+r")
			app.rest("upkeep.refreshed")
			app.WaitState("rows", "15")
			app.Key("ctrl+3", "ctrl+a")
			app.WaitState("marked", "15")
			app.Key("ctrl+shift+Delete")
			app.WaitState("sheet", "deleteMany")
			page("4-everywhere")
			app.Key("Escape")
			app.WaitState("sheet", "")
			app.Key("ctrl+3", "End", "shift+Up", "shift+Up", "shift+Up")
			app.WaitState("marked", "4")
			app.Key("ctrl+shift+Delete")
			app.WaitState("sheet", "deleteMany")
			app.WaitState("focus", "deleteMany.typed0")
			page("5-production")
			app.Type("2 prod")
			app.Key("Return")
			page("6-wrong")
			app.WaitState("sheet", "deleteMany")
			app.Key("ctrl+a")
			app.Type("3 prod")
			app.Key("Return")
			app.WaitState("sheet", "")
			app.rest("upkeep.deletedSome")
			app.WaitState("marked", "3")
			if n := len(app.Made()); n != held-3 {
				t.Errorf("%d were deleted", held-n)
			}
			page("7-some")
			app.Click("upkeep.dismiss")
			app.WaitState("sheet", "upkeepTrouble")
			page("8-why")
			app.Close()
		})
	}
}
