package gui

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"mooring/client"
	"mooring/client/credentials"
	"mooring/client/practice"
	"mooring/gui/model"
	"mooring/gui/model/account"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

const (
	filledOrg    = "0000000000000000000000AA@AdobeOrg"
	filledClient = "00000000000000000000000000000abc"
	filledSecret = "p8e-not-a-real-client-secret-1"
)

// startEmpty opens the window with the form of a new organization. Nothing of
// what is filled in signs in: the runner holds that work, and it is dropped.
func startEmpty(t *testing.T) *screen {
	t.Helper()
	v := openScreen(t, filepath.Join(t.TempDir(), "mooring"))
	v.tap("welcome.organization")
	v.runner.held = true
	t.Cleanup(func() { v.runner.queue = nil })
	return v
}

// pump does the work that is held, but for a sign-in, which is left out.
func (v *screen) pump() {
	for len(v.runner.queue) > 0 {
		work := v.runner.queue[0]
		v.runner.queue = v.runner.queue[1:]
		signingIn := v.main.accounts.State() == account.SigningIn
		if apply := work(); apply != nil {
			apply()
		}
		if n := len(v.runner.queue); !signingIn && v.main.accounts.State() == account.SigningIn {
			v.runner.queue = v.runner.queue[:n-1]
		}
	}
}

// drop writes files of these names and drops them on the window, which reads them.
func (v *screen) drop(named ...any) {
	v.t.Helper()
	v.letFall(named...)
	v.pump()
}

// letFall is drop without waiting until they are read.
func (v *screen) letFall(named ...any) {
	v.t.Helper()
	var uris []fyne.URI
	dir := v.t.TempDir()
	for i := 0; i+1 < len(named); i += 2 {
		path := filepath.Join(dir, named[i].(string))
		var data []byte
		switch content := named[i+1].(type) {
		case string:
			data = []byte(content)
		case []byte:
			data = content
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			v.t.Fatal(err)
		}
		uris = append(uris, storage.NewFileURI(path))
	}
	v.main.dropped(fyne.NewPos(0, 0), uris)
}

// sample is a file of the importer's own corpus.
func sample(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "client", "credentials", "testdata", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func wide(text string) []byte {
	data := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(text)) {
		data = binary.LittleEndian.AppendUint16(data, unit)
	}
	return data
}

// value is what the form holds, and the entry shows, of a field.
func (v *screen) value(field model.Field) string {
	v.t.Helper()
	value := v.main.accounts.Form.Value(field)
	if slices.Contains(v.main.form.Fields(), field) {
		value = v.main.form.Value(field)
	}
	if in := v.form(field); in != nil && in.Entry.Text != value {
		v.t.Errorf("%s shows %q and holds %q", field, in.Entry.Text, value)
	}
	return value
}

func (v *screen) wantValues(want map[model.Field]string) {
	v.t.Helper()
	for field, value := range want {
		if got := v.value(field); got != value {
			v.t.Errorf("%s is %q, want %q", field, got, value)
		}
	}
}

var exampleKeys = map[model.Field]string{model.FieldAccessKey: exampleKeyID, model.FieldSecretKey: exampleSecretKey}

const accessKeysCSV = "Access key ID,Secret access key\r\n" + exampleKeyID + "," + exampleSecretKey + "\r\n"

