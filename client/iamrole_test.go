package client

import (
	"errors"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const adobeRole = "arn:aws:iam::670664943635:role/system-created-role-for-sources"

// byRole asks for a connection by role. The keys must not be sent.
func byRole() NewConnection {
	return NewConnection{Name: "Loyalty & more", Auth: AuthRole, S3: S3Credentials{
		Bucket: "acme-loyalty", FolderPath: "daily", AccessKeyID: "AKIAIOSFODNN7EXAMPLE", SecretAccessKey: NewSecret(testSecret),
		SessionToken: NewSecret("token"), ServiceURL: "https://s3.eu-west-3.amazonaws.com/",
	}}
}

// TestIAMRoleCall holds the call that asks for the role against the tutorial.
func TestIAMRoleCall(t *testing.T) {
	b := newBench(t, answer(http.StatusOK, `{"configParams":{"IAMRole":"`+adobeRole+`"}}`))
	role, err := b.IAMRole(t.Context())
	if err != nil || role != adobeRole {
		t.Fatalf("%q, %v", role, err)
	}
	seen := b.script.seen[0]
	if got := seen.Method + " " + seen.RequestURI; got !=
		"GET /gateway/data/foundation/flowservice/connectionSpecs/ecadc60c-7455-4d87-84dc-2a0e293d997b/configs?authType=IamBasedAuthentication" {
		t.Errorf("%s", got)
	}
	if len(b.script.body[0]) != 0 {
		t.Errorf("body %q", b.script.body[0])
	}
	want := http.Header{
		"Authorization": {"Bearer " + testToken}, "X-Api-Key": {"{API_KEY}"}, "X-Gw-Ims-Org-Id": {"{IMS_ORG}"},
		"X-Sandbox-Name": {"{SANDBOX_NAME}"}, "Content-Type": {"application/json"}, "User-Agent": {"Mooring/1.2.3"},
	}
	if diff := cmp.Diff(want, seen.Header); diff != "" {
		t.Error(diff)
	}
}

// Anything else than a role is an error.
func TestNoIAMRole(t *testing.T) {
	for name, tc := range map[string]struct {
		step http.HandlerFunc
		want Kind
	}{
		"no such configuration": {answer(404, `{"type":"x/FLOW-1439-404"}`), KindNotFound},
		"no such type":          {answer(400, `{"type":"x/1302-400"}`), KindRejected},
		"no parameters":         {answer(200, `{}`), KindNotFound},
		"empty":                 {answer(200, `{"configParams":{"IAMRole":""}}`), KindNotFound},
		"of another type":       {answer(200, `{"configParams":{"IAMRole":["x"]}}`), KindNotFound},
		"a page":                {hotel(200), KindNotPlatform},
	} {
		t.Run(name, func(t *testing.T) {
			role, err := newBench(t, tc.step).IAMRole(t.Context())
			if e := wantKind(t, err, tc.want); e.Op != "IAMRole" || role != "" {
				t.Errorf("op %q, role %q", e.Op, role)
			}
		})
	}
}

// TestCreateByRole holds the body against the tutorial, byte for byte.
func TestCreateByRole(t *testing.T) {
	b := newBench(t, answer(http.StatusCreated, goodAnswer))
	if _, err := b.CreateConnection(t.Context(), byRole()); err != nil {
		t.Fatal(err)
	}
	const want = `{
        "name": "Loyalty & more",
        "auth": {
            "specName": "IAMRole Based",
            "params": {
                "bucketName": "acme-loyalty"
            }
        },
        "connectionSpec": {
            "id": "ecadc60c-7455-4d87-84dc-2a0e293d997b",
            "version": "1.0"
        }
    }`
	if diff := cmp.Diff(want, string(b.script.body[0])); diff != "" {
		t.Error(diff)
	}
	if seen := b.script.seen[0]; seen.Method+" "+seen.RequestURI != "POST /gateway/data/foundation/flowservice/connections" {
		t.Errorf("%s %s", seen.Method, seen.RequestURI)
	}
}

// What an organization on Azure answers names how Platform was to get in, and only of
// an attempt by role.
func TestRoleRefused(t *testing.T) {
	for code, field := range map[string]string{
		"FLOW-1415-400": "Auth", "1301-400": "Auth", "CONNECTOR-1302-400": "Auth", "FLOW-1413-400": "", "FLOW-11415-400": "",
	} {
		refuse := answer(400, `{"type":"https://ns.adobe.com/aep/errors/`+code+`"}`)
		_, err := newBench(t, refuse).CreateConnection(t.Context(), byRole())
		if e := wantKind(t, err, KindRejected); e.Field != field || e.Code != code {
			t.Errorf("%s by role: field %q, code %q", code, e.Field, e.Code)
		}
		_, err = newBench(t, refuse).CreateConnection(t.Context(), seedConnection())
		if e := wantKind(t, err, KindRejected); e.Field != "" {
			t.Errorf("%s by keys: field %q", code, e.Field)
		}
	}
}

// By a role the bucket is needed, and nothing of keys is judged.
func TestRefusalsByRole(t *testing.T) {
	in := byRole()
	in.S3.AccessKeyID, in.S3.ServiceURL = "not a key", "not an address"
	if refusals := in.Refusals("X"); len(refusals) != 0 {
		t.Errorf("%v", refusals)
	}
	in.S3.Bucket = ""
	refusals := in.Refusals("X")
	if len(refusals) != 1 {
		t.Fatalf("%v", refusals)
	}
	if e := wantKind(t, refusals[0], KindInvalid); e.Field != "Bucket" || !errors.Is(e, ReasonBucketEmpty) {
		t.Errorf("%+v", e)
	}
	b := newBench(t)
	_, err := b.CreateConnection(t.Context(), in)
	wantKind(t, err, KindInvalid)
}

// How Platform gets in is read back of a connection.
func TestAuthIsRead(t *testing.T) {
	for spec, want := range map[string]Auth{"Access Key": AuthKeys, "IAMRole Based": AuthRole, "Other": "", "": ""} {
		b := newBench(t, answer(200, `{"items":[{"id":"x","auth":{"specName":"`+spec+`","params":{"bucketName":"acme-loyalty"}}}]}`))
		got, err := b.Connection(t.Context(), "x")
		if err != nil || got.Auth != want || got.Bucket != "acme-loyalty" {
			t.Errorf("%q: %+v, %v", spec, got, err)
		}
	}
}

// A bucket that is read by role is Amazon's: a name that none there ever had is refused.
func TestBucketOfARole(t *testing.T) {
	for bucket, want := range map[string]Verdict{
		"":              {Reason: ReasonBucketEmpty, Refused: true},
		"acme-loyalty":  {},
		"acme.loyalty":  {Reason: ReasonBucketDot},
		"Acme_Loyalty":  {Reason: ReasonBucketUnusual}, // of before 2018
		"ab":            {Reason: ReasonBucketUnusual, Refused: true},
		"acme!loyalty":  {Reason: ReasonBucketUnusual, Refused: true},
		"-acme":         {Reason: ReasonBucketUnusual, Refused: true},
		"acme..loyalty": {Reason: ReasonBucketUnusual, Refused: true},
		"192.168.5.4":   {Reason: ReasonBucketReserved, Refused: true},
	} {
		in := NewConnection{Name: "By role", Auth: AuthRole, S3: S3Credentials{Bucket: bucket}}
		if got := in.Check("Bucket"); got != want {
			t.Errorf("%q: %+v, want %+v", bucket, got, want)
		}
	}
}
