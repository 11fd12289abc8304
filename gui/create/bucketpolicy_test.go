package create

import (
	"testing"

	"fyne.io/fyne/v2/widget"

	"mooring/client/secrets"
	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/create"
	"mooring/gui/stagetest"
)

// What Platform answers late, to whoever has turned to something else meanwhile, closes no
// sheet and takes no cursor away.
func TestBucketPolicyComesTooLate(t *testing.T) {
	b := stagetest.New(t, "en")
	b.Show(widget.NewLabel(""))
	sessions := session.New(secrets.NewSession(), nowhere{}, "Mooring/test", nil)
	policy := NewBucketPolicy(b.Stage, create.NewRole(b.Runner, sessions))
	focused := 0
	policy.Show(session.Target{}, model.FormOf("acme-data", ""), func(model.Field) bool { focused++; return true })
	b.Stage.Tell("other", "Another sheet", widget.NewLabel(""))
	b.Runner.Settle()
	if sheet := b.Stage.OpenSheet(); sheet != "other" || focused > 0 || b.Stage.Toast.Text() != "" {
		t.Errorf("the sheet in front is %q, focused %d times, said %q", sheet, focused, b.Stage.Toast.Text())
	}
}
