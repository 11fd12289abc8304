package model_test

import (
	"strings"
	"testing"

	"mooring/client"
	"mooring/client/credentials"
	"mooring/gui/model"
)

// given is an input that somebody really had, and what must come of it: what is
// said, which button there is, and what stands in the form once it was pressed.
type given struct {
	field model.Field
	raw   string
	with  values
	level model.Level
	key   string // of the note, without check., or of what was cleaned off it
	mend  string // the key of the button, without mend.; empty for none
	after values
}

func (g given) check(t *testing.T) {
	t.Helper()
	form := newDesktop().enter(g.field, g.raw, g.with)
	note, want := form.Note(g.field), "check."+g.key
	if g.key == "" || strings.HasPrefix(g.key, "clean.") {
		want = g.key
	}
	if note.Level != g.level || note.Text.Key != want {
		t.Errorf("%s %q: level %d, %q; want %d, %q", g.field, g.raw, note.Level, note.Text.Key, g.level, want)
	}
	mend, offered := form.Mend(g.field)
	if offered != (g.mend != "") || offered && mend.Label.Key != "mend."+g.mend {
		t.Errorf("%s %q: offers %q, want %q", g.field, g.raw, mend.Label.Key, g.mend)
		return
	}
	if offered {
		mend.Do()
	}
	for field, want := range g.after {
		if got := form.Value(field); got != want {
			t.Errorf("%s %q: %s is then %q, want %q", g.field, g.raw, field, got, want)
		}
	}
}

const (
	fine, warning, refusal = model.Fine, model.Warning, model.Error

	fieldID      = model.FieldAccessKey
	fieldSecret  = model.FieldSecretKey
	fieldBucket  = model.FieldBucket
	fieldFolder  = model.FieldFolder
	fieldService = model.FieldServiceURL
	fieldOrg     = model.FieldOrgID
	fieldAPIKey  = model.FieldAPIKey
	fieldClient  = model.FieldClientSecret
	fieldToken   = model.FieldToken
	fieldSandbox = model.FieldSandbox
)

// Other stores make IDs of their own, which nobody but them can judge.
func TestKeysOfOtherStores(t *testing.T) {
	hex := "0123456789abcdef0123456789abcdef01234567"
	for _, id := range []string{
		"minioadmin", "aepreader", "c67W2-r4MAyAYScRl", "my-ceph-user-key", "user@mys3server.example", hex,
		"abc", "K0012345abcdef0000000001", "002a1b2c3d4e5f60000000001", "SCWXXXXXXXXXXXXXXXXX", "DO00ABCDEFGHIJKLMNOP",
		"tenant$user:reader", "a.b+c/d=e", strings.Repeat("k", 300), "AIDAIOSFODNN7EXAMPLE", "GOOG1EXAMPLEEXAMPLE",
	} {
		for _, address := range []string{
			"https://store.acme.example", "http://10.0.0.1:9000", "https://s3.eu-central-1.wasabisys.com", "https://[2001:db8::1]:9000/",
			"https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com", "store.acme.example", "https://amazonaws.com.acme.example",
			"https://notamazonaws.com",
		} {
			given{field: fieldID, raw: id, with: values{fieldService: address}}.check(t)
			in := client.NewConnection{Name: "S3", S3: client.S3Credentials{
				AccessKeyID: id, SecretAccessKey: client.NewSecret("minioadmin"), ServiceURL: "https://store.acme.example",
			}}
			if refusals := in.Refusals("CreateConnection"); len(refusals) > 0 {
				t.Errorf("%s: the last check refuses what the form takes: %v", id, refusals)
			}
		}
		for _, address := range []string{
			"", "https://s3.eu-west-3.amazonaws.com/", "https://s3.cn-north-1.amazonaws.com.cn", "https://s3.eusc-de-east-1.amazonaws.eu", "eu-west-3",
			"https://bucket.s3.amazonaws.com", "https://sts.amazonaws.com", "https://eu-west-3.console.aws.amazon.com/s3",
		} {
			form := newDesktop().enter(fieldID, id, values{fieldService: address})
			isAmazons := client.MayBeAmazonKeyID(id) && !client.IsAmazonSecret(id) && !strings.HasPrefix(id, "AIDA") && len(id) <= 128
			if level := form.Note(fieldID).Level; level < warning || level == refusal == isAmazons {
				t.Errorf("%q at %q: level %d", id, address, level)
			}
		}
	}
	// As files bring them.
	for content, id := range map[string]string{
		"AWS_ACCESS_KEY_ID=0011223344556677889900112233445566778899\nAWS_SECRET_ACCESS_KEY=pni3q6XmadeupmadeupmadeupmadeupmadeupVY=\n" +
			"AWS_ENDPOINT_URL=https://acmens.compat.objectstorage.eu-frankfurt-1.oraclecloud.com\n": "0011223344556677889900112233445566778899",
		`{"url":"https://minio.acme.example","accessKey":"aepreader","secretKey":"made-up-secret-1","api":"s3v4","path":"auto"}`: "aepreader",
	} {
		found, err := credentials.Read("", []byte(content))
		if err != nil || len(found.Amazon) != 1 {
			t.Fatalf("%s: %+v, %v", content, found, err)
		}
		form := model.NewS3Form()
		model.FillAmazon(form, found.Amazon[0])
		form.Set(model.FieldName, "Loyalty")
		if wrong := form.CheckAll(); wrong != model.FieldNone || form.Value(fieldID) != id {
			t.Errorf("%s: stops at %q, %+v", content, wrong, form.Note(wrong))
		}
	}
	for _, g := range []given{
		{field: fieldID, raw: "minio admin", with: values{fieldService: "https://store.acme.example"}, level: refusal, key: "innerSpace"},
		{field: fieldID, raw: "miniо", with: values{fieldService: "https://store.acme.example"}, level: refusal, key: "innerSpace"}, // a Cyrillic о
		{field: fieldID, raw: "minio\nadmin", with: values{fieldService: "https://store.acme.example"}, level: refusal, key: "innerSpace"},
		{field: fieldID, raw: "ab", with: values{fieldService: "https://store.acme.example"}, level: warning, key: "accessKey.short"},
		{field: fieldID, raw: rightSecret, with: values{fieldService: "https://store.acme.example"}, level: warning, key: "accessKey.likeSecret", mend: "move", after: values{fieldID: "", fieldSecret: rightSecret}},
		{
			field: fieldID, raw: rightSecret, with: values{fieldService: "https://store.acme.example", fieldSecret: rightID},
			level: refusal, key: "accessKey.isSecret", mend: "swap", after: values{fieldID: rightID, fieldSecret: rightSecret},
		},
		{
			field: fieldSecret, raw: rightID, with: values{fieldService: "https://store.acme.example", fieldID: rightSecret},
			level: refusal, key: "secretKey.isKeyID", mend: "swap", after: values{fieldID: rightID, fieldSecret: rightSecret},
		},
		{field: fieldID, raw: rightAdobe, with: values{fieldService: "https://store.acme.example"}, level: refusal, key: "other.clientSecret"},
		{field: fieldID, raw: rightOrg, with: values{fieldService: "https://store.acme.example"}, level: refusal, key: "other.orgID"},
		{field: fieldID, raw: rightToken, with: values{fieldService: "https://store.acme.example"}, level: refusal, key: "other.token"},
	} {
		g.check(t)
	}
}

