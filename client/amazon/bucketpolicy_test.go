package amazon

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
)

const adobeRole = "arn:aws:iam::670664943635:role/system-created-role-for-sources"

func TestBucketPolicy(t *testing.T) {
	for _, tt := range []struct{ name, role, bucket, folder, files, list string }{
		{"a bucket", adobeRole, "acme-landing", "", "arn:aws:s3:::acme-landing/*", "arn:aws:s3:::acme-landing"},
		{"a folder", adobeRole, "acme-landing", "/crm/daily/", "arn:aws:s3:::acme-landing/crm/daily/*", "arn:aws:s3:::acme-landing"},
		{"an odd folder", adobeRole, "acme-landing", "Données d'été & co", "arn:aws:s3:::acme-landing/Données d'été & co/*", "arn:aws:s3:::acme-landing"},
		{
			"China", "arn:aws-cn:iam::670664943635:role/adobe/sources", "acme-landing", "crm",
			"arn:aws-cn:s3:::acme-landing/crm/*", "arn:aws-cn:s3:::acme-landing",
		},
		{
			"GovCloud", "arn:aws-us-gov:iam::670664943635:role/sources", "acme-landing", "",
			"arn:aws-us-gov:s3:::acme-landing/*", "arn:aws-us-gov:s3:::acme-landing",
		},
		{"an account", "670664943635", "acme-landing", "", "arn:aws:s3:::acme-landing/*", "arn:aws:s3:::acme-landing"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := BucketPolicy(tt.role, tt.bucket, tt.folder)
			if err != nil {
				t.Fatal(err)
			}
			if err := checkBucketPolicy(got, tt.bucket); err != nil {
				t.Errorf("%v in\n%s", err, got)
			}
			want := fmt.Sprintf(`{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "AdobeReadsFiles", "Effect": "Allow",
      "Principal": {"AWS":"%[1]s"},
      "Action": ["s3:Get*"],
      "Resource": "%[2]s"
    },
    {
      "Sid": "AdobeListsFiles", "Effect": "Allow",
      "Principal": {"AWS":"%[1]s"},
      "Action": ["s3:ListBucket"],
      "Resource": "%[3]s"
    }
  ]
}
`, tt.role, tt.files, tt.list)
			if diff := cmp.Diff(want, string(got)); diff != "" {
				t.Errorf("policy (-want +got):\n%s", diff)
			}
		})
	}
}

// What would open the bucket to others, or mean something else, is not printed.
func TestBucketPolicyRefuses(t *testing.T) {
	for _, tt := range []struct{ role, bucket, folder, field string }{
		{"*", "acme-landing", "", "Auth"},
		{"", "acme-landing", "", "Auth"},
		{"arn:aws:iam::670664943635:role/*", "acme-landing", "", "Auth"},
		{"arn:aws:iam::*:role/x", "acme-landing", "", "Auth"},
		{"arn:aws:s3:::acme-landing", "acme-landing", "", "Auth"},
		{"arn:aws-moon:iam::670664943635:role/x", "acme-landing", "", "Auth"},
		{adobeRole + "\"}", "acme-landing", "", "Auth"},
		{adobeRole + "\n", "acme-landing", "", "Auth"},
		{adobeRole, "", "", "Bucket"},
		{adobeRole, "acme landing", "", "Bucket"},
		{adobeRole, "acme-*", "", "Bucket"},
		{adobeRole, "acme-landing", "in/*", "FolderPath"},
		{adobeRole, "acme-landing", "${aws:username}", "FolderPath"},
	} {
		got, err := BucketPolicy(tt.role, tt.bucket, tt.folder)
		if e, ok := errors.AsType[*client.APIError](err); !ok || e.Kind != client.KindInvalid || e.Field != tt.field || got != nil {
			t.Errorf("%+v: %s, %v", tt, got, err)
		}
	}
}

