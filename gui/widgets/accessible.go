package widgets

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"
)

// What a screen reader says of these widgets, where Fyne has one to tell it to
// (build tag accessibility, on Windows and macOS). Fyne knows four roles only;
// what can be typed into is a text with the name of its field.

// What a screen reader takes a widget for.
type (
	asText   struct{}
	asButton struct{}
	asLink   struct{}
	asGroup  struct{} // what is in it has roles of its own
)

// AccessibilityRole is that of a text.
func (asText) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AccessibilityRole is that of something to press.
func (asButton) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityRole is that of a link.
func (asLink) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleLink }

// AccessibilityRole is that of a group.
func (asGroup) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// spoken puts what is not empty into one sentence after the other.
func spoken(parts ...string) string {
	said := make([]string, 0, len(parts))
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" {
			said = append(said, part)
		}
	}
	return strings.Join(said, ". ")
}

// AccessibilityLabel is the field's label and what stands below it.
func (f *Field) AccessibilityLabel() string {
	_, caption := f.Caption()
	return spoken(f.label, caption)
}

// AccessibilityLabel is the card's title and subtitle.
func (c *Card) AccessibilityLabel() string { return spoken(c.title, c.subtitle) }

// AccessibilityLabel is the banner's text.
func (b *Banner) AccessibilityLabel() string { return b.text }

// AccessibilityLabel is the badge's word.
func (b *Badge) AccessibilityLabel() string { return b.text }

// AccessibilityLabel is the text.
func (l *Line) AccessibilityLabel() string { return l.text }

// AccessibilityLabel reads out what has been reached.
func (l *List) AccessibilityLabel() string {
	said := make([]string, 0, 3*len(l.items))
	for _, item := range l.items {
		switch {
		case l.kind == facts:
			said = append(said, item.Title+": "+item.Text)
		case item.State != SignWaiting:
			said = append(said, item.Title, item.Tail, item.Text)
		}
	}
	return spoken(said...)
}

// AccessibilityLabel is the title that is selected.
func (h *tabsHead) AccessibilityLabel() string {
	if h.chosen >= len(h.tabs.tabs) {
		return ""
	}
	return h.tabs.tabs[h.chosen].Title
}

// AccessibilityLabel is the caption and the text.
func (c *CopyField) AccessibilityLabel() string { return spoken(c.caption, c.text) }

// AccessibilityLabel is what is said now; the button has its own.
func (t *Toast) AccessibilityLabel() string { return t.text }

// AccessibilityLabel is the option that is chosen.
func (c *Choice) AccessibilityLabel() string { return c.options[c.chosen] }

// AccessibilityLabel reads the selected row out, with the title of each column.
func (g *Grid) AccessibilityLabel() string {
	row := g.Selected()
	if row < 0 || g.Cell == nil {
		return ""
	}
	said := make([]string, 0, len(g.columns))
	for col, column := range g.columns {
		said = append(said, column.Title+": "+g.Cell(row, col).Text)
	}
	return spoken(said...)
}

// AccessibilityLabel is the selected row.
func (b *gridBody) AccessibilityLabel() string { return b.grid.AccessibilityLabel() }

// AccessibilityLabel is the link's text.
func (l *Link) AccessibilityLabel() string { return l.text }

// AccessibilityLabel is the sign that it shows.
func (m *helpMark) AccessibilityLabel() string { return "?" }

// AccessibilityLabel is the title of what folds.
func (h *foldHead) AccessibilityLabel() string { return h.title }

// AccessibilityLabel is the strip's text; its buttons have their own.
func (s *Strip) AccessibilityLabel() string { return s.text }

// AccessibilityLabel is what the button shows.
func (m *MultiChoice) AccessibilityLabel() string { return cmp.Or(m.Selected, m.PlaceHolder) }
