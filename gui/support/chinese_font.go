package support

import (
	"maps"

	"fyne.io/fyne/v2"
	"github.com/go-text/typesetting/fontscan"

	"mooring/gui/model"
	"mooring/gui/parts"
)

// chineseSample has characters that every font with Simplified Chinese has.
const chineseSample = "中文连接设置"

// CheckFont looks, where Chinese is spoken, whether the system has a font that
// shows it. Where it has none, it says in English which one to install: the
// user could not read it otherwise.
func CheckFont(s *parts.Stage) {
	if parts.Spoken != "zh-Hans" {
		return
	}
	s.Runner.Go(func() func() {
		if shown, err := hasGlyphs(chineseSample); err != nil || shown {
			return nil
		}
		return func() { AdviseFont(s) }
	})
}

// AdviseFont says that a font for Chinese is missing.
func AdviseFont(s *parts.Stage) {
	text := parts.Wrapped("")
	text.Wrapping = fyne.TextWrapWord
	text.SetText(parts.InEnglish(model.T("font.text")))
	s.Tell("font", parts.InEnglish(model.T("font.title")), text)
}

// hasGlyphs reports whether the system's fonts have every character of text. The
// first look on a computer may take seconds, later ones read the same index that
// Fyne uses.
func hasGlyphs(text string) (bool, error) {
	fonts, err := fontscan.SystemFonts(quiet{}, "")
	missing := map[rune]bool{}
	for _, r := range text {
		missing[r] = true
	}
	for _, font := range fonts {
		maps.DeleteFunc(missing, func(r rune, _ bool) bool { return font.Runes.Contains(r) })
	}
	return len(missing) == 0, err
}

// quiet drops what the scan has to say; Fyne does so as well.
type quiet struct{}

// Printf drops.
func (quiet) Printf(string, ...any) {}
