package client

import (
	"slices"
	"strings"
	"testing"
)

func TestParseS3Address(t *testing.T) {
	const r2 = "0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com"
	type want struct {
		owner  S3Owner
		form   S3Form
		host   string
		region string
		bucket string
		folder string
	}
	for address, want := range map[string]want{
		// Amazon's hosts.
		"https://s3.eu-west-3.amazonaws.com/":                                {OwnerAmazon, FormRegional, "s3.eu-west-3.amazonaws.com", "eu-west-3", "", ""},
		"HTTPS://S3.EU-WEST-3.AMAZONAWS.COM.":                                {OwnerAmazon, FormRegional, "s3.eu-west-3.amazonaws.com", "eu-west-3", "", ""},
		"s3-eu-west-1.amazonaws.com":                                         {OwnerAmazon, FormRegional, "s3-eu-west-1.amazonaws.com", "eu-west-1", "", ""},
		"https://s3.amazonaws.com/acme/in":                                   {OwnerAmazon, FormGlobal, "s3.amazonaws.com", "", "acme", "in"},
		"https://s3-external-1.amazonaws.com":                                {OwnerAmazon, FormGlobal, "s3-external-1.amazonaws.com", "", "", ""},
		"https://a.b.s3.dualstack.eu-west-3.amazonaws.com/x/":                {OwnerAmazon, FormRegional, "s3.dualstack.eu-west-3.amazonaws.com", "eu-west-3", "a.b", "x"},
		"https://s3-fips-us-gov-west-1.amazonaws.com":                        {OwnerAmazon, FormRegional, "s3-fips-us-gov-west-1.amazonaws.com", "us-gov-west-1", "", ""},
		"https://acme.s3.cn-north-1.amazonaws.com.cn/in%20box":               {OwnerAmazon, FormRegional, "s3.cn-north-1.amazonaws.com.cn", "cn-north-1", "acme", "in box"},
		"https://s3.eusc-de-east-1.amazonaws.eu":                             {OwnerAmazon, FormRegional, "s3.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1", "", ""},
		"https://s3.us-isob-east-1.sc2s.sgov.gov":                            {OwnerAmazon, FormRegional, "s3.us-isob-east-1.sc2s.sgov.gov", "us-isob-east-1", "", ""},
		"https://acme.s3-accelerate.amazonaws.com/x":                         {OwnerAmazon, FormAccelerate, "s3-accelerate.amazonaws.com", "", "acme", "x"},
		"https://acme-123456789012.s3-accesspoint.eu-west-3.amazonaws.com/x": {OwnerAmazon, FormAccessPoint, "acme-123456789012.s3-accesspoint.eu-west-3.amazonaws.com", "eu-west-3", "", ""},
		"https://bucket.vpce-0a1b-c2d3.s3.us-east-1.vpce.amazonaws.com/x":    {OwnerAmazon, FormPrivate, "bucket.vpce-0a1b-c2d3.s3.us-east-1.vpce.amazonaws.com", "us-east-1", "", ""},
		"https://s3.cn-north-1.amazonaws.com":                                {OwnerAmazon, FormForeign, "s3.cn-north-1.amazonaws.com", "cn-north-1", "", ""},
		"https://sts.eu-west-3.amazonaws.com":                                {OwnerAmazon, FormForeign, "sts.eu-west-3.amazonaws.com", "eu-west-3", "", ""},
		"https://amazonaws.com":                                              {OwnerAmazon, FormForeign, "amazonaws.com", "", "", ""},
		"https://aws.amazon.com/s3/":                                         {OwnerAmazon, FormForeign, "aws.amazon.com", "", "", ""},
		"https://s3.eu_west_3.amazonaws.com/my_bucket":                       {OwnerAmazon, FormRegional, "s3.eu-west-3.amazonaws.com", "eu-west-3", "my_bucket", ""},
		"https://my_bucket.s3.eu-west-3.amazonaws.com":                       {OwnerAmazon, FormRegional, "s3.eu-west-3.amazonaws.com", "eu-west-3", "my_bucket", ""},

		// No host.
		"eu-west-3":                                                                {OwnerAmazon, FormRegional, "", "eu-west-3", "", ""},
		"Europe (Paris) eu-west-3":                                                 {OwnerAmazon, FormRegional, "", "eu-west-3", "", ""},
		"US East (N. Virginia) — us-east-1":                                        {OwnerAmazon, FormRegional, "", "us-east-1", "", ""},
		"Region: eu-west-3":                                                        {OwnerAmazon, FormRegional, "", "eu-west-3", "", ""},
		"UE (Francfort) - eu-central-1":                                            {OwnerAmazon, FormRegional, "", "eu-central-1", "", ""},
		"欧洲（巴黎）eu-west-3":                                                          {OwnerAmazon, FormRegional, "", "eu-west-3", "", ""},
		"Amérique du Sud (São Paulo) sa-east-1":                                    {OwnerAmazon, FormRegional, "", "sa-east-1", "", ""},
		"AWS European Sovereign Cloud (Germany), eusc-de-east-1":                   {OwnerAmazon, FormRegional, "", "eusc-de-east-1", "", ""},
		"s3://acme/in/":                                                            {OwnerUnknown, FormNone, "", "", "acme", "in"},
		"arn:aws:s3:::acme/in/*":                                                   {OwnerUnknown, FormNone, "", "", "acme", "in"},
		"arn:aws:s3:eu-west-3:123456789012:accesspoint/acme":                       {OwnerAmazon, FormAccessPoint, "", "eu-west-3", "", ""},
		"https://s3.console.aws.amazon.com/s3/buckets/acme?region=eu-west-3":       {OwnerAmazon, FormNone, "", "eu-west-3", "acme", ""},
		"https://eu-west-3.console.aws.amazon.com/s3/object/acme?prefix=in%2Fx":    {OwnerAmazon, FormNone, "", "eu-west-3", "acme", "in/x"},
		"https://us-gov-west-1.console.amazonaws-us-gov.com/s3/home":               {OwnerAmazon, FormNone, "", "us-gov-west-1", "", ""},
		"https://eu-west-3.console.aws.amazon.com/s3/home?region=us-east-1":        {OwnerAmazon, FormNone, "", "", "", ""}, // which of them?
		"https://eusc-de-east-1.console.amazonaws-eusc.eu/s3/buckets/acme-exports": {OwnerAmazon, FormNone, "", "eusc-de-east-1", "acme-exports", ""},

		// Other stores.
		"s3.eu-central-1.wasabisys.com":                                {OwnerOther, FormNone, "s3.eu-central-1.wasabisys.com", "", "", ""},
		"https://acme.s3.wasabisys.com/in":                             {OwnerOther, FormNone, "s3.wasabisys.com", "", "acme", "in"},
		"https://" + r2 + "/acme":                                      {OwnerOther, FormNone, r2, "", "acme", ""},
		"https://acme." + r2:                                           {OwnerOther, FormNone, r2, "", "acme", ""},
		"https://s3.oss-eu-central-1.aliyuncs.com":                     {OwnerOther, FormNone, "s3.oss-eu-central-1.aliyuncs.com", "", "", ""},
		"https://acme.s3.oss-eu-central-1.aliyuncs.com":                {OwnerOther, FormNone, "s3.oss-eu-central-1.aliyuncs.com", "", "acme", ""},
		"https://acme.cos.eu-frankfurt.myqcloud.com/in":                {OwnerOther, FormNone, "cos.eu-frankfurt.myqcloud.com", "", "acme", "in"},
		"https://acme.s3.eu-de.cloud-object-storage.appdomain.cloud":   {OwnerOther, FormNone, "s3.eu-de.cloud-object-storage.appdomain.cloud", "", "acme", ""},
		"https://ns.compat.objectstorage.eu-zurich-1.oraclecloud.com/": {OwnerOther, FormNone, "ns.compat.objectstorage.eu-zurich-1.oraclecloud.com", "", "", ""},
		"https://STORE.acme.example:9000/acme/in?x=1#y":                {OwnerOther, FormNone, "store.acme.example:9000", "", "acme", "in"},
		"http://10.0.0.1:9000/acme":                                    {OwnerOther, FormNone, "10.0.0.1:9000", "", "acme", ""},
		"https://[2001:DB8::1]:9000/acme":                              {OwnerOther, FormNone, "[2001:db8::1]:9000", "", "acme", ""},
		"https://xn--mnchen-3ya.example/acme":                          {OwnerOther, FormNone, "xn--mnchen-3ya.example", "", "acme", ""},
		"http://localhost:9000":                                        {OwnerOther, FormNone, "localhost:9000", "", "", ""},
		"https://amazonaws.com.acme.example":                           {OwnerOther, FormNone, "amazonaws.com.acme.example", "", "", ""},
		"https://s3.eu-west-3.amazonaws.com@acme.example":              {OwnerOther, FormNone, "acme.example", "", "", ""},
		`https://acme.example\@s3.eu-west-3.amazonaws.com`:             {OwnerOther, FormNone, "acme.example", "", "", ""},
		"https://console.aws.amazon.com.acme.example/s3/buckets/acme":  {OwnerOther, FormNone, "console.aws.amazon.com.acme.example", "", "", ""},
		"https://eu-west-3":                                            {OwnerOther, FormNone, "eu-west-3", "", "", ""},

		// Whoever rents a machine of Amazon's may run any store on it.
		"http://ec2-3-120-1-2.eu-central-1.compute.amazonaws.com:9000/acme":       {OwnerOther, FormNone, "ec2-3-120-1-2.eu-central-1.compute.amazonaws.com:9000", "", "acme", ""},
		"ec2-3-120-1-2.compute-1.amazonaws.com":                                   {OwnerOther, FormNone, "ec2-3-120-1-2.compute-1.amazonaws.com", "", "", ""},
		"http://acme-123.us-east-1.elb.amazonaws.com":                             {OwnerOther, FormNone, "acme-123.us-east-1.elb.amazonaws.com", "", "", ""},
		"acme-0a1b.elb.eu-west-1.amazonaws.com":                                   {OwnerOther, FormNone, "acme-0a1b.elb.eu-west-1.amazonaws.com", "", "", ""},
		"https://0a1b2c.execute-api.cn-north-1.amazonaws.com.cn":                  {OwnerOther, FormNone, "0a1b2c.execute-api.cn-north-1.amazonaws.com.cn", "", "", ""},
		"https://0a1b2c.lambda-url.eu-west-3.on.aws":                              {OwnerOther, FormNone, "0a1b2c.lambda-url.eu-west-3.on.aws", "", "", ""},
		"https://search-acme.eu-west-3.es.amazonaws.com":                          {OwnerAmazon, FormForeign, "search-acme.eu-west-3.es.amazonaws.com", "eu-west-3", "", ""},
		"https://d111111abcdef8.cloudfront.net":                                   {OwnerOther, FormNone, "d111111abcdef8.cloudfront.net", "", "", ""},
		"https://acme.us-east-1.elasticbeanstalk.com":                             {OwnerOther, FormNone, "acme.us-east-1.elasticbeanstalk.com", "", "", ""},
		"https://s3.paris.amazonaws.com":                                          {OwnerAmazon, FormForeign, "s3.paris.amazonaws.com", "", "", ""},
		"https://123456789012.s3-control.eu-west-3.amazonaws.com":                 {OwnerAmazon, FormForeign, "123456789012.s3-control.eu-west-3.amazonaws.com", "eu-west-3", "", ""},
		"https://acme--usw2-az1--x-s3.s3express-usw2-az1.us-west-2.amazonaws.com": {OwnerAmazon, FormForeign, "acme--usw2-az1--x-s3.s3express-usw2-az1.us-west-2.amazonaws.com", "us-west-2", "", ""},
	} {
		a, ok := ParseS3Address(address)
		got := struct {
			owner                        S3Owner
			form                         S3Form
			host, region, bucket, folder string
		}{a.Owner, a.Form, a.Host, a.Region, a.Bucket, a.Folder}
		if !ok || got != want {
			t.Errorf("%s: %+v, %v, want %+v", address, got, ok, want)
		}
	}
	for _, text := range []string{
		"", " ", "acme", "ACME", "acme/in", "Acme/In", "acme exports", "s3://", "arn:aws:iam::123456789012:user/x", "https://", "https://a b.example",
		"https://s3.<region>.amazonaws.com", "store.example:port", "store.example:0", "[::1", "a@acme.example", strings.Repeat("a.", 3000), "eu-west-3 us-east-1",
		"Wasabi eu-central-1", "eu-central-1 (IONOS)", "minio us-east-1", "region of Linode: us-east-1", "B2 eu-central-003 us-east-1",
	} {
		if a, ok := ParseS3Address(text); ok {
			t.Errorf("%q is taken for %+v", text, a)
		}
	}
}

