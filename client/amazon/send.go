package amazon

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"mooring/client"
)

// question is a call to S3 or, if it has a form, to STS.
type question struct {
	op     string
	root   string // the outermost element of its answer
	bucket string // the one that is asked about; empty if it is none
	query  url.Values
	form   string
}

// ask sends a question, and once more after a second if it was throttled or if
// the connection was lost. What will not change is not repeated.
func (s *session) ask(ctx context.Context, q question, a *answer) error {
	err := s.send(ctx, q, a)
	throttled := a.refused() && causeOf(a, false) == CauseThrottled
	if !throttled && (a.status != 0 || err == nil || lasting(err)) {
		return err
	}
	if err := client.Wait(ctx, time.Second); err != nil {
		return err
	}
	return s.send(ctx, q, a)
}

// lasting reports whether the way to the other side is barred and not only lost:
// by a certificate that is not trusted, by a proxy, by a name that nobody has.
func lasting(err error) bool {
	var proxy *client.ProxyError
	var cert *tls.CertificateVerificationError
	var dns *net.DNSError
	return errors.As(err, &proxy) || errors.As(err, &cert) || errors.As(err, &dns) && dns.IsNotFound
}

// send sends a question and reads its answer.
func (s *session) send(ctx context.Context, q question, a *answer) error {
	*a = answer{asked: a.asked, root: a.root, into: a.into}
	if err := ctx.Err(); err != nil {
		return err
	}
	r, err := s.request(ctx, q)
	if err != nil {
		return err
	}
	resp, err := s.http.Do(r)
	if err != nil {
		return withoutURL(err)
	}
	defer resp.Body.Close()
	client.Unpack(resp)
	return a.receive(resp, s.scrub)
}

// request makes the signed request of a question.
func (s *session) request(ctx context.Context, q question) (*http.Request, error) {
	service, region, method, to := "s3", s.signAs, http.MethodGet, s.at.address(s.signAs, q.bucket)
	if q.form != "" {
		service, region, method, to = "sts", s.at.anchor(), http.MethodPost, s.at.identityURL()
	}
	r, err := http.NewRequestWithContext(ctx, method, to, strings.NewReader(q.form))
	if err != nil {
		return nil, withoutURL(err)
	}
	r.URL.RawQuery = q.query.Encode()
	r.Header.Set("User-Agent", s.userAgent)
	sum := sha256.Sum256([]byte(q.form))
	hash := hex.EncodeToString(sum[:])
	if q.form != "" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	} else {
		r.Header.Set("X-Amz-Content-Sha256", hash)
	}
	keys := aws.Credentials{
		AccessKeyID: s.creds.AccessKeyID, SecretAccessKey: s.creds.SecretAccessKey.Reveal(), SessionToken: s.creds.SessionToken.Reveal(),
	}
	// S3 wants the path signed as it is sent, unlike all other services.
	signer := v4.NewSigner(func(o *v4.SignerOptions) { o.DisableURIPathEscaping = service == "s3" })
	return r, signer.SignHTTP(ctx, keys, r, hash, service, region, time.Now())
}

// withoutURL returns what net/http wrapped with the address, which is known.
func withoutURL(err error) error {
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		return wrapped.Err
	}
	return err
}

func isTimeout(err error) bool {
	timeout, ok := errors.AsType[net.Error](err)
	return ok && timeout.Timeout()
}
