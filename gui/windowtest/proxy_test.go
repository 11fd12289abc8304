//go:build window

package windowtest

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/proxy/proxytest"
)

// desktopProxy is the ProxyResolver of a desktop's portal, which has run the desktop's
// script.
type desktopProxy struct{ proxies []string }

// Lookup is what the portal has.
func (d desktopProxy) Lookup(string) ([]string, *dbus.Error) { return d.proxies, nil }

// nameProxy lets the desktop name a proxy until the test ends.
func nameProxy(t *testing.T, proxy string) {
	t.Helper()
	bus, err := dbus.ConnectSessionBus()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = bus.Close() })
	resolver := desktopProxy{[]string{proxy}}
	if err := bus.Export(resolver, "/org/freedesktop/portal/desktop", "org.freedesktop.portal.ProxyResolver"); err != nil {
		t.Fatal(err)
	}
	reply, err := bus.RequestName("org.freedesktop.portal.Desktop", dbus.NameFlagDoNotQueue)
	if err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		t.Fatalf("the portal's name: %v, %v", reply, err)
	}
}

// The desktop names a proxy, which asks for a password; behind it is a server of a
// private authority that the account trusts.
func TestDesktopsProxyThatAsks(t *testing.T) {
	const address = "https://platform.luma.example" // which only the proxy reaches
	platform, err := practice.Open(t.Context(), practice.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = platform.Close() })
	authority := proxytest.NewAuthority(t, "Luma Root")
	way := proxytest.New(t, authority.Serve(t, platform, "platform.luma.example").Listener.Addr().String())
	way.Ask("ada:"+wrongSecret, "Negotiate", `Basic realm="Luma"`)
	nameProxy(t, way.URL)

	dir := filepath.Join(t.TempDir(), "mooring")
	register, err := history.Open(t.Context(), history.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	err = register.Accounts.Save(t.Context(), history.Account{
		ID: "luma", Label: "Luma", OrgID: practice.OrgID, APIKey: practice.APIKey, Sandbox: practice.SandboxDevelopment,
		PlatformURL: address, SignInURL: address, Authority: authority.PEM(), LastUsedAt: time.Now(),
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := register.Close(); err != nil {
		t.Fatal(err)
	}

	app := StartAs(t, Setup{DataDir: dir, Env: []string{"HTTPS_PROXY=", "https_proxy=", "NO_PROXY=", "no_proxy="}})
	app.WaitState("signedIn", "failed") // there is no client secret yet
	if !app.Visible("form.clientSecret") {
		app.Click("account.edit")
	}
	app.Fill("form.clientSecret", practice.ClientSecret)
	app.Key("Return")
	app.WaitState("sheet", "proxy")
	app.Screenshot("proxy-1-asks")
	app.Fill("sheet.user", "ada")
	app.Fill("sheet.password", "wrong")
	app.Key("Return")
	app.wait("the proxy to refuse", stepLimit, func() bool { return slices.Contains(way.Tried(), "ada:wrong") })
	app.WaitState("sheet", "proxy")
	app.WaitState("signedIn", "failed")
	app.Screenshot("proxy-2-wrong")
	app.Fill("sheet.password", wrongSecret)
	app.Key("Return")
	app.WaitState("signedIn", "yes")
	app.WaitState("sheet", "")
	app.Screenshot("proxy-3-in")
	if passed := way.Passed(); len(passed) == 0 || passed[0] != "platform.luma.example:443" {
		t.Errorf("the proxy let through %q", passed)
	}
	app.Key("ctrl+shift+d")
	app.WaitState("sheet", "diagnose")
	app.Screenshot("proxy-4-diagnose")
	app.Key("Escape")
	app.Close()
}
