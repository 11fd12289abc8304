package credentials

import (
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// readJSON reads one JSON value or several, with whatever a terminal printed
// before and after.
func readJSON(text string) (reading, bool) {
	start := jsonStart(text)
	if start < 0 {
		return reading{}, false
	}
	j := jsonReader{is: reading{sure: trimEnds(text[:start]) == ""}}
	text = text[start:]
	n, err := j.read(text)
	if n == 0 {
		// A terminal that breaks lines breaks them within strings too.
		n, _ = j.read(mendStrings(text))
	}
	switch {
	case n > 0 || errors.Is(err, io.EOF):
		// What follows a whole value is the terminal's.
		return j.is, true
	case j.is.sure && strings.ContainsAny(text, `":`):
		// Read line by line, a value that was cut would pass for a whole one.
		return reading{format: FormatJSON, sure: true, damaged: true}, true
	}
	return reading{}, false
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
		if rest = strings.TrimLeft(rest, " \t\n"); rest != "" && strings.ContainsRune(`{[]"`, rune(rest[0])) {
			return lead
		}
		return -1
	}
	if i := strings.Index(text, "\n{"); i >= 0 {
		return i + 1
	}
	return -1
}

// mendStrings writes line ends within strings as JSON wants them.
func mendStrings(text string) string {
	var b strings.Builder
	within, escaped := false, false
	for _, r := range text {
		switch {
		case within && r == '\n':
			b.WriteString(`\n`)
			escaped = false
			continue
		case within && r == '\t':
			b.WriteString(`\t`)
			continue
		case escaped:
			escaped = false
		case within && r == '\\':
			escaped = true
		case r == '"':
			within = !within
		}
		b.WriteRune(r)
	}
	return b.String()
}

// object is a JSON object; its keys are looked up whatever their spelling.
type object map[string]any

// sorted returns the keys in an order that does not change between runs.
func (o object) sorted() []string { return slices.Sorted(maps.Keys(o)) }

