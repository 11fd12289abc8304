//go:build !windows && !darwin

package filedialog

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/google/go-cmp/cmp"
)

// asked is what the portal was asked.
type asked struct {
	method, parent, title string
	options               map[string]dbus.Variant
}

// read reads a call of the portal.
func read(t *testing.T, call *dbus.Message) asked {
	t.Helper()
	var a asked
	a.method, _ = call.Headers[dbus.FieldMember].Value().(string)
	if err := dbus.Store(call.Body, &a.parent, &a.title, &a.options); err != nil {
		t.Error(err)
	}
	return a
}

// request is where the portal answers.
func (a asked) request(c *client) dbus.ObjectPath {
	token, _ := a.options["handle_token"].Value().(string)
	return portalPath + dbus.ObjectPath("/request/"+"1_"+c.name[3:]+"/"+token)
}

// answering is a portal that answers at once.
func answering(t *testing.T, code uint32, results map[string]dbus.Variant, heard chan<- asked) func(*client, *dbus.Message) {
	return func(c *client, call *dbus.Message) {
		a := read(t, call)
		request := a.request(c)
		heard <- a
		// What is no answer to this request is none.
		c.signal(portalPath, "org.freedesktop.portal.Settings", "SettingChanged", "a", "b", dbus.MakeVariant("c"))
		c.signal(request+"x", portalRequest, "Response", uint32(0), map[string]dbus.Variant{"uris": dbus.MakeVariant([]string{"file:///other"})})
		c.reply(call, request)
		c.signal(request, portalRequest, "Response", code, results)
	}
}

func uris(all ...string) map[string]dbus.Variant {
	return map[string]dbus.Variant{"uris": dbus.MakeVariant(all)}
}

