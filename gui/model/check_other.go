package model

import "mooring/client/credentials"

// otherKinds name the values that can be told from all others by their shape.
var otherKinds = map[credentials.ValueKind]string{
	credentials.OrgID:           "orgID",
	credentials.ClientSecret:    "clientSecret",
	credentials.AccessToken:     "token",
	credentials.AccessKeyID:     "accessKey",
	credentials.SecretAccessKey: "secretKey",
}

// checkOtherField refuses a value that is unmistakably that of another field: a
// secret would be shown there, and saved.
func checkOtherField(field Field, values map[Field]string) Note {
	value := values[field]
	kind, ok := credentials.Guess(value)
	switch field {
	case FieldSecretKey, FieldBucket, FieldFolder, FieldServiceURL, FieldPlatformURL, FieldSignInURL:
		return Note{}
	case FieldAccessKey: // what else looks like a key of Amazon's is judged with the pair
		ok = ok && kind != credentials.AccessKeyID && kind != credentials.SecretAccessKey
	case FieldSessionToken:
		ok = ok && (kind == credentials.OrgID || kind == credentials.ClientSecret)
	case FieldClientSecret: // of which nobody knows all shapes
		ok = ok && kind != credentials.SecretAccessKey
	case FieldAPIKey:
		ok = ok && kind != credentials.OrgID // which has its own words
	}
	if ok && kind != valueKinds[field] {
		return refuse("check.other." + otherKinds[kind])
	}
	if field != FieldAPIKey && value != "" && value == values[FieldAPIKey] && apiKeyPattern.MatchString(value) {
		return refuse("check.other.apiKey")
	}
	return Note{}
}
