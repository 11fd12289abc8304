package diagnose

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestAllFine(t *testing.T) {
	var asked http.Header
	server := tlsServer(t, func(w http.ResponseWriter, r *http.Request) {
		asked = r.Header.Clone()
		if r.URL.Path != "/base" || r.Method != http.MethodGet {
			t.Errorf("%s %s", r.Method, r.URL)
		}
		answering(w, r)
	})
	o := optionsFor(server)
	o.Version = "1.2.3"
	found := runFor(t, o)
	want(t, found, map[Check]outcome{Resolve: fine, Proxy: fine, Connect: fine, Handshake: fine, Answer: fine, Clock: fine})
	for check, facts := range map[Check]map[string]string{
		Resolve:   {"Addresses": "192.0.2.1"},
		Proxy:     {FactProxy: "none"},
		Connect:   {"Reached": server.Listener.Addr().String()},
		Handshake: {"TLS": "TLS 1.3", "Issued by": "Acme Co", "Valid until": "2084-01-29T16:00:00Z"},
		Answer:    {"Status": "403 Forbidden"},
		Clock:     {"This computer is": "on time"},
	} {
		for name, value := range facts {
			if got := found[check].Fact(name); got != value {
				t.Errorf("check %d: %s is %q, want %q", check, name, got, value)
			}
		}
	}
	if asked.Get("Authorization") != "" || asked.Get("Cookie") != "" || asked.Get("User-Agent") != "Mooring/1.2.3" {
		t.Errorf("sent %v", asked)
	}
}

func TestCertificates(t *testing.T) {
	server := tlsServer(t, answering)
	at := func(year int) func() time.Time {
		return func() time.Time { return time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC) }
	}
	for _, c := range []struct {
		name   string
		change func(*Options)
		cause  Cause
		clock  outcome
	}{
		{"untrusted", func(o *Options) { o.Transport.TLSClientConfig.RootCAs = nil }, Untrusted, fine},
		{"expired by our clock", func(o *Options) { o.now = at(2100) }, NotValidNow, outcome{Broken, ClockWrong}},
		{"not yet valid by our clock", func(o *Options) { o.now = at(1960) }, NotValidNow, outcome{Broken, ClockWrong}},
		{"another server's", func(o *Options) {
			o.Addresses, o.resolver = []string{"https://other.test"}, names{"other.test": {"192.0.2.1"}}
		}, WrongName, fine},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := optionsFor(server)
			c.change(&o)
			found := runFor(t, o)
			want(t, found, map[Check]outcome{Resolve: fine, Proxy: fine, Connect: fine, Handshake: {Broken, c.cause}, Clock: c.clock})
			f := found[Handshake]
			if f.Fact("Issued by") != "Acme Co" || f.Fact("Valid until") == "" || !strings.Contains(f.Fact("Issued to"), host) {
				t.Errorf("facts %v", f.Facts)
			}
			var unverified *tls.CertificateVerificationError
			if !errors.As(f.Err, &unverified) {
				t.Errorf("error %v", f.Err)
			}
			if found[Clock].Fact("Trust") == "" {
				t.Error("the clock is judged as if by a trusted server")
			}
		})
	}
}

func TestHandshakesThatFail(t *testing.T) {
	t.Run("no TLS", func(t *testing.T) {
		server := httptest.NewServer(http.HandlerFunc(answering))
		t.Cleanup(server.Close)
		want(t, runFor(t, optionsFor(server)), map[Check]outcome{Resolve: fine, Proxy: fine, Connect: fine, Handshake: {Broken, NotTLS}})
	})
	t.Run("cut", func(t *testing.T) {
		server := tlsServer(t, answering)
		o := optionsFor(server)
		o.dial = dialer(cutting(t).Addr())
		want(t, runFor(t, o), map[Check]outcome{Resolve: fine, Proxy: fine, Connect: fine, Handshake: {Broken, NotTLS}})
	})
	t.Run("cut later", func(t *testing.T) {
		server := tlsServer(t, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }) //nolint:forbidigo // That is how to.
		want(t, runFor(t, optionsFor(server)), map[Check]outcome{
			Resolve: fine, Proxy: fine, Connect: fine, Handshake: fine, Answer: {Broken, NoAnswer},
		})
	})
}

// cutting is a listener that closes each connection once something comes.
func cutting(t *testing.T) net.Listener {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			_, _ = conn.Read(make([]byte, 1))
			_ = conn.Close()
		}
	}()
	return listener
}

func TestNoWay(t *testing.T) {
	server := tlsServer(t, answering)
	for _, c := range []struct {
		name   string
		change func(*Options)
		want   map[Check]outcome
	}{
		{"unknown name", func(o *Options) { o.resolver = names{} }, map[Check]outcome{Resolve: {Broken, NameUnknown}}},
		{"no address", func(o *Options) { o.resolver = names{host: nil} }, map[Check]outcome{Resolve: {Broken, NameUnknown}}},
		{"no name server", func(o *Options) {
			o.resolver = resolverFunc(func(context.Context) error { return &net.DNSError{Err: "server misbehaving", IsTemporary: true} })
		}, map[Check]outcome{Resolve: {Broken, NameServer}}},
		{"refused", func(o *Options) { o.dial = dialer(&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1}) }, map[Check]outcome{
			Resolve: fine, Proxy: fine, Connect: {Broken, Refused},
		}},
		{"no route", func(o *Options) {
			o.dial = func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("no route to host") }
		}, map[Check]outcome{Resolve: fine, Proxy: fine, Connect: {Broken, Unreachable}}},
		{"bad address", func(o *Options) { o.Addresses = []string{"ftp://anna:secret@h"} }, map[Check]outcome{Resolve: {Broken, BadAddress}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := optionsFor(server)
			c.change(&o)
			want(t, runFor(t, o), c.want)
		})
	}
}

