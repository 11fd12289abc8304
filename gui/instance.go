package gui

import (
	"bufio"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
)

// A second start shows the window of the first instead of opening another one.
// It rings at a socket in the data folder. Where that does not work, both run:
// the register is made to be shared.

const (
	bellName  = "window.sock"
	bellAsk   = "show\n"
	bellShown = "shown\n"
	// bellPatience is how long the first copy may take: one that hangs must not
	// keep another one from opening.
	bellPatience = 2 * time.Second
)

// ShowRunning brings the window of a copy that already works in this data
// folder to the front, and reports whether there is one.
func ShowRunning(o Options) bool {
	if o.Tour != "" || o.Practice {
		return false // these are wanted beside a window that does something else
	}
	allowRaise()
	dialer := net.Dialer{Timeout: bellPatience}
	conn, err := dialer.Dial("unix", filepath.Join(o.DataDir, bellName))
	if err != nil {
		return false
	}
	_, err = io.WriteString(conn, bellAsk)
	if err == nil {
		err = conn.SetReadDeadline(time.Now().Add(bellPatience))
	}
	answer := ""
	if err == nil {
		answer, err = bufio.NewReader(conn).ReadString('\n')
	}
	return errors.Join(err, conn.Close()) == nil && answer == bellShown
}

// bell is where a second start of the app rings.
type bell struct{ listener net.Listener }

// hangBell makes the socket. Only this user may ring, and all that ringing does
// is to bring the window to the front.
func hangBell(dataDir string) (*bell, error) {
	path := filepath.Join(dataDir, bellName)
	if info, err := os.Lstat(path); err == nil && info.Mode()&os.ModeSocket != 0 {
		// Left by a copy that crashed, or of one that did not answer just now.
		if err := os.Remove(path); err != nil {
			return nil, err
		}
	}
	listener, err := net.Listen("unix", path) //nolint:noctx // done at once
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	return &bell{listener: listener}, nil
}

// answer waits for rings until the bell is taken down. show brings the window
// to the front and then calls the function that it is given.
func (b *bell) answer(show func(shown func())) {
	for {
		conn, err := b.listener.Accept()
		if err != nil {
			return
		}
		// A ring that goes wrong opens another window, which is safe.
		_ = answerRing(conn, show)
	}
}

func answerRing(conn net.Conn, show func(shown func())) error {
	defer func() { _ = conn.Close() }()
	if err := conn.SetDeadline(time.Now().Add(bellPatience)); err != nil {
		return err
	}
	asked := make([]byte, len(bellAsk))
	if _, err := io.ReadFull(conn, asked); err != nil || string(asked) != bellAsk {
		return err
	}
	shown := make(chan struct{})
	show(func() { close(shown) })
	select {
	case <-shown:
		_, err := io.WriteString(conn, bellShown)
		return err
	case <-time.After(bellPatience):
		return nil
	}
}

// takeDown removes the socket.
func (b *bell) takeDown() error {
	if b == nil {
		return nil
	}
	return b.listener.Close()
}

// answerSecondStarts hangs up the bell and shows the window at each ring.
func (o *opening) answerSecondStarts() {
	if !canRaise(o.stage.Window) || o.options.Tour != "" {
		return
	}
	runner := o.stage.Runner
	runner.Go(func() func() {
		b, err := hangBell(o.options.DataDir)
		if err != nil {
			o.logger.Info("a second start will open a second window", "reason", err)
			return nil
		}
		return func() {
			o.bell = b
			o.serve(func() {
				b.answer(func(shown func()) {
					runner.Apply(func() {
						raise(o.stage.Window)
						shown()
					})
				})
			})
		}
	})
}

// canRaise says whether the desktop lets an app bring its window to the front.
// Wayland does not.
func canRaise(window fyne.Window) bool {
	can := false
	if native, ok := window.(driver.NativeWindow); ok {
		native.RunNative(func(context any) {
			_, wayland := context.(driver.WaylandWindowContext)
			can = !wayland
		})
	}
	return can
}
