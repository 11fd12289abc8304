package process

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

// A second start of the app asks the first one, at a socket in the data folder, to
// show its window.

const (
	socketName   = "window.sock"
	askShow      = "show\n"
	answerShown  = "shown\n"
	answerEnding = "ending\n"
	// answerLimit is how long the first process may take to answer.
	answerLimit = 2 * time.Second
	// longestSocket is what all systems have room for in the address of a socket.
	longestSocket = 100
)

// socketPath is where the socket is: in the data folder, or in the user's cache
// folder where its path would be too long for a socket.
func socketPath(dataDir string) string {
	path := filepath.Join(dataDir, socketName)
	if len(path) <= longestSocket {
		return path
	}
	sum := sha256.Sum256([]byte(dataDir))
	return filepath.Join(xdg.CacheHome, "mooring-"+hex.EncodeToString(sum[:8])+".sock")
}

// askToShow asks the process that works in the folder to show its window, and returns
// its answer, or nothing if there is none in time.
func askToShow(dataDir string, patience time.Duration) string {
	if patience <= 0 {
		return ""
	}
	allowRaise()
	dialer := net.Dialer{Timeout: patience}
	conn, err := dialer.Dial("unix", socketPath(dataDir))
	if err != nil {
		return ""
	}
	defer func() { _ = conn.Close() }()
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return ""
	}
	if _, err := io.WriteString(conn, askShow); err != nil {
		return ""
	}
	answer, err := bufio.NewReader(conn).ReadString('\n')
	if err != nil {
		return ""
	}
	return answer
}

// requests are what second starts of the app ask for.
type requests struct {
	listener net.Listener
	ending   atomic.Bool // the app is about to end, and shows nothing any more
}

// listen makes the socket. Only this user may ask there, and all that comes of it
// is that the window is brought to the front. Whoever calls it holds the folder.
func listen(dataDir string) (*requests, error) {
	path := socketPath(dataDir)
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
	return &requests{listener: listener}, nil
}

// answer answers requests until the socket is closed. show brings the window to the front
// and then calls the function that it is given.
func (r *requests) answer(show func(shown func())) {
	for {
		conn, err := r.listener.Accept()
		if err != nil {
			return
		}
		// Whoever asks knows what it means to get no answer.
		_ = r.answerOne(conn, show)
	}
}

func (r *requests) answerOne(conn net.Conn, show func(shown func())) error {
	defer func() { _ = conn.Close() }()
	if err := conn.SetDeadline(time.Now().Add(answerLimit)); err != nil {
		return err
	}
	asked := make([]byte, len(askShow))
	if _, err := io.ReadFull(conn, asked); err != nil || string(asked) != askShow {
		return err
	}
	if r.ending.Load() {
		_, err := io.WriteString(conn, answerEnding)
		return err
	}
	shown := make(chan struct{})
	show(func() { close(shown) })
	select {
	case <-shown:
		_, err := io.WriteString(conn, answerShown)
		return err
	case <-time.After(answerLimit):
		return nil
	}
}

// close removes the socket.
func (r *requests) close() error {
	if r == nil {
		return nil
	}
	return r.listener.Close()
}
