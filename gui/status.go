package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/widgets"
)

// statusTone is how a status line looks.
type statusTone int

const (
	statusNone statusTone = iota
	statusBusy
	statusGood
	statusOdd
	statusBad
)

// status is one line with a sign: how a sign-in went.
type status struct {
	view *fyne.Container
	icon *widget.Icon
	busy *widget.Activity
	text *widget.Label
}

func newStatus() *status {
	s := &status{icon: widget.NewIcon(nil), busy: widget.NewActivity(), text: widget.NewLabel("")}
	s.text.Wrapping = wrapping()
	s.busy.Hide()
	s.view = container.NewBorder(nil, nil, container.NewStack(s.icon, s.busy), nil, s.text)
	return s
}

func (s *status) set(tone statusTone, text string) {
	looks := map[statusTone]struct {
		icon  fyne.Resource
		color fyne.ThemeColorName
		level widget.Importance
	}{
		statusNone: {theme.AccountIcon(), widgets.ColorNameMuted, widget.LowImportance},
		statusBusy: {nil, widgets.ColorNameMuted, widget.MediumImportance},
		statusGood: {theme.ConfirmIcon(), widgets.ColorNameSuccessText, widget.MediumImportance},
		statusOdd:  {theme.WarningIcon(), widgets.ColorNameWarningText, widget.MediumImportance},
		statusBad:  {theme.ErrorIcon(), widgets.ColorNameDangerText, widget.MediumImportance},
	}
	look := looks[tone]
	if look.icon != nil {
		s.icon.SetResource(theme.NewColoredResource(look.icon, look.color))
	}
	showIf(s.icon, tone != statusBusy)
	showIf(s.busy, tone == statusBusy)
	if tone == statusBusy {
		s.busy.Start()
	} else {
		s.busy.Stop()
	}
	s.text.Importance = look.level
	s.text.SetText(text)
}
