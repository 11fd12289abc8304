package amazon

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
)

func TestPolicy(t *testing.T) {
	tests := []struct {
		file, bucket, folder string
		partition            client.S3Partition
	}{
		{"folder.json", "acme-landing", "/crm/daily/", client.PartitionAWS},
		{"bucket.json", "acme-landing", "", client.PartitionAWS},
		{"everything.json", "", "", client.PartitionAWS},
		{"china.json", "acme-landing", "crm & \"co\"", client.PartitionChina},
		{"govcloud.json", "acme-landing", "Données d'été", client.PartitionGovCloud},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			tt.folder = strings.ReplaceAll(tt.folder, `"`, "'")
			got, err := Policy(tt.partition, tt.bucket, tt.folder)
			if err != nil {
				t.Fatal(err)
			}
			checkPolicy(t, got)
			file := filepath.Join("testdata", "policy", tt.file)
			if os.Getenv("MOORING_UPDATE_GOLDEN") != "" {
				if err := os.WriteFile(file, got, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("policy (-want +got):\n%s", diff)
			}
		})
	}
}

var (
	resource = regexp.MustCompile(`^(\*|arn:aws(-cn|-us-gov|-eusc)?:s3:::[^*?]+(/\*)?|arn:aws(-cn|-us-gov|-eusc)?:s3:::\*(/\*)?)$`)
	needed   = []string{"s3:GetBucketLocation", "s3:GetObject", "s3:GetObjectVersion", "s3:ListAllMyBuckets", "s3:ListBucket"}
)

// checkPolicy reads a policy as strictly as IAM does, and holds that it allows
// what Platform needs and nothing else.
func checkPolicy(t *testing.T, policy []byte) {
	t.Helper()
	var p struct {
		Version   string
		Statement []statement
	}
	d := json.NewDecoder(bytes.NewReader(policy))
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil || d.More() {
		t.Fatalf("not a policy: %v\n%s", err, policy)
	}
	var actions, sids []string
	for _, s := range p.Statement {
		if s.Effect != "Allow" || !resource.MatchString(s.Resource) || !regexp.MustCompile(`^[A-Za-z0-9]+$`).MatchString(s.Sid) {
			t.Errorf("statement %+v", s)
		}
		actions = append(actions, s.Action...)
		sids = append(sids, s.Sid)
	}
	slices.Sort(actions)
	if diff := cmp.Diff(needed, actions); diff != "" {
		t.Errorf("actions (-want +got):\n%s", diff)
	}
	if p.Version != "2012-10-17" || len(slices.Compact(sids)) != len(p.Statement) {
		t.Errorf("version %q, statements %q", p.Version, sids)
	}
	// What IAM accepts as a policy at all.
	if i := strings.IndexFunc(string(policy), func(r rune) bool { return r > 0xFF || r < ' ' && r != '\n' }); i >= 0 || len(policy) > 6144 {
		t.Errorf("a character at %d, or a length of %d, that IAM refuses", i, len(policy))
	}
}

func TestPolicyRefuses(t *testing.T) {
	tests := []struct {
		bucket, folder string
		partition      client.S3Partition
		field          string
	}{
		{"", "crm", client.PartitionAWS, "Bucket"},
		{"acme*", "", client.PartitionAWS, "Bucket"},
		{"acme/crm", "", client.PartitionAWS, "Bucket"},
		{"arn:aws:s3:::acme", "", client.PartitionAWS, "Bucket"},
		{"acme", "crm/*", client.PartitionAWS, "FolderPath"},
		{"acme", "crm?", client.PartitionAWS, "FolderPath"},
		{"acme", "${aws:username}", client.PartitionAWS, "FolderPath"},
		{"acme", "a//b", client.PartitionAWS, "FolderPath"},
		{"acme", "../other", client.PartitionAWS, "FolderPath"},
		{"acme", "a\"b", client.PartitionAWS, "FolderPath"},
		{"acme", "a\nb", client.PartitionAWS, "FolderPath"},
		{"acme", "客户", client.PartitionAWS, "FolderPath"},
		{"acme", strings.Repeat("a", 1001), client.PartitionAWS, "FolderPath"},
		{"acme", "", "aws-nowhere", "ServiceURL"},
	}
	for _, tt := range tests {
		got, err := Policy(tt.partition, tt.bucket, tt.folder)
		var api *client.APIError
		if !errors.As(err, &api) || api.Kind != client.KindInvalid || api.Field != tt.field || got != nil {
			t.Errorf("%q, %q: %s, %v", tt.bucket, tt.folder, got, err)
		}
	}
}

func FuzzPolicy(f *testing.F) {
	f.Add("acme-landing", "crm/daily")
	f.Add("", "")
	f.Add("acme*", "${x}")
	f.Fuzz(func(t *testing.T, bucket, folder string) {
		if policy, err := Policy(client.PartitionAWS, bucket, folder); err == nil {
			checkPolicy(t, policy)
		}
	})
}
