package register

import (
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/theme"
	"github.com/adrg/xdg"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/register"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// exportKinds are the formats, in the order of the choice.
var exportKinds = []struct {
	ending string
	json   bool
}{{".csv", false}, {".json", true}}

// Export asks what is to be exported and how, and then where to.
func (c *Commands) Export() {
	if c.tasks.Busy() {
		c.stage.Toast.Say(parts.Tr("busy.note"))
		return
	}
	c.table.Everything(func(all register.Scope, err error) {
		switch {
		case err != nil:
			c.stage.Toast.Say(parts.Say(model.Explain(err).Title))
		case len(all) == 0:
			c.stage.Toast.Say(parts.Tr("export.nothing"))
		default:
			c.askExport(c.exportScopes(all))
		}
	})
}

// exportScope is something that can be exported, and what it is called.
type exportScope struct {
	label string
	scope register.Scope
}

// exportScopes are what there is to choose from, the narrowest first.
func (c *Commands) exportScopes(all register.Scope) []exportScope {
	var scopes []exportScope
	if marked := c.table.Acting(); c.table.MarkCount() > 1 {
		scopes = append(scopes, exportScope{parts.Tr("export.marked", "Count", len(marked)), marked})
	}
	if shown := c.table.Shown(); len(shown) > 0 && len(shown) < len(all) {
		scopes = append(scopes, exportScope{parts.Tr("export.shown", "Count", len(shown)), shown})
	}
	return append(scopes, exportScope{parts.Tr("export.all", "Count", len(all)), all})
}

func (c *Commands) askExport(scopes []exportScope) {
	labels := make([]string, len(scopes))
	for i, s := range scopes {
		labels[i] = s.label
	}
	what := widgets.NewChoice(labels, nil)
	how := widgets.NewChoice([]string{parts.Tr("export.csv"), parts.Tr("export.json")}, nil)
	c.stage.Name("export.what", what)
	c.stage.Name("export.how", how)
	rows := parts.Column()
	var fields []*widgets.Field
	for _, part := range []struct {
		label   string
		control fyne.CanvasObject
	}{{parts.Tr("export.what"), what}, {parts.Tr("export.how"), how}} {
		field := widgets.NewField(part.label, part.control)
		field.SetCaptionLines(0)
		fields = append(fields, field)
		rows.Add(container.New(layout.NewCustomPaddedLayout(0, theme.Padding(), 0, 0), field))
	}
	widgets.AlignFields(fields...)
	sheet := c.stage.Sheet("export", parts.Tr("export.title"), rows, parts.Tr("export.yes"), parts.Tr("cancel.button"))
	sheet.SetIntro(parts.Tr("export.text"))
	sheet.Resize(fyne.NewSize(620, 0))
	submit := func() {
		scope, kind := scopes[max(what.Selected(), 0)].scope, exportKinds[max(how.Selected(), 0)]
		sheet.Hide()
		c.chooseExportFile(kind.ending, func(path string) {
			c.exportTo = path
			c.tasks.Export(scope, register.Export{Path: path, JSON: kind.json, App: c.needs.App, Words: exportWords()})
		})
	}
	sheet.OnSubmit = submit
	for _, choice := range []*widgets.Choice{what, how} {
		choice.OnSubmitted = func(string) { submit() }
	}
	sheet.Show()
}

// exportWords are the words of a table in the user's language.
func exportWords() register.ExportWords {
	words := register.ExportWords{Statuses: map[history.Status]string{}, Origins: map[history.Origin]string{}}
	for _, title := range register.ExportColumns() {
		words.Titles = append(words.Titles, parts.Say(title))
	}
	for status, look := range parts.StatusLooks {
		words.Statuses[status] = parts.Tr(look.Key)
	}
	for origin, key := range originKeys {
		words.Origins[origin] = parts.Tr(key)
	}
	return words
}

// chooseExportFile asks where to write. The dialog has made an empty file or
// emptied the one that was there; the export takes its place once it is whole.
func (c *Commands) chooseExportFile(ending string, then func(path string)) {
	choice := dialog.NewFileSave(func(file fyne.URIWriteCloser, err error) {
		if err == nil && file == nil {
			return // dismissed
		}
		path := ""
		if err == nil {
			path, err = file.URI().Path(), file.Close()
		}
		if err != nil {
			explain(c.stage, "exportTrouble", model.Explain(&model.FileError{Name: filepath.Base(path), Writing: true, Err: err}))
			return
		}
		then(path)
	}, c.stage.Window)
	choice.SetTitleText(parts.Tr("export.where"))
	choice.SetConfirmText(parts.Tr("save.button"))
	choice.SetFilter(storage.NewExtensionFileFilter([]string{ending}))
	folder := xdg.UserDirs.Documents
	choice.SetFileName(freshName(folder, "mooring-connections-"+time.Now().Format(time.DateOnly), ending))
	c.stage.ShowFiles(choice, folder)
}

// freshName is a name that no file of the folder has yet.
func freshName(folder, name, ending string) string {
	fresh := name + ending
	for n := 2; ; n++ {
		if _, err := os.Stat(filepath.Join(folder, fresh)); err != nil {
			return fresh
		}
		fresh = name + "-" + strconv.Itoa(n) + ending
	}
}

// exported says what came of an export that went well. Of one that did not, the
// empty file that the dialog has made is removed.
func (c *Commands) exported(outcome register.Outcome) {
	if info, err := os.Stat(c.exportTo); err == nil && info.Size() == 0 {
		_ = os.Remove(c.exportTo)
	}
	if outcome.Problem.Empty() {
		c.tasks.Dismiss()
		c.stage.Toast.Say(parts.Say(outcome.Text))
	}
}

// Import asks for an export of another computer and takes it up.
func (c *Commands) Import() {
	if c.tasks.Busy() {
		c.stage.Toast.Say(parts.Tr("busy.note"))
		return
	}
	choice := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err == nil && file == nil {
			return // dismissed
		}
		name := ""
		if err == nil {
			name, err = file.URI().Name(), file.Close()
		}
		if err != nil {
			explain(c.stage, "importTrouble", model.Explain(&model.FileError{Name: name, Err: err}))
			return
		}
		c.Load(name, func() (io.ReadCloser, error) { return storage.Reader(file.URI()) })
	}, c.stage.Window)
	choice.SetTitleText(parts.Tr("import.title"))
	choice.SetConfirmText(parts.Tr("import.yes"))
	choice.SetFilter(storage.NewExtensionFileFilter([]string{".json"}))
	c.stage.ShowFiles(choice, xdg.UserDirs.Download)
}

// Load takes up an export of another computer.
func (c *Commands) Load(name string, open register.Opener) { c.tasks.Import(name, open) }

// explain explains a problem on a sheet of its own.
func explain(s *parts.Stage, name string, problem model.Problem) {
	trouble := parts.NewNamedTrouble(name+".", s)
	trouble.Set(problem, false)
	s.Tell(name, parts.Tr("upkeep.explained"), trouble.View)
}
