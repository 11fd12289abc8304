package diagnose

// Check is one thing that Run looks at, in the order in which it returns them.
type Check int

// The checks. The first six are made of each server.
const (
	// Resolve looks up the addresses of the server's name.
	Resolve Check = iota
	// Proxy reaches the proxy that the desktop names for the server, if any.
	Proxy
	// Connect opens a connection to the server, unless a proxy is in between.
	Connect
	// Handshake checks the server's certificate by the authorities of the system.
	Handshake
	// Answer looks whether it is the server itself that answers, rather than the
	// log-in page of a network or the page of a company's proxy.
	Answer
	// Clock compares the clock of this computer with the server's.
	Clock
	// Keyring stores a throw-away item, reads it back and removes it.
	Keyring
	// Folder writes a throw-away file to the folder of the data.
	Folder
	// System says what this computer and this app are. It is always fine.
	System
)

// Verdict is what came of a check.
type Verdict int

// The verdicts.
const (
	// Fine means that nothing is wrong.
	Fine Verdict = iota + 1
	// Odd means that the app works, but maybe not as it should.
	Odd
	// Broken means that the app cannot do its work like this.
	Broken
	// Skipped means that the check was not made, or that its outcome is of no
	// matter; Finding.Cause says why.
	Skipped
)

var verdictNames = [...]string{"?", "fine", "odd", "BROKEN", "skipped"}

// String names the verdict in English.
func (v Verdict) String() string { return verdictNames[v] }

// Finding is the outcome of one check. Nothing in it holds a secret, a password
// or the name of the user, except that errors below Err may name the user's
// folder: show the text of Err itself.
type Finding struct {
	Check   Check
	Host    string // the server, with its port unless it is the usual one; empty for checks of this computer
	Verdict Verdict
	Cause   Cause  // why it is not Fine
	Facts   []Fact // in the order in which to show them
	Err     error  // of what failed; nil if nothing did
}

// Fact returns the value of a fact, or nothing.
func (f Finding) Fact(name string) string {
	for _, fact := range f.Facts {
		if fact.Name == name {
			return fact.Value
		}
	}
	return ""
}

// Fact is a detail of a finding, in English, for whoever looks after the computer.
type Fact struct{ Name, Value string }

// The names of the facts.
const (
	FactProxy     = "Proxy"
	FactNamedBy   = "Proxy named by"
	FactTopIssuer = "Signed at the top by"
	FactFolder    = "Folder"
	FactVersion   = "Mooring"
	FactSystem    = "System"
)
