package process

import (
	"bytes"
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
	if got := os.Getenv("MESA_SHADER_CACHE_DIR"); got != folder || os.Getenv("MESA_SHADER_CACHE_DISABLE") != "" {
		t.Errorf("shaders are kept in %q", got)
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
		if err := keepShaders(folder); err != nil {
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
	if os.Getenv("MESA_SHADER_CACHE_DISABLE") != "true" || os.Getenv("MESA_GLSL_CACHE_DISABLE") != "true" || os.Getenv("MESA_SHADER_CACHE_DIR") != "" {
		t.Error("shaders are kept where nothing can be written")
	}
}

// forgetMesa has the variables as they were after the test.
func forgetMesa(t *testing.T) {
	t.Helper()
	for _, name := range []string{"MULTI_FILE", "DIR", "DISABLE"} {
		for _, prefix := range []string{"MESA_DISK_CACHE_", "MESA_SHADER_CACHE_", "MESA_GLSL_CACHE_"} {
			t.Setenv(prefix+name, "")
		}
	}
}
