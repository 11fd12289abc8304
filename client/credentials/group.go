package credentials

import (
	"slices"
	"strings"

	"mooring/client"
)

// named is a value of an input with the name or label that it has there. The
// name may be empty, as of the cells of a column that cannot be read.
type named struct {
	name string
	text string
	// list is in place of text where the input has several values under a name.
	list []string
	// joined says that text was put together from several lines, and broken that
	// it could not be.
	joined, broken bool
}

// onlyS3 reports whether a value is an address for S3 alone, beside that for all services.
func (n named) onlyS3() bool { return strings.HasSuffix(Canonical(n.name), "endpointurls3") }

// group is what belongs together in an input: a row, a profile, an object, a
// run of lines. Every reader makes groups of its format; what follows is the
// same for all of them.
type group struct {
	label  string
	values []named
	// series says that one credential may follow another in it.
	series bool
	// table says that it is a row: a password alone is then told as one.
	table bool
	// nested says that it stands below the top of its input, where client_id
	// and client_secret are names that everybody uses.
	nested bool
	// encoded says that its values are in base64, whatever they look like.
	encoded bool
	// inBase64 says that the text that it was read from was in base64.
	inBase64 bool
	// around are values of what the group is part of, which hold for it as far
	// as it has none of its own.
	around []named
}

func (g *group) add(name, text string) { g.values = append(g.values, named{name: name, text: text}) }

// reading is what a reader makes of a text.
type reading struct {
	format  Format
	groups  []group
	skipped []Skipped
	// known says that something of a known format was there, even if nothing
	// in it can be used.
	known bool
	// sure says that the input has this format, usable or not, and no other.
	sure bool
	// damaged says that it cannot be read as the format that it has.
	damaged bool
}

// maxParts is how many projects or stages in one group are told apart.
const maxParts = 200

// records sorts the values of a group by what they mean, and tells apart the
// credentials in it: those of several projects or stages, which their names
// say, and in a series those that follow each other.
func (g *group) records() []*record {
	var all []*record
	for _, part := range g.parts() {
		for _, r := range part {
			r.settle()
		}
		oneKey(part)
		unpair(part)
		all = append(all, part...)
	}
	share(all)
	setApart(all)
	for _, r := range all {
		if r.affix != "" && !r.proven() {
			r.onlyAddress()
			continue
		}
		for _, n := range g.around {
			f := fieldOf(n.name)
			if r.has(f) {
				continue
			}
			if r.table && f == fieldBucket { // the folder is the password manager's
				delete(r.values, fieldAnyFolder)
			}
			r.take(meaning{field: f}, n)
		}
	}
	return all
}

// parts are the records of a group for each affix, in the order of the input.
func (g *group) parts() [][]*record {
	meanings := g.meanings()
	values, decoded := g.decode(meanings)
	values = g.wholeAddresses(values, meanings)
	clash := clashing(values, meanings)
	var parts [][]*record
	at := map[string]int{}
	for i, n := range values {
		m := meanings[i]
		if clash[m.affix] && m.vendor != "" && (m.vendor != "s3" || identity(m.field)) {
			m.affix, m.label = strings.TrimSpace(m.affix+" "+m.vendor), strings.TrimSpace(m.label+" "+m.vendor)
		}
		of, ok := at[m.affix]
		if !ok {
			if len(parts) == maxParts {
				continue
			}
			of = len(parts)
			at[m.affix] = of
			parts = append(parts, []*record{g.record(m)})
		}
		r := parts[of][len(parts[of])-1]
		if g.series && r.another(m.field, n) {
			r = g.record(m)
			parts[of] = append(parts[of], r)
		}
		r.take(m, n)
		r.decoded = r.decoded || decoded || g.inBase64
	}
	return parts
}

