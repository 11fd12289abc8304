package parts

import (
	"path/filepath"
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/widgets"
)

// Fyne's own dialogs for files, for desktops that have none.

func (s *Stage) openWithFyne(q FileQuestion) {
	choice := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			q.Then(nil, err)
		case file != nil: // else it was dismissed
			q.Then([]string{file.URI().Path()}, file.Close())
		}
	}, s.Window)
	if q.Ending != "" {
		choice.SetFilter(storage.NewExtensionFileFilter([]string{q.Ending}))
	}
	s.showFiles(choice, q)
}

// saveWithFyne asks for a name and then for a folder: Fyne's dialog for saving empties
// the file that is chosen, before there is anything to write.
func (s *Stage) saveWithFyne(q FileQuestion, name string) {
	entry := widgets.NewEntry()
	entry.SetText(name)
	s.Name("saveAs.name", entry)
	field := widgets.NewField(Tr("files.name"), entry)
	field.SetCaptionLines(0)
	sheet := s.Sheet("saveAs", q.Title, field, Tr("files.folder"), Tr("cancel.button"))
	sheet.Resize(fyne.NewSize(620, 0))
	sheet.OnSubmit = func() {
		file := strings.TrimSpace(entry.Text)
		if strings.EqualFold(filepath.Ext(file), q.Ending) {
			file = strings.TrimSuffix(file, filepath.Ext(file))
		}
		if file == "" || file == "." || strings.ContainsAny(file, `/\`) {
			s.Toast.Say(Tr("files.noName"))
			s.Canvas().Focus(entry)
			return
		}
		sheet.Hide()
		s.chooseFolder(q, func(folder string) { s.replacing(filepath.Join(folder, file+q.Ending), q.Then) })
	}
	sheet.Show()
}

func (s *Stage) chooseFolder(q FileQuestion, then func(folder string)) {
	choice := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		switch {
		case err != nil:
			q.Then(nil, err)
		case folder != nil: // else it was dismissed
			then(folder.Path())
		}
	}, s.Window)
	s.showFiles(choice, q)
}

// showFiles shows a dialog for a file, at first with those of a folder.
func (s *Stage) showFiles(choice *dialog.FileDialog, q FileQuestion) {
	choice.SetTitleText(q.Title)
	choice.SetConfirmText(q.Yes)
	choice.SetDismissText(Tr("cancel.button"))
	choice.SetView(dialog.ListView) // the other view leaves the ends of the names out
	// Whether there is such a folder may take a disk a while.
	s.Runner.Go(func() func() {
		first, err := storage.ListerForURI(storage.NewFileURI(q.Folder))
		return func() {
			if err == nil {
				choice.SetLocation(first)
			}
			// It wants to be shown before it is given a size.
			choice.Show()
			size := s.Canvas().Size()
			choice.Resize(fyne.NewSize(min(900, size.Width-40), min(640, size.Height-40)))
			s.giveKeys(choice)
		}
	})
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
