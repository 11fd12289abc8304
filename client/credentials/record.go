package credentials

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"mooring/client"
)

// record is what belongs together in an input: a row, a profile, an object, a
// run of lines. Readers fill it; collector makes credentials of it.
type record struct {
	label  string
	values map[field][]string
	// dummies are the fields where placeholders or masks stood for values.
	dummies []field
	// amazonOnly is set where a name such as client_id means something else.
	amazonOnly bool
}

func newRecord(label string) *record {
	return &record{label: label, values: map[field][]string{}}
}

// maxValue is longer than any value; access tokens have some 2,000 characters.
const maxValue = 16 << 10

// add takes a value as it stands in the input.
func (r *record) add(f field, raw string) {
	if f == fieldNone || len(raw) > maxValue {
		return
	}
	value, _ := Clean(kindOf(f), raw)
	if value == "" {
		return
	}
	if f != fieldJWT && f != fieldPrivateKey && IsPlaceholder(value) {
		if identity(f) && !slices.Contains(r.dummies, f) {
			r.dummies = append(r.dummies, f)
		}
		return
	}
	const most = 8 // more client secrets than Adobe allows
	if len(r.values[f]) < most && !slices.Contains(r.values[f], value) {
		r.values[f] = append(r.values[f], value)
	}
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

func (r *record) has(fields ...field) bool {
	return slices.ContainsFunc(fields, func(f field) bool { return len(r.values[f]) > 0 })
}

func (r *record) first(fields ...field) string {
	for _, f := range fields {
		if values := r.values[f]; len(values) > 0 {
			return values[0]
		}
	}
	return ""
}

// aboutAmazon reports whether names that both sides use mean Amazon's here.
func (r *record) aboutAmazon() bool {
	return r.amazonOnly || r.has(fieldKeyID, fieldSecretKey, fieldSSO)
}

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
}

// maxFound is how many credentials, of each sort, are taken: more than anybody
// would pick one from.
const maxFound = 500

func newCollector(f Format) *collector { return &collector{found: Found{Format: f}} }

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

// add makes of a record what can be made of it: a key, a credential, both, or
// the reason why it is neither.
func (c *collector) add(r *record) {
	amazon := c.addAmazon(r)
	adobe := !r.aboutAmazon() || r.has(fieldOrgID, fieldClientID)
	adobe = adobe && !r.amazonOnly && !r.has(fieldSSO) && c.addAdobe(r)
	if !amazon && !adobe && len(r.dummies) > 0 {
		c.skip(r.label, ReasonPlaceholder)
	}
}

// addAmazon reports whether the record was about an access key at all.
func (c *collector) addAmazon(r *record) bool {
	id, secret := r.first(fieldKeyID), r.first(fieldSecretKey)
	if secret == "" && (id != "" || r.amazonOnly) {
		secret = r.first(fieldAnySecret)
	}
	switch {
	case id != "" && secret != "":
		c.addKey(r, id, secret)
	case (id != "" || secret != "") && len(r.dummies) > 0:
		c.skip(r.label, ReasonPlaceholder)
	case id != "":
		c.skip(r.label, ReasonNoSecret)
	case secret != "":
		c.skip(r.label, ReasonNoKeyID)
	case r.has(fieldProcess):
		c.skip(r.label, ReasonProcess)
	case r.has(fieldSSO):
		c.skip(r.label, ReasonSSO)
	case r.has(fieldRole):
		c.skip(r.label, ReasonRole)
	default:
		return false
	}
	return true
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
		Inactive:        strings.EqualFold(r.first(fieldStatus), "inactive"),
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
	for _, address := range r.values[fieldServiceURL] {
		if u, err := url.Parse(address); err == nil && u.Host != "" && u.User == nil && strings.HasPrefix(u.Scheme, "http") {
			key.ServiceURL = address
			break
		}
	}
	if len(c.found.Amazon) < maxFound && !slices.Contains(c.found.Amazon, key) {
		c.found.Amazon = append(c.found.Amazon, key)
	}
}

// addAdobe reports whether the record was about an Adobe credential at all.
func (c *collector) addAdobe(r *record) bool {
	if r.retired() {
		c.skip(r.label, ReasonRetiredJWT)
		return true
	}
	a := AdobeCredential{
		OrgID:       r.first(fieldOrgID),
		ClientID:    r.first(fieldClientID),
		Scopes:      scopeList(r.values[fieldScopes]),
		Sandbox:     r.first(fieldSandbox),
		SignInHost:  signInHost(r.first(fieldSignIn)),
		AccessToken: client.NewSecret(r.accessToken()),
	}
	if env := strings.ToLower(r.first(fieldEnvironment)); !strings.HasPrefix(env, "prod") {
		a.Environment = env
	}
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
	default:
		c.skip(r.label, ReasonIncomplete)
	}
	return true
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

// moment reads a time as AWS writes it, in text or in milliseconds; zero for
// anything else.
func moment(value string) time.Time {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05-0700", "2006-01-02 15:04:05-07:00", "2006-01-02 15:04:05Z07:00"} {
		if t, err := time.Parse(layout, value); err == nil {
			return t.UTC()
		}
	}
	const earliest, latest = 1_000_000_000_000, 10_000_000_000_000 // the years 2001 to 2286
	if ms, err := strconv.ParseInt(value, 10, 64); err == nil && ms >= earliest && ms < latest {
		return time.UnixMilli(ms).UTC()
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
