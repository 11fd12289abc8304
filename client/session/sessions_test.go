package session_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/secrets"
	"mooring/client/session"
)

// vault counts how often it is read, and lets a test see that from within.
type vault struct {
	secrets.Vault
	read    int
	reading func()
}

func (v *vault) Get(ctx context.Context, key string) (client.Secret, error) {
	v.read++
	if v.reading != nil {
		v.reading()
	}
	return v.Vault.Get(ctx, key)
}

// host is a practice Platform that counts the connections to it.
type host struct {
	*practice.Platform
	server *httptest.Server
	mu     sync.Mutex
	opened int
	stops  int
}

func (h *host) Start(context.Context) (string, error) { return h.server.URL, nil }
func (h *host) Stop(context.Context) error            { h.stops++; return nil }

func newHost(t *testing.T) *host {
	t.Helper()
	platform, err := practice.Open(t.Context(), practice.Options{Dir: t.TempDir(), Record: true})
	if err != nil {
		t.Fatal(err)
	}
	h := &host{Platform: platform}
	h.server = httptest.NewUnstartedServer(platform)
	h.server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		h.mu.Lock()
		defer h.mu.Unlock()
		if state == http.StateNew {
			h.opened++
		}
	}
	h.server.Start()
	t.Cleanup(func() {
		h.server.Close()
		if err := platform.Close(); err != nil {
			t.Error(err)
		}
	})
	return h
}

// tokens is how often a token was asked for.
func (h *host) tokens() int {
	n := 0
	for _, request := range h.Requests() {
		if strings.Contains(request.Path, "/ims/token") {
			n++
		}
	}
	return n
}

func account(h *host) history.Account {
	return history.Account{
		ID: "luma", OrgID: practice.OrgID, APIKey: practice.APIKey, Sandbox: practice.SandboxDevelopment,
		PlatformURL: h.server.URL, SignInURL: h.server.URL,
	}
}

// use connects and asks for the sandboxes, as a sign-in does.
func use(t *testing.T, s *session.Sessions, target session.Target) {
	t.Helper()
	link, err := s.Connect(t.Context(), target)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := link.Client.Sandboxes(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsShared(t *testing.T) {
	h, v := newHost(t), &vault{Vault: secrets.NewSession()}
	s := session.New(v, h, "Mooring/test", nil)
	target := session.Target{Account: account(h)}
	if err := v.Set(t.Context(), target.Account.SecretKey(), client.NewSecret(practice.ClientSecret)); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		use(t, s, target)
	}
	if v.read != 1 {
		t.Errorf("the vault was read %d times", v.read)
	}
	if got := h.tokens(); got != 1 {
		t.Errorf("%d tokens were asked for", got)
	}
	if h.opened != 1 {
		t.Errorf("%d connections were opened", h.opened)
	}
	s.Forget(target.Account.SecretKey())
	use(t, s, target)
	if v.read != 2 || h.tokens() != 1 {
		t.Errorf("after the secret was forgotten: read %d times, %d tokens", v.read, h.tokens())
	}
	s.Leave(false)
	use(t, s, target)
	if v.read != 3 || h.tokens() != 2 {
		t.Errorf("after the account was left: read %d times, %d tokens", v.read, h.tokens())
	}
}

// A secret that is being read while it changes is not kept.
func TestSecretThatChangesWhileItIsRead(t *testing.T) {
	h, v := newHost(t), &vault{Vault: secrets.NewSession()}
	s := session.New(v, h, "Mooring/test", nil)
	target := session.Target{Account: account(h)}
	key := target.Account.SecretKey()
	for what, during := range map[string]func(){
		"forgotten": func() { s.Forget(key) },
		"left":      func() { s.Leave(false) },
	} {
		if err := v.Set(t.Context(), key, client.NewSecret(practice.ClientSecret)); err != nil {
			t.Fatal(err)
		}
		tokens := h.tokens()
		v.read, v.reading = 0, during
		use(t, s, target)
		v.reading = nil
		use(t, s, target)
		use(t, s, target)
		if v.read != 2 {
			t.Errorf("%s while it was read: read %d times, want again once", what, v.read)
		}
		if got := h.tokens() - tokens; got != 2 {
			t.Errorf("%s while it was read: %d tokens were asked for, want one more: what signs in was kept", what, got)
		}
		s.Leave(false)
	}
}

// Whose practice Platform has been chosen again keeps it: the stop comes late.
func TestTidyLeavesWhatIsChosen(t *testing.T) {
	h := newHost(t)
	s := session.New(secrets.NewSession(), h, "Mooring/test", nil)
	s.Leave(false)
	s.Leave(true)
	s.Tidy(t.Context())
	if h.stops != 0 {
		t.Error("the practice Platform is stopped under the one who has chosen it")
	}
	s.Leave(false)
	s.Tidy(t.Context())
	if h.stops != 1 {
		t.Error("the practice Platform goes on")
	}
}

func TestNoSecret(t *testing.T) {
	h := newHost(t)
	s := session.New(secrets.NewSession(), h, "Mooring/test", nil)
	if _, err := s.Connect(t.Context(), session.Target{Account: account(h)}); !errors.Is(err, session.ErrNoSecret) {
		t.Errorf("Connect = %v", err)
	}
}

// What Sessions keep holds no secret that a log or a crash could print.
func TestSessionsPrintNoSecret(t *testing.T) {
	h := newHost(t)
	s := session.New(secrets.NewSession(), h, "Mooring/test", nil)
	use(t, s, session.Target{Account: account(h), Secrets: []client.Secret{client.NewSecret(practice.ClientSecret)}})
	for _, form := range []string{"%v", "%+v", "%#v"} {
		if strings.Contains(fmt.Sprintf(form, s), practice.ClientSecret) {
			t.Errorf("%s prints the client secret", form)
		}
	}
}

// TestLinks connects once for each account and sandbox, be it in vain; what was called
// off says nothing of the next time.
func TestLinks(t *testing.T) {
	v := &vault{Vault: secrets.NewSession()}
	links := session.New(v, newHost(t), "test", nil).Links()
	at := func(id, sandbox string) session.Target {
		return session.Target{Account: history.Account{ID: id, OrgID: practice.OrgID, APIKey: practice.APIKey, Sandbox: sandbox}}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for i, tt := range []struct {
		ctx    context.Context
		target session.Target
		read   int // so far
	}{
		{ended, at("a", "prod"), 1},
		{t.Context(), at("a", "prod"), 2},
		{t.Context(), at("a", "prod"), 2},
		{t.Context(), at("a", "dev"), 3},
		{t.Context(), at("b", "prod"), 4},
		{t.Context(), at("a", "dev"), 4},
	} {
		if link, err := links.To(tt.ctx, tt.target); link != nil || err == nil || v.read != tt.read {
			t.Errorf("%d: read %d times, %v", i, v.read, err)
		}
	}
}
