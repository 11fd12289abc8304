package account

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/account"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// Form is what is entered for an account: its organization and its credential.
type Form struct {
	// View is the form, hidden while it is closed.
	View *widgets.Bar

	view   *View
	inputs map[model.Field]*parts.Input
	method *widgets.Select
	title  *widgets.Paragraph
	text   *widgets.Paragraph // what the form is for
	status *parts.Trouble
	try    *widgets.Button
	more   *widgets.Button
	fill   *widgets.Button
	save   *widgets.Button
	signIn *widgets.Button

	painting bool
	enabled  bool
}

func newForm(v *View) *Form {
	f := &Form{view: v, inputs: map[model.Field]*parts.Input{}, enabled: true}
	s, form := v.stage, v.accounts.Form
	for _, field := range []model.Field{model.FieldOrgID, model.FieldAPIKey, model.FieldClientSecret, model.FieldToken} {
		f.inputs[field] = parts.NewInput(parts.FormPrefix, s, form, field, true)
	}
	f.inputs[model.FieldClientSecret].Help = f.secretHelp
	f.inputs[model.FieldSandbox] = f.newSandbox()
	f.method = widgets.NewSelect([]string{parts.Tr("signIn.secret"), parts.Tr("signIn.token")}, f.onMethod)
	f.fill = widgets.NewButton(parts.Tr("fill.file"), theme.FolderOpenIcon(), func() { v.needs.Fill() })
	f.save = widgets.NewButton(parts.Tr("save.button"), theme.DocumentSaveIcon(), f.onSave)
	f.signIn = widgets.NewPrimaryButton(parts.Tr("signIn.button"), theme.LoginIcon(), v.SignIn)
	f.try = widgets.NewButton(parts.Tr("account.try"), theme.MediaPlayIcon(), f.onTry)
	f.more = widgets.NewButton("", theme.MoreHorizontalIcon(), func() { v.showMenu(f.more) })
	for name, o := range map[string]fyne.CanvasObject{
		"account.more": f.more, "account.save": f.save, "account.try": f.try, "signIn": f.signIn,
		"platform.fill": f.fill, "signIn.method": f.method,
	} {
		s.Name(name, o)
	}
	f.build()
	return f
}

// newSandbox is the field of the sandbox where there is no list to choose from.
func (f *Form) newSandbox() *parts.Input {
	entry := widgets.NewEntry()
	in := &parts.Input{Name: parts.FormPrefix + "sandbox.typed", Field: model.FieldSandbox, Form: f.view.accounts.Form, Entry: entry, Shown: entry}
	parts.NewInputAround(f.view.stage, in, entry, true)
	in.Help = func() string {
		if f.view.accounts.State() == account.SignedIn {
			return parts.Optional(model.FieldSandbox.Help())
		}
		return parts.Tr("sandbox.afterSignIn")
	}
	return in
}

func (f *Form) build() {
	method := widgets.NewField(parts.Tr("field.method.label"), f.method)
	fields := []*widgets.Field{
		f.inputs[model.FieldOrgID].View, f.inputs[model.FieldAPIKey].View, method,
		f.inputs[model.FieldClientSecret].View, f.inputs[model.FieldToken].View, f.inputs[model.FieldSandbox].View,
	}
	l := &formLayout{side: f.buildSide(), buttons: []fyne.CanvasObject{f.fill, f.save, f.signIn}}
	objects := []fyne.CanvasObject{l.side}
	for _, field := range fields {
		field.SetAbove(true)
		l.fields = append(l.fields, field)
		objects = append(objects, field)
	}
	for _, in := range f.inputs {
		in.Entry.OnSubmitted = func(string) { f.view.SignIn() }
		in.Entry.OnEscape = f.view.leave
	}
	f.method.OnEscape = f.view.leave
	for _, b := range []*widgets.Button{f.fill, f.save, f.signIn, f.try, f.more} {
		b.OnEscape = f.view.leave
	}
	f.View = widgets.NewBar(widgets.ToneQuiet, container.New(l, append(objects, l.buttons...)...))
	f.View.Hide()
}

// buildSide is the part on the left: where the credential comes from, or what is
// wrong with it.
func (f *Form) buildSide() fyne.CanvasObject {
	f.title = parts.Bold()
	f.text = parts.Wrapped("")
	f.status = parts.NewNamedTrouble("account.problem.", f.view.stage)
	texts := widgets.NewReading(container.New(layout.NewCustomPaddedVBoxLayout(0), f.title, f.text, f.status.View))
	texts.OnEscape = f.view.leave
	f.view.stage.Name("account.text", texts)
	return container.NewBorder(nil, container.NewBorder(nil, nil, nil, f.more, f.try), nil, nil, texts)
}

func (f *Form) isOpen() bool { return f.View.Visible() }

