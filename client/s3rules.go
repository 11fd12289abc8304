package client

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxName is the longest name of a connection, in characters. It is longer than
// any that is meant as one: Platform documents no limit, and a whole file that
// was pasted into the field is caught.
const MaxName = 255

// Reason says what is to be said of a value: a word for what judges it, and for
// those who put it into sentences. It is the cause of an *APIError of
// KindInvalid.
type Reason string

// The reasons. The part before the dot names the field where only one has it.
const (
	// Of several fields.

	// ReasonCharacter is a space, a control character or one outside of ASCII
	// within a value that has none of these.
	ReasonCharacter Reason = "innerSpace"
	// ReasonControl is a line end or another control character in a text.
	ReasonControl Reason = "control"
	// ReasonPlaceholder is a part that only stands for a value.
	ReasonPlaceholder Reason = "placeholder"
	// ReasonKeyInText is a key where everybody can read it.
	ReasonKeyInText Reason = "secretInText"
	// ReasonSecretTold is what is a secret beyond doubt, in such a place.
	ReasonSecretTold Reason = "hidden"

	ReasonNameEmpty Reason = "name.empty"
	ReasonNameLong  Reason = "name.long"

	ReasonKeyEmpty      Reason = "accessKey.empty"
	ReasonKeyIsSecret   Reason = "accessKey.isSecret"
	ReasonKeyShape      Reason = "accessKey.shape"
	ReasonKeyCharacters Reason = "accessKey.characters"
	ReasonKeyOtherID    Reason = "accessKey.otherID"
	ReasonKeyNeedsToken Reason = "accessKey.needsToken"
	ReasonKeyUnusual    Reason = "accessKey.unusual"
	ReasonKeyLikeSecret Reason = "accessKey.likeSecret"
	ReasonKeyShort      Reason = "accessKey.short"

	ReasonSecretEmpty   Reason = "secretKey.empty"
	ReasonSecretIsKeyID Reason = "secretKey.isKeyID"
	ReasonSecretPercent Reason = "secretKey.percent" //nolint:gosec // G101: a word
	ReasonSecretEscaped Reason = "secretKey.escaped" //nolint:gosec // G101: a word
	ReasonSecretUnusual Reason = "secretKey.unusual" //nolint:gosec // G101: a word

	ReasonTokenNotNeeded Reason = "sessionToken.notNeeded"

	ReasonBucketEmpty       Reason = "bucket.empty"
	ReasonBucketAddress     Reason = "bucket.address"
	ReasonBucketShape       Reason = "bucket.shape"
	ReasonBucketCharacters  Reason = "bucket.characters"
	ReasonBucketAccessPoint Reason = "bucket.accessPoint"
	ReasonBucketARN         Reason = "bucket.arn"
	ReasonBucketAlias       Reason = "bucket.alias"
	ReasonBucketDirectory   Reason = "bucket.directory"
	ReasonBucketReserved    Reason = "bucket.reserved"
	ReasonBucketUnusual     Reason = "bucket.unusual"
	ReasonBucketDot         Reason = "bucket.dot"

	ReasonFolderAddress    Reason = "folder.address"
	ReasonFolderBucket     Reason = "folder.bucket"
	ReasonFolderCharacters Reason = "folder.characters"
	ReasonFolderSlash      Reason = "folder.slash"

	ReasonURLShape       Reason = "serviceURL.shape"
	ReasonURLScheme      Reason = "serviceURL.scheme"
	ReasonURLRegion      Reason = "serviceURL.region"
	ReasonURLMisspelled  Reason = "serviceURL.misspelled"
	ReasonURLUser        Reason = "serviceURL.user"
	ReasonURLPlain       Reason = "serviceURL.plain"
	ReasonURLNotS3       Reason = "serviceURL.notS3"
	ReasonURLOther       Reason = "serviceURL.otherService"
	ReasonURLAccessPoint Reason = "serviceURL.accessPoint"
	ReasonURLPrivate     Reason = "serviceURL.private"
	ReasonURLNoRegion    Reason = "serviceURL.noRegion"
	ReasonURLBucket      Reason = "serviceURL.bucket"
	ReasonURLPath        Reason = "serviceURL.path"
)

// Error makes a Reason the cause of an error, for logs.
func (r Reason) Error() string { return string(r) }

// Verdict is what is to be said of one value. Its zero value is that of a value
// that may well be right.
type Verdict struct {
	Reason Reason
	// Refused says that the value cannot be right. All else is a warning, which
	// never keeps anything from being sent.
	Refused bool
}

func refused(r Reason) Verdict { return Verdict{r, true} }
func warned(r Reason) Verdict  { return Verdict{r, false} }

// checkName judges the name of a connection.
func checkName(name string) Verdict {
	switch {
	case strings.TrimSpace(name) == "":
		return refused(ReasonNameEmpty)
	case utf8.RuneCountInString(name) > MaxName:
		return refused(ReasonNameLong)
	case strings.ContainsFunc(name, unicode.IsControl):
		return refused(ReasonControl)
	}
	return checkDescription(name)
}

// checkDescription judges the description of a connection, which may be empty
// and may have lines.
func checkDescription(text string) Verdict {
	switch {
	case !utf8.ValidString(text): // JSON would silently carry it as another text
		return refused(ReasonControl)
	case TellsSecret(text):
		return refused(ReasonSecretTold)
	case holdsKey(text):
		return warned(ReasonKeyInText)
	}
	return Verdict{}
}

// Check judges one field of in, by the name that it has in an APIError. What the
// others hold counts where they belong together.
func (in S3Credentials) Check(field string) Verdict {
	switch field {
	case "AccessKeyID":
		return in.checkAccessKeyID()
	case "SecretAccessKey":
		return in.checkSecret()
	case "SessionToken":
		return in.checkSessionToken()
	case "Bucket":
		return checkBucket(in.Bucket)
	case "FolderPath":
		return checkFolder(in.FolderPath, in.Bucket)
	case "ServiceURL":
		return checkServiceURL(in.ServiceURL, in.Bucket)
	}
	return Verdict{}
}

// s3Fields are the fields of S3Credentials in the order of the form.
var s3Fields = []string{"AccessKeyID", "SecretAccessKey", "SessionToken", "Bucket", "FolderPath", "ServiceURL"}

// Refusals is that of NewConnection for what a change would write: of what it leaves
// as it is there is nothing to judge.
func (change Change) Refusals(op string) []error {
	name, description, s3 := change.Name, change.Description, change.S3
	var errs []error
	judge := func(field string, v Verdict) {
		if v.Refused {
			errs = append(errs, invalid(op, field, v.Reason))
		}
	}
	var whole NewConnection
	if s3 != nil {
		whole.S3 = *s3
	}
	if name != nil {
		whole.Name = *name
		judge("Name", whole.Check("Name"))
	}
	if description != nil {
		whole.Description = *description
		judge("Description", whole.Check("Description"))
	}
	if s3 != nil {
		for _, field := range s3Fields {
			judge(field, whole.Check(field))
		}
	}
	return errs
}

// graphic reports whether text is ASCII without spaces and control characters.
func graphic(text string) bool {
	for i := range len(text) {
		if text[i] <= ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

// atOtherStore reports whether a service URL is that of a store that is not
// Amazon's, whose keys have shapes of their own.
func atOtherStore(serviceURL string) bool {
	a, ok := ParseS3Address(serviceURL)
	return ok && a.Owner == OwnerOther
}
