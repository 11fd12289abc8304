package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

func TestNotesMoveNothing(t *testing.T) {
	note := NewBanner(BannerInfo, "")
	note.Reserve(1)
	note.Hide()
	below := NewPrimaryButton("Create connection", nil, nil)
	box := container.NewVBox(Reserved(note), below)
	open(t, box, fyne.NewSize(400, 200))
	at := below.Position()
	for _, step := range []struct {
		what string
		do   func()
	}{
		{"comes", func() { note.SetText("The file still holds a secret."); note.Show() }},
		{"says more", func() { note.SetText(strings.Repeat("The file still holds a secret. ", 9)) }},
		{"gets a button", func() { note.SetAction("Understood", func() {}) }},
		{"goes", note.Hide},
	} {
		step.do()
		box.Refresh()
		if below.Position() != at {
			t.Errorf("when the note %s, the button moves from %v to %v", step.what, at, below.Position())
		}
	}
}
