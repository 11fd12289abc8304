// Package session signs in: it turns the choice of an account into a client of
// Platform that is signed in as it. All clients of an account share one transport, so
// that one handshake serves them, and the keyring is read once per account and sign-in.
package session

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/ims"
	"mooring/client/secrets"
)

// PracticeHost is the practice Platform as Sessions need it.
type PracticeHost interface {
	// Start begins to listen, if it does not yet, and returns the address.
	Start(ctx context.Context) (baseURL string, err error)
	// Stop ends listening.
	Stop(ctx context.Context) error
}

// Target says whom to sign in as, and where: a snapshot of the account's form
// that background work may keep.
type Target struct {
	Account history.Account
	// Secrets are the client secret as typed, and others that came with it from
	// a file: a credential may have two while one replaces the other. None to
	// use the vault's.
	Secrets []client.Secret
	// Token is a pasted access token, used in place of the client secret.
	Token client.Secret
	// Elsewhere says that the account speaks with another server by now than with the
	// one that its entry was made at: nothing is sent to either.
	Elsewhere bool
}

// Link is a signed-in way to Platform.
type Link struct {
	Client *client.Client
	Tokens client.TokenSource
	Place  history.Place
	// Expiry is when the sign-in ends; zero if it cannot be told.
	Expiry func() time.Time
	// Secret is the client secret that signs in; nil where a token is pasted.
	Secret func() client.Secret
}

// ErrNoSecret says that the account has no client secret: none was typed and
// the vault holds none.
var ErrNoSecret = errors.New("no client secret for this account")

// ErrElsewhere says that the account of an entry speaks with another server by now.
var ErrElsewhere = errors.New("the account speaks with another server by now")

// Sessions makes Links, and keeps what they share: the transports, and the token
// sources and client secrets of the accounts that are in use. It is safe for use
// by several goroutines.
type Sessions struct {
	vault     secrets.Vault
	practice  PracticeHost
	userAgent string
	Logger    *slog.Logger
	now       func() time.Time

	ways ways

	// serving orders the starts and stops of the practice Platform, and practising
	// says what they are to come to: a stop that comes late must not end the
	// server of someone who has gone back to practising.
	serving    sync.Mutex
	practising atomic.Bool

	mu   sync.Mutex // never held while the vault is asked
	kept kept
}

// New makes Sessions. The client secrets of saved accounts come from vault;
// logger may be nil.
func New(vault secrets.Vault, practice PracticeHost, userAgent string, logger *slog.Logger) *Sessions {
	if logger == nil {
		logger = slog.New(slog.DiscardHandler)
	}
	return &Sessions{
		vault: vault, practice: practice, userAgent: userAgent, Logger: logger,
		now: time.Now, kept: newKept(0),
	}
}

// Connect makes the Link of a target. It starts the practice Platform where
// that is the target, reads the vault where no secret was typed and none is
// kept, and does not call Adobe: the first use of the Link signs in.
func (s *Sessions) Connect(ctx context.Context, target Target) (*Link, error) {
	if target.Elsewhere {
		return nil, ErrElsewhere
	}
	account := target.Account
	transport, err := s.Transport(account)
	if err != nil {
		return nil, err
	}
	platformURL, signInURL := account.PlatformURL, account.SignInURL
	if account.Practice {
		base, err := s.startPractice(ctx)
		if err != nil {
			return nil, err
		}
		platformURL, signInURL = base, base
	}
	link := &Link{Place: PlaceOf(account)}
	if err := s.signIn(ctx, link, target, signInURL, transport); err != nil {
		return nil, err
	}
	api, err := client.New(client.Config{
		BaseURL:   platformURL,
		APIKey:    account.APIKey,
		OrgID:     account.OrgID,
		Sandbox:   account.Sandbox,
		Tokens:    link.Tokens,
		UserAgent: s.userAgent,
		Transport: transport,
		Logger:    s.Logger,
	})
	if err != nil {
		return nil, err
	}
	link.Client = api
	return link, nil
}

// Address is where the requests of a target go. It starts the practice Platform
// where that is the target.
func (s *Sessions) Address(ctx context.Context, target Target) (string, error) {
	if !target.Account.Practice {
		return target.Account.PlatformURL, nil
	}
	return s.startPractice(ctx)
}

func (s *Sessions) startPractice(ctx context.Context) (string, error) {
	s.serving.Lock()
	defer s.serving.Unlock()
	base, err := s.practice.Start(ctx)
	if err != nil {
		return "", fmt.Errorf("start the practice Platform: %w", err)
	}
	return base, nil
}

// Leave says that another account has been chosen, and whether it is that of the
// practice Platform. The sign-ins and the secrets that were kept until now are
// dropped before it returns, which is at once; what signs in afterwards is kept.
func (s *Sessions) Leave(practice bool) {
	s.practising.Store(practice)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept = newKept(s.kept.era + 1)
}

// Tidy stops the practice Platform, unless it is what is chosen.
func (s *Sessions) Tidy(ctx context.Context) {
	s.serving.Lock()
	defer s.serving.Unlock()
	if s.practising.Load() {
		return
	}
	if err := s.practice.Stop(ctx); err != nil {
		s.Logger.Warn("the practice Platform did not stop", "error", err)
	}
}

func (s *Sessions) signIn(ctx context.Context, link *Link, target Target, signInURL string, transport http.RoundTripper) error {
	if !target.Token.Empty() {
		pasted, err := ims.NewPasted(target.Token, s.now)
		if err != nil {
			return err
		}
		link.Tokens = pasted
		link.Expiry = func() time.Time { at, _ := pasted.Expiry(); return at }
		return nil
	}
	era, typed := s.era(), target.Secrets
	if len(typed) == 0 {
		stored, err := s.secret(ctx, target.Account.SecretKey(), era)
		if err != nil {
			return err
		}
		typed = []client.Secret{stored}
	}
	source, err := s.sourceFor(signInURL, target.Account, typed, transport, era)
	if err != nil {
		return err
	}
	link.Tokens, link.Expiry, link.Secret = source, source.Expiry, source.Secret
	return nil
}
