package history

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"unicode"
)

// HashAccessKey returns what the register keeps of an access key id to
// recognize it again: a hash salted with a random value of this register, in
// hex. It is empty for an empty id.
func (j *Journal) HashAccessKey(id string) string {
	if id == "" {
		return ""
	}
	mac := hmac.New(sha256.New, j.salt)
	_, _ = mac.Write([]byte(id)) // never fails
	return hex.EncodeToString(mac.Sum(nil))
}

// HintAccessKey returns what the register keeps of an access key id for people
// to tell it by: AKIA…MPLE. Of a value that is too short to be one, or that
// looks like a secret access key pasted into the wrong field, nothing is kept.
func HintAccessKey(id string) string {
	const ends, shortest = 4, 12
	runes := []rune(id)
	switch {
	case len(runes) == 0:
		return ""
	case len(runes) < shortest || looksSecret(runes):
		return "…"
	}
	return string(runes[:ends]) + "…" + string(runes[len(runes)-ends:])
}

// looksSecret reports whether id is as long and as mixed as a secret access key
// (40 characters of base64); an access key id is shorter or has no such mix.
func looksSecret(id []rune) bool {
	const secretLength = 40
	var upper, lower bool
	for _, c := range id {
		upper = upper || unicode.IsUpper(c)
		lower = lower || unicode.IsLower(c)
	}
	return len(id) >= secretLength && upper && lower
}
