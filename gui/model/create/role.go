package create

import (
	"context"
	"time"

	"mooring/client/amazon"
	"mooring/client/history"
	"mooring/client/session"
	"mooring/gui/model"
)

// Role knows which organizations have an IAM role of Adobe that can read a bucket in
// place of keys. Platform is asked, and nothing else tells.
type Role struct {
	// Changed tells that an answer has come.
	Changed *model.Signal

	runner    model.Runner
	connector *session.Sessions
	ctx       context.Context
	stop      context.CancelFunc
	tried     map[history.Place]bool   // since the last Again
	known     map[history.Place]string // "" for one that has none; the places without their sandboxes
}

// roleLimit is how long the question may take: nobody waits for it.
const roleLimit = 30 * time.Second

// NewRole makes a Role that knows of no organization.
func NewRole(runner model.Runner, connector *session.Sessions) *Role {
	r := &Role{Changed: model.NewSignal(runner), runner: runner, connector: connector, tried: map[history.Place]bool{}, known: map[history.Place]string{}}
	r.ctx, r.stop = context.WithCancel(context.Background())
	return r
}

func organizationOf(target session.Target) history.Place {
	place := session.PlaceOf(target.Account)
	place.Sandbox = ""
	return place
}

// Of returns the role of the organization of a target, or "" where there is none or
// it is not known; answered says that Platform has told.
func (r *Role) Of(target session.Target) (role string, answered bool) {
	role, answered = r.known[organizationOf(target)]
	return role, answered
}

// Look asks Platform for the role of the organization of a target, once, unless it has
// told. Without a sandbox it cannot be asked.
func (r *Role) Look(target session.Target) {
	place := session.PlaceOf(target.Account)
	if _, answered := r.Of(target); answered || place.Sandbox == "" || r.tried[place] {
		return
	}
	r.tried[place] = true
	r.Ask(target, nil)
}

// Again lets Look ask once more where no answer came, as after a new sign-in.
func (r *Role) Again() { clear(r.tried) }

// Ask asks Platform for the role, unless it is known. then, which may be nil, gets it,
// or why there is none. That it could not be asked is not remembered.
func (r *Role) Ask(target session.Target, then func(role string, problem model.Problem)) {
	if then == nil {
		then = func(string, model.Problem) {}
	}
	organization := organizationOf(target)
	if role := r.known[organization]; role != "" {
		then(role, model.Problem{})
		return
	}
	r.runner.Go(func() func() {
		role, err := r.ask(target)
		return func() {
			problem := model.Explain(err)
			if err == nil || problem.Name == "roleRefused" {
				r.known[organization] = role
				r.Changed.Emit()
			}
			then(role, problem)
		}
	})
}

// Stop ends what Platform is asked.
func (r *Role) Stop() { r.stop() }

func (r *Role) ask(target session.Target) (string, error) {
	ctx, cancel := context.WithTimeout(r.ctx, roleLimit)
	defer cancel()
	link, err := r.connector.Connect(ctx, target)
	if err != nil {
		return "", err
	}
	return link.Client.IAMRole(ctx)
}

// BucketPolicy is the policy by which the bucket in a form lets a role in.
func BucketPolicy(role string, form *model.Form) (string, error) {
	policy, err := amazon.BucketPolicy(role, form.Value(model.FieldBucket), form.Value(model.FieldFolder))
	return string(policy), err
}
