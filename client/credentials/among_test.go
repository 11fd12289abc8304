package credentials

import "testing"

func TestWithin(t *testing.T) {
	for _, c := range []struct {
		kind       ValueKind
		text, want string
	}{
		{AccessKeyID, testKeyID + " (active)", testKeyID},
		{AccessKeyID, "1. " + testKeyID, testKeyID},
		{AccessKeyID, "**" + testKeyID + "**", testKeyID},
		{AccessKeyID, "&nbsp;" + testKeyID + "<br>", testKeyID},
		{AccessKeyID, testKeyID + ", " + testKeyID, testKeyID},
		{AccessKeyID, testKeyID + " " + testKeyID2, ""},
		{AccessKeyID, testKeyID, ""},
		{AccessKeyID, testKeyID + "A (active)", ""},
		{SecretAccessKey, testSecret + "，", testSecret},
		{SecretAccessKey, "• " + testSecret + ".", testSecret},
		{SecretAccessKey, testSecret[:20] + " " + testSecret[20:], ""},
		{ClientSecret, testAdobe + " (added today)", testAdobe},
		{ClientSecret, testAdobe + " " + testAdobe2, ""},
		{APIKey, "Client " + testClient, testClient},
		{AccessToken, "- " + testToken, testToken},
		{BucketName, "a b", ""},
	} {
		if got, ok := Within(c.kind, c.text); got != c.want || ok != (c.want != "") {
			if ok || c.want != "" {
				t.Errorf("%q: %q, %v, want %q", c.text, got, ok, c.want)
			}
		}
	}
}
