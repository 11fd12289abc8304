package provision

import (
	"errors"
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"mooring/client"
)

// maxName is longer than any name that is meant as one; Platform documents no
// limit, and a whole file pasted into the field is caught.
const maxName = 255

var accessKeyPattern = regexp.MustCompile(`^\w{16,128}$`)

var (
	errEmpty      = errors.New("it is empty")
	errTooLong    = errors.New("it is too long")
	errCharacters = errors.New("it holds characters that cannot belong there")
	errShape      = errors.New("it does not have the right shape")
)

// Validate returns what is certainly wrong with in, as *client.APIError of
// KindInvalid with the field, in the order of the form; nothing if it may be
// right. What is merely unusual is not its business.
func Validate(in client.NewConnection) []error {
	return validateFields(opCreate, &in.Name, &in.Description, &in.S3)
}

// ValidateChange is Validate for what a change would write.
func ValidateChange(change client.Change) []error {
	return validateFields(opUpdate, change.Name, change.Description, change.S3)
}

// validateFields checks the fields that are not nil.
func validateFields(op string, name, description *string, s3 *client.S3Credentials) []error {
	var errs []error
	check := func(field string, err error) {
		if err != nil {
			errs = append(errs, &client.APIError{Kind: client.KindInvalid, Op: op, Field: field, Err: err})
		}
	}
	if name != nil {
		check("Name", checkName(*name))
	}
	if description != nil {
		check("Description", checkUTF8(*description))
	}
	if s3 != nil {
		check("AccessKeyID", checkAccessKeyID(s3.AccessKeyID))
		check("SecretAccessKey", checkSecret(s3.SecretAccessKey, true))
		check("SessionToken", checkSecret(s3.SessionToken, false))
		check("Bucket", checkBucket(s3.Bucket))
		check("FolderPath", checkFolder(s3.FolderPath))
		check("ServiceURL", checkServiceURL(s3.ServiceURL))
	}
	return errs
}

func validate(req Request) error {
	if req.Place.Sandbox == "" {
		return &client.APIError{Kind: client.KindInvalid, Op: opCreate, Field: "Sandbox", Err: errEmpty}
	}
	if errs := Validate(req.Connection); len(errs) > 0 {
		return errs[0]
	}
	return nil
}

func checkName(name string) error {
	switch {
	case strings.TrimSpace(name) == "":
		return errEmpty
	case utf8.RuneCountInString(name) > maxName:
		return errTooLong
	case strings.ContainsFunc(name, unicode.IsControl):
		return errCharacters
	}
	return checkUTF8(name)
}

// checkUTF8 refuses what JSON would silently carry as another text.
func checkUTF8(text string) error {
	if !utf8.ValidString(text) {
		return errCharacters
	}
	return nil
}

func checkAccessKeyID(id string) error {
	switch {
	case id == "":
		return errEmpty
	case !isGraphic(id):
		return errCharacters
	case !accessKeyPattern.MatchString(id):
		return errShape
	}
	return nil
}

// checkSecret says nothing of length or alphabet: Amazon promises neither.
func checkSecret(secret client.Secret, required bool) error {
	switch {
	case secret.Empty() && required:
		return errEmpty
	case !isGraphic(secret.Reveal()):
		return errCharacters
	}
	return nil
}

// isGraphic reports whether text is ASCII without spaces and control characters.
func isGraphic(text string) bool {
	for i := range len(text) {
		if text[i] <= ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

func checkBucket(bucket string) error {
	if !isGraphic(bucket) || strings.ContainsAny(bucket, `/\`) {
		return errCharacters
	}
	return nil
}

func checkFolder(path string) error {
	switch {
	case strings.HasPrefix(strings.ToLower(path), "s3://"):
		return errShape
	case strings.ContainsFunc(path, unicode.IsControl):
		return errCharacters
	}
	return checkUTF8(path)
}

func checkServiceURL(address string) error {
	if address == "" {
		return nil
	}
	if !isGraphic(address) {
		return errCharacters
	}
	// Adobe's page shows the address with a closing bracket that belongs to the
	// sentence around it. A password in it would end up in the register.
	u, err := url.Parse(address)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Hostname() == "" ||
		u.User != nil || strings.HasSuffix(address, ")") {
		return errShape
	}
	return nil
}
