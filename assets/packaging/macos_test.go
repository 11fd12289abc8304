package packaging

import (
	"encoding/xml"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"mooring/assets"
)

// plist is a property list: strings, booleans, and lists of strings.
type plist map[string]any

// UnmarshalXML reads a <dict>, whose keys and values stand side by side.
func (p *plist) UnmarshalXML(d *xml.Decoder, _ xml.StartElement) error {
	*p = plist{}
	key := ""
	for {
		token, err := d.Token()
		if err != nil {
			return err
		}
		element, isStart := token.(xml.StartElement)
		switch {
		case !isStart:
			if _, isEnd := token.(xml.EndElement); isEnd {
				return nil
			}
			continue
		case (element.Name.Local == "key") != (key == ""):
			return fmt.Errorf("<%s> after the key %q", element.Name.Local, key)
		case element.Name.Local == "key":
			if err := d.DecodeElement(&key, &element); err != nil {
				return err
			}
			if _, twice := (*p)[key]; twice || key == "" {
				return fmt.Errorf("the key %q twice, or none", key)
			}
			continue
		}
		value := struct {
			Text  string   `xml:",chardata"`
			Items []string `xml:"string"`
		}{}
		if err := d.DecodeElement(&value, &element); err != nil {
			return err
		}
		switch element.Name.Local {
		case "string":
			(*p)[key] = value.Text
		case "true", "false":
			(*p)[key] = element.Name.Local == "true"
		case "array":
			(*p)[key] = value.Items
		default:
			return fmt.Errorf("%s: what a <%s> is, is not known here", key, element.Name.Local)
		}
		key = ""
	}
}

// infoPlist reads an Info.plist.
func infoPlist(t *testing.T, text string) plist {
	t.Helper()
	var read struct {
		XMLName xml.Name `xml:"plist"`
		Version string   `xml:"version,attr"`
		Dict    plist    `xml:"dict"`
	}
	if err := xml.Unmarshal([]byte(text), &read); err != nil || read.Version != "1.0" {
		t.Fatalf("version %q, %v", read.Version, err)
	}
	return read.Dict
}