func TestFillAmazonFromFile(t *testing.T) {
	session := "IQoJb3JpZ2luX2VjEXAMPLE" + strings.Repeat("Token0/+", 16) + "=="
	sts := `{"Credentials":{"AccessKeyId":"ASIAIOSFODNN7EXAMPLE","SecretAccessKey":"` + exampleSecretKey + `","SessionToken":"` + session + `"}}`
	temporary := map[model.Field]string{
		model.FieldAccessKey: "ASIAIOSFODNN7EXAMPLE", model.FieldSecretKey: exampleSecretKey, model.FieldSessionToken: session,
	}
	for _, c := range []struct {
		name, file string
		data       []byte
		want       map[model.Field]string
	}{
		{"as downloaded", "accessKeys.csv", []byte("\ufeff" + accessKeysCSV), exampleKeys},
		{"UTF-16", "accessKeys.csv", wide(accessKeysCSV), exampleKeys},
		{"other columns", "credentials.csv", []byte("User name,Password,Access key ID,Secret access key,Console login link\nmooring,," +
			exampleKeyID + "," + exampleSecretKey + ",https://1.signin.aws.amazon.com/console\n"), exampleKeys},
		{"sh", ".env", []byte("export AWS_ACCESS_KEY_ID=" + exampleKeyID + "\nexport AWS_SECRET_ACCESS_KEY='" + exampleSecretKey + "'\n"), exampleKeys},
		{"PowerShell", "keys.ps1", []byte(`$Env:AWS_ACCESS_KEY_ID="` + exampleKeyID + "\"\r\n$Env:AWS_SECRET_ACCESS_KEY=\"" + exampleSecretKey + "\"\r\n"), exampleKeys},
		{"cmd", "keys.bat", []byte("set AWS_ACCESS_KEY_ID=" + exampleKeyID + "\r\nset AWS_SECRET_ACCESS_KEY=" + exampleSecretKey + "\r\n"), exampleKeys},
		{"profile", "credentials", []byte("[default]\naws_access_key_id = " + exampleKeyID + "\naws_secret_access_key = " + exampleSecretKey + "\n"), exampleKeys},
		{"sts", "answer.json", []byte(sts), temporary},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := startEmpty(t)
			v.drop(c.file, c.data)
			v.wantValues(c.want)
			v.expect("focus", "form.name", "sheet", "")
			v.wantFilled(model.FieldAccessKey, model.FieldSecretKey)
			if !v.visible("banner.reminder") || v.reminder() != parts.Tr("banner.secretFile", "File", c.file) {
				t.Errorf("the reminder says %q", v.reminder())
			}
			v.press(parts.Tr("banner.understood"))
			if v.visible("banner.reminder") {
				t.Error("the reminder stays")
			}
			// From the clipboard: no file, no reminder.
			v = startEmpty(t)
			v.main.stage.App.Clipboard().SetContent(string(bytes.TrimPrefix(c.data, []byte("\ufeff"))))
			v.command("fill.clipboard")
			if c.name == "UTF-16" {
				return // nothing that a clipboard holds
			}
			v.wantValues(c.want)
			if v.visible("banner.reminder") {
				t.Error("a reminder of a file without a file")
			}
		})
	}
}

func TestFillAdobeFromFile(t *testing.T) {
	for _, c := range []struct {
		name string
		want map[model.Field]string
	}{
		{"adobe_console.json", map[model.Field]string{
			model.FieldOrgID: filledOrg, model.FieldAPIKey: filledClient, model.FieldClientSecret: filledSecret,
		}},
		{"adobe_workspace.json", nil},
		{"adobe_postman.json", nil},
		{"aepp.json", nil},
		{"adobe.env", nil},
		{"adobe_page_french.txt", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := sample(t, "right/"+c.name)
			found, err := credentials.Read(c.name, data)
			if err != nil || len(found.Adobe) != 1 {
				t.Fatalf("%v, %d credentials", err, len(found.Adobe))
			}
			read := found.Adobe[0]
			want := map[model.Field]string{model.FieldOrgID: read.OrgID, model.FieldAPIKey: read.ClientID, model.FieldSandbox: read.Sandbox}
			if len(read.Secrets) > 0 {
				want[model.FieldClientSecret] = read.Secrets[0].Reveal()
			}
			for field, value := range c.want {
				if want[field] != value {
					t.Errorf("read %q as %s, want %q", want[field], field, value)
				}
			}
			for _, way := range []string{"file", "clipboard"} {
				v := startEmpty(t)
				if way == "file" {
					v.drop(c.name, data)
				} else {
					v.main.stage.App.Clipboard().SetContent(string(data))
					v.command("fill.clipboard")
				}
				v.wantValues(want)
				v.wantFilled(model.FieldAPIKey)
				if state := v.main.accounts.State(); state != account.SignedOut {
					t.Errorf("%s: it has begun to sign in: %d", way, state)
				}
				if len(read.Secrets) > 0 && read.OrgID != "" {
					v.expect("focus", "signIn")
				}
				if v.visible("banner.reminder") != (way == "file") {
					t.Errorf("%s: reminder %v", way, v.visible("banner.reminder"))
				}
			}
		})
	}
}

