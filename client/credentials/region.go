package credentials

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"mooring/client"
)

var (
	// regionCode is the code of a region, or what has the shape of one.
	regionCode = regexp.MustCompile(`(?i)[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}`)
	// consoleName is a region as the console writes it: Europe (Paris).
	consoleName = regexp.MustCompile(`(?i)(?:` + strings.Join([]string{
		`Europe`, `EU`, `US (?:East|West)`, `USA (?:Est|Ouest)`, `Canada(?: (?:West|Ouest))?`, `Mexi(?:co|que)`,
		`South America`, `Am[eé]rique du Sud`, `Asia Pacific`, `Asie[- ]Pacifique`, `Isra[eë]l`, `Middle East`,
		`Moyen[- ]Orient`, `Afri(?:ca|que)`, `Chin(?:a|e)`, `AWS GovCloud`, `AWS European Sovereign Cloud`,
		`欧洲`, `美国(?:东部|西部)`, `加拿大(?:西部)?`, `墨西哥`, `南美洲`, `亚太地区`, `以色列`, `中东`, `非洲`, `中国`, `AWS ?欧洲主权云`,
		`Europa`, `[AÁ]sia[- ]Pac[ií]fico`, `Asien[- ]Pazifik`, `EE\. ?UU\. (?:Este|Oeste)`, `USA (?:Ost|West)`, `Am[eé]rica (?:do Sul|del Sur)`, `S[uü]damerika`,
		`ヨーロッパ`, `欧州`, `アジアパシフィック`, `米国(?:東部|西部)`,
	}, "|") + `)[ \x{a0}]*[(（][^()（）\n]{2,40}[)）]`)
	// regionSaid is what leads to the name of a region in a sentence.
	regionSaid = regexp.MustCompile(`(?i)(?:(?:^|[^\pL\d_-])r[eé]gi(?:[oó]n|ão)(?:[ \x{a0}]*[:=：]|[ \x{a0}]+(?:is|est|es|ist)\b[ \x{a0}]*:?)(?: in | en | à )?|` +
		`(?:区域|地区|リージョン)[ \x{a0}]*(?:[:：=]|是|为|位于|在))[ \x{a0}"'“«*` + "`" + `]*`)
	// someAddress is an address, in which a region is that of something else.
	someAddress = regexp.MustCompile(`[A-Za-z][A-Za-z0-9+.-]*://[^\s"'` + "`" + `<>(){}\[\]|“”‘’«»，。；、]+`)
)

// longestRegion is longer than any name of a region, in bytes.
const longestRegion = 80

// addRegion gives the only key of a text the only region that the text speaks of, by its
// code or by its name, whatever words lead to it. With two keys or two regions it would
// have to guess, commands may be about another place than the keys, and a store that is
// not Amazon's has regions of its own.
func (f *Found) addRegion(text string) {
	if len(f.Amazon) != 1 || f.Format != FormatText {
		return
	}
	key := &f.Amazon[0]
	if key.Region != "" || key.ServiceURL != "" || !client.IsAmazonKeyID(key.AccessKeyID) {
		return
	}
	only := ""
	for line := range strings.SplitSeq(text, "\n") {
		if comment(trimEnds(line)) {
			continue
		}
		for _, code := range regionsIn(line) {
			if only != "" && code != only {
				return
			}
			only = code
		}
	}
	if only != key.Bucket {
		key.Region = only
	}
}

// codeOfRegion is the code of a region that is named by it or in words; what is neither
// stays as it is.
func codeOfRegion(region string) string {
	if code, ok := RegionNamed(region); ok {
		return code
	}
	return region
}