// get returns the value under a key, in whatever case it is written.
func (o object) get(key string) any {
	if value, ok := o[key]; ok {
		return value
	}
	found := ""
	for k := range o {
		if strings.EqualFold(k, key) && (found == "" || k < found) { // the same one each time
			found = k
		}
	}
	return o[found]
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

// jsonReader makes groups of objects and of lists of names and values.
type jsonReader struct{ is reading }

// read reads the values one after the other. It returns how many there were, and
// what ended them.
func (j *jsonReader) read(text string) (int, error) {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	for i := 0; ; i++ {
		var value any
		if err := decoder.Decode(&value); err != nil {
			return i, err
		}
		j.walk(place{}, "", value)
	}
}

// place is where in a document something stands.
type place struct {
	depth int
	label string
	// around are the values of what it is part of.
	around []named
}

// walk reads what stands under a key, or at the top.
func (j *jsonReader) walk(at place, key string, value any) {
	const deepest = 10
	if at.depth > deepest {
		return
	}
	switch v := value.(type) {
	case map[string]any:
		j.object(at, key, v)
	case []any:
		if j.pairs(at, key, v) {
			return
		}
		texts := group{label: at.label, nested: true}
		for _, item := range v {
			if s, ok := item.(string); ok {
				texts.add("", s)
				continue
			}
			// The items of a list at the top are themselves at the top.
			j.walk(at, "", item)
		}
		j.is.groups = append(j.is.groups, texts)
	case string:
		// A text that is JSON again, as a store of secrets has it.
		var inner map[string]any
		if strings.HasPrefix(strings.TrimSpace(v), "{") && json.Unmarshal([]byte(v), &inner) == nil {
			j.object(at, key, inner)
		}
	}
}

func (j *jsonReader) object(at place, key string, o object) {
	if j.workspace(o) {
		return
	}
	if own := ownLabel(o); own != "" {
		at.label = own
	} else if at.label == "" && at.depth > 0 && !structural[canonical(key)] {
		at.label = key
	}
	g := group{label: at.label, nested: at.depth > 0, around: at.around}
	g.clusterSecret(o)
	rest := j.fill(&g, o)
	j.is.groups = append(j.is.groups, g)
	if retiredObject(o) {
		return // its parts are of no use either
	}
	if role := roleOf(o); role != "" {
		at.label = role
	}
	at.depth++
	at.around = around(g.values, at.around)
	for _, key := range rest {
		if !g.encoded || !strings.EqualFold(key, "data") {
			j.walk(at, key, o[key])
		}
	}
}

// clusterSecret takes the data of the secret of a cluster.
func (g *group) clusterSecret(o object) {
	data := o.at("data")
	g.encoded = strings.EqualFold(o.text("kind"), "Secret") && data != nil
	if !g.encoded {
		return
	}
	g.label = o.at("metadata").text("name")
	for _, name := range data.sorted() {
		if text, ok := data[name].(string); ok {
			g.add(name, text)
		}
	}
}

// roleOf names the role or user that temporary keys are for.
func roleOf(o object) string {
	for _, of := range []string{"AssumedRoleUser", "FederatedUser"} {
		if arn := o.at(of).text("Arn"); arn != "" {
			return arn[strings.IndexByte(arn, '/')+1:]
		}
	}
	return ""
}

// ownLabel is the name that an object gives itself.
func ownLabel(o object) string {
	for _, key := range []string{"UserName", "profile", "name", "user", "title"} {
		if own := o.text(key); own != "" && !keyIDShape.MatchString(own) {
			return own
		}
	}
	return ""
}

// around returns the values of an object, and of those that it is part of, that
// hold for what is part of it.
func around(own, outer []named) []named {
	const most = 16
	var found []named
	for _, n := range slices.Concat(own, outer) {
		if len(found) < most && slices.Contains(shared, fieldOf(n.name)) {
			found = append(found, n)
		}
	}
	return found
}

// fill takes the values of an object that stand under their names, and returns
// the keys of the rest.
func (j *jsonReader) fill(g *group, o object) (rest []string) {
	for _, key := range o.sorted() {
		if !g.member(key, o[key]) {
			rest = append(rest, key)
		}
	}
	if name, value := pair(o); meaningOf(name).field != fieldNone {
		if text, ok := value.(string); ok {
			g.add(name, text)
		}
	}
	if kind := o.text("type"); strings.Contains(strings.ToLower(kind), "jwt") {
		g.add("jwt_token", kind)
	}
	return rest
}

// member takes a value under its name. It reports whether that was all: a text
// may be JSON again, and an object or a list has parts.
func (g *group) member(key string, value any) bool {
	switch v := value.(type) {
	case string:
		g.add(key, v)
		return false
	case json.Number:
		g.add(key, v.String())
	case bool:
		if fieldOf(key) == fieldActive {
			g.add(key, strconv.FormatBool(v))
		}
	case []any, map[string]any:
		if fieldOf(key) == fieldJWT { // what is in it does not matter
			g.add(key, key)
			return false
		}
		n, ok := held(key, v)
		if ok {
			g.values = append(g.values, n)
		}
		return ok
	}
	return true
}

// holders are the names that a value has in an object that a name leads to.
var holders = []string{"value", "raw", "computed", "plaintext", "plain", "content", "text", "string", "S"}

// held returns the values of a list, or the one that a name leads to by way of
// an object, such as {"access_key_id": {"type": "string", "value": "…"}}. Under
// a name that is not known it must have an unmistakable shape.
func held(key string, value any) (named, bool) {
	known := meaningOf(key).field != fieldNone
	if list, ok := value.([]any); ok {
		items := texts(list)
		return named{name: key, list: items}, known && len(items) > 0 && len(items) == len(list)
	}
	o, _ := value.(map[string]any)
	if name, _ := pair(o); meaningOf(name).field != fieldNone {
		return named{}, false // it has a name of its own
	}
	for name := range o {
		if f := meaningOf(name).field; f != fieldNone && f != fieldAnySecret {
			return named{}, false // it has parts of its own
		}
	}
	for _, holder := range holders {
		switch v := object(o).get(holder).(type) {
		case string:
			return named{name: key, text: v}, known || shapeField(v) != fieldNone
		case []any:
			return named{name: key, list: texts(v)}, known
		}
	}
	return named{}, false
}

// texts are the texts of a list, and the secrets of the objects in it.
func texts(list []any) []string {
	var found []string
	for _, item := range list {
		switch v := item.(type) {
		case string:
			found = append(found, v)
		case map[string]any:
			if s := object(v).text("client_secret", "secret", "value"); s != "" && object(v).text(nameKeys...) == "" {
				found = append(found, s)
			}
		}
	}
	return found
}

// retiredObject reports whether an object is a Service Account (JWT) credential.
func retiredObject(o object) bool {
	for key := range o {
		if fieldOf(key) == fieldJWT {
			return true
		}
	}
	return false
}

// structural are keys that say what an object is and not whose.
var structural = map[string]bool{
	"credentials": true, "accesskey": true, "rolecredentials": true, "auth": true, "params": true, "s3": true,
	"accesskeymetadata": true, "env": true, "environment": true, "keys": true, "profiles": true, "parameters": true,
	"variables": true, "data": true, "outputs": true, "output": true, "attributes": true, "value": true, "values": true,
	"properties": true, "stringdata": true, "secret": true, "secrets": true, "secretstring": true, "result": true, "response": true,
	"integration": true, "ims": true, "contexts": true, "items": true, "resources": true, "instances": true, "login": true, "fields": true, "aws": true, "config": true, "configuration": true, "settings": true,
}

// nameKeys and valueKeys are what the two halves of a pair are called.
var (
	nameKeys  = []string{"key", "name", "label", "title", "id", "OutputKey", "ParameterKey", "variable", "field"}
	valueKeys = []string{"value", "OutputValue", "ParameterValue", "SecretString", "currentValue"}
)

// pairs reads a list of objects that each hold a name and a value: Postman's
// variables, the environment of a container, the outputs of a stack. It reports
// whether the list is one.
func (j *jsonReader) pairs(at place, key string, list []any) bool {
	g := group{label: at.label, nested: at.depth > 1, around: at.around}
	isList := false
	for _, item := range list {
		o, ok := item.(map[string]any)
		if !ok {
			return false
		}
		name, value := pair(o)
		if name == "" || value == nil {
			continue
		}
		isList = true
		if enabled, ok := object(o).get("enabled").(bool); ok && !enabled {
			continue
		}
		switch v := value.(type) {
		case string:
			g.add(name, v)
		case []any:
			g.values = append(g.values, named{name: name, list: texts(v)})
		}
	}
	if !isList {
		return false
	}
	j.is.groups = append(j.is.groups, g)
	if at.depth <= 1 && (key == "values" || key == "variable" || key == "variables") {
		j.is.format, j.is.known = FormatPostman, true
	}
	return true
}

// pair returns the two halves of a pair. Where several members may be the name,
// it is the one that is known.
func pair(o object) (name string, value any) {
	for _, key := range valueKeys {
		if value = o.get(key); value != nil {
			break
		}
	}
	for _, key := range nameKeys {
		if s := o.text(key); s != "" && (name == "" || meaningOf(name).field == fieldNone && meaningOf(s).field != fieldNone) {
			name = s
		}
	}
	return name, value
}
