package ims

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log/slog"
	"math"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"mooring/client"
)

// Pasted is an access token that the user pasted. It cannot be renewed. It is
// safe for use by several goroutines.
type Pasted struct {
	value   string
	expiry  time.Time
	now     func() time.Time
	refused atomic.Bool
}

// NewPasted takes a token as it was copied, a leading "Bearer " included. A
// token that cannot be sent is refused with a *client.APIError of KindInvalid
// and the field AccessToken. now is the clock; time.Now when nil.
func NewPasted(pasted client.Secret, now func() time.Time) (*Pasted, error) {
	value := strings.TrimSpace(pasted.Reveal())
	const bearer = "bearer"
	if len(value) >= len(bearer) && strings.EqualFold(value[:len(bearer)], bearer) {
		if rest := value[len(bearer):]; rest == "" || rest != strings.TrimSpace(rest) {
			value = strings.TrimSpace(rest)
		}
	}
	if err := checkToken(value); err != nil {
		if client.KindOf(err) == client.KindInvalid {
			return nil, err
		}
		return nil, invalid("AccessToken", err)
	}
	if now == nil {
		now = time.Now
	}
	p := &Pasted{value: value, now: now}
	p.expiry, _ = expiryOf(value)
	return p, nil
}

// Token returns the token, or KindUnauthorized with CodeTokenRefused or
// CodeTokenExpired where it is of no more use.
func (p *Pasted) Token(ctx context.Context) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", canceled(err)
	}
	code := ""
	switch {
	case p.refused.Load():
		code = CodeTokenRefused
	case !p.expiry.IsZero() && !p.now().Before(p.expiry):
		code = CodeTokenExpired
	default:
		return p.value, nil
	}
	return "", &client.APIError{Kind: client.KindUnauthorized, Op: opToken, Code: code}
}

// Invalidate says that Platform refused the token.
func (p *Pasted) Invalidate(refused string) {
	if refused == p.value {
		p.refused.Store(true)
	}
}

// Expiry returns when the token ends, if the token says so.
func (p *Pasted) Expiry() (time.Time, bool) { return p.expiry, !p.expiry.IsZero() }

// Format writes no token, whatever the verb.
func (p *Pasted) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("ims.Pasted")) }

// LogValue makes slog print no token.
func (p *Pasted) LogValue() slog.Value { return slog.StringValue("ims.Pasted") }

// expiryOf reads the end of a token from its payload, if it is a JWT that
// tells it. The signature is not checked: Platform decides what a token is
// worth, this is only to warn in time.
func expiryOf(jwt string) (time.Time, bool) {
	claims := claimsOf(jwt)
	if end, ok := instant(number(claims["exp"])); ok {
		return end, true
	}
	// IMS: both in milliseconds, both as strings.
	created, life := number(claims["created_at"]), number(claims["expires_in"])
	if created > 0 && life > 0 {
		return instant(created + life)
	}
	return time.Time{}, false
}

// ClientOf returns the API key that an access token says it was made for (claim
// client_id), or nothing where it does not say. Nothing of it is verified.
func ClientOf(jwt string) string {
	id, _ := claimsOf(jwt)["client_id"].(string)
	return id
}

// IsTechnicalAccount reports whether an id of Adobe's is that of a technical account, and
// not of a person.
func IsTechnicalAccount(id string) bool {
	name, kind, _ := strings.Cut(id, "@")
	return name != "" && strings.EqualFold(kind, "techacct.adobe.com")
}

// TechnicalAccountOf returns the technical account of an API key, as an access token
// tells it (claims user_id and aa_id): Platform notes it with what is done with the
// token. It is empty where the token does not say so, was made for another API key, or
// is a person's. Nothing of it is verified: it is good for a label, and for no more.
func TechnicalAccountOf(jwt, apiKey string) string {
	claims := claimsOf(jwt)
	if made, _ := claims["client_id"].(string); made == "" || made != apiKey {
		return ""
	}
	for _, claim := range []string{"user_id", "aa_id"} {
		if id, _ := claims[claim].(string); IsTechnicalAccount(id) {
			return id
		}
	}
	return ""
}

// claimsOf reads the payload of a token, if it is a JWT.
func claimsOf(jwt string) map[string]any {
	parts := strings.Split(jwt, ".")
	const maxPayload = 64 << 10
	if len(parts) != 3 || len(parts[1]) > maxPayload {
		return nil
	}
	urlSafe := strings.NewReplacer("+", "-", "/", "_").Replace(strings.TrimRight(parts[1], "="))
	payload, err := base64.RawURLEncoding.DecodeString(urlSafe)
	if err != nil {
		return nil
	}
	dec := json.NewDecoder(bytes.NewReader(payload))
	dec.UseNumber()
	var claims map[string]any
	if dec.Decode(&claims) != nil {
		return nil
	}
	return claims
}

// number reads a number that may be written as a string; NaN for anything else.
func number(v any) float64 {
	var text string
	switch v := v.(type) {
	case json.Number:
		text = v.String()
	case string:
		text = strings.TrimSpace(v)
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return math.NaN()
	}
	return n
}

// instant turns seconds or milliseconds since 1970 into a time, if it is one
// between 2001 and 2286: there the two cannot be mistaken for each other.
func instant(n float64) (time.Time, bool) {
	const low, high = 1e9, 1e10
	switch {
	case n >= low && n < high:
		n *= 1000
	case n >= low*1000 && n < high*1000:
	default:
		return time.Time{}, false
	}
	return time.UnixMilli(int64(n)).UTC(), true
}
