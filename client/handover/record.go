// Package handover takes the register to another computer and to a spreadsheet:
// it writes connections as JSON, which it reads back on the other side, and
// tables as CSV. It knows files only, neither the register nor the window, and
// trusts nothing of a file that it reads. No secret is ever in one.
package handover

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"mooring/client"
)

// Record is what is handed over of a connection: everything that the register
// knows of it and that means something elsewhere. The hash of the access key is
// not in it, since it can be compared within its own register only, nor are the
// account and the running copy, which are of one computer.
type Record struct {
	AttemptID string `json:"attemptId,omitempty"` // UUID

	Practice    bool   `json:"practice,omitempty"`
	PlatformURL string `json:"platformUrl,omitempty"` // empty for Adobe's and for the practice Platform
	OrgID       string `json:"orgId"`
	Sandbox     string `json:"sandbox"`
	APIKey      string `json:"apiKey,omitempty"` // the client id that made the connection

	Name          string `json:"name"`
	Description   string `json:"description,omitempty"`
	Auth          string `json:"auth,omitempty"` // Role, or empty for keys
	Bucket        string `json:"bucket,omitempty"`
	FolderPath    string `json:"folderPath,omitempty"`
	ServiceURL    string `json:"serviceUrl,omitempty"`
	AccessKeyHint string `json:"accessKeyHint,omitempty"` // AKIA…MPLE, or … alone

	State        string              `json:"state"` // Created or Deleted
	ConnectionID client.ConnectionID `json:"connectionId"`
	ETag         client.ETag         `json:"etag,omitempty"` // byte for byte, its inner quotes included
	RequestID    string              `json:"requestId,omitempty"`

	Test     string    `json:"test,omitempty"` // Working, Refused or empty
	TestedAt time.Time `json:"testedAt,omitzero"`

	Origin string `json:"origin,omitempty"` // Here, Elsewhere, Imported or empty
	Gone   bool   `json:"gone,omitempty"`   // of a Deleted one: not deleted from the register's own computer

	PlatformState     string    `json:"platformState,omitempty"` // an open set
	CreatedBy         string    `json:"createdBy,omitempty"`
	UpdatedBy         string    `json:"updatedBy,omitempty"`
	CreatedClient     string    `json:"createdClient,omitempty"`
	PlatformCreatedAt time.Time `json:"platformCreatedAt,omitzero"`
	PlatformUpdatedAt time.Time `json:"platformUpdatedAt,omitzero"`
	SeenAt            time.Time `json:"seenAt,omitzero"`

	StartedAt time.Time `json:"startedAt,omitzero"`
	UpdatedAt time.Time `json:"updatedAt,omitzero"`
}

// The values of Auth, State, Test and Origin, spelled as the register spells them.
const (
	Role = "role"

	Created = "created"
	Deleted = "deleted"

	Working = "working"
	Refused = "refused"

	Here      = "here"
	Elsewhere = "elsewhere"
	Imported  = "imported"
)

// field is a member of a Record in the file.
type field struct {
	name string
	at   func(r *Record) any  // where its value goes
	ok   func(r *Record) bool // whether it can be right
}

