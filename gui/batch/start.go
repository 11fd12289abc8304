package batch

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/model"
	"mooring/gui/model/batch"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// start is what the page shows while there is no table: how to bring one, and which ones
// were cut short.
type start struct {
	page *Page
	view *widgets.Card

	trouble *parts.Trouble
	left    []batch.Unfinished // as they stand in leftBox
	leftBox *fyne.Container
	open    *widgets.Button
	paste   *widgets.Button
}

func newStart(p *Page) *start {
	s := &start{page: p}
	s.trouble = parts.NewNamedTrouble("table.problem.", p.stage)
	s.leftBox = container.NewVBox()
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
	s.paintLeft()
	reading := s.page.phase == batch.Reading
	parts.EnableIf(s.open, !reading)
	parts.EnableIf(s.paste, !reading)
}

// paintLeft lists the tables that were cut short.
func (s *start) paintLeft() {
	left := s.page.table.Unfinished()
	parts.ShowIf(s.leftBox, len(left) > 0)
	if slices.Equal(left, s.left) {
		return
	}
	s.left = left
	s.leftBox.RemoveAll()
	for i, u := range left {
		text := parts.Wrapped("")
		text.SetText(unfinishedText(u))
		forget := s.page.button("table.forget"+strconv.Itoa(i), "table.forget", nil, func() { s.forget(u) })
		s.leftBox.Add(text)
		s.leftBox.Add(container.NewHBox(forget))
		s.leftBox.Add(widget.NewSeparator())
	}
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
func (s *start) forget(u batch.Unfinished) {
	s.page.stage.Confirm(parts.Question{
		Name: "tableForget", Title: parts.Tr("table.forgetTitle"), Text: parts.Tr("table.forgetText"),
		Yes: parts.Tr("table.forgetYes"), No: parts.Tr("cancel.button"), Danger: true, Then: func() { s.page.table.Forget(u.ID) },
	})
}
