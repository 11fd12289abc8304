package diagnose

import (
	"errors"
	"sync"

	"github.com/go-text/typesetting/fontscan"
)

// errNoFonts is a system whose fonts could not be read, or that has none. Fyne
// shows its own then, which have no Chinese.
var errNoFonts = errors.New("no fonts of the system found")

// ownGlyphs is the first character that Fyne's own fonts are not relied upon
// for: the first of those of East Asia.
const ownGlyphs = 0x2E80

// quiet drops what the scan has to say; Fyne does so as well.
type quiet struct{}

// Printf drops.
func (quiet) Printf(string, ...any) {}

var systemFonts = sync.OnceValues(func() ([]fontscan.Footprint, error) {
	// The empty folder is the user's cache folder. Fyne uses the same, so there
	// is one index for both, and within a process one scan.
	found, err := fontscan.SystemFonts(quiet{}, "")
	if err == nil && len(found) == 0 {
		err = errNoFonts // the scan was Fyne's and failed; its error is told once only
	}
	return found, err
})

// HasGlyphs reports whether the fonts of the system have every East Asian
// character of text; others are in Fyne's own fonts. Fyne falls back to the
// system's for each character that it lacks. With an error there are none.
//
// The first scan on a computer may take seconds, later ones read an index:
// call it in the background. A font that is installed while the app runs shows
// after the next start, as in Fyne itself.
func HasGlyphs(text string) (bool, error) {
	fonts, err := systemFonts()
	if err != nil {
		return false, err
	}
	return covers(fonts, text), nil
}

func covers(fonts []fontscan.Footprint, text string) bool {
	missing := map[rune]bool{}
	for _, r := range text {
		if r >= ownGlyphs {
			missing[r] = true
		}
	}
	for _, font := range fonts {
		if len(missing) == 0 {
			break
		}
		for r := range missing {
			if font.Runes.Contains(r) {
				delete(missing, r)
			}
		}
	}
	return len(missing) == 0
}
