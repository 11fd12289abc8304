package process

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
)

// keptFolder holds the reports that the user has seen and did not delete.
const keptFolder = "kept"

// Latest returns the latest report that has not been offered yet, and where it is.
func (c Crashes) Latest() (path, text string, ok bool) {
	found := c.reports()
	if len(found) == 0 {
		return "", "", false
	}
	path = found[len(found)-1]
	data, err := os.ReadFile(path) //nolint:gosec // the app's own file
	return path, string(data), err == nil
}

// Keep moves the reports to where they are not offered again.
func (c Crashes) Keep() error {
	kept := filepath.Join(c.folder, keptFolder)
	trouble := os.MkdirAll(kept, 0o700)
	for _, path := range c.reports() {
		trouble = errors.Join(trouble, os.Rename(path, filepath.Join(kept, filepath.Base(path))))
	}
	return trouble
}

// Delete removes the reports that have not been kept before.
func (c Crashes) Delete() error {
	var trouble error
	for _, path := range c.reports() {
		trouble = errors.Join(trouble, os.Remove(path))
	}
	return trouble
}

// reports lists those that have not been offered, the latest last.
func (c Crashes) reports() []string {
	entries, err := os.ReadDir(c.folder)
	if err != nil {
		return nil // as a rule there is no such folder
	}
	var found []string
	for _, entry := range entries {
		if ok, _ := filepath.Match(crashPrefix+"*"+crashSuffix, entry.Name()); ok {
			found = append(found, filepath.Join(c.folder, entry.Name()))
		}
	}
	slices.Sort(found) // by the time in their names
	return found
}
