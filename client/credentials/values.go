package credentials

import (
	"regexp"
	"slices"
	"strings"
)

// values are those of one credential, by what they mean.
type values map[field][]string

// has reports whether there is a value of one of the fields.
func (v values) has(fields ...field) bool {
	return slices.ContainsFunc(fields, func(f field) bool { return len(v[f]) > 0 })
}

// first returns the first value of the first field that has one.
func (v values) first(fields ...field) string {
	for _, f := range fields {
		if values := v[f]; len(values) > 0 {
			return values[0]
		}
	}
	return ""
}

// only returns the value of a field that has no other, and nothing for any other.
func (v values) only(f field) string {
	if len(v[f]) == 1 {
		return v[f][0]
	}
	return ""
}

// aboutAmazon reports whether names that both sides use mean Amazon's here.
func (v values) aboutAmazon() bool {
	return v.has(fieldKeyID, fieldSecretKey, fieldSSO)
}

// surelyAdobe reports whether a value of the record can only be Adobe's.
func (v values) surelyAdobe() bool {
	secret := v.first(fieldClientSecret, fieldAnySecret)
	return accountShape.MatchString(v.first(fieldOrgID)) || adobeSecretShape.MatchString(secret) ||
		strings.HasSuffix(strings.ToLower(v.first(fieldTechnicalAccount)), "@techacct.adobe.com")
}

// otherService reports whether a client id and secret are of another service: they
// have nothing of Adobe's, and something that Adobe's have not.
func (v values) otherService() bool {
	if v.surelyAdobe() {
		return false
	}
	org := v.first(fieldOrgID)
	switch {
	case v.has(fieldForeign, fieldRedirect, fieldExpires), org != "" && !anyOrgShape.MatchString(org):
		return true
	case strings.ContainsAny(strings.Join(v[fieldScopes], " "), ":/"):
		return true
	case strings.HasPrefix(v.first(fieldClientSecret, fieldAnySecret), "eyJ"):
		return true
	}
	return org == "" && v.has(fieldClientID) && !v.maybeAdobe()
}

// ofAdobe finds scopes that only Adobe has.
var ofAdobe = regexp.MustCompile(`adobeid|read_organizations|additional_info|session|_sdk|_api`)

// maybeAdobe reports whether a client id and secret without an organization may
// be Adobe's: others have ids of 32 hexadecimal digits too.
func (v values) maybeAdobe() bool {
	secret := v.first(fieldClientSecret, fieldAnySecret)
	scopes := strings.ToLower(strings.Join(v[fieldScopes], " "))
	return clientIDShape.MatchString(v.first(fieldClientID)) &&
		(secret == "" || oldSecretShape.MatchString(secret) && (scopes == "" || ofAdobe.MatchString(scopes)) ||
			strings.Contains(scopes, "adobeid") || signInHost(v.first(fieldSignIn)) != "")
}

func (v values) hasCredential() bool {
	return v.has(fieldKeyID, fieldSecretKey, fieldClientID, fieldClientSecret, fieldAnySecret)
}

// sessionToken returns the token of temporary keys. What is called a token and no
// more is one where there must be one.
func (v values) sessionToken() string {
	if token := v.first(fieldSessionToken); token != "" || !strings.HasPrefix(v.first(fieldKeyID), "ASIA") {
		return token
	}
	return v.first(fieldAnyToken)
}

// inactive are words for a key that is switched off, in the form that Canonical makes of them.
var inactive = []string{
	"inactive", "disabled", "deactivated", "off", "expired", "revoked", "inactif", "desactive", "desactivee", "inaktiv", "inactivo", "inativo",
	"inattivo", "非活动", "非活跃", "未激活", "停用", "已停用", "禁用", "已禁用", "无效", "無効",
}

func (v values) inactive() bool {
	return slices.Contains(inactive, Canonical(v.first(fieldStatus))) ||
		slices.Contains([]string{"false", "no", "0"}, strings.ToLower(v.first(fieldActive)))
}
