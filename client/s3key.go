package client

import (
	"regexp"
	"strings"
)

// The shapes of Amazon's keys, as patterns.
const (
	// amazonKeyIDPattern matches an access key ID beyond doubt.
	amazonKeyIDPattern = `(?:A3T[A-Z0-9]|ABIA|ACCA|AKIA|ASIA)[A-Z0-9]{16}`
	// anyAmazonKeyIDPattern matches all that Amazon promises of one.
	anyAmazonKeyIDPattern = `\w{16,128}`
	// amazonSecretPattern matches a secret access key, and other things of 40
	// characters.
	amazonSecretPattern = `[A-Za-z0-9/+=]{40}` //nolint:gosec // G101: a pattern
)

var (
	amazonKeyID = regexp.MustCompile(`^` + amazonKeyIDPattern + `$`)
	// otherThanLetters is what no access key ID of Amazon holds.
	otherThanLetters = regexp.MustCompile(`\W`)
	anyAmazonKeyID   = regexp.MustCompile(`^` + anyAmazonKeyIDPattern + `$`)
	amazonSecret     = regexp.MustCompile(`^` + amazonSecretPattern + `$`)
	secretLetters    = regexp.MustCompile(`^[A-Za-z0-9/+=]+$`)
	// escape is a character as an address or the source of a page has it.
	escape      = regexp.MustCompile(`%[0-9A-Fa-f]{2}|&(?:#\d+|#[xX][0-9A-Fa-f]+|[a-z]{2,6});`)
	hexadecimal = regexp.MustCompile(`^[0-9a-fA-F]+$`)
	// otherAmazonIDs are ids of users, roles and policies, which look like access
	// keys and are pasted in their place.
	otherAmazonIDs = regexp.MustCompile(`^(AIDA|AROA|AGPA|ANPA|ANVA|APKA|ASCA|AIPA)[A-Z0-9]{16}$`)

	keyInText    = regexp.MustCompile(`\b` + amazonKeyIDPattern + `\b`)
	adobeInText  = regexp.MustCompile(`\b[ps]8e-[A-Za-z0-9_-]{16,}`)
	tokenInText  = regexp.MustCompile(`\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+`)
	pemInText    = regexp.MustCompile(`-----BEGIN [A-Z ]*PRIVATE KEY-----`)
	secretInText = regexp.MustCompile(`(?:^|[^A-Za-z0-9/+=])(` + amazonSecretPattern + `)(?:$|[^A-Za-z0-9/+=])`)
)

// IsAmazonKeyID reports whether text has, beyond doubt, the shape of one of
// Amazon's access key IDs.
func IsAmazonKeyID(text string) bool { return amazonKeyID.MatchString(text) }

// MayBeAmazonKeyID reports whether text has what Amazon promises of an access key
// ID: 16 to 128 letters, digits and underscores.
func MayBeAmazonKeyID(text string) bool { return anyAmazonKeyID.MatchString(text) }

// IsAmazonSecret reports whether text has the shape of one of Amazon's secret
// access keys. So have other things of 40 characters.
func IsAmazonSecret(text string) bool { return amazonSecret.MatchString(text) }

// LikeAmazonSecret reports whether text, in the place of a key ID, is most likely a secret
// access key, or was one before a character slipped: it has its characters, and is longer
// than IDs with small letters are or has a sign that no ID has.
func LikeAmazonSecret(text string) bool {
	const longestID, shortest = 36, 21
	return secretLetters.MatchString(text) && Mixed(text) &&
		(len(text) > longestID || len(text) >= shortest && strings.ContainsAny(text, "/+"))
}

