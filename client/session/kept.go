package session

import (
	"context"
	"crypto/sha256"
	"errors"
	"hash"
	"net/http"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/ims"
	"mooring/client/secrets"
)

// kept is what the Links of the accounts in use share.
type kept struct {
	era     int // counts what voids a sign-in that is being prepared: nothing of it is kept then
	sources map[sourceKey]*ims.Source
	secrets map[string]client.Secret // by the key of the vault
}

func newKept(era int) kept {
	return kept{era: era, sources: map[sourceKey]*ims.Source{}, secrets: map[string]client.Secret{}}
}

// sourceKey tells whether a kept token source still fits. It is a hash, so that
// no client secret lies about in a form that can be printed.
type sourceKey [sha256.Size]byte

func keyOf(signInURL string, account history.Account, typed []client.Secret) sourceKey {
	h := sha256.New()
	for _, part := range []string{signInURL, account.APIKey, account.Scopes, account.Authority} {
		add(h, part)
	}
	for _, secret := range typed {
		add(h, secret.Reveal())
	}
	return sourceKey(h.Sum(nil))
}

func add(h hash.Hash, part string) {
	_, _ = h.Write([]byte(part)) // never fails
	_, _ = h.Write([]byte{0})    // so that "a", "bc" is not "ab", "c"
}

// era is that in which a sign-in begins to be prepared.
func (s *Sessions) era() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.kept.era
}

// secret is the client secret of a saved account, read from the vault once.
func (s *Sessions) secret(ctx context.Context, key string, era int) (client.Secret, error) {
	s.mu.Lock()
	held, ok := s.kept.secrets[key]
	s.mu.Unlock()
	if ok {
		return held, nil
	}
	stored, err := s.vault.Get(ctx, key)
	if errors.Is(err, secrets.ErrNotFound) {
		return client.Secret{}, ErrNoSecret
	}
	if err != nil {
		return client.Secret{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept.era == era {
		s.kept.secrets[key] = stored
	}
	return stored, nil
}

// Forget drops the client secret that is kept under a key of the vault, and what
// is being read of it: it has changed there, or is to be read anew.
func (s *Sessions) Forget(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept.era++
	delete(s.kept.secrets, key)
}

// sourceFor returns the kept token source if it is the same sign-in, so that
// one token serves all calls of a session: Adobe throttles who asks for many.
func (s *Sessions) sourceFor(signInURL string, account history.Account, typed []client.Secret, transport http.RoundTripper, era int) (*ims.Source, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := keyOf(signInURL, account, typed)
	if source := s.kept.sources[key]; source != nil {
		return source, nil
	}
	source, err := ims.New(ims.Config{
		BaseURL:       signInURL,
		ClientID:      account.APIKey,
		ClientSecrets: typed,
		Scopes:        account.Scopes,
		UserAgent:     s.userAgent,
		Transport:     transport,
		Now:           s.now,
	})
	if err != nil {
		if api, ok := errors.AsType[*client.APIError](err); ok && api.Field == "BaseURL" {
			api.Field = "SignInURL" // the one of two addresses that is meant here
		}
		return nil, err
	}
	if s.kept.era == era {
		s.kept.sources[key] = source
	}
	return source, nil
}
