package credentials

import (
	"errors"
	"slices"
	"testing"
)

const (
	plainSecret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzzz+EKEY"
	urlSecret   = "wJalrXUtnFEMI%2FK7MDENG%2FbPxRfiCYzzzzz%2BEKEY"
	pageSecret  = "wJalrXUtnFEMI&#x2F;K7MDENG&#47;bPxRfiCYzzzzz&#43;EKEY"
)

// What a mail, a page or an address wrote in its own way is one value only, and is taken
// whole wherever it stands; and it is said which one was not written like that.
func TestReadEscaped(t *testing.T) {
	for name, secret := range map[string]string{
		"address": urlSecret, "page": pageSecret, "lower case": "wJalrXUtnFEMI%2fK7MDENG%2fbPxRfiCYzzzzz%2bEKEY",
		"words": "wJalrXUtnFEMI&sol;K7MDENG&sol;bPxRfiCYzzzzz&plus;EKEY", "twice": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzzz&amp;#43;EKEY",
	} {
		for _, text := range []string{
			testKeyID + "\n" + secret,
			"AWS_ACCESS_KEY_ID=" + testKeyID + "\nAWS_SECRET_ACCESS_KEY=" + secret + "\n",
			"access key: " + testKeyID + ", secret: " + secret,
			"Secret access key: " + secret + " and the access key ID: " + testKeyID,
			`{"accessKeyId":"` + testKeyID + `","secretAccessKey":"` + secret + `"}`,
			"{&quot;accessKeyId&quot;:&quot;" + testKeyID + "&quot;,&quot;secretAccessKey&quot;:&quot;" + secret + "&quot;}",
			"Access key ID,Secret access key\n" + testKeyID + "," + secret + "\n",
			"https://x/?access_key=" + testKeyID + "&amp;secret_key=" + secret,
		} {
			found, err := Read("", []byte(text))
			if err != nil || len(found.Amazon) != 1 || found.Amazon[0].SecretAccessKey.Reveal() != plainSecret {
				t.Errorf("%s: %q: %v, %d keys", name, text, err, len(found.Amazon))
				for _, key := range found.Amazon {
					t.Error(key.SecretAccessKey.Reveal())
				}
				continue
			}
			if !slices.Contains(found.Amazon[0].Escaped, SecretAccessKey) {
				t.Errorf("%s: %q: not said", name, text)
			}
		}
	}
}

// Nothing is taken out of a value of another store, in which the same characters may
// stand for themselves.
func TestEscapedOrNot(t *testing.T) {
	for _, secret := range []string{"miniosecret%2Fnumber1", "minio&#43;secret1", "wJalrXUtnFEMI%2FK7MDENG", plainSecret, "per%cent%2"} {
		if value, dirt := Clean(SecretAccessKey, secret); value != secret || dirt != nil {
			t.Errorf("%q became %q: %v", secret, value, dirt)
		}
	}
	for kind, pair := range map[ValueKind][2]string{
		ClientSecret:    {"p8e%2DAbCdEfGhIjKlMnOpQrStUvWxYz012345", "p8e-AbCdEfGhIjKlMnOpQrStUvWxYz012345"},
		SecretAccessKey: {pageSecret, plainSecret},
	} {
		value, dirt := Clean(kind, pair[0])
		if value != pair[1] || !slices.Equal(dirt, []Dirt{DirtEscaped}) {
			t.Errorf("%q became %q: %v", pair[0], value, dirt)
		}
	}
}

// People put remarks into JSON, and leave a comma behind the last member.
func TestReadJSONOfPeople(t *testing.T) {
	members := `"accessKeyId": "` + testKeyID + `", /* of "aep" */
  "secretAccessKey": "` + plainSecret + `", "endpoint": "https://s3.example.com/a//b"`
	for _, text := range []string{
		"{\n  // key of aep's\n  " + members + "\n}",
		"{\n  # key of aep's\n  " + members + ",\n}",
		"{\n  // old: \"secretAccessKey\": \"AAalrXUtnFEMI/K7MDENG/bPxRfiCYzzzzz+EKEY\",\n  " + members + ", // now\n}\n",
		"[{" + members + " , } ,\n]",
	} {
		found, err := Read("", []byte(text))
		if err != nil || len(found.Amazon) != 1 || found.Amazon[0].SecretAccessKey.Reveal() != plainSecret ||
			found.Amazon[0].ServiceURL != "https://s3.example.com/a//b" {
			t.Errorf("%s: %v, %+v", text, err, found)
		}
	}
	for _, text := range []string{"{\n  // key\n  " + members, "{" + members + ",,}"} {
		if found, err := Read("", []byte(text)); err == nil || !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v, %+v", text, err, found)
		}
	}
}
