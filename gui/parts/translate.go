package parts

import (
	"fmt"
	"maps"
	"strings"
	"sync"

	"mooring/gui/model"
)

// English has the English sentence of every key.
var English = sync.OnceValue(func() map[string]string {
	// The file is embedded and tested: it cannot be missing or broken in a build.
	texts, err := readTexts("en")
	if err != nil {
		return map[string]string{}
	}
	return texts
})

// Say returns a text in the user's language.
func Say(text model.Text) string {
	sentence, ok := sentences[text.Key]
	if !ok { // no language has been chosen yet
		sentence = English()[text.Key]
	}
	return filled(sentence, written(text.Args, Say))
}

// filled is a sentence with the values of its placeholders, such as {{.Name}}.
func filled(sentence string, values map[string]any) string {
	var b strings.Builder
	for {
		before, after, _ := strings.Cut(sentence, "{{.")
		name, rest, ok := strings.Cut(after, "}}")
		if !ok {
			break
		}
		value := fmt.Sprint(values[name])
		b.WriteString(closeBefore(before, value))
		b.WriteString(value)
		sentence = closeAfter(value, rest)
	}
	b.WriteString(sentence)
	return b.String()
}

// written is the values of a text as they are to be read: numbers and dates
// written out, the latter by layouts that stand among the texts, and names that
// are texts themselves.
func written(args map[string]any, text func(model.Text) string) map[string]any {
	out := maps.Clone(args)
	for name, value := range args {
		switch value := value.(type) {
		case int:
			out[name] = Number(value)
		case model.Moment:
			out[name] = value.Local().Format(text(model.T("format.dayTime")))
		case model.Day:
			out[name] = value.Local().Format(text(model.T("format.day")))
		case model.Lately:
			out[name] = lately(value, text)
		case model.Bytes:
			out[name] = bytes(int64(value), text)
		case model.List:
			out[name] = strings.Join(value, text(model.T("format.list")))
		case model.DatePattern:
			out[name] = datePattern(string(value), text)
		case model.Text:
			out[name] = text(value)
		case []model.Text:
			said := make([]string, len(value))
			for i, each := range value {
				said[i] = text(each)
			}
			out[name] = strings.Join(said, text(model.T("format.list")))
		}
	}
	return out
}

// datePattern writes a pattern with the language's letters for day, month and year, and
// without the quotation marks around what stands for itself.
func datePattern(pattern string, text func(model.Text) string) string {
	own := []rune(text(model.T("format.dateLetters")))
	return strings.Map(func(r rune) rune {
		if r == '\'' {
			return -1
		}
		if at := strings.IndexRune("dMy", r); at >= 0 && at < len(own) {
			return own[at]
		}
		return r
	}, pattern)
}

// Tr is Say for a key and pairs of a placeholder's name and its value.
func Tr(key string, pairs ...any) string { return Say(model.T(key, pairs...)) }

// HasText reports whether there is a sentence for a key, for the few that are optional.
func HasText(key string) bool { return English()[key] != "" }

// InEnglish is Say in English, whatever the user's language: for where the font of
// another one is missing.
func InEnglish(text model.Text) string {
	return filled(English()[text.Key], written(text.Args, InEnglish))
}

// TrAnyCount is TrCount for a number that may be 0, which has a sentence of its own: after
// zero, English takes the plural and French the singular.
func TrAnyCount(none, one, several string, n int) string {
	if n == 0 {
		return Tr(none)
	}
	return TrCount(one, several, n)
}

// TrCount is Tr for a sentence with a number, Count, which has another form for 1. The
// number is never 0.
func TrCount(one, several string, n int) string {
	if n == 1 {
		return Tr(one, "Count", n)
	}
	return Tr(several, "Count", n)
}
