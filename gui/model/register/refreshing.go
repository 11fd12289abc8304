package register

import "mooring/client/session"

// Refreshing is the wish to read the list anew. It outlasts the sign-in that it may
// need first.
type Refreshing struct {
	tasks  *Tasks
	wanted bool
}

// Lack is what a refresh cannot begin without.
type Lack int

// What may be lacking.
const (
	LacksNothing Lack = iota
	LacksTurn         // another task is under way
	LacksSignIn
	LacksSandbox
)

// NewRefreshing makes a Refreshing.
func NewRefreshing(tasks *Tasks) *Refreshing { return &Refreshing{tasks: tasks} }

// Begin reads what Platform holds in the sandbox of a target, whose organization the
// user knows by that name, or says what is lacking.
func (r *Refreshing) Begin(target session.Target, signedIn bool, name string) Lack {
	switch {
	case r.tasks.Busy():
		return LacksTurn
	case !signedIn:
		return LacksSignIn
	case target.Account.Sandbox == "":
		return LacksSandbox
	}
	r.tasks.Refreshes.Begin(target, name)
	return LacksNothing
}

// Want says whether a refresh is to follow the sign-in under way.
func (r *Refreshing) Want(wanted bool) { r.wanted = wanted }

// Wanted reports whether a refresh is to follow the sign-in under way.
func (r *Refreshing) Wanted() bool { return r.wanted }

// Due reports whether a refresh was waiting for the sign-in that has now ended. It
// waits no longer.
func (r *Refreshing) Due() bool {
	due := r.wanted
	r.wanted = false
	return due
}
