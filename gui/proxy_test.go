package gui

import (
	"bytes"
	"context"
	"crypto/x509"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"mooring/client"
	"mooring/client/practice"
	"mooring/client/proxy/proxytest"
	"mooring/gui/filedialog"
	"mooring/gui/parts"
	"mooring/gui/process"
	"mooring/gui/widgets"
)

const (
	farAway       = "https://platform.luma.example" // which only the proxy reaches
	proxyUser     = "ada"
	proxyPassword = "lock-step-42"
)

// useProxy lets the environment name a proxy, and nothing else.
func useProxy(t *testing.T, address string) {
	t.Helper()
	for _, name := range []string{"HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "https_proxy", "http_proxy", "no_proxy"} {
		t.Setenv(name, "")
	}
	t.Setenv("HTTPS_PROXY", address)
}

// behindProxy opens the window behind a proxy that asks for a password. Behind it is
// a server whose certificate the authority has issued.
func behindProxy(t *testing.T, authority *proxytest.Authority, offers ...string) (*screen, *proxytest.Server) {
	t.Helper()
	platform, _ := realServer(t)
	server := authority.Serve(t, platform, "platform.luma.example")
	way := proxytest.New(t, server.Listener.Addr().String())
	way.Ask(proxyUser+":"+proxyPassword, offers...)
	useProxy(t, way.URL)
	dir := filepath.Join(t.TempDir(), "mooring")
	log := process.OpenLog(dir)
	t.Cleanup(func() { _ = log.Close() })
	v := openScreen(t, dir, func(v *screen) { v.logger = log.Logger })
	v.tap("welcome.organization")
	return v, way
}

// answerFile lets the desktop's dialog for a file answer with one of this content.
func (v *screen) answerFile(content string) {
	v.t.Helper()
	path := filepath.Join(v.t.TempDir(), "authority.pem")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		v.t.Fatal(err)
	}
	v.main.stage.Files.Desktop = dialogs{open: func(context.Context, filedialog.Opening) ([]string, error) { return []string{path}, nil }}
}

// wantSaid checks that these texts can be seen, in however many lines.
func (v *screen) wantSaid(wanted ...string) {
	v.t.Helper()
	var all []string
	for _, o := range v.shown() {
		if text, ok := textOf(o); ok {
			all = append(all, text)
		}
		if field, ok := o.(*widgets.Field); ok {
			_, caption := field.Caption()
			all = append(all, caption)
		}
	}
	said := strings.Join(all, " ")
	for _, text := range wanted {
		if !strings.Contains(strings.Join(strings.Fields(said), ""), strings.Join(strings.Fields(text), "")) {
			v.t.Errorf("%q is not said, but: %s", text, said)
		}
	}
}

// The whole way behind a company's proxy: it asks, takes no wrong password, and puts a
// certificate of its own before the server, which is trusted on the user's word.
func TestBehindACompanysProxy(t *testing.T) {
	authority := proxytest.NewAuthority(t, "Luma Root")
	v, way := behindProxy(t, authority, "Negotiate", `Basic realm="Luma"`)
	v.signInTo(farAway, practice.ClientSecret)
	v.expect("sheet", "proxy")
	v.wantSaid(way.Address())

	v.enter("proxy.user", "a:b")
	v.press(parts.Tr("proxy.button"))
	v.expect("sheet", "proxy")
	v.wantSaid(parts.Tr("proxy.user.colon"))
	v.enter("proxy.user", proxyUser)
	v.enter("proxy.password", "wrong")
	v.press(parts.Tr("proxy.button"))
	v.expect("sheet", "proxy")
	v.wantSaid(parts.Tr("proxy.wrong"))
	v.enter("proxy.password", proxyPassword)
	v.press(parts.Tr("proxy.button"))
	v.expect("sheet", "", "signedIn", "failed")
	if held := v.main.stage.Places.Objects["proxy.password"]; held != nil {
		t.Error("the window still has the field with the password")
	}
	v.wantSaid("Luma Root")

	v.command("account.addresses")
	v.answerFile("no certificate")
	v.tap("sheet.authority.choose")
	v.expect("sheet", "addresses")
	v.wantSaid(parts.Tr("problem.authorityNone.title"))
	server, err := x509.ParseCertificate(authority.Issue(t, "platform.luma.example").Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	serversOwn := client.Authorities{{Certificate: server}}.PEM()
	v.answerFile(serversOwn)
	v.tap("sheet.authority.choose")
	v.expect("sheet", "addresses")
	v.wantSaid(parts.Tr("problem.authorityOther.title", "Name", "server"))
	v.answerFile(serversOwn + proxytest.NewAuthority(t, "Luma Issuing").PEM() + authority.PEM())
	v.tap("sheet.authority.choose")
	v.expect("sheet", "authority")
	v.wantSaid(parts.Tr("authority.title.several"), "Luma Issuing", parts.Tr("authority.left.server", "Name", "server"))
	fingerprint := client.Authority{Certificate: authority.Certificate}.Fingerprint()
	v.wantSaid("Luma Root", fingerprint[:48], fingerprint[48:])
	v.press(parts.Tr("authority.yes"))
	v.expect("sheet", "addresses")
	v.wantSaid("Luma Issuing", "2 certificates")
	v.tap("addresses.submit")
	v.tap("signIn")
	v.expect("sheet", "", "signedIn", "yes")

	kept, err := v.vault.Get(t.Context(), "proxy/"+way.Address()+"/password")
	if err != nil || kept.Reveal() != proxyUser+":"+proxyPassword {
		t.Errorf("the keyring has %v, %v", kept, err)
	}
	asked := len(way.Tried())
	again := v.restart()
	again.expect("sheet", "", "signedIn", "yes")
	if tried := way.Tried()[asked:]; len(tried) == 0 || tried[0] != proxyUser+":"+proxyPassword {
		t.Errorf("at the next start the proxy got %q", tried)
	}
	again.command("diagnose.menu")
	again.wantSaid("http://"+way.Address(), parts.Tr("diagnose.proxy.environment"))
	again.press(parts.Tr("close.button"))

	forgotten := false
	forgetSecrets(again.main.accounts, again.main.proxyLogin, func(err error) { forgotten = err == nil })
	if _, err := v.vault.Get(t.Context(), "proxy/"+way.Address()+"/password"); err == nil || !forgotten {
		t.Errorf("forgotten %v, and the keyring still has it: %v", forgotten, err)
	}
	again.close()
	noneHolds(t, v.dir, proxyPassword)
}

// noneHolds looks for a secret in all files of a folder.
func noneHolds(t *testing.T, dir, secret string) {
	t.Helper()
	seen := 0
	files := os.DirFS(dir)
	err := fs.WalkDir(files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, path)
		seen++
		if bytes.Contains(data, []byte(secret)) {
			t.Errorf("%s holds the password", path)
		}
		return err
	})
	if err != nil || seen < 2 {
		t.Errorf("%d files looked at, %v", seen, err)
	}
}

