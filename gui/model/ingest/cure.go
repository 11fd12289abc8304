package ingest

import (
	"regexp"
	"slices"
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
	if within(trimmed, "y", "Y", "yes", "YES", "on", "ON", "true", "TRUE", "n", "N", "no", "NO", "off", "OFF", "false", "FALSE") {
		return nil
	}
	lower := make([]string, len(trimmed))
	for i, v := range trimmed {
		lower[i] = strings.ToLower(v)
	}
	if within(lower, "y", "yes", "on", "true", "n", "no", "off", "false") {
		return []Trouble{{model.T("ingest.trouble.booleanCase", "Value", values[0]), []Cure{{"lower(" + ref + ")", model.T("ingest.cure.lower")}}}}
	}
	for _, truth := range truths {
		if !within(lower, truth[0], truth[1]) {
			continue
		}
		key := ref
		if !within(trimmed, truth[0], truth[1]) {
			key = "lower(" + ref + ")"
		}
		cure := Cure{
			"decode(" + key + ", " + quote(truth[0]) + ", true, " + quote(truth[1]) + ", false)",
			model.T("ingest.cure.boolean", "Yes", truth[0], "No", truth[1]),
		}
		return []Trouble{{model.T("ingest.trouble.boolean", "Value", truth[0]), []Cure{cure}}}
	}
	return []Trouble{{Text: model.T("ingest.trouble.noBoolean", "Value", values[0])}}
}

var (
	plainInteger = regexp.MustCompile(`^-?\d+$`)
	plainNumber  = regexp.MustCompile(`^-?\d+(\.\d+)?([eE][-+]?\d+)?$`)
	commaNumber  = regexp.MustCompile(`^-?\d+,\d+$`)
	threeDigits  = regexp.MustCompile(`^-?\d{1,3}(,\d{3})+$`)
	grouped      = regexp.MustCompile(`^-?\d{1,3}([ \x{a0}\x{202f}']\d{3})+([.,]\d+)?$`)
	dotsComma    = regexp.MustCompile(`^-?\d{1,3}(\.\d{3})+,\d+$`)
	commasDot    = regexp.MustCompile(`^-?\d{1,3}(,\d{3})+\.\d+$`)
)

// numbers looks at values for a field of numbers.
func numbers(ref string, values []string, integer bool) []Trouble {
	plain, become := plainNumber, "to_decimal("
	if integer {
		plain, become = plainInteger, "to_integer("
	}
	bare, expression := withoutUnit(ref, values)
	odd := slices.IndexFunc(bare, func(v string) bool { return !plain.MatchString(v) })
	if odd < 0 && expression == ref {
		return nil
	}
	if odd < 0 {
		return []Trouble{{model.T("ingest.trouble.unit", "Value", values[0]), []Cure{{become + expression + ")", model.T("ingest.cure.unit")}}}}
	}
	without := func(sign string) { expression = "replacestr(" + expression + ", " + quote(sign) + `, "")` }
	point := func() { expression = "replacestr(" + expression + `, ",", ".")` }
	trouble, text := model.T("ingest.trouble.comma", "Value", values[odd]), model.T("ingest.cure.comma")
	is := func(shapes ...*regexp.Regexp) bool { return allLike(bare, append(shapes, plain)...) }
	switch {
	case integer && is(plainNumber):
		return []Trouble{{Text: model.T("ingest.trouble.fraction", "Value", values[odd])}}
	case is(threeDigits):
		// 1,234 may be a thousand and more, or one and some.
		apart := "replacestr(" + expression + `, ",", "")`
		cures := []Cure{{become + apart + ")", model.T("ingest.cure.thousands")}}
		if !integer {
			point()
			cures = append(cures, Cure{become + expression + ")", text})
		}
		return []Trouble{{model.T("ingest.trouble.thousandsOrComma", "Value", values[odd]), cures}}
	case is(commasDot, threeDigits):
		without(",")
		trouble, text = model.T("ingest.trouble.thousands", "Value", values[odd]), model.T("ingest.cure.thousands")
	case is(commaNumber):
		point()
	case is(dotsComma, commaNumber):
		without(".")
		point()
	case is(grouped, commaNumber):
		for _, sign := range []string{" ", "\u00a0", "\u202f", "'"} {
			if strings.Contains(strings.Join(bare, ""), sign) {
				without(sign)
			}
		}
		if strings.Contains(strings.Join(bare, ""), ",") {
			point()
		}
		trouble, text = model.T("ingest.trouble.thousands", "Value", values[odd]), model.T("ingest.cure.thousands")
	default:
		return []Trouble{{Text: model.T("ingest.trouble.noNumber", "Value", values[odd])}}
	}
	if integer && strings.Contains(strings.Join(bare, ""), ",") && is(commaNumber, dotsComma) {
		return []Trouble{{Text: model.T("ingest.trouble.fraction", "Value", values[odd])}}
	}
	return []Trouble{{trouble, []Cure{{become + expression + ")", text}}}}
}

// allLike reports whether each value has one of the shapes.
func allLike(values []string, shapes ...*regexp.Regexp) bool {
	return !slices.ContainsFunc(values, func(v string) bool {
		return !slices.ContainsFunc(shapes, func(shape *regexp.Regexp) bool { return shape.MatchString(v) })
	})
}

// withoutUnit takes a currency, a percent sign and spaces around from values, and says
// the expression that does so.
func withoutUnit(ref string, values []string) (bare []string, expression string) {
	bare, expression = slices.Clone(values), ref
	for _, unit := range []string{"€", "$", "£", "¥", "%", "EUR", "USD"} {
		if !strings.Contains(strings.Join(values, ""), unit) {
			continue
		}
		expression = "replacestr(" + expression + ", " + quote(unit) + `, "")`
		for i := range bare {
			bare[i] = strings.ReplaceAll(bare[i], unit, "")
		}
	}
	spaced := false
	for i := range bare {
		clean := strings.Trim(bare[i], " \u00a0\u202f")
		spaced = spaced || clean != bare[i]
		bare[i] = clean
	}
	if spaced {
		expression = "trim(" + expression + ")"
	}
	return bare, expression
}

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

// few are the first of some texts, as a list.
func few(texts []string) string {
	const most = 6
	if len(texts) > most {
		return strings.Join(texts[:most], ", ") + ", …"
	}
	return strings.Join(texts, ", ")
}
