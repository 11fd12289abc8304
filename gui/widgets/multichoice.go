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

	// OnChanged is called with the indexes of what is chosen after the user changed it.
	OnChanged func(chosen []int)
	// CountText is what is shown for that many chosen options, if more than one; nil shows the first one.
	CountText func(n int) string

	options []string
	chosen  []bool
}

// multiChoiceWidth is the most that a drop-down asks for; what does not fit is shortened.
const multiChoiceWidth = 220

// NewMultiChoice returns a drop-down without options. The placeholder stands for all of them.
func NewMultiChoice(placeholder string) *MultiChoice {
	m := &MultiChoice{}
	m.PlaceHolder = placeholder
	m.self = m
	m.ExtendBaseWidget(m)
	return m
}

// SetOptions changes the options. What is chosen stays so, as far as it still exists.
func (m *MultiChoice) SetOptions(options []string) {
	if slices.Equal(options, m.options) {
		return
	}
	chosen := make([]bool, len(options))
	for i, option := range options {
		at := slices.Index(m.options, option)
		chosen[i] = at >= 0 && m.chosen[at]
	}
	m.options, m.chosen = slices.Clone(options), chosen
	m.changed()
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

// Text returns what the button shows.
func (m *MultiChoice) Text() string {
	chosen := m.Chosen()
	switch {
	case len(chosen) == 0:
		return m.PlaceHolder
	case len(chosen) > 1 && m.CountText != nil:
		return m.CountText(len(chosen))
	}
	return m.options[chosen[0]]
}

// changed shows what is chosen now.
func (m *MultiChoice) changed() {
	m.Selected = ""
	if len(m.Chosen()) > 0 {
		m.Selected = m.Text()
	}
	m.Refresh()
	if m.list != nil {
		m.list.changed()
	}
}

// texts begins with the one for all.
func (m *MultiChoice) texts() []string {
	if len(m.options) == 0 {
		return nil
	}
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
	if m.CountText != nil {
		text = max(text, textWidth(m.CountText(len(m.options)), size, plain))
	}
	width := text + measure(m, theme.SizeNameInlineIcon) + 2*measure(m, theme.SizeNameInnerPadding) + 2*measure(m, theme.SizeNamePadding)
	return fyne.NewSize(max(least.Width, min(width, multiChoiceWidth)), least.Height)
}

// TypedKey is called by Fyne.
func (m *MultiChoice) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyDown, fyne.KeyUp:
		m.Open()
	case fyne.KeyLeft, fyne.KeyRight: // which go through the options of a Select
	default:
		m.Select.TypedKey(key)
	}
}
