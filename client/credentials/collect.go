package credentials

import (
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"mooring/client"
)

// collector gathers the credentials of the records of one input.
type collector struct {
	found Found
	// known says that something of a known format was there, even if nothing
	// in it can be used.
	known bool
	// sure says that the input has this format, usable or not, and no other.
	sure bool
	// damaged says that it cannot be read as the format that it has.
	damaged bool
	// apart says that an id and a secret stand under the names of different
	// projects or stages: they are no key, however plain their shapes.
	apart bool
	// about is whose credentials the JSON holds, where it has no other name.
	about Format
	// lonely are organizations that stand apart from any credential.
	lonely []AdobeCredential
	// addresses are those of stores that stand apart from any key.
	addresses []string
}

// maxFound is how many credentials, of each sort, are taken: more than anybody
// would pick one from.
const maxFound = 500

// collect makes credentials of what a reader found.
func collect(from reading) *collector {
	c := &collector{found: Found{Format: from.format}, known: from.known, sure: from.sure, damaged: from.damaged}
	for _, s := range from.skipped {
		c.skip(s.Label, s.Reason)
	}
	for i := range from.groups {
		for _, r := range from.groups[i].records() {
			c.add(r)
		}
	}
	c.address()
	for _, a := range c.lonely {
		if !slices.ContainsFunc(c.found.Adobe, func(b AdobeCredential) bool { return a.OrgID == b.OrgID }) {
			c.skip(a.Label, ReasonIncomplete)
		}
	}
	if c.found.Format == FormatUnknown {
		c.found.Format = c.about
	}
	return c
}

// decided reports whether no other reader is to have its turn: one that sees
// less would make a credential of what this one refuses.
func (c *collector) decided() bool {
	return c.apart || slices.ContainsFunc(c.found.Skipped, func(s Skipped) bool {
		return s.Reason == ReasonRetiredJWT || s.Reason == ReasonBroken
	})
}

// result returns what was gathered, or why there is nothing.
func (c *collector) result() (Found, error) {
	switch {
	case c.damaged:
		return Found{Format: c.found.Format}, ErrDamaged
	case len(c.found.Adobe) > 0 || len(c.found.Amazon) > 0:
		return c.found, nil
	case len(c.found.Skipped) == 0 && !c.known:
		if c.sure { // only JSON can be sure of itself without a known name in it
			return Found{Format: FormatJSON}, ErrUnknownFormat
		}
		return Found{}, ErrUnknownFormat
	}
	if c.found.Retired() {
		return c.found, ErrRetiredJWT
	}
	return c.found, ErrNoCredential
}

func (c *collector) skip(label string, reason Reason) {
	s := Skipped{Label: safeLabel(label), Reason: reason}
	if len(c.found.Skipped) < maxFound && !slices.Contains(c.found.Skipped, s) {
		c.found.Skipped = append(c.found.Skipped, s)
	}
}

// is says whose credentials the input is about, once.
func (c *collector) is(f Format) {
	if c.about == FormatUnknown {
		c.about = f
	}
}

// add makes of a record what can be made of it: a key, a credential, both, or
// the reason why it is neither.
func (c *collector) add(r *record) {
	switch {
	case r.broken && r.has(fieldKeyID, fieldSecretKey, fieldClientID, fieldOrgID, fieldClientSecret):
		c.skip(r.label, ReasonBroken)
		return
	case r.mixed:
		c.skip(r.label, ReasonIncomplete)
		return
	}
	c.apart = c.apart || r.apart
	amazon := c.addAmazon(r)
	adobe := !r.aboutAmazon() || r.has(fieldOrgID, fieldClientID)
	adobe = adobe && (!r.nested || r.adobes()) && !r.has(fieldSSO) && c.addAdobe(r)
	if !amazon {
		c.addresses = append(c.addresses, r.addresses()...)
	}
	if !amazon && !adobe && len(r.dummies) > 0 {
		c.addDummy(r)
	}
}

// addDummy says that only placeholders stand where the values belong.
func (c *collector) addDummy(r *record) {
	for _, f := range r.dummies {
		switch f {
		case fieldOrgID, fieldClientID, fieldClientSecret, fieldAnySecret:
			c.is(FormatAdobeJSON)
		}
	}
	c.is(FormatAWSJSON)
	c.skip(r.label, ReasonPlaceholder)
}

// addAmazon reports whether the record was about an access key at all.
func (c *collector) addAmazon(r *record) bool {
	id, secret := r.first(fieldKeyID), r.first(fieldSecretKey)
	if secret == "" && (id != "" || r.nested) {
		secret = r.first(fieldAnySecret)
	}
	if id != "" && secret != "" {
		c.addKey(r, id, secret)
		c.is(FormatAWSJSON)
		return true
	}
	reason, ok := r.lacking()
	if ok {
		c.skip(r.label, reason)
		c.is(FormatAWSJSON)
	}
	return ok
}

