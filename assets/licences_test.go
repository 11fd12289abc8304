package assets_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mooring/assets"
)

// How a component is listed: name, version, licences. The Go library has no version.
var (
	componentLine = regexp.MustCompile(`^(\S+ v\S+|Go standard library and runtime): (\S.*)$`)
	textHeading   = regexp.MustCompile(`(?m)^={80}\n(.+), for:\n((?:  .+\n)+)-{80}\n\n`)
)

const remedy = "; run `make licences`"

// licences is the text that is embedded.
func licences(t *testing.T) string {
	t.Helper()
	text, err := assets.Licences()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// licensed reads the index of the licences: component to licences.
func licensed(t *testing.T) map[string]string {
	t.Helper()
	index, _, found := strings.Cut(licences(t), strings.Repeat("=", 80))
	if !found {
		t.Fatal("there are no texts" + remedy)
	}
	listed := map[string]string{}
	for line := range strings.Lines(index) {
		if m := componentLine.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
			listed[m[1]] = m[2]
		}
	}
	return listed
}

// linkedModules lists what the binary for the system is made of.
func linkedModules(t *testing.T, system string) []string {
	t.Helper()
	// -e: a module for another system need not be on this computer. Listing with cgo needs no compiler.
	cmd := exec.CommandContext(t.Context(), "go", "list", "-e", "-deps", "-f",
		"{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}", module)
	cmd.Env = append(cmd.Environ(), "CGO_ENABLED=1", "GOOS="+system, "GOARCH=amd64")
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, complaint.String())
	}
	modules := strings.FieldsFunc(string(out), func(c rune) bool { return c == '\n' || c == '\r' })
	slices.Sort(modules)
	return slices.Compact(modules)
}

func TestLicencesOfAllThatIsLinked(t *testing.T) {
	listPackages(t) // for what it says of go test's cache
	listed := licensed(t)
	for _, system := range []string{"linux", "windows", "darwin"} {
		modules := linkedModules(t, system)
		if !slices.ContainsFunc(modules, func(m string) bool { return strings.HasPrefix(m, "fyne.io/fyne/v2 ") }) {
			t.Fatalf("%s: go list knows %d modules, but not Fyne", system, len(modules))
		}
		for _, m := range modules {
			if listed[m] == "" {
				t.Errorf("%s: no licence of %s%s", system, m, remedy)
			}
		}
	}
}

func TestLicencesOfNothingElse(t *testing.T) {
	required, err := os.ReadFile(filepath.Join("..", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	var versions []string
	for line := range strings.Lines(string(required)) {
		line, _, _ = strings.Cut(line, "//")
		versions = append(versions, strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line), "require ")))
	}
	for component := range licensed(t) {
		if strings.Contains(component, " v") && !slices.Contains(versions, component) {
			t.Errorf("%s is not in go.mod%s", component, remedy)
		}
	}
}

func TestLicencesHaveTheirTexts(t *testing.T) {
	listed := licensed(t)
	texts := map[string][]string{}
	for _, m := range textHeading.FindAllStringSubmatch(licences(t), -1) {
		for name := range strings.Lines(m[2]) {
			texts[strings.TrimSpace(name)] = append(texts[strings.TrimSpace(name)], strings.Split(m[1], " and ")...)
		}
	}
	if listed["Go standard library and runtime"] == "" {
		t.Error("the Go library is missing" + remedy)
	}
	for component, kinds := range listed {
		for kind := range strings.SplitSeq(kinds, ", ") {
			if !slices.Contains(texts[component], kind) {
				t.Errorf("%s is under %s, but there are texts of %q only%s", component, kind, texts[component], remedy)
			}
		}
	}
	for component := range texts {
		if listed[component] == "" {
			t.Errorf("there is a text for %s, which is not listed%s", component, remedy)
		}
	}
}