// Addresses that cannot be right, or that Platform cannot reach.
func TestAddressesThatCannotBeRight(t *testing.T) {
	to := func(address string) values { return values{fieldService: address} }
	split := func(address, bucket, folder string) values {
		return values{fieldService: address, fieldBucket: bucket, fieldFolder: folder}
	}
	for _, g := range []given{
		{raw: "https://s3.cn-northwest-1.amazonaws.com", level: warning, key: "serviceURL.notS3", mend: "correct", after: to("https://s3.cn-northwest-1.amazonaws.com.cn/")},
		{raw: "https://sts.eu-west-3.amazonaws.com", level: warning, key: "serviceURL.notS3", mend: "correct", after: to("https://s3.eu-west-3.amazonaws.com/")},
		{raw: "https://bucket.vpce-0a1b2c3d4e5f.s3.us-east-1.vpce.amazonaws.com", level: warning, key: "serviceURL.private"},
		{raw: "https://s3.eu-west-4.amazonaws.com", level: warning, key: "serviceURL.noRegion"},
		{raw: "https://s3.<region>.amazonaws.com", level: refusal, key: "placeholder"},
		{
			raw: "https://acme-exports.nyc3.digitaloceanspaces.com", with: values{fieldBucket: "acme-exports"}, level: warning, key: "serviceURL.bucket", mend: "split",
			after: split("https://nyc3.digitaloceanspaces.com", "acme-exports", ""),
		},
		{
			raw: "https://acme-exports.s3.eusc-de-east-1.amazonaws.eu", level: warning, key: "serviceURL.bucket", mend: "split",
			after: split("https://s3.eusc-de-east-1.amazonaws.eu/", "acme-exports", ""),
		},

		// Of the wrong partition, or of another service.
		{raw: "https://s3.eu-west-3.amazonaws.com.cn", level: warning, key: "serviceURL.notS3", mend: "correct", after: to("https://s3.eu-west-3.amazonaws.com/")},
		{raw: "https://s3.eusc-de-east-1.amazonaws.com", level: warning, key: "serviceURL.notS3", mend: "correct", after: to("https://s3.eusc-de-east-1.amazonaws.eu/")},
		{raw: "https://s3.eu-central-1.amazonaws.eu", level: warning, key: "serviceURL.notS3", mend: "correct", after: to("https://s3.eu-central-1.amazonaws.com/")},
		{raw: "https://ec2.eu-west-1.amazonaws.com/", level: warning, key: "serviceURL.notS3", mend: "correct", after: to("https://s3.eu-west-1.amazonaws.com/")},
		{raw: "https://iam.amazonaws.com", level: warning, key: "serviceURL.notS3"},
		{raw: "https://s3-control.us-east-2.amazonaws.com", level: warning, key: "serviceURL.notS3", mend: "correct", after: to("https://s3.us-east-2.amazonaws.com/")},
		{raw: "https://ec2-3-120-1-2.eu-central-1.compute.amazonaws.com:9000"}, // where any store may run
		{
			raw: "https://acme.s3-website.eu-west-3.amazonaws.com", level: warning, key: "serviceURL.notS3", mend: "split",
			after: split("https://s3.eu-west-3.amazonaws.com/", "acme", ""),
		},
		{raw: "https://s3-accelerate.amazonaws.com", level: warning, key: "serviceURL.notS3"},
		{raw: "https://s3.amazonaws.com.cn", level: warning, key: "serviceURL.notS3"},

		// Of another service of Amazon's, however deep its name is; and what may be any store.
		{raw: "https://123456789012.dkr.ecr.eu-west-3.amazonaws.com", level: warning, key: "serviceURL.notS3", mend: "correct", after: to("https://s3.eu-west-3.amazonaws.com/")},
		{raw: "https://acme.abcdefg.eu-west-3.rds.amazonaws.com:5432", level: warning, key: "serviceURL.notS3", mend: "correct", after: to("https://s3.eu-west-3.amazonaws.com/")},
		{raw: "https://s-0a1b.server.transfer.eu-west-3.amazonaws.com", level: warning, key: "serviceURL.notS3", mend: "correct", after: to("https://s3.eu-west-3.amazonaws.com/")},
		{raw: "https://123456789012.signin.aws.amazon.com/console", level: warning, key: "serviceURL.notS3"},
		{raw: "https://acme.awsapps.com/start", level: warning, key: "serviceURL.notS3"},
		{raw: "https://acme-0a1b.elb.eu-west-1.amazonaws.com"},

		// A region in another writing, or in the wrong place.
		{raw: "eu-west-3a", level: refusal, key: "serviceURL.scheme", mend: "correct", after: to("https://s3.eu-west-3.amazonaws.com/")},
		{raw: "US East 1", level: refusal, key: "serviceURL.scheme", mend: "correct", after: to("https://s3.us-east-1.amazonaws.com/")},
		{raw: "s3.cn-north-1", level: refusal, key: "serviceURL.scheme", mend: "correct", after: to("https://s3.cn-north-1.amazonaws.com.cn/")},
		{raw: "https://s3.eu-west-3a.amazonaws.com", level: warning, key: "serviceURL.notS3", mend: "correct", after: to("https://s3.eu-west-3.amazonaws.com/")},
		{raw: "https://eu-west-3.s3.amazonaws.com", level: warning, key: "serviceURL.notS3", mend: "correct", after: to("https://s3.eu-west-3.amazonaws.com/")},
		{
			raw: "https://eu-west-3.s3.amazonaws.com/acme", level: warning, key: "serviceURL.notS3", mend: "split",
			after: split("https://s3.eu-west-3.amazonaws.com/", "acme", ""),
		},

		// Where Platform cannot come.
		{raw: "https://minio.lan", level: warning, key: "serviceURL.private"},
		{raw: "https://nas.corp:9000", level: warning, key: "serviceURL.private"},
		{raw: "https://accesspoint.vpce-0a1b2c3d4e5f-abcdefgh.s3.eu-west-3.vpce.amazonaws.com", level: warning, key: "serviceURL.private"},
		{raw: "https://vpce-0a1b2c3d4e5f-abcdefgh.s3.eu-west-3.vpce.amazonaws.com/", level: warning, key: "serviceURL.private"},
		{raw: "https://localhost:9000", level: warning, key: "serviceURL.private"},
		{raw: "https://127.0.0.1:9000/", level: warning, key: "serviceURL.private"},
		{raw: "https://192.168.1.20", level: warning, key: "serviceURL.private"},
		{raw: "https://[fe80::1]:9000", level: warning, key: "serviceURL.private"},
		{raw: "https://minio:9000", level: warning, key: "serviceURL.private"},
		{raw: "https://minio.acme.internal", level: warning, key: "serviceURL.private"},
		{raw: "https://nas.local", level: warning, key: "serviceURL.private"},
		{raw: "https://acme-ap-123456789012.s3-accesspoint.eu-west-3.amazonaws.com", level: warning, key: "serviceURL.accessPoint"},
		{raw: "https://mfzwi23gnjvgw.mrap.accesspoint.s3-global.amazonaws.com", level: warning, key: "serviceURL.accessPoint"},

		// Misspelled, or not filled in.
		{raw: "https://s3.us-est-1.amazonaws.com/", level: warning, key: "serviceURL.noRegion"},
		{raw: "https://s3.us_east_1.wasabisys.com", level: refusal, key: "serviceURL.region"},
		{raw: "https://my_minio.eu-west-1.acme.example"},
		{raw: "https://s3.{REGION}.amazonaws.com/", level: refusal, key: "placeholder"},
		{raw: "https://s3.${AWS_REGION}.amazonaws.com", level: refusal, key: "placeholder"},
		{raw: "https://s3.[region].amazonaws.com", level: refusal, key: "placeholder"},
		{raw: "https://s3.%REGION%.amazonaws.com", level: refusal, key: "placeholder"},
		{raw: "https://s3.region.amazonaws.com", level: refusal, key: "placeholder"},
		{raw: "https://s3.your-region.amazonaws.com", level: refusal, key: "placeholder"},
		{raw: "https://s3-REGION.amazonaws.com", level: refusal, key: "placeholder"},
		{raw: "https://<account-id>.r2.cloudflarestorage.com", level: refusal, key: "placeholder"},
		{raw: "https://your-account-id.r2.cloudflarestorage.com", level: refusal, key: "placeholder"},
		{raw: "https://<bucket>.s3.eu-west-3.amazonaws.com", level: refusal, key: "placeholder"},
		{raw: "https://ACCOUNT_ID.r2.cloudflarestorage.com", level: refusal, key: "placeholder"},
		{raw: "https://account-id.r2.cloudflarestorage.com", level: refusal, key: "placeholder"},
		{raw: "https://s3.REGION.wasabisys.com", level: refusal, key: "placeholder"},
		{raw: "https://YOUR_ENDPOINT", level: refusal, key: "placeholder"},
		{raw: "https://{host}:9000", level: refusal, key: "placeholder"},
		{raw: "https://<host>:<port>", level: refusal, key: "placeholder"},
		{raw: "https://bucket.acme.example"},         // which may be a name
		{raw: "https://fsn1.your-objectstorage.com"}, // which is the name of a real store
		{raw: "https://[2001:db8::1]"},

		// Of a service that is no store.
		{raw: "https://acme.blob.core.windows.net/exports", level: warning, key: "serviceURL.otherService"},
		{raw: "https://platform.adobe.io", level: warning, key: "serviceURL.otherService"},
		{raw: "https://console.cloud.google.com/storage/browser/acme", level: warning, key: "serviceURL.otherService"},
		{raw: "https://acme.eu-west-3.snowflakecomputing.com", level: warning, key: "serviceURL.otherService"},
		{raw: "https://adobe.io.acme.example"},

		// A bucket in front of the host of another store.
		{
			raw: "https://acme-exports.store.acme.example:9000", with: values{fieldBucket: "acme-exports"}, level: warning, key: "serviceURL.bucket", mend: "split",
			after: split("https://store.acme.example:9000", "acme-exports", ""),
		},
		{raw: "https://acme-exports.store.acme.example:9000", with: values{fieldBucket: "acme"}},
		{raw: "https://minio.acme.example", with: values{fieldBucket: "minio"}}, // called as the store is
		{raw: "https://203.0.113.5", with: values{fieldBucket: "203"}},
		{raw: "https://acme-exports.store.acme.example:9000"},
		{
			raw: "https://acme-exports.us-east-1.linodeobjects.com", level: warning, key: "serviceURL.bucket", mend: "split",
			after: split("https://us-east-1.linodeobjects.com", "acme-exports", ""),
		},
		{
			raw: "https://acme.exports.s3.fr-par.scw.cloud/loyalty", level: warning, key: "serviceURL.bucket", mend: "split",
			after: split("https://s3.fr-par.scw.cloud", "acme.exports", "loyalty"),
		},
		{
			raw: "https://exports.s3.us-west-004.backblazeb2.com", with: values{fieldBucket: "landing"}, level: warning, key: "serviceURL.bucket",
			after: split("https://exports.s3.us-west-004.backblazeb2.com", "landing", ""), // which of the two is for the user to say
		},
		{
			raw: "https://acme.fra1.cdn.digitaloceanspaces.com/in", level: warning, key: "serviceURL.bucket", mend: "split",
			after: split("https://fra1.digitaloceanspaces.com", "acme", "in"), // the store behind it
		},
		{raw: "https://acme.fly.storage.tigris.dev", level: warning, key: "serviceURL.bucket", mend: "split", after: split("https://fly.storage.tigris.dev", "acme", "")},
		{raw: "https://acme.storage.googleapis.com/x", level: warning, key: "serviceURL.bucket", mend: "split", after: split("https://storage.googleapis.com", "acme", "x")},

		// No address at all, or nearly one.
		{raw: "https://s3.eu–west–3.amazonaws.com", level: model.Cleaned, key: "clean.fullWidth", mend: "undo"},
		{raw: "https://s3。eu-west-3。amazonaws。com", level: model.Cleaned, key: "clean.fullWidth", mend: "undo"},
		{raw: "https://https://store.acme.example", level: refusal, key: "serviceURL.scheme", mend: "correct", after: to("https://store.acme.example")},
		{raw: "http://https://s3.eu-west-3.amazonaws.com", level: refusal, key: "serviceURL.scheme", mend: "correct", after: to("https://s3.eu-west-3.amazonaws.com/")},
		{raw: "https://store.acme.example/{bucket}", level: refusal, key: "placeholder"},
		{raw: "https://s3.eu-west-3.amazonaws.com/<bucket-name>/", level: refusal, key: "placeholder"},
		{raw: "gs://acme/in", level: refusal, key: "serviceURL.shape"},
		{raw: "sftp://files.acme.example/in", level: refusal, key: "serviceURL.shape"},
		{raw: "https://192.168.1.300:9000", level: refusal, key: "serviceURL.shape"},
		{raw: "https://10.0.0", level: refusal, key: "serviceURL.shape"},
		{raw: "eu.west.3", level: refusal, key: "serviceURL.shape"},
		{raw: "华北", level: refusal, key: "serviceURL.shape"}, // copied as it was meant
		{raw: "https://s3.#{region}.amazonaws.com", level: refusal, key: "placeholder"},
		{raw: "https://s3.eu-west-1.аmazonaws.com", level: refusal, key: "innerSpace"}, // a Cyrillic а
		{raw: "https://", level: refusal, key: "serviceURL.shape"},
		{raw: "https:///store.acme.example", level: refusal, key: "serviceURL.scheme", mend: "correct", after: to("https://store.acme.example")},
		{raw: "https://store.acme.example:99999", level: refusal, key: "serviceURL.shape"},
		{raw: "https://store..acme.example", level: refusal, key: "serviceURL.shape"},
		{raw: "admin@acme.example", level: refusal, key: "serviceURL.shape"},
		{raw: "https://store.acme.example/%zz", level: refusal, key: "serviceURL.shape"},
		{raw: "https://key:secret@store.acme.example", level: refusal, key: "serviceURL.user", mend: "correct", after: to("https://store.acme.example")},
	} {
		g.field = fieldService
		g.check(t)
	}
}

