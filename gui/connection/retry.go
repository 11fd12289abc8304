package connection

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/model/connection"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// retryOffer offers to try the failing dataflows of a connection again, all together,
// and shows what comes of each. It is a part of a sheet, which it names them in.
type retryOffer struct {
	actions  *Actions
	retrying *connection.Retrying
	sheet    *widgets.Sheet

	view *fyne.Container
	text *widgets.Paragraph
	list *widgets.List
	stop *widgets.Button
}

// newRetryOffer makes the offer of at least one dataflow.
func newRetryOffer(a *Actions, retrying *connection.Retrying) *retryOffer {
	o := &retryOffer{actions: a, retrying: retrying, text: parts.Wrapped(""), list: widgets.NewFindings()}
	o.stop = widgets.NewButton(parts.Tr("progress.stop"), theme.CancelIcon(), retrying.Stop)
	a.stage.Name("replaced.stop", o.stop)
	o.view = container.NewVBox(widget.NewSeparator(), o.text, o.list)
	return o
}

// join makes the offer a part of a sheet, whose primary button accepts it.
func (o *retryOffer) join(sheet *widgets.Sheet) {
	o.sheet = sheet
	sheet.AddButton(o.stop)
	sheet.OnSubmit = o.retrying.Begin
	stop := o.retrying.Changed.Listen(o.paint)
	sheet.WhenHidden(stop)
	o.retrying.Ended.Listen(o.ended)
	o.paint()
}

func (o *retryOffer) paint() {
	flows, phase := o.retrying.Flows(), o.retrying.Phase()
	text := parts.TrCount("retry.textOne", "retry.text", len(flows))
	switch phase {
	case connection.RetryUnderWay:
		text = parts.Tr("retry.underWay")
	case connection.RetryDone:
		text = parts.Tr(endKey(flows))
	}
	o.text.SetText(text)
	items := make([]widgets.Item, len(flows))
	for i, f := range flows {
		items[i] = retryItem(f)
	}
	o.list.SetItems(items)
	o.sheet.SetBusy(phase == connection.RetryUnderWay)
	o.sheet.SetSubmitEnabled(phase == connection.RetryOffered)
	parts.ShowIf(o.stop, phase == connection.RetryUnderWay)
	o.sheet.Fit()
	o.keepFocus(phase)
}

// keepFocus gives the focus to the button that closes the sheet, where the one that
// accepts the offer cannot have it any more, or a click has taken it away.
func (o *retryOffer) keepFocus(phase connection.RetryPhase) {
	c := o.actions.stage.Canvas()
	submit, closing := o.sheet.Buttons()
	focused := c.Focused()
	if phase == connection.RetryOffered || !o.sheet.Visible() || focused != nil && focused != fyne.Focusable(submit) && focused != fyne.Focusable(o.stop) {
		return
	}
	if phase == connection.RetryDone || focused == nil {
		c.Focus(closing)
	}
}

// endKey is what is said once all have had their turn: only where each did what it was
// asked to is there nothing left to be done.
func endKey(flows []connection.RetriedFlow) string {
	for _, f := range flows {
		if f.Phase != connection.RetryDone {
			return "retry.overSome"
		}
	}
	return "retry.over"
}

// retryItem is a dataflow with what came of trying again.
func retryItem(f connection.RetriedFlow) widgets.Item {
	item := widgets.Item{Title: f.Flow.Name}
	switch f.Phase {
	case connection.RetryOffered:
		item.State = widgets.SignFailed
		if f.Of > 0 {
			item.Tail = parts.TrCount("retry.failedOne", "retry.failed", f.Of)
		}
	case connection.RetryUnderWay:
		item.State, item.Tail = widgets.SignRunning, parts.Tr("retry.progress", "Done", f.Done, "Of", f.Of)
	case connection.RetryDone:
		item.State, item.Tail = widgets.SignDone, parts.TrAnyCount("retry.doneNone", "retry.doneOne", "retry.done", f.Done)
	case connection.RetryFailed:
		item.State, item.Text = widgets.SignWarned, parts.Say(f.Problem.Title)
	case connection.RetryStopped:
		item.State, item.Tail = widgets.SignSkipped, parts.Tr("retry.progress", "Done", f.Done, "Of", f.Of)
	}
	return item
}

// ended says what came of it where the sheet was closed meanwhile.
func (o *retryOffer) ended(flows []connection.RetriedFlow) {
	if o.sheet.Visible() {
		return
	}
	runs, failed := 0, 0
	for _, f := range flows {
		runs += f.Done
		if f.Phase != connection.RetryDone {
			failed++
		}
	}
	if failed > 0 {
		o.actions.stage.Toast.Note(parts.Tr("retry.endedSome", "Count", runs, "Failed", failed))
		return
	}
	o.actions.stage.Toast.Say(parts.Tr("retry.ended", "Count", runs))
}
