package credentials

import (
	"cmp"
	"slices"
	"strings"
)

// meanings are what the names of the values of a group stand for.
func (g *group) meanings() []meaning {
	found := make([]meaning, len(g.values))
	for i, n := range g.values {
		found[i] = meaningOf(n.name)
	}
	g.byShape(found)
	g.ofStore(found)
	ofHouse(g.values, found)
	return found
}

// byShape finds the halves of keys whose names say nothing but whose they are,
// as LOYALTY_KEY beside LOYALTY_SECRET: one has the shape of its kind, and the
// other half stands under the same name.
func (g *group) byShape(found []meaning) {
	shaped := slices.Clone(found)
	for i, n := range g.values {
		if found[i].field == fieldNone && n.name != "" && n.list == nil {
			shaped[i] = meaningOf(shapedName(n.name, n.text))
		}
	}
	for i, m := range shaped {
		if found[i].field != fieldNone || m.field == fieldNone {
			continue
		}
		other := func(o meaning) bool { return o.affix == m.affix && otherHalf(m.field, o.field) }
		if slices.ContainsFunc(shaped, other) {
			found[i] = m
		}
	}
}

// ofStore finds the id of a key that is called a key and no more, beside a secret
// and the address of a store.
func (g *group) ofStore(found []meaning) {
	there := func(fields ...field) bool {
		return slices.ContainsFunc(found, func(m meaning) bool { return m.affix == "" && slices.Contains(fields, m.field) })
	}
	at := there(fieldServiceURL) || there(fieldAnyURL) && there(fieldBucket)
	if !at || !there(fieldAnySecret) || there(fieldKeyID, fieldClientID) {
		return
	}
	for i, n := range g.values {
		if found[i].field == fieldNone && Canonical(n.name) == "key" {
			found[i] = meaning{field: fieldKeyID}
		}
	}
}

// otherHalf reports whether b may be the other half of the key of which a is one.
func otherHalf(a, b field) bool {
	if a == fieldKeyID {
		return b == fieldSecretKey || b == fieldAnySecret || b == fieldPassword
	}
	return a == fieldSecretKey && (b == fieldKeyID || b == fieldUser)
}

// houses are words that say whose a value is and not which: ADOBE_IMS_ORG belongs
// to ADOBE_CLIENT_ID, and AWS_STORAGE_BUCKET_NAME to AWS_ACCESS_KEY_ID.
var houses = map[string]bool{
	"adobe": true, "aep": true, "ims": true, "aws": true, "amazon": true, "s3": true, "storage": true, "store": true, "object": true,
	"minio": true, "spaces": true, "wasabi": true,
}

func house(affix string) bool {
	return affix != "" && !slices.ContainsFunc(strings.Fields(affix), func(word string) bool { return !houses[word] })
}

// halfKey reports whether a name is that of half of a key, of which the other half
// must have the same words around it: STORE_SECRET_KEY is no secret of
// AWS_ACCESS_KEY_ID.
func (m meaning) halfKey() bool {
	switch m.affix {
	case "adobe", "aep", "ims":
		return m.field == fieldKeyID || m.field == fieldSecretKey
	}
	return m.field == fieldKeyID || m.field == fieldSecretKey || m.field == fieldAnySecret
}

// ofHouse gives the values under such words to the credential whose names have
// nothing around them, where there is one and they are not of another.
func ofHouse(values []named, found []meaning) {
	plain := map[field]string{}
	for i, m := range found {
		if m.affix == "" && m.field != fieldNone {
			plain[m.field] = values[i].text
		}
	}
	if !slices.ContainsFunc(found, func(m meaning) bool { return m.affix == "" && identity(m.field) }) {
		return
	}
	another := map[string]bool{}
	for i, m := range found {
		text, ok := plain[m.field]
		if identity(m.field) && (ok && text != values[i].text || m.halfKey()) {
			another[m.affix] = true
		}
	}
	for i, m := range found {
		if house(m.affix) && !another[m.affix] {
			found[i].affix = ""
			found[i].vendor = cmp.Or(m.vendor, vendorOf(m.affix))
		}
	}
}