// A password that another authority's server could read is not sent: the certificate
// of one authority says nothing about another.
func TestAnothersCertificate(t *testing.T) {
	v, way := behindProxy(t, proxytest.NewAuthority(t, "Luma Root"))
	way.Ask("")
	v.command("account.addresses")
	v.answerFile(proxytest.NewAuthority(t, "Luma Root").PEM())
	v.tap("sheet.authority.choose")
	v.press(parts.Tr("authority.yes"))
	v.tap("addresses.submit")
	v.signInTo(farAway, practice.ClientSecret)
	v.expect("sheet", "", "signedIn", "failed")
	v.wantSaid("Luma Root", parts.Tr("problem.certificateIssuer.title"))
}

// A proxy that begins to ask while a sheet is open asks on top of it. Beneath, nothing
// that was typed is lost, and it goes on from there.
func TestProxyAsksOnTopOfASheet(t *testing.T) {
	authority := proxytest.NewAuthority(t, "Luma Root")
	v, way := behindProxy(t, authority)
	way.Ask("")
	v.command("account.addresses")
	v.answerFile(authority.PEM())
	v.tap("sheet.authority.choose")
	v.press(parts.Tr("authority.yes"))
	v.tap("addresses.submit")
	v.signInTo(farAway, practice.ClientSecret)
	v.expect("signedIn", "yes")
	v.made("Loyalty exports", practice.AccessKeyWorks)
	v.tap("progress.details")
	v.tap("details.replace")
	v.typeKeys(otherKey)

	way.Ask(proxyUser+":"+proxyPassword, "Basic")
	way.Cut()
	v.tap("replace.submit")
	v.expect("sheet", "proxy", "focus", "proxy.user")
	v.press(parts.Tr("cancel.button"))
	v.expect("sheet", "replace")
	v.wantSaid(parts.Tr("problem.proxy.title"))
	if got := v.input("replace.accessKey").Entry.Text; got != otherKey {
		t.Errorf("beneath, the access key has become %q", got)
	}

	v.main.account.SignIn() // as who wants to be asked again does
	v.expect("sheet", "proxy")
	v.enter("proxy.user", proxyUser)
	v.enter("proxy.password", proxyPassword)
	v.key(fyne.KeyReturn)
	v.expect("sheet", "replace", "signedIn", "yes")
	v.tap("sheet.submit") // which names the button in front
	v.expect("sheet", "replaced")
}

// Who does not want to sign in to the proxy is asked again when they sign in.
func TestNotNowToTheProxy(t *testing.T) {
	v, _ := behindProxy(t, proxytest.NewAuthority(t, "Luma Root"), "Basic")
	v.signInTo(farAway, practice.ClientSecret)
	v.press(parts.Tr("cancel.button"))
	v.expect("sheet", "", "signedIn", "failed")
	v.wantSaid(parts.Tr("problem.proxy.title"))
	v.main.accounts.SignIn() // as what happens by itself does
	v.expect("sheet", "")
	v.tap("signIn")
	v.expect("sheet", "proxy")
}

// No password helps with Kerberos: IT gets a sentence, and nobody is asked.
func TestProxyWithKerberosOnly(t *testing.T) {
	v, way := behindProxy(t, proxytest.NewAuthority(t, "Luma Root"))
	way.Ask("", "Negotiate", "NTLM")
	v.signInTo(farAway, practice.ClientSecret)
	v.expect("sheet", "", "signedIn", "failed")
	v.wantSaid(parts.Tr("problem.proxyScheme.title"), parts.Tr("problem.proxyScheme.do"))
}
