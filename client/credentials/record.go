package credentials

import (
	"regexp"
	"slices"
	"strings"

	"mooring/client"
)

// record is the values of one credential, sorted by what they mean.
type record struct {
	values

	label  string
	affix  string
	nested bool
	table  bool
	// loose are values under names that say nothing.
	loose []string
	// dummies are the fields where placeholders or masks stood for values.
	dummies []field
	// joined are the fields whose values were put together from lines.
	joined []field
	// escaped are the fields whose values were written as in a page or an address.
	escaped []field
	// decoded says that the values were in base64.
	decoded bool
	// broken says that a value could not be put together, mixed that nobody can
	// tell which id and which secret belong to each other.
	broken, mixed bool
	// apart says that it is half of a key, and the other half somebody else's.
	apart bool
	// store says that a name in it speaks of S3, as S3_ENDPOINT does.
	store bool
}

func newRecord(label string) *record {
	return &record{label: label, values: values{}}
}

// maxValue is longer than any value; access tokens have some 2,000 characters.
const maxValue = 16 << 10

// take takes what an input has under a name.
func (r *record) take(m meaning, n named) {
	if m.field == fieldNone {
		r.takeLoose(n)
		return
	}
	if n.broken {
		r.broken = true
		return
	}
	r.store = r.store || m.ofStore()
	switch {
	case n.list == nil:
		r.add(m.field, n.text)
		if n.onlyS3() { // before that for all services
			slices.Reverse(r.values[m.field])
		}
	case m.field == fieldScopes:
		r.add(m.field, strings.Join(n.list, ","))
	case secretish(m.field) && m.field != fieldClientSecret:
		r.add(m.field, strings.Join(n.list, "\n")) // of which there is only one
	default:
		for _, text := range n.list {
			r.add(m.field, text)
		}
	}
	if n.joined && r.has(m.field) && !slices.Contains(r.joined, m.field) {
		r.joined = append(r.joined, m.field)
	}
}

// takeLoose keeps a value whose name says nothing, for its shape may.
func (r *record) takeLoose(n named) {
	const most = 64
	for _, text := range append([]string{n.text}, n.list...) {
		const longest = 256 // with a pair on its line
		text = trimEnds(text)
		words := []string{text}
		if len(text) <= longest && !strings.Contains(text, "\n") && shapeField(text) == fieldNone {
			words = shapeWords(text)
		}
		for _, word := range words {
			if f := shapeField(word); f != fieldNone && len(r.loose) < most && !slices.Contains(r.loose, word) {
				r.loose = append(r.loose, word)
			}
		}
	}
}

// add takes a value as it stands in the input.
func (r *record) add(f field, raw string) {
	if f == fieldNone || len(raw) > maxValue {
		return
	}
	value, dirt := Clean(kindOf(f), r.join(f, unbearer(f, trimEnds(raw))))
	if value == "" || r.broken {
		return
	}
	r.decoded = r.decoded || slices.Contains(dirt, DirtEncoded)
	if slices.Contains(dirt, DirtJoined) {
		r.joined = append(r.joined, f)
	}
	if slices.Contains(dirt, DirtEscaped) {
		r.escaped = append(r.escaped, f)
	}
	if standsFor(f, value) {
		if identity(f) && !slices.Contains(r.dummies, f) {
			r.dummies = append(r.dummies, f)
		}
		return
	}
	f = fieldBy(f, value)
	const most = 8 // more client secrets than Adobe allows
	if len(r.values[f]) < most && !slices.Contains(r.values[f], value) {
		r.values[f] = append(r.values[f], value)
	}
}

var (
	// member is a value as a program names one.
	member = regexp.MustCompile(`^[A-Za-z_]\w*(?:\.\w+)*\.([A-Za-z_]\w*)[,;]?$`)
	// filledIn is a part of a value that is put in elsewhere.
	filledIn = regexp.MustCompile(`\$\{|\{\{|<%`)
)

// standsFor reports whether a value only stands for the value of a field, or for a part of it.
func standsFor(f field, value string) bool {
	switch {
	case f == fieldJWT, f == fieldPrivateKey: // which say what they are whatever they hold
		return false
	case IsPlaceholder(value), refers(f, value):
		return true
	}
	return (secretish(f) || f == fieldKeyID) && (shortened.MatchString(value) || unsaid.MatchString(value))
}

// refers reports whether a value says where the value of a field, or a part of it, is:
// config.aws.secretAccessKey, exports-${STAGE}.
func refers(f field, value string) bool {
	if m := member.FindStringSubmatch(value); m != nil && fieldOf(m[1]) == f {
		return true
	}
	return !secretish(f) && filledIn.MatchString(value)
}

// join puts together a value of which the input says where it begins and ends.
func (r *record) join(f field, raw string) string {
	pieces := strings.Fields(raw)
	if !secretish(f) || len(pieces) < 2 {
		return raw
	}
	if value, ok := joined(kindOf(f), pieces, true); ok {
		r.joined = append(r.joined, f)
		return value
	}
	r.broken = r.broken || strings.Contains(trimEnds(raw), "\n")
	return raw
}

