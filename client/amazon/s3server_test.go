//go:build s3server

package amazon

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
)

func TestAgainstRealServer(t *testing.T) {
	s := startStore(t)
	many := make([]string, 1200)
	for i := range many {
		many[i] = fmt.Sprintf("crm/daily/%04d.csv", i)
	}
	s.bucket(bucket, append(many, "other/x.csv")...)
	s.bucket("acme-logs")

	scoped, err := Policy(client.PartitionAWS, bucket, "/crm/daily/")
	if err != nil {
		t.Fatal(err)
	}
	everything, err := Policy(client.PartitionAWS, "", "")
	if err != nil {
		t.Fatal(err)
	}
	alice, bob, carol := s.user("alice", scoped), s.user("bob", nil), s.user("carol", everything)

	const (
		notAmazon   = "skipped, not Amazon"
		noBucket    = "skipped, no bucket is named"
		notNeeded   = "not needed, a bucket is named, not allowed, AccessDenied"
		denied      = "failed, not allowed, AccessDenied"
		storeItself = "http://STORE"
	)
	with := func(keys client.S3Credentials, serviceURL, bucket, folder string) client.S3Credentials {
		keys.ServiceURL, keys.Bucket, keys.FolderPath = strings.Replace(serviceURL, "STORE", s.s3, 1), bucket, folder
		return keys
	}
	wrongSecret, wrongID := root(), root()
	wrongSecret.SecretAccessKey = client.NewSecret(secretCanary)
	wrongID.AccessKeyID = "AKIAIOSFODNN7EXAMPLE"
	tests := []struct {
		name  string
		creds client.S3Credentials
		want  []string
		see   func(*testing.T, []Finding)
	}{
		{
			// The store is in Paris and is asked as Virginia, which it corrects.
			"right keys", with(root(), storeItself, bucket, ""),
			[]string{notAmazon, passed, passed, passed},
			func(t *testing.T, f []Finding) {
				if diff := cmp.Diff([]string{"acme-landing", "acme-logs"}, f[1].Buckets); diff != "" {
					t.Error(diff)
				}
				if f[2].Region != realRegion || f[2].ServiceURL != "" {
					t.Errorf("region: %+v", f[2])
				}
			},
		},
		{
			"more than a thousand objects", with(root(), storeItself, bucket, "crm/daily"),
			[]string{notAmazon, passed, passed, passed},
			func(t *testing.T, f []Finding) {
				if f[3].Objects != 1000 || !f[3].More {
					t.Errorf("folder: %+v", f[3])
				}
			},
		},
		{
			"a folder that is not there", with(root(), storeItself, bucket, "crm/weekly"),
			[]string{notAmazon, passed, passed, passed},
			func(t *testing.T, f []Finding) {
				if f[3].Objects != 0 || f[3].More {
					t.Errorf("folder: %+v", f[3])
				}
			},
		},
		{"no bucket", with(root(), storeItself, "", ""), []string{notAmazon, passed, noBucket, noBucket}, nil},
		{
			"wrong key id", with(wrongID, storeItself, bucket, ""),
			[]string{notAmazon, "failed, unknown access key id, InvalidAccessKeyId", skipped, skipped},
			nil,
		},
		{
			"wrong secret", with(wrongSecret, storeItself, bucket, ""),
			[]string{notAmazon, "failed, wrong secret access key, SignatureDoesNotMatch", skipped, skipped},
			nil,
		},
		{
			"missing bucket", with(root(), storeItself, "acme-nowhere", ""),
			[]string{notAmazon, passed, "failed, no such bucket, NoSuchBucket", skipped},
			nil,
		},
		{"no rights", with(bob, storeItself, bucket, ""), []string{notAmazon, notNeeded, denied, denied}, nil},
		{"no rights, no bucket", with(bob, storeItself, "", ""), []string{notAmazon, denied, noBucket, noBucket}, nil},
		{"our policy, its folder", with(alice, storeItself, bucket, "crm/daily"), []string{notAmazon, passed, passed, passed}, nil},
		{"our policy, another folder", with(alice, storeItself, bucket, "other"), []string{notAmazon, passed, passed, denied}, nil},
		{"our policy, the whole bucket", with(alice, storeItself, bucket, ""), []string{notAmazon, passed, passed, denied}, nil},
		{"our policy, another bucket", with(alice, storeItself, "acme-logs", ""), []string{notAmazon, passed, denied, denied}, nil},
		{"our policy for everything", with(carol, storeItself, bucket, "other"), []string{notAmazon, passed, passed, passed}, nil},
		{
			"as Amazon", with(alice, "https://s3.eu-west-3.amazonaws.com/", bucket, "crm/daily"),
			[]string{passed, passed, passed, passed},
			func(t *testing.T, f []Finding) {
				if !strings.HasSuffix(f[0].ARN, ":user/alice") {
					t.Errorf("identity: %+v", f[0])
				}
			},
		},
		{
			"as Amazon, from another region", with(alice, "", bucket, "crm/daily"),
			[]string{passed, passed, passed, passed},
			func(t *testing.T, f []Finding) {
				if f[2].Region != realRegion || f[2].ServiceURL != "https://s3.eu-west-3.amazonaws.com/" {
					t.Errorf("region: %+v", f[2])
				}
			},
		},
		{
			"as Amazon, wrong service URL", with(alice, "https://s3.eu-west-1.amazonaws.com/", bucket, "crm/daily"),
			[]string{passed, passed, "failed, wrong region, AuthorizationHeaderMalformed", passed},
			func(t *testing.T, f []Finding) {
				if f[2].Region != realRegion || f[2].ServiceURL != "https://s3.eu-west-3.amazonaws.com/" {
					t.Errorf("region: %+v", f[2])
				}
			},
		},
		{
			"as Amazon, wrong key id", with(wrongID, "", bucket, ""),
			[]string{"failed, unknown access key id, InvalidClientTokenId", skipped, skipped, skipped},
			nil,
		},
		{
			"as Amazon, wrong secret", with(wrongSecret, "", bucket, ""),
			[]string{"failed, wrong secret access key, SignatureDoesNotMatch", skipped, skipped, skipped},
			nil,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var next http.RoundTripper
			if !strings.HasPrefix(tt.creds.ServiceURL, "http://") {
				next = s.amazonHere()
			}
			findings := run(t, tt.creds, next)
			if diff := cmp.Diff(tt.want, summary(findings)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
				for _, f := range findings {
					t.Logf("%v: %v", f.Check, f.Err)
				}
			}
			if tt.see != nil {
				tt.see(t, findings)
			}
		})
	}

	// Our policy lets the files of the folder be read, and nothing else be done.
	for _, f := range []struct {
		method, file string
		want         int
	}{
		{http.MethodGet, "crm/daily/0001.csv", http.StatusOK},
		{http.MethodGet, "other/x.csv", http.StatusForbidden},
		{http.MethodPut, "crm/daily/new.csv", http.StatusForbidden},
		{http.MethodDelete, "crm/daily/0001.csv", http.StatusForbidden},
	} {
		if status, body := s.as(alice, "s3", realRegion, f.method, "http://"+s.s3+"/"+bucket+"/"+f.file, ""); status != f.want {
			t.Errorf("%s %s: %d %s", f.method, f.file, status, body)
		}
	}
}
