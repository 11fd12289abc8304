package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// MultiChoice is a drop-down of which any number of options is chosen, as for a
// filter. None chosen means all of them: the first row of its list says so.
type MultiChoice struct {
	Select
	asButton

	// OnChanged is called with the indexes of what is chosen after the user changed it.
	OnChanged func(chosen []int)

	count   func(n int) string
	options []string
	chosen  []bool
}

// multiChoiceWidth is the most that a drop-down asks for; what does not fit is shortened.
const multiChoiceWidth = 220

// NewMultiChoice returns a drop-down of those options, of which none is chosen. The
// placeholder stands for all of them, and count says in words that several are chosen.
func NewMultiChoice(placeholder string, options []string, count func(n int) string) *MultiChoice {
	m := &MultiChoice{options: slices.Clone(options), chosen: make([]bool, len(options)), count: count}
	m.PlaceHolder, m.Selected = placeholder, placeholder
	m.self = m
	m.ExtendBaseWidget(m)
	return m
}

// SetChosen chooses these options and no others, without calling OnChanged. An
// index that is out of range is ignored.
func (m *MultiChoice) SetChosen(chosen []int) {
	for i := range m.chosen {
		m.chosen[i] = slices.Contains(chosen, i)
	}
	m.changed()
}

// Chosen returns the indexes of what is chosen, in their order; none means all.
func (m *MultiChoice) Chosen() []int {
	var out []int
	for i, on := range m.chosen {
		if on {
			out = append(out, i)
		}
	}
	return out
}

// changed shows what is chosen now. That none is, which means all, is shown like a choice:
// a placeholder is so faint that it looks disabled.
func (m *MultiChoice) changed() {
	switch chosen := m.Chosen(); len(chosen) {
	case 0:
		m.Selected = m.PlaceHolder
	case 1:
		m.Selected = m.options[chosen[0]]
	default:
		m.Selected = m.count(len(chosen))
	}
	m.Refresh()
	if m.list != nil {
		m.list.Refresh()
	}
}

// texts begins with the one for all.
func (m *MultiChoice) texts() []string {
	return append([]string{m.PlaceHolder}, m.options...)
}

func (m *MultiChoice) taken(index int) bool {
	if index == 0 {
		return !slices.Contains(m.chosen, true)
	}
	return m.chosen[index-1]
}

func (m *MultiChoice) take(index int) {
	if index == 0 {
		clear(m.chosen)
	} else {
		m.chosen[index-1] = !m.chosen[index-1]
	}
	m.changed()
	if m.OnChanged != nil {
		m.OnChanged(m.Chosen())
	}
}

// MinSize is called by Fyne. It has room for the placeholder and for a number, but not for all options.
func (m *MultiChoice) MinSize() fyne.Size {
	least := m.Select.MinSize()
	size := measure(m, theme.SizeNameText)
	text := textWidth(m.PlaceHolder, size, plain)
	text = max(text, textWidth(m.count(len(m.options)), size, plain))
	width := text + measure(m, theme.SizeNameInlineIcon) + 2*measure(m, theme.SizeNameInnerPadding) + 2*measure(m, theme.SizeNamePadding)
	return fyne.NewSize(max(least.Width, min(width, multiChoiceWidth)), least.Height)
}

// TypedKey is called by Fyne.
func (m *MultiChoice) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyDown, fyne.KeyUp:
		m.open()
	case fyne.KeyLeft, fyne.KeyRight: // which go through the options of a Select
	default:
		m.Select.TypedKey(key)
	}
}