// lacking says why a record that is about an access key holds none.
func (r *record) lacking() (Reason, bool) {
	switch {
	case r.has(fieldKeyID, fieldSecretKey) && len(r.dummies) > 0:
		return ReasonPlaceholder, true
	case r.has(fieldKeyID):
		return ReasonNoSecret, true
	case r.has(fieldSecretKey):
		return ReasonNoKeyID, true
	case r.table && r.has(fieldPassword):
		return ReasonPassword, true
	case r.has(fieldProcess):
		return ReasonProcess, true
	case r.has(fieldSSO):
		return ReasonSSO, true
	case r.has(fieldRole):
		return ReasonRole, true
	}
	return 0, false
}

func (c *collector) addKey(r *record, id, secret string) {
	key := AmazonKey{
		AccessKeyID:     id,
		SecretAccessKey: client.NewSecret(secret),
		SessionToken:    client.NewSecret(r.first(fieldSessionToken, fieldAnyToken)),
		Region:          r.first(fieldRegion),
		Bucket:          r.first(fieldBucket),
		FolderPath:      r.first(fieldFolder),
		Expires:         moment(r.first(fieldExpires)),
		Inactive:        r.inactive(),
		ServiceURL:      r.serviceURL(keyIDShape.MatchString(id)),
		Joined:          r.joinedKinds(),
		Decoded:         r.decoded,
	}
	if label := safeLabel(r.label); label != secret && label != id {
		key.Label = label
	}
	if bucket, folder, ok := Split(key.Bucket); ok {
		key.Bucket = bucket
		if key.FolderPath == "" {
			key.FolderPath = folder
		}
	}
	same := func(other AmazonKey) bool { return reflect.DeepEqual(key, other) }
	if len(c.found.Amazon) < maxFound && !slices.ContainsFunc(c.found.Amazon, same) {
		c.found.Amazon = append(c.found.Amazon, key)
	}
}

// address gives the only key, where it is none of Amazon's, the only address of
// a store, wherever that stands: without it the key would be sent to Amazon.
func (c *collector) address() {
	slices.Sort(c.addresses)
	c.addresses = slices.Compact(c.addresses)
	if len(c.found.Amazon) != 1 || len(c.addresses) != 1 {
		return
	}
	if key := &c.found.Amazon[0]; key.ServiceURL == "" && !keyIDShape.MatchString(key.AccessKeyID) {
		key.ServiceURL = c.addresses[0]
	}
}

var inactive = []string{"inactive", "disabled", "deactivated", "expired", "revoked", "inactif", "非活动", "未激活", "停用"}

func (r *record) inactive() bool {
	return slices.Contains(inactive, strings.ToLower(r.first(fieldStatus))) ||
		slices.Contains([]string{"false", "no", "0"}, strings.ToLower(r.first(fieldActive)))
}

// joinedKinds are the kinds of the values that were put together from lines.
func (r *record) joinedKinds() []ValueKind {
	var kinds []ValueKind
	for _, f := range r.joined {
		if !slices.Contains(kinds, kindOf(f)) {
			kinds = append(kinds, kindOf(f))
		}
	}
	return kinds
}

// addAdobe reports whether the record was about an Adobe credential at all.
func (c *collector) addAdobe(r *record) bool {
	switch {
	case r.retired():
		c.is(FormatAdobeJSON)
		c.skip(r.label, ReasonRetiredJWT)
		return true
	case r.anothers():
		if !r.has(fieldClientID) || !r.has(fieldClientSecret, fieldAnySecret, fieldAccessToken) {
			return false
		}
		c.is(FormatJSON)
		c.skip(r.label, ReasonOtherService)
		return true
	}
	a := r.adobe()
	parts := 0
	for _, there := range []bool{a.OrgID != "", a.ClientID != "", len(a.Secrets) > 0} {
		if there {
			parts++
		}
	}
	switch {
	case !a.AccessToken.Empty(), parts >= 2:
		c.addCredential(a)
	case a.OrgID == "" && len(a.Secrets) == 0 && !r.has(fieldTechnicalAccount):
		return false
	case len(r.dummies) > 0:
		c.skip(r.label, ReasonPlaceholder)
	case a.OrgID != "":
		c.lonely = append(c.lonely, a) // it may be that of a credential elsewhere
	default:
		c.skip(r.label, ReasonIncomplete)
	}
	c.is(FormatAdobeJSON)
	return true
}

