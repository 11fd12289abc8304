package practice

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
)

// tokenLifetime is that of real access tokens.
const tokenLifetime = 24 * time.Hour

// signer makes and checks access tokens. They look like those of Adobe: a JWT
// whose times are milliseconds in strings. Nothing is stored.
type signer struct{ key []byte }

func (s signer) sign(now time.Time, scope string) string {
	head := segment(fields{"alg": "HS256", "kid": "practice", "itt": "at"})
	body := segment(fields{
		"id": uuid.NewString(), "client_id": APIKey, "user_id": TechnicalAccount, "aa_id": TechnicalAccount, "type": "access_token",
		"as": "ims-practice", "org": OrgID, "scope": scope,
		"created_at": milliText(now), "expires_in": strconv.FormatInt(tokenLifetime.Milliseconds(), 10),
	})
	return head + "." + body + "." + s.mac(head+"."+body)
}

// valid reports whether token was made by this signer and has not expired.
func (s signer) valid(token string, now time.Time) bool {
	cut := strings.LastIndexByte(token, '.')
	if cut < 0 || !hmac.Equal([]byte(s.mac(token[:cut])), []byte(token[cut+1:])) {
		return false
	}
	_, body, _ := strings.Cut(token[:cut], ".")
	raw, err := base64.RawURLEncoding.DecodeString(body)
	if err != nil {
		return false
	}
	var claims struct {
		CreatedAt string `json:"created_at"`
	}
	if err := json.Unmarshal(raw, &claims); err != nil {
		return false
	}
	created, err := strconv.ParseInt(claims.CreatedAt, 10, 64)
	if err != nil {
		return false
	}
	return now.Before(time.UnixMilli(created).Add(tokenLifetime))
}

func (s signer) mac(text string) string {
	h := hmac.New(sha256.New, s.key)
	h.Write([]byte(text))
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil))
}

func segment(v any) string { return base64.RawURLEncoding.EncodeToString(encode(v)) }
