package diagnose

import (
	"os"
	"runtime"
	"strings"
)

// release is what /etc/os-release says.
type release struct {
	ids    []string // the distribution, then those that it is like
	pretty string
}

// readRelease reads what the distribution says of itself; nothing where there is none.
func readRelease() release {
	for _, path := range []string{"/etc/os-release", "/usr/lib/os-release"} {
		if text, err := os.ReadFile(path); err == nil { //nolint:gosec // Two fixed paths.
			return parseRelease(string(text))
		}
	}
	return release{}
}

func parseRelease(text string) release {
	var r release
	var like []string
	for line := range strings.Lines(text) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		value = strings.Trim(value, `"'`)
		switch name {
		case "ID":
			r.ids = []string{strings.ToLower(value)}
		case "ID_LIKE":
			like = strings.Fields(strings.ToLower(value))
		case "PRETTY_NAME":
			r.pretty = value
		}
	}
	r.ids = append(r.ids, like...)
	return r
}

// FontAdvice says how to install the font that Chinese is shown with.
type FontAdvice struct {
	// Package is what the distribution calls the font; empty where that is not
	// known, or where the system brings one along.
	Package string
	// Command installs it, for a terminal; empty with Package.
	Command string
}

// fontPackages are the packages by distribution. Families are named too: what
// they are based on is in ID_LIKE.
var fontPackages = map[string]FontAdvice{
	"debian":   {"fonts-noto-cjk", "sudo apt install fonts-noto-cjk"},
	"ubuntu":   {"fonts-noto-cjk", "sudo apt install fonts-noto-cjk"},
	"fedora":   {"google-noto-sans-cjk-fonts", "sudo dnf install google-noto-sans-cjk-fonts"},
	"rhel":     {"google-noto-sans-cjk-fonts", "sudo dnf install google-noto-sans-cjk-fonts"},
	"arch":     {"noto-fonts-cjk", "sudo pacman -S noto-fonts-cjk"},
	"opensuse": {"google-noto-sans-sc-fonts", "sudo zypper install google-noto-sans-sc-fonts"},
	"suse":     {"google-noto-sans-sc-fonts", "sudo zypper install google-noto-sans-sc-fonts"},
	"alpine":   {"font-noto-cjk", "sudo apk add font-noto-cjk"},
}

// ChineseFont returns the advice for this computer.
func ChineseFont() FontAdvice {
	if runtime.GOOS != "linux" {
		return FontAdvice{}
	}
	return readRelease().chineseFont()
}

func (r release) chineseFont() FontAdvice {
	for _, id := range r.ids {
		// openSUSE's editions are opensuse-leap and opensuse-tumbleweed.
		family, _, _ := strings.Cut(id, "-")
		if advice, known := fontPackages[family]; known {
			return advice
		}
	}
	return FontAdvice{}
}

// String is the advice in English, which is what shows without a Chinese font.
func (a FontAdvice) String() string {
	if a.Package == "" {
		return "This computer has no font for Chinese. Install one, such as Noto Sans CJK, then start Mooring again."
	}
	return "This computer has no font for Chinese. Install the package " + a.Package +
		" (in a terminal: " + a.Command + "), then start Mooring again."
}
