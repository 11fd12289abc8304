package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestFilesOf(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{
		"LICENSE", "LICENSE-LOGO", "NOTICE.txt", "licence.go", "README.md",
		"linked/LICENSE.md", "linked/linked.go", "linked/csources/COPYING", "linked/csources/a.c",
		"linked/sub/LICENSE", "linked/sub/sub.go", "linked/testdata/LICENSE",
		"theme/theme.go", "theme/font/OFL.txt", "theme/font/a.ttf", "other/LICENSE", "other/other.go", "deep/er/er.go", "deep/LICENSE",
	} {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c := &component{Path: "example.com/m", Version: "v1.0.0", root: root, dirs: map[string]bool{}}
	for _, dir := range []string{"linked", "theme", "theme/font", "deep/er"} {
		c.dirs[filepath.Join(root, filepath.FromSlash(dir))] = true
	}
	files, err := filesOf(c)
	if err != nil {
		t.Fatal(err)
	}
	for i, file := range files {
		if files[i], err = filepath.Rel(root, file); err != nil {
			t.Fatal(err)
		}
		files[i] = filepath.ToSlash(files[i])
	}
	slices.Sort(files)
	want := []string{"LICENSE", "NOTICE.txt", "deep/LICENSE", "linked/LICENSE.md", "linked/csources/COPYING", "theme/font/OFL.txt"}
	if !slices.Equal(files, want) {
		t.Errorf("got %q, want %q", files, want)
	}
}

func TestKindOf(t *testing.T) {
	for _, c := range []struct{ file, body, want string }{
		{"LICENSE", "The author disclaims copyright; this is in the public domain.", "Public domain"},
		{"NOTICE", "Copyright somebody", notes},
		{"LICENSE", "Do as you like.", notes},
	} {
		if got := kindOf(c.file, c.body); got != c.want {
			t.Errorf("%q is %q, want %q", c.body, got, c.want)
		}
	}
}
