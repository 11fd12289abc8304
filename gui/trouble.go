package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/model"
	"mooring/gui/widgets"
)

// troubleView says what happened, why, and what to do, with the details for a
// technician behind a copy button.
type troubleView struct {
	stage   *stage
	view    *fyne.Container
	icon    *widget.Icon
	title   *widget.Label
	cause   *widget.Label
	do      *widget.Label
	effect  *widget.Label
	details *widgets.Button
	problem model.Problem
}

func newTroubleView(s *stage) *troubleView { return newTroubleViewOf("problem.", s) }

// newTroubleViewOf is newTroubleView with what the names of its buttons begin with.
func newTroubleViewOf(prefix string, s *stage) *troubleView {
	t := &troubleView{stage: s, icon: widget.NewIcon(nil)}
	t.title = wrapped(fyne.TextStyle{Bold: true})
	t.cause, t.do, t.effect = wrapped(fyne.TextStyle{}), wrapped(fyne.TextStyle{}), wrapped(fyne.TextStyle{})
	t.details = widgets.NewButton(tr("problem.copyDetails"), theme.ContentCopyIcon(), t.onCopy)
	t.details.Importance = widget.LowImportance
	s.name(prefix+"details", t.details)
	// Labels bring room of their own around their text: without the overlap the
	// paragraphs would fall apart, and the sign would stand above its title.
	sign := container.New(layout.NewCustomPaddedLayout(signDrop, 0, 0, 0), t.icon)
	t.view = container.New(layout.NewCustomPaddedVBoxLayout(paragraphGap),
		container.NewBorder(nil, nil, container.NewVBox(sign), nil, t.title),
		t.cause, t.do, t.effect, container.NewHBox(t.details),
	)
	return t
}

const (
	signDrop     = 8
	paragraphGap = -8
)

func wrapped(style fyne.TextStyle) *widget.Label {
	l := widget.NewLabelWithStyle("", fyne.TextAlignLeading, style)
	l.Wrapping = wrapping()
	return l
}

// set shows a problem; mild is for one of a connection that exists or may exist.
func (t *troubleView) set(problem model.Problem, mild bool) {
	showIf(t.view, !problem.Empty())
	if problem.Empty() {
		return
	}
	t.problem = problem
	icon, color := theme.ErrorIcon(), widgets.ColorNameDangerText
	if mild {
		icon, color = theme.WarningIcon(), widgets.ColorNameWarningText
	}
	t.icon.SetResource(theme.NewColoredResource(icon, color))
	t.title.SetText(say(problem.Title))
	t.cause.SetText(optional(problem.Cause))
	showIf(t.cause, t.cause.Text != "")
	t.do.SetText(optional(problem.Do))
	showIf(t.do, t.do.Text != "")
	t.effect.SetText(optional(problem.Effect))
	showIf(t.effect, t.effect.Text != "")
	showIf(t.details, problem.Details != "")
}

func (t *troubleView) onCopy() {
	t.stage.copy(problemText(t.problem), tr("copied.details"))
}

// problemText is what is handed to a technician: the words that the user saw
// and the technical details.
func problemText(p model.Problem) string {
	text := "Mooring: " + say(p.Title) + "\n"
	for _, sentence := range []model.Text{p.Cause, p.Effect} {
		if said := optional(sentence); said != "" {
			text += said + "\n"
		}
	}
	return text + p.Details + "\n"
}
