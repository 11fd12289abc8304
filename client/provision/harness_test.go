package provision_test

import (
	"bytes"
	"context"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/ims"
	"mooring/client/practice"
	"mooring/client/provision"
)

const (
	secretKey    = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
	sessionToken = "FwoGZXIvYXdzEXAMPLESESSIONTOKEN//////////wEaDM"
)

var practicePlace = history.Place{Practice: true, OrgID: practice.OrgID, Sandbox: practice.SandboxDevelopment}

// world is everything that an attempt meets, real but for the network, which
// is in memory so that time can be faked.
type world struct {
	dir      string
	platform *practice.Platform
	register *history.Register
	client   *client.Client
	tokens   client.TokenSource
	service  *provision.Service
}

// newWorld is to be called within a synctest bubble; the returned function ends
// whatever it began.
func newWorld(t *testing.T, place history.Place) (*world, func()) {
	t.Helper()
	dir := t.TempDir()
	platform, err := practice.Open(t.Context(), practice.Options{Dir: filepath.Join(dir, "practice"), Record: true})
	if err != nil {
		t.Fatal(err)
	}
	listener := newPipeListener()
	server := &http.Server{Handler: platform, ReadHeaderTimeout: time.Minute}
	served := make(chan struct{})
	go func() { defer close(served); _ = server.Serve(listener) }()
	transport := client.NewTransport()
	transport.Proxy, transport.DialContext = nil, listener.dial
	w := &world{dir: filepath.Join(dir, "register"), platform: platform}
	w.register = openRegister(t, w.dir)
	w.client, w.tokens = signIn(t, "http://127.0.0.1:1", place, transport)
	w.service = provision.New(w.register.Journal, provision.Options{})
	return w, func() {
		transport.CloseIdleConnections()
		_ = server.Close()
		<-served
		if err := w.register.Close(); err != nil {
			t.Error(err)
		}
		if err := platform.Close(); err != nil {
			t.Error(err)
		}
	}
}

func openRegister(t testing.TB, dir string) *history.Register {
	t.Helper()
	register, err := history.Open(t.Context(), history.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	return register
}

func signIn(t testing.TB, baseURL string, place history.Place, transport http.RoundTripper) (*client.Client, client.TokenSource) {
	t.Helper()
	c, tokens, err := connect(baseURL, place, transport)
	if err != nil {
		t.Fatal(err)
	}
	return c, tokens
}

// connect is signIn for who has no test, such as a process that is to be killed.
func connect(baseURL string, place history.Place, transport http.RoundTripper) (*client.Client, client.TokenSource, error) {
	tokens, err := ims.New(ims.Config{
		BaseURL: baseURL, ClientID: practice.APIKey,
		ClientSecrets: []client.Secret{client.NewSecret(practice.ClientSecret)}, Transport: transport,
	})
	if err != nil {
		return nil, nil, err
	}
	c, err := client.New(client.Config{
		BaseURL: baseURL, APIKey: practice.APIKey, OrgID: place.OrgID, Sandbox: place.Sandbox,
		Tokens: tokens, Transport: transport,
	})
	return c, tokens, err
}

func practiceRequest(name, accessKeyID string) provision.Request {
	return provision.Request{
		Place: practicePlace, AccountID: "practice", APIKey: practice.APIKey,
		Connection: client.NewConnection{
			Name: name, Description: "A test.",
			S3: client.S3Credentials{
				AccessKeyID: accessKeyID, SecretAccessKey: client.NewSecret(secretKey),
				SessionToken: client.NewSecret(sessionToken), Bucket: "acme-data", FolderPath: "in",
			},
		},
	}
}

// agree checks that register and Platform say the same of the one attempt,
// whatever has happened: that is the promise.
func agree(t *testing.T, register *history.Register, platform *practice.Platform, name string, settled bool) history.Entry {
	t.Helper()
	entries, err := entriesOf(t.Context(), register, history.Query{Practice: true})
	if err != nil {
		t.Fatal(err)
	}
	var entry history.Entry
	for _, e := range entries {
		if e.Name == name {
			if entry.AttemptID != "" {
				t.Errorf("the register holds more than one attempt of %s", name)
			}
			entry = e
		}
	}
	all, err := platform.Connections(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var held []practice.Connection
	for _, c := range all {
		if c.Name == name {
			held = append(held, c)
		}
	}
	switch {
	case len(held) > 1:
		t.Errorf("twins: Platform holds %d connections of %s", len(held), name)
	case !settled:
	case len(held) == 1 && (entry.State != history.Created || string(entry.ConnectionID) != held[0].ID || string(entry.ETag) != held[0].ETag):
		t.Errorf("Platform holds %s (%s), the register %s %q (%s)", held[0].ID, held[0].ETag, entry.State, entry.ConnectionID, entry.ETag)
	case len(held) == 0 && (entry.State == history.Created || entry.State == history.Unknown || entry.State == history.Pending):
		t.Errorf("Platform holds nothing, the register says %s", entry.State)
	}
	return entry
}

// noSecrets looks through every file under dir.
func noSecrets(t *testing.T, dir string, more ...string) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		files++
		data, err := os.ReadFile(path) //nolint:gosec // G122: the test's own folder
		if err != nil {
			return err
		}
		for _, secret := range append(more, secretKey, sessionToken, practice.ClientSecret, "Bearer ") {
			if bytes.Contains(data, []byte(secret)) {
				t.Errorf("%s holds a secret", filepath.Base(path))
			}
		}
		return nil
	})
	if err != nil || files == 0 {
		t.Errorf("looked through %d files: %v", files, err)
	}
}

// pipeListener is a network in memory.
type pipeListener struct {
	conns  chan net.Conn
	closed chan struct{}
}

func newPipeListener() *pipeListener {
	return &pipeListener{conns: make(chan net.Conn), closed: make(chan struct{})}
}

func (l *pipeListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l *pipeListener) Close() error {
	select {
	case <-l.closed:
	default:
		close(l.closed)
	}
	return nil
}

func (l *pipeListener) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1} }

func (l *pipeListener) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	near, far := net.Pipe()
	select {
	case l.conns <- far:
		return near, nil
	case <-l.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// entriesOf is what a query finds in the register.
func entriesOf(ctx context.Context, r *history.Register, q history.Query) ([]history.Entry, error) {
	var entries []history.Entry
	err := r.Entries.Each(ctx, q, func(e history.Entry) error { entries = append(entries, e); return nil })
	return entries, err
}