// Words that logs have in place of a secret are names like any others.
func TestNamesThatLogsHaveForSecrets(t *testing.T) {
	for _, name := range []string{"filtered", "removed", "hidden", "masked"} {
		for _, field := range []model.Field{model.FieldName, fieldBucket, fieldFolder, fieldSandbox} {
			given{field: field, raw: name}.check(t)
		}
	}
}

// An ARN names no region. That one was chosen is said.
func TestRegionOfAnARN(t *testing.T) {
	for raw, want := range map[string]string{
		"arn:aws-cn:s3:::acme-exports": "mend.region", "https://acme-exports.s3.cn-north-1.amazonaws.com.cn/in": "", "arn:aws:s3:::acme-exports": "",
	} {
		for _, field := range []model.Field{fieldBucket, fieldService} {
			form := newDesktop().enter(field, raw, nil)
			mend, _ := form.Mend(field)
			mend.Do()
			if note := form.Note(fieldService); note.Text.Key != want {
				t.Errorf("%s in %s: %q", raw, field, note.Text.Key)
			}
		}
	}
}

// Each reason is the reason, and where it is clear what is meant there is a button.
func TestBuckets(t *testing.T) {
	split := func(bucket, folder, address string) values {
		return values{fieldBucket: bucket, fieldFolder: folder, fieldService: address}
	}
	for _, g := range []given{
		{raw: "acme-ap-hh3mup5example0000000000000use1a-s3alias", level: warning, key: "bucket.alias"},
		{raw: "arn:aws:s3:eu-west-3:123456789012:accesspoint/acme-ap", level: refusal, key: "bucket.accessPoint"},
		{
			raw: "https://acme-exports.s3.eusc-de-east-1.amazonaws.eu/loyalty", level: refusal, key: "bucket.address", mend: "split",
			after: split("acme-exports", "loyalty", "https://s3.eusc-de-east-1.amazonaws.eu/"),
		},
		{raw: "/acme-exports", level: refusal, key: "bucket.shape", mend: "split", after: split("acme-exports", "", "")},
		{
			raw: "https://exports.nyc3.digitaloceanspaces.com/loyalty", level: refusal, key: "bucket.address", mend: "split",
			after: split("exports", "loyalty", "https://nyc3.digitaloceanspaces.com"),
		},
		{
			raw: "https://acme-exports.s3.cn-north-1.amazonaws.com.cn/loyalty", level: refusal, key: "bucket.address", mend: "split",
			after: split("acme-exports", "loyalty", "https://s3.cn-north-1.amazonaws.com.cn/"),
		},
		{
			raw: "https://acme-exports.s3.cn-north-1.amazonaws.com.cn/loyalty", with: values{fieldService: "https://store.acme.example"},
			level: refusal, key: "bucket.address", mend: "split", after: split("acme-exports", "loyalty", "https://store.acme.example"),
		},

		// More access points, and what has nothing to do with buckets.
		{raw: "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap", level: refusal, key: "bucket.accessPoint"},
		{raw: "arn:aws-cn:s3:cn-north-1:123456789012:accesspoint/acme/object/loyalty/2026.csv", level: refusal, key: "bucket.accessPoint"},
		{raw: "arn:aws:s3-object-lambda:us-east-1:123456789012:accesspoint/acme", level: refusal, key: "bucket.accessPoint"},
		{raw: "https://acme-ap-123456789012.s3-accesspoint.eu-west-3.amazonaws.com/loyalty", level: refusal, key: "bucket.accessPoint"},
		{raw: "arn:aws:iam::123456789012:user/aep", level: refusal, key: "bucket.arn"},
		{raw: "arn:aws:s3express:us-west-2:123456789012:bucket/acme--usw2-az1--x-s3", level: refusal, key: "bucket.directory"},
		{raw: "arn:aws:s3-outposts:us-west-2:123456789012:outpost/op-01/accesspoint/acme", level: refusal, key: "bucket.accessPoint"},
		{raw: "arn:aws:s3-outposts:us-west-2:123456789012:outpost/op-01/bucket/acme", level: refusal, key: "bucket.arn"},
		{raw: "arn:aws:kms:eu-west-3:123456789012:key/0a1b", level: refusal, key: "bucket.arn"},
		{raw: "acme-olap-abc123use1a--ol-s3", level: warning, key: "bucket.alias"},
		{raw: "mfzwi23gnjvgw.mrap", level: warning, key: "bucket.alias"},
		{raw: "acme--usw2-az1--x-s3", level: warning, key: "bucket.directory"},
		{raw: "amzn-s3-demo-bucket", level: warning, key: "bucket.reserved"},
		{raw: "10.1.2.3", level: warning, key: "bucket.reserved"},
		{raw: "acmé", level: refusal, key: "bucket.characters"},
		{raw: "acme exports", level: refusal, key: "bucket.characters"},
		{raw: "Acme-Exports", level: warning, key: "bucket.unusual", mend: "lowercase", after: values{fieldBucket: "acme-exports"}},
		{raw: "-acme", level: warning, key: "bucket.unusual"},
		{raw: "eu-west-3"}, // which is a name as well as a region
		{raw: "acme.exports", level: warning, key: "bucket.dot"},

		// Addresses in every form.
		{raw: "acme-exports/", level: refusal, key: "bucket.shape", mend: "split", after: split("acme-exports", "", "")},
		{raw: "/acme-exports/loyalty/2026/", level: refusal, key: "bucket.shape", mend: "split", after: split("acme-exports", "loyalty/2026", "")},
		{raw: "//acme-exports", level: refusal, key: "bucket.shape", mend: "split", after: split("acme-exports", "", "")},
		{raw: "s3:/acme-exports/loyalty", level: refusal, key: "bucket.address", mend: "split", after: split("acme-exports", "loyalty", "")},
		{raw: "arn:aws-cn:s3:::acme-exports", level: refusal, key: "bucket.address", mend: "split", after: split("acme-exports", "", "https://s3.cn-north-1.amazonaws.com.cn/")},
		{raw: "arn:aws-eusc:s3:::acme-exports/in", level: refusal, key: "bucket.address", mend: "split", after: split("acme-exports", "in", "https://s3.eusc-de-east-1.amazonaws.eu/")},
		{
			raw: "arn:aws-cn:s3:::acme-exports", with: values{fieldService: "https://s3.eu-west-3.amazonaws.com/"}, level: refusal, key: "bucket.address", mend: "split",
			after: split("acme-exports", "", "https://s3.cn-north-1.amazonaws.com.cn/"), // where nobody knows it
		},
		{
			raw: "arn:aws-cn:s3:::acme-exports", with: values{fieldService: "https://s3.cn-northwest-1.amazonaws.com.cn/"}, level: refusal, key: "bucket.address", mend: "split",
			after: split("acme-exports", "", "https://s3.cn-northwest-1.amazonaws.com.cn/"), // which may be right
		},
		{
			raw: "arn:aws-us-gov:s3:::acme-exports", with: values{fieldService: "https://store.acme.example"}, level: refusal, key: "bucket.address", mend: "split",
			after: split("acme-exports", "", "https://store.acme.example"),
		},
		{raw: "arn:aws:s3:::acme-exports", level: refusal, key: "bucket.address", mend: "split", after: split("acme-exports", "", "")},
		{raw: "S3A://acme-exports", level: refusal, key: "bucket.address", mend: "split", after: split("acme-exports", "", "")},
		{raw: "arn:aws-us-gov:s3:::acme-exports/loyalty/*", level: refusal, key: "bucket.address", mend: "split", after: split("acme-exports", "loyalty", "https://s3.us-gov-west-1.amazonaws.com/")},
		{
			raw: "acme-exports.s3.eu-west-3.amazonaws.com/loyalty", level: refusal, key: "bucket.address", mend: "split",
			after: split("acme-exports", "loyalty", "https://s3.eu-west-3.amazonaws.com/"),
		},
		{
			raw: "acme-exports.s3.eu-west-3.amazonaws.com", level: refusal, key: "bucket.address", mend: "split",
			after: split("acme-exports", "", "https://s3.eu-west-3.amazonaws.com/"),
		},
		{
			raw: "https://s3-fips.us-gov-west-1.amazonaws.com/acme-exports/loyalty", level: refusal, key: "bucket.address", mend: "split",
			after: split("acme-exports", "loyalty", "https://s3-fips.us-gov-west-1.amazonaws.com/"),
		},
		{raw: "https://acme-exports.s3.amazonaws.com/loyalty", level: refusal, key: "bucket.address", mend: "split", after: split("acme-exports", "loyalty", "")},
		{
			raw: "https://minio.acme.example:9000/acme-exports/loyalty", level: refusal, key: "bucket.address", mend: "split",
			after: split("acme-exports", "loyalty", "https://minio.acme.example:9000"),
		},
		{
			raw: "http://10.0.0.5:9000/acme-exports", level: refusal, key: "bucket.address", mend: "split",
			after: split("acme-exports", "", "http://10.0.0.5:9000"),
		},
		{
			raw: "https://acme-exports.s3.us-west-004.backblazeb2.com/", level: refusal, key: "bucket.address", mend: "split",
			after: split("acme-exports", "", "https://s3.us-west-004.backblazeb2.com"),
		},
		{
			raw:   "https://cn-north-1.console.amazonaws.cn/s3/buckets/acme-exports?region=cn-north-1&prefix=loyalty%2F2026/&showversions=false",
			level: refusal, key: "bucket.address", mend: "split", after: split("acme-exports", "loyalty/2026", "https://s3.cn-north-1.amazonaws.com.cn/"),
		},
		{
			raw: "https://acme-exports.s3.eu-west-3.amazonaws.com/loyalty/2026.csv?X-Amz-Expires=300&X-Amz-Signature=0a1b", level: refusal, key: "bucket.address",
			mend: "split", after: split("acme-exports", "loyalty/2026.csv", "https://s3.eu-west-3.amazonaws.com/"),
		},
		{raw: "ARN:AWS:S3:::acme-exports", level: refusal, key: "bucket.address", mend: "split", after: split("acme-exports", "", "")},
		{raw: "aws:s3:::acme-exports/loyalty", level: refusal, key: "bucket.address", mend: "split", after: split("acme-exports", "loyalty", "")},
		{
			raw:   "https://console.aws.amazon.com/s3/home?region=eu-west-3#&bucket=acme-exports&prefix=loyalty/",
			level: refusal, key: "bucket.address", mend: "split", after: split("acme-exports", "loyalty", "https://s3.eu-west-3.amazonaws.com/"),
		},
		{
			raw:   "https://us-east-1.console.aws.amazon.com/s3/upload/acme-exports?region=us-east-1",
			level: refusal, key: "bucket.address", mend: "split", after: split("acme-exports", "", "https://s3.us-east-1.amazonaws.com/"),
		},
		{raw: "acme-ap--usw2-az1--xa-s3", level: warning, key: "bucket.directory"},
		{raw: "acme–exports", level: model.Cleaned, key: "clean.fullWidth", mend: "undo"},
		{raw: "aws s3 ls s3://acme-exports/loyalty/", level: refusal, key: "bucket.address", mend: "split", after: split("acme-exports", "loyalty", "")},
		{raw: `"Resource": ["arn:aws:s3:::acme-exports/*"]`, level: refusal, key: "bucket.address", mend: "split", after: split("acme-exports", "", "")},
		{raw: "aws s3 cp s3://acme/x s3://exports/y", level: refusal, key: "bucket.characters"},
		{raw: "s3://acme exports/loyalty", level: refusal, key: "bucket.characters"},
		{raw: "gs://acme-exports/in", level: refusal, key: "bucket.shape"},
		{raw: "https://minio.acme.example", level: refusal, key: "bucket.address"},
		{raw: `acme-exports\loyalty`, level: refusal, key: "bucket.shape"},
	} {
		g.field = fieldBucket
		g.check(t)
	}
	for _, g := range []given{
		{raw: "acme-exports/loyalty", with: values{fieldBucket: "acme-exports"}, level: warning, key: "folder.bucket", mend: "correct", after: values{fieldFolder: "loyalty"}},
		{raw: "/acme-exports/loyalty/", with: values{fieldBucket: "acme-exports"}, level: warning, key: "folder.bucket", mend: "correct", after: values{fieldFolder: "loyalty/"}},
		{raw: "acme-exports", with: values{fieldBucket: "acme-exports"}, level: warning, key: "folder.bucket", mend: "correct", after: values{fieldFolder: ""}},
		{raw: "acme-exports-2/loyalty", with: values{fieldBucket: "acme-exports"}},
		{raw: "s3://acme/loyalty", with: values{fieldBucket: "acme-exports"}, level: refusal, key: "folder.address"}, // which of the two?
		{raw: "s3://acme/loyalty", with: values{fieldBucket: "acme"}, level: refusal, key: "folder.address", mend: "split", after: split("acme", "loyalty", "")},
		{raw: "loyalty/acme-exports", with: values{fieldBucket: "acme-exports"}},
		{raw: "acme-exports/loyalty"},
		{raw: "eu-west-3"},
		{raw: "example.com/exports"},
		{
			raw: "acme.s3.eu-west-3.amazonaws.com/exports", level: refusal, key: "folder.address", mend: "split",
			after: split("acme", "exports", "https://s3.eu-west-3.amazonaws.com/"),
		},
		{raw: "exports\tdaily", level: refusal, key: "control"},
	} {
		g.field = fieldFolder
		g.check(t)
	}
}

