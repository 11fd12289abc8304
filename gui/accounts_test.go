package gui

import (
	"context"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/secrets"
	"mooring/gui/model"
	accountmodel "mooring/gui/model/account"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// realServer is a server that speaks the API as Adobe's does, for the account
// of a "real" organization.
func realServer(t *testing.T) (*practice.Platform, string) {
	t.Helper()
	platform, err := practice.Open(t.Context(), practice.Options{
		Dir: filepath.Join(t.TempDir(), "server"), SlowDelay: time.Millisecond, Record: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(platform)
	t.Cleanup(func() {
		server.Close()
		if err := platform.Close(); err != nil {
			t.Error(err)
		}
	})
	return platform, server.URL
}

// signInTo enters a new organization at that address and signs in.
func (v *screen) signInTo(address, clientSecret string) {
	v.t.Helper()
	v.command("account.addresses")
	v.expect("sheet", "addresses")
	v.enter("sheet.platformURL", address)
	v.enter("sheet.signInURL", address)
	v.tap("addresses.submit")
	v.expect("sheet", "")
	v.enter("form.orgID", practice.OrgID)
	v.enter("form.apiKey", practice.APIKey)
	v.enter("form.clientSecret", clientSecret)
	v.tap("signIn")
}

// startReal opens the window with an organization that is signed in to.
func startReal(t *testing.T) (*screen, *practice.Platform, string) {
	t.Helper()
	platform, address := realServer(t)
	v := openScreen(t, filepath.Join(t.TempDir(), "mooring"))
	v.tap("welcome.organization")
	v.expect("welcome", "false", "practice", "false", "focus", "form.orgID")
	v.signInTo(address, practice.ClientSecret)
	v.expect("signedIn", "yes")
	return v, platform, address
}

func TestConnectMyOrganization(t *testing.T) {
	v, platform, _ := startReal(t)
	account := v.main.accounts.Chosen()
	stored, err := v.vault.Get(t.Context(), account.SecretKey())
	if err != nil || stored.Reveal() != practice.ClientSecret {
		t.Errorf("the client secret is not in the vault: %v", err)
	}
	v.choose("form.sandbox", parts.Tr("sandbox.option", "Title", "Development", "Name", practice.SandboxDevelopment))
	v.made("Loyalty exports", practice.AccessKeyWorks)
	v.expect("rows", "1")
	held, err := platform.Connections(t.Context())
	if err != nil || len(held) != 1 || held[0].Sandbox != practice.SandboxDevelopment || held[0].ID != v.state("id") {
		t.Errorf("Platform holds %+v, %v", held, err)
	}
	again := v.restart()
	again.expect("welcome", "false", "practice", "false", "signedIn", "yes", "rows", "1")
	if got := again.main.accounts.Form.Value(model.FieldSandbox); got != practice.SandboxDevelopment {
		t.Errorf("sandbox %q", got)
	}
	// The secret itself is not put into the field; its place says that it is kept.
	in := again.form(model.FieldClientSecret)
	if in.Entry.Text != "" || in.Entry.PlaceHolder != parts.Tr("field.clientSecret.stored") {
		t.Errorf("the field shows %q, placeholder %q", in.Entry.Text, in.Entry.PlaceHolder)
	}
	again.made("Web logs", practice.AccessKeyRefused)
}

// Two credentials of one organization have the same first name. The question whether to
// remove one names it as the list does, and the same credential is no second account.
func TestAccountsOfOneNameAreToldApart(t *testing.T) {
	v, _, address := startReal(t)
	label := v.main.accounts.Chosen().Label
	enter := func(apiKey string) {
		v.main.accounts.ChooseNew()
		for field, value := range map[model.Field]string{
			model.FieldOrgID: practice.OrgID, model.FieldAPIKey: apiKey, model.FieldClientSecret: practice.ClientSecret,
			model.FieldPlatformURL: address, model.FieldSignInURL: address,
		} {
			v.main.accounts.Form.Set(field, value)
		}
		v.tap("account.save")
	}
	enter(practice.APIKey)
	v.expect("toast", parts.Tr("account.known", "Label", label))
	enter("00000000000000000000000000000abc")
	v.expect("toast", parts.Tr("account.saved"))
	if listed := v.main.account.Bar.Accounts.Options; len(listed) != 4 || listed[1] != label+" (2)" {
		t.Fatalf("listed %q", listed)
	}
	v.command("account.remove")
	said := ""
	for _, o := range v.shown() {
		text, _ := textOf(o)
		said += text + " "
	}
	if !strings.Contains(said, label+" (2)") {
		t.Errorf("it asks %q", said)
	}
}

// Whoever presses Create without Sign in first has entered an organization all
// the same: after a restart it is there, and so is its entry.
func TestCreateWithoutSignInKeepsTheAccount(t *testing.T) {
	_, address := realServer(t)
	v := openScreen(t, filepath.Join(t.TempDir(), "mooring"))
	v.tap("welcome.organization")
	v.command("account.addresses")
	v.enter("sheet.platformURL", address)
	v.enter("sheet.signInURL", address)
	v.tap("addresses.submit")
	v.enter("form.orgID", practice.OrgID)
	v.enter("form.apiKey", practice.APIKey)
	v.enter("form.clientSecret", practice.ClientSecret)
	v.enter("form.sandbox.typed", practice.SandboxDevelopment)
	v.made("Loyalty exports", practice.AccessKeyWorks)
	again := v.restart()
	again.expect("rows", "1", "practice", "false")
	if again.main.accounts.Chosen().ID == "" {
		t.Error("the organization has to be entered again after a restart")
	}
}

func TestProductionIsMarked(t *testing.T) {
	v, _, _ := startReal(t)
	if got := v.main.accounts.Form.Value(model.FieldSandbox); got != practice.SandboxProduction {
		t.Fatalf("sandbox %q", got)
	}
	if !v.marked("sandbox.badge") || v.marked("sandbox.badge.development") {
		t.Error("the bar does not say PRODUCTION")
	}
	v.choose("form.sandbox", parts.Tr("sandbox.option", "Title", "Development", "Name", practice.SandboxDevelopment))
	if v.marked("sandbox.badge") || !v.marked("sandbox.badge.development") {
		t.Error("the bar says PRODUCTION in a development sandbox")
	}
}

// marked reports whether the bar shows this badge.
func (v *screen) marked(key string) bool {
	for _, o := range v.shown() {
		if text, ok := o.(*canvas.Text); ok && text.Text == parts.Tr(key) {
			return true
		}
	}
	return false
}

func TestSignInRefused(t *testing.T) {
	_, address := realServer(t)
	v := openScreen(t, filepath.Join(t.TempDir(), "mooring"))
	v.tap("welcome.organization")
	v.tap("signIn")
	v.expect("signedIn", "no", "focus", "form.orgID")
	v.wantError(model.FieldOrgID, "check.orgID.empty")
	v.signInTo(address, "wrong-secret")
	v.expect("signedIn", "failed")
	if !v.says(parts.Tr("problem.credentialRefused.title")) {
		t.Error("it does not say why")
	}
	if len(v.main.accounts.Saved()) != 0 {
		t.Error("an account that never worked was saved")
	}
	v.enter("form.clientSecret", practice.ClientSecret)
	v.expect("signedIn", "no")
	v.tap("signIn")
	v.expect("signedIn", "yes")
}

func TestPastedToken(t *testing.T) {
	platform, address := realServer(t)
	v := openScreen(t, filepath.Join(t.TempDir(), "mooring"))
	v.tap("welcome.organization")
	v.signInTo(address, "wrong-secret")
	v.choose("signIn.method", parts.Tr("signIn.token"))
	if v.visible("form.clientSecret") || !v.visible("form.token") {
		t.Error("the field for the token is not what can be seen")
	}
	v.enter("form.token", "Bearer "+platform.NewToken())
	v.tap("signIn")
	v.expect("signedIn", "yes")
	v.made("Loyalty exports", practice.AccessKeyWorks)
	account := v.main.accounts.Chosen()
	if _, err := v.vault.Get(t.Context(), account.SecretKey()); err == nil {
		t.Error("something was put into the vault although only a token was pasted")
	}
	// A token is never kept, and nothing claims that a secret is.
	again := v.restart()
	if again.form(model.FieldToken).Entry.Text != "" {
		t.Error("the token was kept")
	}
	if again.main.accounts.SecretStored() {
		t.Error("a client secret is said to be kept that never was given")
	}
}

func TestRenameAccount(t *testing.T) {
	v, _, _ := startReal(t)
	v.command("account.rename")
	v.expect("sheet", "rename", "focus", "sheet.name")
	entry := named[*widgets.Entry](v, "sheet.name")
	if got := entry.SelectedText(); got == "" || got != entry.Text {
		t.Errorf("%q of %q is selected, so that typing would not replace it", got, entry.Text)
	}
	for _, refused := range []string{"  ", "\u202e", "p8e-AbCdEfGhIjKlMnOpQrStUvWxYz012345", strings.Repeat("é", accountmodel.MaxLabel+1)} {
		v.enter("sheet.name", refused)
		v.press(parts.Tr("save.button"))
		v.expect("sheet", "rename") // stays open and says why
		if entry.Password != strings.HasPrefix(refused, "p8e-") {
			t.Errorf("%q is hidden: %v", refused, entry.Password)
		}
	}
	v.enter("sheet.name", "Luma \u202egpj.exe")
	v.press(parts.Tr("save.button"))
	if got := v.main.account.Bar.Accounts.Selected; got != "Luma gpj.exe" {
		t.Errorf("the chooser shows %q", got)
	}
	v.command("account.rename")
	v.enter("sheet.name", "Acme")
	v.press(parts.Tr("save.button"))
	v.expect("sheet", "")
	if v.main.account.Bar.Accounts.Selected != "Acme" {
		t.Errorf("the chooser shows %q", v.main.account.Bar.Accounts.Selected)
	}
	if again := v.restart(); again.main.account.Bar.Accounts.Selected != "Acme" {
		t.Errorf("after a restart the chooser shows %q", again.main.account.Bar.Accounts.Selected)
	}
}

func TestAddressesAreChecked(t *testing.T) {
	v, _, address := startReal(t)
	v.command("account.addresses")
	v.enter("sheet.platformURL", "http://platform.example.com")
	v.press(parts.Tr("save.button"))
	v.expect("sheet", "addresses", "focus", "sheet.platformURL", "signedIn", "yes")
	if got := v.main.accounts.Form.Value(model.FieldPlatformURL); got != address {
		t.Errorf("the refused address was taken: %q", got)
	}
	v.press(parts.Tr("cancel.button"))
	v.expect("sheet", "", "signedIn", "yes")
}

// The sheet of the addresses of a saved account saves them. From then on nothing goes to
// the servers that they have replaced, and the next start goes to the new ones.
func TestAddressesOfASavedAccountAreSaved(t *testing.T) {
	v, old, address := startReal(t)
	_, another := realServer(t)
	v.command("account.addresses")
	v.enter("sheet.platformURL", another)
	v.enter("sheet.signInURL", another)
	before := len(old.Requests())
	v.tap("addresses.submit")
	v.expect("sheet", "", "signedIn", "no", "toast", parts.Tr("account.saved"))
	again := v.restart()
	again.expect("signedIn", "yes")
	for _, field := range []model.Field{model.FieldPlatformURL, model.FieldSignInURL} {
		if got := again.main.accounts.Form.Value(field); got != another {
			t.Errorf("after the restart %s is %q, was %q", field, got, address)
		}
	}
	if sent := old.Requests()[before:]; len(sent) != 0 {
		t.Errorf("%d requests went to the servers of before", len(sent))
	}
}

// Of a new organization nothing is saved yet, and the sheet does not say that it does.
func TestAddressesOfANewOrganization(t *testing.T) {
	v := openScreen(t, filepath.Join(t.TempDir(), "mooring"))
	v.tap("welcome.organization")
	v.command("account.addresses")
	if !v.says(parts.Tr("addresses.use")) {
		t.Error("the button does not say what it does")
	}
	v.enter("sheet.platformURL", "https://gateway.example.com")
	v.tap("addresses.submit")
	v.expect("sheet", "", "toast", "")
	if got := v.main.accounts.Form.Value(model.FieldPlatformURL); got != "https://gateway.example.com" || len(v.main.accounts.Saved()) != 0 {
		t.Errorf("the address is %q, saved %v", got, v.main.accounts.Saved())
	}
}

func TestRemoveAccount(t *testing.T) {
	v, _, _ := startReal(t)
	v.made("Loyalty exports", practice.AccessKeyWorks)
	account := v.main.accounts.Chosen()
	v.command("account.remove")
	v.expect("sheet", "remove")
	v.press(parts.Tr("cancel.button"))
	if len(v.main.accounts.Saved()) != 1 {
		t.Fatal("removed although cancelled")
	}
	v.command("account.remove")
	v.press(parts.Tr("remove.yes"))
	v.expect("sheet", "", "signedIn", "no", "rows", "1")
	if _, err := v.vault.Get(t.Context(), account.SecretKey()); err == nil {
		t.Error("its client secret is still in the vault")
	}
	if again := v.restart(); len(again.main.accounts.Saved()) != 0 {
		t.Error("it is back after a restart")
	}
}

func TestAccountCommandsNeedAnAccount(t *testing.T) {
	v := startPractice(t)
	for _, key := range []string{"account.rename", "account.remove", "account.addresses"} {
		v.command(key)
		v.expect("sheet", "", "toast", parts.Tr("account.notSaved"))
		v.runner.Fire()
	}
}

// Two accounts of one organization, say one for each sandbox, get the same
// label at first. Each can be chosen all the same.
func TestAccountsOfTheSameName(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mooring")
	register, err := history.Open(t.Context(), history.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	_, address := realServer(t)
	vault := secrets.NewSession()
	for _, id := range []string{"first", "second"} {
		err := register.Accounts.Save(t.Context(), history.Account{
			ID: id, Label: "Acme", OrgID: practice.OrgID, APIKey: practice.APIKey, Sandbox: practice.SandboxDevelopment,
			PlatformURL: address, SignInURL: address, LastUsedAt: time.Now(),
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := register.Close(); err != nil {
		t.Fatal(err)
	}
	v := openScreen(t, dir, func(v *screen) { v.vault = vault })
	for i, account := range v.main.accounts.Saved() {
		v.main.accounts.ChoosePractice()
		// What a tap on an entry of the list does.
		v.main.account.Bar.Accounts.SetSelectedIndex(i)
		if got := v.main.accounts.Chosen().ID; got != account.ID {
			t.Errorf("entry %d of the list chooses %q, want %q", i, got, account.ID)
		}
	}
}

func TestPracticeAndRealNeverMix(t *testing.T) {
	v, _, _ := startReal(t)
	v.made("Real thing", practice.AccessKeyWorks)
	realID := v.state("id")
	v.command("account.practice")
	v.expect("practice", "true", "signedIn", "yes", "rows", "0", "phase", "idle", "id", "")
	v.made("Only practised", practice.AccessKeyWorks)
	v.expect("rows", "1")
	if v.cell(0, history.ByName) != "Only practised" {
		t.Errorf("rows %q", v.column(history.ByName))
	}
	v.enter("register.search", "thing")
	v.expect("rows", "0")
	v.enter("register.search", "")
	v.leavePractice()
	v.expect("practice", "false", "signedIn", "yes", "rows", "1", "phase", "idle", "id", "")
	if v.cell(0, history.ByConnectionID) != realID {
		t.Errorf("rows %q", v.column(history.ByName))
	}
	if got := v.main.form.Value(model.FieldSecretKey); got != "" {
		t.Error("a key stays in the form over the change of sides")
	}
}

// What was typed for practice must not be sent to the organization by mistake,
// but it may be what one was about to do in earnest; either way the account
// form changes completely.
func TestLeavingPracticeChangesTheAccountCard(t *testing.T) {
	v, _, address := startReal(t)
	v.command("account.practice")
	v.leavePractice()
	target := v.main.accounts.Target()
	if target.Account.Practice || target.Account.PlatformURL != address || len(target.Secrets) != 0 {
		t.Errorf("target %+v", target.Account)
	}
}

// Who has practised, then begins to enter an organization, and quits, finds the
// form for the organization again: not a practice Platform without its secret.
func TestRestartAfterLeavingPractice(t *testing.T) {
	v := startPractice(t)
	v.made("Only practised", practice.AccessKeyWorks)
	v.leavePractice()
	v.expect("practice", "false", "rows", "0")
	again := v.restart()
	again.expect("practice", "false", "rows", "0", "signedIn", "no", "welcome", "false")
}

// A start begins where the last one ended: in practice or not, and in the sandbox that was
// chosen in the bar, whatever was done there.
func TestStartGoesOnWhereTheLastOneEnded(t *testing.T) {
	v, _, _ := startReal(t)
	sandboxOf := func(v *screen) string { return v.main.accounts.Form.Value(model.FieldSandbox) }
	v.choose("form.sandbox", parts.Tr("sandbox.option", "Title", "Development", "Name", practice.SandboxDevelopment))
	v = v.restart()
	if v.expect("practice", "false", "signedIn", "yes"); sandboxOf(v) != practice.SandboxDevelopment {
		t.Errorf("in the organization it begins in %q", sandboxOf(v))
	}
	v.main.accounts.ChoosePractice()
	v.choose("form.sandbox", parts.Tr("sandbox.option", "Title", "Production", "Name", practice.SandboxProduction))
	v = v.restart()
	if v.expect("practice", "true", "signedIn", "yes"); sandboxOf(v) != practice.SandboxProduction {
		t.Errorf("in practice it begins in %q", sandboxOf(v))
	}
	v.leavePractice()
	v = v.restart()
	if v.expect("practice", "false", "signedIn", "yes"); sandboxOf(v) != practice.SandboxDevelopment {
		t.Errorf("back in the organization it begins in %q", sandboxOf(v))
	}
}

// A sandbox that was tried once and cannot be used is not what the next start
// begins with.
func TestUnusableSandboxIsNotRemembered(t *testing.T) {
	v := startPractice(t)
	v.command("menu.scenarios")
	v.tap("scenario." + practice.ScenarioSandboxNotActive)
	v.tap("create")
	v.expect("problem", "sandboxInactive")
	again := v.restart()
	again.expect("practice", "true", "signedIn", "yes")
	if _, known := again.main.accounts.Sandbox(); !known {
		t.Errorf("the bar shows no sandbox while %q is what would be used", again.main.accounts.Form.Value(model.FieldSandbox))
	}
}

func TestKeyringThatIsMissing(t *testing.T) {
	_, address := realServer(t)
	v := openScreen(t, filepath.Join(t.TempDir(), "mooring"), func(v *screen) {
		v.vault = secrets.WithFallback(noKeyring{})
	})
	v.tap("welcome.organization")
	v.signInTo(address, practice.ClientSecret)
	v.expect("signedIn", "yes")
	if accountmodel.KeepingOf(v.main.accounts) != accountmodel.KeptUntilQuit || !v.says(parts.Tr("signIn.session")) {
		t.Error("it does not say that the secret is kept until the app quits only")
	}
	v.made("Loyalty exports", practice.AccessKeyWorks)
	if !v.says(parts.Tr("signIn.session")) {
		t.Error("it no longer says that there is no keyring")
	}

	v.vault = secrets.WithFallback(noKeyring{}) // which remembers nothing
	again := v.restart()
	again.expect("signedIn", "failed")
	field := again.form(model.FieldClientSecret)
	said := func(when string) {
		t.Helper()
		_, below := field.View.Caption()
		if field.Entry.PlaceHolder != parts.Tr("field.clientSecret.again") || below != parts.Tr("field.clientSecret.again.help") {
			t.Errorf("%s the field says %q, and below %q", when, field.Entry.PlaceHolder, below)
		}
	}
	said("after the restart")
	again.command("account.addresses")
	again.enter("sheet.platformURL", address+"/")
	again.tap("addresses.submit")
	said("with another address")
}

// noKeyring is a computer without a keyring.
type noKeyring struct{ secrets.Vault }

func (noKeyring) Get(context.Context, string) (client.Secret, error) {
	return client.Secret{}, secrets.ErrUnavailable
}
func (noKeyring) Set(context.Context, string, client.Secret) error { return secrets.ErrUnavailable }
func (noKeyring) Delete(context.Context, string) error             { return secrets.ErrUnavailable }

// The account has no keyring item any more: the window asks for the secret.
func TestSecretThatIsGone(t *testing.T) {
	v, _, address := startReal(t)
	v.entry(history.Entry{
		AttemptID: unknownAttempt, APIKey: practice.APIKey, AccountID: v.main.accounts.Chosen().ID, Name: "Lost",
		Place: history.Place{PlatformURL: address, OrgID: practice.OrgID, Sandbox: practice.SandboxDevelopment},
	}, history.Outcome{State: history.Unknown})
	if err := v.vault.Delete(t.Context(), v.main.accounts.Chosen().SecretKey()); err != nil {
		t.Fatal(err)
	}
	again := v.restart()
	again.expect("signedIn", "failed", "practice", "false")
	if !again.says(parts.Tr("problem.noSecret.title")) {
		t.Error("it does not say that the secret is missing")
	}
	again.enter("form.clientSecret", practice.ClientSecret)
	again.key("Return") // Enter in a field of this form is Sign in
	again.expect("signedIn", "yes", "rows", "1")
	// What could not be looked up at the start for want of the secret is now.
	if got := again.cell(0, history.ByStatus); got != parts.Tr("status.failed") {
		t.Errorf("status %q", got)
	}
}

func TestAccountMenuOpens(t *testing.T) {
	v, _, _ := startReal(t)
	v.tap("account.more")
	if v.canvas().Overlays().Top() == nil {
		t.Error("no menu opens")
	}
}

// The list begins right below the bar, or below the form while that is open.
func TestTheListTakesTheRoomOfTheForm(t *testing.T) {
	v := openScreen(t, filepath.Join(t.TempDir(), "mooring"))
	v.tap("welcome.practice")
	expect := func(above fyne.CanvasObject) {
		t.Helper()
		end := above.Position().Y + above.Size().Height
		if got := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.main.split).Y - theme.Padding(); got < end || got > end+theme.Padding() {
			t.Errorf("the list begins at %v and not at %v", got, end)
		}
	}
	expect(v.main.account.Bar.View)
	v.tap("account.edit")
	expect(v.main.account.Form.View)
	v.tap("account.edit")
	expect(v.main.account.Bar.View)
}

// Where the form is all that there is of an account it stays open, and the button leads
// into it.
func TestEditLeadsIntoTheOpenForm(t *testing.T) {
	v := openScreen(t, filepath.Join(t.TempDir(), "mooring"))
	v.tap("welcome.organization")
	v.focus("register.search")
	v.tap("account.edit")
	if !v.main.account.Form.View.Visible() {
		t.Error("the form is gone")
	}
	v.expect("focus", "form.orgID")
}

// Once signed in the form closes, and the keyboard goes on to the form for a connection:
// what is typed then does not change the credential unseen.
func TestTheFocusLeavesTheAccountFormWithIt(t *testing.T) {
	for name, signIn := range map[string]func(v *screen){
		"Enter in a field":    func(v *screen) { v.focus("form.orgID"); v.key(fyne.KeyReturn) },
		"a click":             func(v *screen) { v.object("signIn"); v.canvas().Unfocus(); v.tap("signIn") },
		"Enter on the button": func(v *screen) { v.focus("signIn"); v.key(fyne.KeyReturn) },
	} {
		t.Run(name, func(t *testing.T) {
			v := startPractice(t)
			v.main.accounts.Form.Set(model.FieldOrgID, "wrong")
			v.tap("account.edit")
			v.main.accounts.Form.Set(model.FieldOrgID, practice.OrgID)
			signIn(v)
			v.expect("signedIn", "yes", "focus", "form.name")
			if v.visible("form.orgID") {
				t.Error("the form stays open")
			}
		})
	}
}