// rules are what macOS, its Launch Services and Apple's notaries want of each key that
// is in the Info.plist. All of them have to be there, and no others.
func rules(t *testing.T, d Details) map[string]func(any) bool {
	t.Helper()
	text := func(pattern string) func(any) bool {
		whole := regexp.MustCompile(`^(?:` + pattern + `)$`)
		return func(value any) bool { s, ok := value.(string); return ok && whole.MatchString(s) }
	}
	yes := func(value any) bool { return value == true }
	translations, err := filepath.Glob(filepath.Join(root, "assets", "translations", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	var languages []string
	for _, path := range translations {
		languages = append(languages, strings.TrimSuffix(filepath.Base(path), ".json"))
	}
	// Below it, the program that Go makes does not start.
	oldest := regexp.MustCompile(`MACOSX_DEPLOYMENT_TARGET=([0-9.]+)`).FindStringSubmatch(file(t, ".ci/package-macos"))[1]
	return map[string]func(any) bool{
		"CFBundleIdentifier":                   func(value any) bool { return value == d.ID && text(`[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+`)(value) },
		"CFBundleName":                         text(`.{1,15}`), // more is cut off in the menu bar
		"CFBundleExecutable":                   text(`mooring`),
		"CFBundleIconFile":                     text(`mooring`),
		"CFBundlePackageType":                  text(`APPL`),
		"CFBundleInfoDictionaryVersion":        text(`6\.0`),
		"CFBundleShortVersionString":           text(`[0-9]+\.[0-9]+\.[0-9]+`),
		"CFBundleVersion":                      text(`[1-9][0-9]{0,3}(\.[0-9]{1,2}){0,2}`),
		"CFBundleDevelopmentRegion":            text(`en`),
		"CFBundleLocalizations":                func(value any) bool { l, ok := value.([]string); return ok && slices.Equal(l, languages) },
		"CFBundleSupportedPlatforms":           func(value any) bool { l, ok := value.([]string); return ok && slices.Equal(l, []string{"MacOSX"}) },
		"LSApplicationCategoryType":            text(`public\.app-category\.(business|productivity|utilities|developer-tools)`),
		"LSMinimumSystemVersion":               text(regexp.QuoteMeta(oldest)),
		"NSHighResolutionCapable":              yes, // else it is drawn at half the sharpness
		"NSHumanReadableCopyright":             func(value any) bool { s, ok := value.(string); return ok && strings.Contains(s, d.Publisher) },
		"NSSupportsAutomaticGraphicsSwitching": yes, // else the faster and hungrier of two graphics cards
	}
}

func checkInfo(t *testing.T, info plist, d Details) {
	t.Helper()
	known := rules(t, d)
	for key, value := range info {
		if rule, ok := known[key]; !ok || !rule(value) {
			t.Errorf("%s cannot be %v", key, value)
		}
	}
	for key := range known {
		if _, ok := info[key]; !ok {
			t.Errorf("%s is missing", key)
		}
	}
}

func TestInfoPlist(t *testing.T) {
	for _, d := range []Details{details(t), finished()} {
		filled, err := d.Fill("Info.plist", file(t, "assets/packaging/macos/Info.plist"), nil)
		if err != nil {
			t.Fatal(err)
		}
		checkInfo(t, infoPlist(t, filled), d)
	}
}

// macTools stands in for each of Apple's tools and for Go: it writes down how it was
// called, and makes what the next one needs.
const macTools = `#!/bin/bash
set -eu
name=${0##*/}
last=${!#}
after() { local flag=$1; shift; while [ "$1" != "$flag" ]; do shift; done; printf '%s' "$2"; }
echo "$name $*" >>"$TOOLS/log"
case $name in
  uname) echo Darwin ;;
  go)
    case $* in
      'run ./.ci/details '*) shift 2 && exec "$TOOLS/details" "$@" ;;
      build*) echo "a program for $GOARCH" >"$(after -o "$@")" ;;
      tool*) echo '"timestamp": ""' >"$(after -output "$@")" ;;
    esac ;;
  lipo) cat "${@: -2}" >"$(after -output "$@")" ;;
  iconutil) ls "$last" >"$(after --output "$@")" ;;
  codesign) [ -e "$last/Contents/Info.plist" ] || [ -f "$last" ] ;;
  hdiutil) ls "$(after -srcfolder "$@")" >"$last" ;;
  plutil) [ -s "$last" ] ;;
esac
`

// macWork is a copy of what .ci/package-macos reads, and the stand-ins for its tools.
type macWork struct {
	t          *testing.T
	dir, tools string
}

func newMacWork(t *testing.T) *macWork {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("a Mac runs the script itself, and Windows has no such shell")
	}
	w := &macWork{t: t, dir: t.TempDir(), tools: t.TempDir()}
	for _, path := range []string{".ci/package-macos", ".ci/package-common", "LICENSE", "assets/licences.txt.gz", "assets/packaging/macos/Info.plist"} {
		w.write(filepath.Join(w.dir, path), file(t, path))
	}
	icons := filepath.Join(w.dir, "assets", "packaging", "icons")
	for _, size := range []int{16, 32, 64, 128, 256, 512} {
		w.write(filepath.Join(icons, fmt.Sprintf("%d.png", size)), "")
	}
	for _, name := range []string{"uname", "go", "lipo", "iconutil", "codesign", "hdiutil", "plutil", "xcrun"} {
		w.write(filepath.Join(w.tools, name), macTools)
	}
	cmd := exec.CommandContext(t.Context(), "go", "build", "-buildvcs=false", "-o", filepath.Join(w.tools, "details"), "./.ci/details")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return w
}

func (w *macWork) write(path, text string) {
	w.t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o700); err != nil { //nolint:gosec // they are run
		w.t.Fatal(err)
	}
}

// run makes the package, and returns how the tools were called.
func (w *macWork) run(env ...string) (calls []string, err error) {
	w.t.Helper()
	if err := os.RemoveAll(filepath.Join(w.tools, "log")); err != nil {
		w.t.Fatal(err)
	}
	cmd := exec.CommandContext(w.t.Context(), "bash", filepath.Join(w.dir, ".ci", "package-macos"))
	cmd.Env = append(os.Environ(), append(env, "TOOLS="+w.tools, "PATH="+w.tools+":"+os.Getenv("PATH"), "SOURCE_DATE_EPOCH=1770000000")...)
	out, err := cmd.CombinedOutput()
	log, readErr := os.ReadFile(filepath.Join(w.tools, "log"))
	if readErr != nil {
		w.t.Fatalf("%v\n%s", readErr, out)
	}
	if err != nil {
		err = fmt.Errorf("%w\n%s", err, out)
	}
	return strings.Split(strings.TrimSpace(string(log)), "\n"), err
}

// signing are the calls from which a signature comes, without their paths.
func signing(calls []string) []string {
	var found []string
	for _, call := range calls {
		if name, _, _ := strings.Cut(call, " "); name == "codesign" || name == "xcrun" {
			found = append(found, call)
		}
	}
	return found
}

