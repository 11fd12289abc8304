package process

import (
	"errors"
	"os"
	"path/filepath"
)

// Mesa, which does the drawing on most Linux systems, keeps the shaders that it has
// compiled. Without graphics hardware it compiles for a quarter of a second before the
// first frame, at each start. Its list of them is a file of this size, which it maps into
// memory: a count of 8 bytes and 65,536 keys of 20 (src/util/disk_cache_os.h).
const shaderIndexSize = 8 + 65536*20

// keepShaders lets Mesa keep its compiled shaders in the folder.
//
// Many builds of Mesa make their list a sparse file, and a page of it that has no room on
// a full disk ends the app with SIGBUS. So it is written in full before Mesa maps it, and
// where that cannot be, no shaders are kept.
func keepShaders(folder string) error {
	settings := map[string]string{
		// Later versions would use a database, which has a list of its own.
		"MESA_DISK_CACHE_MULTI_FILE": "true",
		// The second name is for versions before 21.1.
		"MESA_SHADER_CACHE_DIR": folder, "MESA_GLSL_CACHE_DIR": folder,
	}
	if err := allocateShaderIndex(filepath.Join(folder, "mesa_shader_cache")); err != nil {
		settings = map[string]string{"MESA_SHADER_CACHE_DISABLE": "true", "MESA_GLSL_CACHE_DISABLE": "true"}
	}
	var trouble error
	for name, value := range settings {
		trouble = errors.Join(trouble, os.Setenv(name, value))
	}
	return trouble
}

// allocateShaderIndex writes an empty list of shaders, unless there is one.
func allocateShaderIndex(folder string) error {
	path := filepath.Join(folder, "index")
	if info, err := os.Stat(path); err == nil && info.Size() == shaderIndexSize {
		return nil
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(path, make([]byte, shaderIndexSize), 0o600); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}