// adobe is the record as a credential of Adobe's, or what there is of one.
func (r *record) adobe() AdobeCredential {
	a := AdobeCredential{
		OrgID:       r.first(fieldOrgID),
		ClientID:    r.first(fieldClientID),
		Scopes:      scopeList(r.values[fieldScopes]),
		Sandbox:     r.first(fieldSandbox),
		SignInHost:  signInHost(r.first(fieldSignIn)),
		AccessToken: client.NewSecret(r.accessToken()),
		Joined:      r.joinedKinds(),
		Decoded:     r.decoded,
	}
	a.Environment = environment(r.first(fieldEnvironment), a.SignInHost)
	secrets := r.values[fieldClientSecret]
	if len(secrets) == 0 && !r.aboutAmazon() {
		secrets = r.values[fieldAnySecret]
	}
	for _, s := range secrets {
		a.Secrets = append(a.Secrets, client.NewSecret(s))
	}
	if label := safeLabel(r.label); !slices.Contains(secrets, label) {
		a.Label = label
	}
	return a
}

// environment returns the name of Adobe's environment where a file names one of
// those that are not production, or the sign-in of one.
func environment(name, signInHost string) string {
	switch name = strings.ToLower(name); name {
	case "stage", "stg", "staging", "int":
		return strings.Replace(strings.TrimSuffix(name, "ing"), "stg", "stage", 1)
	}
	if strings.Contains(signInHost, "-stg") {
		return "stage"
	}
	return ""
}

func (c *collector) addCredential(a AdobeCredential) {
	same := func(b AdobeCredential) bool {
		return a.ClientID == b.ClientID && a.OrgID == b.OrgID && a.Sandbox == b.Sandbox &&
			a.AccessToken == b.AccessToken && slices.Equal(a.Secrets, b.Secrets)
	}
	if len(c.found.Adobe) < maxFound && !slices.ContainsFunc(c.found.Adobe, same) {
		c.found.Adobe = append(c.found.Adobe, a)
	}
}

// retired reports whether the record is a Service Account (JWT) credential. One
// that was migrated has scopes as well, and works.
func (r *record) retired() bool {
	if r.has(fieldScopes) {
		return false
	}
	return r.has(fieldJWT) || r.has(fieldPrivateKey) && r.has(fieldOrgID, fieldTechnicalAccount)
}

func (r *record) accessToken() string {
	if token := r.first(fieldAccessToken); token != "" {
		return token
	}
	if token := r.first(fieldAnyToken); !r.aboutAmazon() && fits(AccessToken, token) {
		return token
	}
	return ""
}

// scopeList joins scopes with commas, as Adobe's sign-in wants them, whether
// they come as an array, or with commas, spaces or both between them.
func scopeList(values []string) string {
	var scopes []string
	for _, value := range values {
		split := func(r rune) bool { return r == ',' || r <= ' ' || strings.ContainsRune(`"'[]`, r) }
		for scope := range strings.FieldsFuncSeq(value, split) {
			if !slices.Contains(scopes, scope) {
				scopes = append(scopes, scope)
			}
			if len(scopes) > 100 { // more is no list of scopes
				return ""
			}
		}
	}
	return strings.Join(scopes, ",")
}

// signInHost returns the host of Adobe's sign-in, or nothing for any other: a
// file from elsewhere must not choose where a client secret is sent.
func signInHost(value string) string {
	host := value
	if u, err := url.Parse(value); err == nil && u.Host != "" {
		host = u.Hostname()
	}
	host = strings.ToLower(strings.TrimRight(host, "/"))
	if strings.HasSuffix(host, ".adobelogin.com") && !strings.ContainsAny(host, "/:@?#\\% ") {
		return host
	}
	return ""
}

// moments are the ways in which tools write a time; without a zone it is UTC.
var moments = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05-0700", "2006-01-02 15:04:05-07:00", "2006-01-02 15:04:05Z07:00",
	"2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 MST", "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04",
	time.RFC1123, time.RFC1123Z, "2006-01-02",
}

// moment reads a time in text, or in seconds or milliseconds; zero for
// anything else.
func moment(value string) time.Time {
	for _, layout := range moments {
		if t, err := time.Parse(layout, value); err == nil {
			return t.UTC()
		}
	}
	const earliest, latest = 1_000_000_000, 10_000_000_000 // the years 2001 to 2286
	n, err := strconv.ParseInt(value, 10, 64)
	switch {
	case err != nil:
	case n >= earliest && n < latest:
		return time.Unix(n, 0).UTC()
	case n >= earliest*1000 && n < latest*1000:
		return time.UnixMilli(n).UTC()
	}
	return time.Time{}
}

// safeLabel shortens a label to one line that can be shown, and drops one that
// looks like a secret.
func safeLabel(label string) string {
	label, _ = Clean(PlainText, label)
	if line, _, cut := strings.Cut(label, "\n"); cut {
		label = trimEnds(line)
	}
	if kind, ok := Guess(label); ok && kind != OrgID {
		return ""
	}
	const longest = 120
	if n := cutAt(label, longest); n < len(label) {
		label = label[:n] + "…"
	}
	return label
}