// wantFilled checks that the toast names the fields that were filled in.
func (v *screen) wantFilled(fields ...model.Field) {
	v.t.Helper()
	for _, field := range fields {
		if said := v.state("toast"); !strings.Contains(said, parts.Say(field.Label())) {
			v.t.Errorf("%q does not name %s", said, field)
		}
	}
}

// In practice nothing leaves this computer. Whoever brings a real credential, in whatever
// way, is asked before practice is left, and nothing is sent even then.
func TestPracticeIsLeftOnlyOnTheUsersWord(t *testing.T) {
	text := string(sample(t, "right/adobe_console.json"))
	ways := map[string]func(*screen){
		"paste":     func(v *screen) { v.paste("form.name", text) },
		"drop":      func(v *screen) { v.drop("credential.json", text) },
		"clipboard": func(v *screen) { v.main.stage.App.Clipboard().SetContent(text); v.command("fill.clipboard") },
	}
	for name, bring := range ways {
		t.Run(name, func(t *testing.T) {
			v := startPractice(t)
			v.runner.held = true
			t.Cleanup(func() { v.runner.queue = nil })
			bring(v)
			v.expect("sheet", "leavePractice", "practice", "true")
			if v.state("sheet") != "leavePractice" {
				return
			}
			said := ""
			for _, o := range v.shown() {
				text, _ := textOf(o)
				said += text + " "
			}
			if !strings.Contains(said, filledOrg) {
				t.Errorf("it does not say for whom practice is left: %s", said)
			}
			v.press(parts.Tr("leavePractice.no"))
			v.expect("sheet", "", "practice", "true", "signedIn", "yes")
			if v.visible("banner.reminder") {
				t.Error("a reminder of a file that was not used")
			}
			bring(v)
			v.press(parts.Tr("leavePractice.yes"))
			v.pump()
			v.wantValues(map[model.Field]string{model.FieldOrgID: filledOrg, model.FieldAPIKey: filledClient, model.FieldClientSecret: filledSecret})
			v.expect("practice", "false", "focus", "signIn")
			v.wantFilled(model.FieldOrgID, model.FieldAPIKey, model.FieldClientSecret)
			if state := v.main.accounts.State(); state != account.SignedOut {
				t.Errorf("it has begun to sign in: %d", state)
			}
		})
	}
	t.Run("with keys", func(t *testing.T) {
		v := startPractice(t)
		v.paste("form.name", "Organization ID: "+filledOrg+"\nClient ID: "+filledClient+"\nClient Secret: "+filledSecret+
			"\n\nAccess key ID: "+exampleKeyID+"\nSecret access key: "+exampleSecretKey+"\n")
		v.expect("sheet", "paste")
		v.press(parts.Tr("paste.yes"))
		v.expect("sheet", "leavePractice")
		v.press(parts.Tr("leavePractice.no"))
		v.expect("practice", "true")
		v.wantValues(exampleKeys)
	})
	t.Run("of practice itself", func(t *testing.T) {
		v := startPractice(t)
		v.drop("credential.json", `{"CLIENT_SECRETS":["`+practice.ClientSecret+`"],"ORG_ID":"`+practice.OrgID+`","CLIENT_ID":"`+practice.APIKey+`","SCOPES":["openid"]}`)
		v.expect("sheet", "", "practice", "true", "signedIn", "yes")
	})
}

