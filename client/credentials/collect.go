package credentials

import (
	"slices"
	"strings"

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
	// stray says that something is called a secret key that may be anything: beside
	// a whole key it is nobody's.
	stray bool
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
	if c.stray && len(c.found.Amazon) == 0 {
		c.skip("", ReasonNoKeyID)
	}
	c.address()
	c.organization()
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
	return c.apart || c.skipped(ReasonRetiredJWT) || c.skipped(ReasonBroken)
}

// skipped reports whether something was passed over for a reason.
func (c *collector) skipped(reason Reason) bool {
	return slices.ContainsFunc(c.found.Skipped, func(s Skipped) bool { return s.Reason == reason })
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
	if c.skipped(ReasonRetiredJWT) {
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
	adobe = adobe && (!r.nested || r.surelyAdobe()) && !r.has(fieldSSO) && c.addAdobe(r)
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

// kindsOf are the kinds of the values of fields, each once.
func kindsOf(fields []field) []ValueKind {
	var kinds []ValueKind
	for _, f := range fields {
		if !slices.Contains(kinds, kindOf(f)) {
			kinds = append(kinds, kindOf(f))
		}
	}
	return kinds
}

// safeLabel shortens a label to one line that can be shown, and drops one that
// looks like a secret or holds one of those that it stands beside.
func safeLabel(label string, secrets ...string) string {
	label, _ = Clean(PlainText, label)
	if line, _, cut := strings.Cut(label, "\n"); cut {
		label = trimEnds(line)
	}
	if kind, ok := Guess(label); ok && kind != OrgID || client.LikeAmazonSecret(label) {
		return ""
	}
	if _, ok := SecretIn(label); ok {
		return ""
	}
	if slices.ContainsFunc(secrets, func(secret string) bool { return secret != "" && strings.Contains(label, secret) }) {
		return ""
	}
	const longest = 120
	if n := cutAt(label, longest); n < len(label) {
		label = label[:n] + "…"
	}
	return label
}
