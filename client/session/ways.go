package session

import (
	"net/http"
	"sync"

	"mooring/client"
	"mooring/client/history"
)

// Network gets calls through what is between this computer and the servers.
type Network interface {
	// Use prepares a transport that nothing has gone through yet.
	Use(transport *http.Transport)
}

// ways are the transports of the accounts. Those that trust the same authorities
// share one.
type ways struct {
	mu      sync.Mutex
	network Network
	made    map[string]*http.Transport // by the authority that they trust
}

// Through says how calls get through. It is for the start: what has connected before
// goes on as it did.
func (s *Sessions) Through(network Network) {
	s.ways.mu.Lock()
	defer s.ways.mu.Unlock()
	s.ways.network, s.ways.made = network, nil
}

// Transport is what the calls of an account go through. It is shared: whoever changes
// it clones it first.
func (s *Sessions) Transport(account history.Account) (*http.Transport, error) {
	w := &s.ways
	w.mu.Lock()
	defer w.mu.Unlock()
	if transport := w.made[account.Authority]; transport != nil {
		return transport, nil
	}
	transport := client.NewTransport()
	if account.Authority != "" {
		roots, err := client.Trusting(account.Authority)
		if err != nil {
			return nil, err
		}
		transport.TLSClientConfig.RootCAs = roots
	}
	if w.network != nil {
		w.network.Use(transport)
	}
	if w.made == nil {
		w.made = map[string]*http.Transport{}
	}
	w.made[account.Authority] = transport
	return transport, nil
}
