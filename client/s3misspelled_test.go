package client

import "testing"

// The keys are not for whoever owns a domain that is nearly Amazon's.
func TestMisspelledDomain(t *testing.T) {
	for address, want := range map[string]string{
		"https://s3.eu-west-3.amazonaws.co/":           "https://s3.eu-west-3.amazonaws.com/",
		"https://s3.eu-west-3.amazonaw.com":            "https://s3.eu-west-3.amazonaws.com/",
		"https://s3-eu-west-1.amazonaws.con/":          "https://s3-eu-west-1.amazonaws.com/",
		"https://s3.eu-west-3.amzonaws.cm/":            "https://s3.eu-west-3.amazonaws.com/",
		"https://s3.dualstack.eu-west-3.aws.com/":      "https://s3.dualstack.eu-west-3.amazonaws.com/",
		"https://s3.eu-west-3.amazonaws.net":           "https://s3.eu-west-3.amazonaws.com/",
		"https://s3.eu-west-3.amazonaws.com.co":        "https://s3.eu-west-3.amazonaws.com/",
		"https://s3.eu-west-3.amazonaws.fr":            "https://s3.eu-west-3.amazonaws.com/",
		"https://s3.eu-west-3":                         "https://s3.eu-west-3.amazonaws.com/",
		"https://s3.amazonaws.co/":                     "https://s3.amazonaws.com/",
		"https://s3.cn-north-1.amazonaw.com.cn/":       "https://s3.cn-north-1.amazonaws.com.cn/",
		"https://s3.cn-north-1.amazonaws.co/":          "https://s3.cn-north-1.amazonaws.com.cn/",
		"https://acme.s3.eu-west-3.amazonaws.co/daily": "https://s3.eu-west-3.amazonaws.com/",
	} {
		if v := checkServiceURL(address, ""); v != refused(ReasonURLMisspelled) {
			t.Errorf("%s: %+v", address, v)
		}
		a, _ := ParseS3Address(address)
		if got := a.Spelled().ServiceURL(); got != want {
			t.Errorf("%s: %s", address, got)
		}
	}
	for _, address := range []string{
		"https://s3.eu-west-3.amazonaws.com/", "https://s3.eusc-de-east-1.amazonaws.eu/", "https://s3.cn-north-1.amazonaws.com.cn/",
		"https://s3.eu-central-1.wasabisys.com", "https://s3.example.com", "https://minio.example.org:9000", "https://s3.amazonas.org.br", "https://s3", "https://s3:9000",
		"https://s3.eu-west-3.amazonaws.com.example.org",
	} {
		if a, ok := ParseS3Address(address); !ok || a.Meant != "" || a.Spelled() != a {
			t.Errorf("%s: taken for %q", address, a.Meant)
		}
	}
	if a, ok := ParseBucket("acme.s3.eu-west-3.amazonaws.co/daily"); !ok || a.Bucket != "acme" || a.Folder != "daily" || a.Region != "eu-west-3" {
		t.Errorf("%+v", a)
	}
}
