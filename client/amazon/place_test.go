package amazon

import (
	"net/url"
	"strings"
	"testing"

	"mooring/client"
)

func TestParsePlace(t *testing.T) {
	tests := []struct {
		url       string
		custom    string
		partition client.S3Partition
		region    string
		regional  bool
	}{
		{"", "", "aws", "us-east-1", false},
		{"https://s3.amazonaws.com/", "", "aws", "us-east-1", false},
		{"https://s3-external-1.amazonaws.com", "", "aws", "us-east-1", false},
		{"https://s3.eu-west-3.amazonaws.com/", "", "aws", "eu-west-3", true},
		{" s3.eu-west-3.amazonaws.com ", "", "aws", "eu-west-3", true},
		{"HTTPS://S3.EU-WEST-3.AMAZONAWS.COM./", "", "aws", "eu-west-3", true},
		{"http://s3.eu-west-3.amazonaws.com", "", "aws", "eu-west-3", true},
		{"https://s3-eu-west-3.amazonaws.com", "", "aws", "eu-west-3", true},
		{"https://s3.dualstack.ap-southeast-2.amazonaws.com", "", "aws", "ap-southeast-2", true},
		{"https://s3-fips.us-gov-west-1.amazonaws.com", "", "aws-us-gov", "us-gov-west-1", true},
		{"https://s3-fips.dualstack.us-gov-east-1.amazonaws.com", "", "aws-us-gov", "us-gov-east-1", true},
		{"https://s3.cn-north-1.amazonaws.com.cn", "", "aws-cn", "cn-north-1", true},
		{"https://s3.eusc-de-east-1.amazonaws.eu", "", "aws-eusc", "eusc-de-east-1", true},
		{"https://minio.acme.example", "https://minio.acme.example", "aws", "us-east-1", false},
		{"http://127.0.0.1:9000/", "http://127.0.0.1:9000", "aws", "us-east-1", false},
		{"store.example:9000/s3//", "https://store.example:9000/s3", "aws", "us-east-1", false},
		{"https://s3.amazonaws.com.evil.example", "https://s3.amazonaws.com.evil.example", "aws", "us-east-1", false},
	}
	for _, tt := range tests {
		p, err := parsePlace(tt.url)
		if err != nil {
			t.Errorf("%q: %v", tt.url, err)
			continue
		}
		if p.custom != tt.custom || p.partition != tt.partition || p.region != tt.region || p.regional != tt.regional {
			t.Errorf("%q: got %+v", tt.url, p)
		}
		if got := PartitionOf(tt.url); got != tt.partition {
			t.Errorf("%q: partition %q", tt.url, got)
		}
		if !tt.regional || tt.custom != "" {
			continue
		}
		if back, err := parsePlace(client.S3RegionURL(p.region)); err != nil || back.region != p.region || back.partition != p.partition {
			t.Errorf("%q leads to %q, which is %+v, %v", tt.url, client.S3RegionURL(p.region), back, err)
		}
	}
}

// The cure for a wrong region is an address of the sort that was given.
func TestURLInAnotherRegion(t *testing.T) {
	for given, want := range map[string]string{
		"":                                   "https://s3.eu-west-3.amazonaws.com/",
		"https://s3.us-east-1.amazonaws.com": "https://s3.eu-west-3.amazonaws.com/",
		"https://s3-fips.us-east-1.amazonaws.com":                "https://s3-fips.eu-west-3.amazonaws.com/",
		"https://s3.dualstack.us-east-1.amazonaws.com/":          "https://s3.dualstack.eu-west-3.amazonaws.com/",
		"https://s3-fips.dualstack.us-gov-east-1.amazonaws.com/": "https://s3-fips.dualstack.eu-west-3.amazonaws.com/",
	} {
		p, err := parsePlace(given)
		if got := p.urlIn("eu-west-3"); err != nil || got != want {
			t.Errorf("%q: %s, %v, want %s", given, got, err, want)
		}
	}
}

