package diagnose

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/go-text/typesetting/fontscan"
)

func TestCovers(t *testing.T) {
	font := func(text string) fontscan.Footprint {
		var f fontscan.Footprint
		for _, r := range text {
			f.Runes.Add(r)
		}
		return f
	}
	fonts := []fontscan.Footprint{font("中"), font("文，")}
	for text, want := range map[string]bool{"": true, "Mooring é": true, "中文，": true, "中国": false} {
		if got := covers(fonts, text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	if covers(nil, "中") || !covers(nil, "a") {
		t.Error("wrong without fonts")
	}
}

// What the fonts of this computer have is its own affair; that they are found
// quickly is ours.
func TestHasGlyphs(t *testing.T) {
	cache := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", cache)
	begun := time.Now()
	chinese, err := HasGlyphs("连接")
	if err != nil {
		t.Skipf("no fonts here: %v", err)
	}
	t.Logf("scanned in %s: %v", time.Since(begun), chinese)
	if unassigned, err := HasGlyphs("\U000E0FFF"); err != nil || unassigned && runtime.GOOS == "linux" {
		t.Errorf("an unassigned character: %v, %v", unassigned, err)
	}
	if latin, err := HasGlyphs("Connexion établie"); err != nil || !latin {
		t.Errorf("Latin: %v, %v", latin, err)
	}
	if runtime.GOOS != "linux" {
		return
	}
	index, err := filepath.Glob(filepath.Join(cache, "font_index_v*.cache"))
	if err != nil || len(index) != 1 {
		t.Errorf("the index is %v, %v; Fyne would not find it", index, err)
	}
	_, err = os.Stat("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
	if err == nil && !chinese {
		t.Error("there is a Chinese font, which was not found")
	}
}

func TestChineseFont(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\n", "fonts-noto-cjk"},
		{"NAME=\"Linux Mint\"\nID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", "fonts-noto-cjk"},
		{"ID=fedora\n", "google-noto-sans-cjk-fonts"},
		{"ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n", "google-noto-sans-cjk-fonts"},
		{"ID=arch\n", "noto-fonts-cjk"},
		{"ID=manjaro\nID_LIKE=arch\n", "noto-fonts-cjk"},
		{"ID=\"opensuse-tumbleweed\"\nID_LIKE=\"opensuse suse\"\n", "google-noto-sans-sc-fonts"},
		{"ID_LIKE='debian'\r\nID=other\r\n", "fonts-noto-cjk"},
		{"ID=nixos\n", ""},
		{"", ""},
	} {
		advice := parseRelease(c.text).chineseFont()
		if advice.Package != c.want || (advice.Command == "") != (c.want == "") || advice.String() == "" {
			t.Errorf("%q: %+v", c.text, advice)
		}
	}
	if got := parseRelease("PRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\n").pretty; got != "Debian GNU/Linux 13 (trixie)" {
		t.Errorf("the system is called %q", got)
	}
}