// It is beyond doubt which organization is meant.
func TestOrganizationsInAnotherWriting(t *testing.T) {
	const org = "0A1B2C3D4E5F60718293A4B5@AdobeOrg"
	for raw, want := range map[string]struct {
		level model.Level
		key   string
	}{
		"0a1b2c3d4e5f60718293a4b5@AdobeOrg":                                              {warning, "orgID.writing"},
		"0A1B2C3D4E5F60718293A4B5@adobeorg":                                              {refusal, "orgID.writing"},
		"0A1B2C3D4E5F60718293A4B5%40AdobeOrg":                                            {refusal, "orgID.writing"},
		"0A1B2C3D4E5F60718293A4B5":                                                       {refusal, "orgID.suffix"},
		"Acme 0A1B2C3D4E5F60718293A4B5@AdobeOrg":                                         {refusal, "orgID.writing"},
		"0a1b2c3d4e5f60718293a4b5":                                                       {refusal, "orgID.suffix"},
		"0a1B2c3D4e5F60718293a4B5@ADOBEORG":                                              {refusal, "orgID.writing"},
		"0a1b2c3d4e5f60718293a4b5%40adobeorg":                                            {refusal, "orgID.writing"},
		"0A1B2C3D4E5F60718293A4B5@AdobeOrg (Acme)":                                       {refusal, "orgID.writing"},
		"AMCV_0A1B2C3D4E5F60718293A4B5%40AdobeOrg":                                       {refusal, "orgID.writing"},
		"imsOrg=0A1B2C3D4E5F60718293A4B5@AdobeOrg&x=1":                                   {refusal, "orgID.writing"},
		"https://acme.example/?org=0A1B2C3D4E5F60718293A4B5@AdobeOrg":                    {refusal, "orgID.writing"},
		"Acme 0A1B2C3D4E5F60718293A4B5":                                                  {refusal, "orgID.writing"},
		"0A1B2C3D4E5F60718293A4B5 @AdobeOrg":                                             {refusal, "orgID.writing"},
		"0A1B2C3D4E5F60718293A4B5%2540AdobeOrg":                                          {refusal, "orgID.writing"},
		"0A1B2C3D4E5F60718293A4B5@AdobeOrg/prod":                                         {refusal, "orgID.writing"},
		"0A1B2C3D4E5F60718293A4B5@\u200bAdobeOrg":                                        {refusal, "orgID.writing"},
		"0A1B2C3D4E5F\u200b60718293A4B5@AdobeOrg":                                        {refusal, "orgID.writing"},
		"0a1b2c3d4e5f60718293a4b5@ adobeorg":                                             {refusal, "orgID.writing"},
		"0A1B2C3D4E5F60718293A4B5AdobeOrg":                                               {refusal, "orgID.writing"},
		"5F6E7D8C9B0A192837465564@techacct.adobe.com, 0A1B2C3D4E5F60718293A4B5@AdobeOrg": {refusal, "orgID.writing"},
		"https://acme.example/#/@0A1B2C3D4E5F60718293A4B5@AdobeOrg/x":                    {refusal, "orgID.writing"},
		"0A1B2C3D4E5F60718293A4B5@Adobe":                                                 {refusal, "orgID.writing"},
	} {
		given{field: fieldOrg, raw: raw, level: want.level, key: want.key, mend: "correct", after: values{fieldOrg: org}}.check(t)
	}
	for _, g := range []given{
		{raw: "0A1B2C3D4E5F60718293A4B@AdobeOrg", level: warning, key: "orgID.unusual"},   // 23 digits
		{raw: "0A1B2C3D4E5F60718293A4B5C@AdobeOrg", level: warning, key: "orgID.unusual"}, // 25
		{raw: "0A1B2C3D4E5F60718293A4B5@AdobeID", level: refusal, key: "orgID.suffix"},    // a person
		{raw: "0A1B2C3D4E5F60718293A4B5@5c1328435bf324e90a49402a.e", level: refusal, key: "orgID.suffix"},
		{raw: "0A1B2C3D4E5F60718293A4B5@techacct.adobe.com", level: refusal, key: "orgID.technicalAccount"},
		{raw: "0A1B2C3D4E5F60718293A4B5@AdobeOrg 1A1B2C3D4E5F60718293A4B5@AdobeOrg", level: refusal, key: "innerSpace"}, // which of them?
		{raw: "0A1B2C3D 4E5F60718293A4B5@AdobeOrg", level: refusal, key: "innerSpace"},
	} {
		g.field = fieldOrg
		g.check(t)
	}
}

