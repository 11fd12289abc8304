package batch

import (
	"context"
	"io"
	"os"
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

// ChooseFile asks for a file with a table, and reads it.
func (p *Page) ChooseFile() {
	if !p.free() {
		return
	}
	p.stage.Files.Open(parts.FileQuestion{
		Title: parts.Tr("table.openTitle"), Yes: parts.Tr("table.openYes"), Folder: xdg.UserDirs.Documents,
		Then: func(paths []string, err error) {
			if err != nil {
				p.explain("tableTrouble", model.Explain(&model.FileError{Err: err}))
				return
			}
			p.replace(func() {
				p.read(filepath.Base(paths[0]), func() (io.ReadCloser, error) { return os.Open(paths[0]) })
			})
		},
	}, false)
}

// Drop takes a file that was dropped on the page.
func (p *Page) Drop(files []fyne.URI) {
	if len(files) == 0 || !p.free() {
		return
	}
	file := files[0]
	p.replace(func() {
		p.read(file.Name(), func() (io.ReadCloser, error) {
			if file.Scheme() == "file" {
				return os.Open(file.Path())
			}
			return storage.Reader(file)
		})
	})
}

// FromClipboard takes rows that were copied from a spreadsheet.
func (p *Page) FromClipboard() {
	if !p.free() {
		return
	}
	text := p.stage.App.Clipboard().Content()
	p.replace(func() {
		p.file, p.fresh = "", true
		p.table.Paste(text)
	})
}

// free reports whether another table may be taken now, and says why not.
func (p *Page) free() bool { return p.needs.Ready() }

// replace goes on with another table. Where there is one that was not made wholly, what
// was mended in it would be lost, and the user is asked.
func (p *Page) replace(then func()) {
	counts := p.table.Counts()
	if !begun(p.phase) || counts.Created == counts.Rows {
		then()
		return
	}
	p.stage.Confirm(parts.Question{
		Name: "tableReplace", Title: parts.Tr("table.replaceTitle"), Text: parts.Tr("table.replaceText"),
		Yes: parts.Tr("table.replaceYes"), No: parts.Tr("cancel.button"), Then: then,
	})
}

// another puts the table away.
func (p *Page) another() { p.replace(p.table.Clear) }

// fileLimit is more than any table of connections has: 10,000 rows take some 3 MB.
const fileLimit = 64 << 20

// read reads a file in the background.
func (p *Page) read(name string, open func() (io.ReadCloser, error)) {
	p.stage.Runner.Go(func() func() {
		file, err := open()
		if err != nil {
			return func() { p.explain("tableTrouble", model.Explain(&model.FileError{Name: name, Err: err})) }
		}
		data, err := io.ReadAll(io.LimitReader(file, fileLimit))
		if closing := file.Close(); err == nil {
			err = closing
		}
		return func() {
			if err != nil {
				p.explain("tableTrouble", model.Explain(&model.FileError{Name: name, Err: err}))
				return
			}
			p.file, p.fresh = name, true
			p.table.Read(name, data)
		}
	})
}

func (p *Page) saveTemplate() {
	p.save("mooring-table.csv", func() []byte { return batch.Template(parts.Say, parts.ListSeparator()) })
}

func (p *Page) saveResults() {
	p.save("mooring-results-"+time.Now().Format(time.DateOnly)+".csv", func() []byte {
		return p.table.Results(parts.Say, parts.ListSeparator())
	})
}

// save asks where to and writes a table there, whole or not at all.
func (p *Page) save(name string, what func() []byte) {
	p.stage.Files.Save(parts.FileQuestion{
		Title: parts.Tr("table.saveTitle"), Yes: parts.Tr("save.button"), Folder: xdg.UserDirs.Documents, Ending: ".csv",
		Then: func(paths []string, err error) {
			if err != nil {
				p.explain("tableTrouble", model.Explain(&model.FileError{Writing: true, Err: err}))
				return
			}
			p.write(paths[0], what())
		},
	}, name)
}

func (p *Page) write(path string, data []byte) {
	name := filepath.Base(path)
	p.stage.Runner.Go(func() func() {
		err := handover.WriteFile(context.Background(), path, func(w io.Writer) error {
			_, err := w.Write(data)
			return err
		})
		return func() {
			if err != nil {
				p.explain("tableTrouble", model.Explain(&model.FileError{Name: name, Writing: true, Err: err}))
				return
			}
			p.stage.Toast.Say(parts.Tr("table.saved", "File", name))
		}
	})
}
