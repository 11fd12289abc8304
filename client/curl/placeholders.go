package curl

import (
	"crypto/rand"
	"slices"
	"strings"

	"mooring/client"
)

// The variables that stand for what is not written down.
const (
	accessToken    = "ACCESS_TOKEN"
	s3AccessKey    = "S3_ACCESS_KEY"
	s3SecretKey    = "S3_SECRET_KEY"    //nolint:gosec // a name
	s3SessionToken = "S3_SESSION_TOKEN" //nolint:gosec // a name
)

// The variables that a script sets by itself: the ids of what it has made.
const (
	sourceConnectionID = "SOURCE_CONNECTION_ID"
	targetConnectionID = "TARGET_CONNECTION_ID"
	mappingSetID       = "MAPPING_SET_ID"
)

// Placeholders are values to make a request with in place of the secrets. They
// are random, so that nothing else in the request can be taken for one, and
// letters and digits only, so that no encoding changes them.
type Placeholders struct{ list []placeholder }

type placeholder struct{ variable, value string }

// NewPlaceholders returns Placeholders that no other request has.
func NewPlaceholders() Placeholders {
	var p Placeholders
	for _, variable := range []string{
		accessToken, s3AccessKey, s3SecretKey, s3SessionToken, sourceConnectionID, targetConnectionID, mappingSetID,
	} {
		p.list = append(p.list, placeholder{variable, "Mooring" + rand.Text()})
	}
	return p
}

// Token is what to give client.NewRequests as the access token.
func (p Placeholders) Token() string { return p.value(accessToken) }

// Hide returns in without its secrets. The session token stays absent where it
// was; the access key id stays where keyID says that it is the whole one.
func (p Placeholders) Hide(in client.S3Credentials, keyID bool) client.S3Credentials {
	if !keyID || in.AccessKeyID == "" {
		in.AccessKeyID = p.value(s3AccessKey)
	}
	in.SecretAccessKey = client.NewSecret(p.value(s3SecretKey))
	if !in.SessionToken.Empty() {
		in.SessionToken = client.NewSecret(p.value(s3SessionToken))
	}
	return in
}

// Variables returns the names of the variables that r needs.
func (p Placeholders) Variables(r client.Request) []string {
	var names []string
	for _, o := range options(r, p) {
		for _, part := range o.value {
			if part.variable != "" && !slices.Contains(names, part.variable) {
				names = append(names, part.variable)
			}
		}
	}
	return names
}

func (p Placeholders) value(variable string) string {
	i := slices.IndexFunc(p.list, func(one placeholder) bool { return one.variable == variable })
	if i < 0 {
		return "" // the zero Placeholders: no request can be made with it
	}
	return p.list[i].value
}

// split cuts s where a placeholder stands.
func (p Placeholders) split(s string) argument {
	out := argument{{text: s}}
	for _, one := range p.list {
		var cut argument
		for _, from := range out {
			for i, text := range strings.Split(from.text, one.value) {
				if i > 0 {
					cut = append(cut, part{variable: one.variable})
				}
				if text != "" {
					cut = append(cut, part{text: text})
				}
			}
			if from.variable != "" {
				cut = append(cut, from)
			}
		}
		out = cut
	}
	return out
}

// lines splits a comment where it has line breaks: what follows one would be a
// command.
func lines(comment []string) []string {
	var out []string
	for _, c := range comment {
		out = append(out, strings.FieldsFunc(c, func(r rune) bool { return r == '\n' || r == '\r' })...)
	}
	return out
}
