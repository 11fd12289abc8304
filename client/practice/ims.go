package practice

import (
	"crypto/subtle"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// defaultScope is what the console lists for a Platform credential.
const defaultScope = "openid,session,AdobeID,read_organizations,additional_info.projectedProductContext"

// scopes are those that a Platform credential may ask for.
var scopes = append(strings.Split(defaultScope, ","),
	"additional_info.roles", "additional_info.job_function", "read_client_secret", "manage_client_secrets", "profile", "email")

// token answers the sign-in of a server-to-server credential.
// It reads the body only: what stands in the address ends up in logs.
func (p *core) token(c *call) answer {
	kind, _, err := mime.ParseMediaType(c.request.Header.Get("Content-Type"))
	if err != nil || kind != "application/x-www-form-urlencoded" {
		return imsError(http.StatusBadRequest, "invalid_request", "invalid Content-Type header")
	}
	form, err := url.ParseQuery(string(c.body))
	if err != nil {
		return imsError(http.StatusBadRequest, "invalid_request", "invalid request body")
	}
	switch {
	case form.Get("grant_type") != "client_credentials":
		return imsError(http.StatusBadRequest, "unsupported_grant_type", "invalid grant_type parameter")
	case form.Get("client_id") != APIKey:
		return imsError(http.StatusBadRequest, "invalid_client", "invalid client_id parameter")
	case subtle.ConstantTimeCompare([]byte(form.Get("client_secret")), []byte(ClientSecret)) != 1:
		return imsError(http.StatusBadRequest, "invalid_client", "invalid client_secret parameter")
	}
	scope := form.Get("scope")
	for s := range strings.SplitSeq(scope, ",") {
		if !slices.Contains(scopes, strings.TrimSpace(s)) {
			return imsError(http.StatusBadRequest, "invalid_scope", "invalid scope parameter")
		}
	}
	return jsonAnswer(http.StatusOK, fields{
		"access_token": p.tokens.sign(p.now(), scope), "token_type": "bearer", "expires_in": int(tokenLifetime/time.Second) - 1,
	}).with("Cache-Control", "no-store")
}

func imsError(status int, code, description string) answer {
	return jsonAnswer(status, fields{"error": code, "error_description": description})
}
