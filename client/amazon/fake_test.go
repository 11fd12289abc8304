package amazon

import (
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
)

const (
	secretCanary = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
	tokenCanary  = "session-token-canary"

	stsHost   = "sts.us-east-1.amazonaws.com"
	bucket    = "acme-landing"
	anyHost   = "s3.us-east-1.amazonaws.com"
	paris     = "s3.eu-west-3.amazonaws.com"
	amazonURL = "https://s3.eu-west-3.amazonaws.com/"
)

func longTerm() client.S3Credentials {
	return client.S3Credentials{AccessKeyID: "AKIAIOSFODNN7EXAMPLE", SecretAccessKey: client.NewSecret(secretCanary)}
}

func inBucket() client.S3Credentials {
	c := longTerm()
	c.Bucket, c.FolderPath = bucket, "/crm/daily/"
	return c
}

// reply is one answer, to the call that want names: "region METHOD host/path?query".
type reply struct {
	want   string
	status int
	body   string
	header http.Header
	err    error
}

// amazonFake answers call after call in the order of a script, and fails the
// test at any other.
type amazonFake struct {
	t      *testing.T
	script []reply
	called int
}

func fake(t *testing.T, script ...reply) *amazonFake {
	t.Helper()
	f := &amazonFake{t: t, script: script}
	t.Cleanup(func() {
		for _, r := range f.script[f.called:] {
			t.Errorf("not called: %s", r.want)
		}
	})
	return f
}

var scope = regexp.MustCompile(`^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/\d{8}/([a-z0-9-]+)/(s3|sts)/aws4_request, SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, Signature=[0-9a-f]{64}$`)

func (f *amazonFake) RoundTrip(r *http.Request) (*http.Response, error) {
	f.t.Helper()
	m := scope.FindStringSubmatch(r.Header.Get("Authorization"))
	if m == nil {
		f.t.Errorf("not signed as expected: %q", r.Header.Get("Authorization"))
		m = []string{"", "?", "?"}
	}
	if got := r.Header.Get("User-Agent"); got != "Mooring/1.0" {
		f.t.Errorf("User-Agent is %q", got)
	}
	body := ""
	if r.Body != nil {
		b, err := io.ReadAll(r.Body)
		if err != nil {
			f.t.Error(err)
		}
		body = string(b)
	}
	query := r.URL.Query()
	query.Del("x-id")
	got := strings.TrimSpace(m[1] + " " + r.Method + " " + r.URL.Host + r.URL.Path)
	if q := query.Encode(); q != "" {
		got += "?" + q
	}
	if body != "" {
		got += " " + body
	}
	if f.called >= len(f.script) {
		f.t.Errorf("unexpected call: %s", got)
		return nil, io.ErrUnexpectedEOF
	}
	a := f.script[f.called]
	f.called++
	if got != a.want {
		f.t.Errorf("call %d:\n got  %s\n want %s", f.called, got, a.want)
	}
	if a.err != nil {
		return nil, a.err
	}
	if a.header == nil {
		a.header = http.Header{}
	}
	if a.status == 0 {
		a.status = http.StatusOK
	}
	return &http.Response{
		StatusCode: a.status, Status: http.StatusText(a.status), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: a.header, Body: io.NopCloser(strings.NewReader(a.body)), Request: r,
	}, nil
}

// The calls that a run makes, in its order.
func identityOK() reply {
	return reply{want: "us-east-1 POST " + stsHost + "/ Action=GetCallerIdentity&Version=2011-06-15", body: callerIdentity}
}
func bucketsOK() reply { return reply{want: "us-east-1 GET " + anyHost + "/", body: bucketList} }

func located(region, body string) reply {
	return reply{want: region + " GET " + bucket + ".s3." + region + ".amazonaws.com/?location=", body: body}
}

func listed(region, body string) reply {
	return reply{want: region + " GET " + bucket + ".s3." + region + ".amazonaws.com/?list-type=2&max-keys=1000&prefix=crm%2Fdaily%2F", body: body}
}

func (r reply) answering(status int, body string, header ...string) reply {
	r.status, r.body, r.header = status, body, http.Header{}
	for i := 0; i+1 < len(header); i += 2 {
		r.header.Set(header[i], header[i+1])
	}
	return r
}

func (r reply) failing(err error) reply {
	r.err = err
	return r
}

// run makes a run against a fake and returns its findings, which were handed
// over one by one as well.
func run(t *testing.T, creds client.S3Credentials, next http.RoundTripper) []Finding {
	t.Helper()
	var seen []Finding
	c := New(Config{UserAgent: "Mooring/1.0", Transport: next})
	findings, err := c.Run(t.Context(), creds, func(f Finding) { seen = append(seen, f) })
	if err != nil {
		t.Fatalf("Run: %v", err)
	}
	if diff := cmp.Diff(len(findings), len(seen)); diff != "" {
		t.Errorf("findings handed over (-returned +handed over):\n%s", diff)
	}
	for i, f := range findings {
		if f.Check != Checks()[i] {
			t.Errorf("finding %d is of %v", i, f.Check)
		}
		told := f.Verdict == Failed || f.Verdict == NotNeeded || f.Reason == NotOffered
		if told != (f.Err != nil) || told != (f.Cause != NoCause) {
			t.Errorf("%v: %v with cause %q and error %v", f.Check, f.Verdict, f.Cause, f.Err)
		}
		if none := f.Verdict == Passed || f.Verdict == Failed; none != (f.Reason == NoReason) {
			t.Errorf("%v: %v with reason %q", f.Check, f.Verdict, f.Reason)
		}
	}
	return findings
}

// summary is what the tables compare: one word or two for each check.
func summary(findings []Finding) []string {
	var out []string
	for _, f := range findings {
		s := f.Verdict.String()
		for _, more := range []string{f.Reason.String(), f.Cause.String(), f.Code} {
			if more != "" {
				s += ", " + more
			}
		}
		out = append(out, s)
	}
	return out
}