// regionsIn are the codes of the regions that a line speaks of, each once.
func regionsIn(line string) []string {
	line = someAddress.ReplaceAllString(line, " ")
	var codes []string
	add := func(code string) {
		if code != "" && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	for _, at := range regionCode.FindAllStringIndex(line, -1) {
		code := strings.ToLower(line[at[0]:at[1]])
		if !slices.Contains(client.S3Regions(), code) || !apart(line, at[0], at[1]) {
			continue
		}
		add(code)
		add(nameBefore(line[max(at[0]-longestRegion, 0):at[0]]))
		add(nameBehind(line[at[1]:min(at[1]+longestRegion, len(line))]))
	}
	for _, at := range consoleName.FindAllStringIndex(line, -1) {
		if before, _ := utf8.DecodeLastRuneInString(line[:at[0]]); !latin(before) {
			code, _ := RegionNamed(line[at[0]:at[1]])
			add(code)
		}
	}
	for _, at := range regionSaid.FindAllStringIndex(line, -1) {
		code, _ := regionAt(line[at[1]:])
		add(code)
	}
	return codes
}

// apart reports whether what stands there is a word of its own, and no part of the name of
// a bucket, a host or anything else.
func apart(line string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(line[:from])
	after, size := utf8.DecodeRuneInString(line[to:])
	if latin(before) || latin(after) || strings.ContainsRune("_-./@=", before) || strings.ContainsRune("_-/@=", after) {
		return false
	}
	then, _ := utf8.DecodeRuneInString(line[min(to+size, len(line)):])
	return !strings.ContainsRune(".:", after) || !latin(then)
}

// latin reports whether r continues a word of Latin letters. Chinese has no gaps.
func latin(r rune) bool { return unicode.Is(unicode.Latin, r) || unicode.IsDigit(r) }

// nameBefore is the region that is named in front of a bracket: Frankfurt (….
func nameBefore(before string) string {
	before = strings.TrimRight(before, blanks+"`*")
	name := strings.TrimRight(before, "(（")
	if name == before {
		return ""
	}
	words := strings.Fields(name)
	for n := min(3, len(words)); n > 0; n-- {
		if code, ok := regionNamed[Canonical(strings.Join(words[len(words)-n:], " "))]; ok {
			return code
		}
	}
	return ""
}

// nameBehind is the region that is named in brackets behind: … (Frankfurt).
func nameBehind(behind string) string {
	behind = strings.TrimLeft(behind, blanks+"`*")
	if first(behind) != '(' && first(behind) != '（' {
		return ""
	}
	_, city := inBrackets(behind)
	code, _ := RegionNamed(city)
	return code
}

// regionAt is the region whose name or code a text begins with, the longest one, and the
// length of that.
func regionAt(text string) (code string, length int) {
	text = text[:cutAt(text, longestRegion)]
	if at := regionCode.FindStringIndex(text); at != nil && at[0] == 0 && apart(text, 0, at[1]) {
		return strings.ToLower(text[:at[1]]), at[1]
	}
	var name strings.Builder
	for i, r := range text {
		writeCanonical(&name, r)
		_, size := utf8.DecodeRuneInString(text[i:])
		end := i + size
		if r == '\n' {
			break
		}
		closes := r == ')' || r == '）'
		if !closes && !unicode.IsLetter(r) || goesOn(text[end:]) {
			continue
		}
		found, ok := regionNamed[name.String()]
		if closes && consoleName.FindString(text[:end]) == text[:end] {
			found, ok = RegionNamed(text[:end])
		}
		if ok {
			code, length = found, end
		}
	}
	return code, length
}

// goesOn reports whether a text goes on with the word before it.
func goesOn(text string) bool {
	next := first(text)
	return text != "" && (unicode.IsLetter(next) || unicode.IsDigit(next) || strings.ContainsRune("_-@/", next))
}

// regionLike tells a region from the words of a sentence.
func regionLike(value string) bool {
	_, named := RegionNamed(value)
	return named || strings.ContainsAny(value, "0123456789") && !strings.ContainsAny(value, blanks)
}

// otherRegion reports whether a text begins to speak of another region than that one.
func otherRegion(text, region string) bool {
	region, text = codeOfRegion(region), text[:cutAt(text, 2*longestRegion)]
	return slices.ContainsFunc(regionsIn(text), func(code string) bool { return code != region })
}
