package credentials

import (
	"fmt"
	"strings"
	"testing"
)

// TestChoices: nothing that may be a secret stands in a list of choices, wherever in its
// input it stood.
func TestChoices(t *testing.T) {
	const (
		row, project = "name,Access key ID,Secret access key\none,%s,%s\n", `[{"name":"%s","CLIENT_ID":"%s","CLIENT_SECRETS":["%s"],"ORG_ID":"` + testOrg + `"},` +
			`{"name":"two","CLIENT_ID":"` + testClient2 + `","CLIENT_SECRETS":["` + testAdobe2 + `"],"ORG_ID":"` + testOrg + `"}]`
		minio, r2, oci = "made-up-secret-1", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "pni3q6XmadeupmadeupmadeupmadeupmadeupVY="
	)
	for name, text := range map[string]string{
		"Amazon's, swapped":              fmt.Sprintf(row, testSecret, testKeyID) + "two," + testKeyID2 + "," + testSecret2,
		"Amazon's, as it should be":      fmt.Sprintf(row, testKeyID, testSecret) + "two," + testKeyID2 + "," + testSecret2,
		"Amazon's, twice the secret":     fmt.Sprintf(row, testSecret, testSecret2) + "two," + testSecret2 + "," + testSecret2,
		"Amazon's, as the name":          "user name,Access key ID,Secret access key\n" + testSecret + "," + testKeyID + "," + testSecret2,
		"Amazon's, within the name":      "user name,Access key ID,Secret access key\nkey " + testSecret + "," + testKeyID + "," + testSecret2,
		"Amazon's, as a profile":         "[" + testSecret + "]\naws_access_key_id = " + testKeyID + "\naws_secret_access_key = " + testSecret2,
		"Amazon's, swapped in a profile": "[a]\naws_access_key_id = " + testSecret + "\naws_secret_access_key = " + testKeyID + "\n[b]\naws_access_key_id = " + testSecret2 + "\naws_secret_access_key = " + testKeyID2,
		"another store's, swapped":       `[{"accessKey":"` + minio + `","secretKey":"aepreader"},{"accessKey":"` + minio + `","secretKey":"aepwriter"}]`,
		"another store's, as the name":   "user name,access key,secret key\n" + minio + ",aepreader," + minio,
		"in hexadecimal, swapped":        `[{"accessKeyId":"` + r2 + `","secretAccessKey":"aepreader123456"}]`,
		"in base64, swapped":             `[{"accessKeyId":"` + oci + `","secretAccessKey":"aepreader123456"}]`,
		"Adobe's, swapped":               fmt.Sprintf(project, "one", testAdobe, testClient),
		"Adobe's, as it should be":       fmt.Sprintf(project, "one", testClient, testAdobe),
		"Adobe's, twice the secret":      fmt.Sprintf(project, "one", testAdobe, testAdobe2),
		"Adobe's, as the name":           fmt.Sprintf(project, testAdobe, testClient, testAdobe2),
		"Adobe's, within the name":       fmt.Sprintf(project, "project "+testAdobe, testClient, testAdobe2),
		"a token for an ID":              fmt.Sprintf(project, "one", testToken, testAdobe),
		"a token for a name":             fmt.Sprintf(project, testToken, testClient, testAdobe),
	} {
		found, err := Read("", []byte(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		adobe, amazon := found.Choices()
		if len(adobe) != len(found.Adobe) || len(amazon) != len(found.Amazon) || len(adobe)+len(amazon) == 0 {
			t.Errorf("%s: choices are missing", name)
		}
		for _, skipped := range found.Skipped {
			adobe = append(adobe, skipped.Label)
		}
		seen := map[string]bool{}
		for _, choice := range append(adobe, amazon...) {
			for _, secret := range []string{testSecret, testSecret2, testAdobe, testAdobe2, testToken, minio, r2, oci} {
				if strings.Contains(choice, secret[:9]) {
					t.Errorf("%s: a secret is shown: %s", name, choice)
				}
			}
			if seen[choice] {
				t.Errorf("%s: %s stands twice", name, choice)
			}
			seen[choice] = true
		}
	}
}

// TestUnswapped: an ID and a secret in each other's place are put right where it is
// certain which is which.
func TestUnswapped(t *testing.T) {
	for text, want := range map[string]string{
		"Connection Name,Access key ID,Secret access key\none," + testSecret + "," + testKeyID + "\n":          "csv amazon(label=one id=ID1 secret=SECRET1)",
		`{"CLIENT_ID":"` + testAdobe + `","CLIENT_SECRETS":["` + testClient + `"],"ORG_ID":"` + testOrg + `"}`: "adobeJSON adobe(org=ORG client=CLIENT1 secrets=P8E1)",
		`{"CLIENT_ID":"` + testAdobe + `","CLIENT_SECRET":"` + testClient + `"}`:                               "adobeJSON adobe(client=CLIENT1 secrets=P8E1)",
	} {
		found, err := Read("", []byte(text))
		if got := summary(found); err != nil || got != want {
			t.Errorf("%s\n%s, %v, want\n%s", short.Replace(text), got, err, want)
		}
	}
}
