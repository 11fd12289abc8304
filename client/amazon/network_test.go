package amazon

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
)

// at returns keys for a store at an address.
func at(serviceURL string) client.S3Credentials {
	c := inBucket()
	c.ServiceURL = serviceURL
	return c
}

// What stands between this computer and a store is found with errors.As.
func TestNetworkErrors(t *testing.T) {
	untrusted := httptest.NewTLSServer(http.NotFoundHandler())
	untrusted.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	t.Cleanup(untrusted.Close)
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodConnect {
			t.Errorf("the proxy was asked for %s", r.Method)
		}
		w.WriteHeader(http.StatusProxyAuthRequired)
	}))
	t.Cleanup(proxy.Close)
	behind := client.NewTransport()
	behind.Proxy = func(*http.Request) (*url.URL, error) { return url.Parse(proxy.URL) }
	nameless := client.NewTransport()
	nameless.DialContext = func(context.Context, string, string) (net.Conn, error) {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "store.example", IsNotFound: true}}
	}
	cut := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "5000")
		_, _ = io.WriteString(w, bucketList)
	}))
	t.Cleanup(cut.Close)

	tests := []struct {
		name      string
		url       string
		transport http.RoundTripper
		is        func(error) bool
	}{
		{"unknown authority", untrusted.URL, nil, func(err error) bool {
			var cert *tls.CertificateVerificationError
			var authority x509.UnknownAuthorityError
			return errors.As(err, &cert) && errors.As(err, &authority)
		}},
		{"refused", "http://127.0.0.1:1", nil, func(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }},
		{"proxy", "https://store.example", behind, func(err error) bool {
			var proxy *client.ProxyError
			return errors.As(err, &proxy) && proxy.Status == http.StatusProxyAuthRequired
		}},
		{"no such host", "https://store.example", nameless, func(err error) bool {
			var dns *net.DNSError
			return errors.As(err, &dns) && dns.IsNotFound
		}},
		{"cut off", cut.URL, nil, func(err error) bool { return errors.Is(err, io.ErrUnexpectedEOF) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel() // a lost connection is tried again after a second
			findings := run(t, at(tt.url), tt.transport)
			want := []string{"skipped, not Amazon", "failed, not reachable", skipped, skipped}
			if diff := cmp.Diff(want, summary(findings)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			if err := findings[1].Err; !tt.is(err) {
				t.Errorf("not found in %v", err)
			}
		})
	}
}

// Where only Amazon's STS cannot be reached, the store is still asked.
func TestIdentityUnreachable(t *testing.T) {
	gone := &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", IsNotFound: true}}
	findings := run(t, inBucket(), fake(
		t, identityOK().failing(gone), bucketsOK(), located("us-east-1", locationVirginia), listed("us-east-1", twoObjects),
	))
	want := []string{"failed, not reachable", passed, passed, passed}
	if diff := cmp.Diff(want, summary(findings)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestTimeLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		silent := roundTrip(func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		})
		began := time.Now()
		findings := run(t, at("https://store.example"), silent)
		if took := time.Since(began); took != callLimit {
			t.Errorf("took %v", took)
		}
		want := []string{"skipped, not Amazon", "failed, no answer in time", skipped, skipped}
		if diff := cmp.Diff(want, summary(findings)); diff != "" {
			t.Errorf("findings (-want +got):\n%s", diff)
		}
		if !errors.Is(findings[1].Err, context.DeadlineExceeded) {
			t.Errorf("error: %v", findings[1].Err)
		}
	})
}

func TestCancelledWhileWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		silent := roundTrip(func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		})
		time.AfterFunc(5*time.Second, cancel)
		began := time.Now()
		findings, err := New(Config{Transport: silent}).Run(ctx, inBucket(), nil)
		if !errors.Is(err, context.Canceled) || len(findings) != 0 || time.Since(began) != 5*time.Second {
			t.Errorf("after %v: %v, %v", time.Since(began), findings, err)
		}
	})
}

// A call is repeated once where that may help, and not at all elsewhere.
func TestRepetition(t *testing.T) {
	reset := &net.OpError{Op: "read", Err: syscall.ECONNRESET}
	tests := []struct {
		name  string
		first reply
		calls int
		want  string // where the repetition fails the same way
	}{
		{"slow down", bucketsOK().answering(503, s3SlowDown), 2, "failed, too many requests, SlowDown"},
		{"slow down, without a word", bucketsOK().answering(429, ""), 2, "failed, too many requests"},
		{"reset", bucketsOK().failing(reset), 2, "failed, not reachable"},
		{"internal error", bucketsOK().answering(500, s3InternalError), 1, "failed, unavailable, InternalError"},
		{"wrong clock", bucketsOK().answering(403, s3Skewed), 1, "failed, wrong clock, RequestTimeTooSkewed"},
		{"denied", bucketsOK().answering(403, s3AccessDenied), 1, "failed, not allowed, AccessDenied"},
		{"somebody else", bucketsOK().answering(200, portal), 1, "failed, not an answer of S3"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				script := []reply{identityOK()}
				for range tt.calls {
					script = append(script, tt.first)
				}
				began := time.Now()
				findings := run(t, longTerm(), fake(t, script...))
				if got := summary(findings)[1]; got != tt.want {
					t.Errorf("got %q, want %q", got, tt.want)
				}
				if want := time.Duration(tt.calls-1) * time.Second; time.Since(began) != want {
					t.Errorf("took %v, want %v", time.Since(began), want)
				}
			})
			if tt.calls == 2 {
				synctest.Test(t, func(t *testing.T) {
					findings := run(t, longTerm(), fake(t, identityOK(), tt.first, bucketsOK()))
					if got := summary(findings)[1]; got != passed {
						t.Errorf("the second time it was good: %q", got)
					}
				})
			}
		})
	}
}

