package client

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"
)

// S3ConnectionSpecID is the connection specification of the Amazon S3 source,
// the same in every organization (tutorial "Create an Amazon S3 base
// connection"). The S3 destinations have other ids and are not interchangeable.
const S3ConnectionSpecID = "ecadc60c-7455-4d87-84dc-2a0e293d997b"

// DefaultBaseURL is the address of Adobe Experience Platform for every region.
const DefaultBaseURL = "https://platform.adobe.io"

// ConnectionID is the id that Platform gives a connection, a UUID in text form.
type ConnectionID string

// ETag is the version of a connection byte for byte as the JSON string holds
// it, its inner quotes included: "1700d77b-0000-0200-0000-5e3b41a10000" with
// the quotes. It is opaque: its shape differs between clouds and may be absent
// while a connection is still initializing.
type ETag string

// TokenSource gives the access token for the Authorization header.
// It must be safe for use by several goroutines.
type TokenSource interface {
	// Token returns a token that is valid now, asking for a new one if needed.
	Token(ctx context.Context) (string, error)
	// Invalidate says that Platform refused the token with a 401. Only that very
	// token is dropped: a newer one that another caller has fetched stays.
	Invalidate(token string)
}

// Config says where a Client calls and as whom.
type Config struct {
	// BaseURL is the address of Platform without a path of the services;
	// DefaultBaseURL when empty. It must be https, or http on loopback, and may
	// have a path of its own (a gateway's prefix).
	BaseURL string
	// APIKey is the client id of the credential (header x-api-key).
	APIKey string
	// OrgID is the organization's id, such as 5C1328435BF324E90A49402A@AdobeOrg
	// (header x-gw-ims-org-id).
	OrgID string
	// Sandbox is the name, not the title, of the sandbox (header
	// x-sandbox-name). Sandboxes may be called without it.
	Sandbox string
	// Tokens signs the calls in.
	Tokens TokenSource
	// UserAgent is sent as it is; "Mooring" when empty.
	UserAgent string
	// Logger gets one line per call without header values and bodies; nil for none.
	Logger *slog.Logger
	// Transport replaces the HTTP transport, for tests; nil for the default one.
	Transport http.RoundTripper
}

// S3Credentials is what Platform needs to read an S3 account
// (auth.params of the specification "Access Key").
// Only the first two are required; an empty field is left out of the request.
type S3Credentials struct {
	AccessKeyID     string // s3AccessKey
	SecretAccessKey Secret // s3SecretKey
	SessionToken    Secret // s3SessionToken, for temporary (ASIA…) keys
	ServiceURL      string // serviceUrl, such as https://s3.eu-west-3.amazonaws.com/
	Bucket          string // bucketName
	FolderPath      string // folderPath
}

// NewConnection is the input of CreateConnection. By a role, only the bucket of S3
// is sent.
type NewConnection struct {
	Name        string
	Description string
	Auth        Auth // AuthKeys when empty
	S3          S3Credentials
}

// Created is Platform's answer to a change: the connection's id and its new etag.
type Created struct {
	ID        ConnectionID
	ETag      ETag
	RequestID string // Platform's id of the call, for support; may be empty
	// Throttled is how often Platform asked to wait before it took the request.
	Throttled int
}

// Connection is what Platform says of one connection. Echoed credentials are
// dropped, except the access key id, which is not a secret.
type Connection struct {
	ID            ConnectionID
	Name          string
	Description   string
	State         string // enabled, disabled, initializing, … : an open set
	ETag          ETag   // empty while initializing
	SpecID        string
	Auth          Auth   // empty where it is not told
	AccessKeyID   string // as echoed; may be empty or masked
	Bucket        string
	FolderPath    string
	ServiceURL    string
	CreatedAt     time.Time
	UpdatedAt     time.Time
	CreatedBy     string
	UpdatedBy     string
	CreatedClient string // the API key that made it; exc_app for Adobe's own pages
}

// Filter narrows Connections. Empty fields do not filter; the others are
// combined with AND (query parameter "property").
type Filter struct {
	Name   string
	SpecID string
	// PageSize is the limit of one page; 100 when zero. All pages are read.
	PageSize int
}

// Sandbox is one sandbox of the organization.
type Sandbox struct {
	Name      string // what the header wants
	Title     string // what people call it
	State     string // only "active" can be used
	Type      string // "production" or "development"
	IsDefault bool
}

// Active reports whether the sandbox can be used now.
func (s Sandbox) Active() bool { return strings.EqualFold(s.State, "active") }

// Production reports whether the sandbox holds an organization's live data.
func (s Sandbox) Production() bool { return strings.EqualFold(s.Type, "production") }
