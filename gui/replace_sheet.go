package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/widgets"
)

// replaceKeys opens the sheet that gives a connection other keys.
func (w *mainWindow) replaceKeys(entry history.Entry) {
	c := newChangeSheet(w, "replace", model.NewReplacing(w.manage, w.accounts.TargetFor(entry), entry))
	w.changing = c
	fill := widgets.NewButton(tr("fill.file"), theme.FolderOpenIcon(), w.chooseFile)
	check := widgets.NewButton(tr("check.button"), theme.SearchIcon(), func() { w.checkKeysOf(c.editing.Form, c.focus) })
	w.stage.name("replace.fill", fill)
	w.stage.name("replace.check", check)
	c.others = []*widgets.Button{fill, check}
	c.done = func() { w.tellReplaced(c.editing) }
	c.show(changeTexts{
		title:   tr("replace.title"),
		intro:   tr("replace.intro", "Name", entryName(entry), "Sandbox", entry.Place.Sandbox, "Org", w.orgName(entry)),
		submit:  tr("replace.submit"),
		sending: tr("replace.sending"),
	}, fyne.NewSize(820, 0),
		[]model.Field{model.FieldAccessKey, model.FieldSecretKey, model.FieldSessionToken},
		[]model.Field{model.FieldBucket, model.FieldFolder, model.FieldServiceURL})
}

// tellReplaced says that the keys were replaced, and what the test came to.
func (w *mainWindow) tellReplaced(editing *model.Editing) {
	entry := editing.Entry()
	result := widgets.NewFindingList()
	result.SetLength(2)
	result.Set(0, widgets.Finding{State: widgets.FindingPassed, Title: tr("replace.done"), Text: tr("replace.doneText", "Name", entryName(entry))})
	test, problem := editing.Test()
	switch {
	case !problem.Empty():
		result.Set(1, widgets.Finding{State: widgets.FindingWarned, Title: tr("replace.notTested"), Text: say(problem.Title)})
	case test == history.Working:
		result.Set(1, widgets.Finding{State: widgets.FindingPassed, Title: tr("step.test")})
	case test == history.Refused:
		result.Set(1, widgets.Finding{
			State: widgets.FindingWarned, Title: tr("problem.testRefused.now"), Text: tr("problem.testRefused.cause"),
		})
	default:
		result.Set(1, widgets.Finding{State: widgets.FindingSkipped, Title: tr("replace.notTested")})
	}
	etag := widgets.NewCopyField(tr("replace.etag"), string(entry.ETag), tr("copy.button"))
	etag.OnCopy = func(string) { w.stage.toast.Say(tr("copied.etag")) }
	w.stage.name("replaced.etag.copy", etag.Button())
	rows := container.NewVBox(result, etag)
	showIf(etag, entry.ETag != "")
	w.tell("replaced", tr("replace.title"), rows)
}
