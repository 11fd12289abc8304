package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/client/amazon"
	"mooring/gui/model"
	"mooring/gui/model/create"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// checkKeys asks Amazon about the keys on the card.
func (w *mainWindow) checkKeys() {
	w.checkKeysOf(w.form, func(field model.Field) bool {
		w.focus(field)
		return true
	})
}

// checkKeysOf asks Amazon about the keys in a form and shows the answers as they
// come, with the policy that mends most of what can be wrong. focus puts the
// cursor into a field of the form.
func (w *mainWindow) checkKeysOf(form *model.Form, focus func(model.Field) bool) {
	for _, field := range []model.Field{
		model.FieldAccessKey, model.FieldSecretKey, model.FieldSessionToken,
		model.FieldBucket, model.FieldFolder, model.FieldServiceURL,
	} {
		form.Leave(field)
		if form.Note(field).Level == model.Error {
			focus(field)
			return
		}
	}
	if w.accounts.Practice() {
		// On the practice Platform nothing may leave this computer.
		w.stage.Tell("keysPractice", parts.Tr("amazon.title"), parts.Paragraphs("amazon.practice"))
		return
	}
	answers := widgets.NewFindingList()
	note := parts.Wrapped(fyne.TextStyle{})
	note.SetText(parts.Tr("amazon.note"))
	note.Importance = widget.LowImportance
	content := container.NewVBox(answers, note)
	sheet := w.stage.Sheet("keys", parts.Tr("amazon.title"), content, parts.Tr("close.button"), "")
	sheet.SetIntro(parts.Tr("amazon.intro"))
	sheet.Resize(fyne.NewSize(640, 0))
	sheet.AddButton(widgets.NewButton(parts.Tr("amazon.policy"), theme.DocumentIcon(), func() {
		sheet.Hide()
		w.showPolicyOf(form, focus)
	}))
	use := widgets.NewButton(parts.Tr("amazon.useAddress"), theme.ConfirmIcon(), func() {
		form.Set(model.FieldServiceURL, w.keys.Cure())
		if form == w.form {
			w.s3.fold.Open()
		}
		w.keys.Run(form)
	})
	use.Hide()
	sheet.AddButton(use)
	w.keys.OnChange = func() {
		paintAnswers(answers, w.keys)
		parts.ShowIf(use, w.keys.Cure() != "" && w.keys.Cure() != form.Value(model.FieldServiceURL) && !w.keys.Running())
		sheet.SetError(parts.Say(w.keys.Problem().Title))
		sheet.Fit()
	}
	sheet.OnSubmit = func() {
		w.keys.Stop()
		sheet.Hide()
	}
	sheet.OnCancel = w.keys.Stop
	sheet.Show()
	w.keys.Run(form)
}

func paintAnswers(list *widgets.FindingList, keys *create.KeyCheck) {
	answers := keys.Answers()
	list.SetLength(len(answers))
	running := keys.Running()
	for i, answer := range answers {
		state := verdictLooks[answer.Verdict]
		if state == widgets.FindingWaiting && running {
			state, running = widgets.FindingRunning, false // only the first open one is being asked
		}
		list.Set(i, widgets.Finding{State: state, Title: parts.Say(answer.Title), Text: parts.Say(answer.Text)})
	}
}

var verdictLooks = map[amazon.Verdict]widgets.FindingState{
	amazon.Passed: widgets.FindingPassed, amazon.Failed: widgets.FindingFailed,
	amazon.NotNeeded: widgets.FindingNotNeeded, amazon.Skipped: widgets.FindingSkipped,
}

// showPolicy shows the IAM policy for the bucket on the card.
func (w *mainWindow) showPolicy() {
	w.showPolicyOf(w.form, func(field model.Field) bool {
		w.focus(field)
		return true
	})
}

// showPolicyOf shows the IAM policy to paste in the AWS console, for the bucket in
// a form.
func (w *mainWindow) showPolicyOf(form *model.Form, focus func(model.Field) bool) {
	policy, err := create.KeyPolicy(form)
	if err != nil {
		focus(model.Explain(err).Field)
		w.stage.Toast.Say(parts.Say(model.Explain(err).Title))
		return
	}
	text := widgets.NewCopyText(policy, parts.Tr("copy.button"))
	text.OnCopy = func(string) { w.stage.Toast.Say(parts.Tr("copied.policy")) }
	sheet := w.stage.Sheet("policy", parts.Tr("amazon.policyTitle"), text, parts.Tr("close.button"), "")
	sheet.SetIntro(parts.Tr("amazon.policyText"))
	sheet.Resize(fyne.NewSize(640, 0))
	sheet.OnSubmit = sheet.Hide
	sheet.Show()
}
