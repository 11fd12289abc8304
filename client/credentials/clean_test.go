package credentials

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// dirty are pasted values with what must come of them. Where want is "=" the
// value stays as it is: what is wrong with it is for the form to say.
var dirty = []struct {
	kind   ValueKind
	pasted string
	want   string
	dirt   string
}{
	// Space of every sort.
	{AccessKeyID, " " + testKeyID, testKeyID, "space"},
	{AccessKeyID, testKeyID + "\t ", testKeyID, "space"},
	{AccessKeyID, testKeyID + "\r\n", testKeyID, "lineEnd"},
	{AccessKeyID, "\n" + testKeyID + " \n", testKeyID, "space lineEnd"},
	{AccessKeyID, testKeyID + "\u00a0", testKeyID, "noBreakSpace"},
	{AccessKeyID, "\u202f" + testKeyID, testKeyID, "noBreakSpace"},
	{AccessKeyID, "\u200b" + testKeyID, testKeyID, "invisible"},
	{AccessKeyID, testKeyID + "\u200d\u2060", testKeyID, "invisible"},
	{AccessKeyID, "\u202a" + testKeyID + "\u202c", testKeyID, "invisible"},
	{AccessKeyID, testKeyID + "\x00", testKeyID, "invisible"},
	{AccessKeyID, "\ufeff" + testKeyID, testKeyID, "byteOrderMark"},
	{AccessKeyID, "\u3000" + testKeyID, testKeyID, "space"},
	{SecretAccessKey, testSecret + "\n", testSecret, "lineEnd"},
	{SecretAccessKey, "\u00a0" + testSecret + "\u200b", testSecret, "noBreakSpace invisible"},
	{ClientSecret, "\t" + testAdobe, testAdobe, "space"},
	{SessionToken, testSession + "\r\n\r\n", testSession, "lineEnd"},
	{OrgID, testOrg + " ", testOrg, "space"},
	{FolderPath, " in/daily ", "in/daily", "space"},
	{PlainText, " My S3\n", "My S3", "space lineEnd"},
	{PlainText, "\ufeffMy S3", "My S3", "byteOrderMark"},
	{PlainText, "Loyalty \u202egpj.exe", "Loyalty gpj.exe", "invisible"}, // shown as exe.jpg
	{PlainText, "Loy\u200balty\u2066 EU\u2069\x00", "Loyalty EU", "invisible"},
	{PlainText, "Loy\ufeffalty", "Loyalty", "byteOrderMark"},
	{PlainText, "می\u200cخواهم 👩\u200d💻", "=", ""}, // which is how they are written
	{PlainText, "Loy\u200balty \xff", "=", ""},
	{FolderPath, "in/\u200bdaily", "=", ""},
	{AccessKeyID, " \n\u200b", "", "space lineEnd invisible"},

	// Quotes.
	{AccessKeyID, `"` + testKeyID + `"`, testKeyID, "quotes"},
	{AccessKeyID, "'" + testKeyID + "'", testKeyID, "quotes"},
	{AccessKeyID, "“" + testKeyID + "”", testKeyID, "quotes"},
	{AccessKeyID, "‘" + testKeyID + "’", testKeyID, "quotes"},
	{AccessKeyID, "« " + testKeyID + " »", testKeyID, "space quotes"},
	{AccessKeyID, "«\u00a0" + testKeyID + "\u00a0»", testKeyID, "noBreakSpace quotes"},
	{AccessKeyID, "„" + testKeyID + "“", testKeyID, "quotes"},
	{AccessKeyID, "`" + testKeyID + "`", testKeyID, "quotes"},
	{AccessKeyID, "「" + testKeyID + "」", testKeyID, "quotes"},
	{AccessKeyID, `"` + testKeyID, testKeyID, "quotes"},
	{AccessKeyID, testKeyID + "”", testKeyID, "quotes"},
	{SecretAccessKey, `"` + testSecret + `"`, testSecret, "quotes"},
	{SecretAccessKey, `"` + testSecret + `",`, testSecret, "quotes stray"},
	{ClientSecret, "“" + testAdobe + "”\n", testAdobe, "lineEnd quotes"},
	{FolderPath, `"in/daily"`, "in/daily", "quotes"},
	{ServiceURL, "“https://s3.eu-west-3.amazonaws.com/”", "https://s3.eu-west-3.amazonaws.com/", "quotes"},

	// Full width.
	{OrgID, "００００００００００００００００００００００ＡＡ＠AdobeOrg", testOrg, "fullWidth"},
	{AccessKeyID, "ＡＫＩＡIOSFODNN7EXAMPLE", testKeyID, "fullWidth"},
	{SandboxName, "ｐｒｏｄ", "prod", "fullWidth"},
	{SandboxName, "　ｐｒｏｄ－２　", "prod-2", "space fullWidth"},
	{BucketName, "ｌanding－zone", "landing-zone", "fullWidth"},
	{SecretAccessKey, strings.Replace(testSecret, "/", "／", 1), testSecret, "fullWidth"},
	{SecretAccessKey, testSecret + "，", "=", ""}, // not beyond doubt
	{ServiceURL, "https：／／s3.eu-west-3.amazonaws.com/", "https://s3.eu-west-3.amazonaws.com/", "fullWidth"},
	{APIKey, "＂" + testClient + "＂", testClient, "quotes"},

	// Names in front.
	{AccessKeyID, "aws_access_key_id = " + testKeyID, testKeyID, "name"},
	{AccessKeyID, "AWS_ACCESS_KEY_ID=" + testKeyID, testKeyID, "name"},
	{AccessKeyID, "export AWS_ACCESS_KEY_ID=" + testKeyID, testKeyID, "name"},
	{AccessKeyID, "set AWS_ACCESS_KEY_ID=" + testKeyID, testKeyID, "name"},
	{AccessKeyID, `$Env:AWS_ACCESS_KEY_ID="` + testKeyID + `"`, testKeyID, "quotes name"},
	{AccessKeyID, "setx AWS_ACCESS_KEY_ID " + testKeyID, testKeyID, "name"},
	{AccessKeyID, "Access key ID: " + testKeyID, testKeyID, "name"},
	{AccessKeyID, "Access key ID\n" + testKeyID, testKeyID, "name"},
	{AccessKeyID, "Access key ID  " + testKeyID, testKeyID, "name"},
	{AccessKeyID, "Clé d’accès : " + testKeyID, testKeyID, "name"},
	{AccessKeyID, "访问密钥：" + testKeyID, testKeyID, "name"},
	{SecretAccessKey, "aws_secret_access_key=" + testSecret, testSecret, "name"},
	{SecretAccessKey, "export AWS_SECRET_ACCESS_KEY='" + testSecret + "';", testSecret, "quotes name stray"},
	{SecretAccessKey, "Secret access key: " + testSecret, testSecret, "name"},
	{SecretAccessKey, `"SecretAccessKey": "` + testSecret + `",`, testSecret, "quotes name stray"},
	{SessionToken, "AWS_SESSION_TOKEN=" + testSession, testSession, "name"},
	{ClientSecret, "CLIENT_SECRET=" + testAdobe, testAdobe, "name"},
	{APIKey, "x-api-key: " + testClient, testClient, "name"},
	{APIKey, "API Key (Client ID): " + testClient, testClient, "name"},
	{APIKey, `"CLIENT_ID": "` + testClient + `",`, testClient, "quotes name stray"},
	{OrgID, "x-gw-ims-org-id: " + testOrg, testOrg, "name"},
	{OrgID, "Organization ID: " + testOrg + ".", testOrg, "name stray"},
	{SandboxName, "x-sandbox-name: prod", "prod", "name"},
	{ServiceURL, "endpoint_url = https://s3.eu-west-3.amazonaws.com/", "https://s3.eu-west-3.amazonaws.com/", "name"},
	{BucketName, "Bucket: landing-zone", "landing-zone", "name"},
	// The name of another value is dirt as well; that it is another is for the form.
	{AccessKeyID, "aws_secret_access_key = " + testSecret, testSecret, "name"},

	// Bearer.
	{AccessToken, "Bearer " + testToken, testToken, "bearer"},
	{AccessToken, "bearer  " + testToken, testToken, "bearer"},
	{AccessToken, "Authorization: Bearer " + testToken, testToken, "bearer name"},
	{AccessToken, `-H "Authorization: Bearer ` + testToken + `"`, testToken, "quotes bearer name"},
	{AccessToken, "access_token=" + testToken, testToken, "name"},
	{AccessToken, `"access_token":"` + testToken + `",`, testToken, "quotes name stray"},
	{AccessToken, "Bearer {ACCESS_TOKEN}", "{ACCESS_TOKEN}", "bearer"},

	// Characters that cannot belong there.
	{SecretAccessKey, testSecret + "%", testSecret, "percent"},
	{SecretAccessKey, testSecret + "%\n", testSecret, "lineEnd percent"},
	{AccessKeyID, testKeyID + "%", testKeyID, "percent"},
	{AccessKeyID, testKeyID + ",", testKeyID, "stray"},
	{AccessKeyID, testKeyID + ";", testKeyID, "stray"},
	{AccessKeyID, testKeyID + " \\", testKeyID, "space stray"},
	{AccessKeyID, "(" + testKeyID + ")", testKeyID, "stray"},
	{AccessKeyID, "= " + testKeyID, testKeyID, "space stray"},
	{ClientSecret, testAdobe + "%", testAdobe, "percent"},
	{AccessToken, testToken + "%", testToken, "percent"},
	{SessionToken, testSession + "%", testSession, "percent"},
	{OrgID, testOrg + ",", testOrg, "stray"},
	{OrgID, testOrg + ")", testOrg, "stray"},
	{ServiceURL, "https://s3.eu-west-3.amazonaws.com/)", "https://s3.eu-west-3.amazonaws.com/", "stray"},
	{ServiceURL, "https://s3.eu-west-3.amazonaws.com)", "https://s3.eu-west-3.amazonaws.com", "stray"},
	{ServiceURL, "<https://s3.eu-west-3.amazonaws.com/>", "https://s3.eu-west-3.amazonaws.com/", "braces"},
	{BucketName, "landing-zone,", "landing-zone", "stray"},
	{SandboxName, "prod.", "prod", "stray"},

	// Braces.
	{AccessKeyID, "{" + testKeyID + "}", testKeyID, "braces"},
	{AccessKeyID, "<" + testKeyID + ">", testKeyID, "braces"},
	{SecretAccessKey, "{" + testSecret + "}", testSecret, "braces"},
	{SecretAccessKey, `{"` + testSecret + `"}`, testSecret, "quotes braces"},
	{OrgID, "{" + testOrg + "}", testOrg, "braces"},
	{APIKey, "{" + testClient + "}", testClient, "braces"},
	{AccessToken, "Bearer {" + testToken + "}", testToken, "bearer braces"},

	// Broken over lines, of which an entry makes spaces.
	{AccessToken, testToken[:20] + "\n" + testToken[20:], testToken, "joined"},
	{AccessToken, "Bearer " + testToken[:20] + " " + testToken[20:], testToken, "bearer joined"},
	{SecretAccessKey, testSecret[:20] + " " + testSecret[20:], testSecret, "joined"},
	{SecretAccessKey, testSecret[:10] + "\r\n" + testSecret[10:30] + "\r\n" + testSecret[30:] + "\r\n", testSecret, "lineEnd joined"},
	{SessionToken, testSession[:76] + "  " + testSession[76:152] + " " + testSession[152:], testSession, "joined"},
	{SessionToken, "AWS_SESSION_TOKEN=" + testSession[:58] + " " + testSession[58:134] + " " + testSession[134:], testSession, "name joined"},
	{ClientSecret, "p8e-MadeUpSecretFor\nTests0123456789ab", "p8e-MadeUpSecretForTests0123456789ab", "joined"},

	// In base64.
	{AccessKeyID, "QUtJQUlPU0ZPRE5ON0VYQU1QTEU=", testKeyID, "encoded"},
	{SecretAccessKey, "d0phbHJYVXRuRkVNSS9LN01ERU5HL2JQeFJmaUNZRVhBTVBMRUtFWQ==", testSecret, "encoded"},

	// What stays, since mending it would be guessing.
	{AccessKeyID, "AKIAIOSF ODNN7EXAMPLE", "=", ""},
	{AccessKeyID, "AKIAIOSF\u200bODNN7EXAMPLE", testKeyID, "invisible"},
	{AccessKeyID, "minio\u200badmin", "=", ""}, // which may be anything
	{SecretAccessKey, testSecret[:20] + "\u00ad" + testSecret[20:], testSecret, "invisible"},
	{ClientSecret, "p8e-MadeUp\u2060SecretForTests0123456789ab", "p8e-MadeUpSecretForTests0123456789ab", "invisible"},
	{SecretAccessKey, "pass;word1", "=", ""},
	{SecretAccessKey, "user:word1", "=", ""},
	{SecretAccessKey, "Password: word1", "word1", "name"},
	{SecretAccessKey, "secret key: word1", "word1", "name"},
	{AccessKeyID, "AKIAIOSF\nODNN7EXAMPLE", "=", ""},
	{AccessKeyID, "akiaiosfodnn7example", "=", ""},
	{AccessKeyID, "{ACCESS_KEY_ID}", "=", ""},
	{AccessKeyID, "{S3_ACCESS_KEY_ID}", "=", ""},
	{AccessKeyID, "aws_access_key_id =", "=", ""},
	{AccessKeyID, testKeyID + " " + testSecret, "=", ""},
	{AccessKeyID, "AWS_ACCESS_KEY_ID=" + testKeyID + "\nAWS_SECRET_ACCESS_KEY=" + testSecret, "=", ""},
	{AccessKeyID, "AWS_ACCESS_KEY_ID=" + testKeyID + " AWS_SECRET_ACCESS_KEY=" + testSecret, "=", ""},
	{SecretAccessKey, testSecret[:39] + "%", "=", ""},
	{SecretAccessKey, testSecret + "ab)", "=", ""},
	{SecretAccessKey, "wJalrXUtnFEMI K7MDENG bPxRfiCYEXAMPLEKEY", "=", ""},
	{SecretAccessKey, "ｗJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", testSecret, "fullWidth"},
	{SecretAccessKey, "store(secret)", "=", ""},
	{ClientSecret, "{CLIENT_SECRET}", "=", ""},
	{APIKey, "{API_KEY}", "=", ""},
	{OrgID, "{ORG_ID}", "=", ""},
	{OrgID, "0000000000000000000000AA", "=", ""},
	{OrgID, "0000000000000000000000AA@techacct.adobe.com", "=", ""},
	{SandboxName, "Prod Sandbox", "=", ""},
	{SandboxName, "{sandbox-name}", "=", ""},
	{BucketName, "s3://landing-zone/in", "=", ""},
	{BucketName, "Landing_Zone", "=", ""},
	{BucketName, "{my-bucket}", "=", ""},
	{FolderPath, "in/daily (1)", "=", ""},
	{FolderPath, "region=eu/day=1", "=", ""},
	{FolderPath, "l'été/100%", "=", ""},
	{FolderPath, `"a"/"b"`, "=", ""},
	{ServiceURL, "s3.eu-west-3.amazonaws.com", "=", ""},
	{ServiceURL, "https://s3.us_east_1.amazonaws.com/", "=", ""},
	{AccessToken, "Bearer", "=", ""},
	{AccessToken, "BearerToken", "=", ""},
	{PlainText, `"My" S3 (test)`, "=", ""},
	{PlainText, "Access key ID: see the vault", "=", ""},
	{PlainText, "Ｈarbour", "=", ""},

	// What is right stays right, whatever store it is for.
	{AccessKeyID, testKeyID, "=", ""},
	{AccessKeyID, testKeyIDT, "=", ""},
	{AccessKeyID, "STOREKEY_1234567890", "=", ""},
	{AccessKeyID, strings.Repeat("a1", 64), "=", ""},
	{SecretAccessKey, testSecret, "=", ""},
	{SecretAccessKey, "store-secret%0123)", "=", ""},
	{SecretAccessKey, testSecret[:38] + "==", "=", ""},
	{SessionToken, testSession, "=", ""},
	{SessionToken, testToken, "=", ""},
	{AccessToken, testToken, "=", ""},
	{ClientSecret, testAdobe, "=", ""},
	{ClientSecret, "s8e.legacy+secret)", "=", ""},
	{APIKey, testClient, "=", ""},
	{APIKey, "acme-api-key", "=", ""},
	{OrgID, testOrg, "=", ""},
	{SandboxName, "sandbox-1", "=", ""},
	{BucketName, "bucket", "=", ""},
	{BucketName, "data.example.org", "=", ""},
	{FolderPath, "in/daily", "=", ""},
	{ServiceURL, "https://s3.eu-west-3.amazonaws.com/", "=", ""},
	{ServiceURL, "http://[::1]:9000/base", "=", ""},
	{ServiceURL, "https://minio.example.org:9000", "=", ""},
}

