package model

import (
	"mooring/client/credentials"
)

// FillAmazon puts an access key that was read from a file on the Amazon S3 card.
// What the file does not say stays as it is, but for a session token, which
// belongs to its key.
func FillAmazon(form *Form, key credentials.AmazonKey) {
	form.Clear(FieldSessionToken)
	for field, value := range map[Field]string{
		FieldAccessKey: key.AccessKeyID, FieldSecretKey: key.SecretAccessKey.Reveal(),
		FieldSessionToken: key.SessionToken.Reveal(), FieldServiceURL: key.ServiceURL,
		FieldBucket: key.Bucket, FieldFolder: key.FolderPath,
	} {
		if value != "" {
			form.Set(field, value)
		}
	}
	for _, field := range []Field{FieldAccessKey, FieldSecretKey, FieldSessionToken} {
		form.Leave(field)
	}
}
