package batch

import (
	"context"
	"io"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"github.com/adrg/xdg"

	"mooring/client/handover"
	"mooring/gui/model"
	"mooring/gui/model/batch"
	"mooring/gui/parts"
)

// Files brings tables onto the page, from files and from the clipboard, and saves what
// came of them.
type Files struct {
	page  *Page
	name  string // of a file that is being read, whose secrets are still in it
	fresh bool   // another table is coming, or was not shown yet
}

// Choose asks for a file with a table, and reads it.
func (f *Files) Choose() {
	if !f.page.needs.Ready() {
		return
	}
	f.page.stage.Files.Open(parts.FileQuestion{
		Title: parts.Tr("table.openTitle"), Yes: parts.Tr("table.openYes"), Folder: xdg.UserDirs.Documents,
		Then: func(paths []string, err error) {
			if err != nil {
				f.page.explain("tableTrouble", model.Explain(&model.FileError{Err: err}))
				return
			}
			f.replace(func() { f.read(storage.NewFileURI(paths[0])) })
		},
	}, false)
}

// Drop takes a file that was dropped on the page.
func (f *Files) Drop(files []fyne.URI) {
	if len(files) == 0 || !f.page.needs.Ready() {
		return
	}
	f.replace(func() { f.read(files[0]) })
}

// Paste takes rows that were copied from a spreadsheet.
func (f *Files) Paste() {
	if !f.page.needs.Ready() {
		return
	}
	text := f.page.stage.App.Clipboard().Content()
	f.replace(func() {
		f.name, f.fresh = "", true
		f.page.table.Paste(text)
	})
}

// replace goes on with another table. Where something of this one would be lost, the user
// is asked: what was mended in it, or which rows are left of those that were made.
func (f *Files) replace(then func()) {
	counts := f.page.table.Counts()
	mended, sent := f.page.table.Mended(), counts.Created+counts.Failed+counts.Unknown > 0
	if !begun(f.page.phase) || counts.Created == counts.Rows || !mended && !sent {
		then()
		return
	}
	f.page.stage.Confirm(parts.Question{
		Name: "tableReplace", Title: parts.Tr("table.replaceTitle"), Text: parts.Tr(f.lost(mended)),
		Yes: parts.Tr("table.replaceYes"), No: parts.Tr("table.replaceNo"), Danger: true, Then: then,
	})
}

// lost says what is lost with the table: what was mended in it, or which rows are left.
// The file stays, where there is one.
func (f *Files) lost(mended bool) string {
	switch pasted := f.page.table.Name() == ""; {
	case mended && pasted:
		return "table.replaceTextPasted"
	case mended:
		return "table.replaceText"
	case pasted:
		return "table.replaceRestPasted"
	}
	return "table.replaceRest"
}

// another puts the table away.
func (f *Files) another() { f.replace(f.page.table.Clear) }

// fileLimit is more than any table of connections has: 10,000 rows take some 3 MB.
const fileLimit = 64 << 20

// read reads a file in the background.
func (f *Files) read(uri fyne.URI) {
	name := uri.Name()
	f.page.stage.Files.Read(model.List{name}, func() func() {
		file, err := parts.OpenURI(uri)
		if err != nil {
			return func() { f.page.explain("tableTrouble", model.Explain(&model.FileError{Name: name, Err: err})) }
		}
		data, err := io.ReadAll(io.LimitReader(file, fileLimit))
		if closing := file.Close(); err == nil {
			err = closing
		}
		return func() {
			if err != nil {
				f.page.explain("tableTrouble", model.Explain(&model.FileError{Name: name, Err: err}))
				return
			}
			f.name, f.fresh = name, true
			f.page.table.Read(name, data)
		}
	})
}

func (f *Files) saveTemplate() {
	f.save("mooring-table.csv", func() []byte { return batch.Template(parts.Say, parts.ListSeparator()) })
}

func (f *Files) saveResults() {
	f.save("mooring-results-"+time.Now().Format(time.DateOnly)+".csv", func() []byte {
		return f.page.table.Results(parts.Optional, parts.ListSeparator())
	})
}

// save asks where to and writes a table there, whole or not at all.
func (f *Files) save(name string, what func() []byte) {
	f.page.stage.Files.Save(parts.FileQuestion{
		Title: parts.Tr("table.saveTitle"), Yes: parts.Tr("save.button"), Folder: xdg.UserDirs.Documents, Ending: ".csv",
		Then: func(paths []string, err error) {
			if err != nil {
				f.page.explain("tableTrouble", model.Explain(&model.FileError{Writing: true, Err: err}))
				return
			}
			f.write(paths[0], what())
		},
	}, name)
}

func (f *Files) write(path string, data []byte) {
	name := filepath.Base(path)
	f.page.stage.Runner.Go(func() func() {
		err := handover.WriteFile(context.Background(), path, func(w io.Writer) error {
			_, err := w.Write(data)
			return err
		})
		return func() {
			if err != nil {
				f.page.explain("tableTrouble", model.Explain(&model.FileError{Name: name, Writing: true, Err: err}))
				return
			}
			f.page.stage.Toast.Say(parts.Tr("table.saved", "File", name))
		}
	})
}
