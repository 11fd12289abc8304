package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Sheet is a modal form that stays open until it is told to close, since what it
// submits may take its time and fail.
type Sheet struct {
	// OnSubmit is called by the primary button and by Enter. The sheet stays open.
	OnSubmit func()
	// OnCancel is called by the other button and by Escape. The sheet closes by itself afterwards.
	OnCancel func()
	// MayCancel is asked before the other button or Escape close the sheet; nil means yes.
	MayCancel func() bool
	// Unfinished reports whether what was entered in the sheet would be lost if the app
	// ended; nil means that it would not.
	Unfinished func() bool
	// First gets the focus when the sheet is shown; nil means the first input of the
	// content, and without any the primary button, or the other one where that is
	// dangerous.
	First fyne.Focusable

	canvas  fyne.Canvas
	content fyne.CanvasObject
	body    *sheetBody
	popup   *widget.PopUp
	least   fyne.Size
	free    *fyne.Size // of the window, where the sheet takes all else
	folded  *CopyText  // gets the room that there is, and at least that of some lines
	rows    int
	fitted  fitted

	busy, enabled bool
	hidden        []func()
	danger        bool // the primary button destroys something
	before        fyne.Focusable
	beforeKey     func(*fyne.KeyEvent)
}

// fitted is what a Sheet was last given its size for.
type fitted struct {
	window fyne.Size
	text   float32
}

// NewSheet returns a sheet that is not shown yet. An empty submit or cancel leaves that button out.
func NewSheet(title string, content fyne.CanvasObject, submit, cancel string, c fyne.Canvas) *Sheet {
	s := &Sheet{canvas: c, content: content, enabled: true}
	s.body = newSheetBody(title, content)
	if submit != "" {
		s.body.submit = NewPrimaryButton(submit, nil, s.submit)
	}
	if cancel != "" {
		s.body.cancel = NewButton(cancel, nil, s.cancel)
	}
	return s
}

// Buttons returns the primary button and the other one; nil for one that was left out.
func (s *Sheet) Buttons() (submit, cancel *Button) { return s.body.submit, s.body.cancel }

// Show shows the sheet and gives the focus to its first input.
func (s *Sheet) Show() {
	if s.popup != nil {
		return
	}
	s.before = s.canvas.Focused()
	s.beforeKey = s.canvas.OnTypedKey()
	s.canvas.SetOnTypedKey(s.typedKey)
	openSheets = append(openSheets, s)
	s.popup = widget.NewModalPopUp(s.body, s.canvas)
	s.popup.Show()
	s.Fit()
	s.FocusFirst()
	haste.shield(s.canvas)
}

// FocusFirst puts the focus on what has it when the sheet is shown.
func (s *Sheet) FocusFirst() {
	if first := s.first(); s.popup != nil && first != nil {
		s.canvas.Focus(first)
	}
}

// first is what gets the focus when the sheet is shown. Where the primary button
// destroys something, it is never one Enter away.
func (s *Sheet) first() fyne.Focusable {
	if s.First != nil {
		return s.First
	}
	if input := firstInput(s.content); input != nil {
		return input
	}
	if s.danger && s.body.cancel != nil {
		return s.body.cancel
	}
	if s.body.submit != nil {
		return s.body.submit
	}
	return nil
}

// Hide closes the sheet and gives the focus back to what had it before. Sheets that lie
// on top of it stay.
func (s *Sheet) Hide() {
	if s.popup == nil {
		return
	}
	above := s.above()
	focused := s.canvas.Focused()
	for _, other := range slices.Backward(above) {
		other.popup.Hide() // Fyne would drop it with the one beneath
	}
	s.popup.Hide()
	s.popup = nil
	openSheets = slices.DeleteFunc(openSheets, func(other *Sheet) bool { return other == s })
	s.body.spinner.set(false)
	s.busy = false
	if len(above) > 0 {
		above[0].before, above[0].beforeKey = s.before, s.beforeKey
		for _, other := range above {
			other.popup.Show()
			other.Fit()
		}
		if focused != nil {
			s.canvas.Focus(focused)
		}
	} else {
		s.canvas.SetOnTypedKey(s.beforeKey)
		if s.before != nil && s.canvas.Focused() != s.before {
			s.canvas.Focus(s.before)
		}
	}
	s.before, s.beforeKey = nil, nil
	haste.shield(s.canvas)
	for _, f := range s.hidden {
		f()
	}
}

// above are the sheets that lie on top of it, the one in front last.
func (s *Sheet) above() []*Sheet {
	later := slices.Clone(openSheets[slices.Index(openSheets, s)+1:])
	return slices.DeleteFunc(later, func(other *Sheet) bool { return other.canvas != s.canvas })
}

// WhenHidden calls f after the sheet has closed, for whatever reason, and after the
// functions of earlier calls.
func (s *Sheet) WhenHidden(f func()) { s.hidden = append(s.hidden, f) }

