package model_test

import (
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"mooring/client/practice"
	"mooring/gui/model"
	"mooring/gui/model/account"
	"mooring/gui/model/create"
	"mooring/gui/model/modeltest"
)

// What a right form holds. The keys are those of Amazon's documentation.
const (
	rightID      = "AKIAIOSFODNN7EXAMPLE"
	rightTempID  = "ASIAIOSFODNN7EXAMPLE"
	rightSecret  = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
	rightOrg     = "5C1328435BF324E90A49402A@AdobeOrg"
	rightAPIKey  = "e053e1a87cf74c68a6ec8e71d4a82662"
	rightAdobe   = "p8e-AbCdEfGhIjKlMnOpQrStUvWxYz012345"
	rightToken   = "eyJhbGciOiJSUzI1NiJ9.eyJ0eXBlIjoiYWNjZXNzX3Rva2VuIn0.c2lnbmF0dXJlLW9mLWEtdGVzdA"
	rightAddress = "https://s3.eu-west-3.amazonaws.com/"
)

var rightSession = "IQoJb3JpZ2luX2VjEXAMPLE" + strings.Repeat("Token0/+", 16) + "=="

// desktop is both forms, empty.
type desktop struct {
	s3       *model.Form
	accounts *account.Accounts
}

func newDesktop() desktop {
	return desktop{
		s3:       model.NewS3Form(),
		accounts: account.NewAccounts(modeltest.NewShuffled(1), nil, nil, nil, account.PracticeSecrets{}),
	}
}

func (d desktop) form(field model.Field) *model.Form {
	for _, f := range d.s3.Fields() {
		if f == field {
			return d.s3
		}
	}
	return d.accounts.Form
}

// enter pastes a value into a field of which the others hold with, and leaves it.
func (d desktop) enter(field model.Field, raw string, with values) *model.Form {
	form := d.form(field)
	form.Clear()
	d.accounts.UseToken(field == model.FieldToken)
	for other, value := range with {
		form.Set(other, value)
	}
	form.Set(field, raw)
	form.Leave(field)
	return form
}

type values map[model.Field]string

// anyKey stands for any text: only the level counts.
const anyKey = "*"

// wrong is an input that is wrong or dirty, and what the form must make of it.
type wrong struct {
	field model.Field
	raw   string
	level model.Level
	key   string // of the note
	value string // that stays; "=" where nothing is cleaned off
	mend  string // the key of the button, without mend.; empty for none
	with  values // what stands in the other fields
}

// offering is the same input where its field has this button.
func (w wrong) offering(mend string) wrong {
	w.mend = mend
	return w
}

