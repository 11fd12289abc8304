package process

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestEraseKeepsWhatIsForeign(t *testing.T) {
	ownCache(t)
	own := []string{
		"register.db", "register.db-wal", "register.db-shm", "register.lock", "practice.db", "practice.lock",
		"register-damaged-2026.db", filepath.Join("logs", "mooring.log"), filepath.Join("crashes", "crash-1.txt"),
		filepath.Join("crashes", keptFolder, "crash-0.txt"), filepath.Join("crashes", rawCrashName), claimName, ownerName,
	}
	foreign := []string{
		"budget.xlsx", "register.csv", "practice.txt", filepath.Join("letters", "register.db"),
		filepath.Join("logs", "harbour.txt"), filepath.Join("crashes", keptFolder, "letter.txt"), filepath.Join("config", "editor.toml"), filepath.Join("cache", "photos.bin"),
	}
	for _, folder := range []string{"mooring", "data [1]", "données 数据"} {
		t.Run(folder, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), folder)
			for _, name := range append(own, foreign...) {
				path := filepath.Join(dir, name)
				if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte("x"), 0o600)); err != nil {
					t.Fatal(err)
				}
			}
			if err := claimed(t, dir).Release(true); err != nil {
				t.Error(err)
			}
			for _, name := range own {
				if _, err := os.Lstat(filepath.Join(dir, name)); err == nil {
					t.Errorf("%s is still there", name)
				}
			}
			for _, name := range foreign {
				if _, err := os.Lstat(filepath.Join(dir, name)); err != nil {
					t.Errorf("the user's own %s is gone", name)
				}
			}
		})
	}
	dir := filepath.Join(t.TempDir(), "mooring")
	if err := claimed(t, dir).Release(true); err != nil {
		t.Error(err)
	}
	if _, err := os.Lstat(dir); err == nil {
		t.Error("the folder is still there")
	}
}