// open opens the form, or closes it. Fyne lays out by itself what is around it, but
// forgets to where something beside it has changed in the same frame.
func (f *Form) open(on bool) {
	if on != f.isOpen() {
		parts.ShowIf(f.View, on)
		f.view.needs.Resized()
	}
}

// keptKeys say in the empty field where the client secret is.
var keptKeys = map[account.Keeping]string{
	account.KeptInKeyring: "field.clientSecret.stored", account.KeptUntilQuit: "field.clientSecret.untilQuit",
	account.KeptOutOfReach: "field.clientSecret.again",
}

func (f *Form) secretHelp() string {
	if f.view.accounts.Practice() {
		return parts.Tr("field.clientSecret.practice")
	}
	switch account.KeepingOf(f.view.accounts) {
	case account.KeptUntilQuit:
		return parts.Tr("account.passing")
	case account.KeptOutOfReach:
		return parts.Tr("field.clientSecret.again.help")
	}
	return parts.Optional(model.FieldClientSecret.Help())
}

func (f *Form) onField(field model.Field) {
	if in := f.inputs[field]; in != nil {
		in.Paint()
	}
	f.paintTry()
}

func (f *Form) onMethod(string) {
	if !f.painting {
		f.view.accounts.UseToken(f.method.SelectedIndex() == 1)
	}
}

func (f *Form) onSave() {
	known := false
	defer f.view.accounts.AlreadySaved.Listen(func(history.Account) { known = true })()
	if wrong := f.view.accounts.Save(); wrong != model.FieldNone {
		f.view.Focus(wrong)
		return
	}
	if !known && !f.view.accounts.Practice() { // in practice the word in the bar goes
		f.view.stage.Toast.Say(parts.Tr("account.saved"))
	}
}

func (f *Form) enable(on bool) {
	f.enabled = on
	for _, in := range f.inputs {
		parts.EnableIf(in.Entry, on)
	}
	parts.EnableIf(f.method, on)
	for _, b := range []*widgets.Button{f.more, f.try, f.fill} {
		parts.EnableIf(b, on)
	}
	f.paintButtons()
}

func (f *Form) paintButtons() {
	idle := f.enabled && f.view.accounts.State() != account.SigningIn
	parts.EnableIf(f.signIn, idle)
	parts.EnableIf(f.save, idle && (!f.view.accounts.Practice() || f.view.accounts.NotSaved()))
	f.paintTry()
}

// paintTry offers the practice Platform to those who have no account yet, and its own
// values to those who have changed them.
func (f *Form) paintTry() {
	key, altered := "account.try", account.Altered(f.view.accounts)
	if altered {
		key = "account.restore"
	}
	f.try.SetText(parts.Tr(key))
	parts.ShowIf(f.try, altered || f.view.accounts.Chosen().ID == "")
}

func (f *Form) onTry() {
	if account.Altered(f.view.accounts) {
		f.view.accounts.ChoosePractice()
		return
	}
	f.view.needs.Practice()
}

func (f *Form) paint() {
	f.painting = true
	defer func() { f.painting = false }()
	accounts := f.view.accounts
	token := accounts.UsesToken()
	f.method.SetSelectedIndex(map[bool]int{false: 0, true: 1}[token])
	parts.ShowIf(f.inputs[model.FieldClientSecret].View, !token)
	parts.ShowIf(f.inputs[model.FieldToken].View, token)
	parts.ShowIf(f.inputs[model.FieldSandbox].View, len(accounts.Sandboxes()) == 0)
	secret := f.inputs[model.FieldClientSecret].Entry
	placeholder := parts.Optional(model.FieldClientSecret.Placeholder())
	if key, kept := keptKeys[account.KeepingOf(accounts)]; kept {
		placeholder = parts.Tr(key)
	}
	if secret.PlaceHolder != placeholder {
		secret.SetPlaceHolder(placeholder)
	}
	f.inputs[model.FieldClientSecret].Paint()
	f.inputs[model.FieldSandbox].Paint()
	f.paintSide()
	f.paintButtons()
}

// paintSide says what is wrong, if anything, and else what the form is for.
func (f *Form) paintSide() {
	accounts := f.view.accounts
	problem, chosen := accounts.Problem(), accounts.Chosen()
	title, text := parts.Tr("account.connect"), parts.Tr("account.intro")+"\n"+parts.Tr("account.intro.practice")
	switch {
	case chosen.Practice:
		title, text = parts.Tr("account.practice"), parts.Tr("account.practice.text")
	case chosen.ID != "":
		title, text = chosen.Label, parts.Tr("account.savedHere")
	}
	f.status.Set(problem, false)
	f.title.SetText(title)
	f.text.SetText(text)
	parts.ShowIf(f.title, problem.Empty())
	parts.ShowIf(f.text, problem.Empty())
}
