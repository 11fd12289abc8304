package connection

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/connection"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// Replace opens the sheet that gives a connection other keys. Of one by role it says
// what to do instead.
func (a *Actions) Replace(entry history.Entry) {
	if byRole(entry) {
		problem := model.NewProblem("roleNoKeys")
		a.stage.Tell("roleNoKeys", parts.Say(problem.Title), parts.Paragraphs(problem.Cause.Key, problem.Do.Key))
		return
	}
	c := newChangeSheet(a, "replace", connection.NewReplacing(a.manage, a.needs.TargetFor(entry), entry))
	a.changing = c
	fill := widgets.NewButton(parts.Tr("fill.file"), theme.FolderOpenIcon(), a.needs.ChooseFile)
	check := widgets.NewButton(parts.Tr("check.button"), theme.SearchIcon(), func() { a.needs.CheckKeys(c.editing.Form, c.focus) })
	a.stage.Name("replace.fill", fill)
	a.stage.Name("replace.check", check)
	c.others = []*widgets.Button{fill, check}
	c.done = func() { a.tellReplaced(c.editing) }
	c.show(changeTexts{
		title:   parts.Tr("replace.title"),
		intro:   parts.Tr("replace.intro", "Name", parts.EntryName(entry), "Sandbox", entry.Place.Sandbox, "Org", a.needs.Org(entry)),
		submit:  parts.Tr("replace.submit"),
		sending: parts.Tr("replace.sending"),
	}, fyne.NewSize(820, 0),
		[]model.Field{model.FieldAccessKey, model.FieldSecretKey, model.FieldSessionToken},
		[]model.Field{model.FieldBucket, model.FieldFolder, model.FieldServiceURL})
}

// tellReplaced says that the keys were replaced, and what the test came to. Dataflows
// that fail are offered to be tried again, all together: they are read first, since a
// button that moved when they came would be missed.
func (a *Actions) tellReplaced(editing *connection.Editing) {
	entry := editing.Entry()
	// With keys that do not work there is no use in trying again.
	if test, _ := editing.Test(); !entry.Flows.Status.NeedsAttention() || test == history.Refused {
		a.showReplaced(editing, nil)
		return
	}
	a.flows.Any.Retrying(a.needs.TargetFor(entry), entry, func(retrying *connection.Retrying) {
		if len(retrying.Flows()) == 0 {
			retrying = nil
		}
		a.showReplaced(editing, retrying)
	})
}

// showReplaced is what tellReplaced shows; retrying is nil where nothing is to be tried
// again.
func (a *Actions) showReplaced(editing *connection.Editing, retrying *connection.Retrying) {
	entry := editing.Entry()
	done := widgets.Item{State: widgets.SignDone, Title: parts.Tr("replace.done"), Text: parts.Tr("replace.doneText", "Name", parts.EntryName(entry))}
	tested := widgets.Item{State: widgets.SignSkipped, Title: parts.Tr("replace.notTested")}
	test, problem := editing.Test()
	switch {
	case !problem.Empty() && test == history.Refused: // Amazon's own word
		tested = widgets.Item{State: widgets.SignWarned, Title: parts.Say(problem.Title), Text: parts.Optional(problem.Do)}
	case !problem.Empty():
		tested = widgets.Item{State: widgets.SignWarned, Title: parts.Tr("replace.notTested"), Text: parts.Say(problem.Title)}
	case test == history.Working:
		tested = widgets.Item{State: widgets.SignDone, Title: parts.Tr("step.test")}
	case test == history.Refused:
		tested = widgets.Item{State: widgets.SignWarned, Title: parts.Tr("problem.testRefused.now"), Text: parts.Tr("problem.testRefused.cause")}
	}
	result := widgets.NewFindings()
	result.SetItems([]widgets.Item{done, tested})
	etag := a.stage.CopyField("replaced.etag", parts.Tr("replace.etag"), "copied.etag")
	etag.SetText(string(entry.ETag))
	rows := container.NewVBox()
	parts.ShowIf(etag, entry.ETag != "")
	yes, no := parts.Tr("close.button"), ""
	if retrying != nil {
		parts.AddStakes(rows, a.needs.Kind(entry.Place), entry.Place)
		yes, no = parts.Tr("flows.retry"), yes
	}
	rows.Add(result)
	rows.Add(etag)
	sheet := a.stage.Sheet("replaced", parts.Tr("replace.title"), rows, yes, no)
	sheet.OnSubmit = sheet.Hide
	sheet.Resize(fyne.NewSize(620, 0))
	if retrying != nil {
		offer := newRetryOffer(a, retrying)
		rows.Add(offer.view)
		offer.join(sheet)
		// Enter must not touch production by itself.
		if sheet.First, _ = sheet.Buttons(); a.needs.Kind(entry.Place) != model.SandboxDevelopment {
			_, sheet.First = sheet.Buttons()
		}
		sheet.Show()
		return
	}
	// Enter closes it, and leaves the clipboard alone.
	sheet.First, _ = sheet.Buttons()
	sheet.Show()
}
