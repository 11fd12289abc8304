package account_test

import (
	"errors"
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"mooring/client/practice"
	"mooring/gui/model"
	"mooring/gui/model/account"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

func (v *screen) opened(want bool) {
	v.t.Helper()
	if got := v.view.Form.View.Visible(); got != want {
		v.t.Errorf("the form is open: %v", got)
	}
}

func (v *screen) focused() string { return v.stage.Places.NameOf(v.stage.Canvas().Focused()) }

func (v *screen) tap(name string) {
	v.t.Helper()
	tappable, ok := v.stage.Places.Objects[name].(fyne.Tappable)
	if !ok {
		v.t.Fatalf("%s cannot be tapped", name)
	}
	test.Tap(tappable)
	v.runner.Settle()
}

func (v *screen) key(name fyne.KeyName) {
	v.t.Helper()
	focused := v.stage.Canvas().Focused()
	if focused == nil {
		v.t.Fatal("nothing has the focus")
	}
	focused.TypedKey(&fyne.KeyEvent{Name: name})
	v.runner.Settle()
}

func TestTheFormOpensAndCloses(t *testing.T) {
	v := open(t, widgets.NewTheme())
	v.opened(true) // there is no account yet
	v.signedIn(practice.SandboxDevelopment)
	v.opened(false)
	v.tap("account.edit")
	v.opened(true)
	if got := v.focused(); got != "form.orgID" {
		t.Errorf("the cursor is in %q", got)
	}
	v.key(fyne.KeyEscape)
	v.opened(false)
	if got := v.focused(); got != "account.edit" {
		t.Errorf("after Escape the focus is on %q", got)
	}
	v.accounts.ChoosePractice()
	v.runner.Settle()
	v.opened(false)
	v.accounts.ChooseNew()
	v.runner.Settle()
	v.opened(true)
	v.stage.Canvas().Focus(v.stage.Places.Objects["form.apiKey"].(fyne.Focusable))
	v.key(fyne.KeyEscape)
	v.opened(true) // it is all that there is
}

func TestTheFormStaysWhereAFieldIsWrong(t *testing.T) {
	v := open(t, widgets.NewTheme())
	v.asReal()
	v.accounts.Form.Set(model.FieldClientSecret, "mistyped")
	v.tap("signIn")
	v.opened(true)
	if got := v.focused(); got != "form.clientSecret" || !v.says(parts.Say(v.accounts.Problem().Title)) {
		t.Errorf("the cursor is in %q, it says %+v", got, v.accounts.Problem().Title)
	}
	v.accounts.Form.Set(model.FieldOrgID, "")
	v.tap("signIn")
	if got := v.focused(); got != "form.orgID" || v.accounts.State() != account.SignedOut {
		t.Errorf("the cursor is in %q, state %v", got, v.accounts.State())
	}
}

// A saved account whose secret is gone opens the form at the start.
func TestTheFormOpensWhereTheSecretIsGone(t *testing.T) {
	v := open(t, widgets.NewTheme())
	v.signedIn(practice.SandboxDevelopment)
	saved := v.accounts.Chosen()
	if err := v.vault.Delete(t.Context(), saved.SecretKey()); err != nil {
		t.Fatal(err)
	}
	v.accounts.Choose(saved)
	v.runner.Settle()
	v.opened(true)
}

// The practice account that was changed says that it is not signed in, and its own values
// are a button away.
func TestPracticeIsRestored(t *testing.T) {
	v := open(t, widgets.NewTheme())
	v.accounts.ChoosePractice()
	v.runner.Settle()
	v.tap("account.edit")
	if v.shows("account.try") {
		t.Error("its own values are offered before anything has changed")
	}
	v.accounts.Form.Set(model.FieldOrgID, "0A1B2C3D4E5F60718293A4B5@AdobeOrg")
	v.tap("signIn")
	if !v.shows("account.status") || v.labelOf("account.status") != parts.Tr("signIn.failed") {
		t.Error("the bar says that all is well")
	}
	if !v.shows("account.try") || v.labelOf("account.try") != parts.Tr("account.restore") {
		t.Fatal("its own values are not offered")
	}
	v.tap("account.try")
	if got := v.accounts.Form.Value(model.FieldOrgID); got != practice.OrgID || v.accounts.State() != account.SignedIn || v.shows("account.status") || v.shows("account.try") {
		t.Errorf("the organization is %q, the state %v", got, v.accounts.State())
	}
}

func (v *screen) shows(name string) bool { return v.stage.Places.Objects[name].Visible() }

func (v *screen) labelOf(name string) string {
	return v.stage.Places.Objects[name].(*widgets.Button).Text
}

// Without a list, the sandbox is typed into the form, which waits for it.
func TestSandboxWithoutAList(t *testing.T) {
	v := open(t, widgets.NewTheme())
	v.asReal()
	v.practice.Misbehave(practice.Fault{Op: practice.OpSandboxes, Status: 403})
	v.tap("signIn")
	v.opened(true)
	if got := v.focused(); got != "form.sandbox.typed" {
		t.Errorf("the cursor is in %q, state %v", got, v.accounts.State())
	}
	v.accounts.Form.Set(model.FieldSandbox, "luma-dev")
	v.tap("signIn") // signed in already: it asks again
	v.opened(false)
	if got := v.view.Bar.Sandboxes.Selected; got != "luma-dev" || v.view.Bar.View.Tone() != widgets.ToneQuiet {
		t.Errorf("the bar shows %q in tone %v", got, v.view.Bar.View.Tone())
	}
}

// The color goes by the type that Adobe reports, in practice by that it is practice.
func TestTheToneOfTheBar(t *testing.T) {
	v := open(t, widgets.NewTheme())
	if got := v.view.Bar.View.Tone(); got != widgets.ToneQuiet {
		t.Errorf("unknown: tone %v", got)
	}
	v.signedIn(practice.SandboxDevelopment)
	if got := v.view.Bar.View.Tone(); got != widgets.ToneDevelopment {
		t.Errorf("development: tone %v", got)
	}
	v.view.Bar.Sandboxes.SetSelected(parts.Tr("sandbox.option", "Title", "Production", "Name", practice.SandboxProduction))
	v.runner.Settle()
	if got := v.view.Bar.View.Tone(); got != widgets.ToneProduction || v.accounts.Form.Value(model.FieldSandbox) != practice.SandboxProduction {
		t.Errorf("production: tone %v", got)
	}
	v.accounts.ChoosePractice()
	v.runner.Settle()
	if got := v.view.Bar.View.Tone(); got != widgets.TonePractice {
		t.Errorf("practice: tone %v", got)
	}
}

func TestSaveInTheForm(t *testing.T) {
	v := open(t, widgets.NewTheme())
	v.asReal()
	v.tap("account.save")
	if len(v.accounts.Saved()) != 1 || v.stage.Toast.Text() != parts.Tr("account.saved") || v.accounts.State() != account.SignedOut {
		t.Errorf("saved %v, the note says %q, state %v", v.accounts.Saved(), v.stage.Toast.Text(), v.accounts.State())
	}
	v.opened(true)
}

// While the bar says Not saved, it can be saved, in practice as well.
func TestSaveWhileNotSaved(t *testing.T) {
	v := open(t, widgets.NewTheme())
	v.accounts.ChoosePractice()
	v.runner.Settle()
	save, _ := v.stage.Places.Objects["account.save"].(*widgets.Button)
	if !save.Disabled() {
		t.Error("there is nothing to be saved in practice")
	}
	v.accounts.Wrote.Emit(errors.New("the disk is full"))
	v.runner.Settle()
	if save.Disabled() {
		t.Fatal("it cannot be saved although it is not")
	}
	v.tap("account.edit")
	v.tap("account.save")
	if v.accounts.NotSaved() || !save.Disabled() {
		t.Errorf("saved, it still says %+v", v.accounts.Problem())
	}
}

func TestTryPractice(t *testing.T) {
	v := open(t, widgets.NewTheme())
	v.tap("account.try")
	if v.went != 1 || !v.accounts.Practice() {
		t.Errorf("asked for %d times", v.went)
	}
	v.opened(false)
}

// IDs of the usual length are seen whole: their ends tell whether all was pasted. And the
// form leaves room for what is below it, in the narrowest window.
func TestIDsFitIntoTheirFields(t *testing.T) {
	t.Cleanup(func() { speak(t, "en") })
	for _, tag := range []string{"en", "fr", "zh-Hans"} {
		speak(t, tag)
		v := open(t, widgets.NewTheme())
		for _, width := range []float32{960, 1240, 1366} {
			v.layout(width, 660)
			for name, id := range map[string]string{"form.orgID": "7E8B1234567890ABCDEF0101@AdobeOrg", "form.apiKey": "1234567890abcdef1234567890abcdef"} {
				const edge = 7 // that the entry keeps free at its right
				has := v.stage.Places.Objects[name].Size().Width - 2*theme.InnerPadding() - edge
				if needs := fyne.MeasureText(id, theme.TextSize(), fyne.TextStyle{}).Width; has < needs {
					t.Errorf("%s, %g wide: %s has room for %g, and needs %g", tag, width, name, has, needs)
				}
			}
			const most = 260
			if high := v.view.Form.View.Size().Height; high > most {
				t.Errorf("%s, %g wide: the form is %g high", tag, width, high)
			}
		}
	}
}

// What can only be chosen after the sign-in is not marked before it.
func TestTheSandboxIsNotMarkedBeforeTheSignIn(t *testing.T) {
	v := open(t, widgets.NewTheme())
	if _, ok := v.view.Target(); ok {
		t.Fatal("an empty account can be used")
	}
	v.runner.Settle()
	for field, marked := range map[model.Field]bool{model.FieldOrgID: true, model.FieldSandbox: false} {
		if note := v.accounts.Form.Note(field); note.Level == model.Error != marked {
			t.Errorf("%s: note %+v", field, note)
		}
	}
}

// When the list was read is said where there is room for it: what it says, as the time
// passes, moves nothing of the rest.
func TestTheNoteOfTheBarMovesNothing(t *testing.T) {
	v := open(t, widgets.NewTheme())
	note := widgets.NewLine("")
	refresh := widgets.NewButton("Refresh", theme.ViewRefreshIcon(), nil)
	v.view.Bar.SetTrailing(note, refresh)
	v.signedIn(practice.SandboxDevelopment)
	places := func(width float32, text string) string {
		note.SetText(text)
		v.view.Bar.View.Refresh()
		v.layout(width, 480)
		said := ""
		for _, o := range []fyne.CanvasObject{v.view.Bar.Accounts, v.view.Bar.Sandboxes, refresh, v.stage.Places.Objects["account.edit"]} {
			said += fmt.Sprintln(fyne.CurrentApp().Driver().AbsolutePositionForObject(o), o.Size())
		}
		return said
	}
	for width := float32(960); width <= 1600; width += 40 {
		without := places(width, "")
		if with := places(width, "Refreshed 29/11/2026 09:30"); with != without {
			t.Errorf("%v wide: with the note\n%swithout\n%s", width, with, without)
		}
	}
	if !parts.InSight(v.stage.Canvas(), note) || note.Size().Width < note.MinSize().Width {
		t.Error("there is no room for it in a wide window")
	}
}

// All is in sight, whole, in the narrowest window, the largest texts and each language.
func TestNothingIsCutOff(t *testing.T) {
	t.Cleanup(func() { speak(t, "en") })
	for _, tag := range []string{"en", "fr", "zh-Hans"} {
		for _, scale := range []float32{1, widgets.MaxTextScale} {
			speak(t, tag)
			v := open(t, widgets.NewTheme().WithTextScale(scale))
			for _, s := range states {
				s.show(v)
				for _, width := range []float32{960, 1180, 1366} {
					where := fmt.Sprintf("%s, %s, texts %g, %g wide", s.name, tag, scale, width)
					v.layout(width, 640)
					v.whole(where)
				}
				v.accounts.ChooseNew()
				v.runner.Settle()
			}
		}
	}
}

// whole reports what has less room than it needs, or lies on something else.
func (v *screen) whole(where string) {
	v.t.Helper()
	var placed []fyne.CanvasObject
	eachVisible(v.stage.Canvas().Content(), func(o fyne.CanvasObject) {
		size, least := o.Size(), o.MinSize()
		switch o := o.(type) {
		case *widgets.Button, *widgets.Select, *widgets.Badge, *widgets.Field:
			placed = append(placed, o)
		case *widgets.Paragraph:
			if size.Width < least.Width-0.5 && o.Truncation == fyne.TextTruncateOff {
				v.t.Errorf("%s: %q has %v and needs %v", where, o.Text, size, least)
			}
			return
		default:
			return
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
		if size.Width < least.Width-0.5 || size.Height < least.Height-0.5 {
			v.t.Errorf("%s: %T %s has %v and needs %v", where, o, v.stage.Places.NameOf(o), size, least)
		}
		if right := at.X + size.Width; at.X < 0 || right > v.stage.Canvas().Size().Width+0.5 {
			v.t.Errorf("%s: %T %s reaches out of the window: %v, %v", where, o, v.stage.Places.NameOf(o), at, size)
		}
	})
	for i, one := range placed {
		for _, other := range placed[i+1:] {
			if overlap(one, other) && !inside(one, other) {
				v.t.Errorf("%s: %T %s lies on %T %s", where, one, v.stage.Places.NameOf(one), other, v.stage.Places.NameOf(other))
			}
		}
	}
}

func overlap(one, other fyne.CanvasObject) bool {
	driver := fyne.CurrentApp().Driver()
	a, b := driver.AbsolutePositionForObject(one), driver.AbsolutePositionForObject(other)
	return a.X+0.5 < b.X+other.Size().Width && b.X+0.5 < a.X+one.Size().Width &&
		a.Y+0.5 < b.Y+other.Size().Height && b.Y+0.5 < a.Y+one.Size().Height
}

// inside reports whether the one is the input of the other.
func inside(one, other fyne.CanvasObject) bool {
	field, ok := one.(*widgets.Field)
	return ok && field.Input() == other
}

func (v *screen) says(sentence string) bool {
	said := false
	var look func(o fyne.CanvasObject)
	look = func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *container.Scroll:
			eachVisible(o.Content, look)
		case *widgets.Paragraph:
			said = said || o.Text == sentence
		}
	}
	eachVisible(v.stage.Canvas().Content(), look)
	return said
}

