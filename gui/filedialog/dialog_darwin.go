package filedialog

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
)

//go:embed choose.js
var choose string

// scriptOptions are what the dialogs of macOS take.
type scriptOptions struct {
	Prompt   string `json:"withPrompt,omitempty"`
	Name     string `json:"defaultName,omitempty"`
	Location string `json:"defaultLocation,omitempty"`
	Several  bool   `json:"multipleSelectionsAllowed,omitempty"`
}

func open(ctx context.Context, o Opening) ([]string, error) {
	return ask(ctx, "chooseFile", scriptOptions{Prompt: o.Title, Location: existing(o.Folder), Several: o.Several})
}

func save(ctx context.Context, s Saving) ([]string, error) {
	return ask(ctx, "chooseFileName", scriptOptions{Prompt: s.Title, Location: existing(s.Folder), Name: s.Name})
}

// existing is a folder if there is one: macOS refuses to begin elsewhere.
func existing(folder string) string {
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return ""
	}
	return folder
}

// ask lets AppleScript ask, in a process of its own that ends with ctx. All kinds of
// files can be chosen there, since it offers no way from one kind to all.
func ask(ctx context.Context, dialog string, options scriptOptions) ([]string, error) {
	arguments, err := json.Marshal(options)
	if err != nil {
		return nil, err
	}
	out, err := exec.CommandContext(ctx, "/usr/bin/osascript", "-l", "JavaScript", "-e", choose, dialog, string(arguments)).Output() //nolint:gosec // our own script; what it is told is data
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrNone, err)
	}
	var paths []string
	if err := json.Unmarshal(out, &paths); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNone, err)
	}
	return paths, nil
}