// A value that is unmistakably that of another field.
func TestValuesInTheWrongField(t *testing.T) {
	for _, g := range []given{
		{field: fieldAPIKey, raw: rightAdobe, level: refusal, key: "other.clientSecret", mend: "move", after: values{fieldAPIKey: "", fieldClient: rightAdobe}},
		{field: fieldClient, raw: rightOrg, level: refusal, key: "other.orgID"},
		{field: fieldClient, raw: rightAPIKey, with: values{fieldAPIKey: rightAPIKey}, level: refusal, key: "other.apiKey"},

		{field: fieldAPIKey, raw: "CLIENT_SECRET=" + rightAdobe, level: refusal, key: "other.clientSecret", mend: "move", after: values{fieldAPIKey: "", fieldClient: rightAdobe}},
		{field: fieldAPIKey, raw: rightToken, level: refusal, key: "other.token"},
		{field: fieldAPIKey, raw: rightID, level: refusal, key: "other.accessKey"},
		{field: fieldAPIKey, raw: rightSecret, level: refusal, key: "other.secretKey"},
		{field: fieldAPIKey, raw: rightOrg, level: refusal, key: "apiKey.organization"},
		{field: fieldClient, raw: rightToken, level: refusal, key: "other.token"},
		{field: fieldClient, raw: rightID, level: refusal, key: "other.accessKey"},
		{field: fieldClient, raw: strings.ToLower(rightOrg), level: refusal, key: "other.orgID"},
		{field: fieldOrg, raw: rightAdobe, level: refusal, key: "other.clientSecret", mend: "move", after: values{fieldOrg: "", fieldClient: rightAdobe}},
		{field: fieldOrg, raw: rightToken, level: refusal, key: "other.token"},
		{field: fieldOrg, raw: rightAPIKey, with: values{fieldAPIKey: rightAPIKey}, level: refusal, key: "other.apiKey"},
		{field: fieldToken, raw: rightAdobe, level: refusal, key: "other.clientSecret"},
		{field: fieldToken, raw: rightOrg, level: refusal, key: "other.orgID"},
		{field: fieldToken, raw: rightAPIKey, with: values{fieldAPIKey: rightAPIKey}, level: refusal, key: "other.apiKey"},
		{field: fieldSandbox, raw: rightAdobe, level: refusal, key: "other.clientSecret", mend: "move", after: values{fieldSandbox: "", fieldClient: rightAdobe}},
		{field: fieldSandbox, raw: rightAPIKey, with: values{fieldAPIKey: rightAPIKey}, level: refusal, key: "other.apiKey"},
		{field: fieldSandbox, raw: rightOrg, level: refusal, key: "other.orgID"},

		{field: fieldSecret, raw: rightAdobe, with: values{fieldService: "https://store.acme.example"}, level: refusal, key: "other.clientSecret"},
		{field: fieldSecret, raw: rightOrg, level: refusal, key: "other.orgID"},
		{field: fieldID, raw: rightToken, level: refusal, key: "other.token"},

		{field: fieldAPIKey, raw: "Bearer " + rightToken, level: refusal, key: "other.token"},
		{field: fieldOrg, raw: `["` + rightAdobe + `"]`, level: refusal, key: "other.clientSecret", mend: "move", after: values{fieldOrg: "", fieldClient: rightAdobe}},
		{field: fieldClient, raw: "5F6E7D8C9B0A192837465564@techacct.adobe.com", level: refusal, key: "other.technicalAccount"},
		{field: fieldToken, raw: "5f6e@techacct.adobe.com", level: refusal, key: "other.technicalAccount"},
		{field: fieldClient, raw: "https://platform.adobe.io", level: refusal, key: "other.address"},
		{field: fieldToken, raw: "https://ims-na1.adobelogin.com", level: refusal, key: "other.address"},

		// An ID and its secret in one field.
		{field: fieldID, raw: rightID + " " + rightSecret, level: refusal, key: "hidden", mend: "move", after: values{fieldID: rightID, fieldSecret: rightSecret}},
		{field: fieldID, raw: rightID + ":" + rightSecret, level: refusal, key: "hidden", mend: "move", after: values{fieldID: rightID, fieldSecret: rightSecret}},
		{field: fieldID, raw: rightID + " | " + rightSecret, with: values{fieldSecret: rightSecret}, level: refusal, key: "hidden"},
		{field: fieldAPIKey, raw: rightAPIKey + " / " + rightAdobe, level: refusal, key: "hidden", mend: "move", after: values{fieldAPIKey: rightAPIKey, fieldClient: rightAdobe}},
		{field: fieldAPIKey, raw: rightAPIKey + "," + rightAdobe, level: refusal, key: "hidden", mend: "move", after: values{fieldAPIKey: rightAPIKey, fieldClient: rightAdobe}},
		{field: fieldAPIKey, raw: rightAPIKey + ":" + rightAdobe, level: refusal, key: "hidden", mend: "move", after: values{fieldAPIKey: rightAPIKey, fieldClient: rightAdobe}},

		// A secret in the middle of something else is not moved with all that is around it.
		{field: fieldID, raw: "https://" + rightID + ":" + rightSecret + "@s3.eu-west-3.amazonaws.com/exports", level: refusal, key: "hidden", after: values{fieldSecret: ""}},
		{field: fieldService, raw: "https://" + rightID + ":" + rightSecret + "@store.acme.example", level: refusal, key: "hidden", after: values{fieldSecret: ""}},
		{field: fieldBucket, raw: "s3a://" + rightID + ":" + rightSecret + "@exports/in", level: refusal, key: "hidden", after: values{fieldSecret: ""}},
		{field: fieldAPIKey, raw: "client_id=" + rightAPIKey + "&client_secret=" + rightAdobe + "&grant_type=x", level: refusal, key: "hidden", after: values{fieldClient: ""}},

		{field: fieldAPIKey, raw: strings.TrimSuffix(rightOrg, "@AdobeOrg"), level: refusal, key: "other.orgID"},
		{field: fieldAPIKey, raw: "https://platform.adobe.io", level: refusal, key: "other.address"},
		{field: fieldClient, raw: strings.Replace(rightOrg, "@", "%40", 1), level: refusal, key: "other.orgID"},

		// In the writing of the other, or of Adobe's stage; and several at once.
		{field: fieldClient, raw: strings.ToUpper(rightAPIKey), with: values{fieldAPIKey: rightAPIKey}, level: refusal, key: "other.apiKey"},
		{field: fieldClient, raw: strings.TrimSuffix(rightOrg, "@AdobeOrg"), level: refusal, key: "other.orgID"},
		{field: fieldAPIKey, raw: "s8e-AbCdEfGhIjKlMnOpQrStUvWxYz", level: refusal, key: "other.clientSecret", mend: "move", after: values{fieldAPIKey: ""}},
		{field: fieldClient, raw: rightAdobe + "," + rightAdobe, level: warning, key: "clientSecret.unusual"},
		{field: fieldClient, raw: "openid,AdobeID,session", level: warning, key: "clientSecret.unusual"},
		{field: fieldClient, raw: "admin@acme.example", level: warning, key: "clientSecret.unusual"},
		{field: fieldToken, raw: rightToken + "&token_type=bearer", level: warning, key: "token.unusual"},
		{field: model.FieldSessionToken, raw: rightSecret, level: refusal, key: "other.secretKey"},
		{field: model.FieldSessionToken, raw: rightTempID, level: refusal, key: "other.accessKey"},
		{field: fieldBucket, raw: rightID, level: refusal, key: "other.accessKey"},
		{field: fieldBucket, raw: rightOrg, level: refusal, key: "other.orgID"},
		{field: fieldFolder, raw: rightID, level: refusal, key: "other.accessKey"},

		// What may well be right.
		{field: fieldClient, raw: rightAPIKey, with: values{fieldAPIKey: "00000000000000000000000000000001"}},
		{field: fieldClient, raw: rightSecret, level: warning, key: "clientSecret.unusual"},
		{field: fieldSandbox, raw: "prod", with: values{fieldAPIKey: "prod"}},
	} {
		g.check(t)
	}
}

