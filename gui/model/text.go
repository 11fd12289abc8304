package model

// Text is something to be said to the user: a key of assets/translations and
// the values that its sentence takes. Whole sentences only, so that every
// language can order its words as it needs.
type Text struct {
	Key  string
	Args map[string]any
}

// T makes a Text of key and of pairs of a placeholder's name and its value:
// T("status.signedIn", "Until", "14:30").
func T(key string, pairs ...any) Text {
	text := Text{Key: key}
	for i := 0; i+1 < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			continue
		}
		if text.Args == nil {
			text.Args = make(map[string]any, len(pairs)/2)
		}
		text.Args[name] = pairs[i+1]
	}
	return text
}

// Empty reports whether there is nothing to say.
func (t Text) Empty() bool { return t.Key == "" }
