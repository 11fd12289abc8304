package connection

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/model/connection"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// head is what stands above the tabs: where the connection stands, its id, and that
// the list hides it.
type head struct {
	view *fyne.Container
	icon *widget.Icon
	text *widgets.Paragraph
	id   *widgets.CopyField

	hidden *fyne.Container
}

func newHead(s *parts.Stage, showInList func()) *head {
	h := &head{icon: widget.NewIcon(nil), text: parts.Bold()}
	h.id = s.CopyField("details.id", "", "copied.id")
	text := parts.Quiet("")
	text.SetText(parts.Tr("details.hidden"))
	show := widgets.NewLink(parts.Tr("details.showInList"), showInList)
	s.Name("details.showInList", show)
	below := layout.NewCustomPaddedLayout(0, 0, -theme.Padding(), 0) // the letters of text
	h.hidden = container.New(layout.NewCustomPaddedVBoxLayout(0), text, container.New(below, container.NewHBox(show)))
	h.hidden.Hide()
	h.view = container.NewVBox(parts.Signed(h.icon, h.text), h.id, h.hidden)
	return h
}

func (h *head) paint(current *connection.Current) {
	entry := current.Entry()
	text, icon, color := parts.EntryStatus(entry)
	switch {
	case current.Stopping() && current.Doing() != connection.DoingNothing:
		text, icon, color = parts.Tr("details.stopping"), theme.CancelIcon(), widgets.ColorNameMuted
	case current.Doing() == connection.Testing:
		text, icon, color = parts.Tr("details.testing"), theme.ViewRefreshIcon(), widgets.ColorNameMuted
	case current.Doing() == connection.FindingOut:
		text, icon, color = parts.Tr("details.findingOut"), theme.ViewRefreshIcon(), widgets.ColorNameMuted
	}
	h.icon.SetResource(theme.NewColoredResource(icon, color))
	h.text.SetText(text)
	h.id.SetText(string(entry.ConnectionID))
	parts.ShowIf(h.id, entry.ConnectionID != "")
}
