package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

const (
	sheetWidth      = 480
	sheetTitleLines = 2
	sheetIntroLines = 6
	sheetErrorLines = 3
)

// sheetBody is what a Sheet shows: title, introduction, content, trouble, buttons.
type sheetBody struct {
	widget.BaseWidget
	title, intro, problem string
	content               *container.Scroll
	submit, cancel        *Button
	extra                 []*Button
	spinner               *spinner
	shield                *fyne.Container
}

func newSheetBody(title string, content *container.Scroll) *sheetBody {
	b := &sheetBody{title: title, content: content, spinner: newSpinner(), shield: NewShield()}
	b.ExtendBaseWidget(b)
	return b
}

func (b *sheetBody) pad() float32 { return measure(b, theme.SizeNamePadding) * 3 }

func (b *sheetBody) textSize() float32 { return measure(b, theme.SizeNameText) }

func (b *sheetBody) naturalWidth() float32 {
	return max(sheetWidth, b.content.Content.MinSize().Width+2*b.pad())
}

// heights returns those of the parts that do not scroll.
func (b *sheetBody) heights(width float32) (head, foot float32) {
	pad, gap := b.pad(), b.pad()/2
	head = pad
	if b.title != "" {
		size := measure(b, theme.SizeNameSubHeadingText)
		head += textHeight(size, bold) + float32(len(b.titleRows(width))-1)*size*sheetLine + gap
	}
	if rows := b.introRows(width); len(rows) > 0 {
		head += float32(len(rows))*b.textSize()*1.3 + gap
	}
	foot = pad
	if b.submit != nil || b.cancel != nil {
		foot += gap + b.buttonHeight()
	}
	// Room for a line of trouble is kept from the start, so that the buttons
	// stay where they are when it comes.
	foot += float32(max(len(b.problemRows(width)), 1)) * b.textSize() * 1.3
	return head, foot
}

func (b *sheetBody) naturalHeight(width float32) float32 {
	head, foot := b.heights(width)
	return head + b.content.Content.MinSize().Height + b.pad()/2 + foot
}

func (b *sheetBody) buttonHeight() float32 {
	if b.submit != nil {
		return b.submit.MinSize().Height
	}
	return b.cancel.MinSize().Height
}

// sheetLine is from one line of a text to the next, in heights of the text.
const sheetLine = 1.3

func (b *sheetBody) titleRows(width float32) []string {
	return wrap(b.title, measure(b, theme.SizeNameSubHeadingText), bold, width-2*b.pad(), sheetTitleLines)
}

func (b *sheetBody) introRows(width float32) []string {
	return wrap(b.intro, b.textSize(), plain, width-2*b.pad(), sheetIntroLines)
}

func (b *sheetBody) problemRows(width float32) []string {
	return wrap(b.problem, b.textSize(), plain, width-2*b.pad()-b.textSize()-6, sheetErrorLines)
}

func (b *sheetBody) buttons() []*Button {
	all := append([]*Button{}, b.extra...)
	if b.cancel != nil {
		all = append(all, b.cancel)
	}
	if b.submit != nil {
		all = append(all, b.submit)
	}
	return all
}

func (b *sheetBody) CreateRenderer() fyne.WidgetRenderer {
	r := &sheetRenderer{
		body: b, title: newLines(sheetTitleLines), intro: newLines(sheetIntroLines),
		problem: newLines(sheetErrorLines), icon: &canvas.Image{},
	}
	r.icon.Hide()
	r.collect()
	return r
}

type sheetRenderer struct {
	drawn
	body           *sheetBody
	title          *lines
	intro, problem *lines
	icon           *canvas.Image
}

func (r *sheetRenderer) collect() {
	b := r.body
	r.objects = append(r.title.objects(), r.intro.objects()...)
	r.objects = append(r.objects, b.content)
	r.objects = append(r.objects, r.problem.objects()...)
	r.objects = append(r.objects, r.icon, b.spinner)
	for _, button := range b.buttons() {
		r.objects = append(r.objects, button)
	}
	r.objects = append(r.objects, b.shield)
}

// MinSize is small, since the content scrolls; Sheet asks for the natural size.
func (r *sheetRenderer) MinSize() fyne.Size {
	width := float32(2 * r.body.pad())
	for _, button := range r.body.buttons() {
		width += button.MinSize().Width + r.body.pad()/2
	}
	head, foot := r.body.heights(max(width, 280))
	return fyne.NewSize(max(width, 280), head+foot+60)
}

func (r *sheetRenderer) Layout(size fyne.Size) {
	b := r.body
	pad, gap, text := b.pad(), b.pad()/2, b.textSize()
	inner := size.Width - 2*pad
	step := text * 1.3
	y := pad
	titleSize := measure(b, theme.SizeNameSubHeadingText)
	rows := b.titleRows(size.Width)
	r.title.place(rows, fyne.NewPos(pad, y), inner, titleSize*sheetLine, titleSize, bold, ink(b, theme.ColorNameForeground))
	if len(rows) > 0 {
		y += textHeight(titleSize, bold) + float32(len(rows)-1)*titleSize*sheetLine + gap
	}
	rows = b.introRows(size.Width)
	r.intro.place(rows, fyne.NewPos(pad, y), inner, step, text, plain, ink(b, ColorNameMuted))
	if len(rows) > 0 {
		y += float32(len(rows))*step + gap
	}
	_, foot := b.heights(size.Width)
	bottom := size.Height - foot
	if b.problem == "" && b.content.Content.MinSize().Height > bottom-gap-y {
		bottom += step // a sheet as high as the window keeps no line free: its buttons stay where they are
	}
	place(b.content, fyne.NewPos(pad, y), fyne.NewSize(inner, max(bottom-gap-y, 0)))

	rows = b.problemRows(size.Width)
	at := fyne.NewPos(pad, bottom)
	r.icon.Hidden = len(rows) == 0
	if len(rows) > 0 {
		setIcon(r.icon, iconAlert, ColorNameDangerText)
		place(r.icon, at.AddXY(0, (textHeight(text, plain)-text)/2), fyne.NewSquareSize(text))
	}
	r.problem.place(rows, at.AddXY(text+6, 0), inner-text-6, step, text, plain, ink(b, ColorNameDangerText))
	r.placeButtons(size, pad, gap)
}

func (r *sheetRenderer) placeButtons(size fyne.Size, pad, gap float32) {
	b := r.body
	if b.submit == nil && b.cancel == nil {
		return
	}
	top := size.Height - pad - b.buttonHeight()
	left := pad
	for _, button := range b.extra {
		m := button.MinSize()
		place(button, fyne.NewPos(left, top), m)
		left += m.Width + gap
	}
	right := size.Width - pad
	for _, button := range []*Button{b.submit, b.cancel} {
		if button == nil {
			continue
		}
		m := button.MinSize()
		m.Width = max(m.Width, 88)
		place(button, fyne.NewPos(right-m.Width, top), m)
		right -= m.Width + gap
	}
	side := b.spinner.MinSize()
	place(b.spinner, fyne.NewPos(right-side.Width-gap, top+(b.buttonHeight()-side.Height)/2), side)
}

func (r *sheetRenderer) Refresh() {
	r.collect()
	r.Layout(r.body.Size())
	r.body.content.Refresh()
	for _, button := range r.body.buttons() {
		button.Refresh()
	}
	r.body.spinner.Refresh()
	canvas.Refresh(r.body)
}
