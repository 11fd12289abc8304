//go:build !windows

package gui

import (
	"context"
	"errors"
	"os/exec"
	"strings"
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
		{"xmessage", "-center", "-title", title, folded(text)},
	} {
		program, err := exec.LookPath(command[0])
		if err != nil {
			continue
		}
		return exec.CommandContext(ctx, program, command[1:]...).Run() //nolint:gosec // one of the programs above
	}
	return errors.New("no program to show a message with")
}

// folded breaks a text into lines for a program that does not.
func folded(text string) string {
	const width = 60
	var b strings.Builder
	column := 0
	for word := range strings.FieldsSeq(text) {
		switch {
		case column+len(word) > width:
			b.WriteString("\n")
			column = 0
		case column > 0:
			b.WriteString(" ")
		}
		b.WriteString(word)
		column += len(word) + 1
	}
	return b.String()
}
