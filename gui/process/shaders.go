package process

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
)

// Mesa, which does the drawing on most Linux systems, keeps the shaders that it has
// compiled. Without graphics hardware it compiles for a quarter of a second before the
// first frame, at each start. Its list of them is a file of this size, which it maps into
// memory: a count of 8 bytes and 65,536 keys of 20 (src/util/disk_cache_os.h).
const shaderIndexSize = 8 + 65536*20

// What Mesa goes by. The names with Before are for versions before 21.1; later ones would
// use a database, which has a list of its own, in place of files.
const (
	shaderFiles        = "MESA_DISK_CACHE_MULTI_FILE"
	shaderFolder       = "MESA_SHADER_CACHE_DIR"
	shaderFolderBefore = "MESA_GLSL_CACHE_DIR"
	noShaders          = "MESA_SHADER_CACHE_DISABLE"
	noShadersBefore    = "MESA_GLSL_CACHE_DISABLE"
)

// keepShaders lets Mesa keep its compiled shaders in the folder.
//
// Many builds of Mesa make their list a sparse file, and a page of it that has no room on
// a full disk ends the app with SIGBUS. So it is written in full before Mesa maps it, and
// where that cannot be, no shaders are kept. Somebody who has set one of the variables
// has settled it.
func keepShaders(folder string) error {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return nil // what draws there keeps them by itself
	}
	for _, name := range []string{shaderFolder, shaderFolderBefore, shaderFiles, noShaders, noShadersBefore} {
		if os.Getenv(name) != "" {
			return nil
		}
	}
	settings := map[string]string{shaderFiles: "true", shaderFolder: folder, shaderFolderBefore: folder}
	if err := allocateShaderIndex(filepath.Join(folder, "mesa_shader_cache")); err != nil {
		settings = map[string]string{noShaders: "true", noShadersBefore: "true"}
	}
	var trouble error
	for name, value := range settings {
		trouble = errors.Join(trouble, os.Setenv(name, value))
	}
	return trouble
}

// releaseShaders takes back what keepShaders has set for the folder, once the window is
// there and Mesa knows: a browser that the app opens would keep its shaders here, too.
func releaseShaders(folder string) error {
	if os.Getenv(shaderFolder) != folder {
		return nil
	}
	return errors.Join(os.Unsetenv(shaderFolder), os.Unsetenv(shaderFolderBefore), os.Unsetenv(shaderFiles))
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
