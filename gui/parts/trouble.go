package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/model"
	"mooring/gui/widgets"
)

// Trouble says what happened, why, and what to do, with the details for a
// technician behind a copy button.
type Trouble struct {
	stage   *Stage
	View    *fyne.Container
	icon    *widget.Icon
	title   *widgets.Paragraph
	rest    [4]*widgets.Paragraph // why, what to do, the server's own words, and what became of it
	details *widgets.Button
	problem model.Problem
}

// NewTrouble makes a Trouble that shows nothing yet.
func NewTrouble(s *Stage) *Trouble { return NewNamedTrouble("problem.", s) }

// NewNamedTrouble is NewTrouble with what the names of its buttons begin with.
func NewNamedTrouble(prefix string, s *Stage) *Trouble {
	t := &Trouble{stage: s, icon: widget.NewIcon(nil)}
	t.title = Bold()
	t.details = widgets.NewButton(Tr("problem.copyDetails"), theme.ContentCopyIcon(), t.onCopy)
	t.details.Importance = widget.LowImportance
	s.Name(prefix+"details", t.details)
	// Labels have a margin around their text: without the overlap the paragraphs would
	// be too far apart.
	const gap = -8
	t.View = container.New(layout.NewCustomPaddedVBoxLayout(gap), Signed(t.icon, t.title))
	for i := range t.rest {
		t.rest[i] = Wrapped("")
		t.View.Add(t.rest[i])
	}
	t.View.Add(container.NewHBox(t.details))
	return t
}

// TellTrouble explains a problem on a sheet of its own, where nothing is to be done but to
// read it and to close it: that is what Enter does.
func (s *Stage) TellTrouble(name, title string, problem model.Problem, mild bool) *widgets.Sheet {
	trouble := NewNamedTrouble(name+".", s)
	trouble.Set(problem, mild)
	sheet := s.Tell(name, title, trouble.View)
	shut, _ := sheet.Buttons()
	s.Canvas().Focus(shut)
	return sheet
}

// Details is the button that copies the details.
func (t *Trouble) Details() *widgets.Button { return t.details }

// Set shows a problem; mild is for one of a connection that exists or may exist.
func (t *Trouble) Set(problem model.Problem, mild bool) {
	ShowIf(t.View, !problem.Empty())
	if problem.Empty() {
		return
	}
	t.problem = problem
	icon, color := theme.ErrorIcon(), widgets.ColorNameDangerText
	if mild {
		icon, color = theme.WarningIcon(), widgets.ColorNameWarningText
	}
	t.icon.SetResource(theme.NewColoredResource(icon, color))
	t.title.SetText(Say(problem.Title))
	for i, text := range []model.Text{problem.Cause, problem.Do, problem.Said, problem.Effect} {
		t.rest[i].SetText(Optional(text))
		ShowIf(t.rest[i], t.rest[i].Text != "")
	}
	ShowIf(t.details, problem.Details != "")
}

func (t *Trouble) onCopy() {
	t.stage.Copy(ProblemText(t.problem), Tr("copied.details"))
}

// ProblemText is what is handed to a technician: the words that the user saw
// and the technical details.
func ProblemText(p model.Problem) string {
	text := "Mooring: " + Say(p.Title) + "\n"
	for _, sentence := range []model.Text{p.Cause, p.Said, p.Effect} {
		if said := Optional(sentence); said != "" {
			text += said + "\n"
		}
	}
	return text + p.Details + "\n"
}