// A credential of the account that is chosen stays with its addresses, and the
// sign-in goes through.
func TestFillTheChosenAccount(t *testing.T) {
	v, _, address := startReal(t)
	v.enter("form.clientSecret", "p8e-an-old-secret-of-the-test")
	v.drop("credential.json", `{"CLIENT_SECRETS":["`+practice.ClientSecret+`"],"ORG_ID":"`+practice.OrgID+`","CLIENT_ID":"`+practice.APIKey+`","SCOPES":["openid"]}`)
	v.expect("signedIn", "no", "focus", "signIn")
	v.tap("signIn")
	v.expect("signedIn", "yes")
	v.wantValues(map[model.Field]string{model.FieldPlatformURL: address, model.FieldClientSecret: practice.ClientSecret})
}

func TestFillWithAChoice(t *testing.T) {
	profiles := "[default]\naws_access_key_id = AKIAI44QH8DHBEXAMPLE\naws_secret_access_key = je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY\n" +
		"[loyalty]\naws_access_key_id = " + exampleKeyID + "\naws_secret_access_key = " + exampleSecretKey + "\n"
	t.Run("profiles", func(t *testing.T) {
		v := startEmpty(t)
		v.drop("credentials", profiles)
		v.expect("sheet", "pickAmazon")
		v.wantValues(map[model.Field]string{model.FieldAccessKey: ""})
		v.pickOption("loyalty (" + exampleKeyID + ")")
		v.press(parts.Tr("fill.yes"))
		v.wantValues(exampleKeys)
		v.expect("sheet", "", "focus", "form.name")
	})
	t.Run("one that can be used", func(t *testing.T) {
		v := startEmpty(t)
		v.drop("config", sample(t, "cases/04-role-beside-base"))
		v.expect("sheet", "pickAmazon")
		v.wantValues(map[model.Field]string{model.FieldAccessKey: ""})
		v.press(parts.Tr("fill.yes"))
		v.wantValues(exampleKeys)
	})
	t.Run("called off", func(t *testing.T) {
		v := startEmpty(t)
		v.drop("credentials", profiles)
		v.press(parts.Tr("cancel.button"))
		v.wantValues(map[model.Field]string{model.FieldAccessKey: ""})
		if v.visible("banner.reminder") {
			t.Error("a reminder of a file that was not used")
		}
	})
	t.Run("workspace", func(t *testing.T) {
		data := sample(t, "right/adobe_workspace_several.json")
		found, err := credentials.Read("", data)
		if err != nil || len(found.Adobe) < 2 {
			t.Fatalf("%v, %d credentials", err, len(found.Adobe))
		}
		v := startEmpty(t)
		v.drop("workspace.json", data)
		v.expect("sheet", "pickAdobe")
		last := found.Adobe[len(found.Adobe)-1]
		v.pickOption(last.Label + " (" + last.ClientID + ")")
		v.press(parts.Tr("fill.yes"))
		v.wantValues(map[model.Field]string{model.FieldAPIKey: last.ClientID, model.FieldOrgID: last.OrgID})
	})
	// Two picks must not hide each other.
	t.Run("several of both", func(t *testing.T) {
		v := startEmpty(t)
		found, err := credentials.Read("", sample(t, "right/adobe_workspace_several.json"))
		if err != nil {
			t.Fatal(err)
		}
		v.runner.held = true
		v.drop("workspace.json", sample(t, "right/adobe_workspace_several.json"))
		v.drop("credentials", []byte(profiles))
		v.runner.release()
		v.expect("sheet", "pickAdobe")
		if v.state("sheet") == "pickAdobe" {
			v.press(parts.Tr("fill.yes"))
		}
		v.expect("sheet", "pickAmazon")
		v.pickOption("loyalty (" + exampleKeyID + ")")
		v.press(parts.Tr("fill.yes"))
		v.wantValues(exampleKeys)
		v.wantValues(map[model.Field]string{model.FieldAPIKey: found.Adobe[0].ClientID})
	})
}

