package process

import (
	"errors"
	"io"
	"path/filepath"
	"testing"
)

func TestParseOptions(t *testing.T) {
	none := func(string) string { return "" }
	folder := t.TempDir()
	fromVariable := func(name string) string {
		if name == "MOORING_DATA_DIR" {
			return folder
		}
		return ""
	}
	for _, c := range []struct {
		name   string
		args   []string
		getenv func(string) string
		want   Options
	}{
		{"flags", []string{"--practice", "--data-dir", folder}, none, Options{Practice: true, DataDir: folder, ownFolder: true}},
		{"variable", nil, fromVariable, Options{DataDir: folder, ownFolder: true}},
		{"flag before variable", []string{"--data-dir", filepath.Join(folder, "x")}, fromVariable, Options{DataDir: filepath.Join(folder, "x"), ownFolder: true}},
		{"forget", []string{"--forget-everything"}, fromVariable, Options{Forget: true, DataDir: folder, ownFolder: true}},
		{"version", []string{"--version"}, fromVariable, Options{Version: true, DataDir: folder, ownFolder: true}},
	} {
		got, err := ParseOptions(c.args, c.getenv, io.Discard)
		if err != nil || got != c.want {
			t.Errorf("%s: %+v, %v, want %+v", c.name, got, err, c.want)
		}
	}
	got, err := ParseOptions(nil, none, io.Discard)
	if err != nil || !filepath.IsAbs(got.DataDir) || got.ownFolder {
		t.Errorf("default: %+v, %v", got, err)
	}
	if _, err := ParseOptions([]string{"--help"}, none, io.Discard); !errors.Is(err, ErrHelp) {
		t.Errorf("help: %v", err)
	}
	for _, args := range [][]string{{"--nonsense"}, {"a file"}} {
		if _, err := ParseOptions(args, none, io.Discard); err == nil {
			t.Errorf("%q was accepted", args)
		}
	}
}

func TestParseAbout(t *testing.T) {
	about, err := ParseAbout("[Details]\nID = \"a.b\"\nName = \"Mooring\"\nVersion = \"1.2.3\"\nBuild = 4\n")
	if err != nil || about.UserAgent() != "Mooring/1.2.3" || about.Metadata().Build != 4 {
		t.Errorf("%+v, %v", about, err)
	}
	for _, text := range []string{"", "[Details]\nName = \"x\"", "nonsense"} {
		if _, err := ParseAbout(text); err == nil {
			t.Errorf("%q was accepted", text)
		}
	}
}