func TestClean(t *testing.T) {
	for _, tc := range dirty {
		value, dirt := Clean(tc.kind, tc.pasted)
		if tc.want == "=" {
			tc.want = tc.pasted
		}
		var kinds []string
		for _, d := range dirt {
			kinds = append(kinds, d.String())
		}
		if value != tc.want || strings.Join(kinds, " ") != tc.dirt {
			t.Errorf("kind %d, %q: %q with %q, want %q with %q", tc.kind, tc.pasted, value, kinds, tc.want, tc.dirt)
		}
	}
}

// TestCleanEverywhere pairs each sort of dirt with each kind of value that is right.
func TestCleanEverywhere(t *testing.T) {
	right := map[ValueKind]string{
		OrgID: testOrg, APIKey: testClient, ClientSecret: testAdobe, AccessToken: testToken, SandboxName: "dev-1",
		AccessKeyID: testKeyID, SecretAccessKey: testSecret, SessionToken: testSession, BucketName: "landing-zone",
		ServiceURL: "https://s3.eu-west-3.amazonaws.com/",
	}
	around := []struct{ head, tail, dirt string }{
		{"", "", ""},
		{" ", "", "space"},
		{"", "\r\n", "lineEnd"},
		{"\u00a0", "\u00a0", "noBreakSpace"},
		{"\u200b", "", "invisible"},
		{"\ufeff", "", "byteOrderMark"},
		{`"`, `"`, "quotes"},
		{"“", "”", "quotes"},
		{"« ", " »", "space quotes"},
		{"", "%", "percent"},
		{"", ")", "stray"},
		{"", ",", "stray"},
		{"\ufeff“", "”%\n", "lineEnd byteOrderMark quotes percent"},
	}
	for kind, value := range right {
		for _, a := range around {
			if kind == ServiceURL && strings.Contains(a.tail, ",") || kind == ServiceURL && strings.Contains(a.tail, "%") {
				continue // may belong to a path
			}
			got, dirt := Clean(kind, a.head+value+a.tail)
			var kinds []string
			for _, d := range dirt {
				kinds = append(kinds, d.String())
			}
			if got != value || strings.Join(kinds, " ") != a.dirt {
				t.Errorf("kind %d, %q: %q with %q", kind, a.head+value+a.tail, got, kinds)
			}
		}
	}
}

