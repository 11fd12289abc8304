//go:build windows || darwin

package proxy

import (
	"context"
	"net/url"
	"sync"

	"github.com/mattn/go-ieproxy"
)

// reading guards the settings, which go-ieproxy keeps in a variable of its package.
var reading sync.Mutex

// askDesktop asks Windows or macOS. On macOS it needs cgo; without, it finds nothing.
func askDesktop(_ context.Context, target *url.URL) Choice {
	reading.Lock()
	settings := ieproxy.ReloadConf()
	reading.Unlock()
	return fromSettings(settings, target)
}
