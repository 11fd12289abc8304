package client

import (
	"errors"
	"strings"
	"testing"
)

const ownKey = "AKIAIOSFODNN7EXAMPLE"

func TestRefusals(t *testing.T) {
	set := func(change func(*NewConnection)) NewConnection {
		in := NewConnection{Name: "S3", S3: S3Credentials{AccessKeyID: ownKey, SecretAccessKey: NewSecret(testSecret)}}
		change(&in)
		return in
	}
	tests := []struct {
		name  string
		in    NewConnection
		field string // empty: nothing is certainly wrong
	}{
		{"fine", set(func(*NewConnection) {}), ""},
		{"no name", set(func(c *NewConnection) { c.Name = " \t" }), "Name"},
		{"long name", set(func(c *NewConnection) { c.Name = strings.Repeat("é", 256) }), "Name"},
		{"longest name", set(func(c *NewConnection) { c.Name = strings.Repeat("é", 255) }), ""},
		{"name of two lines", set(func(c *NewConnection) { c.Name = "a\nb" }), "Name"},
		{"name not UTF-8", set(func(c *NewConnection) { c.Name = "a\xff" }), "Name"},
		{"name in Chinese", set(func(c *NewConnection) { c.Name = "亚马逊 S3" }), ""},
		{"description not UTF-8", set(func(c *NewConnection) { c.Description = "a\xff" }), "Description"},
		{"no key id", set(func(c *NewConnection) { c.S3.AccessKeyID = "" }), "AccessKeyID"},
		{"short key id", set(func(c *NewConnection) { c.S3.AccessKeyID = "AKIA" }), "AccessKeyID"},
		{"key id with a space", set(func(c *NewConnection) { c.S3.AccessKeyID = ownKey + " " }), "AccessKeyID"},
		{"key id with slash", set(func(c *NewConnection) { c.S3.AccessKeyID = testSecret }), "AccessKeyID"},
		{"unusual key id", set(func(c *NewConnection) { c.S3.AccessKeyID = "minio_access_key" }), ""},
		{"no secret", set(func(c *NewConnection) { c.S3.SecretAccessKey = Secret{} }), "SecretAccessKey"},
		{"secret of two lines", set(func(c *NewConnection) { c.S3.SecretAccessKey = NewSecret("a\r\nb") }), "SecretAccessKey"},
		{"secret with smart quotes", set(func(c *NewConnection) { c.S3.SecretAccessKey = NewSecret("“a”") }), "SecretAccessKey"},
		{"unusual secret", set(func(c *NewConnection) { c.S3.SecretAccessKey = NewSecret("minio123!%") }), ""},
		{"session token with a space", set(func(c *NewConnection) { c.S3.SessionToken = NewSecret("a b") }), "SessionToken"},
		{"bucket address", set(func(c *NewConnection) { c.S3.Bucket = "s3://acme" }), "Bucket"},
		{"bucket with a space", set(func(c *NewConnection) { c.S3.Bucket = "acme data" }), "Bucket"},
		{"bucket of old times", set(func(c *NewConnection) { c.S3.Bucket = "Acme_Data.2009" }), ""},
		{"folder address", set(func(c *NewConnection) { c.S3.FolderPath = "S3://acme/in" }), "FolderPath"},
		{"folder with a tab", set(func(c *NewConnection) { c.S3.FolderPath = "in\t" }), "FolderPath"},
		{"folder with spaces", set(func(c *NewConnection) { c.S3.FolderPath = "/in coming/" }), ""},
		{"service URL", set(func(c *NewConnection) { c.S3.ServiceURL = "https://s3.eu-west-3.amazonaws.com/" }), ""},
		{"plain service URL", set(func(c *NewConnection) { c.S3.ServiceURL = "http://10.0.0.1:9000" }), ""},
		{"service URL without scheme", set(func(c *NewConnection) { c.S3.ServiceURL = "s3.amazonaws.com" }), "ServiceURL"},
		{"service URL of the docs", set(func(c *NewConnection) { c.S3.ServiceURL = "https://s3.eu-west-3.amazonaws.com/)" }), "ServiceURL"},
		{"service URL placeholder", set(func(c *NewConnection) { c.S3.ServiceURL = "https://s3.{REGION}.amazonaws.com/" }), "ServiceURL"},
		{"service URL with a password", set(func(c *NewConnection) { c.S3.ServiceURL = "https://a:b@s3.amazonaws.com/" }), "ServiceURL"},
		{"unusual key id at Amazon", set(func(c *NewConnection) { c.S3.AccessKeyID, c.S3.ServiceURL = "minioadmin", "https://s3.amazonaws.com" }), "AccessKeyID"},
		{"unusual key id elsewhere", set(func(c *NewConnection) { c.S3.AccessKeyID, c.S3.ServiceURL = "minioadmin", "https://store.acme.example" }), ""},
		{"key id with a space elsewhere", set(func(c *NewConnection) {
			c.S3.AccessKeyID, c.S3.ServiceURL = "minio admin", "https://store.acme.example"
		}), "AccessKeyID"},
		{"secret in the name", set(func(c *NewConnection) { c.Name = "S3 " + testSecret }), "Name"},
		{"another's secret in the name", set(func(c *NewConnection) { c.Name = "S3 " + strings.ToUpper(testSecret) }), ""},
		{"short secret in the name", set(func(c *NewConnection) { c.Name, c.S3.SecretAccessKey = "minioadmin", NewSecret("minioadmin") }), ""},
		{"session token in the description", set(func(c *NewConnection) {
			c.S3.SessionToken = NewSecret("FwoGZXIvYXdzEJr//////////wEaDEXAMPLE")
			c.Description = "token:FwoGZXIvYXdzEJr//////////wEaDEXAMPLE;"
		}), "Description"},
		{"secret as bucket", set(func(c *NewConnection) {
			c.S3.Bucket, c.S3.SecretAccessKey = "abcdefghijklmnopqrstuvwxyz0123456789abcd", NewSecret("abcdefghijklmnopqrstuvwxyz0123456789abcd")
		}), "Bucket"},
		{"secret as folder", set(func(c *NewConnection) { c.S3.FolderPath = testSecret }), "FolderPath"},
		{"secret in the service URL", set(func(c *NewConnection) { c.S3.ServiceURL = "https://store.acme.example/" + testSecret }), "ServiceURL"},
		{"service URL without host", set(func(c *NewConnection) { c.S3.ServiceURL = "https:///" }), "ServiceURL"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			errs := tt.in.Refusals(opCreate)
			if tt.field == "" {
				if len(errs) > 0 {
					t.Errorf("refused: %v", errs)
				}
				return
			}
			var api *APIError
			if len(errs) != 1 || !errors.As(errs[0], &api) || api.Kind != KindInvalid || api.Field != tt.field || api.Op != opCreate {
				t.Errorf("errors %v, want field %s", errs, tt.field)
			}
		})
	}
	name := "now " + testSecret
	change := Change{Name: &name, Description: &name, S3: &S3Credentials{AccessKeyID: ownKey, SecretAccessKey: NewSecret(testSecret)}}
	if errs := change.Refusals(opUpdate); len(errs) != 2 {
		t.Errorf("of a change that tells its secret: %v", errs)
	}
	if errs := (Change{Name: &name}).Refusals(opUpdate); len(errs) != 1 || !errors.Is(errs[0], ReasonSecretTold) {
		t.Errorf("of a change whose name is somebody's secret: %v", errs)
	}
	if errs := (NewConnection{}).Refusals(opCreate); len(errs) != 3 {
		t.Errorf("of an empty form: %v", errs)
	}
}

// FuzzRefusals: what is refused is not repeated, since it may be a secret in
// the wrong field.
func FuzzRefusals(f *testing.F) {
	f.Add("S3 \n", ownKey, testSecret, "", "acme", "in", "https://s3.amazonaws.com/")
	f.Add("S3", testSecret, ownKey, "token token", "s3://x", "s3://x", "https://u:p@%zz")
	f.Fuzz(func(t *testing.T, name, keyID, secretKey, token, bucket, folder, address string) {
		in := NewConnection{Name: name, S3: S3Credentials{
			AccessKeyID: keyID, SecretAccessKey: NewSecret(secretKey), SessionToken: NewSecret(token),
			Bucket: bucket, FolderPath: folder, ServiceURL: address,
		}}
		for _, err := range in.Refusals(opCreate) {
			for _, value := range []string{keyID, secretKey, token, address} {
				if len(value) > 20 && strings.Contains(err.Error(), value) {
					t.Errorf("%q repeats a value", err)
				}
			}
		}
	})
}