// Both downloaded files at once, as they are marked in a folder's window.
func TestDropTwoFiles(t *testing.T) {
	v := startEmpty(t)
	v.drop("credential.json", sample(t, "right/adobe_console.json"), "accessKeys.csv", accessKeysCSV)
	v.wantValues(exampleKeys)
	v.wantValues(map[model.Field]string{model.FieldOrgID: filledOrg, model.FieldAPIKey: filledClient})
	if text := v.reminder(); !strings.Contains(text, "credential.json") || !strings.Contains(text, "accessKeys.csv") {
		t.Errorf("the reminder says %q", text)
	}
}

func TestDropOnTheWelcomePage(t *testing.T) {
	v := openScreen(t, filepath.Join(t.TempDir(), "mooring"))
	v.drop("accessKeys.csv", accessKeysCSV)
	v.expect("welcome", "false")
	v.wantValues(exampleKeys)
}

func TestDropWhileBusyChangesNothing(t *testing.T) {
	v := startPractice(t)
	v.fill("Loyalty", "AKIAI44QH8DHBEXAMPLE")
	v.runner.held = true
	v.tap("create")
	before := len(v.runner.queue)
	v.main.dropped(fyne.NewPos(0, 0), []fyne.URI{storage.NewFileURI(filepath.Join(t.TempDir(), "accessKeys.csv"))})
	if n := len(v.runner.queue); n != before {
		t.Errorf("%d pieces of work, %d before", n, before)
	}
	v.expect("toast", parts.Tr("busy.note")) // as every other command then
	v.runner.release()
}

func TestFilesThatCannotBeFilledIn(t *testing.T) {
	files := []struct {
		name    string
		data    []byte
		problem string
	}{
		{"jwt.json", sample(t, "wrong/jwt.json"), "fileRetired"},
		{"workspace.json", sample(t, "wrong/jwt_workspace.json"), "fileRetired"},
		{"notes.txt", []byte("Call the admin at noon.\n"), "fileUnknown"},
		{"private.key", sample(t, "wrong/private.key"), "filePrivateKey"},
		{"keys.xlsx", []byte("PK\x03\x04\x14\x00\x06\x00"), "fileOtherKind"},
		{"empty.csv", []byte(" \n"), "fileEmpty"},
		{"large.csv", bytes.Repeat([]byte("Access key ID\n"), 100_000), "fileTooLarge"},
		{"cut.json", sample(t, "wrong/cut.json"), "fileDamaged"},
		{"only_id.txt", sample(t, "wrong/no_secret.csv"), ""},
	}
	for _, language := range []string{"en.json", "fr.json", "zh-Hans.json"} {
		v := openScreen(t, filepath.Join(t.TempDir(), "mooring"), func(v *screen) { v.language = language })
		v.tap("welcome.organization")
		for _, c := range files {
			v.drop(c.name, c.data)
			v.expect("sheet", "fileTrouble")
			if c.problem != "" && (!v.says(parts.Tr("problem."+c.problem+".title")) || !v.says(parts.Tr("problem."+c.problem+".do"))) {
				t.Errorf("%s, %s: it does not say %q", c.name, language, parts.Tr("problem."+c.problem+".title"))
			}
			v.wantValues(map[model.Field]string{model.FieldAccessKey: "", model.FieldAPIKey: ""})
			v.press(parts.Tr("close.button"))
			v.expect("sheet", "")
			if v.visible("banner.reminder") {
				t.Errorf("%s: a reminder of a file that was not used", c.name)
			}
		}
	}
}

func TestFileThatCannotBeOpened(t *testing.T) {
	v := startEmpty(t)
	v.main.dropped(fyne.NewPos(0, 0), []fyne.URI{storage.NewFileURI(filepath.Join(t.TempDir(), "gone.csv"))})
	v.pump()
	v.expect("sheet", "fileTrouble")
	if !v.says(parts.Tr("problem.fileUnreadable.title")) {
		t.Error("it does not say that it cannot be read")
	}
	v.press(parts.Tr("close.button"))
	v.main.dropped(fyne.NewPos(0, 0), []fyne.URI{storage.NewFileURI(t.TempDir())}) // a folder
	v.pump()
	v.expect("sheet", "fileTrouble")
}

