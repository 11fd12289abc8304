package model

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"mooring/client"
)

// What *Correct it* and *Split* make of an address. Nothing may lead from one
// store to another: that would hand its keys over.
func TestMendServiceURL(t *testing.T) {
	for _, c := range []struct {
		typed   string
		label   string // of the button, without mend.; empty for none
		address string
		bucket  string
		folder  string
	}{
		// Other stores whose hosts hold a code of Amazon's regions.
		{"s3.eu-central-1.wasabisys.com", "correct", "https://s3.eu-central-1.wasabisys.com", "", ""},
		{"https://s3.eu-central-1.wasabisys.com/acme-exports", "split", "https://s3.eu-central-1.wasabisys.com", "acme-exports", ""},
		{"http://s3.us-west-1.wasabisys.com", "correct", "https://s3.us-west-1.wasabisys.com", "", ""},
		{"acmens.compat.objectstorage.us-east-1.example.com", "correct", "https://acmens.compat.objectstorage.us-east-1.example.com", "", ""},
		{"S3.EU-CENTRAL-1.WASABISYS.COM/", "correct", "https://s3.eu-central-1.wasabisys.com/", "", ""},
		{"htps://s3.eu-central-1.wasabisys.com", "correct", "https://s3.eu-central-1.wasabisys.com", "", ""},
		{"https:/s3.ap-southeast-1.wasabisys.com", "correct", "https://s3.ap-southeast-1.wasabisys.com", "", ""},
		{"https//s3.eu-west-1.wasabisys.com", "correct", "https://s3.eu-west-1.wasabisys.com", "", ""},
		{"//s3.eu-west-1.wasabisys.com", "correct", "https://s3.eu-west-1.wasabisys.com", "", ""},
		{`https:\\s3.eu-west-1.wasabisys.com`, "correct", "https://s3.eu-west-1.wasabisys.com", "", ""},
		{"https://acme-exports.s3.us-east-2.wasabisys.com/loyalty/", "split", "https://s3.us-east-2.wasabisys.com", "acme-exports", "loyalty"},
		{"us-east-1.linodeobjects.com", "correct", "https://us-east-1.linodeobjects.com", "", ""},
		{"s3-eu-central-1.ionoscloud.com", "correct", "https://s3-eu-central-1.ionoscloud.com", "", ""},
		{"http://s3.us-west-004.backblazeb2.com", "correct", "https://s3.us-west-004.backblazeb2.com", "", ""},
		{"https://s3.us-west-004.backblazeb2.com/acme-exports/loyalty/2026/", "split", "https://s3.us-west-004.backblazeb2.com", "acme-exports", "loyalty/2026"},
		{"https://acme-exports.us-east-1.linodeobjects.com", "split", "https://us-east-1.linodeobjects.com", "acme-exports", ""},
		{"https://acme-exports.s3.gra.io.cloud.ovh.net/", "split", "https://s3.gra.io.cloud.ovh.net", "acme-exports", ""},
		{"objects.us-east-1.dream.io", "correct", "https://objects.us-east-1.dream.io", "", ""},
		{"0123456789abcdef0123456789abcdef.eu.r2.cloudflarestorage.com", "correct", "https://0123456789abcdef0123456789abcdef.eu.r2.cloudflarestorage.com", "", ""},
		{"https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com/acme-exports", "split", "https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com", "acme-exports", ""},
		{"fra1.digitaloceanspaces.com", "correct", "https://fra1.digitaloceanspaces.com", "", ""},
		{"s3.fr-par.scw.cloud", "correct", "https://s3.fr-par.scw.cloud", "", ""},
		{"fsn1.your-objectstorage.com", "correct", "https://fsn1.your-objectstorage.com", "", ""},
		{"acmens.compat.objectstorage.eu-frankfurt-1.oraclecloud.com", "correct", "https://acmens.compat.objectstorage.eu-frankfurt-1.oraclecloud.com", "", ""},
		{"https://ceph.us-east-1.acme.example:7480/acme-exports", "split", "https://ceph.us-east-1.acme.example:7480", "acme-exports", ""},
		{"minio.eu-west-1.acme.example:9000", "correct", "https://minio.eu-west-1.acme.example:9000", "", ""},
		{"http://minio.eu-west-1.acme.example:9000", "", "http://minio.eu-west-1.acme.example:9000", "", ""}, // https might not be spoken there
		{"http://s3.us-east-1.acme.example:80", "correct", "https://s3.us-east-1.acme.example", "", ""},
		{"https://eu-west-1.acme.example?region=eu-west-1", "correct", "https://eu-west-1.acme.example", "", ""},
		{"https://acme.example/?endpoint=s3.eu-west-1.amazonaws.com", "correct", "https://acme.example/", "", ""},
		{"https://s3.eu-west-1.acme.example#us-east-1", "correct", "https://s3.eu-west-1.acme.example", "", ""},
		{"ec2-3-120-1-2.eu-central-1.compute.amazonaws.com:9000", "correct", "https://ec2-3-120-1-2.eu-central-1.compute.amazonaws.com:9000", "", ""},
		{"http://acme-minio-123.us-east-1.elb.amazonaws.com/exports", "split", "https://acme-minio-123.us-east-1.elb.amazonaws.com", "exports", ""},
		{"https://acme.execute-api.eu-west-3.amazonaws.com/s3", "", "https://acme.execute-api.eu-west-3.amazonaws.com/s3", "", ""},
		{"gateway.eu-west-3.acme.example/s3?x=1", "correct", "https://gateway.eu-west-3.acme.example/s3", "", ""},
		{"s3.eu-west-1.amazonaws.com.acme.example", "correct", "https://s3.eu-west-1.amazonaws.com.acme.example", "", ""},
		{"s3.eu-west-1.amazonaws.example", "correct", "https://s3.eu-west-1.amazonaws.example", "", ""},
		{"s3.eu-west-1.xn--amazonws-0ya.com", "correct", "https://s3.eu-west-1.xn--amazonws-0ya.com", "", ""},
		{"https://s3.eu-west-1.аmazonaws.com/x", "", "https://s3.eu-west-1.аmazonaws.com/x", "", ""}, // a Cyrillic а
		{"eu-west-1:9000", "correct", "https://eu-west-1:9000", "", ""},
		{"https://user:pass@s3.us-east-1.acme.example/", "correct", "https://s3.us-east-1.acme.example/", "", ""},
		{"user@s3.us-east-1.amazonaws.com@us-east-1.acme.example", "", "user@s3.us-east-1.amazonaws.com@us-east-1.acme.example", "", ""},
		{"10.0.0.1/eu-west-1-exports", "split", "https://10.0.0.1", "eu-west-1-exports", ""},
		{"[2001:db8::1]:9000", "correct", "https://[2001:db8::1]:9000", "", ""},
		{"http://[2001:db8::1]/eu-west-1-exports", "split", "https://[2001:db8::1]", "eu-west-1-exports", ""},
		{"http://localhost:9000/eu-west-1", "split", "http://localhost:9000", "eu-west-1", ""},
		{"Wasabi eu-central-1", "", "Wasabi eu-central-1", "", ""},
		{"MinIO, us-east-1", "", "MinIO, us-east-1", "", ""},
		{"us-east-1 or s3.us-east-1.acme.example", "", "us-east-1 or s3.us-east-1.acme.example", "", ""},

		// Hosts of Amazon that were chosen on purpose.
		{"http://s3-fips.us-east-1.amazonaws.com", "correct", "https://s3-fips.us-east-1.amazonaws.com", "", ""},
		{"https://s3-fips.us-gov-west-1.amazonaws.com/acme", "split", "https://s3-fips.us-gov-west-1.amazonaws.com/", "acme", ""},
		{"s3-fips.dualstack.us-east-1.amazonaws.com", "correct", "https://s3-fips.dualstack.us-east-1.amazonaws.com", "", ""},
		{"http://s3.dualstack.eu-west-3.amazonaws.com/", "correct", "https://s3.dualstack.eu-west-3.amazonaws.com/", "", ""},
		{"https://acme.s3.dualstack.eu-west-3.amazonaws.com/in", "split", "https://s3.dualstack.eu-west-3.amazonaws.com/", "acme", "in"},
		{"https://acme.s3-fips.dualstack.us-gov-east-1.amazonaws.com/in", "split", "https://s3-fips.dualstack.us-gov-east-1.amazonaws.com/", "acme", "in"},
		{"http://acme-ap-123456789012.s3-accesspoint.eu-west-3.amazonaws.com", "correct", "https://acme-ap-123456789012.s3-accesspoint.eu-west-3.amazonaws.com", "", ""},
		{"http://bucket.vpce-0a1b2c3d4e5f.s3.us-east-1.vpce.amazonaws.com", "correct", "https://bucket.vpce-0a1b2c3d4e5f.s3.us-east-1.vpce.amazonaws.com", "", ""},
		{"http://acme.s3.amazonaws.com/in", "split", "https://s3.amazonaws.com/", "acme", "in"},
		{"http://s3.us-iso-east-1.c2s.ic.gov", "correct", "https://s3.us-iso-east-1.c2s.ic.gov/", "", ""},

		// What names no host, or a page of the console, and plain hosts of Amazon.
		{"eu-west-3", "correct", "https://s3.eu-west-3.amazonaws.com/", "", ""},
		{"Europe (Paris) eu-west-3", "correct", "https://s3.eu-west-3.amazonaws.com/", "", ""},
		{"us_east_1", "correct", "https://s3.us-east-1.amazonaws.com/", "", ""},
		{"US East (N. Virginia) us-east-1", "correct", "https://s3.us-east-1.amazonaws.com/", "", ""},
		{"EU-WEST-3", "correct", "https://s3.eu-west-3.amazonaws.com/", "", ""},
		{"eusc-de-east-1", "correct", "https://s3.eusc-de-east-1.amazonaws.eu/", "", ""},
		{"us-gov-west-1", "correct", "https://s3.us-gov-west-1.amazonaws.com/", "", ""},
		{"eu-west-3, us-east-1", "", "eu-west-3, us-east-1", "", ""},
		{"https://s3.us_east_1.amazonaws.com/", "correct", "https://s3.us-east-1.amazonaws.com/", "", ""},
		{"https://cn-north-1.console.amazonaws.cn/s3/home?region=cn-north-1#", "correct", "https://s3.cn-north-1.amazonaws.com.cn/", "", ""},
		{"s3.cn-northwest-1.amazonaws.com.cn", "correct", "https://s3.cn-northwest-1.amazonaws.com.cn/", "", ""},
		{"https://eu-west-3.console.aws.amazon.com/s3/buckets", "correct", "https://s3.eu-west-3.amazonaws.com/", "", ""},
		{"https://s3.console.aws.amazon.com/s3/buckets/bucket?region=eu-west-3&prefix=x/", "split", "https://s3.eu-west-3.amazonaws.com/", "bucket", "x"},
		{"https://bucket.s3.eu-west-3.amazonaws.com/x", "split", "https://s3.eu-west-3.amazonaws.com/", "bucket", "x"},
	} {
		form := NewS3Form()
		form.Set(FieldServiceURL, c.typed)
		form.Leave(FieldServiceURL)
		mend, ok := form.Mend(FieldServiceURL)
		if ok != (c.label != "") || ok && mend.Label.Key != "mend."+c.label {
			t.Errorf("%s: offers %q, want %q", c.typed, mend.Label.Key, c.label)
			continue
		}
		if ok {
			mend.Do()
		}
		if got, want := form.Value(FieldServiceURL), c.address; got == want && c.label != "" && form.Note(FieldServiceURL).Level == Error {
			t.Errorf("%s: mended to %s, which is refused", c.typed, got)
		}
		if got := form.Value(FieldServiceURL); got != c.address {
			t.Errorf("%s: the address becomes %s, want %s", c.typed, got, c.address)
		}
		if bucket, folder := form.Value(FieldBucket), form.Value(FieldFolder); bucket != c.bucket || folder != c.folder {
			t.Errorf("%s: bucket %q, folder %q, want %q, %q", c.typed, bucket, folder, c.bucket, c.folder)
		}
	}
}

