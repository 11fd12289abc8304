package parts

import (
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"
)

// ShowFiles shows a dialog for a file, at first with those of a folder.
func (s *Stage) ShowFiles(choice *dialog.FileDialog, folder string) {
	// Whether there is such a folder may take a disk a while.
	s.Runner.Go(func() func() {
		first, err := storage.ListerForURI(storage.NewFileURI(folder))
		if err != nil {
			first = nil
		}
		return func() { s.showFiles(choice, first) }
	})
}

func (s *Stage) showFiles(choice *dialog.FileDialog, first fyne.ListableURI) {
	choice.SetDismissText(Tr("cancel.button"))
	if first != nil {
		choice.SetLocation(first)
	}
	choice.SetView(dialog.ListView) // the other view leaves the ends of the names out
	// It wants to be shown before it is given a size.
	choice.Show()
	size := s.Canvas().Size()
	choice.Resize(fyne.NewSize(min(900, size.Width-40), min(640, size.Height-40)))
	s.giveKeys(choice)
}

// giveKeys lets Escape leave a dialog for a file, and Enter take what it shows: Fyne's
// has no keys for that.
func (s *Stage) giveKeys(choice *dialog.FileDialog) {
	c := s.Canvas()
	c.Unfocus()
	keys, yes := c.OnTypedKey(), s.primary()
	choice.SetOnClosed(func() { c.SetOnTypedKey(keys) })
	c.SetOnTypedKey(func(key *fyne.KeyEvent) {
		switch key.Name {
		case fyne.KeyEscape:
			choice.Dismiss()
		case fyne.KeyReturn, fyne.KeyEnter:
			if yes != nil && !yes.Disabled() {
				yes.OnTapped()
			}
		}
	})
}

// primary is the button that says yes in the dialog of Fyne's that is open. What
// Fyne lays over a window has a type that only Fyne can name, and a field Content.
func (s *Stage) primary() *widget.Button {
	top := reflect.Indirect(reflect.ValueOf(s.Canvas().Overlays().Top()))
	if top.Kind() != reflect.Struct {
		return nil
	}
	content := top.FieldByName("Content")
	if !content.IsValid() {
		return nil
	}
	inside, _ := content.Interface().(fyne.CanvasObject)
	return primaryIn(inside)
}

func primaryIn(o fyne.CanvasObject) *widget.Button {
	switch o := o.(type) {
	case *widget.PopUp:
		return primaryIn(o.Content)
	case *fyne.Container:
		for _, inside := range o.Objects {
			if button := primaryIn(inside); button != nil {
				return button
			}
		}
	case *widget.Button:
		if o.Importance == widget.HighImportance {
			return o
		}
	}
	return nil
}
