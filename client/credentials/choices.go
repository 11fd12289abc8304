package credentials

import (
	"strconv"

	"mooring/client"
)

// Choices names the credentials that were found, so that people can tell them apart
// in a list. Whatever stood where an ID belongs may be a secret: an ID is written out
// only where it can be nothing else, and of any other no more than its beginning.
func (f Found) Choices() (adobe, amazon []string) {
	for _, c := range f.Adobe {
		adobe = append(adobe, choice(c.Label, c.ClientID, clientIDShape.MatchString(c.ClientID)))
	}
	for _, k := range f.Amazon {
		amazon = append(amazon, choice(k.Label, k.AccessKeyID, client.IsAmazonKeyID(k.AccessKeyID)))
	}
	number(adobe)
	number(amazon)
	return adobe, amazon
}

func choice(label, id string, certain bool) string {
	if !certain {
		id = beginning(id)
	}
	switch {
	case label == "":
		return id
	case id == "":
		return label
	}
	return label + " (" + id + ")"
}

// beginning is as much of a value as does no harm if it is a secret.
func beginning(value string) string {
	const most = 4
	if value == "" {
		return ""
	}
	runes := []rune(value)
	return string(runes[:min(most, len(runes)/most)]) + "…"
}

// number tells apart those that have the same name.
func number(names []string) {
	count := map[string]int{}
	for _, name := range names {
		count[name]++
	}
	at := map[string]int{}
	for i, name := range names {
		if count[name] > 1 {
			at[name]++
			names[i] = name + " · " + strconv.Itoa(at[name])
		}
	}
}
