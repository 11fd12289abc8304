package session

import (
	"net/http"
	"sync/atomic"

	"mooring/client/history"
)

// ChosenWay takes calls that are none of Platform's, such as those that check keys with
// Amazon, the way that the calls of the chosen account go: through the same proxy, and
// past a certificate that a company puts before every server.
type ChosenWay struct {
	sessions *Sessions
	account  atomic.Pointer[history.Account]
}

// NewChosenWay goes the way of an account that has none of its own, until told otherwise.
func NewChosenWay(sessions *Sessions) *ChosenWay { return &ChosenWay{sessions: sessions} }

// Follow goes the way of another account from now on.
func (w *ChosenWay) Follow(account history.Account) { w.account.Store(&account) }

// RoundTrip sends r.
func (w *ChosenWay) RoundTrip(r *http.Request) (*http.Response, error) {
	account := history.Account{}
	if chosen := w.account.Load(); chosen != nil {
		account = *chosen
	}
	transport, err := w.sessions.Transport(account)
	if err != nil {
		return nil, err
	}
	return transport.RoundTrip(r)
}
