package gui

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/client/proxy"
	"mooring/client/secrets"
	"mooring/client/session"
	accountmodel "mooring/gui/model/account"
	"mooring/gui/model/ingest"
	supportmodel "mooring/gui/model/support"
	"mooring/gui/parts"
	"mooring/gui/process"
)

// backend is what the window works with: everything that touches the disk, the
// keyring and the network.
type backend struct {
	register  *history.Register
	keyring   secrets.Vault      // the system's own
	vault     secrets.Vault      // which falls back to this session where there is none
	practice  *practice.Platform // nil if it did not open
	service   *provision.Service
	flows     *provision.Flows
	ingest    *provision.Ingest
	connector *session.Sessions
	proxies   *proxy.Proxies
	look      supportmodel.Look
	logger    *slog.Logger
}

// others lets other people work on the practice Platform; *practice.Platform
// does.
type others interface {
	Elsewhere(ctx context.Context, what practice.Elsewhere, org, sandbox, id string) error
}

// openBackend opens the register and what stands beside it in the data folder.
// It takes as long as the disk does: it is for background work.
func openBackend(ctx context.Context, dir string, about process.About, logger *slog.Logger) (*backend, error) {
	register, err := history.Open(ctx, history.Options{Dir: dir})
	if err != nil {
		return nil, err
	}
	if aside := register.Notice(); aside != nil && aside.Cause != nil {
		logger.Error("the register was damaged and is set aside", "error", aside.Cause)
	}
	// Trouble with the practice Platform's own file is no reason to keep anyone
	// from the real work: it is told when practice is chosen.
	var host session.PracticeHost
	platform, err := practice.Open(ctx, practice.Options{Dir: dir, Logger: logger})
	if err != nil {
		logger.Error("the practice Platform did not open", "error", err)
		host = brokenPractice{err}
	} else {
		host = platform
	}
	keyring := secrets.Keyring(about.ID)
	vault := secrets.WithFallback(keyring)
	connector := session.New(vault, host, about.UserAgent(), logger)
	return &backend{
		register:  register,
		keyring:   keyring,
		vault:     vault,
		practice:  platform,
		service:   provision.New(register.Journal, provision.Options{Logger: logger}),
		flows:     provision.NewFlows(register.Journal, provision.Options{Logger: logger}),
		ingest:    provision.NewIngest(register.Journal, register.Plans, provision.Options{Logger: logger}),
		connector: connector,
		proxies:   throughProxies(connector, vault),
		look:      supportmodel.ReadLook(ctx, register.Settings),
		logger:    logger,
	}, nil
}

// maker makes dataflows for the room that brings data in.
type maker struct {
	ingest *provision.Ingest
	making *atomic.Int32 // how many of its calls are under way
}

func newMaker(in *provision.Ingest) maker { return maker{in, &atomic.Int32{}} }

// begin counts a call until its end.
func (m maker) begin() (end func()) {
	m.making.Add(1)
	return func() { m.making.Add(-1) }
}

// busy reports whether one is being made, changed or deleted.
func (m maker) busy() bool { return m.making.Load() > 0 }

// Start makes a dataflow with what belongs to it.
func (m maker) Start(ctx context.Context, p *client.Client, attemptID string, plan ingest.Plan, progress func(piece, state string)) (client.FlowID, error) {
	defer m.begin()()
	return m.ingest.Start(ctx, provision.IngestOf(p), attemptID, provision.Plan(plan), func(piece provision.Piece, state provision.PieceState) {
		progress(string(piece), string(state))
	})
}

// Edit changes a dataflow, and its mapping where there is another one.
func (m maker) Edit(
	ctx context.Context, p *client.Client, attemptID string, flow client.FlowID, etag client.ETag, change client.FlowChange, mapping *client.NewMappingSet,
) error {
	defer m.begin()()
	if mapping != nil {
		return m.ingest.Remap(ctx, provision.IngestOf(p), attemptID, flow, etag, change, *mapping)
	}
	return m.ingest.Edit(ctx, provision.IngestOf(p), attemptID, flow, etag, change)
}

