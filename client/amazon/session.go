package amazon

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/ratelimit"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"mooring/client"
)

// session is one run: the keys, where to ask, and what was learnt of it.
type session struct {
	creds client.S3Credentials
	at    place
	http  *http.Client

	signAs  string // the region that calls to S3 go to and are signed for
	moved   string // the region that an answer sent the calls to; else empty
	refusal *Error // that answer
}

func (c *Checker) begin(creds client.S3Credentials, at place) (*session, func()) {
	transport, done := c.cfg.Transport, func() {}
	if transport == nil {
		own := client.NewTransport()
		transport, done = own, own.CloseIdleConnections
	}
	s := &session{creds: creds, at: at, signAs: at.region}
	s.http = &http.Client{
		Transport: &wire{next: transport, userAgent: c.cfg.UserAgent, scrub: s.scrub},
		// A signature holds for one host only.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return s, done
}

// keys gives the SDK these keys; it looks nowhere else for any.
func (s *session) keys() aws.CredentialsProvider {
	return credentials.NewStaticCredentialsProvider(
		s.creds.AccessKeyID, s.creds.SecretAccessKey.Reveal(), s.creds.SessionToken.Reveal())
}

// s3 is made for each call, since an answer may have told a better region.
func (s *session) s3() *s3.Client {
	o := s3.Options{
		Region:                      s.signAs,
		Credentials:                 s.keys(),
		HTTPClient:                  s.http,
		Retryer:                     retryer(),
		DisableClockSkewCorrection:  true, // a wrong clock is something to be told
		DisableS3ExpressSessionAuth: aws.Bool(true),
	}
	if s.at.custom != "" {
		o.BaseEndpoint, o.UsePathStyle = aws.String(s.at.custom), true
	}
	if s.at.dualStack {
		o.EndpointOptions.UseDualStackEndpoint = aws.DualStackEndpointStateEnabled
	}
	if s.at.fips {
		o.EndpointOptions.UseFIPSEndpoint = aws.FIPSEndpointStateEnabled
	}
	return s3.New(o)
}

func (s *session) callerIdentity(ctx context.Context) (account, arn string, err error) {
	c := sts.New(sts.Options{
		Region: s.at.anchor(), Credentials: s.keys(), HTTPClient: s.http, Retryer: retryer(),
		DisableClockSkewCorrection: true,
	})
	out, err := c.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	if err != nil {
		return "", "", err
	}
	return aws.ToString(out.Account), aws.ToString(out.Arn), nil
}

func (s *session) buckets(ctx context.Context) ([]string, error) {
	out, err := s.s3().ListBuckets(ctx, &s3.ListBucketsInput{})
	if err != nil {
		return nil, err
	}
	names := make([]string, 0, len(out.Buckets))
	for _, b := range out.Buckets {
		names = append(names, aws.ToString(b.Name))
	}
	return names, nil
}

// location returns the region of the bucket; a store that is not Amazon's may
// leave it empty.
func (s *session) location(ctx context.Context) (string, error) {
	out, err := s.s3().GetBucketLocation(ctx, &s3.GetBucketLocationInput{Bucket: aws.String(s.creds.Bucket)})
	if err != nil {
		return "", err
	}
	switch told := string(out.LocationConstraint); {
	case told == "" && s.at.custom == "":
		return "us-east-1", nil // the oldest region has no name of its own here
	case told == "EU":
		return "eu-west-1", nil
	default:
		return told, nil
	}
}

func (s *session) objects(ctx context.Context) (seen int, more bool, err error) {
	in := &s3.ListObjectsV2Input{Bucket: aws.String(s.creds.Bucket), MaxKeys: aws.Int32(1000)}
	if p := prefix(s.creds.FolderPath); p != "" {
		in.Prefix = aws.String(p)
	}
	out, err := s.s3().ListObjectsV2(ctx, in)
	if err != nil {
		return 0, false, err
	}
	return len(out.Contents), aws.ToBool(out.IsTruncated), nil
}

// retryer repeats a call once, after a second, if it was throttled or if the
// connection was lost. What will not change is not repeated.
func retryer() aws.Retryer {
	return retry.NewStandard(func(o *retry.StandardOptions) {
		o.MaxAttempts = 2
		o.RateLimiter = ratelimit.None
		o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return time.Second, nil })
		o.Retryables = []retry.IsErrorRetryable{
			retry.NoRetryCanceledError{},
			retry.IsErrorRetryableFunc(lasting),
			retry.RetryableConnectionError{},
			retry.RetryableErrorCode{Codes: retry.DefaultThrottleErrorCodes},
		}
	})
}

// lasting says no to repeating what has no connection to lose: somebody else's
// answer, a certificate that is not trusted, a proxy that refused.
func lasting(err error) aws.Ternary {
	var proxy *client.ProxyError
	var cert *tls.CertificateVerificationError
	if errors.Is(err, errForeign) || errors.As(err, &proxy) || errors.As(err, &cert) {
		return aws.FalseTernary
	}
	return aws.UnknownTernary
}

func isTimeout(err error) bool {
	var timeout net.Error
	return errors.As(err, &timeout) && timeout.Timeout()
}

// networkError returns the part of the SDK's error that net/http made, which
// says what went wrong without the SDK's layers around it.
func networkError(err error) error {
	var transport *url.Error
	if errors.As(err, &transport) {
		return transport.Err
	}
	return err
}
