package amazon

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
)

func TestRegions(t *testing.T) {
	regional := inBucket()
	regional.ServiceURL = amazonURL
	global := inBucket()
	global.ServiceURL = "s3.amazonaws.com"
	parisBuckets := bucketsOK()
	parisBuckets.want = "eu-west-3 GET " + paris + "/"
	const wrong = "failed, wrong region"
	tests := []struct {
		name   string
		creds  client.S3Credentials
		script []reply
		want   string
		region string
		url    string
	}{
		{
			"found at the first address", inBucket(),
			[]reply{identityOK(), bucketsOK(), located("us-east-1", locationParis), listed("eu-west-3", twoObjects)},
			passed, "eu-west-3", amazonURL,
		},
		{
			"an old name", inBucket(),
			[]reply{identityOK(), bucketsOK(), located("us-east-1", locationIreland), listed("eu-west-1", twoObjects)},
			passed, "eu-west-1", "https://s3.eu-west-1.amazonaws.com/",
		},
		{
			"moved, by the header", global,
			[]reply{
				identityOK(), bucketsOK(),
				located("us-east-1", "").answering(301, s3PermanentRedirect, "x-amz-bucket-region", "eu-west-3", "Location", "https://acme-landing.s3-eu-west-3.amazonaws.com/"),
				located("eu-west-3", locationParis), listed("eu-west-3", twoObjects),
			},
			passed, "eu-west-3", amazonURL,
		},
		{
			"signed for another, by the body", inBucket(),
			[]reply{
				identityOK(), bucketsOK(),
				located("us-east-1", "").answering(400, s3AuthorizationHeaderMalformed),
				located("eu-west-3", locationParis), listed("eu-west-3", twoObjects),
			},
			passed, "eu-west-3", amazonURL,
		},
		{
			"the service URL is right", regional,
			[]reply{identityOK(), parisBuckets, located("eu-west-3", locationParis), listed("eu-west-3", twoObjects)},
			passed, "eu-west-3", "",
		},
		{
			"the service URL is wrong, and answered", regional,
			[]reply{identityOK(), parisBuckets, located("eu-west-3", locationIreland), listed("eu-west-1", twoObjects)},
			wrong, "eu-west-1", "https://s3.eu-west-1.amazonaws.com/",
		},
		{
			"the service URL is wrong, and moved", regional,
			[]reply{
				identityOK(), parisBuckets,
				located("eu-west-3", "").answering(301, s3PermanentRedirect, "x-amz-bucket-region", "us-east-1"),
				located("us-east-1", locationVirginia), listed("us-east-1", twoObjects),
			},
			wrong + ", PermanentRedirect", "us-east-1", "https://s3.us-east-1.amazonaws.com/",
		},
		{
			"refused, but told by the header", inBucket(),
			[]reply{
				identityOK(), bucketsOK(),
				located("us-east-1", "").answering(403, s3AccessDenied, "x-amz-bucket-region", "eu-west-3"), listed("eu-west-3", twoObjects),
			},
			"failed, not allowed, AccessDenied", "eu-west-3", amazonURL,
		},
		{
			"moved for ever", inBucket(),
			[]reply{
				identityOK(), bucketsOK(),
				located("us-east-1", "").answering(301, s3PermanentRedirect, "x-amz-bucket-region", "eu-west-3"),
				located("eu-west-3", "").answering(301, s3PermanentRedirect, "x-amz-bucket-region", "us-east-1"),
				listed("us-east-1", twoObjects),
			},
			wrong + ", PermanentRedirect", "us-east-1", "",
		},
		{
			"moved, without saying where", inBucket(),
			[]reply{
				identityOK(), bucketsOK(),
				located("us-east-1", "").answering(301, s3PermanentRedirect), listed("us-east-1", twoObjects),
			},
			wrong + ", PermanentRedirect", "", "",
		},
		{
			"moved to a place that is none", inBucket(),
			[]reply{
				identityOK(), bucketsOK(),
				located("us-east-1", "").answering(301, s3PermanentRedirect, "x-amz-bucket-region", "evil.example/"), listed("us-east-1", twoObjects),
			},
			wrong + ", PermanentRedirect", "", "",
		},
		{
			"moved to another partition", inBucket(),
			[]reply{
				identityOK(), bucketsOK(),
				located("us-east-1", "").answering(301, s3PermanentRedirect, "x-amz-bucket-region", "cn-north-1"), listed("us-east-1", twoObjects),
			},
			wrong + ", PermanentRedirect", "cn-north-1", "https://s3.cn-north-1.amazonaws.com.cn/",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := run(t, tt.creds, fake(t, tt.script...))[2]
			if diff := cmp.Diff([]string{tt.want, tt.region, tt.url}, []string{summary([]Finding{f})[0], f.Region, f.ServiceURL}); diff != "" {
				t.Errorf("finding (-want +got):\n%s", diff)
			}
		})
	}
}

func TestChina(t *testing.T) {
	creds := inBucket()
	creds.ServiceURL = "https://s3.cn-north-1.amazonaws.com.cn"
	findings := run(t, creds, fake(
		t,
		reply{want: "cn-north-1 POST sts.cn-north-1.amazonaws.com.cn/ Action=GetCallerIdentity&Version=2011-06-15", body: callerIdentity},
		reply{want: "cn-north-1 GET s3.cn-north-1.amazonaws.com.cn/", body: bucketList},
		reply{want: "cn-north-1 GET acme-landing.s3.cn-north-1.amazonaws.com.cn/?location=", body: locationChina},
		reply{want: "cn-north-1 GET acme-landing.s3.cn-north-1.amazonaws.com.cn/?list-type=2&max-keys=1000&prefix=crm%2Fdaily%2F", body: twoObjects},
	))
	if diff := cmp.Diff([]string{passed, passed, passed, passed}, summary(findings)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

// A store of its own: no STS, its address as it is, the region as it says.
func TestCustomStore(t *testing.T) {
	creds := inBucket()
	creds.ServiceURL, creds.FolderPath = "http://store.example:9000/s3/", ""
	const base = "store.example:9000/s3"
	findings := run(t, creds, fake(
		t,
		reply{want: "us-east-1 GET " + base, status: 400, body: s3MalformedWithoutRegion},
		reply{want: "garage GET " + base, body: bucketList},
		reply{want: "garage GET " + base + "/acme-landing?location=", body: locationVirginia},
		reply{want: "garage GET " + base + "/acme-landing?list-type=2&max-keys=1000", body: twoObjects},
	))
	want := []string{"skipped, not Amazon", passed, passed, passed}
	if diff := cmp.Diff(want, summary(findings)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if f := findings[2]; f.Region != "garage" || f.ServiceURL != "" {
		t.Errorf("Region: %+v", f)
	}

	findings = run(t, creds, fake(
		t,
		reply{want: "us-east-1 GET " + base, body: bucketList},
		reply{want: "us-east-1 GET " + base + "/acme-landing?location=", status: 501, body: s3NotImplemented},
		reply{want: "us-east-1 GET " + base + "/acme-landing?list-type=2&max-keys=1000", body: twoObjects},
	))
	want = []string{"skipped, not Amazon", passed, "skipped, not offered by this store, not offered, NotImplemented", passed}
	if diff := cmp.Diff(want, summary(findings)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}