// paste pastes into a field, as the keyboard does.
func (v *screen) paste(name, text string) {
	v.t.Helper()
	v.focus(name)
	v.main.stage.App.Clipboard().SetContent(text)
	v.canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: v.main.stage.App.Clipboard()})
}

func TestPasteOfABlock(t *testing.T) {
	block := "AWS_ACCESS_KEY_ID=" + exampleKeyID + "\nAWS_SECRET_ACCESS_KEY=" + exampleSecretKey + "\n"
	for _, field := range []string{"form.accessKey", "form.secretKey", "form.name", "form.orgID", "form.clientSecret", "form.sandbox.typed"} {
		t.Run(field, func(t *testing.T) {
			v := startEmpty(t)
			v.paste(field, block)
			v.expect("sheet", "paste")
			if v.state("sheet") != "paste" {
				return
			}
			v.press(parts.Tr("paste.yes"))
			v.wantValues(exampleKeys)
		})
	}
	t.Run("mail", func(t *testing.T) {
		v := startEmpty(t)
		v.paste("form.accessKey", "Access key ID: "+exampleKeyID+"\nSecret access key: "+exampleSecretKey+"\n\nThe bucket is in Frankfurt (eu-central-1).\n")
		v.press(parts.Tr("paste.yes"))
		v.wantValues(exampleKeys)
		v.wantValues(map[model.Field]string{model.FieldServiceURL: client.S3RegionURL("eu-central-1")})
	})
	t.Run("no", func(t *testing.T) {
		v := startEmpty(t)
		v.paste("form.accessKey", block)
		v.press(parts.Tr("paste.no"))
		v.wantValues(map[model.Field]string{model.FieldSecretKey: ""})
		v.expect("focus", "form.accessKey")
	})
	t.Run("one value", func(t *testing.T) {
		v := startEmpty(t)
		for _, text := range []string{exampleKeyID, " " + exampleKeyID + "\n", "aws_access_key_id = " + exampleKeyID} {
			v.enter("form.accessKey", "")
			v.paste("form.accessKey", text)
			v.expect("sheet", "")
			v.canvas().Unfocus()
			v.wantValues(map[model.Field]string{model.FieldAccessKey: exampleKeyID})
		}
	})
}

// act presses the link beside the caption of a field.
func (v *screen) act(field model.Field, label string) {
	v.t.Helper()
	if in := v.form(field); in != nil {
		if in.View.Action() != label {
			v.t.Fatalf("%s offers %q, want %q", field, in.View.Action(), label)
		}
		in.View.TapAction()
		return
	}
}

func TestMendsInTheWindow(t *testing.T) {
	v := startEmpty(t)
	v.enter("form.accessKey", exampleSecretKey)
	v.enter("form.secretKey", exampleKeyID)
	v.canvas().Unfocus()
	// At whichever of the two the user looks.
	for _, field := range []model.Field{model.FieldAccessKey, model.FieldSecretKey} {
		if got := v.form(field).View.Action(); got != parts.Tr("mend.swap") {
			t.Errorf("%s offers %q", field, got)
		}
	}
	v.act(model.FieldSecretKey, parts.Tr("mend.swap"))
	v.wantValues(exampleKeys)
	v.wantError(model.FieldAccessKey, "")
	v.wantError(model.FieldSecretKey, "")

	v.paste("form.accessKey", "“"+exampleKeyID+"”")
	v.enter("form.accessKey", "")
	v.paste("form.accessKey", "“"+exampleKeyID+"”")
	v.canvas().Unfocus()
	if kind, text := v.note(model.FieldAccessKey); kind != widgets.CaptionNotice || text != parts.Tr("clean.quotes") {
		t.Errorf("the note is %d %q", kind, text)
	}
	v.wantValues(exampleKeys)
	v.act(model.FieldAccessKey, parts.Tr("mend.undo"))
	v.wantValues(map[model.Field]string{model.FieldAccessKey: "“" + exampleKeyID + "”"})
	v.wantError(model.FieldAccessKey, "check.innerSpace")

	v.main.panel.create.Focus(model.FieldBucket)
	v.enter("form.bucket", "s3://landing-zone/exports/daily/")
	v.canvas().Unfocus()
	v.act(model.FieldBucket, parts.Tr("mend.split"))
	v.wantValues(map[model.Field]string{model.FieldBucket: "landing-zone", model.FieldFolder: "exports/daily"})

	// A token that comes later takes the warning of its key away.
	v.enter("form.accessKey", "ASIAIOSFODNN7EXAMPLE")
	v.canvas().Unfocus()
	if kind, _ := v.note(model.FieldAccessKey); kind != widgets.CaptionWarning {
		t.Error("no warning of a temporary key alone")
	}
	v.enter("form.sessionToken", "IQoJb3JpZ2luX2VjEXAMPLE")
	v.canvas().Unfocus()
	if kind, text := v.note(model.FieldAccessKey); kind == widgets.CaptionWarning {
		t.Errorf("still warned: %s", text)
	}
}

