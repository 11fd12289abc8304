package support

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// What others can do on the practice Platform, and what the window says of it.
var othersKeys = []struct {
	what practice.Elsewhere
	key  string
}{
	{practice.ElsewhereAdd, "elsewhere.add"},
	{practice.ElsewhereChange, "elsewhere.change"},
	{practice.ElsewhereScript, "elsewhere.script"},
	{practice.ElsewhereUse, "elsewhere.use"},
	{practice.ElsewhereFail, "elsewhere.fail"},
	{practice.ElsewherePartly, "elsewhere.partly"},
	{practice.ElsewherePause, "elsewhere.pause"},
	{practice.ElsewhereLater, "elsewhere.later"},
	{practice.ElsewhereOnce, "elsewhere.once"},
	{practice.ElsewhereRevoke, "elsewhere.revoke"},
	{practice.ElsewhereFree, "elsewhere.free"},
	{practice.ElsewhereBusy, "elsewhere.busy"},
	{practice.ElsewhereEnable, "elsewhere.enable"},
	{practice.ElsewhereDelete, "elsewhere.delete"},
}

// Practice is the sheet "Practice with problems": inputs that show each kind of
// trouble, and what others do on the practice Platform.
type Practice struct {
	// Others works on the practice Platform as somebody else; nil where it did not
	// open. *practice.Platform does.
	Others interface {
		Elsewhere(ctx context.Context, what practice.Elsewhere, org, sandbox, id string) error
	}
	// Entry is the connection at hand, and Place where others make connections.
	Entry func() history.Entry
	Place func() history.Place
	// Use fills a scenario in.
	Use func(practice.Scenario)

	stage *parts.Stage
}

// NewPractice makes the sheet; its fields are to be filled in.
func NewPractice(stage *parts.Stage) *Practice { return &Practice{stage: stage} }

// Show lists the inputs with which the practice Platform shows each kind of
// trouble, and what others can do there.
func (p *Practice) Show() {
	rows := parts.Column()
	sheet := p.stage.Sheet("scenarios", parts.Tr("scenarios.title"), rows, parts.Tr("close.button"), "")
	for _, scenario := range practice.Scenarios() {
		label := parts.Wrapped(parts.Tr("scenario." + scenario.ID))
		use := widgets.NewButton(parts.Tr("scenarios.use"), nil, func() {
			sheet.Hide()
			p.Use(scenario)
		})
		p.stage.Name("scenario."+scenario.ID, use)
		rows.Add(container.NewBorder(nil, nil, nil, container.NewVBox(use), label))
	}
	rows.Add(p.othersRows())
	sheet.SetIntro(parts.Tr("scenarios.text"))
	sheet.Resize(fyne.NewSize(680, 0))
	sheet.OnSubmit = sheet.Hide
	sheet.Show()
}

// othersRows is the part "What others do" of the practice sheet: conflicts,
// deletions and dataflows can be tried with nothing at risk.
func (p *Practice) othersRows() *fyne.Container {
	rows := parts.Column()
	if p.Others == nil {
		return rows
	}
	entry := p.Entry()
	chosen := entry.Place.Practice && parts.Held(entry)
	rows.Add(widget.NewSeparator())
	title := parts.Bold()
	title.SetText(parts.Tr("elsewhere.title"))
	rows.Add(title)
	rows.Add(parts.Paragraphs("elsewhere.text"))
	about := parts.Wrapped(parts.Tr("elsewhere.none"))
	if chosen {
		about.SetText(parts.Tr("elsewhere.selected", "Name", parts.EntryName(entry)))
	}
	for _, e := range othersKeys {
		label, done := parts.Wrapped(parts.Tr(e.key)), parts.Wrapped(parts.Tr("elsewhere.done", "What", parts.Tr(e.key)))
		done.Hide()
		said := widgets.NewLine("")
		said.SetIcon(theme.WarningIcon(), widgets.ColorNameWarningText)
		said.Hide()
		do := widgets.NewButton(parts.Tr("elsewhere.do"), nil, func() {
			p.letOthers(e.what, entry, func(trouble string) {
				said.SetText(trouble)
				label.Hide()
				parts.ShowIf(said, trouble != "")
				parts.ShowIf(done, trouble == "")
			})
		})
		parts.EnableIf(do, chosen || e.what == practice.ElsewhereAdd)
		p.stage.Name("scenarios."+string(e.what), do)
		rows.Add(container.NewBorder(nil, nil, nil, container.NewVBox(do), container.New(inPlace{}, done, label, said)))
		if e.what == practice.ElsewhereAdd {
			rows.Add(about)
		}
	}
	return rows
}

// inPlace gives what came of something the place of what was to be done: the rows below
// stay under the pointer, since all have the room of the first of them, which is the longest.
type inPlace struct{}

// MinSize is that of the first object, shown or not.
func (inPlace) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// Layout gives all objects the same place.
func (inPlace) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

// letOthers does on the practice Platform what somebody else does there. What came of it
// is said where it was asked for: a note at the window's edge would lie behind the sheet.
func (p *Practice) letOthers(what practice.Elsewhere, entry history.Entry, say func(trouble string)) {
	place := entry.Place
	if !place.Practice {
		place = p.Place()
	}
	p.stage.Runner.Go(func() func() {
		err := p.Others.Elsewhere(context.Background(), what, place.OrgID, place.Sandbox, string(entry.ConnectionID))
		return func() {
			if err != nil {
				say(parts.Say(model.Explain(err).Title))
				return
			}
			say("")
		}
	})
}
