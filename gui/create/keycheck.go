package create

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"mooring/client/amazon"
	"mooring/gui/model"
	"mooring/gui/model/create"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// KeyChecker opens the sheets that ask Amazon about the keys in a form, and that
// show the policy which mends most of what can be wrong with them.
type KeyChecker struct {
	stage *parts.Stage
	keys  *create.KeyCheck
}

// NewKeyChecker makes a KeyChecker.
func NewKeyChecker(s *parts.Stage, keys *create.KeyCheck) *KeyChecker {
	return &KeyChecker{stage: s, keys: keys}
}

// Check asks Amazon about the keys in a form and shows the answers as they come.
// focus puts the cursor into a field of the form. On the practice Platform nothing
// may leave this computer: it says so.
func (k *KeyChecker) Check(form *model.Form, practice bool, focus func(model.Field) bool) {
	wrong := form.Check(model.FieldAccessKey, model.FieldSecretKey, model.FieldSessionToken,
		model.FieldBucket, model.FieldFolder, model.FieldServiceURL)
	if wrong != model.FieldNone {
		focus(wrong)
		return
	}
	if practice {
		k.stage.Tell("keysPractice", parts.Tr("amazon.title"), parts.Paragraphs("amazon.practice"))
		return
	}
	answers := widgets.NewFindings()
	note := parts.Quiet(parts.Tr("amazon.note"))
	sheet := k.stage.Sheet("keys", parts.Tr("amazon.title"), container.NewVBox(answers, note), parts.Tr("close.button"), "")
	sheet.SetIntro(parts.Tr("amazon.intro"))
	sheet.Resize(fyne.NewSize(640, 0))
	sheet.AddButton(widgets.NewButton(parts.Tr("amazon.policy"), theme.DocumentIcon(), func() {
		sheet.Hide()
		k.ShowPolicy(form, focus)
	}))
	use := widgets.NewButton(parts.Tr("amazon.useAddress"), theme.ConfirmIcon(), func() {
		form.Set(model.FieldServiceURL, k.keys.Cure())
		k.keys.Run(form)
	})
	use.Hide()
	sheet.AddButton(use)
	stop := k.keys.Changed.Listen(func() {
		paintAnswers(answers, k.keys)
		parts.ShowIf(use, k.keys.Cure() != "" && k.keys.Cure() != form.Value(model.FieldServiceURL) && !k.keys.Running())
		sheet.SetError(parts.Say(k.keys.Problem().Title))
		sheet.Fit()
	})
	sheet.WhenHidden(func() {
		stop()
		k.keys.Stop()
	})
	sheet.OnSubmit = sheet.Hide
	sheet.Show()
	k.keys.Run(form)
}

func paintAnswers(list *widgets.List, keys *create.KeyCheck) {
	answers := keys.Answers()
	items := make([]widgets.Item, len(answers))
	running := keys.Running()
	for i, answer := range answers {
		state := verdictLooks[answer.Verdict]
		if state == widgets.SignWaiting && running {
			state, running = widgets.SignRunning, false // only the first open one is being asked
		}
		items[i] = widgets.Item{State: state, Title: parts.Say(answer.Title), Text: parts.Say(answer.Text)}
	}
	list.SetItems(items)
}

var verdictLooks = map[amazon.Verdict]widgets.Sign{
	amazon.Passed: widgets.SignDone, amazon.Failed: widgets.SignFailed,
	amazon.NotNeeded: widgets.SignNotNeeded, amazon.Skipped: widgets.SignSkipped,
}

// ShowPolicy shows the IAM policy to paste in the AWS console, for the bucket in a
// form. focus puts the cursor into a field of the form.
func (k *KeyChecker) ShowPolicy(form *model.Form, focus func(model.Field) bool) {
	policy, err := create.KeyPolicy(form)
	if err != nil {
		focus(model.Explain(err).Field)
		k.stage.Toast.Note(parts.Say(model.Explain(err).Title))
		return
	}
	policy = strings.TrimSpace(policy)
	text := widgets.NewCopyText(policy, parts.Tr("copy.button"))
	text.SetRows(strings.Count(policy, "\n") + 1) // all of it, as far as the window has room
	text.OnCopy = func(string) { k.stage.Toast.Say(parts.Tr("copied.policy")) }
	content := container.NewVBox()
	if form.Value(model.FieldBucket) == "" {
		content.Add(widgets.NewBanner(widgets.BannerWarning, parts.Tr("amazon.policyAll")))
	}
	content.Add(text)
	sheet := k.stage.Sheet("policy", parts.Tr("amazon.policyTitle"), content, parts.Tr("close.button"), "")
	sheet.SetIntro(parts.Tr("amazon.policyText"))
	sheet.Resize(fyne.NewSize(760, 0))
	sheet.OnSubmit = sheet.Hide
	sheet.Show()
}
