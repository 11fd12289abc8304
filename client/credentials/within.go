package credentials

import "strings"

// readWithin reads a text inside of another format that holds a credential on lines of its
// own: the note of a password manager, a file of variables in a store of secrets. What it
// says of anything else is no news.
func readWithin(label, text string) []group {
	if !strings.Contains(trimEnds(text), "\n") {
		return nil
	}
	for _, read := range []func(string) (reading, bool){readProfiles, readLines} {
		is, ok := read(lineEnds.Replace(text))
		if !ok {
			continue
		}
		if c := collect(is); len(c.found.Adobe)+len(c.found.Amazon) == 0 && !c.decided() {
			continue
		}
		for i := range is.groups {
			if is.groups[i].label == "" {
				is.groups[i].label = label
			}
		}
		return is.groups
	}
	return nil
}
