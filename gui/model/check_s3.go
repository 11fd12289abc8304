package model

import (
	"mooring/client"
	"mooring/client/credentials"
)

// s3Inputs are the names that package client gives the fields of the form of
// a connection.
var s3Inputs = map[Field]string{
	FieldName:         "Name",
	FieldDescription:  "Description",
	FieldAccessKey:    "AccessKeyID",
	FieldSecretKey:    "SecretAccessKey",
	FieldSessionToken: "SessionToken",
	FieldBucket:       "Bucket",
	FieldFolder:       "FolderPath",
	FieldServiceURL:   "ServiceURL",
}

// CheckS3Field says what is wrong with one value of a connection. values holds
// all values of the form, cleaned. What a field may hold is for package
// client to judge: the last check before sending asks the same.
func CheckS3Field(field Field, values map[Field]string) Note {
	value, in := values[field], connectionOf(values)
	if in.Auth == client.AuthRole && ofKeys[field] {
		return Note{} // it is neither shown nor sent
	}
	if field != FieldDescription && credentials.IsPlaceholder(value) {
		return refuse("check.placeholder")
	}
	if note := checkOtherField(field, values); note.Level != Fine {
		return note
	}
	return noteOf(in.Check(s3Inputs[field]))
}

// Doubted is the first field of a connection that may be right but does not look it, or
// FieldNone.
func Doubted(in client.NewConnection) Field {
	for _, field := range NewS3Form().Fields() {
		if in.Check(s3Inputs[field]).Reason != "" {
			return field
		}
	}
	return FieldNone
}

// ofKeys are the fields that a connection by role goes without.
var ofKeys = map[Field]bool{FieldAccessKey: true, FieldSecretKey: true, FieldSessionToken: true, FieldServiceURL: true}

// noteOf words a verdict.
func noteOf(v client.Verdict) Note {
	switch {
	case v.Reason == "":
		return Note{}
	case v.Refused:
		return Note{Level: Error, Text: reasonText(v.Reason)}
	}
	return Note{Level: Warning, Text: reasonText(v.Reason)}
}

// reasonText words what package client has to say of a value.
func reasonText(r client.Reason) Text { return T("check."+string(r), "Limit", client.MaxName) }

// connectionOf is the connection that the values of the form make.
func connectionOf(values map[Field]string) client.NewConnection {
	return client.NewConnection{
		Name:        values[FieldName],
		Description: values[FieldDescription],
		Auth:        client.Auth(values[FieldAuth]),
		S3: client.S3Credentials{
			AccessKeyID:     values[FieldAccessKey],
			SecretAccessKey: client.NewSecret(values[FieldSecretKey]),
			SessionToken:    client.NewSecret(values[FieldSessionToken]),
			ServiceURL:      values[FieldServiceURL],
			Bucket:          values[FieldBucket],
			FolderPath:      values[FieldFolder],
		},
	}
}
