//go:build !windows && !darwin

package proxy

import (
	"bufio"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/godbus/dbus/v5"
	"golang.org/x/net/http/httpproxy"

	"mooring/client"
	"mooring/client/proxy/proxytest"
)

// portal stands in for the desktop's portal, on a bus of the test's own.
type portal struct {
	proxies []string
	asked   atomic.Value
}

// Lookup is what the portal's ProxyResolver has.
func (p *portal) Lookup(uri string) ([]string, *dbus.Error) {
	p.asked.Store(uri)
	return p.proxies, nil
}

// ownBus starts a bus for the test and lets the session's address be that of it. It starts
// no services: the desktop's own portal would answer with the settings of whoever tests.
func ownBus(t *testing.T) *dbus.Conn {
	t.Helper()
	if _, err := exec.LookPath("dbus-daemon"); err != nil {
		t.Skip("there is no dbus-daemon here")
	}
	socket := "unix:path=" + dbus.EscapeBusAddressValue(filepath.Join(t.TempDir(), "bus"))
	daemon := exec.CommandContext(t.Context(), "dbus-daemon", "--config-file=../../.ci/session-bus.conf", "--nofork", "--nopidfile", "--print-address=1", "--address="+socket)
	out, err := daemon.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := daemon.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = daemon.Process.Kill()
		_ = daemon.Wait()
	})
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", strings.TrimSpace(address))
	bus, err := dbus.Connect(strings.TrimSpace(address))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = bus.Close() })
	return bus
}

func startPortal(t *testing.T, proxies ...string) *portal {
	t.Helper()
	bus := ownBus(t)
	p := &portal{proxies: proxies}
	if err := bus.Export(p, "/org/freedesktop/portal/desktop", "org.freedesktop.portal.ProxyResolver"); err != nil {
		t.Fatal(err)
	}
	if reply, err := bus.RequestName("org.freedesktop.portal.Desktop", dbus.NameFlagDoNotQueue); err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		t.Fatal(reply, err)
	}
	return p
}

func TestPortal(t *testing.T) {
	for name, c := range map[string]struct {
		said []string
		want string
	}{
		"directly":      {[]string{"direct://"}, ""},
		"nothing":       {nil, ""},
		"a proxy":       {[]string{"http://proxy:3128", "direct://"}, "http://proxy:3128"},
		"directly, or":  {[]string{"direct://", "http://proxy:3128"}, ""},
		"what we can":   {[]string{"wpad://x", "socks://s:1080"}, "socks5://s:1080"},
		"what is wrong": {[]string{"http://"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			p := startPortal(t, c.said...)
			choice := askDesktop(t.Context(), parsed(t, "https://platform.adobe.io/"))
			got := ""
			if choice.Proxy != nil {
				got = choice.Proxy.String()
			}
			if got != c.want {
				t.Errorf("%q", got)
			}
			if p.asked.Load() != "https://platform.adobe.io/" {
				t.Errorf("asked about %v", p.asked.Load())
			}
		})
	}
}

func TestNoPortal(t *testing.T) {
	ownBus(t)
	if choice := askDesktop(t.Context(), parsed(t, platform)); choice != (Choice{}) {
		t.Errorf("a bus without a portal: %v", choice)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(t.TempDir(), "none"))
	if choice := askDesktop(t.Context(), parsed(t, platform)); choice != (Choice{}) {
		t.Errorf("no bus: %v", choice)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	if address := sessionBus(); address != "" {
		t.Errorf("a bus would be started: %s", address)
	}
}

// The whole way: the desktop's script says PROXY, as the portal puts it, and the call
// goes through that proxy.
func TestCallThroughThePortalsProxy(t *testing.T) {
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "here") }))
	t.Cleanup(server.Close)
	way := proxytest.New(t, server.Listener.Addr().String())
	startPortal(t, way.URL)
	transport := client.NewTransport()
	newProxies(newFinder(&httpproxy.Config{}, askDesktop), noVault{}).Use(transport)
	trust(transport, server)
	if got := get(t, transport, "https://example.com/"); got != "here" {
		t.Error(got)
	}
	if passed := way.Passed(); len(passed) != 1 || passed[0] != "example.com:443" {
		t.Errorf("passed on %q", passed)
	}
}
