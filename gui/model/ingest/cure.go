package ingest

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"mooring/client"
	"mooring/gui/model"
)

// Cure is an expression that takes a trouble away. Its functions are those of Data Prep.
type Cure struct {
	Expression string
	Text       model.Text // what it does
}

// Trouble is what would go wrong with a pair, and what helps.
type Trouble struct {
	Text  model.Text
	Cures []Cure // the likelier first; none where there is none
}

// troublesOf says what would go wrong if a column with these first values went into a
// field as it is.
func troublesOf(column string, values []string, field client.SchemaField) []Trouble {
	var all []Trouble
	filled := slices.DeleteFunc(slices.Clone(values), func(v string) bool { return strings.TrimSpace(v) == "" })
	if field.Required && len(filled) < len(values) {
		all = append(all, Trouble{Text: model.T("ingest.trouble.empty", "Count", len(values)-len(filled))})
	}
	if len(filled) == 0 {
		return all
	}
	ref := reference(column)
	switch field.Type {
	case "boolean":
		all = append(all, booleans(ref, filled)...)
	case "integer", "number":
		all = append(all, numbers(ref, filled, field.Type == "integer")...)
	case "date", "date-time":
		all = append(all, dates(ref, filled)...)
	case "string", "":
		all = append(all, words(ref, filled, field)...)
	case "array", "map":
		all = append(all, Trouble{Text: model.T("ingest.trouble.nested")})
	}
	return all
}

var plainName = regexp.MustCompile(`^[A-Za-z_$][A-Za-z0-9_$]*$`)

// reference is a column within an expression. Data Prep wants names that are not made
// of letters and digits alone in ${…}, and dots in them behind a backslash.
func reference(column string) string {
	if plainName.MatchString(column) {
		return column
	}
	return "${" + attribute(column) + "}"
}

// attribute is a column as the source of a mapping: a dot would divide a path.
func attribute(column string) string { return strings.ReplaceAll(column, ".", `\.`) }

// within reports whether all values are among some.
func within(values []string, some ...string) bool {
	return !slices.ContainsFunc(values, func(v string) bool { return !slices.Contains(some, v) })
}

// quote writes a text within an expression.
func quote(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

// booleans looks at values for a boolean field. Data Prep knows y, yes, on, true, n, no,
// off and false; everything else becomes false without a word.
func booleans(ref string, values []string) []Trouble {
	trimmed := make([]string, len(values))
	for i, v := range values {
		trimmed[i] = strings.TrimSpace(v)
	}
	lower := make([]string, len(trimmed))
	for i, v := range trimmed {
		lower[i] = strings.ToLower(v)
	}
	unknown := slices.IndexFunc(trimmed, func(v string) bool {
		lower := strings.ToLower(v)
		return !slices.Contains(knownTruths, lower) || v != lower && v != strings.ToUpper(v)
	})
	switch {
	case unknown < 0:
		return nil
	case within(lower, knownTruths...):
		return []Trouble{{model.T("ingest.trouble.booleanCase", "Value", trimmed[unknown]), []Cure{{"lower(" + ref + ")", model.T("ingest.cure.lower")}}}}
	}
	unknown = slices.IndexFunc(lower, func(v string) bool { return !slices.Contains(knownTruths, v) })
	for n := 0; n < len(truths); n += 2 {
		truth := truths[n : n+2]
		if !within(lower, append([]string{truth[0], truth[1]}, knownTruths...)...) {
			continue
		}
		key := ref
		if !slices.Equal(trimmed, lower) {
			key = "lower(" + ref + ")"
		}
		pairs := quote(truth[0]) + ", true, " + quote(truth[1]) + ", false"
		trouble := Trouble{Text: model.T("ingest.trouble.boolean", "Value", truth[0])}
		if !within(lower, truth[0], truth[1]) {
			trouble.Text = model.T("ingest.trouble.noBoolean", "Value", trimmed[unknown])
			for i, known := range knownTruths {
				if slices.Contains(lower, known) && known != truth[0] && known != truth[1] {
					pairs += ", " + quote(known) + ", " + strconv.FormatBool(i < len(knownTruths)/2)
				}
			}
		}
		trouble.Cures = []Cure{{"decode(" + key + ", " + pairs + ")", model.T("ingest.cure.boolean", "Yes", truth[0], "No", truth[1])}}
		return []Trouble{trouble}
	}
	return []Trouble{{Text: model.T("ingest.trouble.noBoolean", "Value", trimmed[unknown])}}
}

// knownTruths are the words that Data Prep takes for a boolean, in small letters or in
// capitals: first those for true, then as many for false.
var knownTruths = []string{"y", "yes", "on", "true", "n", "no", "off", "false"}

// words looks at values for a text.
func words(ref string, values []string, field client.SchemaField) []Trouble {
	var all []Trouble
	if spaced := slices.IndexFunc(values, func(v string) bool { return v != strings.TrimSpace(v) }); spaced >= 0 {
		all = append(all, Trouble{model.T("ingest.trouble.spaces", "Value", values[spaced]), []Cure{{"trim(" + ref + ")", model.T("ingest.cure.trim")}}})
	}
	if len(field.Enum) == 0 || within(values, field.Enum...) {
		return all
	}
	odd := values[slices.IndexFunc(values, func(v string) bool { return !slices.Contains(field.Enum, v) })]
	trouble := Trouble{Text: model.T("ingest.trouble.enum", "Value", odd, "Allowed", few(field.Enum))}
	for _, to := range []struct {
		name string
		f    func(string) string
		text model.Text
	}{{"lower", strings.ToLower, model.T("ingest.cure.lower")}, {"upper", strings.ToUpper, model.T("ingest.cure.upper")}} {
		fits := !slices.ContainsFunc(values, func(v string) bool { return !slices.Contains(field.Enum, to.f(v)) })
		if fits {
			trouble.Cures = append(trouble.Cures, Cure{to.name + "(" + ref + ")", to.text})
		}
	}
	return append(all, trouble)
}

// few are the first of some texts.
func few(texts []string) model.List {
	const most = 6
	if len(texts) > most {
		return append(slices.Clone(texts[:most]), "…")
	}
	return texts
}
