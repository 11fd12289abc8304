package client

import "testing"

func TestParseBucket(t *testing.T) {
	for value, want := range map[string]string{
		"landing-zone/in/daily":              "landing-zone in/daily",
		"landing-zone/":                      "landing-zone ",
		"/landing-zone":                      "landing-zone ",
		"/landing-zone/in":                   "landing-zone in",
		"landing-zone//in":                   "landing-zone in",
		"s3://landing-zone/in":               "landing-zone in",
		"host.example:9000/bucket":           "bucket ",
		"landing.zone/in":                    "landing.zone in",
		"nyc3.digitaloceanspaces.com/bucket": "bucket ",
		"landing-zone":                       "",
		"eu-west-3":                          "",
		"/":                                  "",
		"a:b/c":                              "",
		`landing-zone\in`:                    "",
		"https://store.acme.example":         "",
	} {
		a, ok := ParseBucket(value)
		if got := a.Bucket + " " + a.Folder; ok != (want != "") || ok && got != want {
			t.Errorf("%q: %q, %v, want %q", value, got, ok, want)
		}
	}
}
