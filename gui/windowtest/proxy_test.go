//go:build window

package windowtest

import (
	"errors"
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

// farAway is what only the proxy reaches.
const farAway = "https://platform.luma.example"

// noProxies lets the environment name none, so that the desktop is asked.
var noProxies = []string{"HTTPS_PROXY=", "https_proxy=", "HTTP_PROXY=", "http_proxy=", "ALL_PROXY=", "all_proxy=", "NO_PROXY=", "no_proxy="}

// saveAccount makes a data folder with an account of a server far away, which trusts
// these private authorities and has no client secret yet.
func saveAccount(t *testing.T, authorities string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "mooring")
	register, err := history.Open(t.Context(), history.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	err = register.Accounts.Save(t.Context(), history.Account{
		ID: "luma", Label: "Luma", OrgID: practice.OrgID, APIKey: practice.APIKey, Sandbox: practice.SandboxDevelopment,
		PlatformURL: farAway, SignInURL: farAway, Authority: authorities, LastUsedAt: time.Now(),
	})
	if err := errors.Join(err, register.Close()); err != nil {
		t.Fatal(err)
	}
	return dir
}

// enterSecret enters the client secret of the account that is saved, and signs in.
func (a *App) enterSecret() {
	a.t.Helper()
	a.WaitState("signedIn", "failed") // there is no client secret yet, for which the form opens
	a.Fill("form.clientSecret", practice.ClientSecret)
	a.Key("Return")
}

// The desktop names a proxy, which asks for a password; behind it is a server of a
// private authority that the account trusts.
func TestDesktopsProxyThatAsks(t *testing.T) {
	platform, err := practice.Open(t.Context(), practice.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = platform.Close() })
	authority := proxytest.NewAuthority(t, "Luma Root")
	way := proxytest.New(t, authority.Serve(t, platform, "platform.luma.example").Listener.Addr().String())
	way.Ask("ada:"+wrongSecret, "Negotiate", `Basic realm="Luma"`)
	nameProxy(t, way.URL)

	app := StartAs(t, Setup{DataDir: saveAccount(t, authority.PEM()), Env: noProxies})
	app.enterSecret()
	app.WaitState("sheet", "proxy")
	app.Screenshot("proxy-1-asks")
	app.Fill("proxy.user", "ada")
	app.Fill("proxy.password", "wrong")
	app.Key("Return")
	app.wait("the proxy to refuse", stepLimit, func() bool { return slices.Contains(way.Tried(), "ada:wrong") })
	app.settled() // the sheet has closed when that was tried, and opens again
	app.WaitState("sheet", "proxy")
	app.WaitState("signedIn", "failed")
	app.Screenshot("proxy-2-wrong")
	app.Fill("proxy.password", wrongSecret)
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
