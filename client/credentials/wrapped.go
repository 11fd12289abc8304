package credentials

import (
	"regexp"
	"strings"

	"mooring/client"
)

// A terminal, a mail or a page breaks long values over lines. Half of one must
// never pass for the whole.

// secretish reports whether the values of a field are long enough to be broken.
func secretish(f field) bool {
	switch f {
	case fieldSecretKey, fieldAnySecret, fieldClientSecret, fieldSessionToken, fieldAnyToken, fieldAccessToken:
		return true
	}
	return false
}

var (
	pieceShape = regexp.MustCompile(`^(?:[A-Za-z0-9+/_.-]+={0,2}|={1,2})$`)
	// humps are capital letters as no word has them.
	humps      = regexp.MustCompile(`[a-z0-9/+][A-Z]`)
	hexShape   = regexp.MustCompile(`^[0-9a-f]+$`)
	capitalize = regexp.MustCompile(`^[A-Z]?[a-z]+$`)
)

// The lengths of the secrets that are known to have always the same.
const (
	amazonSecretLength = 40
	adobeSecretLength  = 36
	hexSecretLength    = 64
	longPiece          = 16
)

// joined returns a value out of pieces, if that is beyond doubt one. bounded says
// that they are all of the value and nothing else, as between quotes.
func joined(kind ValueKind, pieces []string, bounded bool) (string, bool) {
	for i, p := range pieces {
		if !pieceShape.MatchString(p) || i > 0 && ended(pieces[i-1], p) {
			return "", false
		}
		if alone(pieces, i) && (!bounded || client.IsAmazonKeyID(p)) {
			return "", false
		}
	}
	value := strings.Join(pieces, "")
	switch kind {
	case SecretAccessKey:
		return value, unmistakable(kind, value)
	case ClientSecret:
		return value, len(value) == adobeSecretLength && unmistakable(kind, value)
	case AccessToken:
		return value, jwtShape.MatchString(value)
	case SessionToken:
		return value, sessionShape.MatchString(value) || jwtShape.MatchString(value)
	}
	return "", false
}

// ended reports whether a value ends before p: nothing but the second of two
// equals signs follows the first.
func ended(before, p string) bool { return strings.HasSuffix(before, "=") && p != "=" }

// alone reports whether the piece at i is a whole value of its own. Forty
// characters beside forty others are a line of forty.
func alone(pieces []string, i int) bool {
	kind, known := Guess(pieces[i])
	if !known || i == 0 && (kind == AccessToken || kind == ClientSecret) {
		return false
	}
	beside := func(j int) bool { return j >= 0 && j < len(pieces) && len(pieces[j]) == len(pieces[i]) }
	if kind == SecretAccessKey {
		// Only the end of a token ends like that.
		return !beside(i-1) && !beside(i+1) && (i == 0 || !strings.HasSuffix(pieces[i], "="))
	}
	return true
}

// unwrap says how many of the bare words that follow the beginning of a value
// are more of it. broken means that it cannot be told, or that a part is missing.
func unwrap(f field, first string, rest []string) (n int, broken bool) {
	switch f {
	case fieldSecretKey, fieldAnySecret, fieldClientSecret:
		n = unwrapSecret(first, rest)
		if n == 0 && complete(f, first) {
			return 0, false
		}
		const shortest = 8
		if n == 0 && len(first) < amazonSecretLength && len(rest) > 0 && len(rest[0]) >= shortest && pieceShape.MatchString(rest[0]) &&
			humps.MatchString(rest[0]) && !client.IsAmazonKeyID(rest[0]) {
			return 0, true
		}
	default:
		if n, broken = unwrapToken(first, rest); broken {
			return n, true
		}
	}
	return n, n < len(rest) && leftover(rest[n])
}

// complete reports whether a secret has the length of its kind.
func complete(f field, value string) bool {
	switch f {
	case fieldSecretKey, fieldAnySecret, fieldClientSecret:
		return len(value) == amazonSecretLength || len(value) == adobeSecretLength && adobeSecretShape.MatchString(value)
	}
	return false
}

// leftover reports whether a word that follows a value looks like more of it.
func leftover(word string) bool {
	const shortest = 8
	_, known := Guess(word)
	return len(word) >= shortest && pieceShape.MatchString(word) && random(word) && !known && !clientIDShape.MatchString(word) && !client.IsAmazonKeyID(word)
}

// unwrapSecret joins what has the one length of its kind.
func unwrapSecret(first string, rest []string) int {
	value := first
	for i, p := range rest {
		if !pieceShape.MatchString(p) || client.IsAmazonKeyID(p) {
			return 0
		}
		value += p
		switch {
		case hexShape.MatchString(value) && len(value) <= hexSecretLength:
			if len(value) == hexSecretLength {
				return i + 1
			}
		case len(value) > amazonSecretLength:
			return 0
		case len(value) == amazonSecretLength && unmistakable(SecretAccessKey, value),
			len(value) == adobeSecretLength && adobeSecretShape.MatchString(value):
			return i + 1
		}
	}
	return 0
}

// unwrapToken joins what is long, or as long as what came before it, and one
// last short piece.
func unwrapToken(first string, rest []string) (n int, broken bool) {
	const wrapped = 40 // no narrower lines are known
	length, before := len(first), first
	pieces := append([]string{first}, rest...)
	for i, p := range rest {
		if !pieceShape.MatchString(p) || ended(before, p) {
			break
		}
		if alone(pieces, i+1) {
			// The end of a token that looks like a secret, or a secret.
			return n, len(p) == amazonSecretLength && (n > 0 || length%4 != 0)
		}
		if long := len(p) >= longPiece && random(p) || len(p) == len(before) && len(p) >= longPiece; !long {
			if n == 0 && len(before) < wrapped || len(p) > len(before) {
				break
			}
			return lastOf(pieces[:i+1], length, p)
		}
		n++
		length += len(p)
		before = p
	}
	return n, false
}

// lastOf returns how many pieces follow the first one where p is a short word
// after those that belong together, and whether that cannot be told.
func lastOf(pieces []string, length int, p string) (n int, unsure bool) {
	n = len(pieces) - 1
	switch {
	case strings.HasPrefix(pieces[0], "eyJ"):
		if n > 1 && len(pieces[n]) < len(pieces[n-1]) {
			return n, false // it ended with a shorter line
		}
		parts := strings.Count(strings.Join(pieces, ""), ".")
		if parts < 2 || random(p) || n > 0 && !capitalize.MatchString(p) {
			return n + 1, false
		}
		return n, n > 0
	case lastPiece(length, n, p):
		return n + 1, false
	}
	return n, false
}

// lastPiece judges a short word after a token of some length, of which pieces
// were joined already. Tokens in base64 have a length that four divides; the
// caption of a button may follow them.
func lastPiece(length, pieces int, p string) bool {
	switch {
	case strings.HasSuffix(p, "="), random(p):
		return true
	case (length+len(p))%4 != 0:
		return false
	}
	return length%4 != 0 || pieces > 0 && !capitalize.MatchString(p)
}

// random reports whether a word is none of any language.
func random(word string) bool {
	if client.Mixed(word) {
		return true
	}
	letters := strings.ContainsAny(strings.ToLower(word), "abcdefghijklmnopqrstuvwxyz")
	return letters && strings.ContainsAny(word, "0123456789") && strings.ContainsAny(word, "/+") || letters && strings.HasSuffix(word, "=")
}
