package credentials

import (
	"slices"
	"strings"
	"unicode"
)

// meaning is what a name stands for, and what was written before or after the
// part of it that says so.
type meaning struct {
	field field
	// affix tells the values of one project, program or stage from those of
	// another: aep of AEP_AWS_ACCESS_KEY_ID, prod of accessKeyProd. In label it
	// is as written.
	affix, label string
	// vendor is the word that the known part begins with where it says whose
	// store it is about.
	vendor string
}

// vendors are the beginnings of known names that say whose store is meant.
var vendors = []string{"aws", "s3", "minio"}

// otherwise are the ends of names that are about a value and do not hold it.
var otherwise = map[string]bool{
	"file": true, "path": true, "policy": true, "arn": true, "type": true, "length": true, "age": true, "ttl": true, "base": true,
	"enabled": true, "disabled": true, "rotation": true, "version": true, "hash": true, "header": true, "prefix": true,
	"param": true, "parameter": true, "template": true, "count": true, "limit": true, "size": true, "days": true,
	"encrypted": true, "fingerprint": true, "required": true, "format": true, "field": true, "docs": true, "info": true,
}

// meaningOf returns what a whole name stands for. A name that is not known as
// it is may have a known one at its beginning or end; the longest one counts.
func meaningOf(name string) meaning {
	const longest = 256 // the longest with something around a known one
	if f := fieldOf(name); f != fieldNone || len(name) > longest {
		return meaning{field: f, vendor: vendorOf(canonical(name))}
	}
	words, written := wordsOf(name)
	if n := len(words); n < 2 || otherwise[words[n-1]] || strings.ContainsAny(name, "=:") || strings.Count(name, " ") > 6 {
		return meaning{} // or a sentence
	}
	for length := len(words) - 1; length > 0; length-- {
		for start := len(words) - length; start >= 0; start-- {
			end := start + length
			known := strings.Join(words[start:end], "")
			f := names[known]
			if f == fieldNone || start > 0 && end < len(words) && !identity(f) {
				continue // in the middle of a name, a word such as bucket says little
			}
			return meaning{
				field: f, vendor: vendorOf(known),
				affix: strings.Join(slices.Concat(words[:start], words[end:]), " "),
				label: strings.Join(slices.Concat(written[:start], written[end:]), " "),
			}
		}
	}
	return meaning{}
}

func vendorOf(known string) string {
	for _, v := range vendors {
		if strings.HasPrefix(known, v) {
			return v
		}
	}
	return ""
}

// wordsOf takes a name apart where a mark stands, or where a small letter or a
// digit meets another sort of character: in canonical form, and as written.
func wordsOf(name string) (words, written []string) {
	const most = 24
	runes := []rune(name)
	start := 0
	for i := 0; i <= len(runes) && len(words) < most; i++ {
		if i < len(runes) && wordRune(runes[i]) && runes[i] != '_' && runes[i] != '-' && (i == start || !boundary(runes[i-1], runes[i], runes[i+1:])) {
			continue
		}
		if word := string(runes[start:i]); canonical(word) != "" {
			words, written = append(words, canonical(word)), append(written, word)
		}
		start = i
		if i < len(runes) && (!wordRune(runes[i]) || runes[i] == '_' || runes[i] == '-') {
			start = i + 1
		}
	}
	return words, written
}

// boundary reports whether a word begins with r, in aB, ABc and B2.
func boundary(before, r rune, after []rune) bool {
	switch {
	case unicode.IsUpper(r):
		return unicode.IsLower(before) || unicode.IsDigit(before) ||
			unicode.IsUpper(before) && len(after) > 0 && unicode.IsLower(after[0])
	case unicode.IsDigit(r) != unicode.IsDigit(before):
		return true
	}
	return false
}
