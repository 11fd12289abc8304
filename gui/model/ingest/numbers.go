package ingest

import (
	"regexp"
	"slices"
	"strings"

	"mooring/gui/model"
)

var (
	plainInteger = regexp.MustCompile(`^-?\d+$`)
	plainNumber  = regexp.MustCompile(`^-?\d+(\.\d+)?([eE][-+]?\d+)?$`)
	commaNumber  = regexp.MustCompile(`^-?\d+,\d+$`)
	threeDigits  = regexp.MustCompile(`^-?\d{1,3}(,\d{2,3})*,\d{3}$`) // in India, two of them but for the last
	grouped      = regexp.MustCompile(`^-?\d{1,3}([ \x{a0}\x{202f}'’]\d{3})+([.,]\d+)?$`)
	dotsComma    = regexp.MustCompile(`^-?\d{1,3}(\.\d{3})+,\d+$`)
	dotsAlone    = regexp.MustCompile(`^-?\d{1,3}(\.\d{3}){2,}$`)
	commasDot    = regexp.MustCompile(`^-?\d{1,3}(,\d{2,3})*,\d{3}\.\d+$`)
	dotOrPoint   = regexp.MustCompile(`^-?[1-9]\d{0,2}\.\d{3}$`)
	upToThree    = regexp.MustCompile(`^-?\d{1,3}$`)
	noFraction   = regexp.MustCompile(`^-?\d+(\.0)?$`)
)

// writing is a way of writing numbers that Data Prep does not read.
type writing struct {
	shapes     []*regexp.Regexp
	signs      []string // that have to go
	comma      bool     // is a decimal point
	told, cure string
}

// writings are all of them; the first that fits counts.
var writings = []writing{
	{[]*regexp.Regexp{commasDot, threeDigits}, []string{","}, false, "ingest.trouble.thousands", "ingest.cure.thousands"},
	{[]*regexp.Regexp{commaNumber}, nil, true, "ingest.trouble.comma", "ingest.cure.comma"},
	{[]*regexp.Regexp{dotsAlone, dotsComma, commaNumber}, []string{"."}, true, "ingest.trouble.comma", "ingest.cure.comma"},
	{
		[]*regexp.Regexp{grouped, commaNumber},
		[]string{" ", "\u00a0", "\u202f", "'", "’"},
		true,
		"ingest.trouble.thousands", "ingest.cure.thousands",
	},
}

// numbers looks at values for a field of numbers.
func numbers(ref string, values []string, integer bool) []Trouble {
	plain, become := plainNumber, "to_decimal("
	if integer {
		plain, become = plainInteger, "to_integer("
	}
	bare, expression := withoutUnit(ref, values)
	if dotted := slices.IndexFunc(bare, dotOrPoint.MatchString); dotted >= 0 && allLike(bare, dotOrPoint, upToThree) {
		return []Trouble{pointOrThousands(expression, become, values[dotted], expression != ref && !integer)}
	}
	if allLike(values, plain) {
		return nil
	}
	odd := slices.IndexFunc(bare, func(v string) bool { return !plain.MatchString(v) })
	is := func(shapes ...*regexp.Regexp) bool { return allLike(bare, append(shapes, plain)...) }
	switch {
	case odd < 0:
		return []Trouble{{model.T("ingest.trouble.unit", "Value", values[0]), []Cure{{become + expression + ")", model.T("ingest.cure.unit")}}}}
	case integer && is(noFraction):
		return []Trouble{{model.T("ingest.trouble.fraction", "Value", values[odd]), []Cure{{become + replaced(expression, ".0", "") + ")", model.T("ingest.cure.unit")}}}}
	case integer && is(plainNumber):
		return []Trouble{{Text: model.T("ingest.trouble.fraction", "Value", values[odd])}}
	case commaOrThousands(bare, plain):
		cures := []Cure{{become + replaced(expression, ",", "") + ")", model.T("ingest.cure.thousands")}}
		if !integer {
			cures = append(cures, Cure{become + replaced(expression, ",", ".") + ")", model.T("ingest.cure.comma")})
		}
		return []Trouble{{model.T("ingest.trouble.thousandsOrComma", "Value", values[odd]), cures}}
	}
	for _, w := range writings {
		if is(w.shapes...) {
			return []Trouble{w.trouble(expression, become, values[odd], strings.Join(bare, ""), integer)}
		}
	}
	return []Trouble{{Text: model.T("ingest.trouble.noNumber", "Value", values[odd])}}
}

// commaOrThousands reports whether 1,234 may be a thousand and more, or one and some.
func commaOrThousands(bare []string, plain *regexp.Regexp) bool {
	return allLike(bare, threeDigits, plain) && !slices.ContainsFunc(bare, func(v string) bool { return strings.Count(v, ",") > 1 })
}

// pointOrThousands says that 1.250 may be a thousand and more: nothing would be refused of
// it. bare says that it is a number without the unit beside it.
func pointOrThousands(expression, become, value string, bare bool) Trouble {
	cures := []Cure{{become + replaced(expression, ".", "") + ")", model.T("ingest.cure.thousands")}}
	if bare {
		cures = append(cures, Cure{become + expression + ")", model.T("ingest.cure.unit")})
	}
	return Trouble{model.T("ingest.trouble.thousandsOrPoint", "Value", value), cures}
}

// trouble is what is wrong with numbers that are written so, and the cure. all are the
// numbers, odd is one of them.
func (w writing) trouble(expression, become, odd, all string, integer bool) Trouble {
	fraction := w.comma && strings.Contains(all, ",")
	if integer && (fraction || strings.Contains(all, ".") && !slices.Contains(w.signs, ".")) {
		return Trouble{Text: model.T("ingest.trouble.fraction", "Value", odd)}
	}
	for _, sign := range w.signs {
		if strings.Contains(all, sign) {
			expression = replaced(expression, sign, "")
		}
	}
	if fraction {
		expression = replaced(expression, ",", ".")
	} else {
		w = writings[0]
	}
	return Trouble{model.T(w.told, "Value", odd), []Cure{{become + expression + ")", model.T(w.cure)}}}
}

// replaced is an expression in whose value a sign has been replaced.
func replaced(expression, sign, by string) string {
	return "replacestr(" + expression + ", " + quote(sign) + ", " + quote(by) + ")"
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
	for _, unit := range []string{"€", "R$", "$", "£", "¥", "￥", "元", "円", "₹", "%", "EUR", "USD", "GBP", "CHF", "kr", "+"} {
		if !strings.Contains(strings.Join(values, ""), unit) {
			continue
		}
		expression = replaced(expression, unit, "")
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
