package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// The systems that the app is made for. A licence of one of them is no lie on another.
var (
	systems       = []string{"linux", "windows", "darwin"}
	architectures = []string{"amd64", "arm64"}
)

// listed is what `go list` says of a package.
type listed struct {
	ImportPath string
	Dir        string
	EmbedFiles []string
	Standard   bool
	Module     *struct {
		Path, Version, Dir string
		Main               bool
		Replace            *struct{ Path, Version, Dir string }
	}
	Error *struct{ Err string }
}

// linked lists what the main package of the module needs on any system.
func linked(ctx context.Context, module string) ([]*component, error) {
	goroot, err := goTool(ctx, module, nil, "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	library := strings.TrimSpace(string(goroot))
	found := map[string]*component{
		"": {Path: "Go standard library and runtime", root: library, dirs: map[string]bool{library: true}},
	}
	for _, system := range systems {
		for _, architecture := range architectures {
			// cgo is on, since the app is built with it; listing needs no compiler.
			env := []string{"GOOS=" + system, "GOARCH=" + architecture, "CGO_ENABLED=1", "GOFLAGS=", "GOWORK=off"}
			out, err := goTool(ctx, module, env, "list", "-deps", "-json=ImportPath,Dir,EmbedFiles,Standard,Module,Error", ".")
			if err != nil {
				return nil, fmt.Errorf("%s/%s: %w", system, architecture, err)
			}
			if err := add(found, out); err != nil {
				return nil, fmt.Errorf("%s/%s: %w", system, architecture, err)
			}
		}
	}
	return slices.SortedFunc(maps.Values(found), func(a, b *component) int {
		return strings.Compare(strings.ToLower(a.Path), strings.ToLower(b.Path))
	}), nil
}

// add takes the packages of one list into found.
func add(found map[string]*component, list []byte) error {
	for decoder := json.NewDecoder(bytes.NewReader(list)); ; {
		var p listed
		switch err := decoder.Decode(&p); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case p.Error != nil:
			return fmt.Errorf("%s: %s", p.ImportPath, p.Error.Err)
		case p.Standard || p.Module == nil || p.Module.Main:
			continue
		case p.Module.Replace != nil:
			return fmt.Errorf("%s is replaced: which licence is it under?", p.Module.Path)
		}
		c := found[p.Module.Path]
		if c == nil {
			c = &component{Path: p.Module.Path, Version: p.Module.Version, root: p.Module.Dir, dirs: map[string]bool{}}
			found[c.Path] = c
		}
		c.dirs[p.Dir] = true
		for _, file := range p.EmbedFiles {
			c.dirs[filepath.Dir(filepath.Join(p.Dir, filepath.FromSlash(file)))] = true
		}
	}
}

func goTool(ctx context.Context, dir string, env []string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...) //nolint:gosec // The arguments are this program's own.
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), env...)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s: %w: %s", args[0], err, complaint.String())
	}
	return out, nil
}
