package model

import "testing"

func TestS3Fields(t *testing.T) {
	const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
	for _, c := range []struct {
		field Field
		value string
		with  map[Field]string
		level Level
		key   string
	}{
		{FieldName, "", nil, Error, "check.name.empty"},
		{FieldName, "Loyalty", nil, Fine, ""},
		{FieldName, "key " + secret, nil, Error, "check.hidden"},
		{FieldName, "AcmeEuLoyaltyDailyExportsForParis2026New", nil, Warning, "check.secretInText"},
		{FieldDescription, "AKIAIOSFODNN7EXAMPLE", nil, Warning, "check.secretInText"},
		{FieldAccessKey, "", nil, Error, "check.accessKey.empty"},
		{FieldAccessKey, "AKIAIOSFODNN7EXAMPLE", nil, Fine, ""},
		{FieldAccessKey, "AKIA IOSFODNN7EXAMPLE", nil, Error, "check.innerSpace"},
		{FieldAccessKey, "АKIAIOSFODNN7EXAMPLE", nil, Error, "check.innerSpace"}, // a Cyrillic А
		{FieldAccessKey, secret, nil, Error, "check.accessKey.isSecret"},
		{FieldAccessKey, "AKIA", nil, Error, "check.accessKey.shape"},
		{FieldAccessKey, "AIDAIOSFODNN7EXAMPLE", nil, Error, "check.accessKey.otherID"},
		{FieldAccessKey, "ASIAIOSFODNN7EXAMPLE", nil, Warning, "check.accessKey.needsToken"},
		{FieldAccessKey, "ASIAIOSFODNN7EXAMPLE", map[Field]string{FieldSessionToken: "t"}, Fine, ""},
		{FieldAccessKey, "minio_access_key_1", nil, Warning, "check.accessKey.unusual"},
		{FieldAccessKey, "minio_access_key_1", map[Field]string{FieldServiceURL: "https://s3.example"}, Fine, ""},
		{FieldAccessKey, "{S3_ACCESS_KEY}", nil, Error, "check.placeholder"},
		{FieldSecretKey, "", nil, Error, "check.secretKey.empty"},
		{FieldSecretKey, secret, nil, Fine, ""},
		{FieldSecretKey, "AKIAIOSFODNN7EXAMPLE", nil, Error, "check.secretKey.isKeyID"},
		{FieldSecretKey, secret + "%", nil, Warning, "check.secretKey.percent"},
		{FieldSecretKey, secret + "%2Bx", nil, Warning, "check.secretKey.escaped"},
		{FieldSecretKey, secret[:30] + "&amp;", nil, Warning, "check.secretKey.escaped"},
		{FieldSecretKey, secret[:30], nil, Warning, "check.secretKey.unusual"},
		{FieldSecretKey, "a b", nil, Error, "check.innerSpace"},
		{FieldSessionToken, "", nil, Fine, ""},
		{FieldSessionToken, "token", map[Field]string{FieldAccessKey: "AKIAIOSFODNN7EXAMPLE"}, Warning, "check.sessionToken.notNeeded"},
		{FieldSessionToken, "a b", nil, Error, "check.innerSpace"},
		{FieldBucket, "", nil, Fine, ""},
		{FieldBucket, "my-bucket", nil, Fine, ""},
		{FieldBucket, "s3://my-bucket/a", nil, Error, "check.bucket.address"},
		{FieldBucket, "my-bucket/a", nil, Error, "check.bucket.shape"},
		{FieldBucket, "My_Bucket", nil, Warning, "check.bucket.unusual"},
		{FieldBucket, "my.bucket", nil, Warning, "check.bucket.dot"},
		{FieldFolder, "exports/daily", nil, Fine, ""},
		{FieldFolder, "s3://b/exports", nil, Error, "check.folder.address"},
		{FieldFolder, `a"b`, nil, Warning, "check.folder.characters"},
		{FieldServiceURL, "", nil, Fine, ""},
		{FieldServiceURL, "https://s3.eu-west-3.amazonaws.com/", nil, Fine, ""},
		{FieldServiceURL, "https://s3.eu-west-3.amazonaws.com/)", nil, Error, "check.serviceURL.shape"},
		{FieldServiceURL, "s3.eu-west-3.amazonaws.com", nil, Error, "check.serviceURL.scheme"},
		{FieldServiceURL, "http://s3.eu-west-3.amazonaws.com", nil, Warning, "check.serviceURL.plain"},
		{FieldServiceURL, "https://s3.eu_west_3.amazonaws.com", nil, Error, "check.serviceURL.region"},
		{FieldServiceURL, "https://s3.eu-west-3.amazonaws.com/bucket", nil, Warning, "check.serviceURL.path"},
	} {
		values := map[Field]string{c.field: c.value}
		for field, value := range c.with {
			values[field] = value
		}
		if note := CheckS3Field(c.field, values); note.Level != c.level || note.Text.Key != c.key {
			t.Errorf("%s %q: %v %q, want %v %q", c.field, c.value, note.Level, note.Text.Key, c.level, c.key)
		}
	}
}

