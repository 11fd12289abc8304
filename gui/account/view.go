// Package account shows whom the window works as: the bar on top with the account
// and its sandbox, the form that opens under it, and the sheets about an account.
package account

import (
	"mooring/client/credentials"
	"mooring/client/history"
	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/account"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// Needs is what the account's views need of the rest of the window.
type Needs struct {
	// Fill lets the user choose a file to fill in from.
	Fill func()
	// Practice goes to the practice Platform, as somebody does who has no account yet.
	Practice func()
	// Proxy asks for what proxies want to be signed in with.
	Proxy *account.ProxyLogin
	// Resized lays out what is around the bar and the form: one of them has another height.
	Resized func()
}

// View is the bar and the form under it.
type View struct {
	// Bar is for the upper edge of the window.
	Bar *Bar
	// Form belongs directly under the bar. It is hidden while it is closed.
	Form *Form

	stage    *parts.Stage
	accounts *account.Accounts
	needs    Needs
	seen     seen
	chosen   int
	passing  bool // that the secret is kept until the end only has been said
	asked    bool // the user has pressed Sign in and waits for what comes of it
	declined bool // the user did not want to sign in to the proxy
}

// seen is what of the sign-in was last shown: the form opens when it changes.
type seen struct {
	chosen int // how many accounts have been chosen
	state  account.State
	wrong  model.Field
}

// New makes the views of the accounts. They follow the model as long as the stage does.
func New(s *parts.Stage, accounts *account.Accounts, needs Needs) *View {
	v := &View{stage: s, accounts: accounts, needs: needs}
	v.Bar = newBar(s, accounts, v.Edit)
	v.Bar.layout.turned = needs.Resized
	v.Form = newForm(v)
	v.seen = seen{0, accounts.State(), accounts.Wrong()}
	v.Form.open(accounts.Chosen().ID == "" || v.seen.state == account.SignInFailed && accounts.Problem().Field != model.FieldNone)
	s.Follow(accounts.Changed.Listen(v.paint))
	s.Follow(accounts.Form.Changed.Listen(v.onField))
	s.Follow(accounts.AccountChosen.Listen(func(history.Account) { v.chosen++ }))
	s.Follow(accounts.SignInDone.Listen(func(history.Account) { v.onSignedIn() }))
	s.Follow(accounts.AlreadySaved.Listen(func(known history.Account) {
		s.Toast.Note(parts.Tr("account.known", "Label", v.Bar.nameOf(known)))
	}))
	if needs.Proxy != nil {
		s.Follow(needs.Proxy.Asked.Listen(v.askProxy))
		s.Follow(needs.Proxy.NotKept.Listen(func(proxy string) { s.Toast.Note(parts.Tr("proxy.passing", "Proxy", proxy)) }))
	}
	v.paint()
	return v
}

// Enable switches what may not change while an attempt is under way.
func (v *View) Enable(on bool) {
	v.Bar.enable(on)
	v.Form.enable(on)
}

// SignIn signs in, as the button does.
func (v *View) SignIn() {
	v.asked, v.declined = true, false
	if began, wrong := v.accounts.SignIn(); !began {
		v.asked = false
		v.Focus(wrong)
	}
}

// Fill fills in a credential that was read, and returns the fields that it has filled.
// Nothing is sent: the focus is on the button that does, or in the field that is wrong.
func (v *View) Fill(c credentials.AdobeCredential) []model.Field {
	filled := v.accounts.FillAdobe(c)
	if v.accounts.State() == account.SignedIn {
		return filled // with just that
	}
	v.Form.open(true)
	wrong := v.accounts.CheckSignIn()
	// After what a sheet does as it closes: it gives the focus back to where it was.
	v.stage.Runner.Apply(func() {
		if wrong != model.FieldNone {
			v.Focus(wrong)
			return
		}
		v.stage.Canvas().Focus(v.Form.signIn)
	})
	return filled
}

// Leaving says for which account practice would be left by filling in a credential, or
// "" where it would not.
func (v *View) Leaving(c credentials.AdobeCredential) string {
	home := v.accounts.Home(c)
	switch {
	case !v.accounts.Practice() || home.Practice:
		return ""
	case home.ID != "":
		return v.Bar.nameOf(home)
	case c.OrgID != "":
		return parts.Tr("account.new") + " (" + c.OrgID + ")"
	}
	return parts.Tr("account.new")
}

// Target is whom to work as. It returns false where one of the fields cannot be
// right, with the cursor put there.
func (v *View) Target() (session.Target, bool) {
	if wrong := v.accounts.Form.CheckAll(); wrong != model.FieldNone {
		if form := v.accounts.Form; v.accounts.State() != account.SignedIn && form.Value(model.FieldSandbox) == "" {
			form.Clear(model.FieldSandbox) // there is none to choose yet: it is not marked
		}
		v.Focus(wrong)
		if wrong == model.FieldSandbox && v.accounts.State() != account.SignedIn {
			v.stage.Toast.Note(parts.Tr("signIn.first"))
		}
		return session.Target{}, false
	}
	v.accounts.Used()
	return v.accounts.Target(), true
}

// Edit opens the form, or closes it where there is an account to go on with.
func (v *View) Edit() {
	if v.Form.isOpen() && v.accounts.Chosen().ID != "" {
		v.leave()
		return
	}
	v.Form.open(true)
	v.stage.Canvas().Focus(v.Form.inputs[model.FieldOrgID].Shown)
}

// leave closes the form, unless it is all that there is.
func (v *View) leave() {
	if v.accounts.Chosen().ID == "" {
		return
	}
	v.stage.Canvas().Focus(v.Bar.edit)
	v.Form.open(false)
}

// Focus puts the cursor into a field of the account, and opens what it is in. It
// reports whether the account has it.
func (v *View) Focus(field model.Field) bool {
	switch {
	case field == model.FieldPlatformURL || field == model.FieldSignInURL:
		v.EditAddresses(field)
		return true
	case field == model.FieldSandbox && v.Bar.lists():
		v.stage.Canvas().Focus(v.Bar.Sandboxes)
		return true
	case field == model.FieldClientSecret && v.accounts.UsesToken():
		field = model.FieldToken
	}
	in := v.Form.inputs[field]
	if in == nil {
		return false
	}
	v.Form.open(true)
	v.stage.Canvas().Focus(in.Shown)
	return true
}

func (v *View) onField(field model.Field) {
	v.Form.onField(field)
	if field == model.FieldSandbox {
		v.Bar.paint()
	}
}

func (v *View) onSignedIn() {
	asked := v.asked
	v.asked = false
	if v.accounts.Form.Value(model.FieldSandbox) == "" && !v.Bar.lists() {
		v.Focus(model.FieldSandbox) // it has to be typed
		return
	}
	switch {
	case asked:
		v.Form.open(false)
		v.stage.GoOn() // a click has left the focus nowhere
	case !widgets.HasFocus(v.Form.View): // else somebody is at it, such as to mend what an attempt has met
		v.Form.open(false)
	}
}

func (v *View) paint() {
	now := seen{v.chosen, v.accounts.State(), v.accounts.Wrong()}
	before := v.seen
	v.seen = now
	if now != before {
		v.follow(before, now)
	}
	passing := account.KeepingOf(v.accounts) == account.KeptUntilQuit
	if passing && !v.passing {
		v.stage.Toast.Note(parts.Tr("account.passing"))
	}
	v.passing = passing
	v.Bar.paint()
	v.Form.paint()
}

// follow opens and closes the form as the choice and the sign-in go on.
func (v *View) follow(before, now seen) {
	chose := now.chosen != before.chosen
	field := now.wrong
	if now.state == account.SignInFailed && before.state != account.SignInFailed {
		field = v.accounts.Problem().Field
		if v.asked {
			v.asked = false
			v.Focus(field)
		}
	}
	if field != model.FieldNone || chose {
		v.Form.open(field != model.FieldNone || v.accounts.Chosen().ID == "")
	}
}
