//go:build window && desktop

package windowtest

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"mooring/client/practice"
	"mooring/client/proxy/proxytest"
)

// startGNOME runs the services of GNOME whose settings name a script (PAC) for the
// proxy, which GNOME fetches and runs.
func startGNOME(t *testing.T, script string) {
	t.Helper()
	settings := filepath.Join(t.TempDir(), "glib-2.0", "settings")
	if err := os.MkdirAll(settings, 0o700); err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf("[system/proxy]\nmode='auto'\nautoconfig-url='%s'\n", script)
	if err := os.WriteFile(filepath.Join(settings, "keyfile"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	env := append(slices.Clone(noProxies), "GSETTINGS_BACKEND=keyfile", "XDG_CONFIG_HOME="+filepath.Dir(filepath.Dir(settings)))
	runner := service{"/usr/libexec/glib-pacrunner", "org.gtk.GLib.PACRunner"}
	startServices(t, env, append([]service{runner}, portalServices...)...)
}

// trust lets the account trust the authority of a file, chosen in the desktop's dialog.
func (a *App) trust(file string) {
	a.t.Helper()
	a.Key("ctrl+shift+g")
	a.WaitState("sheet", "addresses")
	a.Click("sheet.authority.choose")
	a.choose(file)
	a.WaitState("sheet", "authority")
	a.Screenshot("script-trust")
	a.Click("authority.submit")
	a.WaitState("sheet", "addresses")
	a.Click("addresses.submit")
	a.WaitState("sheet", "")
}

// GNOME's settings name a script, which names the proxy. Behind it is a server of a
// private authority: it is refused, then accepted with the authority's certificate, and
// refused again with that of another one of the same name.
func TestDesktopsScriptAndPrivateAuthority(t *testing.T) {
	platform, err := practice.Open(t.Context(), practice.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = platform.Close() })
	authority, another := proxytest.NewAuthority(t, "Luma Root"), proxytest.NewAuthority(t, "Luma Root")
	way := proxytest.New(t, authority.Serve(t, platform, "platform.luma.example").Listener.Addr().String())
	script := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/x-ns-proxy-autoconfig")
		_, _ = io.WriteString(w, `function FindProxyForURL(url, host) {
			return host == "platform.luma.example" ? "PROXY `+way.Address()+`" : "DIRECT";
		}`)
	}))
	t.Cleanup(script.Close)
	startGNOME(t, script.URL+"/luma.pac")
	folder := t.TempDir()
	file := filepath.Join(folder, "authority.pem")
	text := "Issued by IT\r\n" + proxytest.NewAuthority(t, "Luma Devices").PEM() + authority.PEM()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}

	app := StartAs(t, Setup{DataDir: saveAccount(t, ""), Env: append(slices.Clone(noProxies), "XDG_DOWNLOAD_DIR="+folder)})
	app.enterSecret()
	app.wait("the proxy that the script names", stepLimit, func() bool { return slices.Contains(way.Passed(), "platform.luma.example:443") })
	app.WaitState("signedIn", "failed")
	app.Screenshot("script-1-refused")

	app.trust(file)
	app.Click("signIn")
	app.WaitState("signedIn", "yes")
	app.Screenshot("script-2-accepted")
	app.Key("ctrl+shift+d")
	app.WaitState("sheet", "diagnose")
	app.Screenshot("script-3-diagnose")
	app.Key("Escape")
	app.WaitState("sheet", "")

	app.Close()

	app = StartAs(t, Setup{DataDir: saveAccount(t, another.PEM()), Env: noProxies})
	passed := len(way.Passed())
	app.enterSecret()
	app.wait("the proxy to be passed again", stepLimit, func() bool { return len(way.Passed()) > passed })
	app.WaitState("signedIn", "failed")
	app.Screenshot("script-4-refused-again")
	app.Close()
}