const (
	appPath   = "build/package/macos/Mooring.app"
	imagePath = "dist/mooring-1.2.3-macos-universal.dmg"
)

// The app is a bundle as macOS wants it, and signed for the computer that made it.
func TestMacBundle(t *testing.T) {
	w := newMacWork(t)
	d := finished()
	w.write(filepath.Join(w.dir, "FyneApp.toml"), tomlOf(d))
	calls, err := w.run()
	if err != nil {
		t.Fatal(err)
	}
	contents := filepath.Join(w.dir, appPath, "Contents")
	licences, err := assets.Licences()
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"MacOS/mooring": "a program for arm64\na program for amd64\n",
		"PkgInfo":       "APPL????",
		"Resources/mooring.icns": "icon_128x128.png\nicon_128x128@2x.png\nicon_16x16.png\nicon_16x16@2x.png\nicon_256x256.png\n" +
			"icon_256x256@2x.png\nicon_32x32.png\nicon_32x32@2x.png\nicon_512x512.png\n",
		"Resources/LICENSE": file(t, "LICENSE"), "Resources/licences.txt": licences,
		"../../../../../" + imagePath: "Applications\nMooring.app\n",
	} {
		got, err := os.ReadFile(filepath.Join(contents, path))
		if err != nil || string(got) != want {
			t.Errorf("%s is %q, %v", path, got, err)
		}
	}
	info, err := os.ReadFile(filepath.Join(contents, "Info.plist"))
	if err != nil {
		t.Fatal(err)
	}
	checkInfo(t, infoPlist(t, string(info)), d)
	if got, want := signing(calls), []string{
		"codesign --force --options runtime --sign - " + appPath,
		"codesign --verify --strict --verbose=2 " + appPath,
	}; !slices.Equal(got, want) {
		t.Errorf("signed by\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// What Apple's notaries refuse: no hardened runtime, no secure time stamp, an ad hoc
// signature, the right to be debugged. --deep would sign what is inside with the wrong
// options. A ticket is stapled, so that the first start needs no network.
func TestMacRelease(t *testing.T) {
	w := newMacWork(t)
	w.write(filepath.Join(w.dir, "FyneApp.toml"), tomlOf(finished()))
	const identity = "Developer ID Application: Harbour (ABCDE12345)"
	calls, err := w.run("MOORING_RELEASE=yes", "MOORING_SIGN_IDENTITY="+identity, "MOORING_NOTARY_PROFILE=mooring")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := signing(calls), []string{
		"codesign --force --options runtime --timestamp --sign " + identity + " " + appPath,
		"codesign --verify --strict --verbose=2 " + appPath,
		"codesign --force --timestamp --sign " + identity + " " + imagePath,
		"xcrun notarytool submit " + imagePath + " --keychain-profile mooring --wait",
		"xcrun stapler staple " + imagePath,
	}; !slices.Equal(got, want) {
		t.Errorf("signed by\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, env := range [][]string{
		{"MOORING_RELEASE=yes"},
		{"MOORING_RELEASE=yes", "MOORING_SIGN_IDENTITY=" + identity},
		{"MOORING_RELEASE=yes", "MOORING_NOTARY_PROFILE=mooring"},
	} {
		if calls, err := w.run(env...); err == nil {
			t.Errorf("%q: a release was made by %q", env, calls)
		}
	}
	w.write(filepath.Join(w.dir, "FyneApp.toml"), file(t, "FyneApp.toml"))
	if len(details(t).Unfinished()) > 0 {
		if _, err := w.run("MOORING_RELEASE=yes", "MOORING_SIGN_IDENTITY="+identity, "MOORING_NOTARY_PROFILE=mooring"); err == nil || !strings.Contains(err.Error(), "placeholder") {
			t.Errorf("a release was made of placeholders: %v", err)
		}
	}
}

// tomlOf is the FyneApp.toml of these details.
func tomlOf(d Details) string {
	values := d.values()
	var b strings.Builder
	fmt.Fprintf(&b, "[Details]\nID = %q\nVersion = %q\nBuild = %d\n[Publisher]\n", d.ID, d.Version, d.Build)
	for _, key := range slices.Sorted(maps.Keys(values)) {
		switch key {
		case "PUBLISHER", "DOMAIN", "MAIL", "HOMEPAGE", "SUPPORT":
			fmt.Fprintf(&b, "%s = %q\n", key[:1]+strings.ToLower(key[1:]), values[key])
		}
	}
	return b.String()
}
