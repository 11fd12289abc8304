package modeltest

import (
	"testing"
	"time"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/client/secrets"
	"mooring/client/session"
)

// Desk is what models work with: a real register, a real practice Platform, and a
// vault in memory.
type Desk struct {
	Register *history.Register
	Practice *practice.Platform
	Vault    secrets.Vault
	Sessions *session.Sessions
	Service  *provision.Service
	Flows    *provision.Flows
	Ingest   *provision.Ingest
}

// NewDesk makes a Desk whose register is in the folder of the practice Platform.
// settle is the time that a connection may take to turn up; 0 for the usual one.
func NewDesk(t *testing.T, options practice.Options, settle time.Duration) *Desk {
	t.Helper()
	register, err := history.Open(t.Context(), history.Options{Dir: options.Dir})
	if err != nil {
		t.Fatal(err)
	}
	platform, err := practice.Open(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := platform.Close(); err != nil {
			t.Error(err)
		}
		if err := register.Close(); err != nil {
			t.Error(err)
		}
	})
	vault := secrets.NewSession()
	return &Desk{
		Register: register, Practice: platform, Vault: vault,
		Sessions: session.New(vault, platform, "Mooring/test", nil),
		Service:  provision.New(register.Journal, provision.Options{Settle: settle, Now: options.Now}),
		Flows:    provision.NewFlows(register.Journal, provision.Options{Settle: settle, Now: options.Now}),
		Ingest:   provision.NewIngest(register.Journal, register.Plans, provision.Options{Settle: settle, Now: options.Now}),
	}
}
