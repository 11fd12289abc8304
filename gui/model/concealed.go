package model

import (
	"slices"
	"strings"

	"mooring/client"
	"mooring/client/credentials"
)

// Cover hides a secret that comes into a field where it could be read: as it is pasted or
// typed, and as long as any of it is left. The zero value has seen none. It is for memory
// only, as it holds what it hides.
type Cover struct{ secret string }

// Over takes what now stands in a field, and reports whether that is to be hidden.
func (c *Cover) Over(field Field, text string) bool {
	switch {
	case field.Secret():
	case leftOf(c.secret, text):
	case LooksSecret(field, text):
		c.secret = text
	default:
		c.secret = ""
	}
	return c.secret != ""
}

// LooksSecret reports whether a secret stands in a field for something else.
func LooksSecret(field Field, text string) bool {
	if _, ok := credentials.SecretIn(text); ok || client.TellsSecret(text) {
		return true
	}
	return (field == FieldAccessKey || field == FieldAPIKey) && client.LikeAmazonSecret(text)
}

// leftOf reports whether text is what is left of a secret of which characters were taken
// out, and enough of it to be worth hiding.
func leftOf(secret, text string) bool {
	const least = 8
	if len(text) < least || len(text) > len(secret) {
		return false
	}
	rest := secret
	for _, r := range text {
		at := strings.IndexRune(rest, r)
		if at < 0 {
			return false
		}
		rest = rest[at+len(string(r)):]
	}
	return true
}

// Concealed reports whether what stands in a field is hidden although the field is not
// for secrets. Its Note says so, whether the field has been left or not.
func (f *Form) Concealed(field Field) bool {
	return f.of(field).cover.secret != "" || ofSecretAsID[f.Judge(field).Text.Key]
}

// ofSecretAsID are the words about an ID that looks like a secret. They say that it is
// hidden.
var ofSecretAsID = map[string]bool{"check.accessKey.isSecret": true, "check.accessKey.likeSecret": true}

// concealedNote says that a value is hidden, and keeps what was to be said of it if that
// says so.
func concealedNote(note Note) Note {
	if ofSecretAsID[note.Text.Key] || strings.HasPrefix(note.Text.Key, "check.other.") {
		return note
	}
	return Note{Level: max(note.Level, Warning), Text: T("check.hidden")}
}

// homes are the fields in which secrets belong that stood in others.
var homes = map[credentials.ValueKind]Field{
	credentials.SecretAccessKey: FieldSecretKey, credentials.ClientSecret: FieldClientSecret, credentials.SessionToken: FieldSessionToken,
}

// mendConcealed puts a secret where it belongs, if nothing stands there, and leaves the ID
// that it was pasted together with.
func mendConcealed(f *Form, field Field) (Mend, bool) {
	value := f.Value(field)
	kind, ok := credentials.SecretIn(value)
	if !ok && client.LikeAmazonSecret(value) {
		kind = credentials.SecretAccessKey
	}
	// An ID beside its secret stays.
	own, _ := credentials.Within(valueKinds[field], value)
	secret, beside := credentials.Within(kind, value)
	if beside && own != "" {
		value = secret
	}
	home := homes[kind]
	bare, _ := credentials.Clean(valueKinds[home], value)
	if !slices.Contains(f.fields, home) || f.Value(home) != "" || inside(bare) || strings.ContainsAny(bare, ":@&?,;|") || ByRole(f) && ofKeys[home] {
		return Mend{}, false
	}
	return Mend{T("mend.move"), func() {
		f.Clear(field)
		f.Set(field, own)
		f.Set(home, value)
		f.Remark(home, Note{Level: Cleaned, Text: T("mend.moved", "Field", field.Label())})
		f.Pass(home)
	}}, true
}