// Mixed reports whether text has capital letters, small letters and digits, as each
// random secret has and no word, hash or number in hexadecimal.
func Mixed(text string) bool {
	return strings.ContainsAny(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") &&
		strings.ContainsAny(text, "abcdefghijklmnopqrstuvwxyz") && strings.ContainsAny(text, "0123456789")
}

// looksSecret reports whether text is as long and as mixed as a secret access
// key. Forty hexadecimal digits are a commit, or the ID of another store's key.
func looksSecret(text string) bool { return IsAmazonSecret(text) && !hexadecimal.MatchString(text) }

// holdsKey recognizes a key or a token in a text that everybody can read.
func holdsKey(text string) bool {
	if keyInText.MatchString(text) || adobeInText.MatchString(text) || tokenInText.MatchString(text) || pemInText.MatchString(text) {
		return true
	}
	for _, m := range secretInText.FindAllStringSubmatch(text, -1) {
		if looksSecret(m[1]) {
			return true
		}
	}
	return false
}

func (in S3Credentials) checkAccessKeyID() Verdict {
	id := in.AccessKeyID
	switch {
	case id == "":
		return refused(ReasonKeyEmpty)
	case !graphic(id):
		return refused(ReasonCharacter)
	case IsAmazonSecret(id) && IsAmazonKeyID(in.SecretAccessKey.Reveal()):
		return refused(ReasonKeyIsSecret)
	case atOtherStore(in.ServiceURL):
		return checkOtherKeyID(id)
	case IsAmazonSecret(id) || LikeAmazonSecret(id):
		return refused(ReasonKeyIsSecret)
	case otherThanLetters.MatchString(id):
		return refused(ReasonKeyCharacters)
	case !MayBeAmazonKeyID(id):
		return refused(ReasonKeyShape)
	case otherAmazonIDs.MatchString(id):
		return refused(ReasonKeyOtherID)
	case strings.HasPrefix(id, "ASIA") && in.SessionToken.Empty():
		return warned(ReasonKeyNeedsToken)
	case !IsAmazonKeyID(id):
		return warned(ReasonKeyUnusual)
	}
	return Verdict{}
}

// checkOtherKeyID judges the ID of a key of another store. These have three
// characters or a hundred, and all sorts of them.
func checkOtherKeyID(id string) Verdict {
	const shortest = 3
	switch {
	case len(id) < shortest:
		return warned(ReasonKeyShort)
	case looksSecret(id) || LikeAmazonSecret(id):
		return warned(ReasonKeyLikeSecret)
	}
	return Verdict{}
}

// checkSecret refuses nothing for its length or alphabet: Amazon promises neither.
func (in S3Credentials) checkSecret() Verdict {
	secret := in.SecretAccessKey.Reveal()
	switch {
	case secret == "":
		return refused(ReasonSecretEmpty)
	case !graphic(secret):
		return refused(ReasonCharacter)
	case IsAmazonKeyID(secret):
		return refused(ReasonSecretIsKeyID)
	case IsAmazonSecret(secret) || atOtherStore(in.ServiceURL):
	case escape.MatchString(secret):
		return warned(ReasonSecretEscaped)
	case len(secret) == 41 && strings.HasSuffix(secret, "%"):
		return warned(ReasonSecretPercent)
	default:
		return warned(ReasonSecretUnusual)
	}
	return Verdict{}
}

func (in S3Credentials) checkSessionToken() Verdict {
	token := in.SessionToken.Reveal()
	switch {
	case !graphic(token) || strings.Contains(token, "..."): // all that a page shows of one
		return refused(ReasonCharacter)
	case token != "" && strings.HasPrefix(in.AccessKeyID, "AKIA") && !atOtherStore(in.ServiceURL):
		return warned(ReasonTokenNotNeeded)
	}
	return Verdict{}
}

// WholeAccessKeyID returns the access key ID that Platform echoes, or nothing
// where it left it out or masked it: a mask that passed for a key would make our
// own connection look like another's.
func (c Connection) WholeAccessKeyID() string {
	id := c.AccessKeyID
	if !graphic(id) || strings.ContainsAny(id, "*<>{}[]()") || len(id) < 3 || longestRun(id) > 4 || strings.Contains(id, "...") {
		return ""
	}
	if atOtherStore(c.ServiceURL) {
		return id
	}
	if !MayBeAmazonKeyID(id) {
		return ""
	}
	return id
}

// longestRun is how often at most a character stands beside itself.
func longestRun(text string) int {
	longest, run := 0, 0
	for i := range len(text) {
		if i > 0 && text[i] != text[i-1] {
			run = 0
		}
		run++
		longest = max(longest, run)
	}
	return longest
}
