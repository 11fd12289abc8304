package model

import (
	"mooring/client"
	"mooring/client/credentials"
)

// s3Inputs are the names that package client gives the fields of the form of
// a connection.
var s3Inputs = map[Field]string{
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
	value := values[field]
	if field != FieldDescription && credentials.IsPlaceholder(value) {
		return refuse("check.placeholder")
	}
	if note := checkOtherField(field, values); note.Level != Fine {
		return note
	}
	switch field {
	case FieldName:
		return noteOf(client.CheckName(value))
	case FieldDescription:
		return noteOf(client.CheckDescription(value))
	}
	return noteOf(connectionOf(values).S3.Check(s3Inputs[field]))
}

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
