package credentials

import "testing"

const mailKeys = "Hi,\n\nhere are the keys:\n\nAccess key ID: AKIAIOSFODNN7EXAMPLE\nSecret access key: wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n\n"

// The bucket is taken from a sentence where only one can be meant.
func TestABucketInASentence(t *testing.T) {
	for text, want := range map[string][2]string{
		mailKeys + "Bucket is s3://acme-loyalty/exports/2026/ in eu-west-3 (Paris).\n":                                                                         {"acme-loyalty", "exports/2026"},
		mailKeys + "Le compartiment est s3://acme-loyalty.\n":                                                                                                  {"acme-loyalty", ""},
		mailKeys + "桶为“s3://acme-loyalty/exports”。\n":                                                                                                          {"acme-loyalty", "exports"},
		mailKeys + "See s3://acme-loyalty/a, and once more: (s3://acme-loyalty/a).\n":                                                                          {"acme-loyalty", "a"},
		mailKeys + "Either s3://acme-loyalty/a or s3://acme-loyalty/b.\n":                                                                                      {"", ""},
		mailKeys + "Use s3://your-bucket-name/path in the examples.\n":                                                                                         {"", ""},
		mailKeys + "# such as s3://acme-loyalty/a\n":                                                                                                           {"", ""},
		mailKeys + "Bucket: s3://acme-loyalty/exports/\nThe old one was s3://acme-2019/exports/.\n":                                                            {"acme-loyalty", "exports"},
		"export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\naws s3 ls s3://acme-loyalty/exports/\n": {"", ""},
	} {
		found, err := Read("", []byte(text))
		if err != nil || len(found.Amazon) != 1 {
			t.Errorf("%q: %v, %d keys", text, err, len(found.Amazon))
			continue
		}
		if key := found.Amazon[0]; key.Bucket != want[0] || key.FolderPath != want[1] {
			t.Errorf("%q: bucket %q, folder %q; want %q", text, key.Bucket, key.FolderPath, want)
		}
	}
}