// The sandbox that is typed in is cleaned, told of and put back like any other value.
func TestTypedSandboxIsCleanedAndTold(t *testing.T) {
	v := startEmpty(t)
	v.paste("form.sandbox.typed", "x-sandbox-name: prod")
	v.canvas().Unfocus()
	if got := v.form(model.FieldSandbox).Entry.Text; got != "prod" {
		t.Errorf("the field shows %q", got)
	}
	if kind, text := v.note(model.FieldSandbox); kind != widgets.CaptionNotice || text != parts.Tr("clean.name") {
		t.Errorf("the note is %d %q", kind, text)
	}
	if got := v.form(model.FieldSandbox).View.Action(); got != parts.Tr("mend.undo") {
		t.Errorf("it offers %q", got)
	}
}

// The reminder stands beside what the window has to say of the register.
func TestReminderBesideAnotherNote(t *testing.T) {
	v := startEmpty(t)
	v.main.notices.PutAside(filepath.Join("data", "register-damaged-1.db"))
	v.drop("accessKeys.csv", accessKeysCSV)
	if !v.visible("banner.damaged") || !v.visible("banner.reminder") {
		t.Errorf("note %v, reminder %v", v.visible("banner.damaged"), v.visible("banner.reminder"))
	}
	v.tap("banner.read")
	if !v.visible("banner.damaged") || v.visible("banner.reminder") {
		t.Errorf("afterwards: note %v, reminder %v", v.visible("banner.damaged"), v.visible("banner.reminder"))
	}
}

// Questions about two files come one after the other, and a file that cannot be
// used does not take the question about another away.
func TestDropTwoFilesWithQuestions(t *testing.T) {
	profiles := "[default]\naws_access_key_id = AKIAI44QH8DHBEXAMPLE\naws_secret_access_key = je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY\n" +
		"[loyalty]\naws_access_key_id = " + exampleKeyID + "\naws_secret_access_key = " + exampleSecretKey + "\n"
	for name, second := range map[string][]byte{
		"keys": []byte(profiles), "notes": []byte("Call the admin at noon.\n"),
	} {
		t.Run(name, func(t *testing.T) {
			v := startEmpty(t)
			v.drop("workspace.json", sample(t, "right/adobe_workspace_several.json"), "second", second)
			seen := map[string]bool{}
			for range 4 {
				sheet := v.state("sheet")
				seen[sheet] = true
				switch sheet {
				case "pickAdobe", "pickAmazon":
					v.press(parts.Tr("fill.yes"))
					v.runner.queue = nil // a sign-in
				case "fileTrouble":
					v.press(parts.Tr("close.button"))
				}
				v.pump()
			}
			want := map[string]string{"keys": "pickAmazon", "notes": "fileTrouble"}[name]
			if !seen["pickAdobe"] || !seen[want] {
				t.Errorf("it asked %v", seen)
			}
		})
	}
}