// Visible reports whether the sheet is shown.
func (s *Sheet) Visible() bool { return s.popup != nil }

// SetBusy shows that a submit is under way: until it ends, it cannot be submitted again.
func (s *Sheet) SetBusy(on bool) {
	s.busy = on
	s.body.spinner.set(on)
	s.enable()
}

// SetError shows what went wrong above the buttons, or takes it away with "".
func (s *Sheet) SetError(text string) {
	s.body.problem = text
	s.body.Refresh()
	s.Fit()
}

// SetSubmitEnabled switches the primary button.
func (s *Sheet) SetSubmitEnabled(on bool) {
	s.enabled = on
	s.enable()
}

// SetIntro shows a paragraph below the title.
func (s *Sheet) SetIntro(text string) {
	s.body.intro = text
	s.body.Refresh()
	s.Fit()
}

// SetDanger says that the primary button destroys something: it gets the color of
// such acts, and the other button the focus when the sheet is shown.
func (s *Sheet) SetDanger(on bool) {
	s.danger = on
	if s.body.submit == nil {
		return
	}
	s.body.submit.Importance = widget.HighImportance
	if on {
		s.body.submit.Importance = widget.DangerImportance
	}
	s.body.submit.Refresh()
}

// AddButton adds a button before the others, at the left, such as one to delete.
func (s *Sheet) AddButton(b *Button) {
	s.body.extra = append(s.body.extra, b)
	s.body.Refresh()
}

// Resize sets a least size for the whole sheet.
func (s *Sheet) Resize(least fyne.Size) {
	s.least = least
	s.Fit()
}

// Fill lets the sheet take the room of the window, but for what is to stay free, however
// large the window is.
func (s *Sheet) Fill(free fyne.Size) {
	s.free, s.body.fills = &free, true
	s.Fit()
}

// Unfold shows as many lines of a text in the content as the window has room for, and no
// fewer than least.
func (s *Sheet) Unfold(text *CopyText, least int) {
	s.folded, s.rows = text, least
	s.Fit()
}

// Fit gives the sheet the size that its content asks for, within the window. Call it after
// the content, the text size or the window has changed.
func (s *Sheet) Fit() {
	if s.popup == nil {
		return
	}
	frame := measure(s.body, theme.SizeNameInnerPadding) // which a pop-up keeps around its content
	const beside, above = 32, 16                         // of the window, on both sides together
	room := s.canvas.Size().SubtractWidthHeight(beside+frame, above+frame)
	if s.free != nil {
		s.least = s.canvas.Size().Subtract(*s.free)
	}
	width := min(max(s.body.naturalWidth(), s.least.Width), room.Width)
	// Labels that wrap know their height only once they have been given a width,
	// so the first round makes them wrap and the second one takes their height.
	for range 2 {
		if s.folded != nil {
			s.folded.unfold(s.rows, func() float32 { return room.Height - s.body.naturalHeight(width) })
		}
		height := min(max(s.body.naturalHeight(width), s.least.Height), room.Height)
		s.popup.Resize(fyne.NewSize(width, height).AddWidthHeight(frame, frame))
	}
	// Fyne puts a pop-up into the middle when it is shown and when the window
	// changes, but not when the pop-up itself does: it would grow out of the window.
	spare := s.canvas.Size().Subtract(s.popup.Size())
	s.popup.Move(fyne.NewPos(spare.Width/2, spare.Height/2))
	eachShield(s.body.shield, func(over *shield) {
		if over.Visible() {
			over.stay() // the hand does not move with the sheet
		}
	})
	s.keepFocusInSight()
}

// keepFocusInSight scrolls to what has the focus where a larger text or a smaller window has
// moved it. What a person has scrolled away from stays away otherwise.
func (s *Sheet) keepFocusInSight() {
	now := fitted{s.canvas.Size(), s.body.textSize()}
	if now == s.fitted {
		return
	}
	s.fitted = now
	if focused, ok := s.canvas.Focused().(fyne.CanvasObject); ok {
		reveal(focused)
	}
}

func (s *Sheet) enable() {
	b := s.body.submit
	if b == nil {
		return
	}
	if s.enabled && !s.busy {
		b.Enable()
	} else {
		b.Disable()
	}
}

func (s *Sheet) submit() {
	if s.popup != nil && s.enabled && !s.busy && s.OnSubmit != nil {
		s.OnSubmit()
	}
}

func (s *Sheet) cancel() {
	if s.popup == nil || s.MayCancel != nil && !s.MayCancel() {
		return
	}
	if s.OnCancel != nil {
		s.OnCancel()
	}
	s.Hide()
}

func (s *Sheet) typedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyEscape:
		s.cancel()
	case fyne.KeyReturn, fyne.KeyEnter:
		if !s.danger { // nothing has the focus: who pressed Enter has chosen nothing
			s.submit()
		}
	default:
		scrollByKey(s.body.content, key.Name)
	}
}
