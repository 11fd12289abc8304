package model_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/client/secrets"
	"mooring/client/session"
	"mooring/gui/model"
)

func certificate(issuer pkix.Name) *x509.Certificate {
	return &x509.Certificate{Issuer: issuer, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
}

func untrusted(issuer pkix.Name) error {
	return &tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{Cert: certificate(issuer)}}
}

func expired(cert *x509.Certificate) error {
	return &tls.CertificateVerificationError{Err: x509.CertificateInvalidError{Cert: cert, Reason: x509.Expired}}
}

type timeout struct{}

func (timeout) Error() string { return "i/o timeout" }
func (timeout) Timeout() bool { return true }

func (timeout) Temporary() bool { return true }

func TestNetworkTrouble(t *testing.T) {
	tomorrow, yesterday := time.Now().Add(24*time.Hour), time.Now().Add(-24*time.Hour)
	for name, c := range map[string]struct {
		err  error
		want string
		args map[string]any
	}{
		"name not found":   {&net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", IsNotFound: true}}, "dns", nil},
		"name server slow": {&net.DNSError{Err: "i/o timeout", IsTimeout: true}, "dns", nil},
		"dial timeout":     {&net.OpError{Op: "dial", Err: timeout{}}, "connectSlow", nil},
		"limit":            {fmt.Errorf("no complete answer in time: %w", context.DeadlineExceeded), "connectSlow", nil},
		"407":              {&client.ProxyError{Status: 407}, "proxy", nil},
		"407, wrong":       {&client.ProxyError{Status: 407, Tried: true, Schemes: []string{"basic"}}, "proxyPassword", nil},
		"407, NTLM":        {&client.ProxyError{Status: 407, Schemes: []string{"ntlm"}}, "proxyScheme", nil},
		"proxy 403":        {&client.ProxyError{Status: 403}, "proxyRefused", map[string]any{"Status": 403}},
		"proxy address":    {&client.ProxyError{}, "proxyAddress", nil},
		"proxy's name":     {&net.OpError{Op: "proxyconnect", Err: &net.DNSError{Err: "no such host"}}, "proxyUnreachable", nil},
		"proxy's own name": {&net.OpError{Op: "proxyconnect", Err: &net.DNSError{Name: "proxy.acme.example"}}, "proxyUnreachable", map[string]any{"Proxy": "proxy.acme.example"}},
		"issuer":           {untrusted(pkix.Name{CommonName: "Corp Root CA", Organization: []string{"Corp"}}), "certificateIssuer", map[string]any{"Issuer": "Corp Root CA"}},
		"issuer's firm":    {untrusted(pkix.Name{Organization: []string{"Corp"}}), "certificateIssuer", map[string]any{"Issuer": "Corp"}},
		"odd issuer":       {untrusted(pkix.Name{CommonName: " a\x00\x1b[31m\n\u202eb "}), "certificateIssuer", map[string]any{"Issuer": "a [31m b"}},
		"no issuer":        {untrusted(pkix.Name{}), "certificate", nil},
		"no certificate":   {x509.UnknownAuthorityError{}, "certificate", nil},
		"other host":       {x509.HostnameError{Certificate: certificate(pkix.Name{}), Host: "platform.adobe.io"}, "certificateHost", map[string]any{"Host": "platform.adobe.io"}},
		"expired": {
			expired(&x509.Certificate{NotBefore: yesterday.Add(-time.Hour), NotAfter: yesterday}), "certificateExpired",
			map[string]any{"Until": day(yesterday), "Today": day(time.Now())},
		},
		"not yet valid": {
			expired(&x509.Certificate{NotBefore: tomorrow, NotAfter: tomorrow.Add(time.Hour)}), "certificateEarly",
			map[string]any{"From": day(tomorrow), "Today": day(time.Now())},
		},
		"not for servers": {x509.CertificateInvalidError{Cert: certificate(pkix.Name{}), Reason: x509.IncompatibleUsage}, "certificate", nil},
		"no TLS":          {tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"}, "notEncrypted", nil},
		"http":            {http.ErrSchemeMismatch, "notEncrypted", nil},
		"anything":        {errors.New("odd"), "unreachable", nil},
		"nothing":         {nil, "unreachable", nil},
	} {
		t.Run(name, func(t *testing.T) {
			got := model.Explain(&client.APIError{Kind: client.KindUnreachable, Op: "Sandboxes", Err: c.err})
			if got.Name != c.want {
				t.Fatalf("%s, want %s", got.Name, c.want)
			}
			for key, want := range c.args {
				said := got.Cause.Args[key]
				if date, ok := said.(model.Day); ok {
					said = day(date.Time)
				}
				if said != want {
					t.Errorf("%s is %q, want %q", key, said, want)
				}
			}
		})
	}
}

func day(at time.Time) string { return at.Format(time.DateOnly) }

func TestLongIssuerIsCut(t *testing.T) {
	got := model.Explain(&client.APIError{Kind: client.KindUnreachable, Err: untrusted(pkix.Name{CommonName: strings.Repeat("界", 300)})})
	if name, _ := got.Cause.Args["Issuer"].(string); name != strings.Repeat("界", 80)+"…" {
		t.Errorf("%q", name)
	}
}

// A real server that nobody vouches for, and a port at which nobody listens.
func TestRealNetworkTrouble(t *testing.T) {
	ln, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := ln.Addr().String()
	if err := ln.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = (&net.Dialer{}).DialContext(t.Context(), "tcp", address)
	if got := model.Explain(&client.APIError{Kind: client.KindUnreachable, Err: err}); got.Name != "connectionRefused" {
		t.Errorf("%+v of %v", got, err)
	}
}

func TestAnswersThatAreNotAdobes(t *testing.T) {
	for name, c := range map[string]struct {
		err  client.APIError
		want string
	}{
		"log-in page":   {client.APIError{Kind: client.KindNotPlatform, Status: 200}, "notPlatform"},
		"redirect":      {client.APIError{Kind: client.KindNotPlatform, Status: 302}, "redirected"},
		"511":           {client.APIError{Kind: client.KindUnavailable, Status: 511}, "notPlatform"},
		"lost":          {client.APIError{Kind: client.KindInterrupted}, "interrupted"},
		"late":          {client.APIError{Kind: client.KindInterrupted, Err: context.DeadlineExceeded}, "answerSlow"},
		"408":           {client.APIError{Kind: client.KindInterrupted, Status: 408}, "answerSlow"},
		"web filter":    {client.APIError{Kind: client.KindForbidden, Status: 403}, "forbidden"},
		"wrong address": {client.APIError{Kind: client.KindNotFound, Status: 404, Op: "Connections"}, "addressUnknown"},
		"gone":          {client.APIError{Kind: client.KindNotFound, Status: 404, Op: "TestConnection"}, "connectionGone"},
		"sign-in":       {client.APIError{Kind: client.KindForbidden, Status: 403, Op: "Token"}, "signInBlocked"},
	} {
		if got := model.Explain(&c.err); got.Name != c.want {
			t.Errorf("%s: %s, want %s", name, got.Name, c.want)
		}
	}
}

func TestTroubleOfThisComputer(t *testing.T) {
	lost := &client.APIError{Kind: client.KindInterrupted, Op: "CreateConnection"}
	for _, c := range []struct {
		err   error
		want  string
		field model.Field
	}{
		{fmt.Errorf("x: %w", session.ErrNoSecret), "noSecret", model.FieldClientSecret},
		{fmt.Errorf("x: %w", secrets.ErrTooBig), "secretTooBig", model.FieldClientSecret},
		{fmt.Errorf("x: %w", secrets.ErrTimeout), "keyring", model.FieldClientSecret},
		{fmt.Errorf("x: %w", secrets.ErrUnavailable), "keyring", model.FieldClientSecret},
		{fmt.Errorf("x: %w", history.ErrNotWritable), "registerNotWritable", ""},
		{fmt.Errorf("x: %w", history.ErrNewerVersion), "registerNewer", ""},
		{fmt.Errorf("x: %w", history.ErrDamaged), "registerDamaged", ""},
		{fmt.Errorf("x: %w", history.ErrBusy), "registerBusy", ""},
		{fmt.Errorf("x: %w", history.ErrInProgress), "entryInProgress", ""},
		{fmt.Errorf("x: %w", history.ErrNotFound), "entryGone", ""},
		{&provision.SandboxMissingError{Name: "dev"}, "sandboxUnknown", model.FieldSandbox},
		{&provision.SandboxInactiveError{Name: "dev"}, "sandboxInactive", model.FieldSandbox},
		{&provision.TwinError{Twins: []provision.Twin{{SameName: true}}}, "twinName", model.FieldName},
		{&provision.TwinError{Twins: []provision.Twin{{}}}, "twinKey", model.FieldAccessKey},
		{&provision.TwinError{Twins: []provision.Twin{{Unsettled: true}}}, "twinUnsettled", ""},
		{provision.ErrBusy, "busy", ""},
		{provision.ErrNotCreated, "connectionGone", ""},
		{provision.ErrNoKeys, "roleNoKeys", ""},
		{&client.APIError{Kind: client.KindNotFound, Op: "IAMRole", Status: 404, Page: true}, "addressUnknown", ""},
		{&client.APIError{Kind: client.KindNotFound, Op: "IAMRole", Status: 404, Code: "FLOW-1439-404"}, "roleRefused", model.FieldAuth},
		{&client.APIError{Kind: client.KindNotFound, Op: "IAMRole", Status: 200}, "roleRefused", model.FieldAuth},
		{&client.APIError{Kind: client.KindRejected, Op: "IAMRole", Status: 400}, "roleRefused", model.FieldAuth},
		{&client.APIError{Kind: client.KindForbidden, Op: "IAMRole", Status: 403}, "forbidden", ""},
		{provision.ErrNotCandidate, "connectionGone", ""},
		{&provision.AmbiguousError{}, "ambiguous", ""},
		{&provision.NotCreatedError{Err: lost}, "notCreated", ""},
		{&provision.OutcomeUnknownError{Err: lost}, "outcomeUnknown", ""},
		// What is known of an attempt counts for more than what it failed of.
		{&provision.OutcomeUnknownError{Err: history.ErrNotWritable}, "outcomeUnknown", ""},
		{&provision.OutcomeUnknownError{Err: context.Canceled}, "outcomeUnknown", ""},
		{&provision.NotRecordedError{Err: history.ErrNotWritable}, "notRecorded", ""},
		{context.Canceled, "canceled", ""},
		{context.DeadlineExceeded, "slow", ""},
		{errors.New("odd"), "unexpected", ""},
		{&client.APIError{Kind: client.KindInvalid, Field: "AccessKeyID"}, "invalid", model.FieldAccessKey},
		{&client.APIError{Kind: client.KindInvalid, Op: "New", Field: "AccessToken"}, "invalid", model.FieldToken},
		{&client.APIError{Kind: client.KindInvalid, Field: "Tokens"}, "invalid", ""},
	} {
		got := model.Explain(c.err)
		if got.Name != c.want || got.Field != c.field {
			t.Errorf("%v: %s, %q; want %s, %q", c.err, got.Name, got.Field, c.want, c.field)
		}
		if got.Details == "" || !got.Effect.Empty() {
			t.Errorf("%v: details %q, effect %v", c.err, got.Details, got.Effect)
		}
	}
	if !model.Explain(nil).Empty() {
		t.Error("a problem of nothing")
	}
}

func TestEveryRecordedState(t *testing.T) {
	refused := history.Problem{Kind: client.KindForbidden, Status: 403, Code: "FLOW-2121-403", RequestID: "r1", Op: "CreateConnection"}
	lost := history.Problem{Kind: client.KindInterrupted, Op: "CreateConnection", RequestID: "r1"}
	two := []client.ConnectionID{"a", "b"}
	for _, c := range []struct {
		entry  history.Entry
		want   string
		effect bool
	}{
		{history.Entry{State: history.Pending}, "stillPending", false},
		{history.Entry{State: history.Pending, Candidates: two}, "ambiguous", false},
		{history.Entry{State: history.Unknown}, "outcomeUnknown", false},
		{history.Entry{State: history.Unknown, Problem: lost}, "outcomeUnknown", false},
		{history.Entry{State: history.Unknown, Problem: refused}, "outcomeUnknown", false},
		{history.Entry{State: history.Unknown, Candidates: two, Problem: lost}, "ambiguous", false},
		{history.Entry{State: history.Failed}, "notCreated", false},
		{history.Entry{State: history.Failed, Problem: lost}, "notCreated", false},
		{history.Entry{State: history.Failed, Problem: refused}, "permissionSources", true},
		{history.Entry{State: history.Failed, Problem: history.Problem{Op: "CreateConnection"}}, "unexpected", true},
		{history.Entry{State: history.Created, Problem: lost, Candidates: two}, "", false},
		{history.Entry{State: history.Created, Problem: refused}, "", false},
		{history.Entry{State: history.Deleted, Problem: lost}, "", false},
	} {
		got := model.ExplainRecorded(c.entry)
		if got.Name != c.want || got.Effect.Empty() == c.effect {
			t.Errorf("%+v: %q, effect %v; want %q, %v", c.entry, got.Name, got.Effect, c.want, c.effect)
		}
		if c.entry.State == history.Failed {
			c.entry.Superseded = true
			if told := model.ExplainRecorded(c.entry); told.Do.Key != "problem.superseded" {
				t.Errorf("%+v: once a later one came about, it says to do %v", c.entry, told.Do)
			}
		}
		if !got.Empty() && c.entry.Problem.RequestID != "" && !strings.Contains(got.Details, "r1") {
			t.Errorf("%+v: details %q", c.entry, got.Details)
		}
	}
}

func TestDetailsHaveWhatATechnicianNeeds(t *testing.T) {
	got := model.Explain(fmt.Errorf("list: %w", &client.APIError{
		Kind: client.KindForbidden, Status: 403, Code: "FLOW-2121-403", Title: "Forbidden",
		Detail: "The permission manage is denied on resource Enterprise Source.", RequestID: "9c3e", Op: "Connections",
	})).Details
	for _, want := range []string{"Connections", "not allowed", "HTTP 403", "FLOW-2121-403", "Forbidden", "Enterprise Source", "9c3e"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

func TestDetailsHoldNoSecret(t *testing.T) {
	const token = "eyJhbGciOiJSUzI1NiJ9.eyJpZCI6IjE3MDAwMDAwMDAwMDAifQ.c2lnbmF0dXJl"
	for _, secret := range []string{
		token,
		"eyJhbGciOiJSUzI1NiJ9",
		"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
		"AKIAIOSFODNN7EXAMPLE",
		"ASIAIOSFODNN7EXAMPLE",
		"p8e-AbCdEfGhIjKlMnOpQrStUvWxYz012345",
		strings.Repeat("FwoGZXIvYXdzE", 20),
	} {
		for _, err := range []error{
			errors.New("failed with " + secret + "."),
			&client.APIError{Kind: client.KindRejected, Status: 400, Detail: `{"s3SecretKey":"` + secret + `"}`},
			&client.APIError{Kind: client.KindRejected, Status: 400, Title: "Bearer " + secret},
			&client.APIError{Kind: client.KindUnreachable, Err: errors.New("proxy http://user:" + secret + "@proxy:3128 failed")},
			&provision.OutcomeUnknownError{Err: errors.New("access_token=" + secret)},
		} {
			if got := model.Explain(err).Details; strings.Contains(got, secret) {
				t.Errorf("%q shows in %q", secret, got)
			}
		}
	}
	for _, plain := range []string{
		"/data/foundation/flowservice/connections", "4cb0c374-d3bb-4557-b139-5712880adc55",
		`"1700d77b-0000-0200-0000-5e3b41a10000"`, "FLOW-2121-403", "https://platform.adobe.io/data", "unable to get local issuer certificate",
	} {
		if got := model.Explain(errors.New(plain)).Details; got != plain {
			t.Errorf("%q became %q", plain, got)
		}
	}
}
