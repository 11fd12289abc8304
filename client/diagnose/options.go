package diagnose

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/user"
	"time"

	"mooring/client"
)

// The limits. Those of one server's checks together stay below that of the run.
const (
	runLimit     = 20 * time.Second
	resolveLimit = 4 * time.Second
	connectLimit = 4 * time.Second
	askLimit     = 7 * time.Second
	lookLimit    = 4 * time.Second
	// keyringLimit is long, since a user may be typing the password of the keyring.
	keyringLimit = 15 * time.Second
	cleanLimit   = 2 * time.Second
	localLimit   = 5 * time.Second
)

// Vault is what Run needs of the keyring. Give it the keyring itself rather
// than one that falls back to memory; of a vault that does fall back, Run asks
// its method Degraded() error, if it has one, whether it did.
type Vault interface {
	Get(ctx context.Context, key string) (client.Secret, error)
	Set(ctx context.Context, key string, value client.Secret) error
	Delete(ctx context.Context, key string) error
}

// resolver looks up names, as *net.Resolver does.
type resolver interface {
	LookupHost(ctx context.Context, host string) ([]string, error)
}

// Options says what to look at. Whatever is left empty is skipped or has a default.
type Options struct {
	// Addresses are the URLs of the servers, such as those of Platform and of the
	// sign-in. Each is asked as it is, with GET and without any credential. It had
	// better be one that answers with anything but a web page.
	Addresses []string
	// DataDir is the folder of the data.
	DataDir string
	// Version is that of the app.
	Version string
	// Vault is the keyring.
	Vault Vault

	// Transport is what the servers are asked through, client.NewTransport when
	// nil. Its Proxy names the proxies. It is cloned.
	Transport *http.Transport
	// NamedBy says who named the proxy on the way to a server, or that there is to be
	// none, in a word; empty for nobody. It may be nil.
	NamedBy func(ctx context.Context, server *url.URL) string

	// The rest is for tests: each has the default of this computer.

	// now is the clock; time.Now when nil.
	now func() time.Time
	// resolver looks up the names of servers; net.DefaultResolver when nil.
	resolver resolver
	// dial opens connections, to servers and proxies; net.Dialer when nil.
	dial func(ctx context.Context, network, address string) (net.Conn, error)

	// home and user are what must not be told; those of whoever runs this when
	// empty.
	home, user string
}

// complete returns the options with the defaults filled in.
func (o Options) complete() Options {
	if o.now == nil {
		o.now = time.Now
	}
	if o.Transport == nil {
		o.Transport = client.NewTransport()
	}
	if o.resolver == nil {
		o.resolver = net.DefaultResolver
	}
	if o.dial == nil {
		o.dial = (&net.Dialer{}).DialContext
	} else {
		o.Transport = o.Transport.Clone()
		o.Transport.DialContext = o.dial
	}
	if o.home == "" {
		o.home, _ = os.UserHomeDir() // without one there is nothing to hide
	}
	if o.user == "" {
		if who, err := user.Current(); err == nil {
			o.user = who.Username
		}
	}
	return o
}
