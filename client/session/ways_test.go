package session_test

import (
	"net/http"
	"testing"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/proxy/proxytest"
	"mooring/client/secrets"
	"mooring/client/session"
)

// sandboxes signs in as the account and asks for the sandboxes.
func sandboxes(t *testing.T, s *session.Sessions, account history.Account) error {
	t.Helper()
	link, err := s.Connect(t.Context(), session.Target{Account: account, Secrets: []client.Secret{client.NewSecret(practice.ClientSecret)}})
	if err != nil {
		return err
	}
	_, err = link.Client.Sandboxes(t.Context())
	return err
}

func untrusted(err error) bool {
	return client.SortNetError(err, time.Now()).Cause == client.NetUntrusted
}

// A server of a private authority is refused, accepted with the authority's
// certificate, and refused again once its certificate is another's. What one account
// trusts is no matter to another.
func TestPrivateAuthority(t *testing.T) {
	h := newHost(t)
	own, other := proxytest.NewAuthority(t, "Luma"), proxytest.NewAuthority(t, "Luma")
	s := session.New(secrets.NewSession(), h, "Mooring/test", nil)
	at := func(authority *proxytest.Authority) history.Account {
		server := authority.Serve(t, h.Platform)
		account := account(h)
		account.PlatformURL, account.SignInURL = server.URL, server.URL
		return account
	}
	account := at(own)
	if err := sandboxes(t, s, account); !untrusted(err) {
		t.Fatalf("without its certificate: %v", err)
	}
	account.Authority = own.PEM()
	if err := sandboxes(t, s, account); err != nil {
		t.Fatalf("with its certificate: %v", err)
	}
	stranger := at(other)
	stranger.Authority = own.PEM()
	if err := sandboxes(t, s, stranger); !untrusted(err) {
		t.Errorf("of another authority, of the same name: %v", err)
	}
	account.Authority = ""
	if err := sandboxes(t, s, account); !untrusted(err) {
		t.Errorf("without the certificate again: %v", err)
	}
	account.Authority = "nonsense"
	if err := sandboxes(t, s, account); err == nil {
		t.Error("nonsense for a certificate is taken")
	}
}

// network counts the transports that it prepares.
type network struct{ used int }

func (n *network) Use(*http.Transport) { n.used++ }

func TestThrough(t *testing.T) {
	h, n := newHost(t), &network{}
	s := session.New(secrets.NewSession(), h, "Mooring/test", nil)
	s.Through(n)
	for range 2 {
		if err := sandboxes(t, s, account(h)); err != nil {
			t.Fatal(err)
		}
	}
	trusting := account(h)
	trusting.Authority = proxytest.NewAuthority(t, "Luma").PEM()
	if err := sandboxes(t, s, trusting); err != nil {
		t.Fatal(err)
	}
	if n.used != 2 {
		t.Errorf("%d transports for two ways", n.used)
	}
}
