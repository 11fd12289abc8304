package parts

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"mooring/gui/widgets"
)

// Fyne's own dialogs for files, for desktops that have none.

func (f *Files) openWithFyne(q FileQuestion) {
	choice := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			q.Then(nil, err)
		case file != nil: // else it was dismissed
			q.Then([]string{file.URI().Path()}, file.Close())
		}
	}, f.stage.Window)
	filter := regularFiles{}
	if q.Ending != "" {
		// Mail programs make text files of others, and this dialog has no choice of kinds.
		filter.inner = storage.NewExtensionFileFilter([]string{q.Ending, ".txt"})
	}
	choice.SetFilter(filter)
	f.showFiles(choice, q, false)
}

// saveWithFyne asks for a name and then for a folder: Fyne's dialog for saving empties
// the file that is chosen, before there is anything to write.
func (f *Files) saveWithFyne(q FileQuestion, name string) {
	entry := widgets.NewEntry()
	entry.SetText(name)
	f.stage.Name("saveAs.name", entry)
	field := widgets.NewField(Tr("files.name"), entry)
	field.SetCaptionLines(1)
	entry.OnChanged = func(string) { field.SetError("") }
	sheet := f.stage.Sheet("saveAs", q.Title, field, Tr("files.folder"), Tr("cancel.button"))
	sheet.Resize(fyne.NewSize(620, 0))
	sheet.OnSubmit = func() {
		file := strings.TrimSpace(entry.Text)
		if strings.EqualFold(filepath.Ext(file), q.Ending) {
			file = strings.TrimSuffix(file, filepath.Ext(file))
		}
		if file == "" || file == "." || strings.ContainsAny(file, `/\`) {
			field.SetError(Tr("files.noName"))
			f.stage.Canvas().Focus(entry)
			return
		}
		sheet.Hide()
		f.chooseFolder(q, func(folder string) { f.replacing(filepath.Join(folder, file+q.Ending), q.Then) })
	}
	sheet.Show()
}

func (f *Files) chooseFolder(q FileQuestion, then func(folder string)) {
	choice := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		switch {
		case err != nil:
			q.Then(nil, err)
		case folder != nil: // else it was dismissed
			then(folder.Path())
		}
	}, f.stage.Window)
	f.showFiles(choice, q, true)
}

// showFiles shows a dialog for a file, at first with those of a folder.
func (f *Files) showFiles(choice *dialog.FileDialog, q FileQuestion, folder bool) {
	choice.SetTitleText(q.Title)
	choice.SetConfirmText(q.Yes)
	choice.SetDismissText(Tr("cancel.button"))
	choice.SetView(dialog.ListView) // the other view leaves the ends of the names out
	// Whether there is such a folder may take a disk a while.
	f.stage.Runner.Go(func() func() {
		first, err := storage.ListerForURI(storage.NewFileURI(q.Folder))
		return func() {
			if err == nil {
				choice.SetLocation(first)
			}
			// It wants to be shown before it is given a size.
			choice.Show()
			size := f.stage.Canvas().Size()
			choice.Resize(fyne.NewSize(min(900, size.Width-40), min(640, size.Height-40)))
			newFileKeys(f.stage.Canvas(), choice, folder).give()
		}
	})
}
