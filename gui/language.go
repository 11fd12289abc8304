package gui

import (
	"encoding/json"
	"fmt"
	"maps"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"mooring/assets"
)

// languages are those that Mooring speaks, each by its own name. English is
// first: it is what a system with another language gets.
var languages = []struct{ tag, name string }{
	{"en", "English"},
	{"fr", "Français"},
	{"zh-Hans", "简体中文"},
}

// wrapping is how a paragraph is broken into lines: between words, or anywhere
// in a language that writes none.
func wrapping() fyne.TextWrap {
	if spoken == "zh-Hans" {
		return fyne.TextWrapBreak
	}
	return fyne.TextWrapWord
}

// number writes a count with the marks between thousands that the language uses.
func number(n int) string {
	return message.NewPrinter(language.Make(spoken)).Sprintf("%d", n)
}

// spoken is the tag of the language that say speaks.
var spoken = "en"

// systemLanguage is the one of languages that fits the system best.
func systemLanguage() string {
	tags := make([]language.Tag, len(languages))
	for i, l := range languages {
		tags[i] = language.MustParse(l.tag)
	}
	_, at, _ := language.NewMatcher(tags).Match(language.Make(lang.SystemLocale().String()))
	return languages[at].tag
}

// useLanguage makes say speak a language from now on; "" is the system's. Fyne
// has no way to change its own language while it runs: the sentences of the
// language are put in the place of those of the system's locale.
func useLanguage(tag string) error {
	if tag == "" {
		tag = systemLanguage()
	}
	sentences, err := readTexts("toolkit/" + tag + ".json")
	if err != nil {
		return err
	}
	own, err := readTexts("translations/" + tag + ".json")
	if err != nil {
		return err
	}
	maps.Copy(sentences, own)
	data, err := json.Marshal(sentences)
	if err != nil {
		return err
	}
	if err := lang.AddTranslationsForLocale(data, lang.SystemLocale()); err != nil {
		return fmt.Errorf("change the language to %s: %w", tag, err)
	}
	spoken = tag
	return nil
}

func readTexts(name string) (map[string]string, error) {
	data, err := assets.Translations.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read the texts: %w", err)
	}
	texts := map[string]string{}
	if err := json.Unmarshal(data, &texts); err != nil {
		return nil, fmt.Errorf("read the texts of %s: %w", name, err)
	}
	return texts, nil
}
