package credentials

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
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

// stores are words in names that speak of a store of objects.
var stores = map[string]bool{
	"s3": true, "minio": true, "oss": true, "cos": true, "obs": true, "r2": true, "b2": true, "wasabi": true, "spaces": true,
	"ceph": true, "rgw": true, "storage": true, "store": true, "bucket": true, "backblaze": true, "garage": true,
}

// ofStore reports whether a name speaks of a store of objects.
func (m meaning) ofStore() bool {
	return m.vendor != "" || slices.ContainsFunc(strings.Fields(strings.ToLower(m.label)), func(word string) bool { return stores[word] })
}

// otherwise are the ends of names that are about a value and do not hold it.
var otherwise = map[string]bool{
	"file": true, "path": true, "policy": true, "arn": true, "type": true, "length": true, "age": true, "ttl": true, "base": true,
	"enabled": true, "disabled": true, "rotation": true, "version": true, "hash": true, "header": true, "prefix": true,
	"param": true, "parameter": true, "template": true, "count": true, "limit": true, "size": true, "days": true,
	"encrypted": true, "fingerprint": true, "required": true, "format": true, "field": true, "docs": true, "info": true, "string": true,
}

// meaningOf returns what a whole name stands for. A name that is not known as
// it is may have a known one at its beginning or end; the longest one counts.
func meaningOf(name string) meaning {
	const longest = 256 // the longest with something around a known one
	if f := fieldOf(name); f != fieldNone || len(name) > longest {
		return meaning{field: f, vendor: vendorOf(Canonical(name))}
	}
	words, spans := wordsOf(name)
	if n := len(words); n < 2 || otherwise[words[n-1]] || strings.ContainsAny(name, "=") || strings.ContainsAny(name, ":") && strings.ContainsAny(name, blanks) || strings.Count(name, " ") > 6 {
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
				label: affixLabel(name[:spans[start][0]] + " " + name[spans[end-1][1]:]),
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

// affixLabel is what stands around the known part of a name, in words.
func affixLabel(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return !wordRune(r) || r == '_' || r == '-' }), " ")
}

// wordsOf takes a name apart where a mark stands, or where a small letter or a
// digit meets another sort of character: in canonical form, with their places.
func wordsOf(name string) (words []string, spans [][2]int) {
	const most = 24
	start, before := 0, rune(0)
	end := func(at int) {
		if word := Canonical(name[start:at]); word != "" && len(words) < most {
			words, spans = append(words, word), append(spans, [2]int{start, at})
		}
	}
	for i, r := range name {
		size := utf8.RuneLen(r)
		switch {
		case !wordRune(r) || r == '_' || r == '-':
			end(i)
			start = i + max(size, 1)
		case i > start && boundary(before, r, name[i+max(size, 1):]):
			end(i)
			start = i
		}
		before = r
	}
	end(len(name))
	return words, spans
}

// boundary reports whether a word begins with r, in aB, ABc and B2.
func boundary(before, r rune, after string) bool {
	switch {
	case unicode.IsUpper(r):
		return unicode.IsLower(before) || unicode.IsDigit(before) ||
			unicode.IsUpper(before) && unicode.IsLower(first(after))
	case unicode.IsDigit(r) != unicode.IsDigit(before):
		return true
	}
	return false
}