// The rows are those of the list of users' mistakes, of which these are all
// that are marked Before and can be seen in one value or a pair of them. The
// others: 8 and 9 (an expired token, or another client's) are in
// TestTokensThatCannotServe, 13 (JWT credential) in gui/fill_test.go, 14 has
// no field, 20 and 21 (a twin, a double click) are in attempt_test.go and
// gui/busy_test.go.
func wrongInputs() []wrong {
	const (
		e, w, c     = model.Error, model.Warning, model.Cleaned
		name        = model.FieldName
		description = model.FieldDescription
		id          = model.FieldAccessKey
		secret      = model.FieldSecretKey
		session     = model.FieldSessionToken
		bucket      = model.FieldBucket
		folder      = model.FieldFolder
		service     = model.FieldServiceURL
		org         = model.FieldOrgID
		api         = model.FieldAPIKey
		client      = model.FieldClientSecret
		token       = model.FieldToken
		sandbox     = model.FieldSandbox
		platform    = model.FieldPlatformURL
		signIn      = model.FieldSignInURL
	)
	undo := func(field model.Field, raw, dirt, value string) wrong {
		return wrong{field: field, raw: raw, level: c, key: "clean." + dirt, value: value, mend: "undo"}
	}
	refused := func(field model.Field, raw, key string) wrong {
		return wrong{field: field, raw: raw, level: e, key: "check." + key, value: "="}
	}
	odd := func(field model.Field, raw, key string) wrong {
		return wrong{field: field, raw: raw, level: w, key: "check." + key, value: "="}
	}
	// oddOr is what must at least be warned of, in whichever words.
	oddOr := func(field model.Field, raw string) wrong {
		return wrong{field: field, raw: raw, level: w, key: anyKey, value: "="}
	}
	return []wrong{
		// Row 1: white space, line ends, invisible characters around a value.
		undo(id, " "+rightID, "space", rightID),
		undo(id, rightID+" ", "space", rightID),
		undo(id, rightID+"\t", "space", rightID),
		undo(id, rightID+"\n", "lineEnd", rightID),
		undo(id, rightID+"\r\n", "lineEnd", rightID),
		undo(id, "\u00a0"+rightID, "noBreakSpace", rightID),
		undo(id, rightID+"\u202f", "noBreakSpace", rightID),
		undo(id, "\u200b"+rightID, "invisible", rightID),
		undo(id, rightID+"\u2060", "invisible", rightID),
		undo(id, "\ufeff"+rightID, "byteOrderMark", rightID),
		undo(id, "\ufeff "+rightID+"\r\n", "several", rightID),
		undo(secret, " "+rightSecret, "space", rightSecret),
		undo(secret, rightSecret+"\r\n", "lineEnd", rightSecret),
		undo(secret, rightSecret+"\u00a0", "noBreakSpace", rightSecret),
		undo(secret, "\u200c"+rightSecret, "invisible", rightSecret),
		undo(session, rightSession+"\n", "lineEnd", rightSession),
		undo(bucket, " landing-zone", "space", "landing-zone"),
		undo(folder, "exports/daily\n", "lineEnd", "exports/daily"),
		undo(service, rightAddress+" ", "space", rightAddress),
		undo(name, " Loyalty ", "space", "Loyalty"),
		undo(name, "Loyalty\u00a0", "noBreakSpace", "Loyalty"),
		undo(description, "Daily export\r\n", "lineEnd", "Daily export"),
		undo(org, rightOrg+" ", "space", rightOrg),
		undo(org, "\u2007"+rightOrg, "noBreakSpace", rightOrg),
		undo(api, rightAPIKey+"\n", "lineEnd", rightAPIKey),
		undo(api, "\u200d"+rightAPIKey, "invisible", rightAPIKey),
		undo(client, "\t"+rightAdobe, "space", rightAdobe),
		undo(token, rightToken+"\n", "lineEnd", rightToken),
		undo(sandbox, "prod ", "space", "prod"),
		undo(platform, " https://platform.adobe.io", "space", "https://platform.adobe.io"),
		undo(signIn, "https://ims-na1.adobelogin.com\n", "lineEnd", "https://ims-na1.adobelogin.com"),

		// Row 1: and inside of it.
		refused(id, "AKIAIOSF ODNN7EXAMPLE", "innerSpace"),
		undo(id, "AKIAIOSF\u200bODNN7EXAMPLE", "invisible", rightID),
		refused(id, "AKIAIOSF\nODNN7EXAMPLE", "innerSpace"),
		refused(id, "АKIAIOSFODNN7EXAMPLE", "innerSpace"), // a Cyrillic А
		refused(secret, "wJalrXUtnFEMI K7MDENG bPxRfiCYEXAMPLEKEY", "innerSpace"),
		undo(secret, "wJalrXUtnFEMI/\u00adK7MDENG/bPxRfiCYEXAMPLEKEY", "invisible", rightSecret), // a soft hyphen
		undo(secret, "ｗJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "fullWidth", rightSecret),
		refused(secret, rightSecret+"，", "innerSpace").offering("correct"),
		refused(secret, rightSecret+" (new)", "innerSpace").offering("correct"),
		refused(id, rightID+" (active)", "innerSpace").offering("correct"),
		refused(id, "**"+rightID+"**", "accessKey.characters").offering("correct"),
		refused(id, rightID+" AKIAI44QH8DHBEXAMPLE", "innerSpace"),
		refused(id, "AKIAXXXXXXXXXXXXXXXX", "placeholder"),
		refused(client, "p8e-xxxxxx", "placeholder"),
		refused(secret, "#NAME?", "placeholder"),
		refused(secret, "#VALEUR!", "placeholder"),
		refused(secret, "########", "placeholder"),
		refused(client, rightAdobe+" added today", "innerSpace").offering("correct"),
		undo(session, rightSession[:20]+"\n"+rightSession[20:], "joined", rightSession),
		refused(org, "5C1328435BF324E9 0A49402A@AdobeOrg", "innerSpace"),
		refused(api, "e053e1a87cf74c68 a6ec8e71d4a82662", "innerSpace"),
		undo(client, "p8e-AbCdEfGh IjKlMnOpQrStUvWxYz012345", "joined", rightAdobe),
		undo(token, rightToken[:20]+"\n"+rightToken[20:], "joined", rightToken),
		refused(bucket, "landing zone", "bucket.characters"),
		refused(bucket, "Mes Ventes_Ete", "bucket.characters"),
		refused(service, "https://s3.eu west-3.amazonaws.com/", "serviceURL.shape"),

		// Section 8: quotes, names in front, braces, stray characters, full width.
		undo(id, `"`+rightID+`"`, "quotes", rightID),
		undo(id, "“"+rightID+"”", "quotes", rightID),
		undo(id, "« "+rightID+" »", "several", rightID),
		undo(id, "「"+rightID+"」", "quotes", rightID),
		undo(id, "aws_access_key_id = "+rightID, "name", rightID),
		undo(id, "AWS_ACCESS_KEY_ID="+rightID, "name", rightID),
		undo(id, "export AWS_ACCESS_KEY_ID="+rightID, "name", rightID),
		undo(id, "set AWS_ACCESS_KEY_ID="+rightID, "name", rightID),
		undo(id, `$Env:AWS_ACCESS_KEY_ID="`+rightID+`"`, "several", rightID),
		undo(id, "Access key ID: "+rightID, "name", rightID),
		undo(id, rightID+",", "stray", rightID),
		undo(id, "("+rightID+")", "stray", rightID),
		undo(id, "{"+rightID+"}", "braces", rightID),
		undo(id, "ＡＫＩＡIOSFODNN7EXAMPLE", "fullWidth", rightID),
		undo(secret, "'"+rightSecret+"'", "quotes", rightSecret),
		undo(secret, "‘"+rightSecret+"’", "quotes", rightSecret),
		undo(secret, "aws_secret_access_key = "+rightSecret, "name", rightSecret),
		undo(secret, "AWS_SECRET_ACCESS_KEY="+rightSecret, "name", rightSecret),
		undo(secret, `"SecretAccessKey": "`+rightSecret+`",`, "several", rightSecret),
		undo(secret, rightSecret+";", "stray", rightSecret),
		undo(secret, "{"+rightSecret+"}", "braces", rightSecret),
		undo(session, "AWS_SESSION_TOKEN="+rightSession, "name", rightSession),
		undo(session, `"`+rightSession+`"`, "quotes", rightSession),
		undo(bucket, "Bucket: landing-zone", "name", "landing-zone"),
		undo(bucket, "landing-zone,", "stray", "landing-zone"),
		undo(bucket, "ｌanding-zone", "fullWidth", "landing-zone"),
		undo(folder, `"exports/daily"`, "quotes", "exports/daily"),
		undo(org, "x-gw-ims-org-id: "+rightOrg, "name", rightOrg),
		undo(org, "{"+rightOrg+"}", "braces", rightOrg),
		undo(org, rightOrg+")", "stray", rightOrg),
		undo(org, "5C1328435BF324E90A49402A＠AdobeOrg", "fullWidth", rightOrg),
		undo(org, "５Ｃ1328435BF324E90A49402A@AdobeOrg", "fullWidth", rightOrg),
		undo(api, "x-api-key: "+rightAPIKey, "name", rightAPIKey),
		undo(api, "API Key (Client ID): "+rightAPIKey, "name", rightAPIKey),
		undo(api, "'"+rightAPIKey+"'", "quotes", rightAPIKey),
		undo(client, "CLIENT_SECRET="+rightAdobe, "name", rightAdobe),
		undo(client, "“"+rightAdobe+"”", "quotes", rightAdobe),
		undo(sandbox, "x-sandbox-name: prod", "name", "prod"),
		undo(sandbox, "ｐｒｏｄ", "fullWidth", "prod"),
		undo(sandbox, "prod.", "stray", "prod"),

		// Row 2: the % that zsh prints.
		undo(secret, rightSecret+"%", "percent", rightSecret),
		undo(secret, rightSecret+"%\n", "several", rightSecret),
		undo(client, rightAdobe+"%", "percent", rightAdobe),
		undo(session, rightSession+"%", "percent", rightSession),
		undo(id, rightID+"%", "percent", rightID),
		odd(secret, rightSecret[:39]+"%", "secretKey.unusual"), // which may be part of it

		// Row 3: swapped, or the same twice.
		{field: id, raw: rightSecret, level: e, key: "check.accessKey.isSecret", value: "=", mend: "swap", with: values{secret: rightID}},
		{field: secret, raw: rightID, level: e, key: "check.secretKey.isKeyID", value: "=", mend: "swap", with: values{id: rightSecret}},
		{field: secret, raw: rightTempID, level: e, key: "check.secretKey.isKeyID", value: "=", mend: "swap", with: values{id: rightSecret}},
		{field: id, raw: rightSecret + "\n", level: e, key: "check.accessKey.isSecret", value: rightSecret, mend: "swap", with: values{secret: " " + rightID}},
		{field: secret, raw: rightID, level: e, key: "check.secretKey.isKeyID", value: "=", with: values{id: rightID}},
		{field: id, raw: rightSecret, level: e, key: "check.accessKey.isSecret", value: "=", with: values{secret: rightSecret}},
		{field: id, raw: "aws_secret_access_key = " + rightSecret, level: e, key: "check.accessKey.isSecret", value: rightSecret, mend: "move"},

		// Row 4: another kind of key.
		refused(id, "AIDAIOSFODNN7EXAMPLE", "accessKey.otherID"),
		refused(id, "AROAIOSFODNN7EXAMPLE", "accessKey.otherID"),
		refused(id, "AGPAIOSFODNN7EXAMPLE", "accessKey.otherID"),
		refused(id, "ANPAIOSFODNN7EXAMPLE", "accessKey.otherID"),
		refused(id, rightAdobe, "other.clientSecret"),
		refused(id, "arn:aws:iam::123456789012:user/mooring", "accessKey.characters"),
		refused(id, "123456789012", "accessKey.shape"),
		refused(id, "admin@example.org", "accessKey.characters"),
		{field: id, raw: rightSecret + "A", level: e, key: "check.accessKey.isSecret", value: "=", mend: "move"}, // and one too many
		refused(id, "AKIAIOSFODNN7EX", "accessKey.shape"),                                                        // cut off
		refused(id, strings.Repeat("A", 129), "accessKey.shape"),
		odd(id, "akiaiosfodnn7example", "accessKey.unusual"),
		odd(id, "AKIAIOSFODNN7EXAMPLEX", "accessKey.unusual"),
		odd(id, rightAPIKey, "accessKey.unusual"),
		odd(id, "BKIAIOSFODNN7EXAMPLE", "accessKey.unusual"),
		refused(secret, rightAdobe, "other.clientSecret"),
		odd(secret, "BExAmPlEsEsSmTpPaSsWoRd0123456789EXAMPLE0000", "secretKey.unusual"), // of SES: 44 characters
		odd(secret, "Summer2026!", "secretKey.unusual"),
		odd(secret, rightSecret[:30], "secretKey.unusual"),
		odd(secret, rightSecret+"A", "secretKey.unusual"),
		{field: api, raw: rightAdobe, level: e, key: "check.other.clientSecret", value: "=", mend: "move"},
		odd(api, "E053E1A87CF74C68A6EC8E71D4A82662", "apiKey.unusual"),
		odd(api, rightAPIKey[:31], "apiKey.unusual"),

		// Row 5: a temporary key without its token, and the other way round.
		odd(id, rightTempID, "accessKey.needsToken"),
		{field: session, raw: rightSession, level: w, key: "check.sessionToken.notNeeded", value: "=", with: values{id: rightID}},

		// Row 7: Bearer, and placeholders that were left in.
		undo(token, "Bearer "+rightToken, "bearer", rightToken),
		undo(token, "bearer  "+rightToken, "bearer", rightToken),
		undo(token, "Authorization: Bearer "+rightToken, "several", rightToken),
		undo(token, `-H "Authorization: Bearer `+rightToken+`"`, "several", rightToken),
		undo(token, `"access_token":"`+rightToken+`",`, "several", rightToken),
		refused(token, "{ACCESS_TOKEN}", "placeholder"),
		{field: token, raw: "Bearer {ACCESS_TOKEN}", level: e, key: "check.placeholder", value: "{ACCESS_TOKEN}"},
		refused(org, "{ORG_ID}", "placeholder"),
		refused(org, "{IMS_ORG}", "placeholder"),
		refused(org, "{IMS_ORG}@AdobeOrg", "placeholder"),
		refused(org, "XXXXXXXXXXXXXXXXXXXXXXXX@AdobeOrg", "placeholder"),
		refused(api, "{API_KEY}", "placeholder"),
		refused(client, "{CLIENT_SECRET}", "placeholder"),
		refused(sandbox, "{SANDBOX_NAME}", "placeholder"),
		refused(name, "{NAME}", "placeholder"),
		refused(id, "{S3_ACCESS_KEY}", "placeholder"),
		refused(secret, "{S3_SECRET_KEY}", "placeholder"),
		refused(session, "{S3_SESSION_TOKEN}", "placeholder"),
		refused(bucket, "{BUCKET_NAME}", "placeholder"),
		refused(folder, "{FOLDER_PATH}", "placeholder"),
		refused(id, "<your_access_key_id>", "placeholder"),
		refused(id, "YOUR_ACCESS_KEY_ID", "placeholder"),
		refused(secret, "YOUR_SECRET_ACCESS_KEY", "placeholder"),
		refused(secret, "${AWS_SECRET_ACCESS_KEY}", "placeholder"),
		refused(secret, "****************************************", "placeholder"),
		refused(client, "••••••••••••••••", "placeholder"),
		refused(api, "<client id>", "placeholder"),

		// Row 8 and 9, as far as a value shows it: what is no token at all.
		odd(token, "abc", "token.unusual"),
		odd(token, rightToken[:30], "token.unusual"),
		refused(token, rightAdobe, "other.clientSecret"),

		// Row 10: an organization that is none.
		refused(org, "5C1328435BF324E90A49402A@techacct.adobe.com", "orgID.technicalAccount"),
		refused(org, "5C1328435BF324E90A49402A", "orgID.suffix").offering("correct"),
		refused(org, "5C1328435BF324E90A49402A@AdobeID", "orgID.suffix"),
		refused(org, "admin@example.org", "orgID.suffix"),
		refused(org, "Example Corporation", "innerSpace"),
		refused(org, rightAPIKey, "orgID.suffix"),
		odd(org, "5c1328435bf324e90a49402a@AdobeOrg", "orgID.writing").offering("correct"),
		odd(org, "5C1328435BF324E90A49402@AdobeOrg", "orgID.unusual"),
		odd(org, "example@AdobeOrg", "orgID.unusual"),
		refused(api, rightOrg, "apiKey.organization"),
		refused(api, "5C1328435BF324E90A49402A@techacct.adobe.com", "apiKey.organization"),

		// Row 11: a sandbox's title, or its id.
		refused(sandbox, "Prod", "sandbox.title"),
		refused(sandbox, "Production Sandbox", "sandbox.title"),
		refused(sandbox, "prod_eu", "sandbox.title"),
		refused(sandbox, "prod (VA7)", "sandbox.title"),
		refused(sandbox, "développement", "sandbox.title"),
		refused(sandbox, "生产", "sandbox.title"),
		refused(sandbox, "*", "sandbox.title"),
		refused(sandbox, "prod,dev", "sandbox.title"),
		refused(sandbox, "prod, dev", "sandbox.title"),
		refused(sandbox, "prod;dev", "sandbox.title"),
		refused(sandbox, "pr*d", "sandbox.title"),
		refused(sandbox, "prod/dev", "sandbox.title"),
		refused(sandbox, "2f0a8b9c-6c1b-4b9d-9a54-0a4f6f9b1c11", "sandbox.id"),

		// Row 15: addresses.
		undo(service, rightAddress+")", "stray", rightAddress),
		undo(service, "https://s3.eu-west-3.amazonaws.com)", "stray", "https://s3.eu-west-3.amazonaws.com"),
		undo(service, "<"+rightAddress+">", "braces", rightAddress),
		undo(service, "https%3A%2F%2Fs3.eu-west-3.amazonaws.com%2F", "escaped", rightAddress),
		undo(service, "https:&#x2F;&#x2F;s3.eu-west-3.amazonaws.com/", "escaped", rightAddress),
		undo(service, "“"+rightAddress+"”", "quotes", rightAddress),
		undo(service, "endpoint_url = "+rightAddress, "name", rightAddress),
		undo(service, "https：／／s3.eu-west-3.amazonaws.com/", "fullWidth", rightAddress),
		refused(service, "s3.eu-west-3.amazonaws.com", "serviceURL.scheme").offering("correct"),
		refused(service, "eu-west-3", "serviceURL.scheme").offering("correct"),
		refused(service, "https:/s3.eu-west-3.amazonaws.com", "serviceURL.scheme").offering("correct"),
		refused(service, "htps://s3.eu-west-3.amazonaws.com", "serviceURL.scheme").offering("correct"),
		refused(service, "ftp://s3.eu-west-3.amazonaws.com", "serviceURL.scheme").offering("correct"),
		refused(service, "s3://landing-zone", "serviceURL.scheme").offering("split"),
		{field: service, raw: "https://s3.{REGION}.amazonaws.com/", level: e, key: anyKey, value: "="},
		refused(service, "https://s3.us_east_1.amazonaws.com/", "serviceURL.region").offering("correct"),
		refused(service, "http://s3.us_east_1.amazonaws.com/", "serviceURL.region").offering("correct"),
		odd(service, "http://s3.eu-west-3.amazonaws.com/", "serviceURL.plain").offering("correct"),
		odd(service, "https://s3.eu-west-3.amazonaws.com/landing-zone", "serviceURL.path").offering("split"),
		oddOr(service, "https://landing-zone.s3.eu-west-3.amazonaws.com/").offering("split"), // the bucket in the host
		oddOr(service, "https://s3.eu-west-3.amazonaws.com/?list-type=2").offering("correct"),
		refused(service, "https://someone:password@minio.example.org/", "serviceURL.user").offering("correct"),
		oddOr(service, "https://eu-west-3.console.aws.amazon.com/s3/buckets").offering("correct"),
		refused(platform, "platform.adobe.io", "address.shape"),
		refused(platform, "http://platform.adobe.io", "address.scheme"),
		refused(platform, "https://", "address.shape"),
		undo(platform, "https://platform.adobe.io/)", "stray", "https://platform.adobe.io/"),
		{field: signIn, raw: "ftp://ims-na1.adobelogin.com", level: e, key: anyKey, value: "="},

		// Row 17: bucket and folder.
		{field: bucket, raw: "s3://landing-zone/exports/daily", level: e, key: "check.bucket.address", value: "=", mend: "split"},
		{field: bucket, raw: "s3://landing-zone", level: e, key: "check.bucket.address", value: "=", mend: "split"},
		{field: bucket, raw: "S3://landing-zone/exports", level: e, key: anyKey, value: "=", mend: "split"},
		{field: bucket, raw: "landing-zone/exports", level: e, key: "check.bucket.shape", value: "=", mend: "split"},
		{field: bucket, raw: "landing-zone/", level: e, key: "check.bucket.shape", value: "=", mend: "split"},
		{field: bucket, raw: "https://landing-zone.s3.eu-west-3.amazonaws.com/exports", level: e, key: anyKey, value: "=", mend: "split"},
		{field: bucket, raw: "https://s3.console.aws.amazon.com/s3/buckets/landing-zone?prefix=exports/", level: e, key: anyKey, value: "=", mend: "split"},
		{field: bucket, raw: "arn:aws:s3:::landing-zone", level: e, key: anyKey, value: "=", mend: "split"},
		{field: bucket, raw: "arn:aws:s3:::landing-zone/exports/*", level: e, key: anyKey, value: "=", mend: "split"},
		refused(bucket, `landing-zone\exports`, "bucket.shape"),
		odd(bucket, "Landing-Zone", "bucket.unusual").offering("lowercase"),
		odd(bucket, "landing_zone", "bucket.unusual"),
		odd(bucket, "lz", "bucket.unusual"),
		odd(bucket, strings.Repeat("b", 64), "bucket.unusual"),
		odd(bucket, "-landing-zone", "bucket.unusual"),
		odd(bucket, "landing..zone", "bucket.unusual"),
		odd(bucket, "landing.zone", "bucket.dot"),
		oddOr(bucket, "192.168.5.4"),
		oddOr(bucket, "xn--landing-zone"),
		oddOr(bucket, "landing-zone--x-s3"),
		{field: folder, raw: "s3://landing-zone/exports", level: e, key: "check.folder.address", value: "=", mend: "split"},
		{field: folder, raw: "S3://landing-zone/exports", level: e, key: "check.folder.address", value: "=", mend: "split"},
		{field: folder, raw: "arn:aws:s3:::landing-zone/exports", level: e, key: "check.folder.address", value: "=", mend: "split"},
		{field: folder, raw: "https://landing-zone.s3.eu-west-3.amazonaws.com/exports", level: e, key: "check.folder.address", value: "=", mend: "split"},
		oddOr(folder, "exports/daily/"),
		odd(folder, `exports\daily`, "folder.characters"),
		odd(folder, "exports/*.csv", "folder.characters"),
		odd(folder, "exports?", "folder.characters"),
		odd(folder, `C:\exports`, "folder.characters"),

		// Row 24: a secret where everyone can read it.
		odd(name, rightID, "secretInText"),
		odd(name, "Loyalty "+rightID, "secretInText"),
		odd(name, "Loyalty ("+rightID+")", "secretInText"),
		odd(name, "key="+rightID, "secretInText"),
		{field: description, raw: rightSecret, level: refusal, key: "check.hidden", value: "=", mend: "move"},
		{field: description, raw: "Secret: " + rightSecret, level: refusal, key: "check.hidden", value: "=", mend: "move"},
		{field: description, raw: "secret:" + rightSecret + ".", level: refusal, key: "check.hidden", value: "=", mend: "move"},
		refused(description, rightAdobe, "hidden"),
		odd(description, "-----BEGIN PRIVATE KEY-----\nMIIE", "secretInText"),
		refused(description, "Token "+rightToken, "hidden"),
		refused(name, rightAdobe, "hidden"),

		// Nothing where something must be.
		refused(name, "", "name.empty"),
		{field: name, raw: " \u200b\n", level: e, key: "check.name.empty"},
		refused(id, "", "accessKey.empty"),
		refused(secret, "", "secretKey.empty"),
		refused(org, "", "orgID.empty"),
		refused(api, "", "apiKey.empty"),
		refused(client, "", "clientSecret.empty"),
		refused(token, "", "token.empty"),
		refused(sandbox, "", "sandbox.empty"),
	}
}

func TestWrongInputs(t *testing.T) {
	inputs := wrongInputs()
	if len(inputs) < 150 {
		t.Fatalf("only %d inputs", len(inputs))
	}
	t.Logf("%d wrong inputs", len(inputs))
	d := newDesktop()
	for _, in := range inputs {
		form := d.enter(in.field, in.raw, in.with)
		note := form.Note(in.field)
		if note.Level != in.level || in.key != anyKey && note.Text.Key != in.key {
			t.Errorf("%s %q: level %d, %q; want %d, %q", in.field, in.raw, note.Level, note.Text.Key, in.level, in.key)
			continue
		}
		value := in.value
		if value == "=" {
			value = in.raw
		}
		if got := form.Value(in.field); got != value {
			t.Errorf("%s %q: holds %q, want %q", in.field, in.raw, got, value)
		}
		mend, offered := form.Mend(in.field)
		if want := "mend." + in.mend; in.mend != "" && (!offered || mend.Label.Key != want) {
			t.Errorf("%s %q: offers %q, want %q", in.field, in.raw, mend.Label.Key, want)
		} else if in.mend == "" && offered {
			t.Errorf("%s %q: offers %q", in.field, in.raw, mend.Label.Key)
		}
		if !offered {
			continue
		}
		mend.Do()
		switch in.mend {
		case "move":
			if form.Value(in.field) != "" || form.Concealed(in.field) {
				t.Errorf("%s %q: %q has stayed", in.field, in.raw, form.Value(in.field))
			}
		case "undo":
			if got := form.Value(in.field); got != in.raw {
				t.Errorf("%s %q: undone to %q", in.field, in.raw, got)
			}
		default:
			if note := form.Note(in.field); note.Level == model.Error {
				t.Errorf("%s %q: mended to %q, which is %s", in.field, in.raw, form.Value(in.field), note.Text.Key)
			}
		}
	}
}

// Nothing but an error keeps an attempt from being made.
func TestOnlyErrorsBlock(t *testing.T) {
	d := newDesktop()
	for _, in := range wrongInputs() {
		form := d.enter(in.field, in.raw, in.with)
		for field, value := range (values{
			model.FieldName: "Loyalty", model.FieldAccessKey: rightID, model.FieldSecretKey: rightSecret,
			model.FieldOrgID: rightOrg, model.FieldAPIKey: rightAPIKey, model.FieldSandbox: "prod",
		}) {
			if field != in.field && form == d.form(field) {
				form.Set(field, value)
			}
		}
		if in.field != model.FieldClientSecret && in.field != model.FieldToken && form == d.accounts.Form {
			form.Set(model.FieldClientSecret, rightAdobe)
		}
		blocked := form.CheckAll()
		if isError := form.Note(in.field).Level == model.Error; isError != (blocked == in.field) {
			t.Errorf("%s %q: %+v, and CheckAll stops at %q", in.field, in.raw, form.Note(in.field), blocked)
		}
	}
}

// Splitting what names no folder must not empty a folder that was typed.
func TestSplitKeepsTheFolder(t *testing.T) {
	for _, raw := range []string{"s3://landing-zone", "s3://landing-zone/", "landing-zone/"} {
		d := newDesktop()
		form := d.enter(model.FieldBucket, raw, values{model.FieldFolder: "exports/daily"})
		mend, ok := form.Mend(model.FieldBucket)
		if !ok {
			t.Fatalf("%s: no button", raw)
		}
		mend.Do()
		if got := form.Value(model.FieldFolder); got != "exports/daily" {
			t.Errorf("%s: the folder is now %q", raw, got)
		}
	}
}

type right struct {
	field model.Field
	value string
	with  values
}

func rightInputs() []right {
	store := values{model.FieldServiceURL: "https://minio.example.org:9000"}
	temporary := values{model.FieldSessionToken: rightSession}
	with := func(field model.Field, together values, all ...string) []right {
		found := make([]right, len(all))
		for i, value := range all {
			found[i] = right{field, value, together}
		}
		return found
	}
	var all []right
	for _, some := range [][]right{
		with(model.FieldName, nil, "Loyalty", "Loyalty exports of 2026", "Fidélité – exportations", "会员导出", "S3 (EU) #2 & co.", "x",
			strings.Repeat("n", 200), "Amazon S3 base connection"),
		with(model.FieldDescription, nil, "", "Daily export, by 06:00 UTC", "Exports quotidiens de l’équipe", "由数据团队维护",
			"Made from commit 3f786850e387550fdab836ed7e6dc881de23001b", "Ticket ABC-123: https://wiki.example.org/pages/loyalty",
			"First line\nsecond line"),
		with(model.FieldAccessKey, nil, rightID, "AKIAI44QH8DHBEXAMPLE", "ABIAIOSFODNN7EXAMPLE", "ACCAIOSFODNN7EXAMPLE", "A3TXIOSFODNN7EXAMPLE"),
		with(model.FieldAccessKey, temporary, rightTempID, "ASIAI44QH8DHBEXAMPLE"),
		with(model.FieldAccessKey, store, "minio_access_key_1", "STOREKEY1234567890", "GOOG1EXAMPLEEXAMPLEEXAMPLEEXAMPLE",
			"0123456789abcdef0123456789abcdef", strings.Repeat("a1", 64)),
		with(model.FieldSecretKey, nil, rightSecret, "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY", rightSecret[:38]+"==", "0123456789012345678901234567890123456789"),
		with(model.FieldSecretKey, store, "store-secret-0123456789", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
			"K0012345EXAMPLEkey/of/another+store", "minio-secret%0123)"),
		with(model.FieldSessionToken, nil, "", rightSession, rightToken),
		with(model.FieldSessionToken, values{model.FieldAccessKey: rightTempID}, rightSession, strings.Repeat("A", 2048)),
		with(model.FieldBucket, nil, "", "abc", "landing-zone", "amzn-s3-bucket-2026", strings.Repeat("b", 63), "0landing-zone9"),
		with(model.FieldFolder, nil, "", "exports", "exports/daily", "Exports quotidiens/été", "导出/每日", "region=eu/day=1", "l'été/100%",
			"in/daily (1)", "a/b/c/d/e/f"),
		with(model.FieldServiceURL, nil, "", "https://s3.amazonaws.com/", rightAddress, "https://s3.eu-west-3.amazonaws.com",
			"https://s3-eu-west-1.amazonaws.com/", "https://s3.dualstack.eu-west-3.amazonaws.com/", "https://s3.cn-north-1.amazonaws.com.cn/",
			"https://s3.us-gov-west-1.amazonaws.com/", "https://s3-fips.us-gov-west-1.amazonaws.com/", "https://s3.wasabisys.com",
			"https://s3.eu-central-1.wasabisys.com/", "https://minio.example.org:9000", "https://storage.googleapis.com",
			"https://fra1.digitaloceanspaces.com", "https://s3.us-west-004.backblazeb2.com", "https://[2001:db8::1]:9000"),
		with(model.FieldOrgID, nil, rightOrg, "000000000000000000000001@AdobeOrg", "ABCDEF0123456789ABCDEF01@AdobeOrg"),
		with(model.FieldAPIKey, nil, rightAPIKey, "00000000000000000000000000000001"),
		with(model.FieldClientSecret, nil, rightAdobe, "s8e-AbCdEfGhIjKlMnOp", "0f2c5d2a-6ecb-4f5f-8e5a-0123456789ab", "p8e-AbCd_-EfGhIjKlMnOp"),
		with(model.FieldToken, nil, rightToken, "Bearer "+rightToken, "Authorization: Bearer "+rightToken),
		with(model.FieldSandbox, nil, "prod", "dev-1", "stage2", "0-eu", "prod-va7-2026"),
		with(model.FieldPlatformURL, nil, "", "https://platform.adobe.io", "https://platform.adobe.io/", "https://gateway.example/adobe",
			"https://platform-va7.adobe.io", "http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080/base"),
		with(model.FieldSignInURL, nil, "", "https://ims-na1.adobelogin.com", "https://ims-na1-stg1.adobelogin.com/"),
	} {
		all = append(all, some...)
	}
	return all
}

// What is right is neither refused nor warned of.
func TestRightInputs(t *testing.T) {
	inputs := rightInputs()
	if len(inputs) < 60 {
		t.Fatalf("only %d inputs", len(inputs))
	}
	t.Logf("%d right inputs", len(inputs))
	d := newDesktop()
	for _, in := range inputs {
		form := d.enter(in.field, in.value, in.with)
		if note := form.Note(in.field); note.Level > model.Cleaned {
			t.Errorf("%s %q: level %d, %q", in.field, in.value, note.Level, note.Text.Key)
		}
		if in.field != model.FieldToken && form.Value(in.field) != in.value {
			t.Errorf("%s %q: cleaned to %q", in.field, in.value, form.Value(in.field))
		}
	}
}

// jwt makes an access token with these claims, unsigned.
func jwt(claims string) string {
	part := base64.RawURLEncoding.EncodeToString
	return part([]byte(`{"alg":"RS256"}`)) + "." + part([]byte(claims)) + "." + part([]byte("signature of a test"))
}

// Rows 8 and 9: a token says itself until when it holds and for whom. Neither
// may reach Adobe.
func TestTokensThatCannotServe(t *testing.T) {
	t.Run("expired", func(t *testing.T) {
		desk, runner := modeltest.NewDesk(t, practice.Options{Dir: t.TempDir()}, 0), modeltest.NewShuffled(1)
		accounts := account.NewAccounts(runner, desk.Register.Accounts, desk.Vault, desk.Sessions, account.PracticeSecrets{})
		asked := 0
		server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
		defer server.Close()
		accounts.ChooseNew()
		accounts.UseToken(true)
		for field, value := range (values{
			model.FieldOrgID: rightOrg, model.FieldAPIKey: rightAPIKey, model.FieldSandbox: "prod",
			model.FieldPlatformURL: server.URL, model.FieldSignInURL: server.URL,
			model.FieldToken: jwt(`{"client_id":"` + rightAPIKey + `","created_at":"1577836800000","expires_in":"86400000"}`),
		}) {
			accounts.Form.Set(field, value)
		}
		form := model.NewS3Form()
		form.Set(model.FieldName, "Loyalty")
		form.Set(model.FieldAccessKey, rightID)
		form.Set(model.FieldSecretKey, rightSecret)
		attempt := create.NewAttempt(runner, desk.Sessions, desk.Service)
		attempt.Create(accounts.Target(), model.NewConnection(form), false)
		runner.Settle()
		if problem := attempt.Problem(); problem.Name != "tokenExpired" || problem.Field != model.FieldToken || asked > 0 {
			t.Errorf("%s at %q after %d requests", problem.Name, problem.Field, asked)
		}
	})
	t.Run("of another client", func(t *testing.T) {
		d := newDesktop()
		form := d.enter(model.FieldToken, jwt(`{"client_id":"00000000000000000000000000000bad"}`), values{model.FieldAPIKey: rightAPIKey})
		if note := form.Note(model.FieldToken); note.Level < model.Warning {
			t.Errorf("a token of another client than the API key is not warned of: %+v", note)
		}
		form = d.enter(model.FieldToken, jwt(`{"client_id":"`+rightAPIKey+`"}`), values{model.FieldAPIKey: rightAPIKey})
		if note := form.Note(model.FieldToken); note.Level > model.Cleaned {
			t.Errorf("a token of the right client: %+v", note)
		}
	})
}