func TestPlatformFields(t *testing.T) {
	for _, c := range []struct {
		field  Field
		value  string
		stored bool
		level  Level
		key    string
	}{
		{FieldOrgID, "", false, Error, "check.orgID.empty"},
		{FieldOrgID, "5C1328435BF324E90A49402A@AdobeOrg", false, Fine, ""},
		{FieldOrgID, "5C1328435BF324E90A49402A", false, Error, "check.orgID.suffix"},
		{FieldOrgID, "5c13@AdobeOrg", false, Warning, "check.orgID.unusual"},
		{FieldOrgID, "ABC@techacct.adobe.com", false, Error, "check.orgID.technicalAccount"},
		{FieldOrgID, "{IMS_ORG}", false, Error, "check.placeholder"},
		{FieldAPIKey, "", false, Error, "check.apiKey.empty"},
		{FieldAPIKey, "e053e1a87cf74c68a6ec8e71d4a82662", false, Fine, ""},
		{FieldAPIKey, "5C1328435BF324E90A49402A@AdobeOrg", false, Error, "check.apiKey.organization"},
		{FieldAPIKey, "my-key", false, Warning, "check.apiKey.unusual"},
		{FieldClientSecret, "", false, Error, "check.clientSecret.empty"},
		{FieldClientSecret, "", true, Fine, ""},
		{FieldClientSecret, "a b", false, Error, "check.innerSpace"},
		{FieldToken, "", false, Error, "check.token.empty"},
		{FieldToken, "Bearer a.b.c", false, Fine, ""},
		{FieldToken, "abc", false, Warning, "check.token.unusual"},
		{FieldToken, "a. b.c", false, Error, "check.innerSpace"},
		{FieldSandbox, "", false, Error, "check.sandbox.empty"},
		{FieldSandbox, "prod", false, Fine, ""},
		{FieldSandbox, "Production", false, Error, "check.sandbox.title"},
		{FieldSandbox, "2f0a8b9c-6c1b-4b9d-9a54-0a4f6f9b1c11", false, Error, "check.sandbox.id"},
		{FieldPlatformURL, "", false, Fine, ""},
		{FieldPlatformURL, "https://gateway.example/adobe", false, Fine, ""},
		{FieldPlatformURL, "http://127.0.0.1:8080", false, Fine, ""},
		{FieldPlatformURL, "http://gateway.example", false, Error, "check.address.scheme"},
		{FieldSignInURL, "gateway.example", false, Error, "check.address.shape"},
	} {
		if note := CheckPlatformField(c.field, map[Field]string{c.field: c.value}, c.stored); note.Level != c.level || note.Text.Key != c.key {
			t.Errorf("%s %q: %v %q, want %v %q", c.field, c.value, note.Level, note.Text.Key, c.level, c.key)
		}
	}
}

func TestFormJudgesAFieldOnceItWasLeft(t *testing.T) {
	form := NewS3Form()
	form.Set(FieldAccessKey, "AKIA")
	if note := form.Note(FieldAccessKey); note.Level != Fine {
		t.Errorf("judged while it is being typed: %+v", note)
	}
	form.Leave(FieldAccessKey)
	if note := form.Note(FieldAccessKey); note.Level != Error {
		t.Errorf("not judged after it was left: %+v", note)
	}
	form.Set(FieldAccessKey, "\ufeff AKIAIOSFODNN7EXAMPLE\u200b\r\n")
	if note := form.Note(FieldAccessKey); note.Level != Fine {
		t.Errorf("mended, and still told off: %+v", note)
	}
	if got := form.Value(FieldAccessKey); got != "AKIAIOSFODNN7EXAMPLE" {
		t.Errorf("value %q", got)
	}
	if wrong := form.CheckAll(); wrong != FieldName {
		t.Errorf("first wrong field %q", wrong)
	}
	form.Clear()
	if form.Note(FieldName).Level != Fine || form.Value(FieldAccessKey) != "" {
		t.Error("Clear left something behind")
	}
}

func FuzzChecks(f *testing.F) {
	f.Add("AKIAIOSFODNN7EXAMPLE", "https://s3.amazonaws.com/")
	f.Add("\u00a0{x}\x00", "http://[::1")
	f.Fuzz(func(_ *testing.T, a, b string) {
		for _, field := range NewS3Form().Fields() {
			CheckS3Field(field, map[Field]string{field: Clean(a), FieldServiceURL: Clean(b), FieldAccessKey: Clean(a)})
		}
		for field := range map[Field]bool{FieldOrgID: true, FieldAPIKey: true, FieldToken: true, FieldSandbox: true, FieldPlatformURL: true} {
			CheckPlatformField(field, map[Field]string{field: Clean(a), FieldAPIKey: Clean(b)}, false)
			CheckPlatformField(field, map[Field]string{field: Clean(b), FieldAPIKey: Clean(a)}, true)
		}
	})
}