// A bucket is asked for at a host of its own if its name can begin one, and else
// by the path, as is everything at a store that is not Amazon's.
func TestAddresses(t *testing.T) {
	long := strings.Repeat("a", 63)
	for _, tt := range [][3]string{
		{"", "", "https://s3.us-east-1.amazonaws.com/"},
		{"", "acme-landing", "https://acme-landing.s3.us-east-1.amazonaws.com/"},
		{"", "999", "https://999.s3.us-east-1.amazonaws.com/"},
		{"", long, "https://" + long + ".s3.us-east-1.amazonaws.com/"},
		{"", long + "a", "https://s3.us-east-1.amazonaws.com/" + long + "a"},
		{"", "a.b.c", "https://s3.us-east-1.amazonaws.com/a.b.c"},
		{"", "Old_Name", "https://s3.us-east-1.amazonaws.com/Old_Name"},
		{"http://s3-eu-west-3.amazonaws.com", "abc", "https://abc.s3.eu-west-3.amazonaws.com/"},
		{"s3-fips.dualstack.us-gov-east-1.amazonaws.com", "abc", "https://abc.s3-fips.dualstack.us-gov-east-1.amazonaws.com/"},
		{"https://s3.eusc-de-east-1.amazonaws.eu", "a.b", "https://s3.eusc-de-east-1.amazonaws.eu/a.b"},
		{"https://store.example/a b/", "abc", "https://store.example/a%20b/abc"},
		{"http://[::1]:9000", "abc", "http://[::1]:9000/abc"},
		{"http://[::1]:9000", "", "http://[::1]:9000"},
	} {
		p, err := parsePlace(tt[0])
		if got := p.address(p.region, tt[1]); err != nil || got != tt[2] {
			t.Errorf("%q in %q: %s, %v, want %s", tt[1], tt[0], got, err, tt[2])
		}
	}
}

func TestPlacesThatAreNone(t *testing.T) {
	for _, raw := range []string{
		"https://", "://", "ftp://s3.amazonaws.com", "https://user:pass@store.example", "https://store.example?x=1", "https://store.example#x",
		"https://acme.s3.eu-west-3.amazonaws.com", "https://s3.eu-west-3.amazonaws.com/acme", "https://ec2.eu-west-3.amazonaws.com",
		"https://s3.cn-north-1.amazonaws.com", "https://s3.eu-west-3.amazonaws.com.cn", "https://s3.amazonaws.com.cn", "https://s3-fips.amazonaws.com",
		"https://s3.paris.amazonaws.com", "https://s3-accelerate.amazonaws.com", "https://s3.eu-west-3.amazonaws.com)", "https://a b",
	} {
		if p, err := parsePlace(raw); err == nil {
			t.Errorf("%q: got %+v", raw, p)
		} else if strings.Contains(err.Error(), "pass@") {
			t.Errorf("%q: the error repeats it: %v", raw, err)
		}
	}
}

func TestBucketNames(t *testing.T) {
	for _, name := range []string{"acme-landing", "a.b.c", "Old_Name", "abc", strings.Repeat("a", 63)} {
		if err := validBucket(name); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	for _, name := range []string{
		"ab", "a/b", "s3://acme", "arn:aws:s3:::acme", "acme*", "a b c", "-acme", "acme-", "a..b", "acme--usw2-az1--x-s3", "acmé", "${aws:username}", strings.Repeat("a", 256),
	} {
		if validBucket(name) == nil {
			t.Errorf("%q passed", name)
		}
	}
}

func TestNamesForLogs(t *testing.T) {
	for _, c := range Checks() {
		if c.String() == "?" {
			t.Errorf("check %d has no name", c)
		}
	}
	if len(causeNames) != int(CauseTimeout)+1 || len(reasonNames) != int(EarlierFailure)+1 || len(verdictNames) != int(Skipped)+1 {
		t.Error("a name is missing")
	}
	if got := Cause(99).String() + Verdict(-1).String(); got != "??" {
		t.Errorf("got %q", got)
	}
}

func FuzzParsePlace(f *testing.F) {
	for _, s := range []string{"", "s3.amazonaws.com", amazonURL, "https://s3.cn-north-1.amazonaws.com.cn/", "http://127.0.0.1:9000/base", "https://user:pass@store.example"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		p, err := parsePlace(raw)
		if err != nil {
			return
		}
		if p.custom == "" {
			if !regionName.MatchString(p.region) {
				t.Errorf("region %q", p.region)
			}
			return
		}
		// A customer's host may be below Amazon's domains; none of Amazon's own may be a
		// store of somebody else's.
		u, err := url.Parse(p.custom)
		a, _ := client.ParseS3Address(p.custom)
		if err != nil || u.User != nil || u.Hostname() == "" || a.Owner != client.OwnerOther {
			t.Errorf("store %q of %v, %v", p.custom, a.Owner, err)
		}
	})
}
