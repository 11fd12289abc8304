package client

import (
	"errors"
	"strings"
)

// Auth is how Platform gets into an S3 account. Empty is what is not told: a
// connection to be made with keys, or one that Platform says nothing of.
type Auth string

// The ways into an account. Registers and exports keep them as they are spelled here.
const (
	// AuthKeys is by an access key.
	AuthKeys Auth = "keys"
	// AuthRole is by Adobe's own IAM role, which the policy of the bucket lets in.
	// Only organizations whose Platform runs on Amazon Web Services have it.
	AuthRole Auth = "role"
)

// The names that Platform gives them (auth.specName).
const (
	keysSpecName = "Access Key"
	roleSpecName = "IAMRole Based"
)

// readAuth returns the way that a specification of authentication stands for.
func readAuth(specName string) Auth {
	switch specName {
	case keysSpecName:
		return AuthKeys
	case roleSpecName:
		return AuthRole
	}
	return ""
}

// authOf returns auth of the body that makes a connection.
func authOf(in NewConnection) authBody {
	if in.Auth == AuthRole {
		return authBody{SpecName: roleSpecName, Params: roleParams{BucketName: in.S3.Bucket}}
	}
	return authBody{SpecName: keysSpecName, Params: paramsOf(in.S3)}
}

// Check judges one field of in, by the name that it has in an APIError.
func (in NewConnection) Check(field string) Verdict {
	switch {
	case in.tellsSecret(field):
		return refused(ReasonKeyInText)
	case field == "Name":
		return checkName(in.Name)
	case field == "Description":
		return checkDescription(in.Description)
	case in.Auth != AuthRole:
		return in.S3.Check(field)
	case field == "Bucket":
		return checkRoleBucket(in.S3.Bucket)
	case field == "FolderPath":
		return in.S3.Check(field)
	}
	return Verdict{} // a role goes without
}

// tellsSecret reports whether a field that everybody can read, and that is kept in the
// register, holds the connection's own secret key or session token. What is shorter
// may be a word.
func (in NewConnection) tellsSecret(field string) bool {
	const shortest = 20
	text := map[string]string{
		"Name": in.Name, "Description": in.Description, "Bucket": in.S3.Bucket, "FolderPath": in.S3.FolderPath, "ServiceURL": in.S3.ServiceURL,
	}[field]
	for _, secret := range []Secret{in.S3.SecretAccessKey, in.S3.SessionToken} {
		if len(secret.Reveal()) >= shortest && strings.Contains(text, secret.Reveal()) {
			return true
		}
	}
	return false
}

// checkRoleBucket judges the bucket of a connection by role. It is always Amazon's, so
// that a name that no bucket there ever had is refused: with keys it may be another store's.
func checkRoleBucket(bucket string) Verdict {
	if bucket == "" {
		return refused(ReasonBucketEmpty)
	}
	v := checkBucket(bucket)
	if v.Reason == ReasonBucketReserved || v.Reason == ReasonBucketUnusual && !IsBucketName(bucket) {
		v.Refused = true
	}
	return v
}

// Refusals returns what of in cannot be right, as *APIError of KindInvalid with
// the field and its Reason, in the order of the form; nothing if it may be right.
func (in NewConnection) Refusals(op string) []error {
	var errs []error
	for _, field := range append([]string{"Name", "Description"}, s3Fields...) {
		if v := in.Check(field); v.Refused {
			errs = append(errs, invalid(op, field, v.Reason))
		}
	}
	return errs
}

// checkAuth refuses a way into the account that cannot be sent.
func checkAuth(op string, in NewConnection) error {
	if in.Auth == AuthRole {
		return checkText(op, "Bucket", in.S3.Bucket, true)
	}
	return checkS3(op, in.S3)
}

// RefusesRole reports whether a code of an answer to CreateConnection by role says
// that there is no such way into an account: Flow Service does not know its
// specification (1415), or what is behind it does not (1301, 1302), whatever prefix
// the code has.
func RefusesRole(code string) bool {
	for _, known := range []string{"1415-400", "1301-400", "1302-400"} {
		if code == known || strings.HasSuffix(code, "-"+known) {
			return true
		}
	}
	return false
}

// aboutAuth names the field of an error of CreateConnection, where it is how
// Platform was to get into the account that was refused.
func aboutAuth(err error, auth Auth) error {
	if e, ok := errors.AsType[*APIError](err); ok && auth == AuthRole && RefusesRole(e.Code) {
		e.Field = "Auth"
	}
	return err
}
