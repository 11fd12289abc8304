//go:build !windows && !darwin

package filedialog

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/godbus/dbus/v5"
)

// bus is a session bus with nothing on it but what a test does as the portal.
type bus struct {
	t *testing.T
	// called does what the portal does when it is called. Without it there is no portal.
	called func(on *client, call *dbus.Message)

	mu     sync.Mutex
	joined int
	left   chan struct{} // gets one for each client that has left
}

// client is who is connected to a bus.
type client struct {
	bus    *bus
	conn   net.Conn
	name   string
	serial uint32
}

// startBus makes a bus the session's own until the test ends.
func startBus(t *testing.T, called func(on *client, call *dbus.Message)) *bus {
	t.Helper()
	socket := filepath.Join(t.TempDir(), "bus")
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+socket)
	b := &bus{t: t, called: called, left: make(chan struct{}, 8)}
	var serving sync.WaitGroup
	t.Cleanup(func() {
		_ = listener.Close()
		serving.Wait()
	})
	serving.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			serving.Go(func() {
				defer func() { b.left <- struct{}{} }()
				defer conn.Close() //nolint:errcheck // nothing is left to be lost
				b.serve(conn)
			})
		}
	})
	return b
}

// serve lets a client in and answers it until it leaves.
func (b *bus) serve(conn net.Conn) {
	from := bufio.NewReader(conn)
	for {
		line, err := from.ReadString('\n')
		if err != nil {
			return
		}
		reply := ""
		switch word, _, _ := strings.Cut(strings.Trim(line, "\x00\r\n"), " "); {
		case word == "BEGIN":
			b.talk(conn, from)
			return
		case strings.Contains(line, "AUTH EXTERNAL"):
			reply = "OK 0123456789abcdef0123456789abcdef"
		case word == "AUTH":
			reply = "REJECTED EXTERNAL"
		default:
			reply = "ERROR"
		}
		if _, err := io.WriteString(conn, reply+"\r\n"); err != nil {
			return
		}
	}
}

func (b *bus) talk(conn net.Conn, from io.Reader) {
	b.mu.Lock()
	b.joined++
	c := &client{bus: b, conn: conn, name: fmt.Sprintf(":1.%d", b.joined)}
	b.mu.Unlock()
	for {
		call, err := dbus.DecodeMessage(from)
		if err != nil {
			return
		}
		switch member, _ := call.Headers[dbus.FieldMember].Value().(string); {
		case member == "Hello":
			c.reply(call, c.name)
		case call.Headers[dbus.FieldDestination].Value() == busOwner:
			c.reply(call)
		case b.called == nil:
			c.refuse(call, "org.freedesktop.DBus.Error.ServiceUnknown")
		default:
			b.called(c, call)
		}
	}
}

// reply answers a call.
func (c *client) reply(call *dbus.Message, body ...any) {
	c.send(dbus.TypeMethodReply, body, map[dbus.HeaderField]any{dbus.FieldReplySerial: call.Serial()})
}

// refuse answers a call with an error.
func (c *client) refuse(call *dbus.Message, name string) {
	c.send(dbus.TypeError, nil, map[dbus.HeaderField]any{dbus.FieldReplySerial: call.Serial(), dbus.FieldErrorName: name})
}

// signal sends a signal.
func (c *client) signal(path dbus.ObjectPath, iface, member string, body ...any) {
	c.send(dbus.TypeSignal, body, map[dbus.HeaderField]any{dbus.FieldPath: path, dbus.FieldInterface: iface, dbus.FieldMember: member})
}

func (c *client) send(kind dbus.Type, body []any, headers map[dbus.HeaderField]any) {
	message := &dbus.Message{Type: kind, Flags: dbus.FlagNoReplyExpected, Headers: map[dbus.HeaderField]dbus.Variant{}, Body: body}
	for field, value := range headers {
		message.Headers[field] = dbus.MakeVariant(value)
	}
	message.Headers[dbus.FieldSender] = dbus.MakeVariant(":1.0")
	if len(body) > 0 {
		message.Headers[dbus.FieldSignature] = dbus.MakeVariant(dbus.SignatureOf(body...))
	}
	var wire bytes.Buffer
	if err := message.EncodeTo(&wire, binary.LittleEndian); err != nil {
		c.bus.t.Error(err)
		return
	}
	c.serial++ // which the library gives to its own messages only
	binary.LittleEndian.PutUint32(wire.Bytes()[8:], c.serial)
	if _, err := c.conn.Write(wire.Bytes()); err != nil && !errors.Is(err, net.ErrClosed) {
		c.bus.t.Log(err)
	}
}
