package credentials

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"mooring/client"
)

// addAdobe reports whether the record was about an Adobe credential at all.
func (c *collector) addAdobe(r *record) bool {
	switch {
	case retired(r):
		c.is(FormatAdobeJSON)
		c.skip(r.label, ReasonRetiredJWT)
		return true
	case r.otherService():
		if !r.has(fieldClientID) || !r.has(fieldClientSecret, fieldAnySecret, fieldAccessToken) {
			return false
		}
		c.is(FormatJSON)
		c.skip(r.label, ReasonOtherService)
		return true
	}
	if r.has(fieldRedirect) && r.has(fieldClientID) {
		c.is(FormatAdobeJSON)
		c.skip(r.label, ReasonOtherKind)
		return true
	}
	a := r.adobe()
	switch {
	case !a.AccessToken.Empty(), a.parts() >= 2:
		c.addCredential(a)
	case a.OrgID == "" && len(a.Secrets) == 0 && !r.has(fieldTechnicalAccount):
		return false
	case len(r.dummies) > 0:
		c.skip(r.label, ReasonPlaceholder)
	case a.OrgID != "":
		c.lonely = append(c.lonely, a) // it may be that of a credential elsewhere
	default:
		c.skip(r.label, ReasonIncomplete)
	}
	c.is(FormatAdobeJSON)
	return true
}

// adobe is the record as a credential of Adobe's, or what there is of one.
func (r *record) adobe() AdobeCredential {
	a := AdobeCredential{
		OrgID:       r.first(fieldOrgID),
		ClientID:    r.first(fieldClientID),
		Scopes:      scopeList(r.values[fieldScopes]),
		Sandbox:     r.first(fieldSandbox),
		SignInHost:  signInHost(r.first(fieldSignIn)),
		AccessToken: client.NewSecret(accessToken(r)),
		Joined:      kindsOf(r.joined),
		Escaped:     kindsOf(r.escaped),
		Decoded:     r.decoded,
	}
	a.Environment = environment(r.first(fieldEnvironment), a.SignInHost)
	secrets := r.values[fieldClientSecret]
	if len(secrets) == 0 && !r.aboutAmazon() {
		secrets = r.values[fieldAnySecret]
	}
	for _, s := range secrets {
		a.Secrets = append(a.Secrets, client.NewSecret(s))
	}
	a.Label = safeLabel(r.label, secrets...)
	return a
}

// parts is how many there are of an organization, a client id and its secret.
func (a AdobeCredential) parts() int {
	n := 0
	for _, there := range []bool{a.OrgID != "", a.ClientID != "", len(a.Secrets) > 0} {
		if there {
			n++
		}
	}
	return n
}

// organization gives the credentials that name none the only one that stands
// apart from any.
func (c *collector) organization() {
	if len(c.lonely) == 0 || slices.ContainsFunc(c.lonely, func(a AdobeCredential) bool { return a.OrgID != c.lonely[0].OrgID }) {
		return
	}
	for i := range c.found.Adobe {
		if a := &c.found.Adobe[i]; a.OrgID == "" && len(a.Secrets) > 0 {
			a.OrgID = c.lonely[0].OrgID
		}
	}
}

// environment returns the name of Adobe's environment where a file names one of
// those that are not production, or the sign-in of one.
func environment(name, signInHost string) string {
	if _, rest, ok := strings.Cut(name, "platform-"); ok { // platform-stage.adobe.io
		name, _, _ = strings.Cut(rest, ".")
	}
	switch name = strings.ToLower(name); name {
	case "stage", "stg", "staging", "int":
		return strings.Replace(strings.TrimSuffix(name, "ing"), "stg", "stage", 1)
	}
	if strings.Contains(signInHost, "-stg") {
		return "stage"
	}
	return ""
}

func (c *collector) addCredential(a AdobeCredential) {
	same := func(b AdobeCredential) bool {
		return a.ClientID == b.ClientID && a.OrgID == b.OrgID && a.Sandbox == b.Sandbox &&
			a.AccessToken == b.AccessToken && slices.Equal(a.Secrets, b.Secrets)
	}
	if len(c.found.Adobe) < maxFound && !slices.ContainsFunc(c.found.Adobe, same) {
		c.found.Adobe = append(c.found.Adobe, a)
	}
}

// retired reports whether the record is a Service Account (JWT) credential. One
// that was migrated has scopes as well, and works.
func retired(r *record) bool {
	if r.has(fieldScopes) {
		return false
	}
	return r.has(fieldJWT) || r.has(fieldPrivateKey) && r.has(fieldOrgID, fieldTechnicalAccount)
}

func accessToken(r *record) string {
	token := r.first(fieldAccessToken)
	if token == "" && !r.aboutAmazon() {
		token = r.first(fieldAnyToken)
	}
	if !fits(AccessToken, token) || !r.surelyAdobe() && issuedElsewhere(token) {
		return ""
	}
	return token
}

// issuedElsewhere reports whether a token says itself that another service than Adobe
// has made it.
func issuedElsewhere(token string) bool {
	_, payload, _ := strings.Cut(token, ".")
	payload, _, _ = strings.Cut(payload, ".")
	text, err := base64.RawURLEncoding.DecodeString(payload)
	var claims struct {
		Issuer string `json:"iss"`
	}
	return err == nil && json.Unmarshal(text, &claims) == nil && claims.Issuer != "" && !strings.Contains(claims.Issuer, "adobe")
}

// scopeList joins scopes with commas, as Adobe's sign-in wants them, whether
// they come as an array, or with commas, spaces or both between them.
func scopeList(values []string) string {
	var scopes []string
	for _, value := range values {
		if plain, err := url.QueryUnescape(value); err == nil { // as an address has them
			value = plain
		}
		split := func(r rune) bool { return r == ',' || r <= ' ' || strings.ContainsRune(`"'[]`, r) }
		for scope := range strings.FieldsFuncSeq(value, split) {
			if !slices.Contains(scopes, scope) {
				scopes = append(scopes, scope)
			}
			if len(scopes) > 100 { // more is no list of scopes
				return ""
			}
		}
	}
	return strings.Join(scopes, ",")
}

// signInHost returns the host of Adobe's sign-in, or nothing for any other: a
// file from elsewhere must not choose where a client secret is sent.
func signInHost(value string) string {
	host := value
	if u, err := url.Parse(value); err == nil && u.Host != "" {
		host = u.Hostname()
	}
	host = strings.ToLower(strings.TrimRight(host, "/"))
	if strings.HasSuffix(host, ".adobelogin.com") && !strings.ContainsAny(host, "/:@?#\\% ") {
		return host
	}
	return ""
}
