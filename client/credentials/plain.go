package credentials

import (
	"regexp"
	"strings"
	"unicode"

	"mooring/client"
)

// readShapes looks for values that need no name: an access key id and a secret,
// or the parts of one Adobe credential. Lines that each hold one id and one
// secret are a key each. Else there must be exactly one of a sort: with more of
// them it would have to guess which belongs to which.
func readShapes(text string) (reading, bool) {
	is := reading{format: FormatText}
	if rows := pairRows(text); len(rows) > 1 {
		is.groups = rows
		return is, true
	}
	words, decoded := decodeWords(shapeWords(text))
	seen, joined := shapesOf(words)
	g := shapeGroup(seen)
	g.inBase64 = decoded
	if times := expiry.FindAllString(text, 2); len(times) == 1 && len(seen[fieldSessionToken]) == 1 {
		g.add("expiration", times[0])
	}
	for i := range g.values {
		g.values[i].joined = joined && g.values[i].name == shapeNames[fieldSessionToken]
	}
	is.groups = []group{g}
	return is, true
}

// shapesOf sorts words by their shape, and puts session tokens together that
// were broken over lines.
func shapesOf(words []string) (seen values, joined bool) {
	seen = values{}
	for i := 0; i < len(words); i++ {
		f, word := shapeField(words[i]), words[i]
		const wrapped = 40
		if f == fieldSessionToken || f == fieldNone && len(word) >= wrapped && pieceShape.MatchString(word) && random(word) {
			n, broken := unwrapToken(word, words[i+1:min(len(words), i+maxPieces)])
			word = strings.Join(words[i:i+n+1], "")
			i += n
			joined = joined || n > 0
			if f = shapeField(word); broken {
				f = fieldNone
			}
		}
		if values := seen[f]; f != fieldNone && (len(values) == 0 || values[0] != word) {
			seen[f] = append(values, word)
		}
	}
	return seen, joined
}

// decodeWords takes the words out of base64 that are something beyond doubt then.
func decodeWords(words []string) (plain []string, decoded bool) {
	for _, word := range words {
		if text, ok := decodeText(word); ok {
			if _, known := Guess(text); known {
				word, decoded = text, true
			}
		}
		plain = append(plain, word)
	}
	return plain, decoded
}

// expiry finds the time in what a command line tool prints of temporary keys.
var expiry = regexp.MustCompile(`\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)`)

// shapeNames are names for what was found without one.
var shapeNames = map[field]string{
	fieldKeyID: "access_key_id", fieldSecretKey: "secret_access_key", fieldSessionToken: "session_token",
	fieldOrgID: "ims_org_id", fieldClientID: "client_id", fieldClientSecret: "client_secret", fieldAccessToken: "access_token",
}

func shapeGroup(seen values) group {
	var g group
	add := func(f field, wanted bool) {
		if value := seen.only(f); value != "" && wanted {
			g.add(shapeNames[f], value)
		}
	}
	id, secret := seen.only(fieldKeyID), seen.only(fieldSecretKey)
	add(fieldKeyID, true)
	add(fieldSecretKey, id != "" && secret != "")
	add(fieldSessionToken, strings.HasPrefix(id, "ASIA"))
	add(fieldOrgID, true)
	add(fieldClientSecret, true)
	add(fieldAccessToken, seen.only(fieldOrgID) != "")
	// 32 hexadecimal digits alone may be anything.
	add(fieldClientID, seen.only(fieldOrgID) != "" || seen.only(fieldClientSecret) != "")
	return g
}

// pairRows returns the keys and credentials of lines that each hold one id and one
// secret; none where a line holds more of either.
func pairRows(text string) []group {
	var rows []group
	for line := range strings.SplitSeq(text, "\n") {
		seen := sortedByShape(shapeWords(line))
		ids, secrets := len(seen[fieldKeyID]), len(seen[fieldSecretKey])
		if ids == 0 && secrets == 0 && len(seen[fieldClientSecret]) > 0 {
			ids, secrets = len(seen[fieldClientID]), len(seen[fieldClientSecret])
		}
		switch {
		case ids == 0 && secrets == 0:
		case ids == 1 && secrets == 1:
			rows = append(rows, shapeGroup(seen))
		default:
			return nil
		}
	}
	return rows
}

// shapeWords takes a text apart at what is not part of any value.
func shapeWords(text string) []string {
	split := func(r rune) bool {
		return r <= ' ' || r > unicode.MaxASCII || strings.ContainsRune(",;:\"'`()[]{}<>|", r)
	}
	var words []string
	for line := range strings.SplitSeq(text, "\n") {
		if comment(trimEnds(line)) {
			continue
		}
		for word := range strings.FieldsFuncSeq(strings.ReplaceAll(line, "->", " "), split) {
			for _, part := range shapeParts(strings.TrimRight(word, ".!?\\")) {
				if part != "" {
					words = append(words, part)
				}
			}
		}
	}
	return words
}

// shapeParts takes apart what touches: NAME=value, and an id and a secret with
// a slash between them.
func shapeParts(word string) []string {
	const id = 20
	name, value, found := strings.Cut(word, "=")
	switch {
	case found && strings.Trim(value, "=") != "":
		return []string{name, value}
	case len(word) > id && word[id] == '/' && client.IsAmazonKeyID(word[:id]) && unmistakable(SecretAccessKey, word[id+1:]):
		return []string{word[:id], word[id+1:]}
	}
	return []string{word}
}

// sortedByShape sorts words by their shape.
func sortedByShape(words []string) values {
	sorted := values{}
	for _, word := range words {
		f := shapeField(word)
		sorted[f] = append(sorted[f], word)
	}
	return sorted
}

func shapeField(word string) field {
	kind, ok := Guess(word)
	switch {
	case !ok && clientIDShape.MatchString(word):
		return fieldClientID
	case !ok && sessionShape.MatchString(word):
		return fieldSessionToken
	case !ok:
		return fieldNone
	}
	switch kind {
	case OrgID:
		return fieldOrgID
	case AccessKeyID:
		return fieldKeyID
	case SecretAccessKey:
		return fieldSecretKey
	case ClientSecret:
		return fieldClientSecret
	case AccessToken:
		return fieldAccessToken
	}
	return fieldNone
}

// readEncoded looks for a text with credentials in base64, such as a whole file
// in the secret of a cluster.
func readEncoded(text string) (reading, bool) {
	const shortest, most = 60, 20
	tried := 0
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r <= ' ' || strings.ContainsRune(`"',:{}`, r) }) {
		if len(word) < shortest || tried == most {
			continue
		}
		inner, ok := decodeText(word)
		if !ok {
			continue
		}
		tried++
		for _, read := range []func(string) (reading, bool){readJSON, readTable, readProfiles, readLines} {
			is, ok := read(lineEnds.Replace(inner))
			if !ok {
				continue
			}
			if c := collect(is); len(c.found.Adobe)+len(c.found.Amazon) > 0 {
				return is.decoded(), true
			}
		}
	}
	return reading{}, false
}

// decoded returns the reading of a text that was in base64.
func (is reading) decoded() reading {
	for i := range is.groups {
		is.groups[i].inBase64 = true
	}
	return is
}
