// Package credentials recognises and reads what admins have at hand: the files
// that Adobe's and Amazon's consoles let them download, the files of their
// command line tools, and what they copied from a page or a terminal. It works
// on bytes only: no disk, no network, no window.
//
// The content decides, never the name of a file. What is read is offered, not
// trusted: whether a value can be right is for the form to say.
package credentials

import (
	"bytes"
	"errors"
	"io"
	"time"

	"mooring/client"
)

// MaxSize is the longest input that is read, in bytes. The largest known file,
// a workspace with dozens of credentials, stays under a tenth of it.
const MaxSize = 1 << 20

// What Read answers when there is nothing to fill in. None of them, nor any
// text of them, holds anything of what was read.
var (
	// ErrEmpty is the answer to nothing, or nothing but white space.
	ErrEmpty = errors.New("there is nothing in it")
	// ErrTooLarge is the answer to more than MaxSize bytes.
	ErrTooLarge = errors.New("it is too large for a file with credentials")
	// ErrUnknownFormat means that it is none of the known formats;
	// Found.Format may still say what it is.
	ErrUnknownFormat = errors.New("it has no known format")
	// ErrDamaged means that it begins as JSON and cannot be read as such: cut
	// off, or edited by hand.
	ErrDamaged = errors.New("it is JSON that is cut off or damaged")
	// ErrNoCredential means that the format is known and that no credential in
	// it can be used; Found.Skipped says why.
	ErrNoCredential = errors.New("it holds no credential that can be used")
	// ErrRetiredJWT means that the same holds and that there is a credential of
	// the kind Service Account (JWT), which Adobe has retired; Found.Skipped
	// names it.
	ErrRetiredJWT = errors.New("it holds a retired service account (JWT) credential and none that can be used")
)

// Found is what was read. With several credentials the user picks one.
type Found struct {
	// Format is what the input is, as far as it was recognised.
	Format Format
	// Adobe holds credentials of Adobe Developer Console.
	Adobe []AdobeCredential
	// Amazon holds access keys of AWS, or of a store that speaks S3.
	Amazon []AmazonKey
	// Skipped names what was recognised and cannot be used, with the reason.
	Skipped []Skipped
}

// AdobeCredential is a credential of Adobe Developer Console, or the part of it
// that was there. Any field may be empty.
type AdobeCredential struct {
	// Label tells it from others in the same file: the name of the credential,
	// its project or the Postman environment. It may be empty.
	Label string
	OrgID string
	// ClientID is the API key.
	ClientID string
	// Secrets are the client secrets, at most a few; any of them may be valid.
	Secrets []client.Secret
	// Scopes are comma-separated.
	Scopes  string
	Sandbox string
	// SignInHost is the host of Adobe's sign-in if the file names one. A host
	// that is not Adobe's is left out: the client secret would be sent to it.
	SignInHost string
	// Environment is Adobe's environment where it is another than production.
	Environment string
	AccessToken client.Secret
	// Joined are the values that stood broken over several lines.
	Joined []ValueKind
	// Escaped are the values that were written as in a page or an address.
	Escaped []ValueKind
	// Decoded says that the values were in base64.
	Decoded bool
}

// AmazonKey is an access key. AccessKeyID and SecretAccessKey are never empty.
type AmazonKey struct {
	// Label is the name of the profile, user or role; it may be empty.
	Label           string
	AccessKeyID     string
	SecretAccessKey client.Secret
	SessionToken    client.Secret
	Region          string
	// ServiceURL is the address of the store, for stores other than AWS.
	ServiceURL string
	Bucket     string
	FolderPath string
	// Expires is the end of temporary credentials; zero when not said.
	Expires time.Time
	// Inactive says that the key was switched off when the file was written.
	Inactive bool
	// Joined are the values that stood broken over several lines.
	Joined []ValueKind
	// Escaped are the values that were written as in a page or an address.
	Escaped []ValueKind
	// Decoded says that the values were in base64.
	Decoded bool
}

// Skipped is something that was recognised and cannot be used.
type Skipped struct {
	// Label is the name of the credential, profile or user; it may be empty.
	Label  string
	Reason Reason
}

// ReadFrom reads r to its end, or to just over MaxSize, and then does as Read.
func ReadFrom(name string, r io.Reader) (Found, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return Found{}, err
	}
	return Read(name, data)
}

// Read recognises data and reads the credentials in it. The name of the file,
// which may be empty, only helps to name what is not a file with credentials.
// The error is one of this package's; Found is filled along with it as far as
// anything was recognised.
func Read(name string, data []byte) (Found, error) {
	if len(data) > MaxSize {
		return Found{}, ErrTooLarge
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return Found{}, ErrEmpty
	}
	if format := Foreign(name, data); format != FormatUnknown {
		return Found{Format: format}, ErrUnknownFormat
	}
	text, ok := Decode(data)
	if !ok {
		return Found{}, ErrUnknownFormat
	}
	if trimEnds(text) == "" {
		return Found{}, ErrEmpty
	}
	text = unshelled(unquoted(text))
	found, err := readText(text)
	if err != nil {
		if plain, ok := readEscaped(text); ok {
			return plain, nil
		}
	}
	return found, err
}

// readText tries the formats, the strictest first. A later one has its turn
// where the earlier ones are not sure of what they see.
func readText(text string) (Found, error) {
	if format := foreignText(text); format != FormatUnknown {
		return Found{Format: format}, ErrUnknownFormat
	}
	best, bestErr := Found{}, ErrUnknownFormat
	for _, read := range []func(string) (reading, bool){readJSON, readTable, readProfiles, readLines, readShapes, readEncoded} {
		is, ok := read(text)
		if !ok {
			continue
		}
		c := collect(is)
		found, err := c.result()
		found.addPlace(text)
		found.addRegion(text)
		found.addStore(text)
		found.addSignIn(text)
		if err != nil && c.sure && !c.damaged && !c.decided() {
			if inner, ok := readEncoded(text); ok { // a whole file as a value
				found, err = collect(inner).result()
			}
		}
		if err == nil || c.sure || c.decided() {
			return found, err
		}
		if errors.Is(bestErr, ErrUnknownFormat) {
			best, bestErr = found, err
		}
	}
	return best, bestErr
}
