package ims

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"time"

	"mooring/client"
)

func jwt(payload string) string {
	return "eyJhbGciOiJSUzI1NiJ9." + base64.RawURLEncoding.EncodeToString([]byte(payload)) + ".c2ln"
}

func TestPasted(t *testing.T) {
	end := start.Add(24 * time.Hour)
	ims := jwt(fmt.Sprintf(`{"type":"access_token","created_at":"%d","expires_in":"86400000"}`, start.UnixMilli()))
	for name, tc := range map[string]struct {
		pasted, want string
		expiry       time.Time
	}{
		"opaque":          {"abc", "abc", time.Time{}},
		"bearer":          {" Bearer  abc\r\n", "abc", time.Time{}},
		"lower case":      {"bearer\tabc", "abc", time.Time{}},
		"begins likewise": {"bearerabc", "bearerabc", time.Time{}},
		"ims":             {"Bearer " + ims, ims, end},
		"ims, numbers":    {jwt(fmt.Sprintf(`{"created_at":%d,"expires_in":86400000}`, start.UnixMilli())), "", end},
		"ims, seconds":    {jwt(fmt.Sprintf(`{"created_at":%d,"expires_in":86400}`, start.Unix())), "", end},
		"exp":             {jwt(fmt.Sprintf(`{"exp":%d}`, end.Unix())), "", end},
		"exp in ms":       {jwt(fmt.Sprintf(`{"exp":"%d"}`, end.UnixMilli())), "", end},
		"odd claims":      {jwt(`{"exp":true,"created_at":[],"expires_in":"soon"}`), "", time.Time{}},
		"absurd":          {jwt(`{"exp":1e300}`), "", time.Time{}},
		"not json":        {jwt(`x`), "", time.Time{}},
		"not base64":      {"a.!.c", "", time.Time{}},
		"null":            {jwt(`null`), "", time.Time{}},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := NewPasted(client.NewSecret(tc.pasted), func() time.Time { return start })
			if err != nil {
				t.Fatal(err)
			}
			if tc.want == "" {
				tc.want = tc.pasted
			}
			wantToken(t, p, tc.want)
			got, ok := p.Expiry()
			if !got.Equal(tc.expiry) || ok == tc.expiry.IsZero() {
				t.Errorf("expiry %v, %v, want %v", got, ok, tc.expiry)
			}
			if text := fmt.Sprintf("%v %+v %#v", p, p, p); strings.Contains(text, tc.want) {
				t.Error(text)
			}
		})
	}
	for _, pasted := range []string{"", " ", "Bearer", "Bearer ", "a b", "a\nb", "a\x00b", "é", "a\u00a0b", "Bearer a Bearer b"} {
		_, err := NewPasted(client.NewSecret(pasted), nil)
		if e := wantKind(t, err, client.KindInvalid); e.Field != "AccessToken" {
			t.Errorf("%q: field %q", pasted, e.Field)
		}
	}
}

// What a token does not say for certain is left open.
func TestTechnicalAccountOf(t *testing.T) {
	const key, own = "e053e1a87cf74c68a6ec8e71d4a82662", "0123456789ABCDEF0A495E01@techacct.adobe.com"
	for name, tc := range map[string]struct{ token, want string }{
		"server to server": {jwt(`{"type":"access_token","client_id":"` + key + `","user_id":"` + own + `","aa_id":"` + own + `","as":"ims-na1"}`), own},
		"user_id only":     {jwt(`{"client_id":"` + key + `","user_id":"` + own + `"}`), own},
		"aa_id only":       {jwt(`{"client_id":"` + key + `","user_id":"0123@0a1b2c3d.e","aa_id":"` + own + `"}`), own},
		"a person's":       {jwt(`{"client_id":"` + key + `","user_id":"0123456789ABCDEF0A495E01@AdobeID","aa_id":"0123@AdobeID"}`), ""},
		"another client's": {jwt(`{"client_id":"exc_app","user_id":"` + own + `"}`), ""},
		"no client":        {jwt(`{"user_id":"` + own + `"}`), ""},
		"no account":       {jwt(`{"client_id":"` + key + `"}`), ""},
		"odd claims":       {jwt(`{"client_id":"` + key + `","user_id":7,"aa_id":["` + own + `"]}`), ""},
		"no name":          {jwt(`{"client_id":"` + key + `","user_id":"@techacct.adobe.com"}`), ""},
		"null":             {jwt(`null`), ""},
		"opaque":           {"abc", ""},
		"none":             {"", ""},
	} {
		if got := TechnicalAccountOf(tc.token, key); got != tc.want {
			t.Errorf("%s: %q, want %q", name, got, tc.want)
		}
	}
	if got := TechnicalAccountOf(jwt(`{"user_id":"`+own+`"}`), ""); got != "" {
		t.Errorf("of no API key: %q", got)
	}
}

func TestPastedEnds(t *testing.T) {
	c := &clock{}
	value := jwt(fmt.Sprintf(`{"exp":%d}`, start.Add(time.Hour).Unix()))
	p, err := NewPasted(client.NewSecret(value), c.now)
	if err != nil {
		t.Fatal(err)
	}
	wantToken(t, p, value)
	c.advance(time.Hour)
	_, err = p.Token(t.Context())
	if e := wantKind(t, err, client.KindUnauthorized); e.Code != CodeTokenExpired {
		t.Error(e)
	}
	c.advance(-time.Hour)
	p.Invalidate("another")
	wantToken(t, p, value)
	p.Invalidate(value)
	_, err = p.Token(t.Context())
	if e := wantKind(t, err, client.KindUnauthorized); e.Code != CodeTokenRefused {
		t.Error(e)
	}
}

func FuzzExpiry(f *testing.F) {
	f.Add("eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjE3NjAwMDAwMDB9.c2ln", []byte(`{"exp":1760000000}`))
	f.Add("a.b.c", []byte(`{"created_at":"1763805600000","expires_in":"86400000"}`))
	f.Fuzz(func(t *testing.T, pasted string, payload []byte) {
		for _, value := range []string{pasted, jwt(string(payload))} {
			p, err := NewPasted(client.NewSecret(value), nil)
			if err != nil {
				continue
			}
			if end, ok := p.Expiry(); ok && (end.Year() < 2001 || end.Year() > 2286) {
				t.Errorf("%q ends %v", value, end)
			}
			if p.value == "" || strings.ContainsAny(p.value, " \r\n\t") {
				t.Errorf("took %q", p.value)
			}
		}
	})
}
