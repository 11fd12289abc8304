package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

const (
	sheetWidth      = 480
	sheetTitleLines = 2
	sheetIntroLines = 6
	sheetErrorLines = 3
	sheetLine       = 1.3 // from one line of a text to the next, in heights of the text
	sheetIconGap    = 6   // after the icon of the trouble
)

// sheetBody is what a Sheet shows: title, introduction, content, trouble, buttons.
type sheetBody struct {
	widget.BaseWidget
	fills                 bool // it takes the room of the window, whatever its content needs
	title, intro, problem string
	content               *container.Scroll
	submit, cancel        *Button
	extra                 []*Button
	spinner               *spinner
	shield                *fyne.Container
}

func newSheetBody(title string, content fyne.CanvasObject) *sheetBody {
	b := &sheetBody{title: title, spinner: newSpinner(), shield: NewShield()}
	b.ExtendBaseWidget(b)
	// What scrolls is as wide as the sheet: its bar lies beside the inputs and not on
	// them, and their borders are not cut off.
	b.content = newFollower(container.New(layout.NewCustomPaddedLayout(0, 0, b.pad(), b.pad()), content))
	return b
}

func (b *sheetBody) pad() float32 { return measure(b, theme.SizeNamePadding) * 3 }

func (b *sheetBody) textSize() float32 { return measure(b, theme.SizeNameText) }

func (b *sheetBody) titleSize() float32 { return measure(b, theme.SizeNameSubHeadingText) }

func (b *sheetBody) naturalWidth() float32 {
	return max(sheetWidth, b.content.Content.MinSize().Width, b.MinSize().Width) // its buttons may be the widest
}

// sheetPlan is what stands above and below the content of a sheet, for a width.
type sheetPlan struct {
	title, intro, problem []string
	introAt, head, foot   float32 // where the introduction begins, and the height of all above and below
}

func (b *sheetBody) plan(width float32) sheetPlan {
	pad, gap, text, title := b.pad(), b.pad()/2, b.textSize(), b.titleSize()
	inner := width - 2*pad
	p := sheetPlan{
		title:   wrap(b.title, title, bold, inner, sheetTitleLines),
		intro:   wrap(b.intro, text, plain, inner, sheetIntroLines),
		problem: wrap(b.problem, text, plain, inner-text-sheetIconGap, sheetErrorLines),
		introAt: pad, foot: pad,
	}
	if n := len(p.title); n > 0 {
		p.introAt += textHeight(title, bold) + float32(n-1)*title*sheetLine + gap
	}
	p.head = p.introAt
	if n := len(p.intro); n > 0 {
		p.head += float32(n)*text*sheetLine + gap
	}
	if b.submit != nil || b.cancel != nil {
		p.foot += gap + b.buttonHeight()
	}
	// Room for a line of trouble is kept from the start, so that the buttons
	// stay where they are when it comes.
	p.foot += float32(max(len(p.problem), 1)) * text * sheetLine
	return p
}

func (b *sheetBody) naturalHeight(width float32) float32 {
	p := b.plan(width)
	return p.head + b.content.Content.MinSize().Height + b.pad()/2 + p.foot
}

func (b *sheetBody) buttonHeight() float32 {
	if b.submit != nil {
		return b.submit.MinSize().Height
	}
	return b.cancel.MinSize().Height
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
	width = max(width, 280)
	p := r.body.plan(width)
	return fyne.NewSize(width, p.head+p.foot+min(r.body.content.Content.MinSize().Height, 60))
}

func (r *sheetRenderer) Layout(size fyne.Size) {
	b, p := r.body, r.body.plan(size.Width)
	pad, gap, text, title := b.pad(), b.pad()/2, b.textSize(), b.titleSize()
	inner, step := size.Width-2*pad, text*sheetLine
	r.title.place(p.title, fyne.NewPos(pad, pad), inner, title*sheetLine, title, bold, ink(b, theme.ColorNameForeground))
	r.intro.place(p.intro, fyne.NewPos(pad, p.introAt), inner, step, text, plain, ink(b, ColorNameMuted))
	bottom := size.Height - p.foot
	if b.problem == "" && (b.fills || b.content.Content.MinSize().Height > bottom-gap-p.head) {
		bottom += step // a sheet as high as the window keeps no line free: its buttons stay where they are
	}
	place(b.content, fyne.NewPos(0, p.head), fyne.NewSize(size.Width, max(bottom-gap-p.head, 0)))

	at := fyne.NewPos(pad, bottom)
	r.icon.Hidden = len(p.problem) == 0
	if !r.icon.Hidden {
		setIcon(r.icon, iconAlert, ColorNameDangerText)
		place(r.icon, at.AddXY(0, (textHeight(text, plain)-text)/2), fyne.NewSquareSize(text))
	}
	at.X += text + sheetIconGap
	r.problem.place(p.problem, at, inner-text-sheetIconGap, step, text, plain, ink(b, ColorNameDangerText))
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
