package process

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"mooring/assets"
)

// About is what FyneApp.toml, the only place of the version, says about the app.
type About struct {
	ID      string
	Name    string
	Version string
	Build   int
}

// ParseAbout reads the details at the beginning of the text of FyneApp.toml. It takes its
// lines apart itself: a reader of all of TOML would be linked for these four.
func ParseAbout(text string) (About, error) {
	details := map[string]string{}
	for line := range strings.Lines(text) {
		if key, value, is := strings.Cut(line, " = "); is && details[key] == "" {
			details[key] = strings.Trim(value, "\"\r\n")
		}
	}
	build, err := strconv.Atoi(details["Build"])
	about := About{ID: details["ID"], Name: details["Name"], Version: details["Version"], Build: build}
	if err != nil || about.ID == "" || about.Name == "" || about.Version == "" {
		return About{}, fmt.Errorf("FyneApp.toml: ID, Name, Version and Build are needed, got %+v", about)
	}
	return about, nil
}

// Metadata returns About in the form that Fyne keeps.
func (a About) Metadata() fyne.AppMetadata {
	return fyne.AppMetadata{
		ID: a.ID, Name: a.Name, Version: a.Version, Build: a.Build,
		Icon: assets.Icon,
	}
}

// UserAgent returns how the app introduces itself to servers.
func (a About) UserAgent() string { return a.Name + "/" + a.Version }