func TestOpen(t *testing.T) {
	hear := make(chan asked, 1)
	b := startBus(t, answering(t, responseTaken, uris("file:///home/me/a%2Bb+c%20d.json", "file:///tmp/100%25%3F%23.csv", "file:///%E4%BD%A0%E5%A5%BD.env", "file:///caf%E9"), hear))
	common := Common{
		Title: "Choose", Accept: "Fill_in", Folder: "/home/me/Téléchargements", Parent: 0xabc,
		Kinds: []Kind{{Name: "JSON", Endings: []string{".json", ".7z"}}, {Name: "All"}},
	}
	got, err := Desktop{}.Open(t.Context(), Opening{Common: common, Several: true})
	want := []string{"/home/me/a+b+c d.json", "/tmp/100%?#.csv", "/你好.env", "/caf\xe9"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	heard := <-hear
	if heard.method != "OpenFile" || heard.parent != "x11:abc" || heard.title != "Choose" {
		t.Errorf("asked %q for %q by %q", heard.method, heard.title, heard.parent)
	}
	sent, options := common.options(), map[string]string{"multiple": fmt.Sprint("b ", heard.options["multiple"].Value())}
	for name, value := range sent {
		// Structs lose their signature on the way.
		options[name] = fmt.Sprint(value.Signature(), " ", heard.options[name].Value())
	}
	json, all := `[JSON [[0 *.json] [0 *.JSON] [0 *.7z] [0 *.7Z]]]`, `[All [[0 *]]]`
	if diff := cmp.Diff(map[string]string{
		"modal": "b true", "multiple": "b true", "accept_label": "s Fill__in",
		"filters": "a(sa(us)) [" + json + " " + all + "]", "current_filter": "(sa(us)) " + json,
		"current_folder": fmt.Sprintf("ay %v", []byte("/home/me/Téléchargements\x00")),
	}, options); diff != "" {
		t.Errorf("options (-want +got):\n%s", diff)
	}
	<-b.left // the connection is closed
}

func TestSave(t *testing.T) {
	hear := make(chan asked, 1)
	startBus(t, answering(t, responseTaken, uris("file:///tmp/new+one.csv"), hear))
	got, err := Desktop{}.Save(t.Context(), Saving{Common: Common{Title: "Save"}, Name: "a 你好.csv"})
	if err != nil || got != "/tmp/new+one.csv" {
		t.Errorf("got %q, %v", got, err)
	}
	heard := <-hear
	if name := heard.options["current_name"].Value(); heard.method != "SaveFile" || name != "a 你好.csv" || heard.parent != "" {
		t.Errorf("asked %q for %v by %q", heard.method, name, heard.parent)
	}
}

// What is dismissed is no error, and what cannot be shown is one.
func TestAnswers(t *testing.T) {
	later := time.Second
	for _, c := range []struct {
		name    string
		code    uint32
		results map[string]dbus.Variant
		took    time.Duration
		want    []string
		none    bool
		fails   bool
	}{
		{"dismissed", 1, nil, later, nil, false, false},
		{"dismissed at once", 1, nil, 0, nil, false, false},
		{"Escape in GTK's", 2, nil, later, nil, false, false},
		{"no backend", 2, nil, 4 * time.Millisecond, nil, true, true},
		{"taken", 0, uris("file:///a"), 0, []string{"/a"}, false, false},
		{"taken, without a file", 0, nil, later, nil, true, true},
		{"elsewhere", 0, uris("sftp://host/a"), later, nil, false, true},
		{"no address", 0, uris("file:///%zz"), later, nil, false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			results := c.results
			if results == nil {
				results = map[string]dbus.Variant{}
			}
			got, err := answer(&dbus.Signal{Body: []any{c.code, results}}, c.took)
			if !slices.Equal(got, c.want) || errors.Is(err, ErrNone) != c.none || (err != nil) != c.fails {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
	if _, err := answer(&dbus.Signal{Body: []any{"nonsense"}}, later); !errors.Is(err, ErrNone) {
		t.Errorf("nonsense gives %v", err)
	}
}

func TestNoBackend(t *testing.T) {
	startBus(t, answering(t, responseOther, map[string]dbus.Variant{}, make(chan asked, 1)))
	if got, err := (Desktop{}).Open(t.Context(), Opening{}); !errors.Is(err, ErrNone) {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestNoPortal(t *testing.T) {
	startBus(t, nil)
	if got, err := (Desktop{}).Open(t.Context(), Opening{}); !errors.Is(err, ErrNone) {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestNoBus(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(t.TempDir(), "none"))
	if got, err := (Desktop{}).Save(t.Context(), Saving{}); !errors.Is(err, ErrNone) {
		t.Errorf("got %q, %v", got, err)
	}
}

// A dialog that nobody waits for any more is closed.
func TestCalledOff(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	begun := make(chan dbus.ObjectPath, 1)
	closed := make(chan dbus.ObjectPath, 1)
	b := startBus(t, func(c *client, call *dbus.Message) {
		if call.Headers[dbus.FieldMember].Value() == "Close" {
			path, _ := call.Headers[dbus.FieldPath].Value().(dbus.ObjectPath)
			closed <- path
			c.reply(call)
			return
		}
		request := read(t, call).request(c)
		begun <- request
		c.reply(call, request)
		stop()
	})
	if got, err := (Desktop{}).Open(ctx, Opening{}); !errors.Is(err, context.Canceled) || got != nil {
		t.Errorf("got %q, %v", got, err)
	}
	if path, want := <-closed, <-begun; path != want {
		t.Errorf("closed %s in place of %s", path, want)
	}
	<-b.left
}

// Whoever waits for a portal that has died waits for nothing.
func TestPortalDies(t *testing.T) {
	startBus(t, func(c *client, call *dbus.Message) {
		c.reply(call, read(t, call).request(c))
		c.signal("/org/freedesktop/DBus", busOwner, "NameOwnerChanged", "some.other", ":1.7", "")
		c.signal("/org/freedesktop/DBus", busOwner, "NameOwnerChanged", portalName, ":1.0", "")
	})
	if got, err := (Desktop{}).Open(t.Context(), Opening{}); !errors.Is(err, ErrNone) {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestBusDies(t *testing.T) {
	startBus(t, func(c *client, call *dbus.Message) {
		c.reply(call, read(t, call).request(c))
		_ = c.conn.Close()
	})
	if got, err := (Desktop{}).Open(t.Context(), Opening{}); !errors.Is(err, ErrNone) {
		t.Errorf("got %q, %v", got, err)
	}
}