// clashing finds the affixes under which names that say whose store they are
// about, and such that do not, give one half of a key different values: SECRET_KEY
// beside AWS_SECRET_ACCESS_KEY is no secret of Amazon's.
func clashing(values []named, meanings []meaning) map[string]bool {
	type half struct {
		affix string
		field field
	}
	clash, seen := map[string]bool{}, map[half]int{}
	for i, m := range meanings {
		if m.field != fieldKeyID && m.field != fieldSecretKey {
			continue
		}
		h := half{m.affix, m.field}
		before, ok := seen[h]
		if !ok {
			seen[h] = i
			continue
		}
		if m.vendor != meanings[before].vendor && values[i].text != values[before].text {
			clash[m.affix] = true
		}
	}
	return clash
}

func (g *group) record(m meaning) *record {
	r := newRecord(g.label)
	if m.label != "" {
		r.label = m.label
	}
	r.affix, r.nested, r.table = m.affix, g.nested, g.table
	return r
}

// decode returns the values out of base64 where that is what they are in, as in
// the secret of a cluster, and reports whether they were.
func (g *group) decode(meanings []meaning) (values []named, decoded bool) {
	encoded := g.encoded
	for i, n := range g.values {
		if f := meanings[i].field; identity(f) || f == fieldSessionToken {
			_, ok := decodeShape(kindOf(f), n.text)
			encoded = encoded || ok
		}
	}
	if !encoded {
		return g.values, false
	}
	values = slices.Clone(g.values)
	for i, n := range values {
		if text, ok := decodeText(n.text); ok && meanings[i].field != fieldNone && !strings.ContainsAny(text, "\n\t") {
			values[i].text = text
			decoded = true
		}
	}
	return values, decoded
}

// oneKey gives the only id of a series the only secret in it, where both are
// Amazon's beyond doubt: what else is called a secret key is of something else.
func oneKey(series []*record) {
	var ids, secrets []string
	var owner *record
	for _, r := range series {
		ids = append(ids, r.values[fieldKeyID]...)
		if r.has(fieldKeyID) {
			owner = r
		}
		for _, secret := range r.values[fieldSecretKey] {
			if unmistakable(SecretAccessKey, secret) {
				secrets = append(secrets, secret)
			}
		}
	}
	if len(ids) != 1 || len(secrets) != 1 || !client.IsAmazonKeyID(ids[0]) {
		return
	}
	for _, r := range series {
		delete(r.values, fieldSecretKey)
	}
	owner.values[fieldSecretKey] = secrets
}

// unpair gives up where ids and secrets follow each other in such a way that
// nobody can tell which belongs to which.
func unpair(series []*record) {
	ids, secrets := false, false
	for _, r := range series {
		ids = ids || r.has(fieldKeyID) && !r.has(fieldSecretKey, fieldAnySecret)
		secrets = secrets || !r.has(fieldKeyID) && r.has(fieldSecretKey)
	}
	if len(series) < 2 || !ids || !secrets {
		return
	}
	for _, r := range series {
		r.mixed = r.has(fieldKeyID, fieldSecretKey)
	}
}

// setApart marks the ids whose secrets are missing where there are secrets of
// other projects or stages.
func setApart(all []*record) {
	for _, r := range all {
		half := r.has(fieldKeyID) && !r.has(fieldSecretKey, fieldAnySecret)
		r.apart = half && slices.ContainsFunc(all, func(other *record) bool {
			return other.affix != r.affix && other.has(fieldSecretKey, fieldAnySecret)
		})
	}
}

// shared are the fields that say where and for whom a credential is. Without a
// credential beside them they are for all that their names include.
var shared = []field{
	fieldRegion, fieldServiceURL, fieldBucket, fieldFolder, fieldOrgID, fieldScopes, fieldSandbox, fieldSignIn, fieldEnvironment,
}

// share gives the values that stand alone to the credentials that they are for:
// AWS_REGION to that of AEP_AWS_ACCESS_KEY_ID.
func share(all []*record) {
	for _, from := range all {
		if from.hasCredential() {
			continue
		}
		for _, to := range all {
			if !to.hasCredential() || from.affix != "" && !strings.HasPrefix(to.affix+" ", from.affix+" ") {
				continue
			}
			for _, f := range shared {
				if !to.has(f) {
					to.values[f] = from.values[f]
				}
			}
		}
	}
}