// TestCheckBucketPolicy holds the validator to refuse what Amazon does, the policy that
// Adobe prints among it.
func TestCheckBucketPolicy(t *testing.T) {
	good, err := BucketPolicy(adobeRole, "acme-landing", "in")
	if err != nil {
		t.Fatal(err)
	}
	for from, to := range map[string]string{
		`"AdobeReadsFiles"`: `"AEP Get Object Related Policy Prod"`, `"AdobeListsFiles"`: `"AdobeReadsFiles"`, `2012-10-17`: `2012-10-18`,
		`"Allow"`: `"allow"`, `"AWS"`: `"aws"`, adobeRole: "*", `670664943635`: `67066494363`, `"Principal"`: `"principal"`,
		`s3:ListBucket`: `s3:ListBuckets`, `s3:Get*`: `Get*`, `:::acme-landing/in/*`: `:::acme-landing`, `acme-landing"`: `acme-landing/"`,
		`:::acme-landing/`: `:::acme-other/`, `arn:aws:s3:::acme-landing"`: `arn:aws-cn:s3:::acme-landing"`, `"Resource"`: `"Resources"`,
	} {
		bad := strings.Replace(string(good), from, to, 1)
		if bad == string(good) || checkBucketPolicy([]byte(bad), "acme-landing") == nil {
			t.Errorf("%s in place of %s is let through", to, from)
		}
	}
}

var (
	policySid       = regexp.MustCompile(`^[A-Za-z0-9]*$`)
	policyPrincipal = regexp.MustCompile(`^(?:arn:(aws|aws-cn|aws-us-gov|aws-eusc):(?:iam|sts)::\d{12}:(?:role|user|assumed-role)/[A-Za-z0-9+=,.@_/-]+|\d{12})$`)
	policyResource  = regexp.MustCompile(`^arn:(aws|aws-cn|aws-us-gov|aws-eusc):s3:::([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/.+)?$`)
	// Which actions are about files, and which about the bucket.
	policyActions = map[string]bool{"s3:Get*": true, "s3:GetObject": true, "s3:GetObjectVersion": true, "s3:ListBucket": false, "s3:GetBucketLocation": false}
)

// checkBucketPolicy reads the policy of a bucket as strictly as S3 does when it is
// saved ("Grammar of the IAM JSON policy language", "Policies and permissions in
// Amazon S3"), and stricter where S3 lets something pass that does nothing.
func checkBucketPolicy(policy []byte, bucket string) error {
	const longest = 20 << 10
	var p struct {
		Version   string
		Statement []map[string]json.RawMessage
	}
	d := json.NewDecoder(bytes.NewReader(policy))
	d.DisallowUnknownFields()
	switch err := d.Decode(&p); {
	case err != nil:
		return err
	case d.More(), len(policy) > longest:
		return errors.New("it is too long")
	case p.Version != "2012-10-17":
		return fmt.Errorf("version %q", p.Version)
	case len(p.Statement) == 0:
		return errors.New("no statement")
	}
	sids := map[string]bool{}
	for _, s := range p.Statement {
		var sid, effect, resource string
		var who map[string]string
		var actions []string
		for name, at := range map[string]any{"Sid": &sid, "Effect": &effect, "Principal": &who, "Action": &actions, "Resource": &resource} {
			if err := json.Unmarshal(s[name], at); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		role, at := policyPrincipal.FindStringSubmatch(who["AWS"]), policyResource.FindStringSubmatch(resource)
		switch {
		case len(s) != 5:
			return errors.New("a member that is not known")
		case !policySid.MatchString(sid), sids[sid]:
			return fmt.Errorf("Sid %q", sid)
		case effect != "Allow" && effect != "Deny":
			return fmt.Errorf("effect %q", effect)
		case len(who) != 1, role == nil:
			return fmt.Errorf("principal %v", who)
		case at == nil, at[2] != bucket, role[1] != "" && role[1] != at[1]:
			return fmt.Errorf("resource %q", resource)
		case len(actions) == 0:
			return errors.New("no action")
		}
		sids[sid] = true
		for _, action := range actions {
			if files, known := policyActions[action]; !known || files != (at[3] != "") {
				return fmt.Errorf("action %q on %q", action, resource)
			}
		}
	}
	return nil
}
