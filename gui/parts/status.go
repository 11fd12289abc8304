package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/widgets"
)

// statusTone is how a status line looks.
type statusTone int

// The tones of a status line.
const (
	StatusNone statusTone = iota
	StatusBusy
	StatusGood
	StatusOdd
	StatusBad
)

// Status is one line with a sign: how a sign-in went.
type Status struct {
	View *fyne.Container
	icon *widget.Icon
	busy *widget.Activity
	text *widget.Label
}

// NewStatus makes an empty line.
func NewStatus() *Status {
	s := &Status{icon: widget.NewIcon(nil), busy: widget.NewActivity(), text: widget.NewLabel("")}
	s.text.Wrapping = Wrapping()
	s.busy.Hide()
	s.View = container.NewBorder(nil, nil, container.NewStack(s.icon, s.busy), nil, s.text)
	return s
}

// Set shows a tone and a text.
func (s *Status) Set(tone statusTone, text string) {
	looks := map[statusTone]struct {
		icon  fyne.Resource
		color fyne.ThemeColorName
		level widget.Importance
	}{
		StatusNone: {theme.AccountIcon(), widgets.ColorNameMuted, widget.LowImportance},
		StatusBusy: {nil, widgets.ColorNameMuted, widget.MediumImportance},
		StatusGood: {theme.ConfirmIcon(), widgets.ColorNameSuccessText, widget.MediumImportance},
		StatusOdd:  {theme.WarningIcon(), widgets.ColorNameWarningText, widget.MediumImportance},
		StatusBad:  {theme.ErrorIcon(), widgets.ColorNameDangerText, widget.MediumImportance},
	}
	look := looks[tone]
	if look.icon != nil {
		s.icon.SetResource(theme.NewColoredResource(look.icon, look.color))
	}
	ShowIf(s.icon, tone != StatusBusy)
	ShowIf(s.busy, tone == StatusBusy)
	if tone == StatusBusy {
		s.busy.Start()
	} else {
		s.busy.Stop()
	}
	s.text.Importance = look.level
	s.text.SetText(text)
}
