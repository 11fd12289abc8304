package parts

import (
	"encoding/json"
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"golang.org/x/text/language"

	"mooring/assets"
)

// Languages are those that Mooring speaks, each with its own name for itself and with
// what it puts between thousands. English comes first: it is what a system in any other
// language gets.
var Languages = []struct{ Tag, Name, Thousands string }{
	{"en", "English", ","},
	{"fr", "Français", "\u00a0"},
	{"zh-Hans", "简体中文", ","},
}

// Wrapping is how a paragraph is broken into lines: between words, or anywhere in a
// language that does not part its words.
func Wrapping() fyne.TextWrap {
	if Spoken == "zh-Hans" {
		return fyne.TextWrapBreak
	}
	return fyne.TextWrapWord
}

// Number writes a count with the marks between thousands that the language uses.
func Number(n int) string {
	digits := strconv.Itoa(n)
	for _, l := range Languages {
		if l.Tag != Spoken {
			continue
		}
		for at := len(digits) - 3; at > 0 && digits[at-1] != '-'; at -= 3 {
			digits = digits[:at] + l.Thousands + digits[at:]
		}
	}
	return digits
}

// Spoken is the tag of the language that Say speaks.
var Spoken = "en"

// systemLanguage is the one of languages that fits the system best.
func systemLanguage() string {
	tags := make([]language.Tag, len(Languages))
	for i, l := range Languages {
		tags[i] = language.MustParse(l.Tag)
	}
	_, at, _ := language.NewMatcher(tags).Match(language.Make(lang.SystemLocale().String()))
	return Languages[at].Tag
}

// sentences are the texts of the language that is spoken, by key.
var sentences map[string]string

// UseLanguage makes Say speak a language from now on; "" is the system's. Fyne
// has no way to change its own language while it runs: its words in the language
// are put in the place of those of the system's locale. Ours stay here, since Fyne
// would need ten times their memory.
func UseLanguage(tag string) error {
	if tag == "" {
		tag = systemLanguage()
	}
	words, err := assets.Translations.ReadFile("toolkit/" + tag + ".json")
	if err != nil {
		return fmt.Errorf("read the toolkit's texts: %w", err)
	}
	own, err := readTexts(tag)
	if err != nil {
		return err
	}
	if err := lang.AddTranslationsForLocale(words, lang.SystemLocale()); err != nil {
		return fmt.Errorf("change the language to %s: %w", tag, err)
	}
	sentences, Spoken = own, tag
	return nil
}

// readTexts reads the sentences of a language.
func readTexts(tag string) (map[string]string, error) {
	data, err := assets.Translations.ReadFile("translations/" + tag + ".json")
	if err != nil {
		return nil, fmt.Errorf("read the texts: %w", err)
	}
	texts := map[string]string{}
	if err := json.Unmarshal(data, &texts); err != nil {
		return nil, fmt.Errorf("read the texts of %s: %w", tag, err)
	}
	return texts, nil
}