// The keys are those that were given, also where the environment has others.
func TestNoOtherKeys(t *testing.T) {
	for name, value := range map[string]string{
		"AWS_ACCESS_KEY_ID": "AKIAENVIRONMENT00000", "AWS_SECRET_ACCESS_KEY": "x", "AWS_SESSION_TOKEN": "x",
		"AWS_REGION": "sa-east-1", "AWS_PROFILE": "other", "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
		"AWS_ENDPOINT_URL_S3": "http://127.0.0.1:1", "AWS_ENDPOINT_URL_STS": "http://127.0.0.1:1",
		"AWS_EXECUTION_ENV": "x", "AWS_MAX_ATTEMPTS": "9", "AWS_USE_DUALSTACK_ENDPOINT": "true",
	} {
		t.Setenv(name, value)
	}
	// The fake refuses every other key id, host, region and user agent.
	run(t, inBucket(), fake(t, identityOK(), bucketsOK(), located("us-east-1", locationVirginia), listed("us-east-1", twoObjects)))
}

// A store that echoes all that it is sent, and more, does not bring a secret
// into a finding, an error or the log.
func TestNoSecretComesBack(t *testing.T) {
	creds := inBucket()
	creds.SessionToken = client.NewSecret(tokenCanary)
	echo := fmt.Sprintf(`<Error><Code>Odd %s</Code><Message>you said %s and %s</Message><Region>%s</Region><RequestId>%s</RequestId></Error>`,
		secretCanary, secretCanary, tokenCanary, tokenCanary, secretCanary)
	for _, body := range []string{s3Signature, s3InvalidToken, s3ExpiredToken, echo, portal + secretCanary, strings.Replace(bucketList, "acme-logs", tokenCanary+"<", 1)} {
		for _, status := range []int{200, 301, 400, 403, 500} {
			var log bytes.Buffer
			next := roundTrip(func(r *http.Request) (*http.Response, error) {
				h := http.Header{"X-Amz-Request-Id": {secretCanary}, "X-Amz-Bucket-Region": {tokenCanary}}
				return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
			})
			c := New(Config{Transport: next, Logger: slog.New(slog.NewTextHandler(&log, nil))})
			findings, err := c.Run(t.Context(), creds, nil)
			if err != nil {
				t.Fatal(err)
			}
			text := log.String()
			for _, f := range findings {
				text += fmt.Sprintf("%+v %#v %v", f, f, f.Err)
				var e *Error
				if errors.As(f.Err, &e) {
					text += fmt.Sprintf("%+v %#v", *e, *e)
				}
			}
			for _, secret := range []string{secretCanary, tokenCanary} {
				if strings.Contains(text, secret) {
					i := strings.Index(text, secret)
					t.Errorf("status %d: a secret shows in …%s…", status, text[max(0, i-100):i+len(secret)])
				}
			}
		}
	}
}

func TestTooBig(t *testing.T) {
	next := roundTrip(func(r *http.Request) (*http.Response, error) {
		endless := io.MultiReader(strings.NewReader("<ListAllMyBucketsResult>"), zeros{})
		return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(endless), Request: r}, nil
	})
	if got, want := summary(run(t, at("https://store.example"), next))[1], "failed, not an answer of S3"; got != want {
		t.Errorf("got %q", got)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

func FuzzAnswer(f *testing.F) {
	for _, s := range []string{callerIdentity, bucketList, locationParis, s3Skewed, stsExpiredToken, portal, "", "<Error>", "<Error><Code>x</Code></Error>"} {
		f.Add(s, 200)
		f.Add(s, 403)
	}
	f.Fuzz(func(t *testing.T, body string, status int) {
		a := &answer{status: status, asked: "us-east-1", root: "ListAllMyBucketsResult", into: new(string)}
		if a.read([]byte(body)) != nil {
			return
		}
		if to := a.movedTo(); to != "" && (!regionName.MatchString(to) || to == a.asked) {
			t.Errorf("moved to %q", to)
		}
		_ = causeOf(a, true).String()
	})
}
