package model

import (
	"net/url"
	"regexp"
	"strings"
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

// checkS3Field says what is wrong with one value of the Amazon S3 card. values
// holds all values of the card, cleaned.
func checkS3Field(field Field, values map[Field]string) Note {
	value := values[field]
	if placeholderPattern.MatchString(value) {
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
		return checkSecretKey(value)
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

// looksLikeSecret recognises a key that was pasted into a text that is shown
// to everyone.
func looksLikeSecret(value string) bool {
	for _, word := range strings.Fields(value) {
		if amazonKeyID.MatchString(word) || amazonSecretKey.MatchString(word) {
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

func checkSecretKey(value string) Note {
	switch {
	case value == "":
		return refuse("check.secretKey.empty")
	case inside(value) || !isASCII(value):
		return refuse("check.innerSpace")
	case amazonKeyID.MatchString(value):
		return refuse("check.secretKey.isKeyID")
	case len(value) == 41 && strings.HasSuffix(value, "%"):
		return warn("check.secretKey.percent")
	case !amazonSecretKey.MatchString(value):
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

func checkBucket(value string) Note {
	switch {
	case value == "":
		return Note{}
	case strings.HasPrefix(value, "s3://"):
		return refuse("check.bucket.address")
	case strings.ContainsAny(value, `/\`) || inside(value):
		return refuse("check.bucket.shape")
	case !bucketPattern.MatchString(value) || strings.Contains(value, ".."):
		return warn("check.bucket.unusual")
	case strings.Contains(value, "."):
		return warn("check.bucket.dot")
	}
	return Note{}
}

func checkFolder(value string) Note {
	switch {
	case strings.HasPrefix(value, "s3://"):
		return refuse("check.folder.address")
	case strings.ContainsAny(value, `"\:|<>*?`):
		return warn("check.folder.characters")
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
	case u.Host == "":
		return refuse("check.serviceURL.scheme")
	case u.Scheme != "https" && u.Scheme != "http":
		return refuse("check.serviceURL.scheme")
	case u.Scheme == "http":
		return warn("check.serviceURL.plain")
	case strings.Contains(u.Host, "_"):
		return refuse("check.serviceURL.region")
	case strings.Trim(u.Path, "/") != "":
		return warn("check.serviceURL.path")
	}
	return Note{}
}