// eachVisible visits an object and all that it shows.
func eachVisible(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	visit(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			eachVisible(child, visit)
		}
	case *container.Scroll: // what is in it can be scrolled to
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			eachVisible(child, visit)
		}
	}
}

// A text about trouble that is longer than its box is read to its end by keys.
func TestTroubleIsReadByKeys(t *testing.T) {
	v := open(t, widgets.NewTheme())
	v.asReal()
	v.accounts.Form.Set(model.FieldClientSecret, "mistyped")
	v.tap("signIn")
	v.layout(960, 480)
	text, ok := v.stage.Places.Objects["account.text"].(fyne.Focusable)
	if !ok {
		t.Fatal("the text takes no focus")
	}
	v.stage.Canvas().Focus(v.view.Bar.Accounts)
	for range 20 {
		v.stage.Canvas().FocusNext()
		if v.stage.Canvas().Focused() == text {
			break
		}
	}
	if got := v.focused(); got != "account.text" {
		t.Fatalf("Tab ends at %q", got)
	}
	end := v.stage.Places.Objects["account.problem.details"]
	driver := fyne.CurrentApp().Driver()
	before := driver.AbsolutePositionForObject(end).Y
	v.key(fyne.KeyPageDown)
	if after := driver.AbsolutePositionForObject(end).Y; after >= before {
		t.Errorf("the end of the text has stayed at %v", after)
	}
}
