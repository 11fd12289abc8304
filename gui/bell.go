package gui

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/adrg/xdg"
)

// A second start of the app rings at a socket in the data folder.

const (
	bellName   = "window.sock"
	bellAsk    = "show\n"
	bellShown  = "shown\n"
	bellEnding = "ending\n"
	// bellPatience is how long the first process may take to answer.
	bellPatience = 2 * time.Second
	// longestSocket is what all systems have room for in the address of a socket.
	longestSocket = 100
)

// bellPath is where the socket is: in the data folder, or in the user's cache
// folder where its path would be too long for a socket.
func bellPath(dataDir string) string {
	path := filepath.Join(dataDir, bellName)
	if len(path) <= longestSocket {
		return path
	}
	sum := sha256.Sum256([]byte(dataDir))
	return filepath.Join(xdg.CacheHome, "mooring-"+hex.EncodeToString(sum[:8])+".sock")
}

// ring asks the process that works in the folder to show its window, and returns
// its answer, or nothing if there is none in time.
func ring(dataDir string, patience time.Duration) string {
	if patience <= 0 {
		return ""
	}
	allowRaise()
	dialer := net.Dialer{Timeout: patience}
	conn, err := dialer.Dial("unix", bellPath(dataDir))
	if err != nil {
		return ""
	}
	defer func() { _ = conn.Close() }()
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return ""
	}
	if _, err := io.WriteString(conn, bellAsk); err != nil {
		return ""
	}
	answer, err := bufio.NewReader(conn).ReadString('\n')
	if err != nil {
		return ""
	}
	return answer
}

// bell is where a second start of the app rings.
type bell struct {
	listener net.Listener
	ending   atomic.Bool // the app is about to end, and shows nothing any more
}

// hangBell makes the socket. Only this user may ring, and all that ringing does
// is to bring the window to the front. Whoever calls it holds the folder.
func hangBell(dataDir string) (*bell, error) {
	path := bellPath(dataDir)
	if info, err := os.Lstat(path); err == nil && info.Mode()&os.ModeSocket != 0 {
		if err := os.Remove(path); err != nil { // left by a process that crashed
			return nil, err
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
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
		// Whoever rings knows what it means to get no answer.
		_ = b.answerRing(conn, show)
	}
}

func (b *bell) answerRing(conn net.Conn, show func(shown func())) error {
	defer func() { _ = conn.Close() }()
	if err := conn.SetDeadline(time.Now().Add(bellPatience)); err != nil {
		return err
	}
	asked := make([]byte, len(bellAsk))
	if _, err := io.ReadFull(conn, asked); err != nil || string(asked) != bellAsk {
		return err
	}
	if b.ending.Load() {
		_, err := io.WriteString(conn, bellEnding)
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
