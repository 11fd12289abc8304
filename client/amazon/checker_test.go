package amazon

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
)

const (
	passed  = "passed"
	skipped = "skipped, an earlier check failed"
)

func TestEverythingPasses(t *testing.T) {
	findings := run(t, inBucket(), fake(t, identityOK(), bucketsOK(), located("us-east-1", locationVirginia), listed("us-east-1", twoObjects)))
	want := []Finding{
		{Check: Identity, Verdict: Passed, ARN: "arn:aws:iam::123456789012:user/Alice"},
		{Check: ListBuckets, Verdict: Passed, Buckets: []string{"acme-landing", "acme-logs"}},
		{Check: Region, Verdict: Passed, Region: "us-east-1"},
		{Check: ListFolder, Verdict: Passed, Objects: 2},
	}
	if diff := cmp.Diff(want, findings); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestWithoutBucket(t *testing.T) {
	findings := run(t, longTerm(), fake(t, identityOK(), bucketsOK()))
	want := []string{passed, passed, "skipped, no bucket is named", "skipped, no bucket is named"}
	if diff := cmp.Diff(want, summary(findings)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	findings = run(t, longTerm(), fake(t, identityOK(), bucketsOK().answering(403, s3AccessDenied)))
	if got, want := summary(findings)[1], "failed, not allowed, AccessDenied"; got != want {
		t.Errorf("ListBuckets is needed where no bucket is named: %q", got)
	}
}

func TestEmptyFolder(t *testing.T) {
	findings := run(t, inBucket(), fake(t, identityOK(), bucketsOK(), located("us-east-1", locationVirginia), listed("us-east-1", noObjects)))
	if f := findings[3]; f.Verdict != Passed || f.Objects != 0 || f.More {
		t.Errorf("got %+v", f)
	}
}

// Each refusal, first of STS and then of S3.
func TestRefusals(t *testing.T) {
	withToken := inBucket()
	withToken.SessionToken = client.NewSecret(tokenCanary)
	tests := []struct {
		name   string
		creds  client.S3Credentials
		script []reply
		want   []string
	}{
		{
			"STS: unknown key id", inBucket(),
			[]reply{identityOK().answering(403, stsInvalidClientTokenID)},
			[]string{"failed, unknown access key id, InvalidClientTokenId", skipped, skipped, skipped},
		},
		{
			"STS: token of other keys", withToken,
			[]reply{identityOK().answering(403, stsInvalidClientTokenID)},
			[]string{"failed, invalid session token, InvalidClientTokenId", skipped, skipped, skipped},
		},
		{
			"STS: wrong secret", inBucket(),
			[]reply{identityOK().answering(403, stsSignature)},
			[]string{"failed, wrong secret access key, SignatureDoesNotMatch", skipped, skipped, skipped},
		},
		{
			"STS: expired", withToken,
			[]reply{identityOK().answering(403, stsExpiredToken)},
			[]string{"failed, keys expired, ExpiredToken", skipped, skipped, skipped},
		},
		{
			"STS: wrong clock", inBucket(),
			[]reply{identityOK().answering(403, stsSkewed, "Date", "Sun, 01 Mar 2026 10:00:00 GMT")},
			[]string{"failed, wrong clock, SignatureDoesNotMatch", skipped, skipped, skipped},
		},
		{
			"S3: unknown key id", inBucket(),
			[]reply{identityOK(), bucketsOK().answering(403, s3InvalidAccessKeyID)},
			[]string{passed, "failed, unknown access key id, InvalidAccessKeyId", skipped, skipped},
		},
		{
			"S3: wrong secret", withToken,
			[]reply{identityOK(), bucketsOK().answering(403, s3Signature)},
			[]string{passed, "failed, wrong secret access key, SignatureDoesNotMatch", skipped, skipped},
		},
		{
			"S3: expired", withToken,
			[]reply{identityOK(), bucketsOK().answering(400, s3ExpiredToken)},
			[]string{passed, "failed, keys expired, ExpiredToken", skipped, skipped},
		},
		{
			"S3: invalid token", withToken,
			[]reply{identityOK(), bucketsOK().answering(400, s3InvalidToken)},
			[]string{passed, "failed, invalid session token, InvalidToken", skipped, skipped},
		},
		{
			"S3: wrong clock", inBucket(),
			[]reply{identityOK(), bucketsOK().answering(403, s3Skewed)},
			[]string{passed, "failed, wrong clock, RequestTimeTooSkewed", skipped, skipped},
		},
		{
			"S3: a problem with the account", inBucket(),
			[]reply{
				identityOK(), bucketsOK().answering(403, s3AccountProblem),
				located("us-east-1", locationVirginia), listed("us-east-1", twoObjects),
			},
			[]string{passed, "failed, refused, AccountProblem", passed, passed},
		},
		{
			"S3: internal error", inBucket(),
			[]reply{identityOK(), bucketsOK().answering(500, s3InternalError)},
			[]string{passed, "failed, unavailable, InternalError", skipped, skipped},
		},
		{
			"only the bucket is allowed", inBucket(),
			[]reply{
				identityOK(), bucketsOK().answering(403, s3AccessDenied),
				located("us-east-1", locationVirginia), listed("us-east-1", twoObjects),
			},
			[]string{passed, "not needed, a bucket is named, not allowed, AccessDenied", passed, passed},
		},
		{
			"no rights at all", inBucket(),
			[]reply{
				identityOK(), bucketsOK().answering(403, s3AccessDenied),
				located("us-east-1", "").answering(403, s3AccessDenied), listed("us-east-1", "").answering(403, s3AccessDenied),
			},
			[]string{
				passed, "not needed, a bucket is named, not allowed, AccessDenied",
				"failed, not allowed, AccessDenied", "failed, not allowed, AccessDenied",
			},
		},
		{
			"no such bucket", inBucket(),
			[]reply{identityOK(), bucketsOK(), located("us-east-1", "").answering(404, s3NoSuchBucket)},
			[]string{passed, passed, "failed, no such bucket, NoSuchBucket", skipped},
		},
		{
			"a refusal without a body", inBucket(),
			[]reply{identityOK(), bucketsOK(), located("us-east-1", locationVirginia), listed("us-east-1", "").answering(403, "")},
			[]string{passed, passed, passed, "failed, refused"},
		},
		{
			"the log-in page of a network", inBucket(),
			[]reply{identityOK().answering(200, portal), bucketsOK().answering(200, portal)},
			[]string{"failed, not an answer of S3", "failed, not an answer of S3", skipped, skipped},
		},
		{
			"the log-in page of a network, moved to", inBucket(),
			[]reply{identityOK().answering(302, portal, "Location", "https://portal.example/"), bucketsOK().answering(511, portal)},
			[]string{"failed, not an answer of S3", "failed, not an answer of S3", skipped, skipped},
		},
		{
			"the answer to another question", inBucket(),
			[]reply{identityOK(), bucketsOK(), located("us-east-1", bucketList)},
			[]string{passed, passed, "failed, not an answer of S3", skipped},
		},
		{
			"an answer that is cut off inside", inBucket(),
			[]reply{identityOK(), bucketsOK().answering(200, bucketList[:len(bucketList)-40])},
			[]string{passed, "failed, not an answer of S3", skipped, skipped},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			findings := run(t, tt.creds, fake(t, tt.script...))
			if diff := cmp.Diff(tt.want, summary(findings)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWrongClockTellsTheServersTime(t *testing.T) {
	want := time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)
	bySTS := run(t, inBucket(), fake(t, identityOK().answering(403, stsSkewed, "Date", "Sun, 01 Mar 2026 10:00:00 GMT")))
	if got := bySTS[0].ServerTime; !got.Equal(want) {
		t.Errorf("by the Date header: %v", got)
	}
	byS3 := run(t, inBucket(), fake(t, identityOK(), bucketsOK().answering(403, s3Skewed, "Date", "Sun, 01 Mar 2026 11:11:11 GMT")))
	if got := byS3[1].ServerTime; !got.Equal(want) {
		t.Errorf("by the answer: %v", got)
	}
}

func TestSessionTokenIsSent(t *testing.T) {
	creds := longTerm()
	creds.SessionToken = client.NewSecret(tokenCanary)
	inner := fake(t, identityOK(), bucketsOK())
	run(t, creds, roundTrip(func(r *http.Request) (*http.Response, error) {
		if got := r.Header.Get("X-Amz-Security-Token"); got != tokenCanary {
			t.Errorf("token %q to %s", got, r.URL)
		}
		return inner.RoundTrip(r)
	}))
}

func TestInvalidInput(t *testing.T) {
	tests := map[string]func(*client.S3Credentials){
		"AccessKeyID":     func(c *client.S3Credentials) { c.AccessKeyID = "" },
		"SecretAccessKey": func(c *client.S3Credentials) { c.SecretAccessKey = client.NewSecret("two words") },
		"SessionToken":    func(c *client.S3Credentials) { c.SessionToken = client.NewSecret("line\nend") },
		"Bucket":          func(c *client.S3Credentials) { c.Bucket = "arn:aws:s3:::acme" },
		"FolderPath":      func(c *client.S3Credentials) { c.FolderPath = "a\x00b" },
		"ServiceURL":      func(c *client.S3Credentials) { c.ServiceURL = "https://user:pass@store.example" },
	}
	for field, spoil := range tests {
		t.Run(field, func(t *testing.T) {
			creds := inBucket()
			spoil(&creds)
			findings, err := New(Config{Transport: fake(t)}).Run(t.Context(), creds, nil)
			var api *client.APIError
			if !errors.As(err, &api) || api.Kind != client.KindInvalid || api.Field != field || findings != nil {
				t.Errorf("got %v, %v", findings, err)
			}
		})
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c := New(Config{UserAgent: "Mooring/1.0", Transport: fake(t, identityOK())})
	findings, err := c.Run(ctx, inBucket(), func(Finding) { cancel() })
	if !errors.Is(err, context.Canceled) || len(findings) != 1 {
		t.Errorf("got %v, %v", summary(findings), err)
	}
}

// roundTrip is an http.RoundTripper made of a function.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