// fieldBy corrects the field of a value that is a key's in the table of a
// password manager, or an address of Adobe's sign-in.
func fieldBy(f field, value string) field {
	switch f {
	case fieldUser, fieldPassword:
		if client.IsAmazonKeyID(value) {
			return fieldKeyID
		}
	case fieldForeign, fieldAnyURL, fieldServiceURL:
		if signInHost(value) != "" {
			return fieldSignIn
		}
	}
	return f
}

// another reports whether a value begins another credential in a series.
func (r *record) another(f field, n named) bool {
	value, _ := Clean(kindOf(f), n.text)
	f = fieldBy(f, value)
	now := r.first(f)
	if now == "" || now == value || len(n.list) > 0 || IsPlaceholder(value) || n.onlyS3() {
		return false
	}
	switch f {
	case fieldKeyID, fieldSecretKey, fieldClientID:
		return true
	case fieldOrgID:
		return r.has(fieldClientID, fieldClientSecret)
	case fieldAnySecret:
		return r.has(fieldKeyID)
	case fieldServiceURL, fieldBucket, fieldRegion, fieldUser:
		return r.has(fieldKeyID) && r.has(fieldSecretKey)
	}
	return false
}

// settle finds the parts of a key, or of an Adobe credential, that have a shape
// beyond doubt and no name: id and secret of an object, user name and password,
// the cells of columns that cannot be read. With more of a sort it would have
// to guess which belongs to which.
func (r *record) settle() {
	loose := sortedByShape(r.loose)
	r.unswap()
	r.settleKey(loose)
	r.settleAdobe(loose)
	if r.label == "" {
		r.label = r.first(fieldUser)
	}
}

// unswap puts an id and its secret right that stand in each other's place beyond doubt.
func (r *record) unswap() {
	for _, secret := range []field{fieldSecretKey, fieldAnySecret} {
		if Swapped(r.only(fieldKeyID), r.only(secret)) {
			r.values[fieldKeyID], r.values[secret] = r.values[secret], r.values[fieldKeyID]
		}
	}
	for _, secret := range []field{fieldClientSecret, fieldAnySecret} {
		if adobeSecretShape.MatchString(r.only(fieldClientID)) && clientIDShape.MatchString(r.only(secret)) {
			r.values[fieldClientID], r.values[secret] = r.values[secret], r.values[fieldClientID]
		}
	}
}

func (r *record) settleKey(loose values) {
	id := r.first(fieldKeyID)
	if id == "" && len(r.dummies) == 0 {
		id = loose.only(fieldKeyID)
	}
	if !client.IsAmazonKeyID(id) {
		return
	}
	if !r.has(fieldSecretKey) {
		if secret := r.shapedSecret(loose); secret != "" {
			r.add(fieldKeyID, id)
			r.add(fieldSecretKey, secret)
		}
	}
	if strings.HasPrefix(id, "ASIA") && r.has(fieldSecretKey) && !r.has(fieldSessionToken, fieldAnyToken) {
		r.add(fieldSessionToken, loose.only(fieldSessionToken))
	}
}

// shapedSecret takes the secret of a key out of where it stands under the name
// of something else, or under none.
func (r *record) shapedSecret(loose values) string {
	for _, f := range []field{fieldAnySecret, fieldPassword, fieldClientSecret, fieldUser} {
		if value := r.first(f); unmistakable(SecretAccessKey, value) {
			delete(r.values, f)
			return value
		}
	}
	return loose.only(fieldSecretKey)
}

func (r *record) settleAdobe(loose values) {
	org, id, secret := loose.only(fieldOrgID), loose.only(fieldClientID), loose.only(fieldClientSecret)
	if org != "" && secret != "" && id != "" && !r.has(fieldOrgID, fieldClientID, fieldClientSecret) {
		r.add(fieldClientID, id)
		r.add(fieldClientSecret, secret)
	}
	if !r.has(fieldOrgID) && r.has(fieldClientID, fieldJWT, fieldPrivateKey) {
		r.add(fieldOrgID, org)
	}
}

// onlyAddress leaves nothing of a record that only resembles a credential but
// for the address of a store.
func (r *record) onlyAddress() {
	kept := values{}
	if r.store {
		kept[fieldServiceURL] = r.values[fieldServiceURL]
	}
	*r = record{values: kept}
}

// identity reports whether a field makes a credential what it is, so that a
// second value of it begins another one.
func identity(f field) bool {
	switch f {
	case fieldOrgID, fieldClientID, fieldKeyID, fieldSecretKey, fieldClientSecret, fieldAnySecret:
		return true
	}
	return false
}

// proven reports whether there is enough behind names with something around
// them: a whole key, or values that can be nothing else.
func (r *record) proven() bool {
	if r.has(fieldKeyID) && (r.broken || len(r.dummies) > 0 || r.has(fieldSecretKey, fieldAnySecret)) {
		return true
	}
	return client.IsAmazonKeyID(r.first(fieldKeyID)) || r.surelyAdobe()
}
