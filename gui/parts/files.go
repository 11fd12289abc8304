package parts

import (
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

// giveKeys lets Escape leave a dialog for a file, which Fyne's has no key for.
// The field for the name of a new file would keep that key to itself: it gets the
// focus with the first letter that is typed.
func (s *Stage) giveKeys(choice *dialog.FileDialog) {
	c := s.Canvas()
	name, saving := c.Focused().(*widget.Entry)
	c.Unfocus()
	keys, runes := c.OnTypedKey(), c.OnTypedRune()
	choice.SetOnClosed(func() {
		c.SetOnTypedKey(keys)
		c.SetOnTypedRune(runes)
	})
	c.SetOnTypedKey(func(key *fyne.KeyEvent) {
		switch key.Name {
		case fyne.KeyEscape:
			choice.Dismiss()
		case fyne.KeyReturn, fyne.KeyEnter:
			if saving {
				name.OnSubmitted(name.Text)
			}
		}
	})
	if saving {
		c.SetOnTypedRune(func(r rune) {
			c.Focus(name)
			name.TypedShortcut(&fyne.ShortcutSelectAll{})
			name.TypedRune(r)
		})
	}
}
