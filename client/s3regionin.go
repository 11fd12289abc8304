package client

import (
	"iter"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// inAddress are characters that, between two letters or digits, make a text the
// name of a host, or a path.
const inAddress = `./\:@`

// regionWords are the words of which the names of Amazon's regions are made, in
// English and French, and those before the cities in other languages. With any other beside its code, a region may be that of
// another store: Wasabi eu-central-1.
var regionWords = strings.Fields("aws amazon s3 region us usa eu ue europe europa asia asie pacific pacifique north south east west central america " +
	"nord sud est ouest centre n virginia virginie du ohio california californie oregon canada calgary mexico mexique sao paulo " +
	"frankfurt francfort ireland irlande london londres milan paris spain espagne stockholm zurich sydney tokyo seoul osaka mumbai " +
	"hyderabad singapore singapour jakarta melbourne malaysia malaisie thailand taipei hong kong new zealand nouvelle israel tel " +
	"aviv middle orient moyen uae bahrain africa afrique cape town le cap china chine beijing ningxia govcloud european sovereign cloud germany allemagne " +
	"ee uu este oeste ost asien pazifik pacifico do del sul sur")

// onlyRegion returns the one region that a text names which names no host:
// eu-west-3, US_EAST_1, EU West 3, Europe (Paris) eu-west-3.
func onlyRegion(text string) (code string, ok bool) {
	runes := []rune(text)
	for i, r := range runes {
		if i > 0 && i < len(runes)-1 && strings.ContainsRune(inAddress, r) && !unicode.IsSpace(runes[i-1]) && !unicode.IsSpace(runes[i+1]) {
			return "", false
		}
	}
	if code = regionOf(strings.ToLower(strings.Join(strings.Fields(text), "-"))); code != "" {
		return code, true // EU West 3
	}
	code = regionIn(text)
	return code, code != "" && OfRegions(text)
}

// OfRegions reports whether a text has no words but codes of Amazon's regions and
// those of which their names are made. Words of other scripts and with accents count
// as such.
func OfRegions(text string) bool {
	for word := range words(text) {
		if regionIn(word) != "" {
			continue
		}
		for part := range strings.FieldsFuncSeq(word, func(r rune) bool { return r == '-' }) {
			if isASCII(part) && !slices.Contains(regionWords, part) {
				return false
			}
		}
	}
	return true
}

// isASCII tells the words of names in other scripts, and with accents, from those
// that a store may be called by.
func isASCII(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII })
}

// words returns the words of a text in lower case. Hyphens and underscores hold
// them together.
func words(text string) iter.Seq[string] {
	return strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool {
		return r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// regionIn returns the one region known here that a text names in any spelling,
// or nothing where it names none, or more than one.
func regionIn(text string) string {
	var found string
	for word := range words(text) {
		code := regionOf(word)
		if code == "" {
			continue
		}
		if found != "" && found != code {
			return ""
		}
		found = code
	}
	return found
}

// availabilityZone is a part of a region: eu-west-3a.
var availabilityZone = regexp.MustCompile(`^(.*-\d)[a-f]$`)

// regionOf returns the region known here that a word in lower case names, or nothing.
func regionOf(word string) string {
	code := strings.TrimPrefix(strings.ReplaceAll(word, "_", "-"), "s3-")
	code = availabilityZone.ReplaceAllString(code, "$1")
	if !slices.Contains(s3Regions, code) {
		return ""
	}
	return code
}