// The names that the list of regions shows lead to their addresses.
func TestNamesOfRegions(t *testing.T) {
	for _, language := range []string{"en", "fr", "zh-Hans"} {
		names := texts(t, language+".json")
		for _, code := range Regions() {
			form := NewS3Form()
			form.Set(FieldServiceURL, names["region."+code]+", "+code)
			form.Leave(FieldServiceURL)
			if mend, ok := form.Mend(FieldServiceURL); ok {
				mend.Do()
			}
			if got := form.Value(FieldServiceURL); got != client.S3RegionURL(code) {
				t.Errorf("%s of %s leads to %q", names["region."+code], language, got)
			}
		}
	}
}

// Whatever is typed, the host that a button puts into the form was typed, or is
// that of a region of Amazon where none was, or where it was one of Amazon's.
func FuzzMendServiceURL(f *testing.F) {
	for _, typed := range []string{
		"s3.eu-central-1.wasabisys.com", "https://acme.example/eu-west-1?region=us-east-1#cn-north-1", "eu-west-3",
		"https://user:pass@s3.us-east-1.acme.example:9000/x", "https://eu-west-3.console.aws.amazon.com@acme.example", "[::1]:80/eu-west-1",
		"htps:/\\s3-fips.us-gov-west-1.amazonaws.com/acme", "Europe (Paris) eu-west-3", "//us-east-1.amazonaws.com.cn", "s3://eu-west-1/x",
	} {
		f.Add(typed, "")
		f.Add(typed, "acme")
	}
	f.Fuzz(func(t *testing.T, typed, bucket string) {
		form := NewS3Form()
		form.Set(FieldBucket, bucket)
		form.Set(FieldServiceURL, typed)
		form.Leave(FieldServiceURL)
		before := strings.ToLower(form.Value(FieldServiceURL))
		mend, ok := form.Mend(FieldServiceURL)
		if !ok || mend.Label.Key == "mend.undo" {
			return
		}
		mend.Do()
		u, err := url.Parse(form.Value(FieldServiceURL))
		if err != nil {
			t.Fatalf("%q is mended to what is no address: %v", typed, err)
		}
		if u.Host == "" || strings.Contains(before, u.Host) {
			return
		}
		a, _ := client.ParseS3Address(typed)
		if a.Owner != client.OwnerAmazon || !slices.Contains(client.S3Regions(), a.Region) || u.String() != client.S3RegionURL(a.Region) {
			t.Errorf("%q is mended to %s", typed, u)
		}
	})
}