// What stands for several sandboxes, or for all, is refused in the form as it is
// by what sends, and the form takes nothing that is refused later.
func TestSandboxesOfTheFormAndOfTheClient(t *testing.T) {
	for _, name := range []string{"*", "prod,dev", "prod, dev", "prod;dev", "pr*d", "prod/dev", "a b", "Prod", "prod_eu", "生产", "\"prod\"x", "prod", "dev-1", "0-eu", "-"} {
		form := newDesktop().enter(fieldSandbox, name, nil)
		takes, sends := form.Note(fieldSandbox).Level < refusal, client.ValidSandboxName(form.Value(fieldSandbox))
		if takes && !sends || takes && strings.ContainsAny(name, "*,;/") {
			t.Errorf("%q: the form takes it: %v, the client: %v", name, takes, sends)
		}
	}
}

// What the form calls fine the last check before sending must not refuse, and
// the other way round.
func TestTheFormAndTheLastCheckAgree(t *testing.T) {
	for _, g := range []given{
		{field: model.FieldName, raw: strings.Repeat("n", 255)},
		{field: model.FieldName, raw: strings.Repeat("n", 256), level: refusal, key: "name.long"},
		{field: model.FieldName, raw: strings.Repeat("é", 255)},
		{field: model.FieldName, raw: strings.Repeat("名", 256), level: refusal, key: "name.long"},
		{field: model.FieldName, raw: "Loyalty\tdaily", level: refusal, key: "control"},
		{field: model.FieldName, raw: "Loyalty\ndaily", level: refusal, key: "control"},
		{field: model.FieldDescription, raw: strings.Repeat("d", 5000)},
	} {
		g.check(t)
	}
	form := newDesktop().enter(model.FieldName, strings.Repeat("n", 256), nil)
	if args := form.Note(model.FieldName).Text.Args; args["Limit"] != client.MaxName {
		t.Errorf("the limit is not said: %v", args)
	}
	refusals := client.NewConnection{Name: strings.Repeat("n", 256), S3: client.S3Credentials{
		AccessKeyID: rightID, SecretAccessKey: client.NewSecret(rightSecret),
	}}.Refusals("CreateConnection")
	if len(refusals) != 1 {
		t.Fatalf("refusals %v", refusals)
	}
	if cause := model.Explain(refusals[0]).Cause; cause.Key != "check.name.long" {
		t.Errorf("the last check refuses without saying why: %+v", cause)
	}
	odd := []string{"\x00", "a\xffb", "a\u0085b", "x y", "é", "https://a b", "http://h/%zz", "https://u@h.example", "s3://", "S3://x/", "a\\b", "arn:aws:s3:::", "～"}
	for _, in := range wrongInputs() {
		odd = append(odd, in.raw)
	}
	for _, in := range rightInputs() {
		odd = append(odd, in.value)
	}
	for _, raw := range odd {
		form := model.NewS3Form()
		for _, field := range form.Fields() {
			form.Clear()
			for other, value := range (values{model.FieldName: "Loyalty", fieldID: rightID, fieldSecret: rightSecret}) {
				form.Set(other, value)
			}
			form.Set(field, raw)
			wrong := form.CheckAll()
			refusals := model.NewConnection(form).Refusals("CreateConnection")
			// A placeholder, a secret among words, and the key of another service, only the form knows.
			key := form.Note(field).Text.Key
			if key != "check.placeholder" && key != "check.hidden" && !strings.HasPrefix(key, "check.other.") && (wrong != model.FieldNone) != (len(refusals) > 0) {
				t.Errorf("%s %q: the form says %q, the last check %v", field, raw, key, refusals)
			}
		}
	}
}
