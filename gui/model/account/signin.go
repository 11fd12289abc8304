package account

import (
	"cmp"
	"context"
	"slices"
	"time"

	"mooring/client"
	"mooring/client/ims"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/model"
)

// signing is the sign-in of the chosen account.
type signing struct {
	// Status is how far it has come.
	Status

	accounts *Accounts

	attempt int  // results of older ones are ignored
	again   bool // sign in once more if the one under way fails
	cancel  context.CancelFunc
}

// SignIn signs in with what is entered and, if that works, saves the account and
// offers its sandboxes. It reports whether it began; where it did not, the first
// wrong field is noted in the form and returned.
func (s *signing) SignIn() (began bool, wrong model.Field) {
	a := s.accounts
	if a.state == SigningIn {
		return true, model.FieldNone
	}
	if wrong = a.CheckSignIn(); wrong != model.FieldNone {
		return false, wrong
	}
	a.Stop()
	if again, ok := a.vault.(interface{ Retry() }); ok {
		again.Retry() // it may have been unlocked since
	}
	attempt, target := a.attempt, a.Target()
	a.sessions.Forget(target.Account.SecretKey()) // it may have been changed since
	ctx, cancel := context.WithTimeout(context.Background(), signInLimit)
	a.cancel = cancel
	a.Status = Status{state: SigningIn}
	a.Changed.Emit()
	a.runner.Go(func() func() {
		defer cancel()
		done := signIn(ctx, a.sessions, target)
		return func() {
			if attempt == a.attempt {
				a.signedIn(target, done)
			}
		}
	})
	return true, model.FieldNone
}

// CheckSignIn judges what a sign-in needs: each field that cannot be right is marked, and
// the first of them returned.
func (s *signing) CheckSignIn() (wrong model.Field) {
	a := s.accounts
	for _, field := range a.Form.Fields() {
		if field == model.FieldSandbox {
			continue
		}
		if note := a.Form.Judge(field); note.Level == model.Error {
			a.Form.Leave(field)
			wrong = cmp.Or(wrong, field)
		}
	}
	if wrong != model.FieldNone {
		a.wrong = wrong
		a.Changed.Emit()
	}
	return wrong
}

// SignInAgain signs in once more where the last time has failed, or where the one under
// way will have failed, and reports whether it does.
func (s *signing) SignInAgain() bool {
	switch s.state {
	case SigningIn:
		s.again = true // what it fails for may be out of the way by now
		return true
	case SignInFailed:
		began, _ := s.SignIn()
		return began
	default:
		return false
	}
}

// Stop ends a sign-in that is under way.
func (s *signing) Stop() {
	s.attempt++
	s.again = false
	if s.cancel != nil {
		s.cancel()
		s.cancel = nil
	}
}

type signInResult struct {
	sandboxes []client.Sandbox
	expiry    time.Time
	secret    client.Secret // that worked; empty where a token is pasted
	technical string        // the technical account of the credential; empty where it cannot be told
	err       error
}

func signIn(ctx context.Context, sessions *session.Sessions, target session.Target) signInResult {
	link, err := sessions.Connect(ctx, target)
	if err != nil {
		return signInResult{err: err}
	}
	token, err := link.Tokens.Token(ctx)
	if err != nil {
		return signInResult{err: err}
	}
	done := signInResult{expiry: link.Expiry(), technical: ims.TechnicalAccountOf(token, target.Account.APIKey)}
	if link.Secret != nil {
		done.secret = link.Secret()
	}
	sandboxes, err := link.Client.Sandboxes(ctx)
	switch {
	case provision.NotListed(err): // the sandbox is then typed in
		err = nil
	case err == nil && len(sandboxes) == 0:
		err = provision.ErrNoSandbox
	}
	done.sandboxes, done.err = slices.DeleteFunc(sandboxes, func(s client.Sandbox) bool { return !s.Active() }), err
	return done
}

func (s *signing) signedIn(target session.Target, done signInResult) {
	a := s.accounts
	a.cancel = nil
	if len(target.Secrets) == 0 && target.Token.Empty() {
		a.learn(a.chosen, done.err)
	}
	if done.err != nil {
		a.Status = Status{state: SignInFailed, problem: model.Explain(done.err)}
		if a.again {
			a.SignIn()
			return
		}
		a.Changed.Emit()
		return
	}
	a.again = false
	if done.technical != "" {
		a.Own[target.Account.APIKey] = done.technical
	}
	a.Status = Status{state: SignedIn, sandboxes: done.sandboxes, expiry: done.expiry}
	name := a.Form.Value(model.FieldSandbox)
	chosen := beginIn(name, done.sandboxes, a.Practice(), name == a.Chosen().Sandbox, a.sandboxOrg != target.Account.OrgID)
	a.fill(model.FieldSandbox, chosen)
	a.sandboxOrg = target.Account.OrgID
	if chosen == "" {
		a.lost = name
	}
	if !a.Practice() {
		target.Account.Sandbox = chosen
		if len(target.Secrets) == 0 {
			done.secret = client.Secret{} // it came from the vault
		}
		a.save(target, done.secret)
	}
	a.Changed.Emit()
	a.SignInDone.Emit(a.Chosen())
}

// beginIn says which sandbox to begin with, where that name stood in the field: used
// says that it is the one that the account used last, and elsewhere that it was
// entered for another organization. "" is for the user to say.
func beginIn(name string, sandboxes []client.Sandbox, practice, used, elsewhere bool) string {
	known := slices.ContainsFunc(sandboxes, func(s client.Sandbox) bool { return s.Name == name })
	switch {
	case known, len(sandboxes) == 0:
		return name
	case name == "", used && practice:
		return firstOf(sandboxes, practice)
	case used, elsewhere:
		return ""
	}
	return name // that the user has typed: Platform has the last word
}

// firstOf is what to propose: practice begins where nothing is at stake.
func firstOf(sandboxes []client.Sandbox, practice bool) string {
	i := slices.IndexFunc(sandboxes, func(s client.Sandbox) bool {
		if practice {
			return !s.Production()
		}
		return s.IsDefault || len(sandboxes) == 1
	})
	if i < 0 {
		return ""
	}
	return sandboxes[i].Name
}
