//go:build window

package windowtest

import (
	"strings"
	"testing"
)

// The text for technicians says what really draws the window, which only the
// running app can know.
func TestDiagnosisNamesTheGraphics(t *testing.T) {
	app := startPractice(t)
	app.Key("ctrl+shift+d")
	app.WaitState("sheet", "diagnose")
	// Nobody answers here, so that it takes its time.
	app.wait("the end of the diagnosis", startLimit, func() bool {
		app.Click("diagnose.copy")
		return app.State("toast") != ""
	})
	report := app.Clipboard()
	_, graphics, _ := strings.Cut(report, "Graphics\n")
	for _, fact := range []string{"Window system: X11\n", "Vendor: Mesa", "Renderer: llvmpipe", "Mesa", "Drawn by: the processor\n", "Scale: 1.00\n"} {
		if !strings.Contains(graphics, fact) {
			t.Errorf("the report does not say %q:\n%s", fact, report)
		}
	}
	app.Screenshot("diagnose")
	app.Close()
}
