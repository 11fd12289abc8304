package credentials

import (
	"regexp"
	"strings"

	"mooring/client"
)

// The shapes that values have beyond doubt, those of Amazon's keys apart, which
// package client knows. They serve to recognise, never to
// refuse: S3-compatible stores and older Adobe credentials have others.
var (
	orgIDShape       = regexp.MustCompile(`^[0-9A-Fa-f]{24}@(?i:AdobeOrg)$`)
	accountShape     = regexp.MustCompile(`^[0-9A-Za-z-]+@(?i:AdobeOrg|AdobeID|techacct\.adobe\.com)$`)
	anyOrgShape      = regexp.MustCompile(`^[0-9A-Fa-f]{24}(?:@.*)?$|@(?i:adobeorg)$`)
	clientIDShape    = regexp.MustCompile(`^[0-9a-f]{32}$`)
	anyClientIDShape = regexp.MustCompile(`^[A-Za-z0-9_-]{8,128}$`)
	adobeSecretShape = regexp.MustCompile(`^[ps]8e-[A-Za-z0-9_-]{8,}$`)
	oldSecretShape   = regexp.MustCompile(`^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
	anySecretShape   = regexp.MustCompile(`^[A-Za-z0-9_-]{20,}$`)
	jwtShape         = regexp.MustCompile(`^[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}$`)
	sessionShape     = regexp.MustCompile(`^[A-Za-z0-9/+]{100,}={0,2}$`)
	sandboxShape     = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]*$`)
	bucketShape      = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)
	addressShape     = regexp.MustCompile(`^https?://[A-Za-z0-9.:\[\]-]*[A-Za-z0-9\]](?:/[^\s()<>"'{}]*)?$`)
)

// fits reports whether value has, beyond doubt, the shape of its kind. What is
// around such a value cannot belong to it.
func fits(kind ValueKind, value string) bool {
	switch kind {
	case OrgID:
		return accountShape.MatchString(value)
	case APIKey:
		return anyClientIDShape.MatchString(value)
	case ClientSecret:
		return anySecretShape.MatchString(value)
	case AccessToken:
		return jwtShape.MatchString(value)
	case SandboxName:
		return sandboxShape.MatchString(value)
	case AccessKeyID:
		return client.MayBeAmazonKeyID(value)
	case SecretAccessKey:
		return client.IsAmazonSecret(value)
	case SessionToken:
		return sessionShape.MatchString(value) || jwtShape.MatchString(value)
	case BucketName:
		return bucketShape.MatchString(value)
	case ServiceURL:
		return addressShape.MatchString(value)
	}
	return false
}

// Guess tells what value unmistakably is, whichever field it stands in: an
// organization id, an access key id, a secret access key, an Adobe client
// secret or an access token. ok is false where it might be anything.
func Guess(value string) (kind ValueKind, ok bool) {
	switch {
	case orgIDShape.MatchString(value):
		return OrgID, true
	case client.IsAmazonKeyID(value):
		return AccessKeyID, true
	case adobeSecretShape.MatchString(value):
		return ClientSecret, true
	case strings.HasPrefix(value, "eyJ") && jwtShape.MatchString(value):
		return AccessToken, true
	case client.IsAmazonSecret(value) && client.Mixed(value):
		return SecretAccessKey, true
	}
	return PlainText, false
}

// Swapped reports whether the access key id and the secret access key stand in
// each other's field.
func Swapped(keyID, secret string) bool {
	keyID, secret = trimEnds(keyID), trimEnds(secret)
	return client.IsAmazonKeyID(secret) && client.IsAmazonSecret(keyID)
}

var (
	// enclosed is a placeholder of documentation, or a variable that nothing
	// has replaced.
	enclosed = regexp.MustCompile(`^(?s:\{.*\}|<.*>|\$\{.*\}|\$\(.*\)|%[A-Za-z_][A-Za-z0-9_]*%|\$(?i:env:)?[A-Za-z_][A-Za-z0-9_]*)$`)
	// reference is how programs and their settings name a value that is elsewhere, or that
	// has been encrypted.
	reference = regexp.MustCompile(`^(?i:process\.env\.|import\.meta\.env\.|os\.environ|(?:os\.|system\.)?getenv\(|env\()|^(?:data\.[a-z]+_\w+|aws_\w+)\.|^\$?\{\{|^(?:op|vault|ssm|secretsmanager|ref\+[a-z]+)://|^vault:|^ENC\[|^@Microsoft\.KeyVault\(|^arn:aws[a-z-]*:(?:secretsmanager|ssm):|^!(?:Ref|Sub|GetAtt|ImportValue)\b`)
	yours     = regexp.MustCompile(`^(?i:your|insert|replace)[_ -](?i:[a-z0-9]+[_ -])*(?i:key|id|secret|token|here|org|value|bucket|name|me|this)$`)
	// masked is what consoles and tools show instead of a secret, and spreadsheets instead of
	// one that they took for a formula.
	masked = regexp.MustCompile(`\*{4}|^\*{3}$|[•●∙·]{3}|^[.…]+$|^(?:A[KS]IA|[ps]8e-)?[xX]{3,}$|^#\p{Lu}[\p{Lu}/0]+[?!]$|^#{4,}$|^\(sensitive|^sensitive$`)
	// unsaid is what logs have in place of a secret; of anything else it may be the name.
	unsaid = regexp.MustCompile(`^[\[(<]?(?i:redacted|masked|hidden|filtered|removed)[\])>]?$`)
	// shortened is what pages and documentation leave of a secret or a token.
	shortened = regexp.MustCompile(`\.{3}|…`)
	// wording is what stands between the braces of a placeholder.
	wording = regexp.MustCompile(`^(?:[A-Za-z]+(?:[ _-]?[A-Za-z]+)*|[A-Z0-9]+(?:_[A-Z0-9]+)+)$`)
)

// IsPlaceholder reports whether value only stands for a value: {API_KEY},
// <your key>, ${AWS_ACCESS_KEY_ID}, YOUR_SECRET_HERE, ****************.
func IsPlaceholder(value string) bool {
	const longest = 256
	if len(value) > longest {
		return false
	}
	return enclosed.MatchString(value) || reference.MatchString(value) || yours.MatchString(value) || masked.MatchString(value)
}
