package provision

import (
	"errors"
	"strings"
	"testing"

	"mooring/client"
)

func TestValidate(t *testing.T) {
	set := func(change func(*client.NewConnection)) client.NewConnection {
		in := request("S3").Connection
		change(&in)
		return in
	}
	tests := []struct {
		name  string
		in    client.NewConnection
		field string // empty: nothing is certainly wrong
	}{
		{"fine", set(func(*client.NewConnection) {}), ""},
		{"no name", set(func(c *client.NewConnection) { c.Name = " \t" }), "Name"},
		{"long name", set(func(c *client.NewConnection) { c.Name = strings.Repeat("é", 256) }), "Name"},
		{"longest name", set(func(c *client.NewConnection) { c.Name = strings.Repeat("é", 255) }), ""},
		{"name of two lines", set(func(c *client.NewConnection) { c.Name = "a\nb" }), "Name"},
		{"name not UTF-8", set(func(c *client.NewConnection) { c.Name = "a\xff" }), "Name"},
		{"name in Chinese", set(func(c *client.NewConnection) { c.Name = "亚马逊 S3" }), ""},
		{"description not UTF-8", set(func(c *client.NewConnection) { c.Description = "a\xff" }), "Description"},
		{"no key id", set(func(c *client.NewConnection) { c.S3.AccessKeyID = "" }), "AccessKeyID"},
		{"short key id", set(func(c *client.NewConnection) { c.S3.AccessKeyID = "AKIA" }), "AccessKeyID"},
		{"key id with a space", set(func(c *client.NewConnection) { c.S3.AccessKeyID = ownKey + " " }), "AccessKeyID"},
		{"key id with slash", set(func(c *client.NewConnection) { c.S3.AccessKeyID = secret }), "AccessKeyID"},
		{"unusual key id", set(func(c *client.NewConnection) { c.S3.AccessKeyID = "minio_access_key" }), ""},
		{"no secret", set(func(c *client.NewConnection) { c.S3.SecretAccessKey = client.Secret{} }), "SecretAccessKey"},
		{"secret of two lines", set(func(c *client.NewConnection) { c.S3.SecretAccessKey = client.NewSecret("a\r\nb") }), "SecretAccessKey"},
		{"secret with smart quotes", set(func(c *client.NewConnection) { c.S3.SecretAccessKey = client.NewSecret("“a”") }), "SecretAccessKey"},
		{"unusual secret", set(func(c *client.NewConnection) { c.S3.SecretAccessKey = client.NewSecret("minio123!%") }), ""},
		{"session token with a space", set(func(c *client.NewConnection) { c.S3.SessionToken = client.NewSecret("a b") }), "SessionToken"},
		{"bucket address", set(func(c *client.NewConnection) { c.S3.Bucket = "s3://acme" }), "Bucket"},
		{"bucket with a space", set(func(c *client.NewConnection) { c.S3.Bucket = "acme data" }), "Bucket"},
		{"bucket of old times", set(func(c *client.NewConnection) { c.S3.Bucket = "Acme_Data.2009" }), ""},
		{"folder address", set(func(c *client.NewConnection) { c.S3.FolderPath = "S3://acme/in" }), "FolderPath"},
		{"folder with a tab", set(func(c *client.NewConnection) { c.S3.FolderPath = "in\t" }), "FolderPath"},
		{"folder with spaces", set(func(c *client.NewConnection) { c.S3.FolderPath = "/in coming/" }), ""},
		{"service URL", set(func(c *client.NewConnection) { c.S3.ServiceURL = "https://s3.eu-west-3.amazonaws.com/" }), ""},
		{"plain service URL", set(func(c *client.NewConnection) { c.S3.ServiceURL = "http://10.0.0.1:9000" }), ""},
		{"service URL without scheme", set(func(c *client.NewConnection) { c.S3.ServiceURL = "s3.amazonaws.com" }), "ServiceURL"},
		{"service URL of the docs", set(func(c *client.NewConnection) { c.S3.ServiceURL = "https://s3.eu-west-3.amazonaws.com/)" }), "ServiceURL"},
		{"service URL placeholder", set(func(c *client.NewConnection) { c.S3.ServiceURL = "https://s3.{REGION}.amazonaws.com/" }), "ServiceURL"},
		{"service URL with a password", set(func(c *client.NewConnection) { c.S3.ServiceURL = "https://a:b@s3.amazonaws.com/" }), "ServiceURL"},
		{"service URL without host", set(func(c *client.NewConnection) { c.S3.ServiceURL = "https:///" }), "ServiceURL"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			errs := Validate(tt.in)
			if tt.field == "" {
				if len(errs) > 0 {
					t.Errorf("refused: %v", errs)
				}
				return
			}
			var api *client.APIError
			if len(errs) != 1 || !errors.As(errs[0], &api) || api.Kind != client.KindInvalid || api.Field != tt.field {
				t.Errorf("errors %v, want field %s", errs, tt.field)
			}
		})
	}
	if errs := Validate(client.NewConnection{}); len(errs) != 3 {
		t.Errorf("of an empty form: %v", errs)
	}
}

// FuzzValidate: what is refused is not repeated, since it may be a secret in
// the wrong field.
func FuzzValidate(f *testing.F) {
	f.Add("S3 \n", ownKey, secret, "", "acme", "in", "https://s3.amazonaws.com/")
	f.Add("S3", secret, ownKey, "token token", "s3://x", "s3://x", "https://u:p@%zz")
	f.Fuzz(func(t *testing.T, name, keyID, secretKey, token, bucket, folder, address string) {
		in := client.NewConnection{Name: name, S3: client.S3Credentials{
			AccessKeyID: keyID, SecretAccessKey: client.NewSecret(secretKey), SessionToken: client.NewSecret(token),
			Bucket: bucket, FolderPath: folder, ServiceURL: address,
		}}
		for _, err := range Validate(in) {
			for _, value := range []string{keyID, secretKey, token, address} {
				if len(value) > 20 && strings.Contains(err.Error(), value) {
					t.Errorf("%q repeats a value", err)
				}
			}
		}
	})
}