// fields lists the members of a Record with the rules that each must keep: nothing
// of a file is believed because it says so.
var fields = []field{
	{"attemptId", func(r *Record) any { return &r.AttemptID }, func(r *Record) bool { return r.AttemptID == "" || uuid.Validate(r.AttemptID) == nil }},
	{"practice", func(r *Record) any { return &r.Practice }, func(*Record) bool { return true }},
	{"platformUrl", func(r *Record) any { return &r.PlatformURL }, func(r *Record) bool { return isPlatform(r.PlatformURL, r.Practice) }},
	{"orgId", func(r *Record) any { return &r.OrgID }, func(r *Record) bool { return r.OrgID != "" && isHeader(r.OrgID, maxID) }},
	{"sandbox", func(r *Record) any { return &r.Sandbox }, func(r *Record) bool { return r.Sandbox != "" && isHeader(r.Sandbox, maxID) }},
	{"apiKey", func(r *Record) any { return &r.APIKey }, func(r *Record) bool { return isHeader(r.APIKey, maxID) }},
	{"name", func(r *Record) any { return &r.Name }, func(r *Record) bool { return isText(r.Name, maxName, "") }},
	{"description", func(r *Record) any { return &r.Description }, func(r *Record) bool { return isText(r.Description, maxDescription, lineBreaks) }},
	{"auth", func(r *Record) any { return &r.Auth }, func(r *Record) bool { return isOneOf(r.Auth, "", Role) }},
	{"bucket", func(r *Record) any { return &r.Bucket }, func(r *Record) bool { return isText(r.Bucket, maxName, "") }},
	{"folderPath", func(r *Record) any { return &r.FolderPath }, func(r *Record) bool { return isText(r.FolderPath, maxName, "") }},
	{"serviceUrl", func(r *Record) any { return &r.ServiceURL }, func(r *Record) bool { return isText(r.ServiceURL, maxName, "") }},
	{"accessKeyHint", func(r *Record) any { return &r.AccessKeyHint }, func(r *Record) bool { return isHint(r.AccessKeyHint) }},
	{"state", func(r *Record) any { return &r.State }, func(r *Record) bool { return isOneOf(r.State, Created, Deleted) }},
	{"connectionId", func(r *Record) any { return &r.ConnectionID }, func(r *Record) bool { return isConnectionID(string(r.ConnectionID)) }},
	{"etag", func(r *Record) any { return &r.ETag }, func(r *Record) bool { return isHeader(string(r.ETag), maxETag) }},
	{"requestId", func(r *Record) any { return &r.RequestID }, func(r *Record) bool { return isText(r.RequestID, maxID, "") }},
	{"test", func(r *Record) any { return &r.Test }, func(r *Record) bool { return isOneOf(r.Test, "", Working, Refused) }},
	{"testedAt", func(r *Record) any { return &r.TestedAt }, func(r *Record) bool { return isTime(r.TestedAt) }},
	{"origin", func(r *Record) any { return &r.Origin }, func(r *Record) bool { return isOneOf(r.Origin, "", Here, Elsewhere, Imported) }},
	{"gone", func(r *Record) any { return &r.Gone }, func(r *Record) bool { return !r.Gone || r.State == Deleted }},
	{"platformState", func(r *Record) any { return &r.PlatformState }, func(r *Record) bool { return isText(r.PlatformState, maxID, "") }},
	{"createdBy", func(r *Record) any { return &r.CreatedBy }, func(r *Record) bool { return isText(r.CreatedBy, maxID, "") }},
	{"updatedBy", func(r *Record) any { return &r.UpdatedBy }, func(r *Record) bool { return isText(r.UpdatedBy, maxID, "") }},
	{"createdClient", func(r *Record) any { return &r.CreatedClient }, func(r *Record) bool { return isText(r.CreatedClient, maxID, "") }},
	{"platformCreatedAt", func(r *Record) any { return &r.PlatformCreatedAt }, func(r *Record) bool { return isTime(r.PlatformCreatedAt) }},
	{"platformUpdatedAt", func(r *Record) any { return &r.PlatformUpdatedAt }, func(r *Record) bool { return isTime(r.PlatformUpdatedAt) }},
	{"seenAt", func(r *Record) any { return &r.SeenAt }, func(r *Record) bool { return isTime(r.SeenAt) }},
	{"startedAt", func(r *Record) any { return &r.StartedAt }, func(r *Record) bool { return isTime(r.StartedAt) }},
	{"updatedAt", func(r *Record) any { return &r.UpdatedAt }, func(r *Record) bool { return isTime(r.UpdatedAt) }},
}

// The most bytes of a member: far more than Platform or Amazon S3 allow.
const (
	maxID          = 512
	maxETag        = 1 << 10
	maxName        = 4 << 10
	maxDescription = 64 << 10
)

const lineBreaks = "\t\n\r"

func isOneOf(s string, list ...string) bool { return slices.Contains(list, s) }

// isHeader reports whether s, which may be empty, could be sent in a header, as
// ids and etags are.
func isHeader(s string, limit int) bool {
	return len(s) <= limit && client.CheckHeaderValue("", "", s) == nil && strings.TrimSpace(s) == s
}

// isText reports whether s can be shown: no control characters but those allowed.
func isText(s string, limit int, allowed string) bool {
	return len(s) <= limit && utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) && !strings.ContainsRune(allowed, r)
	})
}

// isConnectionID reports whether s could be in the path of a request.
func isConnectionID(s string) bool {
	return s != "" && isHeader(s, maxID) && !strings.ContainsAny(s, `/\?#% `) && s != "." && s != ".."
}

// isPlatform reports whether s is the address of a Platform in the one way that
// the register writes it.
func isPlatform(s string, practice bool) bool {
	if s == "" {
		return true
	}
	u, err := client.ParseBaseURL(s)
	return err == nil && !practice && len(s) <= maxName && u.String() == s
}

// isHint reports whether s tells at most the ends of an access key id.
func isHint(s string) bool {
	const ends = 4
	if s == "" {
		return true
	}
	before, after, found := strings.Cut(s, "…")
	return found && utf8.RuneCountInString(before) <= ends && utf8.RuneCountInString(after) <= ends && isText(s, maxID, "")
}

// isTime reports whether t is no time at all or one that can be.
func isTime(t time.Time) bool {
	return t.IsZero() || t.Year() >= 1970 && t.Year() <= 9999
}

// check returns the first member that cannot be right, as an error about the
// entry with that number.
func (r *Record) check(entry int) error {
	for _, f := range fields {
		if !f.ok(r) {
			return &FieldError{Entry: entry, Field: f.name}
		}
	}
	return nil
}
