package packaging

import (
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// root is the folder of the project.
const root = "../.."

func file(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(path)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func details(t *testing.T) Details {
	t.Helper()
	d, err := Read(file(t, "FyneApp.toml"))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// finished are details with which a release could be made.
func finished() Details {
	return Details{
		ID: "com.harbour.Mooring", Version: "1.2.3", Build: 7, Publisher: "Jo & Söhne <Harbour>", Domain: "harbour.com",
		Mail: "mooring@harbour.com", Homepage: "https://www.harbour.com/mooring/", Support: "https://help.harbour.com",
	}
}

func TestUnfinished(t *testing.T) {
	if found := finished().Unfinished(); len(found) > 0 {
		t.Errorf("finished, but %q", found)
	}
	for name, spoil := range map[string]func(*Details){
		"Domain":   func(d *Details) { d.Domain, d.ID = "mooring.example", "example.mooring.Mooring" },
		"ID":       func(d *Details) { d.ID = "app.mooring.Mooring" },
		"Mail":     func(d *Details) { d.Mail = "mooring@example.com" },
		"no mail":  func(d *Details) { d.Mail = "harbour.com" },
		"Homepage": func(d *Details) { d.Homepage = "https://mooring.example/" },
		"no slash": func(d *Details) { d.Homepage = "https://harbour.com/mooring" },
		"http":     func(d *Details) { d.Homepage = "http://harbour.com/" },
		"Support":  func(d *Details) { d.Support = "https://support.invalid" },
		"no page":  func(d *Details) { d.Support = "help" },
	} {
		d := finished()
		spoil(&d)
		if found := d.Unfinished(); len(found) != 1 {
			t.Errorf("%s: %q", name, found)
		}
	}
}

func TestRead(t *testing.T) {
	text := file(t, "FyneApp.toml")
	for _, bad := range []string{
		"nonsense", "", strings.Replace(text, "ID = \"app", "Other = \"app", 1),
		regexp.MustCompile(`(?m)^Publisher = .*`).ReplaceAllString(text, `Publisher = "$(reboot)"`),
	} {
		if d, err := Read(bad); err == nil {
			t.Errorf("%q was read as %+v", bad, d)
		}
	}
}

// Every template can be filled, whatever the publisher is called, and nothing of the
// publisher stands in one for itself.
func TestFill(t *testing.T) {
	extra := map[string]string{"DATE": "2026-01-31"}
	templates, err := filepath.Glob("*/*")
	if err != nil || len(templates) < 6 {
		t.Fatalf("%v, %v", templates, err)
	}
	own := details(t)
	for _, path := range templates {
		if filepath.Dir(path) == "icons" {
			continue
		}
		text := file(t, "assets/packaging/"+filepath.ToSlash(path))
		for _, value := range []string{own.ID, own.Publisher, own.Domain, own.Version, "mooring.app"} {
			if strings.Contains(text, value) {
				t.Errorf("%s has %q, which is for FyneApp.toml to say", path, value)
			}
		}
		filled, err := finished().Fill(path, text, extra)
		if err != nil {
			t.Error(err)
		}
		if strings.HasSuffix(path, ".xml") || strings.HasSuffix(path, ".plist") {
			wellFormed(t, path, filled)
		}
	}
	if _, err := finished().Fill("x", "the @COLOR@ of it", extra); err == nil {
		t.Error("what nobody knows was filled in")
	}
}

func wellFormed(t *testing.T, name, text string) {
	t.Helper()
	for decoder := xml.NewDecoder(strings.NewReader(text)); ; {
		_, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
	}
}

// The workflow asks for no certificate, password or address that FyneApp.toml does not
// name, and the other way round.
func TestSecretsOfTheRelease(t *testing.T) {
	asked, named := map[string]bool{}, map[string]bool{}
	for _, match := range regexp.MustCompile(`\b(?:secrets|vars)\.([A-Z0-9_]+)`).FindAllStringSubmatch(file(t, ".github/workflows/release.yml"), -1) {
		asked[match[1]] = true
	}
	for _, name := range regexp.MustCompile(`\b(?:WINDOWS|MACOS)_[A-Z0-9_]+`).FindAllString(file(t, "FyneApp.toml"), -1) {
		named[name] = true
	}
	if len(asked) == 0 || !maps.Equal(asked, named) {
		t.Errorf("the workflow asks for %q, FyneApp.toml names %q", slices.Sorted(maps.Keys(asked)), slices.Sorted(maps.Keys(named)))
	}
}