func TestCleanRefusesTheAbsurd(t *testing.T) {
	layers := strings.Repeat("\"\u200b", 100) + testKeyID
	if value, dirt := Clean(AccessKeyID, layers); value != layers || dirt != nil {
		t.Errorf("%d layers: %q", 100, dirt)
	}
	long := strings.Repeat(" ", MaxSize) + testKeyID
	if value, dirt := Clean(AccessKeyID, long); value != long || dirt != nil {
		t.Errorf("%d bytes: %q", len(long), dirt)
	}
}

func TestDirtNames(t *testing.T) {
	seen := map[string]bool{}
	for d := DirtSpace; d <= DirtEscaped; d++ {
		if name := d.String(); name == "unknown" || seen[name] {
			t.Errorf("dirt %d is called %q", d, name)
		}
		seen[d.String()] = true
	}
	if len(dirtNames) != int(DirtEscaped)+1 || Dirt(-1).String() != "unknown" || Dirt(99).String() != "unknown" {
		t.Error("the names do not match the kinds of dirt")
	}
}

func TestSwapped(t *testing.T) {
	for _, tc := range []struct {
		keyID, secret string
		want          bool
	}{
		{testSecret, testKeyID, true},
		{testSecret + "\n", " " + testKeyIDT, true},
		{testKeyID, testSecret, false},
		{testKeyID, testKeyID, false},
		{testSecret, testSecret, false},
		{"", testKeyID, false},
		{"store-secret-0123456789", "STOREKEY1234567890", false},
		{"minioadmin", testKeyID, false},
	} {
		if got := Swapped(tc.keyID, tc.secret); got != tc.want {
			t.Errorf("%q and %q: %v", tc.keyID, tc.secret, got)
		}
	}
}

