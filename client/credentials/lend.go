package credentials

import "slices"

// lent are the fields that say where in Amazon S3 the bucket of a key is.
var lent = []field{fieldRegion, fieldBucket, fieldFolder}

// lend gives the only key of an object and its parts where its bucket is, as other parts
// say: {"login": …, "fields": [{"name": "region", …}]}. At the top of a document, parts
// beside each other may be about anything.
func lend(groups []group, top bool) {
	holder := slices.IndexFunc(groups, group.ofKey)
	if holder < 0 || top && holder > 0 || slices.ContainsFunc(groups[holder+1:], group.ofKey) {
		return
	}
	said := map[field][]named{}
	for i, g := range groups {
		if i == holder || g.named(fieldClientID) || g.named(fieldSecretKey) {
			continue
		}
		for _, n := range g.values {
			f, same := fieldOf(n.name), func(other named) bool { return other.text == n.text }
			if slices.Contains(lent, f) && !slices.ContainsFunc(said[f], same) {
				said[f] = append(said[f], n)
			}
		}
	}
	for _, f := range lent {
		if len(said[f]) == 1 {
			groups[holder].around = append(slices.Clip(groups[holder].around), said[f]...)
		}
	}
}

// ofKey reports whether a group may hold an access key.
func (g group) ofKey() bool {
	return g.named(fieldKeyID) || g.named(fieldUser) && g.named(fieldPassword)
}

// named reports whether a value of the group stands under a name of the field alone.
func (g group) named(f field) bool {
	return slices.ContainsFunc(g.values, func(n named) bool { return fieldOf(n.name) == f })
}
