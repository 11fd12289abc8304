package account

import (
	"slices"
	"time"

	"mooring/client"
	"mooring/gui/model"
)

// State is where the sign-in of the chosen account stands.
type State int

// The states of a sign-in.
const (
	SignedOut State = iota
	SigningIn
	SignedIn
	SignInFailed
)

// Status is how far the sign-in of the chosen account has come, and what it
// brought. The zero value is signed out.
type Status struct {
	state     State
	problem   model.Problem
	unsaved   bool // which is the problem
	sandboxes []client.Sandbox
	expiry    time.Time
	lost      string
	wrong     model.Field
}

// State is where the sign-in stands.
func (s Status) State() State { return s.state }

// Problem is why the sign-in failed or, after one that did not, why the account
// could not be saved.
func (s Status) Problem() model.Problem { return s.problem }

// NotSaved reports whether the problem is that the account could not be saved.
func (s Status) NotSaved() bool { return s.unsaved && !s.problem.Empty() }

// Expiry is until when the sign-in is valid; zero if it cannot be told.
func (s Status) Expiry() time.Time { return s.expiry }

// Sandboxes are the organization's sandboxes that can be used, once signed in.
// There are none where the credential may not list them.
func (s Status) Sandboxes() []client.Sandbox { return s.sandboxes }

// Wrong is the field that kept the last sign-in from beginning, or FieldNone.
func (s Status) Wrong() model.Field { return s.wrong }

// LostSandbox is the sandbox that was chosen before this sign-in, and that the
// organization does not have; "" for none.
func (s Status) LostSandbox() string { return s.lost }

func (s Status) sandbox(name string) (client.Sandbox, bool) {
	i := slices.IndexFunc(s.sandboxes, func(sandbox client.Sandbox) bool { return sandbox.Name == name })
	if i < 0 {
		return client.Sandbox{}, false
	}
	return s.sandboxes[i], true
}
