package diagnose

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// A run in which nothing answers ends all the same, and says so.
func TestEverythingHangs(t *testing.T) {
	for _, c := range []struct {
		name string
		hang func(*Options)
		want map[Check]outcome
	}{
		{"name server", func(o *Options) {
			o.resolver = resolverFunc(func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() })
		}, map[Check]outcome{Resolve: {Broken, NameServer}}},
		{"server", func(o *Options) {
			o.dial = func(ctx context.Context, _, _ string) (net.Conn, error) { <-ctx.Done(); return nil, ctx.Err() }
		}, map[Check]outcome{Resolve: fine, Proxy: fine, Connect: {Broken, TimedOut}}},
		{"handshake", func(o *Options) {
			o.dial = func(context.Context, string, string) (net.Conn, error) { return silent(), nil }
		}, map[Check]outcome{Resolve: fine, Proxy: fine, Connect: fine, Handshake: {Broken, TimedOut}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := optionsFor(tlsServer(t, answering))
			c.hang(&o)
			synctest.Test(t, func(t *testing.T) {
				keyring := newVault()
				keyring.hang["set"] = true
				o.Vault = keyring
				begun := time.Now()
				findings := Run(t.Context(), o, nil)
				if took := time.Since(begun); took > runLimit {
					t.Errorf("took %s", took)
				}
				found := map[Check]Finding{}
				for _, f := range findings {
					found[f.Check] = f
				}
				want(t, found, c.want)
				if f := found[Keyring]; f.Cause != KeyringWaits || f.Fact("Step") != "store" {
					t.Errorf("keyring: %+v", f)
				}
			})
		})
	}
}

// silent is a connection to somebody who takes everything and says nothing.
func silent() net.Conn {
	here, there := net.Pipe()
	go func() {
		for buffer := make([]byte, 1024); ; {
			if _, err := there.Read(buffer); err != nil {
				return
			}
		}
	}()
	return here
}

func TestCancel(t *testing.T) {
	for name, proxy := range map[string]string{"directly": "", "through a proxy": "http://proxy.test:3128"} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				o := Options{
					Addresses: []string{"https://a.test", "https://b.test"},
					Transport: &http.Transport{},
					resolver:  resolverFunc(func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }),
				}
				if proxy != "" {
					o.through(t, proxy)
				}
				canceled(t, o)
			})
		})
	}
}

// canceled calls a run off while all of it hangs.
func canceled(t *testing.T, o Options) {
	t.Helper()
	keyring := newVault()
	keyring.hang["get"] = true
	o.Vault = keyring
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(time.Second, cancel)
	begun := time.Now()
	findings := Run(ctx, o, nil)
	if took := time.Since(begun); took != time.Second {
		t.Errorf("took %s", took)
	}
	for _, f := range findings {
		if slices.Contains([]Check{Folder, System}, f.Check) {
			continue
		}
		if f.Verdict != Skipped || f.Cause != Canceled || f.Err != nil {
			t.Errorf("check %d of %q: %s, cause %d, %v", f.Check, f.Host, f.Verdict, f.Cause, f.Err)
		}
	}
	if keyring.left() != 0 {
		t.Error("the throw-away item was left in the keyring")
	}
}

func TestOrder(t *testing.T) {
	o := Options{
		Addresses: []string{"https://a.test", "https://b.test"}, resolver: names{},
	}
	var said []Finding
	findings := Run(t.Context(), o, func(f Finding) { said = append(said, f) })
	if len(said) != len(findings) {
		t.Errorf("%d said, %d returned", len(said), len(findings))
	}
	var got []string
	for _, f := range findings {
		got = append(got, fmt.Sprint(f.Host, " ", int(f.Check)))
	}
	var want []string
	for _, host := range []string{"a.test ", "b.test "} {
		for check := Resolve; check <= Clock; check++ {
			want = append(want, fmt.Sprint(host, int(check)))
		}
	}
	for check := Keyring; check <= System; check++ {
		want = append(want, fmt.Sprint(" ", int(check)))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSystem(t *testing.T) {
	found := map[Check]Finding{}
	for _, f := range Run(t.Context(), Options{Version: "1.2.3"}, nil) {
		found[f.Check] = f
	}
	for name, value := range map[string]string{
		FactVersion: "1.2.3", "Go": runtime.Version(), "Built for": runtime.GOOS + "/" + runtime.GOARCH,
	} {
		if got := found[System].Fact(name); got != value {
			t.Errorf("%s is %q, want %q", name, got, value)
		}
	}
	if found[System].Fact(FactSystem) == "" {
		t.Error("the system has no name")
	}
	for _, check := range []Check{Keyring, Folder} {
		if f := found[check]; f.Verdict != Skipped || f.Cause != NotGiven {
			t.Errorf("check %d: %+v", check, f)
		}
	}
}
