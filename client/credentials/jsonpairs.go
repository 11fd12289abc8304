package credentials

// holders are the names that a value has in an object that a name leads to.
var holders = []string{"value", "raw", "computed", "plaintext", "plain", "content", "text", "string", "default", "S"}

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
		if off(o) {
			continue
		}
		switch v := value.(type) {
		case string:
			g.add(name, v)
		case []any:
			g.values = append(g.values, named{name: name, list: texts(v)})
		case map[string]any:
			j.object(at.below(name), name, v)
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

// off reports whether a variable is switched off.
func off(o object) bool {
	enabled, said := o.get("enabled").(bool)
	disabled, _ := o.get("disabled").(bool)
	return disabled || said && !enabled
}

// pair returns the two halves of a pair. Where several members may be the name,
// it is the one that is known.
func pair(o object) (name string, value any) {
	for _, key := range valueKeys {
		if v := o.get(key); v != nil && (value == nil || value == "") {
			value = v
		}
	}
	for _, key := range nameKeys {
		if s := o.text(key); s != "" && (name == "" || meaningOf(name).field == fieldNone && meaningOf(s).field != fieldNone) {
			name = s
		}
	}
	return name, value
}
