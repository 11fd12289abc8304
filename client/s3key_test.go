package client

import (
	"strings"
	"testing"
)

// A mask that passed for a key would make our own connection look like another's.
func TestWholeAccessKeyID(t *testing.T) {
	const store = "https://store.acme.example"
	for _, c := range []struct {
		id, serviceURL string
		whole          bool
	}{
		{"AKIAIOSFODNN7EXAMPLE", "", true},
		{"AKIAIOSFODNN7EXAMPLE", "https://s3.eu-west-3.amazonaws.com/", true},
		{"AKIAIOSFODNN7EXAMPLE", store, true},
		{"minio_access_key_1", "", true},
		{"minioadmin", store, true},
		{"user@mys3server.example", store, true},
		{"my-ceph-user-key", store, true},
		{"0123456789abcdef0123456789abcdef01234567", store, true},

		{"", "", false},
		{"", store, false},
		{"minioadmin", "", false}, // none of Amazon's, so a part of one
		{"MPLE", "", false},
		{"****************MPLE", "", false},
		{"****************MPLE", store, false},
		{"AKIA************MPLE", store, false},
		{"AKIA…MPLE", store, false},
		{"AKIA...MPLE", store, false},
		{"••••••••", store, false},
		{"xxxxxxxxxxxxxxxx", store, false},
		{"AKIAXXXXXXXXXXXXMPLE", "", false},
		{"<redacted>", store, false},
		{"[hidden]", store, false},
		{"{secret}", store, false},
		{"AKIA IOSF ODNN", store, false},
		{strings.Repeat("-", 20), store, false},
	} {
		got := Connection{AccessKeyID: c.id, ServiceURL: c.serviceURL}.WholeAccessKeyID()
		if want := map[bool]string{true: c.id}[c.whole]; got != want {
			t.Errorf("%q at %q: %q, want %q", c.id, c.serviceURL, got, want)
		}
	}
}
