package model

import (
	"net/url"
	"regexp"
	"strings"

	"mooring/client/credentials"
)

var (
	keyIDPattern    = regexp.MustCompile(`^\w{16,128}$`)
	amazonKeyID     = regexp.MustCompile(`^(A3T[A-Z0-9]|ABIA|ACCA|AKIA|ASIA)[A-Z0-9]{16}$`)
	amazonSecretKey = regexp.MustCompile(`^[A-Za-z0-9/+=]{40}$`)
	bucketPattern   = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)
	// otherAWSIDs are ids of users, roles and policies, which look like access
	// keys and are pasted in their place.
	otherAWSIDs = regexp.MustCompile(`^(AIDA|AROA|AGPA|ANPA|ANVA|APKA|ASCA|AIPA)[A-Z0-9]{16}$`)
)

// CheckS3Field says what is wrong with one value of the Amazon S3 card. values
// holds all values of the card, cleaned.
func CheckS3Field(field Field, values map[Field]string) Note {
	value := values[field]
	if field != FieldDescription && credentials.IsPlaceholder(value) {
		return refuse("check.placeholder")
	}
	switch field {
	case FieldName:
		return checkName(value)
	case FieldDescription:
		if looksLikeSecret(value) {
			return warn("check.secretInText")
		}
	case FieldAccessKey:
		return checkAccessKey(value, values)
	case FieldSecretKey:
		return checkSecretKey(value, values)
	case FieldSessionToken:
		return checkSessionToken(value, values)
	case FieldBucket:
		return checkBucket(value)
	case FieldFolder:
		return checkFolder(value)
	case FieldServiceURL:
		return checkServiceURL(value)
	}
	return Note{}
}

func checkName(value string) Note {
	switch {
	case value == "":
		return refuse("check.name.empty")
	case looksLikeSecret(value):
		return warn("check.secretInText")
	}
	return Note{}
}

var (
	keyInText    = regexp.MustCompile(`\b(A3T[A-Z0-9]|ABIA|ACCA|AKIA|ASIA)[A-Z0-9]{16}\b`)
	adobeInText  = regexp.MustCompile(`\bp8e-[A-Za-z0-9_-]{16,}`)
	tokenInText  = regexp.MustCompile(`\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+`)
	secretInText = regexp.MustCompile(`(?:^|[^A-Za-z0-9/+=])([A-Za-z0-9/+=]{40})(?:$|[^A-Za-z0-9/+=])`)
	hexOnly      = regexp.MustCompile(`^[0-9a-fA-F]+$`)
)

// looksLikeSecret recognises a key that was pasted into a text that is shown
// to everyone. Forty hexadecimal digits are a commit, not a secret.
func looksLikeSecret(value string) bool {
	if keyInText.MatchString(value) || adobeInText.MatchString(value) || tokenInText.MatchString(value) {
		return true
	}
	for _, m := range secretInText.FindAllStringSubmatch(value, -1) {
		if !hexOnly.MatchString(m[1]) {
			return true
		}
	}
	return false
}

func checkAccessKey(value string, values map[Field]string) Note {
	switch {
	case value == "":
		return refuse("check.accessKey.empty")
	case inside(value) || !isASCII(value):
		return refuse("check.innerSpace")
	case amazonSecretKey.MatchString(value):
		return refuse("check.accessKey.isSecret")
	case !keyIDPattern.MatchString(value):
		return refuse("check.accessKey.shape")
	case otherAWSIDs.MatchString(value):
		return refuse("check.accessKey.otherID")
	case strings.HasPrefix(value, "ASIA") && values[FieldSessionToken] == "":
		return warn("check.accessKey.needsToken")
	case !amazonKeyID.MatchString(value) && values[FieldServiceURL] == "":
		return warn("check.accessKey.unusual")
	}
	return Note{}
}

func checkSecretKey(value string, values map[Field]string) Note {
	switch {
	case value == "":
		return refuse("check.secretKey.empty")
	case inside(value) || !isASCII(value):
		return refuse("check.innerSpace")
	case amazonKeyID.MatchString(value):
		return refuse("check.secretKey.isKeyID")
	case len(value) == 41 && strings.HasSuffix(value, "%") && values[FieldServiceURL] == "":
		return warn("check.secretKey.percent")
	case !amazonSecretKey.MatchString(value) && values[FieldServiceURL] == "":
		return warn("check.secretKey.unusual")
	}
	return Note{}
}

func checkSessionToken(value string, values map[Field]string) Note {
	switch {
	case value == "":
		return Note{}
	case inside(value) || !isASCII(value):
		return refuse("check.innerSpace")
	case strings.HasPrefix(values[FieldAccessKey], "AKIA"):
		return warn("check.sessionToken.notNeeded")
	}
	return Note{}
}

// reservedBucket are the beginnings and ends that AWS keeps for itself, and
// names that look like an address (AWS bucket naming rules).
var reservedBucket = regexp.MustCompile(`^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$|^\d+\.\d+\.\d+\.\d+$`)

func checkBucket(value string) Note {
	if value == "" {
		return Note{}
	}
	if _, _, ok := credentials.Split(value); ok {
		return refuse("check.bucket.address")
	}
	switch {
	case strings.ContainsAny(value, `/\`) || inside(value):
		return refuse("check.bucket.shape")
	case !bucketPattern.MatchString(value) || strings.Contains(value, "..") || reservedBucket.MatchString(value):
		return warn("check.bucket.unusual")
	case strings.Contains(value, "."):
		return warn("check.bucket.dot")
	}
	return Note{}
}

func checkFolder(value string) Note {
	if _, _, ok := credentials.Split(value); ok || strings.HasPrefix(strings.ToLower(value), "s3://") {
		return refuse("check.folder.address")
	}
	switch {
	case strings.ContainsAny(value, `"\:|<>*?`):
		return warn("check.folder.characters")
	case strings.HasSuffix(value, "/"):
		return warn("check.folder.slash")
	}
	return Note{}
}

func checkServiceURL(value string) Note {
	if value == "" {
		return Note{}
	}
	u, err := url.Parse(value)
	switch {
	case err != nil || inside(value) || strings.HasSuffix(value, ")"):
		return refuse("check.serviceURL.shape")
	case u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		return refuse("check.serviceURL.scheme")
	case strings.Contains(u.Host, "_"):
		return refuse("check.serviceURL.region")
	case u.User != nil:
		return warn("check.serviceURL.user")
	case u.Scheme == "http":
		return warn("check.serviceURL.plain")
	case strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "":
		return warn("check.serviceURL.path")
	}
	if _, _, ok := credentials.Split(value); ok {
		return warn("check.serviceURL.bucket")
	}
	return Note{}
}
