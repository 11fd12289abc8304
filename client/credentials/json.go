package credentials

import (
	"encoding/json"
	"errors"
	"io"
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
	if n == 0 {
		n, _ = j.read(mendStrings(strictJSON(text)))
	}
	if n == 0 {
		n, _ = j.read(strictJSON(scriptJSON(text)))
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
		if rest = strings.TrimLeft(rest, " \t\n"); rest != "" && strings.ContainsRune(`{[]"'`, rune(rest[0])) {
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
	// many says that it is one of several under keys of their own.
	many bool
	// around are the values of what it is part of.
	around []named
}

// below is the place of what has a name of its own in this one.
func (p place) below(name string) place {
	p.depth++
	p.label = name
	return p
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
		// A text that is JSON again, or lines, as a store of secrets has it.
		var inner map[string]any
		if strings.HasPrefix(strings.TrimSpace(v), "{") && json.Unmarshal([]byte(v), &inner) == nil {
			j.object(at, key, inner)
		} else {
			j.is.groups = append(j.is.groups, readWithin(at.label, v)...)
		}
	}
}

func (j *jsonReader) object(at place, key string, o object) {
	if j.workspace(o) {
		return
	}
	o = hmacKey(o)
	if own := ownLabel(o); own != "" {
		at.label = own
	} else if (at.label == "" || at.many) && at.depth > 0 && !structural[Canonical(key)] {
		at.label = key
	}
	g := group{label: at.label, nested: at.depth > 0, around: at.around}
	g.clusterSecret(o)
	if env := o.at("cli").text("env"); env != "" { // of Adobe's command line tool
		g.add("cli_env", env)
	}
	rest := j.fill(&g, o)
	g.values = g.wholeAddresses(g.values, g.meanings())
	j.is.groups = append(j.is.groups, g)
	if retiredObject(o) {
		return // its parts are of no use either
	}
	if role := roleOf(o); role != "" {
		at.label = role
	}
	at.depth++
	at.many = many(o)
	at.around = around(g.values, at.around)
	own := len(j.is.groups) - 1
	defer func() { lend(j.is.groups[own:], at.depth == 1) }()
	for _, key := range rest {
		if fieldOf(key) == fieldAccessToken && g.has(fieldClientSecret) {
			continue // a token that a tool got with the secret
		}
		if !g.encoded || !strings.EqualFold(key, "data") {
			j.walk(at, key, o[key])
		}
	}
}

// has reports whether a value of the group stands under a name of the field.
func (g *group) has(f field) bool {
	return slices.ContainsFunc(g.values, func(n named) bool { return meaningOf(n.name).field == f })
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
		if f := meaningOf(key).field; f == fieldActive || f == fieldTLS {
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