// A store's address alone is an address of the same store, and of nobody else.
func FuzzParseS3Address(f *testing.F) {
	for _, address := range []string{
		"", "eu-west-3", "s3.eu-central-1.wasabisys.com/acme", "https://u:p@store.example:9000/a/b?c#d", "s3://acme/in", "htps:/[::1]:80/",
		"https://acme.s3-fips.dualstack.us-gov-east-1.amazonaws.com/x", "arn:aws:s3:::acme/in/*", "http://s3.cn-north-1.amazonaws.com",
		"https://eu-west-3.console.aws.amazon.com/s3/buckets/acme?prefix=a%2Fb", "//eu-west-3.amazonaws.com.cn", "US East (N. Virginia) us-east-1",
	} {
		f.Add(address, "acme")
	}
	f.Fuzz(func(t *testing.T, text, bucket string) {
		a, ok := ParseS3Address(text)
		if !ok {
			if a != (S3Address{}) {
				t.Errorf("%q is none, and yet %+v", text, a)
			}
			return
		}
		ParseBucket(text)
		for _, a := range []S3Address{a, a.WithBucket(bucket)} {
			address := a.ServiceURL()
			if address == "" {
				continue
			}
			again, ok := ParseS3Address(address)
			if !ok || !again.Sound || again.HasUser || again.Owner != a.Owner || again.ServiceURL() != address {
				t.Errorf("%q leads to %s, which is %+v", text, address, again)
			}
			if a.Host != "" && a.Form != FormForeign && strings.TrimSuffix(again.Host, ":80") != strings.TrimSuffix(a.Host, ":80") {
				t.Errorf("%q is at %s, and leads to %s", text, a.Host, again.Host)
			}
			if (a.Host == "" || a.Form == FormForeign) && !slices.Contains(s3Regions, again.Region) && a.Form != FormAccessPoint && a.Form != FormForeign {
				t.Errorf("%q leads to a region that is none: %s", text, address)
			}
		}
	})
}
