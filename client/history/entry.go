// Package history is the register: what Mooring did, kept in an SQLite file on
// this computer. An attempt is written before its request leaves, so that the
// register can tell the truth whatever happens afterwards. It holds no secret.
package history

import (
	"time"

	"mooring/client"
)

// State is where an attempt to create a connection stands.
type State string

// The states of an Entry.
const (
	Pending State = "pending" // written, and nothing known of the request yet
	Created State = "created" // Platform holds the connection
	Failed  State = "failed"  // Platform holds nothing of this attempt; safe to try again
	Unknown State = "unknown" // the request left and its outcome is not known yet
	Deleted State = "deleted" // the connection was deleted on Platform
)

// TestResult is what Platform said when it was asked to reach the bucket.
type TestResult string

// The results of a connection test.
const (
	NotTested TestResult = ""
	Working   TestResult = "working"
	Refused   TestResult = "refused" // Platform cannot read the account with these keys
)

// Place says where an entry belongs: entries of different places never mix.
type Place struct {
	Practice    bool   // the practice Platform
	PlatformURL string // without a trailing slash; empty for the practice Platform, whose port changes
	OrgID       string
	Sandbox     string
}

// Entry is one attempt to create a connection, and what became of it.
type Entry struct {
	AttemptID string // UUID, the key
	Place     Place
	AccountID string // of the saved account, may be gone
	APIKey    string // the client id that made the request (createdClient on Platform)

	Name        string
	Description string
	Auth        client.Auth // AuthRole, or empty for keys
	Bucket      string
	FolderPath  string
	ServiceURL  string
	// AccessKeyHint is such as AKIA…MPLE, and AccessKeyHash the salted hash of
	// the whole id (Journal.HashAccessKey), to warn of twins.
	AccessKeyHint string
	AccessKeyHash string

	State        State
	ConnectionID client.ConnectionID // of Created and Deleted
	ETag         client.ETag         // byte for byte; may be empty
	RequestID    string              // Platform's, for support
	// Problem is why an entry is Failed or Unknown.
	Problem Problem
	// Superseded says of a Failed entry that a later attempt at a connection of its
	// name, in its place, came about.
	Superseded bool
	// KnownIDs are the connections of the same name that Platform held just
	// before the request, so that a look-up afterwards can tell the new one.
	KnownIDs []client.ConnectionID
	// Candidates are the connections among which the user must choose, where a
	// look-up found several.
	Candidates []client.ConnectionID

	Test     TestResult
	TestedAt time.Time // zero if never

	// Flows is how the dataflows that read the connection stand, as they were last
	// read. Journal.KeepFlows writes it.
	Flows FlowSummary

	Origin Origin // Here when empty
	// Gone says of a Deleted entry that it was not deleted from here: Platform
	// did not hold it any more.
	Gone bool
	// What Platform said of the connection when it was last read, at SeenAt.
	PlatformState     string // enabled, initializing, …: an open set
	CreatedBy         string
	UpdatedBy         string
	CreatedClient     string // exc_app for Adobe's own pages
	PlatformCreatedAt time.Time
	PlatformUpdatedAt time.Time
	SeenAt            time.Time // zero if never

	StartedAt time.Time // when the attempt was written, UTC, millisecond precision
	UpdatedAt time.Time
}

// Problem is what is kept of an error: enough to explain it again later.
type Problem struct {
	Kind      client.Kind
	Status    int
	Code      string
	Detail    string
	RequestID string
	Op        string
	Page      bool // the answer was a page, such as a proxy's, and not JSON
}

// Outcome is how an attempt ended, for Journal.Finish.
type Outcome struct {
	State        State // Created, Failed, Unknown or Deleted
	ConnectionID client.ConnectionID
	ETag         client.ETag
	RequestID    string
	Problem      Problem
	Candidates   []client.ConnectionID
}

// Account is a saved organization, credential and sandbox. Its client secret is
// in the keyring under SecretKey, never here.
type Account struct {
	ID       string // UUID; "practice" for the practice Platform
	Label    string // what the chooser shows
	OrgID    string
	APIKey   string
	Sandbox  string
	Scopes   string // comma-separated; empty for the default
	Practice bool
	// PlatformURL and SignInURL point the account at another server that speaks
	// the API; empty for Adobe's.
	PlatformURL string
	SignInURL   string
	// Authority is the certificate (PEM) of a private authority that the account
	// trusts in addition to the system's; empty for none. It is no secret.
	Authority string
	// Technical is the technical account of the credential, by which Platform names it;
	// empty while it is not known. It is no secret.
	Technical  string
	LastUsedAt time.Time
}

// SecretKey is the name of the account's client secret in a vault.
func (a Account) SecretKey() string { return "account/" + a.ID + "/client-secret" }
