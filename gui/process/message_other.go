//go:build !windows

package process

import (
	"context"
	"errors"
	"os/exec"
	"time"
)

// messageLimit is how long a message may stand unread.
const messageLimit = 5 * time.Minute

// systemMessage shows a text with the first program for this that the desktop has.
// The words are on the terminal, too.
func systemMessage(title, text string) error {
	ctx, cancel := context.WithTimeout(context.Background(), messageLimit)
	defer cancel()
	for _, command := range [][]string{
		{"zenity", "--error", "--no-markup", "--title", title, "--text", text},
		{"kdialog", "--title", title, "--error", text},
		{"xmessage", "-center", "-title", title, text},
	} {
		if program, err := exec.LookPath(command[0]); err == nil {
			return exec.CommandContext(ctx, program, command[1:]...).Run() //nolint:gosec // one of the programs above
		}
	}
	return errors.New("no program to show a message with")
}
