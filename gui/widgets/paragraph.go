package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Paragraph is a label that breaks its lines as all other texts of these widgets do where
// Fyne would break them anywhere (fyne.TextWrapBreak): in Chinese, no line begins with a
// full stop or ends with an opening bracket, and no Latin word is cut in two. It has none of
// the margin that a label has at its sides: its letters begin where the inputs below do.
type Paragraph struct{ widget.Label }

// NewParagraph makes a paragraph.
func NewParagraph(text string, wrapping fyne.TextWrap) *Paragraph {
	p := &Paragraph{}
	p.Text, p.Wrapping = text, wrapping
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer is for Fyne.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	r := &paragraphRenderer{WidgetRenderer: p.Label.CreateRenderer(), of: p}
	for _, o := range r.Objects() {
		if text, ok := o.(*widget.RichText); ok {
			r.text = text
		}
	}
	return r
}

// paragraphRenderer draws the label with line ends where its lines are to break.
type paragraphRenderer struct {
	fyne.WidgetRenderer
	of   *Paragraph
	text *widget.RichText
}

// margin is what a label keeps free at each side.
func (r *paragraphRenderer) margin() float32 { return measure(r.of, theme.SizeNameInnerPadding) }

func (r *paragraphRenderer) MinSize() fyne.Size {
	return r.WidgetRenderer.MinSize().SubtractWidthHeight(2*r.margin(), 0)
}

func (r *paragraphRenderer) Layout(size fyne.Size) {
	r.breakLines(size.Width)
	r.WidgetRenderer.Layout(size.AddWidthHeight(2*r.margin(), 0))
	for _, o := range r.Objects() {
		o.Move(fyne.NewPos(-r.margin(), 0))
	}
}

// Refresh comes after the label has put its whole text into what draws it.
func (r *paragraphRenderer) Refresh() {
	r.breakLines(r.of.Size().Width)
	r.WidgetRenderer.Refresh()
}

func (r *paragraphRenderer) breakLines(room float32) {
	if r.of.Wrapping != fyne.TextWrapBreak || room <= 0 || len(r.text.Segments) != 1 {
		return
	}
	segment, ok := r.text.Segments[0].(*widget.TextSegment)
	if !ok {
		return
	}
	size := r.of.SizeName
	if size == "" {
		size = theme.SizeNameText
	}
	var rows []string
	for paragraph := range strings.SplitSeq(r.of.Text, "\n") {
		rows = append(rows, wrapParagraph(paragraph, measure(r.of, size), r.of.TextStyle, room)...)
	}
	if broken := strings.Join(rows, "\n"); broken != segment.Text {
		segment.Text = broken
		r.text.Refresh()
	}
}
