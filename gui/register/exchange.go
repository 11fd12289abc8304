package register

import (
	"io"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
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

// Exchange hands the register over to another computer, or to a spreadsheet, and
// takes it up.
type Exchange struct {
	stage *parts.Stage
	table *register.Table
	tasks *register.Tasks
	app   string
}

// Something reports whether there is something to export.
func (x *Exchange) Something() bool {
	all, _ := x.table.Totals()
	return all > 0
}

// Export asks what is to be exported and how, and then where to.
func (x *Exchange) Export() {
	if x.tasks.Busy() {
		x.stage.Toast.Note(parts.Tr("busy.note"))
		return
	}
	x.table.Reader.All(x.table.Query(), func(all register.Scope, err error) {
		switch {
		case err != nil:
			x.stage.Toast.Note(parts.Say(model.Explain(err).Title))
		case len(all) == 0:
			x.stage.Toast.Note(parts.Tr("export.nothing"))
		default:
			x.askExport(x.exportScopes(all))
		}
	})
}

// exportScope is something that can be exported, and what it is called.
type exportScope struct {
	label string
	scope register.Scope
}

// exportScopes are what there is to choose from, the narrowest first.
func (x *Exchange) exportScopes(all register.Scope) []exportScope {
	var scopes []exportScope
	if marked := x.table.Marks.Scope(); x.table.Marks.Count() > 1 {
		scopes = append(scopes, exportScope{parts.Tr("export.marked", "Count", len(marked)), marked})
	}
	if shown := x.table.Shown(); len(shown) > 0 && len(shown) < len(all) {
		scopes = append(scopes, exportScope{parts.Tr("export.shown", "Count", len(shown)), shown})
	}
	return append(scopes, exportScope{parts.Tr("export.all", "Count", len(all)), all})
}

func (x *Exchange) askExport(scopes []exportScope) {
	labels := make([]string, len(scopes))
	for i, s := range scopes {
		labels[i] = s.label
	}
	what := widgets.NewChoice(labels...)
	how := widgets.NewChoice(parts.Tr("export.csv"), parts.Tr("export.json"))
	x.stage.Name("export.what", what)
	x.stage.Name("export.how", how)
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
	sheet := x.stage.Sheet("export", parts.Tr("export.title"), rows, parts.Tr("export.yes"), parts.Tr("cancel.button"))
	sheet.SetIntro(parts.Tr("export.text"))
	sheet.Resize(fyne.NewSize(620, 0))
	sheet.OnSubmit = func() {
		scope, kind := scopes[what.Selected()].scope, exportKinds[how.Selected()]
		sheet.Hide()
		x.exportTo(scope, kind.ending, kind.json)
	}
	sheet.Show()
}

// exportTo asks where to and exports. A file that is there is replaced only if the
// user says so, and only once there is a whole new one.
func (x *Exchange) exportTo(scope register.Scope, ending string, json bool) {
	x.stage.Files.Save(parts.FileQuestion{
		Title: parts.Tr("export.where"), Yes: parts.Tr("save.button"), Folder: xdg.UserDirs.Documents, Ending: ending,
		Then: func(paths []string, err error) {
			if err != nil {
				explain(x.stage, "exportTrouble", model.Explain(&model.FileError{Writing: true, Err: err}))
				return
			}
			x.tasks.Exports.Begin(scope, register.Export{
				Path: paths[0], JSON: json, App: x.app, Words: exportWords(), Separator: parts.ListSeparator(),
			})
		},
	}, "mooring-connections-"+time.Now().Format(time.DateOnly)+ending)
}

// exportWords are the words of a table in the user's language.
func exportWords() register.ExportWords {
	words := register.ExportWords{Statuses: map[history.Status]string{}, Origins: map[history.Origin]string{}, Role: parts.Tr("field.auth.role")}
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

// exported says what came of an export that went well.
func (x *Exchange) exported(outcome register.Outcome) {
	if outcome.Problem.Empty() {
		x.tasks.Dismiss()
		x.stage.Toast.Say(parts.Say(outcome.Text))
	}
}

// Import asks for an export of another computer and takes it up.
func (x *Exchange) Import() {
	if x.tasks.Busy() {
		x.stage.Toast.Note(parts.Tr("busy.note"))
		return
	}
	x.stage.Files.Open(parts.FileQuestion{
		Title: parts.Tr("import.title"), Yes: parts.Tr("import.yes"), Folder: xdg.UserDirs.Download, Ending: ".json",
		Then: func(paths []string, err error) {
			if err != nil {
				explain(x.stage, "importTrouble", model.Explain(&model.FileError{Err: err}))
				return
			}
			x.Load(filepath.Base(paths[0]), func() (io.ReadCloser, error) { return parts.OpenFile(paths[0]) })
		},
	}, false)
}

// Load takes up an export of another computer.
func (x *Exchange) Load(name string, open register.Opener) { x.tasks.Imports.Begin(name, open) }

// explain explains a problem on a sheet of its own.
func explain(s *parts.Stage, name string, problem model.Problem) {
	s.TellTrouble(name, parts.Tr("upkeep.explained"), problem, false)
}
