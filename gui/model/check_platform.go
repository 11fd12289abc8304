package model

import (
	"net/url"
	"regexp"
	"strings"

	"mooring/client"
	"mooring/client/credentials"
	"mooring/client/ims"
)

var (
	apiKeyPattern  = regexp.MustCompile(`^[0-9a-f]{32}$`)
	uuidPattern    = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)
	secretPattern  = regexp.MustCompile(`^[\w-]+$`)
	tokenPattern   = regexp.MustCompile(`^[\w-]+\.[\w-]+\.[\w-]+$`)
	sandboxPattern = regexp.MustCompile(`^[a-z0-9-]+$`)
)

// CheckPlatformField says what is wrong with one value of an account. values holds
// all values of the form, cleaned, and stored tells that the keyring holds the secret.
func CheckPlatformField(field Field, values map[Field]string, stored bool) Note {
	value := values[field]
	if value == "" {
		return checkEmptyPlatformField(field, stored)
	}
	if credentials.IsPlaceholder(value) {
		return refuse("check.placeholder")
	}
	if note := checkOtherField(field, values); note.Level != Fine {
		return note
	}
	switch field {
	case FieldOrgID:
		return checkOrgID(value)
	case FieldAPIKey:
		return checkAPIKey(value)
	case FieldClientSecret:
		return checkClientSecret(value)
	case FieldToken:
		if note := checkToken(value); note.Level != Fine {
			return note
		}
		return checkTokenClient(value, values[FieldAPIKey])
	case FieldSandbox:
		return checkSandbox(value)
	case FieldPlatformURL, FieldSignInURL:
		return CheckAddress(value)
	}
	return Note{}
}

func checkEmptyPlatformField(field Field, stored bool) Note {
	switch field {
	case FieldOrgID, FieldAPIKey, FieldSandbox, FieldToken:
		return refuse("check." + string(field) + ".empty")
	case FieldClientSecret:
		if !stored {
			return refuse("check.clientSecret.empty")
		}
	}
	return Note{}
}

// orgInText finds an organization ID in any writing: in small letters, with its @
// escaped, with words around it, or without what it ends in. Without that, what stands
// behind an @ is where a person signs in, which is another ID.
var orgInText = regexp.MustCompile(`(?i)(?:^|[^0-9a-z%])([0-9a-f]{24})\s*(?:@|%(?:25)?40)?\s*adobe(?:org)?\b|(?:^|[^0-9a-z%@])([0-9a-f]{24})(?:$|[^0-9a-z@%])`)

// organizationIn returns the one organization ID that a text can mean.
func organizationIn(text string) (org string, ok bool) {
	text = strings.Map(func(r rune) rune {
		if strings.ContainsRune(invisible, r) && r != '\u00a0' {
			return -1
		}
		return r
	}, text)
	for _, m := range orgInText.FindAllStringSubmatch(text, -1) {
		found := strings.ToUpper(m[1]+m[2]) + "@AdobeOrg"
		if org != "" && org != found {
			return "", false
		}
		org = found
	}
	return org, org != ""
}

func checkOrgID(value string) Note {
	org, certain := organizationIn(value)
	switch {
	case value == org:
		return Note{}
	case credentials.IsPlaceholder(strings.TrimSuffix(value, "@AdobeOrg")):
		return refuse("check.placeholder")
	case !certain && strings.Contains(value, "@techacct.adobe.com"):
		return refuse("check.orgID.technicalAccount")
	case certain && strings.EqualFold(value, org) && strings.HasSuffix(value, "@AdobeOrg"):
		return warn("check.orgID.writing")
	case certain && len(value) == 24:
		return refuse("check.orgID.suffix")
	case certain:
		return refuse("check.orgID.writing")
	case inside(value) || !isASCII(value):
		return refuse("check.innerSpace")
	case !strings.HasSuffix(value, "@AdobeOrg"):
		return refuse("check.orgID.suffix")
	}
	return warn("check.orgID.unusual")
}

func checkAPIKey(value string) Note {
	switch {
	case strings.Contains(value, "@"):
		return refuse("check.apiKey.organization")
	case inside(value) || !isASCII(value):
		return refuse("check.innerSpace")
	case !apiKeyPattern.MatchString(value):
		return warn("check.apiKey.unusual")
	}
	return Note{}
}

func checkClientSecret(value string) Note {
	switch {
	case inside(value) || !isASCII(value):
		return refuse("check.innerSpace")
	case !secretPattern.MatchString(value):
		return warn("check.clientSecret.unusual")
	}
	return Note{}
}

func checkToken(value string) Note {
	value = Clean(strings.TrimPrefix(value, "Bearer "))
	switch {
	case inside(value) || !isASCII(value):
		return refuse("check.innerSpace")
	case !tokenPattern.MatchString(value):
		return warn("check.token.unusual")
	}
	return Note{}
}

// checkTokenClient compares the API key that a token was made for with the one
// in the form, where the token says it.
func checkTokenClient(token, apiKey string) Note {
	made := ims.ClientOf(Clean(strings.TrimPrefix(token, "Bearer ")))
	if made != "" && apiKey != "" && made != apiKey {
		return warn("check.token.otherClient")
	}
	return Note{}
}

func checkSandbox(value string) Note {
	switch {
	case uuidPattern.MatchString(value):
		return refuse("check.sandbox.id")
	case !sandboxPattern.MatchString(value):
		return refuse("check.sandbox.title")
	}
	return Note{}
}

// CheckAddress judges the address of a server as client.New does: https
// anywhere, http on loopback. An empty one means Adobe's.
func CheckAddress(value string) Note {
	if value == "" {
		return Note{}
	}
	if _, err := client.ParseBaseURL(value); err == nil {
		return Note{}
	}
	if u, err := url.Parse(value); err == nil && u.Scheme == "http" && u.Host != "" {
		return refuse("check.address.scheme")
	}
	return refuse("check.address.shape")
}
