package process

import (
	"fmt"

	"fyne.io/fyne/v2"
	"github.com/BurntSushi/toml"

	"mooring/assets"
)

// About is what FyneApp.toml, the only place of the version, says about the app.
type About struct {
	ID      string
	Name    string
	Version string
	Build   int
}

// ParseAbout reads the text of FyneApp.toml.
func ParseAbout(text string) (About, error) {
	var file struct{ Details About }
	if _, err := toml.Decode(text, &file); err != nil {
		return About{}, fmt.Errorf("read FyneApp.toml: %w", err)
	}
	if file.Details.ID == "" || file.Details.Name == "" || file.Details.Version == "" {
		return About{}, fmt.Errorf("FyneApp.toml: ID, Name and Version are needed, got %+v", file.Details)
	}
	return file.Details, nil
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
