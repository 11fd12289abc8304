//go:build window

package windowtest

import (
	"context"
	"encoding/binary"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"

	"mooring/client/history"
)

// fileManager is another program on the same display, out of which files are dragged.
// It speaks XDND, by which all programs of X do so.
type fileManager struct {
	t      *testing.T
	conn   *xgb.Conn
	window xproto.Window
	events chan xgb.Event
}

const xdndVersion = 5

func startFileManager(t *testing.T, display string) *fileManager {
	t.Helper()
	conn, err := xgb.NewConnDisplay(display)
	if err != nil {
		t.Fatal(err)
	}
	screen := xproto.Setup(conn).DefaultScreen(conn)
	window, err := xproto.NewWindowId(conn)
	if err != nil {
		t.Fatal(err)
	}
	err = xproto.CreateWindowChecked(conn, screen.RootDepth, window, screen.Root, 0, 0, 1, 1, 0, xproto.WindowClassInputOutput, screen.RootVisual, 0, nil).Check()
	if err != nil {
		t.Fatal(err)
	}
	f := &fileManager{t: t, conn: conn, window: window, events: make(chan xgb.Event, 16)}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			event, err := conn.WaitForEvent()
			if event == nil && err == nil {
				return // closed
			}
			if event != nil {
				f.events <- event
			}
		}
	}()
	t.Cleanup(func() {
		conn.Close()
		<-ended
	})
	return f
}

func (f *fileManager) atom(name string) xproto.Atom {
	f.t.Helper()
	reply, err := xproto.InternAtom(f.conn, false, uint16(len(name)), name).Reply() //nolint:gosec // a short name
	if err != nil {
		f.t.Fatal(err)
	}
	return reply.Atom
}

// tell sends a window a message of XDND.
func (f *fileManager) tell(to xproto.Window, what string, data ...uint32) {
	f.t.Helper()
	data = append([]uint32{uint32(f.window)}, data...)
	data = append(data, make([]uint32, 5-len(data))...)
	event := xproto.ClientMessageEvent{Format: 32, Window: to, Type: f.atom(what), Data: xproto.ClientMessageDataUnionData32New(data)}
	if err := xproto.SendEventChecked(f.conn, false, to, 0, string(event.Bytes())).Check(); err != nil {
		f.t.Fatal(err)
	}
}

// wait waits for a message of XDND, and hands the files over to whoever asks for them.
func (f *fileManager) wait(what, files string) []uint32 {
	f.t.Helper()
	ctx, stop := context.WithTimeout(f.t.Context(), stepLimit)
	defer stop()
	wanted := f.atom(what)
	for {
		select {
		case event := <-f.events:
			switch event := event.(type) {
			case xproto.ClientMessageEvent:
				if event.Type == wanted {
					return event.Data.Data32
				}
			case xproto.SelectionRequestEvent:
				f.handOver(event, files)
			}
		case <-ctx.Done():
			f.t.Fatalf("waited for %s in vain", what)
		}
	}
}

func (f *fileManager) handOver(to xproto.SelectionRequestEvent, files string) {
	f.t.Helper()
	if to.Target != f.atom("text/uri-list") {
		f.t.Errorf("asked for type %d", to.Target)
	}
	err := xproto.ChangePropertyChecked(f.conn, xproto.PropModeReplace, to.Requestor, to.Property, to.Target, 8, uint32(len(files)), []byte(files)).Check() //nolint:gosec // a few names
	if err != nil {
		f.t.Fatal(err)
	}
	done := xproto.SelectionNotifyEvent{Time: to.Time, Requestor: to.Requestor, Selection: to.Selection, Target: to.Target, Property: to.Property}
	if err := xproto.SendEventChecked(f.conn, false, to.Requestor, 0, string(done.Bytes())).Check(); err != nil {
		f.t.Fatal(err)
	}
}

// drop drags files over a window and drops them at that place of the screen.
func (f *fileManager) drop(on xproto.Window, x, y int, paths ...string) {
	f.t.Helper()
	aware, err := xproto.GetProperty(f.conn, false, on, f.atom("XdndAware"), xproto.AtomAtom, 0, 1).Reply()
	if err != nil || len(aware.Value) < 4 || binary.LittleEndian.Uint32(aware.Value) < xdndVersion {
		f.t.Fatalf("nothing can be dropped on the window: %v, %v", aware, err)
	}
	var files strings.Builder
	for _, path := range paths {
		_, _ = files.WriteString((&url.URL{Scheme: "file", Path: path}).String() + "\r\n")
	}
	if err := xproto.SetSelectionOwnerChecked(f.conn, f.window, f.atom("XdndSelection"), xproto.TimeCurrentTime).Check(); err != nil {
		f.t.Fatal(err)
	}
	f.tell(on, "XdndEnter", xdndVersion<<24, uint32(f.atom("text/uri-list")))
	f.tell(on, "XdndPosition", 0, uint32(x<<16|y), xproto.TimeCurrentTime, uint32(f.atom("XdndActionCopy"))) //nolint:gosec // on the screen
	if status := f.wait("XdndStatus", files.String()); status[1]&1 == 0 {
		f.t.Fatal("the window takes no files")
	}
	f.tell(on, "XdndDrop", 0, xproto.TimeCurrentTime)
	if done := f.wait("XdndFinished", files.String()); done[1]&1 == 0 {
		f.t.Error("the window did not take the files")
	}
}

// Files are dropped by another program: both downloaded ones at once, under names that
// have to be written otherwise in an address.
func TestDropFromAnotherProgram(t *testing.T) {
	app := Start(t)
	app.WaitState("welcome", "true")
	folder := downloads(t)
	var paths []string
	for from, to := range map[string]string{"OAuth Server-to-Server.json": "a+b 100%25.json", "accessKeys.csv": "钥匙 #1?.csv"} {
		paths = append(paths, filepath.Join(folder, to))
		if err := os.Rename(filepath.Join(folder, from), filepath.Join(folder, to)); err != nil {
			t.Fatal(err)
		}
	}
	app.Click("welcome.practice")
	app.ready()
	window, err := strconv.ParseUint(app.window, 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	startFileManager(t, app.display).drop(xproto.Window(window), 700, 400, paths...)
	app.WaitState("files", "2")
	app.WaitState("signedIn", "yes")
	app.WaitState("focus", "form.name") // which the files cannot know
	app.Screenshot("drop-filled")
	app.Type("Loyalty")
	app.Key("Return")
	app.WaitState("phase", "succeeded")
	if entry := app.expectOne(); entry.Test != history.Working {
		t.Errorf("the test of the connection says %q", entry.Test)
	}
	app.Close()
}
