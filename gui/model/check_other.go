package model

import (
	"regexp"
	"slices"
	"strings"

	"mooring/client"
	"mooring/client/credentials"
)

// The kinds of values that can be told from all others by their shape.
const (
	anOrgID       = credentials.OrgID
	aClientSecret = credentials.ClientSecret
	anAccessToken = credentials.AccessToken
	anAccessKeyID = credentials.AccessKeyID
	aSecretKey    = credentials.SecretAccessKey
)

var otherKinds = map[credentials.ValueKind]string{
	anOrgID: "orgID", aClientSecret: "clientSecret", anAccessToken: "token", anAccessKeyID: "accessKey", aSecretKey: "secretKey",
}

// misplaced are the kinds that are unmistakably wrong in a field. What is not
// among them has words of its own there, or may be right: nobody knows all shapes
// of a client secret.
var misplaced = map[Field][]credentials.ValueKind{
	FieldOrgID:        {aClientSecret, anAccessToken, anAccessKeyID, aSecretKey},
	FieldAPIKey:       {aClientSecret, anAccessToken, anAccessKeyID, aSecretKey},
	FieldClientSecret: {anOrgID, anAccessToken, anAccessKeyID},
	FieldToken:        {anOrgID, aClientSecret, anAccessKeyID, aSecretKey},
	FieldSandbox:      {anOrgID, aClientSecret, anAccessToken, anAccessKeyID, aSecretKey},
	FieldAccessKey:    {anOrgID, aClientSecret, anAccessToken},
	FieldSecretKey:    {anOrgID, aClientSecret, anAccessToken},
	FieldSessionToken: {anOrgID, aClientSecret, anAccessKeyID, aSecretKey},
	FieldBucket:       {anOrgID, anAccessKeyID},
	FieldFolder:       {anAccessKeyID},
}

// hidden are the fields of an account that show dots, so that nobody sees what was
// pasted into them.
var hidden = map[Field]bool{FieldClientSecret: true, FieldToken: true}

// isText are the fields of words, which everybody reads who sees a connection: what is a
// secret beyond doubt is refused there, and a title that only looks like one is not.
var isText = map[Field]bool{FieldName: true, FieldDescription: true}

// orgPattern is an organization ID without what it ends in.
var orgPattern = regexp.MustCompile(`^[0-9A-F]{24}$`)

// checkOtherField refuses a value that is unmistakably that of another field: a
// secret would be shown there, and saved.
func checkOtherField(field Field, values map[Field]string) Note {
	value, kinds := values[field], misplaced[field]
	bare := strings.Trim(strings.TrimPrefix(value, "Bearer "), `[]{}"', `)
	kind, ok := credentials.Guess(bare)
	switch {
	case isText[field] && client.TellsSecret(value):
		return refuse("check.hidden")
	case ok && slices.Contains(kinds, kind):
		return refuse("check.other." + otherKinds[kind])
	case field == FieldAPIKey && hides(value):
		return refuse("check.hidden")
	case len(kinds) > 0 && field != FieldAPIKey && strings.EqualFold(value, values[FieldAPIKey]) && apiKeyPattern.MatchString(strings.ToLower(value)):
		return refuse("check.other.apiKey")
	}
	return checkCredential(field, value)
}

// checkCredential refuses what is of another kind than what Adobe makes up, of which nobody
// sees what is wrong with it.
func checkCredential(field Field, value string) Note {
	made := hidden[field] || field == FieldAPIKey
	switch {
	case made && orgPattern.MatchString(value), hidden[field] && !inside(value) && strings.Contains(strings.ToLower(value), "adobeorg"):
		return refuse("check.other.orgID")
	case hidden[field] && strings.HasSuffix(strings.ToLower(value), "@techacct.adobe.com"):
		return refuse("check.other.technicalAccount")
	case made && strings.Contains(value, "://"):
		return refuse("check.other.address")
	}
	return Note{}
}

// hides reports whether a secret stands in a text beyond doubt.
func hides(text string) bool {
	_, ok := credentials.SecretIn(text)
	return ok
}