type resolverFunc func(context.Context) error

func (f resolverFunc) LookupHost(ctx context.Context, _ string) ([]string, error) { return nil, f(ctx) }

func TestAnswers(t *testing.T) {
	answer := func(status int, headers ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			for i := 0; i+1 < len(headers); i += 2 {
				w.Header().Set(headers[i], headers[i+1])
			}
			w.WriteHeader(status)
		}
	}
	body := func(text string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/octet-stream")
			_, _ = w.Write([]byte(text))
		}
	}
	for _, c := range []struct {
		name    string
		handler http.HandlerFunc
		trusted outcome
		other   outcome
	}{
		{"empty", answer(http.StatusNotFound), fine, outcome{Skipped, EarlierFailure}},
		{"page", answer(http.StatusOK, "Content-Type", "text/html"), outcome{Odd, WebPage}, outcome{Broken, WebPage}},
		{"page of no type", body("\ufeff \n<!DOCTYPE html><title>Log in"), outcome{Odd, WebPage}, outcome{Broken, WebPage}},
		{"elsewhere", answer(http.StatusFound, "Location", "https://portal.hotel.test/?session=s3cret"), outcome{Odd, WebPage}, outcome{Broken, WebPage}},
		{"to an address", answer(http.StatusFound, "Location", "http://192.0.2.7/"), outcome{Odd, WebPage}, outcome{Broken, WebPage}},
		{"nowhere", answer(http.StatusFound, "Location", "http://%zz/"), outcome{Odd, WebPage}, outcome{Broken, WebPage}},
		{"within", answer(http.StatusFound, "Location", "/there"), fine, outcome{Skipped, EarlierFailure}},
		{"sister", answer(http.StatusFound, "Location", "https://www.example.com/"), fine, outcome{Skipped, EarlierFailure}},
	} {
		t.Run(c.name, func(t *testing.T) {
			server := tlsServer(t, c.handler)
			o := optionsFor(server)
			f := runFor(t, o)[Answer]
			if (outcome{f.Verdict, f.Cause}) != c.trusted {
				t.Errorf("trusted: got %s, cause %d", f.Verdict, f.Cause)
			}
			if strings.Contains(report(f), "s3cret") {
				t.Error("the report holds the session of the portal")
			}
			o.Transport.TLSClientConfig.RootCAs = nil
			f = runFor(t, o)[Answer]
			if (outcome{f.Verdict, f.Cause}) != c.other {
				t.Errorf("untrusted: got %s, cause %d", f.Verdict, f.Cause)
			}
		})
	}
}

func TestSites(t *testing.T) {
	for _, c := range []struct {
		from, to string
		same     bool
	}{
		{"https://ims-na1.adobelogin.com/", "https://www.adobe.com/", true},
		{"https://platform.adobe.io/", "https://adobe.io./x", true},
		{"https://platform.adobe.io/", "https://adobe.io.evil.test/", false},
		{"https://192.0.2.1/", "https://10.0.2.1/", false},
	} {
		if got := site(parse(t, c.from)) == site(parse(t, c.to)); got != c.same {
			t.Errorf("%s and %s: %v", c.from, c.to, got)
		}
	}
}

func TestClock(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		date, age string
		want      outcome
		text      string
	}{
		{date: "Sun, 01 Mar 2026 12:00:00 GMT", want: fine, text: "on time"},
		{date: "Sun, 01 Mar 2026 11:58:00 GMT", want: fine, text: "2m0s ahead"},
		{date: "Sun, 01 Mar 2026 11:57:59 GMT", want: outcome{Odd, ClockWrong}, text: "2m1s ahead"},
		{date: "Sun, 01 Mar 2026 12:05:00 GMT", want: outcome{Odd, ClockWrong}, text: "5m0s behind"},
		{date: "Sun, 01 Mar 2026 12:05:01 GMT", want: outcome{Broken, ClockWrong}, text: "5m1s behind"},
		{date: "Sun, 01 Mar 2026 11:50:00 GMT", age: "600", want: fine, text: "on time"},
		{date: "Sun, 01 Mar 2026 12:00:00 GMT", age: "-5", want: fine, text: "on time"},
		{date: "Sunday", want: outcome{Skipped, NoDate}},
	} {
		t.Run(c.date+c.age, func(t *testing.T) {
			o := optionsFor(tlsServer(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Date", c.date)
				if c.age != "" {
					w.Header().Set("Age", c.age)
				}
				answering(w, r)
			}))
			o.now = func() time.Time { return now }
			f := runFor(t, o)[Clock]
			if (outcome{f.Verdict, f.Cause}) != c.want || f.Fact("This computer is") != c.text {
				t.Errorf("got %s, cause %d, %v", f.Verdict, f.Cause, f.Facts)
			}
		})
	}
}

func TestPlainHTTP(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(answering))
	t.Cleanup(server.Close)
	o := optionsFor(server)
	o.Addresses = []string{server.URL}
	o.resolver, o.dial = nil, nil
	want(t, runFor(t, o), map[Check]outcome{
		Resolve: fine, Proxy: fine, Connect: fine, Handshake: {Skipped, PlainHTTP}, Answer: fine, Clock: fine,
	})
}

func TestServersOnce(t *testing.T) {
	got := targetsOf([]string{"https://a.test/x", " https://A.test/y ", "https://b.test:8443", "://", "b.test"})
	var hosts []string
	for _, g := range got {
		hosts = append(hosts, g.name)
	}
	if !slices.Equal(hosts, []string{"a.test", "b.test:8443", "?"}) {
		t.Errorf("got %q", hosts)
	}
}
