package session

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/ims"
	"mooring/client/secrets"
)

// PracticeHost is the practice Platform as the Connector needs it.
type PracticeHost interface {
	// Start begins to listen, if it does not yet, and returns the address.
	Start(ctx context.Context) (baseURL string, err error)
	// Stop ends listening.
	Stop(ctx context.Context) error
}

// Target says whom to sign in as, and where: a snapshot of the Experience
// Platform card that background work may keep.
type Target struct {
	Account history.Account
	// Secrets are the client secret as typed, and others that came with it from
	// a file: a credential may have two while one replaces the other. None to
	// use the vault's.
	Secrets []client.Secret
	// Token is a pasted access token, used in place of the client secret.
	Token client.Secret
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

// Connector makes Links. It is safe for use by several goroutines.
type Connector struct {
	vault     secrets.Vault
	practice  PracticeHost
	userAgent string
	Logger    *slog.Logger
	now       func() time.Time

	// serving orders the starts and stops of the practice Platform, and wanted
	// says what they are to come to: a stop that comes late must not end the
	// server of someone who has gone back to practising.
	serving sync.Mutex
	wanted  atomic.Bool

	mu     sync.Mutex
	key    sourceKey
	source *ims.Source // of key, kept for its token
}

// sourceKey tells whether a kept token source still fits.
type sourceKey struct{ signInURL, clientID, scopes, secrets string }

// NewConnector makes a Connector. The client secrets of saved accounts come
// from vault; logger may be nil.
func NewConnector(vault secrets.Vault, practice PracticeHost, userAgent string, logger *slog.Logger) *Connector {
	if logger == nil {
		logger = slog.New(slog.DiscardHandler)
	}
	return &Connector{vault: vault, practice: practice, userAgent: userAgent, Logger: logger, now: time.Now}
}

// Connect makes the Link of a target. It starts the practice Platform where
// that is the target, reads the vault where no secret was typed, and does not
// call Adobe: the first use of the Link signs in.
func (c *Connector) Connect(ctx context.Context, target Target) (*Link, error) {
	account := target.Account
	platformURL, signInURL := account.PlatformURL, account.SignInURL
	if account.Practice {
		base, err := c.startPractice(ctx)
		if err != nil {
			return nil, fmt.Errorf("start the practice Platform: %w", err)
		}
		platformURL, signInURL = base, base
	}
	link := &Link{Place: PlaceOf(account)}
	if err := c.signIn(ctx, link, target, signInURL); err != nil {
		return nil, err
	}
	api, err := client.New(client.Config{
		BaseURL:   platformURL,
		APIKey:    account.APIKey,
		OrgID:     account.OrgID,
		Sandbox:   account.Sandbox,
		Tokens:    link.Tokens,
		UserAgent: c.userAgent,
		Logger:    c.Logger,
	})
	if err != nil {
		return nil, err
	}
	link.Client = api
	return link, nil
}

// Address is where the requests of a target go. It starts the practice Platform
// where that is the target.
func (c *Connector) Address(ctx context.Context, target Target) (string, error) {
	if !target.Account.Practice {
		return target.Account.PlatformURL, nil
	}
	base, err := c.startPractice(ctx)
	if err != nil {
		return "", fmt.Errorf("start the practice Platform: %w", err)
	}
	return base, nil
}

func (c *Connector) signIn(ctx context.Context, link *Link, target Target, signInURL string) error {
	if !target.Token.Empty() {
		pasted, err := ims.NewPasted(target.Token, c.now)
		if err != nil {
			return err
		}
		link.Tokens = pasted
		link.Expiry = func() time.Time { at, _ := pasted.Expiry(); return at }
		return nil
	}
	typed := target.Secrets
	if len(typed) == 0 {
		stored, err := c.vault.Get(ctx, target.Account.SecretKey())
		if errors.Is(err, secrets.ErrNotFound) {
			return ErrNoSecret
		}
		if err != nil {
			return err
		}
		typed = []client.Secret{stored}
	}
	source, err := c.sourceFor(signInURL, target.Account, typed)
	if err != nil {
		return err
	}
	link.Tokens, link.Expiry, link.Secret = source, source.Expiry, source.Secret
	return nil
}

// sourceFor returns the kept token source if it is the same sign-in, so that
// one token serves all calls of a session: Adobe throttles who asks for many.
func (c *Connector) sourceFor(signInURL string, account history.Account, typed []client.Secret) (*ims.Source, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := sourceKey{signInURL: signInURL, clientID: account.APIKey, scopes: account.Scopes}
	for _, secret := range typed {
		key.secrets += secret.Reveal() + "\x00"
	}
	if c.source != nil && c.key == key {
		return c.source, nil
	}
	source, err := ims.New(ims.Config{
		BaseURL:       signInURL,
		ClientID:      account.APIKey,
		ClientSecrets: typed,
		Scopes:        account.Scopes,
		UserAgent:     c.userAgent,
	})
	if err != nil {
		var api *client.APIError
		if errors.As(err, &api) && api.Field == "BaseURL" {
			api.Field = "SignInURL" // the one of two addresses that is meant here
		}
		return nil, err
	}
	c.key, c.source = key, source
	return source, nil
}

func (c *Connector) startPractice(ctx context.Context) (string, error) {
	c.serving.Lock()
	defer c.serving.Unlock()
	return c.practice.Start(ctx)
}

// Want says whether the practice Platform is chosen. It returns at once; Leave
// and the next Connect act upon it.
func (c *Connector) Want(practice bool) { c.wanted.Store(practice) }

// Leave drops the kept sign-in and stops the practice Platform, unless that has
// been chosen again meanwhile.
func (c *Connector) Leave(ctx context.Context) {
	c.mu.Lock()
	c.key, c.source = sourceKey{}, nil
	c.mu.Unlock()
	c.serving.Lock()
	defer c.serving.Unlock()
	if c.wanted.Load() {
		return
	}
	if err := c.practice.Stop(ctx); err != nil {
		c.Logger.Warn("the practice Platform did not stop", "error", err)
	}
}

// PlaceOf says where an account's entries belong in the register.
func PlaceOf(account history.Account) history.Place {
	place := history.Place{Practice: account.Practice, OrgID: account.OrgID, Sandbox: account.Sandbox}
	if !account.Practice {
		place.PlatformURL = strings.TrimRight(account.PlatformURL, "/")
		if place.PlatformURL == "" {
			place.PlatformURL = client.DefaultBaseURL
		}
	}
	return place
}
