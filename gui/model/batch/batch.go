package batch

import (
	"context"
	"slices"
	"time"

	"mooring/client"
	"mooring/client/amazon"
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/model"
)

// Accounts are those that a row may be for.
type Accounts interface {
	// Saved are the accounts of real organizations.
	Saved() []history.Account
	// Target is the account that is chosen now, as it is entered.
	Target() session.Target
	// SandboxesOf are those of the organization of a place; none while they are not known.
	SandboxesOf(place history.Place) []client.Sandbox
}

// Service does the work; *provision.Service is one.
type Service interface {
	CreateAll(ctx context.Context, wanted []provision.Wanted, each func(i int, result provision.Result, err error)) error
	Rehearse(ctx context.Context, wanted []provision.Wanted, each func(i int, twins []provision.Twin, err error)) error
	ReconcileRemoved(ctx context.Context, p provision.Platform, entry history.Entry) (provision.Result, error)
}

// Roles knows which organizations have an IAM role of Adobe; *create.Role does.
type Roles interface {
	Of(target session.Target) (role string, answered bool)
}

// KeyChecker asks Amazon about keys; *amazon.Checker is one.
type KeyChecker interface {
	Run(ctx context.Context, creds client.S3Credentials, each func(amazon.Finding)) ([]amazon.Finding, error)
}

// Store remembers the rows of a batch; *history.Batches is one.
type Store interface {
	Keep(ctx context.Context, batch history.Batch) error
	All(ctx context.Context, practice bool) ([]history.Batch, error)
	Forget(ctx context.Context, id string) error
}

// Needs is what a Batch works with.
type Needs struct {
	Sessions *session.Sessions
	Service  Service
	Keys     KeyChecker
	Store    Store
	// Hash is that of the register, by which it knows keys that it does not hold.
	Hash     func(string) string
	Accounts Accounts
	Roles    Roles
}

// Counts is how many rows stand where. Flawed are those of the created ones with which
// something is wrong all the same.
type Counts struct{ Rows, Ready, Doubtful, Wrong, Twins, Created, Flawed, Failed, Unknown int }

// Stake is a sandbox with live data, or one of which that is not known, that rows
// are to be created in: its name and their number are to be typed.
type Stake struct {
	Account, Sandbox string
	Rows             int
}

// Batch is many connections that are made from a table. It works on one thing at a
// time: while it is busy the table stays as it is.
type Batch struct {
	*table
	*kept
	books
	course

	// Changed tells that anything that is shown of it has changed.
	Changed *model.Signal
	// Recorded tells that the register holds something new.
	Recorded *model.Signal

	runner model.Runner
	needs  Needs

	checked  chosenPlace // what was chosen when the rows were last checked
	followed int         // how often the rows have followed another choice
	round    int         // tells results of a table that is gone
}

// New makes a Batch without a table.
func New(runner model.Runner, needs Needs) *Batch {
	b := &Batch{
		table: &table{}, course: course{now: time.Now, cancel: func() {}},
		Changed: model.NewSignal(runner), Recorded: model.NewSignal(runner),
		runner: runner, needs: needs,
	}
	b.books = books{needs.Accounts, needs.Roles, map[history.Place][]client.Sandbox{}, map[history.Place]bool{}}
	b.kept = &kept{runner: runner, changed: b.Changed, store: needs.Store, accounts: needs.Accounts, hash: needs.Hash, dropped: map[string]bool{}}
	return b
}

// Clear takes the table away. What it has created stays; what is left of it need not
// be remembered any more.
func (b *Batch) Clear() {
	if b.busy() {
		return
	}
	b.forget(b.id)
	b.empty()
	b.Changed.Emit()
}

func (b *Batch) empty() {
	b.round++
	*b.table = table{}
	b.phase, b.problem, b.progress, b.id, b.name = Empty, model.Problem{}, Progress{}, "", ""
	b.ended = Ending{}
}

// Set puts a value into a cell and checks its row anew.
func (b *Batch) Set(row int, c Column, value string) {
	if b.busy() || row < 0 || row >= b.Len() || b.lines[row].settled() {
		return
	}
	b.Follow()
	l := b.lines[row]
	l.set(c, value)
	b.changes++
	switch c {
	case ServiceURL:
		l.region = ""
	case Name:
		l.broken = false
	case Description:
		l.folded = false
	}
	l.filled = l.filled && c != Sandbox
	l.replaced = l.failed()
	l.entry, l.accepted = nil, nil
	l.check(b.book())
	b.compare()
	b.ended = Ending{}
	b.Changed.Emit()
}

// Accept says that what looks odd about a row is meant to be so.
func (b *Batch) Accept(row int) {
	if b.busy() || row < 0 || row >= b.Len() || b.lines[row].state() != Doubtful {
		return
	}
	b.lines[row].accepted = b.lines[row].doubts()
	b.changes++
	b.Changed.Emit()
}

// Stakes are the sandboxes with live data that Create would create rows in.
func (b *Batch) Stakes(doubtful bool) []Stake {
	b.Follow()
	return stakes(b.wanted(doubtful), b.listed)
}

// RetryStakes is the sandbox with live data that Retry would create the row in; none
// where it creates nothing, or elsewhere.
func (b *Batch) RetryStakes(row int) []Stake {
	if row < 0 || row >= b.Len() {
		return nil
	}
	b.Follow()
	l := b.lines[row]
	if l.refused || l.settled() {
		return nil
	}
	return stakes([]*line{l}, b.listed)
}

// stakes are the sandboxes of lines that are not known to hold no live data.
func stakes(lines []*line, listed map[history.Place][]client.Sandbox) []Stake {
	var all []Stake
	at := map[history.Place]int{}
	for _, l := range lines {
		place := l.place()
		if slices.ContainsFunc(listed[organization(place)], func(s client.Sandbox) bool { return s.Name == place.Sandbox && !s.Production() }) {
			continue
		}
		if _, ok := at[place]; !ok {
			at[place] = len(all)
			all = append(all, Stake{Account: nameOf(l.target.Account), Sandbox: place.Sandbox})
		}
		all[at[place]].Rows++
	}
	return all
}

// nameOf is what an account is called, be it by its organization; "" for practice, which
// each language has its own name for.
func nameOf(account history.Account) string {
	switch {
	case account.Practice:
		return ""
	case account.Label != "":
		return account.Label
	}
	return account.OrgID
}