// Delete deletes a dataflow with what belongs to it.
func (m maker) Delete(ctx context.Context, p *client.Client, attemptID string, flow client.FlowID) error {
	defer m.begin()()
	return m.ingest.Delete(ctx, provision.IngestOf(p), attemptID, flow)
}

// close lets go of the files. What is still under way is settled at the next start.
func (b *backend) close() error {
	trouble := b.register.Close() // first: there may be little time
	if b.practice != nil {
		trouble = errors.Join(trouble, b.practice.Close())
	}
	return trouble
}

// throughProxies takes the calls of the sessions through the proxies that the desktop
// names.
func throughProxies(connector *session.Sessions, vault secrets.Vault) *proxy.Proxies {
	proxies := proxy.New(vault)
	connector.Through(proxies)
	return proxies
}

// brokenPractice stands in for a practice Platform that did not open.
type brokenPractice struct{ err error }

// Start says why.
func (b brokenPractice) Start(context.Context) (string, error) { return "", b.err }

// Stop has nothing to do.
func (brokenPractice) Stop(context.Context) error { return nil }

// Forget does what *Forget everything* does, without a window: for whoever removes the
// app, and for its uninstaller. It returns what they are to know. Where a keyring is there
// and does not give its items up, that is an error, and the files stay: they know the
// items. Where there is none to ask, the files go.
func Forget(about process.About, options process.Options, claim *process.Claim) (said string, err error) {
	if !claim.Held() {
		return "", errors.New("another Mooring has the data folder and does not answer: nothing was removed")
	}
	if err := parts.UseLanguage(""); err != nil {
		return "", errors.Join(err, claim.Release(false))
	}
	b, err := openBackend(context.Background(), options.DataDir, about, slog.New(slog.DiscardHandler))
	if err != nil {
		return "", errors.Join(err, claim.Release(false))
	}
	return b.forget(claim, about.ID)
}

// forget lets everything go; service is what the keyring files its items under.
func (b *backend) forget(claim *process.Claim, service string) (said string, err error) {
	err = b.forgetSecrets()
	switch {
	case errors.Is(err, secrets.ErrMissing):
		said, err = parts.Tr("forgetAll.noKeyring", "Service", service), nil
	case keyringFailed(err):
		err = kept{parts.Tr("forgetAll.kept"), err}
	}
	err = errors.Join(err, b.close())
	if err = errors.Join(err, claim.Release(err == nil)); err != nil {
		said = ""
	}
	return said, err
}

// keyringFailed reports whether it is the keyring that keeps something from being
// forgotten.
func keyringFailed(err error) bool {
	return errors.Is(err, secrets.ErrUnavailable) || errors.Is(err, secrets.ErrTimeout)
}

// kept is why nothing was forgotten, in words for people.
type kept struct {
	text  string
	cause error
}

func (k kept) Error() string { return k.text }
func (k kept) Unwrap() error { return k.cause }

// forgetSecrets removes the client secrets of all saved accounts, and the passwords of
// proxies, from the keyring.
func (b *backend) forgetSecrets() error {
	accounts := accountmodel.NewAccounts(atOnce{}, b.register.Accounts, b.vault, b.connector, accountmodel.PracticeSecrets{})
	proxies := accountmodel.NewProxyLogin(atOnce{}, b.proxies, b.register.Settings, accounts.SignInAgain)
	var trouble error
	accounts.Load(func(_ history.Account, err error) {
		if trouble = err; err == nil {
			forgetSecrets(accounts, proxies, func(err error) { trouble = err })
		}
	})
	return trouble
}

// atOnce is the runner where there is no window to keep from freezing.
type atOnce struct{}

// Go does the work here and now.
func (atOnce) Go(work func() func()) {
	if apply := work(); apply != nil {
		apply()
	}
}

// Apply runs f here and now.
func (atOnce) Apply(f func()) { f() }

// After is for what a window shows later: here nobody sees it.
func (atOnce) After(time.Duration, func()) func() { return func() {} }
