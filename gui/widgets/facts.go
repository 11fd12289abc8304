package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Fact is a label and what it stands for.
type Fact struct {
	Label, Value string
	Mono         bool
	// Copy is the label of a small button that copies the value; "" for none.
	Copy string
}

// Facts shows pairs of a label and a value below each other. The labels are a
// column, or stand above their values where there is little room. Its height
// depends on the texts and on its width.
type Facts struct {
	widget.BaseWidget

	// OnCopy is called after the value of a fact was put on the clipboard.
	OnCopy func(Fact)
	// OnEscape is called when the Escape key is typed on one of the buttons.
	OnEscape func()

	facts []Fact
	links []*link // one for each fact, hidden where it has no button
}

// NewFacts returns a list without facts.
func NewFacts() *Facts {
	f := &Facts{}
	f.ExtendBaseWidget(f)
	return f
}

// Set replaces the facts. What stays the same is not drawn again.
func (f *Facts) Set(facts []Fact) {
	if slices.Equal(f.facts, facts) {
		return
	}
	f.facts = slices.Clone(facts)
	for len(f.links) < len(facts) {
		f.links = append(f.links, f.newLink(len(f.links)))
	}
	for i, l := range f.links {
		label, about := "", ""
		if i < len(facts) && facts[i].Value != "" {
			label, about = facts[i].Copy, facts[i].Label
		}
		if l.text != label || l.about != about {
			l.text, l.about = label, about
			l.Refresh()
		}
		if label == "" {
			f.hide(l)
		} else {
			l.Show()
		}
	}
	f.Refresh()
}

// Facts returns what is shown.
func (f *Facts) Facts() []Fact { return slices.Clone(f.facts) }

// Copy puts the whole value of a fact on the clipboard, as its button does. An
// index that is out of range is ignored, and so is a fact without a button.
func (f *Facts) Copy(index int) {
	if index < 0 || index >= len(f.facts) || f.links[index].text == "" {
		return
	}
	fact := f.facts[index]
	fyne.CurrentApp().Clipboard().SetContent(fact.Value)
	if f.OnCopy != nil {
		f.OnCopy(fact)
	}
}

func (f *Facts) newLink(index int) *link {
	l := newLink()
	l.tapped = func() { f.Copy(index) }
	l.OnEscape = func() { escape(f, f.OnEscape) }
	return l
}

// hide takes the focus from a button before it is gone.
func (f *Facts) hide(l *link) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(f); c != nil && c.Focused() == l {
		c.Unfocus()
	}
	l.Hide()
}

func (f *Facts) children() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, len(f.links))
	for i, l := range f.links {
		out[i] = l
	}
	return out
}

// CreateRenderer is called by Fyne.
func (f *Facts) CreateRenderer() fyne.WidgetRenderer {
	r := &factsRenderer{facts: f}
	r.ensure()
	return r
}

const (
	factsWidth      = 420 // until it is known
	factsNarrow     = 300 // below it, labels stand above their values
	factLabelLines  = 3
	factValueLines  = 20
	factLabelsShare = 0.4 // of the width, at most
)

// factSizes are the measures of a list of facts at a width.
type factSizes struct {
	text, step, gap float32
	stacked         bool
	label, value    float32 // widths of the columns
}

func (f *Facts) sizes(width float32) factSizes {
	s := factSizes{text: measure(f, theme.SizeNameText), gap: measure(f, theme.SizeNamePadding) * 2, stacked: width < factsNarrow}
	s.step = s.text * 1.3
	if s.stacked {
		s.label, s.value = width, width
		return s
	}
	for _, fact := range f.facts {
		s.label = max(s.label, textWidth(fact.Label, s.text, fyne.TextStyle{}))
	}
	s.label = min(s.label, width*factLabelsShare)
	s.value = width - s.label - s.gap
	return s
}

// broken is a fact as its lines, and where they go.
type broken struct {
	label, value []string
	size         float32 // of the value's letters
	style        fyne.TextStyle
	widest       float32
	height       float32
}

func (f *Facts) broken(index int, s factSizes) broken {
	fact := f.facts[index]
	room := s.value
	if l := f.links[index]; l.text != "" {
		room -= l.MinSize().Width + s.gap/2
	}
	b := broken{size: s.text, label: wrap(fact.Label, s.text, fyne.TextStyle{}, s.label, factLabelLines)}
	if fact.Mono {
		b.size, b.style = f.fit(fact.Value, room)
	}
	b.value = wrap(fact.Value, b.size, b.style, max(room, 40), factValueLines)
	for _, line := range b.value {
		b.widest = max(b.widest, textWidth(line, b.size, b.style))
	}
	labels, values := float32(len(b.label)), float32(max(len(b.value), 1))
	if s.stacked {
		b.height = (labels + values) * s.step
	} else {
		b.height = max(labels, values) * s.step
	}
	return b
}

// fit picks the largest size at which an id fits one line, or else a small one.
func (f *Facts) fit(text string, room float32) (float32, fyne.TextStyle) {
	for _, name := range []fyne.ThemeSizeName{SizeNameMono, SizeNameMonoSmall, SizeNameMonoTiny} {
		if size := measure(f, name); textWidth(text, size, mono) <= room {
			return size, mono
		}
	}
	return measure(f, SizeNameMonoSmall), mono
}
