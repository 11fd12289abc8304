package parts

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/container"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/widgets"
)

// A production sandbox is shown as one on the practice Platform, too, but nothing there is
// said to be real.
func TestStakes(t *testing.T) {
	for _, c := range []struct {
		kind  model.SandboxKind
		place history.Place
		want  string
	}{
		{model.SandboxProduction, history.Place{OrgID: "x@AdobeOrg", Sandbox: "prod"}, "prod is a PRODUCTION sandbox: it holds live data."},
		{model.SandboxProduction, history.Place{Practice: true, Sandbox: "prod"}, "prod stands for a PRODUCTION sandbox. On the practice Platform nothing in it is real."},
		{model.SandboxUnsure, history.Place{OrgID: "x@AdobeOrg", Sandbox: "prod"}, "Whether prod is a production sandbox is known once you sign in to the organization x@AdobeOrg."},
		{model.SandboxDevelopment, history.Place{Sandbox: "dev"}, ""},
	} {
		rows := container.NewVBox()
		AddStakes(rows, c.kind, c.place)
		var said []string
		for _, o := range rows.Objects {
			if banner, ok := o.(*widgets.Banner); ok {
				said = append(said, banner.AccessibilityLabel())
			}
		}
		if got := strings.Join(said, " "); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
