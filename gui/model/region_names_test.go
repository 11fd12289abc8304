package model

import (
	"testing"

	"mooring/assets"
	"mooring/client"
	"mooring/client/credentials"
)

// TestRegionNamed holds the names to those that the form of a connection offers.
func TestRegionNamed(t *testing.T) {
	files, err := assets.Translations.ReadDir("translations")
	if err != nil || len(files) < 3 {
		t.Fatalf("%d languages, %v", len(files), err)
	}
	for _, file := range files {
		sentences := texts(t, file.Name())
		for _, code := range client.S3Regions() {
			if got, _ := credentials.RegionNamed(sentences["region."+code]); got != code {
				t.Errorf("%s: %q is %q instead of %s", file.Name(), sentences["region."+code], got, code)
			}
		}
	}
	for text, want := range map[string]string{
		"paris": "eu-west-3", "EU (Paris)": "eu-west-3", "São Paulo": "sa-east-1", "Northern Virginia": "us-east-1",
		"": "", "US East": "", "Central": "", "Germany": "", "Europe": "", "mars-1": "", "()": "",
		"Wasabi (Paris)": "", "Linode (Frankfurt)": "", "OVHcloud（巴黎）": "", "Europa (Frankfurt)": "eu-central-1",
	} {
		if got, ok := credentials.RegionNamed(text); got != want || ok != (want != "") {
			t.Errorf("%q is %q", text, got)
		}
	}
	f := NewS3Form()
	f.Set(FieldServiceURL, "Paris")
	f.Leave(FieldServiceURL)
	mend, ok := f.Mend(FieldServiceURL)
	if !ok {
		t.Fatal("a form does not know Paris")
	}
	mend.Do()
	if got := f.Value(FieldServiceURL); got != client.S3RegionURL("eu-west-3") {
		t.Errorf("Paris is at %q", got)
	}
}
