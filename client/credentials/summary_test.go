package credentials

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"mooring/client"
)

// The values of the corpus: AWS's own examples, and what is plainly no secret.
const (
	testKeyID   = "AKIAIOSFODNN7EXAMPLE"
	testSecret  = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
	testKeyID2  = "AKIAI44QH8DHBEXAMPLE"
	testSecret2 = "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY"
	testKeyIDT  = "ASIAIOSFODNN7EXAMPLE"
	testSession = "AQoEXAMPLEH4aoAH0gNCAPyJxz4BlCFFxWNE1OPTgk5TthT/AQoEXAMPLEH4aoAH0gNCAPyJxz4BlCFFxWNE1OPTgk5TthT/AQoEXAMPLEH4aoAH0gNCAPyJxz4BlCFFxWNE1OPTgk5TthT/EXAMPLE=="
	testOrg     = "0000000000000000000000AA@AdobeOrg"
	testClient  = "00000000000000000000000000000abc"
	testClient2 = "00000000000000000000000000000abd"
	testAdobe   = "p8e-not-a-real-client-secret-1"
	testAdobe2  = "p8e-not-a-real-client-secret-2"
	testToken   = "eyJhbGciOiJub25lIn0.eyJub3QiOiJyZWFsIn0.bm90LXJlYWwtYXQtYWxs"
	testScopes  = "openid,session,AdobeID,read_organizations,additional_info.projectedProductContext"
)

// short names the known values, so that what was found can be read in a table.
var short = strings.NewReplacer(
	testKeyIDT, "IDT", testKeyID, "ID1", testKeyID2, "ID2", testSecret, "SECRET1", testSecret2, "SECRET2", testSession, "SESSION",
	testOrg, "ORG", testClient, "CLIENT1", testClient2, "CLIENT2", testAdobe, "P8E1", testAdobe2, "P8E2", testToken, "TOKEN",
	testScopes, "SCOPES",
)

// summary writes what was found in one line, secrets included.
func summary(f Found) string {
	parts := []string{f.Format.String()}
	for _, a := range f.Adobe {
		var secrets []string
		for _, s := range a.Secrets {
			secrets = append(secrets, s.Reveal())
		}
		parts = append(parts, "adobe("+fields(
			"label", a.Label, "org", a.OrgID, "client", a.ClientID, "secrets", strings.Join(secrets, "+"), "scopes", a.Scopes,
			"sandbox", a.Sandbox, "host", a.SignInHost, "env", a.Environment, "token", a.AccessToken.Reveal(),
			"joined", kinds(a.Joined), "decoded", yes(a.Decoded))+")")
	}
	for _, k := range f.Amazon {
		expires := ""
		if !k.Expires.IsZero() {
			expires = k.Expires.Format(time.RFC3339)
		}
		parts = append(parts, "amazon("+fields(
			"label", k.Label, "id", k.AccessKeyID, "secret", k.SecretAccessKey.Reveal(), "session", k.SessionToken.Reveal(),
			"region", k.Region, "url", k.ServiceURL, "bucket", k.Bucket, "folder", k.FolderPath, "expires", expires,
			"inactive", yes(k.Inactive), "joined", kinds(k.Joined), "decoded", yes(k.Decoded))+")")
	}
	for _, s := range f.Skipped {
		parts = append(parts, fmt.Sprintf("skipped(%s)", fields("label", s.Label, "reason", s.Reason.String())))
	}
	return short.Replace(strings.Join(parts, " "))
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return ""
}

func kinds(of []ValueKind) string {
	var list []string
	for _, kind := range of {
		list = append(list, strconv.Itoa(int(kind)))
	}
	return strings.Join(list, "+")
}

func fields(pairs ...string) string {
	var out []string
	for pair := range slices.Chunk(pairs, 2) {
		if pair[1] != "" {
			out = append(out, strings.Join(pair, "="))
		}
	}
	return strings.Join(out, " ")
}

// secrets are the values that must not show in an error.
var secrets = []client.Secret{
	client.NewSecret(testSecret), client.NewSecret(testSecret2), client.NewSecret(testSession), client.NewSecret(testAdobe),
	client.NewSecret(testAdobe2), client.NewSecret(testToken),
}
