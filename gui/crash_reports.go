package gui

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
)

// keptFolder holds the reports that the user has seen and did not delete.
const keptFolder = "kept"

// crashReport is what an earlier run left behind when it crashed.
type crashReport struct {
	path string
	text string
}

// newCrash returns the latest report that has not been offered yet.
func newCrash(dataDir string) (crashReport, bool) {
	found := crashFiles(dataDir)
	if len(found) == 0 {
		return crashReport{}, false
	}
	latest := found[len(found)-1]
	text, err := os.ReadFile(latest) //nolint:gosec // the app's own file
	return crashReport{path: latest, text: string(text)}, err == nil
}

// keepCrashes moves the reports to where they are not offered again.
func keepCrashes(dataDir string) error {
	kept := filepath.Join(dataDir, crashFolder, keptFolder)
	trouble := os.MkdirAll(kept, 0o700)
	for _, path := range crashFiles(dataDir) {
		trouble = errors.Join(trouble, os.Rename(path, filepath.Join(kept, filepath.Base(path))))
	}
	return trouble
}

// deleteCrashes removes the reports that have not been kept before.
func deleteCrashes(dataDir string) error {
	var trouble error
	for _, path := range crashFiles(dataDir) {
		trouble = errors.Join(trouble, os.Remove(path))
	}
	return trouble
}

// crashFiles lists the reports that have not been offered, the latest last.
func crashFiles(dataDir string) []string {
	entries, err := os.ReadDir(filepath.Join(dataDir, crashFolder))
	if err != nil {
		return nil // as a rule there is no such folder
	}
	var found []string
	for _, entry := range entries {
		if ok, _ := filepath.Match(crashPrefix+"*"+crashSuffix, entry.Name()); ok {
			found = append(found, filepath.Join(dataDir, crashFolder, entry.Name()))
		}
	}
	slices.Sort(found) // by the time in their names
	return found
}
