package credentials

import (
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
)

// readJSON reads one JSON value or several, with whatever a terminal printed
// before and after.
func readJSON(text string) *collector {
	start := jsonStart(text)
	if start < 0 {
		return nil
	}
	c := newCollector(FormatUnknown)
	c.sure = trimEnds(text[:start]) == ""
	decoder := json.NewDecoder(strings.NewReader(text[start:]))
	decoder.UseNumber()
	for i := 0; ; i++ {
		var value any
		err := decoder.Decode(&value)
		switch {
		case err == nil:
			c.document(value)
		case i > 0 || errors.Is(err, io.EOF):
			// What follows a whole value is the terminal's.
			c.is(FormatJSON)
			return c
		case c.sure && strings.ContainsAny(text[start:], `":`):
			// Read line by line, a value that was cut would pass for a whole one.
			c.is(FormatJSON)
			c.damaged = true
			return c
		default:
			return nil
		}
	}
}

// jsonStart returns where JSON begins: at the beginning, or at a line that
// begins with a brace; -1 if nowhere.
func jsonStart(text string) int {
	lead := len(text) - len(strings.TrimLeft(text, " \t\n\ufeff\u200b\u00a0"))
	if strings.HasPrefix(text[lead:], "{") {
		return lead
	}
	// A bracket also begins the first section of a file with profiles.
	if rest, ok := strings.CutPrefix(text[lead:], "["); ok {
		if rest = strings.TrimLeft(rest, " \t\n"); rest != "" && strings.ContainsRune(`{[]`, rune(rest[0])) {
			return lead
		}
		return -1
	}
	if i := strings.Index(text, "\n{"); i >= 0 {
		return i + 1
	}
	return -1
}

// object is a JSON object; its keys are looked up whatever their spelling.
type object map[string]any

