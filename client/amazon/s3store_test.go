//go:build s3server

package amazon

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"mooring/client"
)

// The owner of the store.
const (
	rootID     = "AKIAMOORINGTESTROOT0"
	rootSecret = "the-secret-of-the-root-of-a-test-only-00"
	realRegion = "eu-west-3"
)

// store is a real S3 server with real users, policies and STS: versitygw. It
// checks signatures, regions and rights as Amazon does.
type store struct {
	t        *testing.T
	s3, iam  string // host:port
	dataDir  string
	transfer *http.Transport
}

func startStore(t *testing.T) *store {
	t.Helper()
	binary := os.Getenv("MOORING_VERSITYGW")
	if binary == "" {
		t.Fatal("MOORING_VERSITYGW must name the S3 server; build it with: go build -C .ci/tools/versitygw -o FILE github.com/versity/versitygw/cmd/versitygw")
	}
	if _, err := os.Stat(binary); err != nil {
		t.Fatalf("MOORING_VERSITYGW: %v", err)
	}
	dir := t.TempDir()
	for _, sub := range []string{"iam", "data", "meta"} {
		if err := os.Mkdir(filepath.Join(dir, sub), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	s := &store{t: t, s3: freePort(t), iam: freePort(t), dataDir: filepath.Join(dir, "data"), transfer: &http.Transport{}}
	t.Cleanup(s.transfer.CloseIdleConnections)
	// The path of a socket must be short, hence a relative one.
	s.start(binary, dir, s.iam, "--port", s.iam, "--quiet", "iam", "--dir", "iam", "--private-ports", "iam.sock")
	s.start(binary, s.dataDir, s.s3, "--port", s.s3, "--quiet", "--region", realRegion, "--virtual-domain", "s3."+realRegion+".amazonaws.com",
		"--iam-standalone-endpoint", "../iam.sock", "posix", "--sidecar", filepath.Join(dir, "meta"), s.dataDir)
	return s
}

func freePort(t *testing.T) string {
	t.Helper()
	var lc net.ListenConfig
	l, err := lc.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return addr
}

// start runs a server until the test ends, and returns when it listens.
func (s *store) start(binary, dir, addr string, args ...string) {
	s.t.Helper()
	// Not the context of the test, which is done before its clean-up.
	ctx, cancel := context.WithCancel(context.WithoutCancel(s.t.Context()))
	cmd := exec.CommandContext(ctx, binary, args...) //nolint:gosec // the developer names the binary
	var log bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &log, &log
	cmd.Env = []string{"ROOT_ACCESS_KEY=" + rootID, "ROOT_SECRET_KEY=" + rootSecret, "HOME=" + dir, "TMPDIR=" + dir}
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
	if err := cmd.Start(); err != nil {
		cancel()
		s.t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { _ = cmd.Wait(); close(ended) }()
	s.t.Cleanup(func() {
		cancel()
		<-ended
		if s.t.Failed() {
			s.t.Logf("%s said:\n%s", strings.Join(args, " "), log.String())
		}
	})
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	limit := time.After(time.Minute)
	var d net.Dialer
	for {
		if c, err := d.DialContext(ctx, "tcp", addr); err == nil {
			_ = c.Close()
			return
		}
		select {
		case <-ended:
			s.t.Fatalf("the server ended at once:\n%s", log.String())
		case <-limit:
			s.t.Fatal("the server does not listen")
		case <-tick.C:
		}
	}
}

// as sends a signed request and returns its answer.
func (s *store) as(keys client.S3Credentials, service, region, method, rawURL, body string) (int, string) {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, rawURL, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	if service != "s3" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	sum := sha256.Sum256([]byte(body))
	hash := hex.EncodeToString(sum[:])
	r.Header.Set("X-Amz-Content-Sha256", hash)
	who := aws.Credentials{AccessKeyID: keys.AccessKeyID, SecretAccessKey: keys.SecretAccessKey.Reveal()}
	if err := v4.NewSigner().SignHTTP(s.t.Context(), who, r, hash, service, region, time.Now()); err != nil {
		s.t.Fatal(err)
	}
	answer, err := s.transfer.RoundTrip(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer.StatusCode, string(b)
}

func (s *store) iamCall(action string, params ...string) string {
	s.t.Helper()
	form := url.Values{"Action": {action}, "Version": {"2010-05-08"}}
	for i := 0; i+1 < len(params); i += 2 {
		form.Set(params[i], params[i+1])
	}
	status, body := s.as(root(), "iam", "us-east-1", http.MethodPost, "http://"+s.iam+"/", form.Encode())
	if status != http.StatusOK {
		s.t.Fatalf("%s: %d %s", action, status, body)
	}
	return body
}

// user makes a user whose rights are those of a policy, if there is one.
func (s *store) user(name string, policy []byte) client.S3Credentials {
	s.t.Helper()
	s.iamCall("CreateUser", "UserName", name)
	if policy != nil {
		s.iamCall("PutUserPolicy", "UserName", name, "PolicyName", "platform", "PolicyDocument", string(policy))
	}
	var made struct {
		ID     string `xml:"CreateAccessKeyResult>AccessKey>AccessKeyId"`
		Secret string `xml:"CreateAccessKeyResult>AccessKey>SecretAccessKey"`
	}
	if err := xml.Unmarshal([]byte(s.iamCall("CreateAccessKey", "UserName", name)), &made); err != nil || made.Secret == "" {
		s.t.Fatalf("no key for %s: %v", name, err)
	}
	return client.S3Credentials{AccessKeyID: made.ID, SecretAccessKey: client.NewSecret(made.Secret)}
}

// bucket makes a bucket with files in it; the server keeps them as plain files.
func (s *store) bucket(name string, files ...string) {
	s.t.Helper()
	in := fmt.Sprintf(`<CreateBucketConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><LocationConstraint>%s</LocationConstraint></CreateBucketConfiguration>`, realRegion)
	if status, body := s.as(root(), "s3", realRegion, http.MethodPut, "http://"+s.s3+"/"+name, in); status != http.StatusOK {
		s.t.Fatalf("bucket %s: %d %s", name, status, body)
	}
	for _, f := range files {
		path := filepath.Join(s.dataDir, name, filepath.FromSlash(f))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			s.t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("id,name\n"), 0o600); err != nil {
			s.t.Fatal(err)
		}
	}
}

// amazonHere leads the hosts of Amazon to the store. The signature still covers
// the host that was meant; a bucket that is asked for in another region is told
// so before the signature is looked at, here as with Amazon.
func (s *store) amazonHere() http.RoundTripper {
	return roundTrip(func(r *http.Request) (*http.Response, error) {
		host := r.URL.Host
		r = r.Clone(r.Context())
		r.Host, r.URL.Scheme, r.URL.Host = host, "http", s.s3
		switch {
		case strings.HasPrefix(host, "sts."):
			r.URL.Host = s.iam
		case strings.HasPrefix(host, bucket+"."):
			r.Host = bucket + ".s3." + realRegion + ".amazonaws.com"
		}
		return s.transfer.RoundTrip(r)
	})
}

func root() client.S3Credentials {
	return client.S3Credentials{AccessKeyID: rootID, SecretAccessKey: client.NewSecret(rootSecret)}
}
