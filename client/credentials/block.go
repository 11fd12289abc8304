package credentials

import "strings"

// ReadBlock reads a text that was put into one field, where it holds several
// values of a credential: on lines of their own, or all on one. A single value,
// in whatever way it is written, is none.
func ReadBlock(text string) (Found, bool) {
	found, err := Read("", []byte(text))
	if err != nil {
		return found, false
	}
	several := len(found.Amazon) > 0 || strings.ContainsAny(trimEnds(text), "\n\r\t{,;")
	for _, a := range found.Adobe {
		several = several || a.parts() > 1 || a.parts() > 0 && !a.AccessToken.Empty()
	}
	return found, several
}