func TestSplit(t *testing.T) {
	for address, want := range map[string]string{
		"s3://landing-zone/in/daily":                                                 "landing-zone in/daily",
		"s3://landing-zone/in/daily/":                                                "landing-zone in/daily",
		" S3://landing-zone\n":                                                       "landing-zone ",
		"s3a://landing-zone/in":                                                      "landing-zone in",
		"s3://Landing_Zone/in":                                                       "Landing_Zone in",
		"arn:aws:s3:::landing-zone":                                                  "landing-zone ",
		"arn:aws:s3:::landing-zone/*":                                                "landing-zone ",
		"arn:aws-cn:s3:::landing-zone/in/*":                                          "landing-zone in",
		"https://landing-zone.s3.eu-west-3.amazonaws.com/in/daily":                   "landing-zone in/daily",
		"https://landing-zone.s3.amazonaws.com/":                                     "landing-zone ",
		"https://landing-zone.s3-eu-west-1.amazonaws.com/in":                         "landing-zone in",
		"https://data.example.org.s3.us-gov-west-1.amazonaws.com/in":                 "data.example.org in",
		"https://landing-zone.s3.dualstack.eu-west-3.amazonaws.com/in%20box":         "landing-zone in box",
		"https://landing-zone.s3.cn-north-1.amazonaws.com.cn/in":                     "landing-zone in",
		"https://s3.eu-west-3.amazonaws.com/landing-zone/in":                         "landing-zone in",
		"https://s3.console.aws.amazon.com/s3/buckets/landing-zone?prefix=in/daily/": "landing-zone in/daily",
		"https://eu-west-3.console.aws.amazon.com/s3/buckets/landing-zone?region=x":  "landing-zone ",
		"landing-zone":                           "",
		"landing-zone/in":                        "",
		"in/daily":                               "",
		"":                                       "",
		"s3://":                                  "",
		"s3:///in":                               "",
		"s3://{bucket}/in":                       "",
		"https://s3.eu-west-3.amazonaws.com/":    "",
		"https://minio.example.org/landing-zone": "",
		"https://user:pw@landing-zone.s3.amazonaws.com/":  "",
		"arn:aws:s3:eu-west-3:123456789012:accesspoint/x": "",
		"arn:aws:iam::123456789012:user/x":                "",
		"https://evil.example.org/s3.amazonaws.com":       "",
		"https://eu-west-3.console.aws.amazon.com/ec2":    "",
	} {
		bucket, folder, ok := Split(address)
		got := ""
		if ok {
			got = bucket + " " + folder
		}
		if got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}

func TestIsPlaceholder(t *testing.T) {
	for _, value := range []string{
		"{API_KEY}", "{ORG_ID}", "<your key>", "${AWS_ACCESS_KEY_ID}", "$AWS_ACCESS_KEY_ID", "$env:AWS_ACCESS_KEY_ID", "%AWS_KEY%",
		"{{api_key}}", "YOUR_ACCESS_KEY_ID", "your-client-id", "your secret access key", "INSERT_SECRET_HERE", "****************MPLE",
		"••••••••", "xxxxxxxxxx", "...", "$(aws configure get x)",
	} {
		if !IsPlaceholder(value) {
			t.Errorf("%q passes for a value", value)
		}
	}
	for _, value := range []string{
		"", testKeyID, testSecret, testAdobe, testOrg, testToken, "landing-zone", "my-bucket", "example-bucket", "prod", "a$b", "in/daily",
		"STOREKEY_1234567890", strings.Repeat("x", 300),
	} {
		if IsPlaceholder(value) {
			t.Errorf("%q passes for a placeholder", value)
		}
	}
}

func TestGuess(t *testing.T) {
	for value, want := range map[string]ValueKind{
		testOrg: OrgID, testKeyID: AccessKeyID, testKeyIDT: AccessKeyID, testSecret: SecretAccessKey, testAdobe: ClientSecret, testToken: AccessToken,
	} {
		if kind, ok := Guess(value); !ok || kind != want {
			t.Errorf("%q: %d, %v", value, kind, ok)
		}
	}
	for _, value := range []string{
		"", "prod", testClient, "AIDAIOSFODNN7EXAMPLE", "da39a3ee5e6b4b0d3255bfef95601890afd80709",
		"path/to/a/directory/with/exactly/40/char", "www.example.org", "STOREKEY1234567890",
	} {
		if kind, ok := Guess(value); ok {
			t.Errorf("%q is taken for %d", value, kind)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, tc := range dirty {
		f.Add(int(tc.kind), tc.pasted)
	}
	f.Fuzz(func(t *testing.T, n int, pasted string) {
		kind := ValueKind(uint(n) % uint(ServiceURL+1))
		value, dirt := Clean(kind, pasted)
		if (value != pasted) != (len(dirt) > 0) {
			t.Errorf("%q became %q with %v", pasted, value, dirt)
		}
		if !slices.IsSorted(dirt) || slices.Contains(dirt, -1) {
			t.Errorf("%q: %v", pasted, dirt)
		}
		if again, more := Clean(kind, value); again != value || more != nil {
			t.Errorf("%q became %q, and that %q with %v", pasted, value, again, more)
		}
		inside := strings.Contains(visible(pasted), visible(value)) || slices.Contains(dirt, DirtFullWidth) || slices.Contains(dirt, DirtEncoded) || slices.Contains(dirt, DirtEscaped)
		if !inside && !slices.Contains(dirt, DirtJoined) {
			t.Errorf("%q became %q, which is no part of it", pasted, value)
		}
		if utf8.ValidString(pasted) && !utf8.ValidString(value) {
			t.Errorf("%q was cut inside a character", pasted)
		}
		Split(pasted)
		Swapped(pasted, value)
		IsPlaceholder(pasted)
	})
}
