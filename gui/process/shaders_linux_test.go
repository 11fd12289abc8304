package process

import (
	"path/filepath"
	"syscall"
	"testing"
)

// A list with holes would end the app on a full disk.
func TestShaderListHasNoHoles(t *testing.T) {
	forgetMesa(t)
	folder := t.TempDir()
	if err := keepShaders(folder); err != nil {
		t.Fatal(err)
	}
	var info syscall.Stat_t
	if err := syscall.Stat(filepath.Join(folder, "mesa_shader_cache", "index"), &info); err != nil {
		t.Fatal(err)
	}
	if got := info.Blocks * 512; got < shaderIndexSize {
		t.Errorf("%d bytes of the list are on the disk, want %d", got, shaderIndexSize)
	}
}
