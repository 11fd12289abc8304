//go:build !windows && !darwin

package proxy

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"
)

// portalLimit is how long the portal may take. It fetches a script where the desktop
// has one.
const portalLimit = 3 * time.Second

// askDesktop asks the desktop's portal, which knows GNOME's and KDE's settings. A
// desktop without one, or one that does not answer in time, names no proxy.
func askDesktop(ctx context.Context, target *url.URL) Choice {
	ctx, cancel := context.WithTimeout(ctx, portalLimit)
	defer cancel()
	answers := make(chan []string, 1)
	go func() { answers <- lookUp(ctx, target.String()) }() // a bus that hangs heeds no context
	select {
	case proxies := <-answers:
		return fromPortal(proxies)
	case <-ctx.Done():
		return Choice{}
	}
}

// lookUp asks the portal on a connection of its own.
func lookUp(ctx context.Context, target string) []string {
	address := sessionBus()
	if address == "" {
		return nil
	}
	bus, err := dbus.Connect(address, dbus.WithContext(ctx))
	if err != nil {
		return nil
	}
	defer func() { _ = bus.Close() }() // nothing is left to be said
	var proxies []string
	portal := bus.Object("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop")
	err = portal.CallWithContext(ctx, "org.freedesktop.portal.ProxyResolver.Lookup", 0, target).Store(&proxies)
	if err != nil {
		return nil
	}
	return proxies
}

// sessionBus is the address of the session's bus, or "". godbus itself would start a
// bus where there is none.
func sessionBus() string {
	if address := os.Getenv("DBUS_SESSION_BUS_ADDRESS"); address != "" {
		return address
	}
	dir := os.Getenv("XDG_RUNTIME_DIR")
	if dir == "" {
		return ""
	}
	path := filepath.Join(dir, "bus")
	if _, err := os.Stat(path); err != nil {
		return ""
	}
	return "unix:path=" + dbus.EscapeBusAddressValue(path)
}

// fromPortal takes the first way that can be gone.
func fromPortal(proxies []string) Choice {
	for _, address := range proxies {
		if strings.HasPrefix(address, "direct:") {
			break
		}
		if proxy, ok := parse(address); ok {
			return Choice{proxy, FromDesktop}
		}
	}
	return Choice{}
}
