package curl

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
)

// The values of the variables: what keys and tokens are made of.
var environment = map[string]string{
	accessToken:    "eyJhbGciOiJSUzI1NiJ9.e30.c2ln-nat_ure",
	s3AccessKey:    "ASIAIOSFODNN7EXAMPLE",
	s3SecretKey:    "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
	s3SessionToken: "FwoGZXIvYXdzEJr//////////wEaDEXAMPLE+/=",
}

const (
	etag         = `"1700d77b-0000-0200-0000-5e3b41a10000"`
	connectionID = "4cb0c374-d3bb-4557-b139-5712880adc55"
	keyHint      = "AKIA…MPLE"
)

// nasty are names with everything that some shell takes for its own.
var nasty = map[string]string{
	"plain":        "S3 Connection",
	"quotes":       `it's "quoted", 'twice' ""and"" '"'"' “smart” ‘single’`,
	"dollar":       "$HOME ${HOME} $(id) `id` $env:Path ${env:Path} $$ $1",
	"backslashes":  `C:\dir\ \\server\ \" \\" \n \u0041 \`,
	"percent":      `100% %PATH% %ACCESS_TOKEN% %%PATH%% %~dp0 %1 %* %20 %PERCENT:~0,1% %`,
	"signs":        `a & b && c | d || e < f > g >> h ^ i ^^ (j) ; k, l=m @n #o ~p *?[q] {r,s} ! !! !PATH! ^!`,
	"line breaks":  "one\ntwo\r\nthree\ttab",
	"other script": "café é 数据 🚀 \u00a0\u3000\u2028|",
	"hash at end":  `# comment "@ '@ rem --data @file`,
}

// request is a request to be copied, and how the window's own client sends it.
type request struct {
	show func(r *client.Requests, p Placeholders) (client.Request, error)
	send func(ctx context.Context, c *client.Client) error
}

// newConnection is a connection with everything, its secrets as the variables have them.
func newConnection(name string) client.NewConnection {
	return client.NewConnection{
		Name:        name,
		Description: name + name,
		S3: client.S3Credentials{
			AccessKeyID:     environment[s3AccessKey],
			SecretAccessKey: client.NewSecret(environment[s3SecretKey]),
			SessionToken:    client.NewSecret(environment[s3SessionToken]),
			ServiceURL:      "https://s3.eu-west-3.amazonaws.com/",
			Bucket:          "acme-landing",
			FolderPath:      name,
		},
	}
}

// requests returns each request there is, with name in it wherever one can be.
func requests(name string) map[string]request {
	id := client.ConnectionID(connectionID)
	list := client.Filter{SpecID: client.S3ConnectionSpecID}
	// The characters of the name that a filter may hold come with the address.
	list.Name = strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(",=<>!~|\"'`\\*?%;(){}[]^\u00a0\u2028\u3000", r) {
			return -1
		}
		return r
	}, name))
	return map[string]request{
		"create": {
			func(r *client.Requests, p Placeholders) (client.Request, error) {
				in := newConnection(name)
				in.S3 = p.Hide(in.S3, false)
				return r.Create(in)
			},
			func(ctx context.Context, c *client.Client) error {
				_, err := c.CreateConnection(ctx, newConnection(name))
				return err
			},
		},
		"get": {
			func(r *client.Requests, _ Placeholders) (client.Request, error) { return r.Connection(id) },
			func(ctx context.Context, c *client.Client) error { _, err := c.Connection(ctx, id); return err },
		},
		"test": {
			func(r *client.Requests, _ Placeholders) (client.Request, error) { return r.Test(id) },
			func(ctx context.Context, c *client.Client) error { _, err := c.TestConnection(ctx, id); return err },
		},
		"update": {
			func(r *client.Requests, p Placeholders) (client.Request, error) {
				keys := p.Hide(newConnection(name).S3, false)
				return r.Update(id, etag, client.Change{Name: &name, S3: &keys})
			},
			func(ctx context.Context, c *client.Client) error {
				keys := newConnection(name).S3
				_, err := c.UpdateConnection(ctx, id, etag, client.Change{Name: &name, S3: &keys})
				return err
			},
		},
		"delete": {
			func(r *client.Requests, _ Placeholders) (client.Request, error) { return r.Delete(id) },
			func(ctx context.Context, c *client.Client) error { return c.DeleteConnection(ctx, id) },
		},
		"list": {
			func(r *client.Requests, _ Placeholders) (client.Request, error) { return r.Connections(list) },
			func(ctx context.Context, c *client.Client) error {
				for _, err := range c.Connections(ctx, list) {
					return err
				}
				return nil
			},
		},
	}
}

