package process

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestShadersAreKept(t *testing.T) {
	forgetMesa(t)
	folder := filepath.Join(t.TempDir(), "data", "cache")
	index := filepath.Join(folder, "mesa_shader_cache", "index")
	if err := keepShaders(folder); err != nil {
		t.Fatal(err)
	}
	if got := os.Getenv(shaderFolder); got != folder || os.Getenv(noShaders) != "" {
		t.Errorf("shaders are kept in %q", got)
	}

	// What else is started does not keep its shaders here.
	if err := releaseShaders(folder); err != nil {
		t.Fatal(err)
	}
	for _, name := range mesa {
		if value, set := os.LookupEnv(name); set {
			t.Errorf("%s is still %q", name, value)
		}
	}

	// What Mesa has written is left alone, and a list that was cut off is made anew.
	written := bytes.Repeat([]byte{1}, shaderIndexSize)
	for _, c := range []struct {
		name         string
		before, want []byte
	}{
		{"filled", written, written},
		{"cut off", written[:1000], make([]byte, shaderIndexSize)},
	} {
		if err := os.WriteFile(index, c.before, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(keepShaders(folder), releaseShaders(folder)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(index); err != nil || !bytes.Equal(got, c.want) {
			t.Errorf("%s: %d bytes, %v", c.name, len(got), err)
		}
	}
}

func TestNoShadersAreKeptWithoutRoom(t *testing.T) {
	forgetMesa(t)
	folder := filepath.Join(t.TempDir(), "a file")
	if err := os.WriteFile(folder, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := keepShaders(folder); err != nil {
		t.Fatal(err)
	}
	if os.Getenv(noShaders) != "true" || os.Getenv(noShadersBefore) != "true" || os.Getenv(shaderFolder) != "" {
		t.Error("shaders are kept where nothing can be written")
	}
}

// Who has chosen a folder keeps it.
func TestShadersAreWhereSomebodyWantsThem(t *testing.T) {
	forgetMesa(t)
	t.Setenv(shaderFolder, "elsewhere")
	folder := t.TempDir()
	if err := errors.Join(keepShaders(folder), releaseShaders(folder)); err != nil {
		t.Fatal(err)
	}
	if got := os.Getenv(shaderFolder); got != "elsewhere" {
		t.Errorf("they are in %q", got)
	}
}

var mesa = []string{shaderFiles, shaderFolder, shaderFolderBefore, noShaders, noShadersBefore}

// forgetMesa unsets the variables, and has them as they were after the test.
func forgetMesa(t *testing.T) {
	t.Helper()
	for _, name := range mesa {
		t.Setenv(name, "")
		if err := os.Unsetenv(name); err != nil {
			t.Fatal(err)
		}
	}
}
