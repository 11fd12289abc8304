package support_test

import (
	"testing"

	"fyne.io/fyne/v2/widget"

	"mooring/client/secrets"
	"mooring/gui/stagetest"
	"mooring/gui/support"
)

// A keyring may ask for its password for minutes. Who calls off meanwhile that all is
// forgotten keeps it, whatever the keyring answers.
func TestForgettingIsCalledOff(t *testing.T) {
	for name, answer := range map[string]error{"it has let go": nil, "it is locked": secrets.ErrUnavailable} {
		b := stagetest.New(t, "en")
		b.Show(widget.NewLabel(""))
		var then func(error)
		support.AskForget(b.Stage, support.Forgetting{
			Secrets: func(f func(error)) { then = f },
			Quit:    func() { t.Errorf("%s: all is forgotten", name) },
		})
		b.Tap("forgetAll.submit")
		b.Tap("forgetAll.cancel")
		if then == nil || b.Stage.OpenSheet() != "" {
			t.Fatalf("%s: nothing was begun, or the sheet is still open", name)
		}
		then(answer)
		if sheet := b.Stage.OpenSheet(); sheet != "" {
			t.Errorf("%s: the sheet %q is open", name, sheet)
		}
	}
}
