package widgets

import "fyne.io/fyne/v2"

// SetAction puts a small link at the end of the caption that puts right what
// the caption tells of, such as "Undo", or takes it away with "". It is there
// beside any caption, so the caller takes it away together with its reason. A
// field without lines for a caption shows none.
func (f *Field) SetAction(label string, tapped func()) {
	f.action.tapped = tapped
	if label == f.action.text {
		return
	}
	f.action.text = label
	f.showAction()
	redraw(f)
}

// Action returns the label of the link, or "".
func (f *Field) Action() string { return f.action.text }

// TapAction does what the link does, for a key of the window.
func (f *Field) TapAction() {
	if f.action.Visible() {
		f.action.Tapped(nil)
	}
}

func (f *Field) showAction() {
	if f.action.text != "" && f.captionLines != 0 {
		f.action.Show()
		return
	}
	if f.action.focused {
		// The link is gone once it has done its work: go on where it did it.
		if c := canvasOf(f); c != nil {
			if input := firstInput(f.input); input != nil {
				c.Focus(input)
			} else {
				c.Unfocus()
			}
		}
	}
	f.action.Hide()
}

// SetHelpTapped shows a small question mark after the label that calls f, as F1
// in the input does; nil takes it away.
func (f *Field) SetHelpTapped(tapped func()) {
	f.mark.tapped = tapped
	f.mark.Hidden = tapped == nil
	Walk(f.input, func(o fyne.CanvasObject) bool {
		if input, ok := o.(interface{ help() *func() }); ok {
			*input.help() = tapped
		}
		return false
	})
	f.realign()
}