// config is as whom the tests call; its values hold what a header may.
func config(base string) client.Config {
	return client.Config{
		BaseURL: base, APIKey: `e053e1a8 "cf74c68a6ec'8e71d4a82662\`, OrgID: "5C1328435BF324E90A49402A@AdobeOrg",
		Sandbox: "prod%PATH%$HOME^&|<>()", UserAgent: "Mooring/1.2.3",
	}
}

// seen is a request as it came in.
type seen struct {
	Method, URI, Protocol string
	Header                http.Header
	Coding                []string
	Body                  string
}

// recorder is a server that keeps what it gets.
type recorder struct {
	*httptest.Server
	mu   sync.Mutex
	list []seen
}

func newRecorder(t *testing.T) *recorder {
	t.Helper()
	r := &recorder{}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, in *http.Request) {
		body, _ := io.ReadAll(in.Body)
		r.mu.Lock()
		r.list = append(r.list, seen{in.Method, in.RequestURI, in.Proto, in.Header.Clone(), in.TransferEncoding, string(body)})
		r.mu.Unlock()
		w.WriteHeader(http.StatusBadRequest) // each client is content with one answer
	}))
	t.Cleanup(r.Close)
	return r
}

// take returns what came in since the last time.
func (r *recorder) take() []seen {
	r.mu.Lock()
	defer r.mu.Unlock()
	list := r.list
	r.list = nil
	return list
}

type fixedToken string

func (f fixedToken) Token(context.Context) (string, error) { return string(f), nil }
func (fixedToken) Invalidate(string)                       {}

// own returns what the window's own client sends.
func (r *recorder) own(t *testing.T, q request) seen {
	t.Helper()
	cfg := config(r.URL + "/gateway")
	cfg.Tokens = fixedToken(environment[accessToken])
	c, err := client.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	if err := q.send(t.Context(), c); client.KindOf(err) != client.KindRejected {
		t.Fatal(err)
	}
	list := r.take()
	if len(list) != 1 {
		t.Fatalf("%d requests of the client", len(list))
	}
	return list[0]
}

// copied returns the request with placeholders.
func copied(t *testing.T, base string, q request) (client.Request, Placeholders) {
	t.Helper()
	p := NewPlaceholders()
	all, err := client.NewRequests(config(base+"/gateway"), p.Token())
	if err != nil {
		t.Fatal(err)
	}
	r, err := q.show(all, p)
	if err != nil {
		t.Fatal(err)
	}
	return r, p
}

// argv is what curl should get.
func argv(r client.Request, p Placeholders) []string {
	var list []string
	for _, o := range options(r, p) {
		if o.flag != "" {
			list = append(list, o.flag)
		}
		value := ""
		for _, part := range o.value {
			value += part.text + environment[part.variable]
		}
		list = append(list, value)
	}
	return list
}

// runner runs a command in a shell with the variables set and returns what the shell said.
type runner func(t *testing.T, text string, env []string) (string, error)

// sameRequests runs every request through the shell and holds what arrives
// against what the window's own client sends. Names that the program cannot get
// are left out where only says so.
func sameRequests(t *testing.T, shell Shell, run runner, only ...func(name string) bool) {
	t.Helper()
	server := newRecorder(t)
	for kind, name := range nasty {
		if slices.ContainsFunc(only, func(admits func(string) bool) bool { return !admits(name) }) {
			continue
		}
		for what, q := range requests(name) {
			if fixed := what == "get" || what == "test" || what == "delete"; fixed && kind != "plain" {
				continue // no name is in it
			}
			want := server.own(t, q)
			r, p := copied(t, server.URL, q)
			text := Render(shell, r, p, "Let's begin", "Set these first: ACCESS_TOKEN\nand `that` (really?) 100% of it & more")
			said, err := run(t, text, variables(environment))
			got := server.take()
			if err != nil || len(got) != 1 {
				t.Errorf("%s, %s: %v, %d requests\n%s\n%s", what, kind, err, len(got), text, said)
				continue
			}
			if diff := cmp.Diff(want, got[0]); diff != "" {
				t.Errorf("%s, %s: the window (-) and the command (+) differ:\n%s\n%s", what, kind, diff, text)
			}
			if strings.Contains(said, environment[s3SecretKey]) {
				t.Errorf("%s, %s: the secret is shown: %s", what, kind, said)
			}
		}
	}
}

// needsVariables checks that nothing is sent while a variable is missing.
func needsVariables(t *testing.T, shell Shell, run runner) {
	t.Helper()
	server := newRecorder(t)
	r, p := copied(t, server.URL, requests("S3 Connection")["create"])
	for _, missing := range p.Variables(r) {
		some := map[string]string{}
		for name, value := range environment {
			if name != missing {
				some[name] = value
			}
		}
		said, _ := run(t, Render(shell, r, p), variables(some))
		if got := server.take(); len(got) != 0 || !strings.Contains(said, missing) {
			t.Errorf("without %s: %d requests; the shell said %q", missing, len(got), said)
		}
	}
}

// variables returns an environment for a program: this one's, without curl's own settings.
func variables(set map[string]string) []string {
	var env []string
	for _, line := range os.Environ() {
		name, _, _ := strings.Cut(line, "=")
		if _, ours := environment[name]; !ours && !slices.Contains([]string{"HOME", "CURL_HOME", "XDG_CONFIG_HOME"}, name) &&
			!strings.HasSuffix(strings.ToLower(name), "_proxy") {
			env = append(env, line)
		}
	}
	for name, value := range set {
		env = append(env, name+"="+value)
	}
	return env
}

// write makes a file of the test.
func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
