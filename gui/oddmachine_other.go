//go:build !windows

package gui

import (
	"context"
	"errors"
	"os/exec"
	"time"
)

// messageLimit is how long a message may stand unread.
const messageLimit = 5 * time.Minute

// systemMessage shows a text with the first program of the desktop that is there
// for this.
func systemMessage(title, text string) error {
	ctx, cancel := context.WithTimeout(context.Background(), messageLimit)
	defer cancel()
	for _, command := range [][]string{
		{"zenity", "--error", "--no-markup", "--title", title, "--text", text},
		{"kdialog", "--title", title, "--error", text},
		{"osascript", "-e", "on run argv", "-e", "display alert (item 1 of argv) message (item 2 of argv)", "-e", "end run", title, text},
		{"xmessage", "-center", "-title", title, text},
	} {
		program, err := exec.LookPath(command[0])
		if err != nil {
			continue
		}
		return exec.CommandContext(ctx, program, command[1:]...).Run() //nolint:gosec // one of the programs above
	}
	return errors.New("no program to show a message with")
}
