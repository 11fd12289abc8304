package batch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/model"
	"mooring/gui/model/batch"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// start is what the page shows while there is no table: how to bring one, and which one
// was cut short.
type start struct {
	page *Page
	view *widgets.Card

	trouble *parts.Trouble
	left    *widget.Label
	leftBox *fyne.Container
	open    *widgets.Button
	paste   *widgets.Button
}

func newStart(p *Page) *start {
	s := &start{page: p}
	s.trouble = parts.NewNamedTrouble("table.problem.", p.stage)
	s.left = parts.Wrapped("")
	forget := p.button("table.forget", "table.forget", nil, s.forget)
	s.leftBox = container.NewVBox(s.left, container.NewHBox(forget), widget.NewSeparator())
	s.open = widgets.NewPrimaryButton(parts.Tr("table.open"), theme.FolderOpenIcon(), p.Files.Choose)
	p.stage.Name("table.open", s.open)
	s.paste = p.button("table.paste", "table.paste", theme.ContentPasteIcon(), p.Files.Paste)
	template := p.button("table.template", "table.template", theme.DocumentSaveIcon(), p.Files.saveTemplate)
	s.view = widgets.NewScrollCard(parts.Tr("table.title"), parts.Tr("table.intro"), container.NewVBox(
		s.trouble.View, s.leftBox,
		parts.Paragraphs("table.columns", "table.ways", "table.safe"),
		parts.NewButtonRows(s.open, s.paste, template),
	))
	return s
}

func (s *start) paint() {
	s.trouble.Set(s.page.table.Problem(), false)
	u, ok := s.page.table.Unfinished()
	parts.ShowIf(s.leftBox, ok)
	if ok {
		s.left.SetText(unfinishedText(u))
	}
	reading := s.page.phase == batch.Reading
	parts.EnableIf(s.open, !reading)
	parts.EnableIf(s.paste, !reading)
}

// unfinishedText says what is known of a table that was cut short, and that its file is
// needed again: its secrets are kept nowhere.
func unfinishedText(u batch.Unfinished) string {
	key := "table.unfinished"
	if u.Name == "" {
		key = "table.unfinishedPasted"
	}
	return parts.Say(model.T(key, "File", u.Name, "At", model.Moment{Time: u.At}, "Created", u.Created, "Left", u.Left))
}

// forget drops what is known of a table that was cut short.
func (s *start) forget() {
	s.page.stage.Confirm(parts.Question{
		Name: "tableForget", Title: parts.Tr("table.forgetTitle"), Text: parts.Tr("table.forgetText"),
		Yes: parts.Tr("table.forgetYes"), No: parts.Tr("cancel.button"), Danger: true, Then: s.page.table.Forget,
	})
}
