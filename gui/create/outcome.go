package create

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"mooring/client/history"
	"mooring/client/provision"
	"mooring/gui/model/create"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// outcome shows the steps of an attempt being ticked off, and then what came of it.
type outcome struct {
	view   *fyne.Container
	steps  *widgets.List
	hint   *widgets.Paragraph
	result *fyne.Container
	id     *widgets.CopyField
	etag   *widgets.CopyField
}

var stepLooks = map[provision.StepState]widgets.Sign{
	provision.Waiting: widgets.SignWaiting, provision.Running: widgets.SignRunning, provision.Done: widgets.SignDone,
	provision.Warned: widgets.SignWarned, provision.Failed: widgets.SignFailed, provision.Skipped: widgets.SignSkipped,
}

func newOutcome(s *parts.Stage) *outcome {
	o := &outcome{steps: widgets.NewSteps()}
	o.hint = parts.Quiet("")
	o.id = s.CopyField("result.id", parts.Tr("result.id"), "copied.id")
	o.etag = s.CopyField("result.etag", parts.Tr("result.etag"), "copied.etag")
	o.result = container.NewVBox(widget.NewSeparator(), o.id, o.etag)
	o.view = container.NewVBox(o.steps, o.hint, o.result)
	return o
}

// paint shows the attempt, and what to try next once the connection is made.
func (o *outcome) paint(a *create.Attempt, next string) {
	entry := a.Entry()
	steps := make([]widgets.Item, len(create.Steps))
	for i, step := range create.Steps {
		steps[i] = widgets.Item{State: stepLooks[a.Step(step)], Title: stepTitle(a, step)}
		switch step {
		case provision.StepSandbox:
			steps[i].Tail = entry.Place.Sandbox
		case provision.StepCreate:
			steps[i].Text = parts.Say(a.Aside())
		}
	}
	o.steps.SetItems(steps)
	hint := ""
	switch a.Phase() {
	case create.Stopping:
		hint = parts.Tr("progress.stopping")
	case create.Succeeded:
		hint = next
	}
	o.hint.SetText(hint)
	parts.ShowIf(o.hint, hint != "")
	o.id.SetText(string(entry.ConnectionID))
	o.etag.SetText(string(entry.ETag))
	parts.ShowIf(o.etag, entry.ETag != "")
	// Below a problem the steps come last: what is to be copied stays in sight.
	order := []fyne.CanvasObject{o.steps, o.hint, o.result}
	if !a.Problem().Empty() {
		order = []fyne.CanvasObject{o.hint, o.result, o.steps}
	}
	if o.view.Objects[0] != order[0] {
		o.view.Objects = order
		o.view.Refresh()
	}
	parts.ShowIf(o.result, entry.State == history.Created && entry.ConnectionID != "")
}
