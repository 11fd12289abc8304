// Command details checks what FyneApp.toml says of the app and its publisher, and fills
// the templates of the packages with it.
//
//	details check [--release]             names what is unfinished; for a release that is a failure
//	details fill TEMPLATE OUT [KEY=VALUE...]
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"mooring/assets/packaging"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		_, _ = fmt.Fprintln(os.Stderr, "details:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	text, err := os.ReadFile("FyneApp.toml")
	if err != nil {
		return err
	}
	details, err := packaging.Read(string(text))
	switch {
	case err != nil:
		return err
	case len(args) > 0 && args[0] == "check":
		return check(details, len(args) > 1 && args[1] == "--release")
	case len(args) > 2 && args[0] == "fill":
		return fill(details, args[1], args[2], args[3:])
	}
	return errors.New("usage: details check [--release] | details fill TEMPLATE OUT [KEY=VALUE...]")
}

func check(details packaging.Details, release bool) error {
	unfinished := strings.Join(details.Unfinished(), "; ")
	switch {
	case unfinished == "":
		return nil
	case release:
		return fmt.Errorf("no release is made, since FyneApp.toml is not finished: %s", unfinished)
	}
	_, err := fmt.Fprintln(os.Stderr, "not to be published, since FyneApp.toml is not finished:", unfinished)
	return err
}

func fill(details packaging.Details, template, out string, pairs []string) error {
	text, err := os.ReadFile(template) //nolint:gosec // a file of the project
	if err != nil {
		return err
	}
	extra := map[string]string{}
	for _, pair := range pairs {
		key, value, _ := strings.Cut(pair, "=")
		extra[key] = value
	}
	filled, err := details.Fill(filepath.Base(template), string(text), extra)
	if err != nil {
		return err
	}
	return os.WriteFile(out, []byte(filled), 0o644) //nolint:gosec // everyone may read a package
}