// sorted returns the keys in an order that does not change between runs.
func (o object) sorted() []string {
	keys := make([]string, 0, len(o))
	for key := range o {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// get returns the value under a key, in whatever case it is written.
func (o object) get(key string) any {
	if value, ok := o[key]; ok {
		return value
	}
	for _, k := range o.sorted() {
		if strings.EqualFold(k, key) {
			return o[k]
		}
	}
	return nil
}

// at follows keys down; nil where one is missing.
func (o object) at(keys ...string) object {
	for _, key := range keys {
		child, ok := o.get(key).(map[string]any)
		if !ok {
			return nil
		}
		o = child
	}
	return o
}

func (o object) text(keys ...string) string {
	for _, key := range keys {
		if s, ok := o.get(key).(string); ok && s != "" {
			return s
		}
	}
	return ""
}

// document reads one JSON value at the top: an object, or a list of them.
func (c *collector) document(value any) {
	switch v := value.(type) {
	case map[string]any:
		c.topObject(v)
	case []any:
		if c.pairs("", v, false) {
			return
		}
		for _, item := range v {
			if o, ok := item.(map[string]any); ok {
				c.topObject(o)
			}
		}
	}
}

func (c *collector) is(f Format) {
	if c.found.Format == FormatUnknown {
		c.found.Format = f
	}
}

func (c *collector) topObject(o object) {
	if c.workspace(o) {
		return
	}
	for _, list := range []string{"values", "variable"} { // an environment's, a collection's
		if values, ok := o.get(list).([]any); ok && c.pairs(o.text("name"), values, false) {
			c.is(FormatPostman)
			c.known = true
			return
		}
	}
	r := newRecord(o.text("name", "title", "UserName"))
	r.fill(o)
	if r.has(fieldOrgID, fieldClientID, fieldClientSecret, fieldAnySecret, fieldTechnicalAccount, fieldAccessToken) && !r.aboutAmazon() || r.retired() {
		c.is(FormatAdobeJSON)
	}
	c.add(r)
	c.descend(o, r.label, 0)
	for _, f := range r.dummies {
		if kindOf(f) != AccessKeyID && kindOf(f) != SecretAccessKey {
			c.is(FormatAdobeJSON)
		}
	}
	if len(c.found.Amazon) > 0 || len(c.found.Skipped) > 0 {
		c.is(FormatAWSJSON)
	}
}

// fill takes the values of an object that have a known name.
func (r *record) fill(o object) {
	for _, key := range o.sorted() {
		f := fieldOf(key)
		switch v := o[key].(type) {
		case string:
			r.add(f, v)
		case json.Number:
			r.add(f, v.String())
		case []any:
			r.fillList(f, v)
		case map[string]any:
			if f == fieldJWT { // PUBLIC_KEYS_WITH_EXPIRY; what is in it does not matter
				r.add(f, key)
			}
		}
	}
	if kind := strings.ToLower(o.text("type")); strings.Contains(kind, "jwt") {
		r.add(fieldJWT, kind)
	}
}

// fillList takes a list of texts, or of objects that each hold a secret.
func (r *record) fillList(f field, list []any) {
	if f == fieldJWT {
		r.add(f, "list")
		return
	}
	if f == fieldScopes {
		var scopes []string
		for _, item := range list {
			if s, ok := item.(string); ok {
				scopes = append(scopes, s)
			}
		}
		r.add(f, strings.Join(scopes, ","))
		return
	}
	for _, item := range list {
		switch v := item.(type) {
		case string:
			r.add(f, v)
		case map[string]any:
			if f == fieldClientSecret {
				r.add(f, object(v).text("client_secret", "secret", "value"))
			}
		}
	}
}

// descend looks for access keys further down. Adobe's credentials are only
// taken from where Adobe puts them: client_id and client_secret are names that
// everybody uses.
func (c *collector) descend(o object, label string, depth int) {
	const deepest = 8
	if depth == deepest {
		return
	}
	role := object(o).at("AssumedRoleUser").text("Arn")
	if user := object(o).at("FederatedUser").text("Arn"); role == "" {
		role = user
	}
	if role != "" {
		label = role[strings.IndexByte(role, '/')+1:]
	}
	for _, key := range o.sorted() {
		switch v := o[key].(type) {
		case map[string]any:
			c.child(key, v, label, depth)
		case []any:
			if c.pairs(label, v, true) {
				continue
			}
			for _, item := range v {
				if child, ok := item.(map[string]any); ok {
					c.child("", child, label, depth)
				}
			}
		}
	}
}

// child reads an object below the top, under the key it has there.
func (c *collector) child(key string, o object, label string, depth int) {
	if own := o.text("UserName", "profile", "name"); own != "" {
		label = own
	} else if label == "" && !structural[canonical(key)] {
		label = key
	}
	r := newRecord(label)
	r.amazonOnly = true
	r.fill(o)
	if r.has(fieldKeyID, fieldSecretKey) || len(r.dummies) > 0 {
		c.add(r)
	}
	c.descend(o, label, depth+1)
}

// structural are keys that say what an object is and not whose.
var structural = map[string]bool{
	"credentials": true, "accesskey": true, "rolecredentials": true, "auth": true, "params": true, "s3": true,
	"accesskeymetadata": true, "env": true, "environment": true, "keys": true, "profiles": true,
}

// pairs reads a list of objects that each hold a name and a value: Postman's
// variables, the environment of a container. It reports whether the list is one.
func (c *collector) pairs(label string, list []any, amazonOnly bool) bool {
	r := newRecord(label)
	r.amazonOnly = amazonOnly
	isList := false
	for _, item := range list {
		o, ok := item.(map[string]any)
		if !ok {
			return false
		}
		name := object(o).text("key", "name")
		value := object(o).get("value")
		if name == "" || value == nil {
			continue
		}
		isList = true
		if enabled, ok := object(o).get("enabled").(bool); ok && !enabled {
			continue
		}
		switch v := value.(type) {
		case string:
			r.add(fieldOf(name), v)
		case []any:
			r.fillList(fieldOf(name), v)
		}
	}
	if isList {
		c.add(r)
	}
	return isList
}
