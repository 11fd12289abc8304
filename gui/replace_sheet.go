package gui

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

// replaceKeys opens the sheet that gives a connection other keys.
func (w *mainWindow) replaceKeys(entry history.Entry) {
	c := newChangeSheet(w, "replace", connection.NewReplacing(w.manage, w.accounts.TargetFor(entry), entry))
	w.changing = c
	fill := widgets.NewButton(parts.Tr("fill.file"), theme.FolderOpenIcon(), w.chooseFile)
	check := widgets.NewButton(parts.Tr("check.button"), theme.SearchIcon(), func() { w.checkKeysOf(c.editing.Form, c.focus) })
	w.stage.Name("replace.fill", fill)
	w.stage.Name("replace.check", check)
	c.others = []*widgets.Button{fill, check}
	c.done = func() { w.tellReplaced(c.editing) }
	c.show(changeTexts{
		title:   parts.Tr("replace.title"),
		intro:   parts.Tr("replace.intro", "Name", parts.EntryName(entry), "Sandbox", entry.Place.Sandbox, "Org", w.orgName(entry)),
		submit:  parts.Tr("replace.submit"),
		sending: parts.Tr("replace.sending"),
	}, fyne.NewSize(820, 0),
		[]model.Field{model.FieldAccessKey, model.FieldSecretKey, model.FieldSessionToken},
		[]model.Field{model.FieldBucket, model.FieldFolder, model.FieldServiceURL})
}

// tellReplaced says that the keys were replaced, and what the test came to.
func (w *mainWindow) tellReplaced(editing *connection.Editing) {
	entry := editing.Entry()
	result := widgets.NewFindingList()
	result.SetLength(2)
	result.Set(0, widgets.Finding{State: widgets.FindingPassed, Title: parts.Tr("replace.done"), Text: parts.Tr("replace.doneText", "Name", parts.EntryName(entry))})
	test, problem := editing.Test()
	switch {
	case !problem.Empty():
		result.Set(1, widgets.Finding{State: widgets.FindingWarned, Title: parts.Tr("replace.notTested"), Text: parts.Say(problem.Title)})
	case test == history.Working:
		result.Set(1, widgets.Finding{State: widgets.FindingPassed, Title: parts.Tr("step.test")})
	case test == history.Refused:
		result.Set(1, widgets.Finding{
			State: widgets.FindingWarned, Title: parts.Tr("problem.testRefused.now"), Text: parts.Tr("problem.testRefused.cause"),
		})
	default:
		result.Set(1, widgets.Finding{State: widgets.FindingSkipped, Title: parts.Tr("replace.notTested")})
	}
	etag := widgets.NewCopyField(parts.Tr("replace.etag"), string(entry.ETag), parts.Tr("copy.button"))
	etag.OnCopy = func(string) { w.stage.Toast.Say(parts.Tr("copied.etag")) }
	w.stage.Name("replaced.etag.copy", etag.Button())
	rows := container.NewVBox(result, etag)
	parts.ShowIf(etag, entry.ETag != "")
	w.stage.Tell("replaced", parts.Tr("replace.title"), rows)
}
