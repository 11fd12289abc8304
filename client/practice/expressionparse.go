package practice

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxExpression = 4096
	maxNesting    = 50
)

var (
	errExpression = errors.New("the expression is not valid")
	errTooLong    = errors.New("the expression is too long")
)

// parseExpression reads an expression.
func parseExpression(text string) (expression, error) {
	if len(text) > maxExpression || !utf8.ValidString(text) {
		return nil, errTooLong
	}
	p := &expressionParser{rest: text}
	e, err := p.binary(0)
	if err != nil {
		return nil, err
	}
	if p.space(); p.rest != "" {
		return nil, fmt.Errorf("%w: unexpected %q", errExpression, p.rest)
	}
	return e, nil
}

type expressionParser struct {
	rest  string
	depth int
}

// precedence are the operators of two sides, those that bind least first.
var precedence = [][]string{{"||"}, {"&&"}, {"==", "!="}, {"<=", ">=", "<", ">"}, {"+", "-"}, {"*", "/"}}

func (p *expressionParser) space() { p.rest = strings.TrimLeftFunc(p.rest, unicode.IsSpace) }

// binary reads operators of a level and of those that bind more.
func (p *expressionParser) binary(level int) (expression, error) {
	if level == len(precedence) {
		return p.unary()
	}
	left, err := p.binary(level + 1)
	for err == nil {
		p.space()
		op := ""
		for _, candidate := range precedence[level] {
			if strings.HasPrefix(p.rest, candidate) {
				op = candidate
				break
			}
		}
		if op == "" {
			return left, nil
		}
		p.rest = p.rest[len(op):]
		var right expression
		if right, err = p.binary(level + 1); err == nil {
			left = operation{op, left, right}
		}
	}
	return nil, err
}

func (p *expressionParser) unary() (expression, error) {
	if p.depth++; p.depth > maxNesting {
		return nil, errTooLong
	}
	defer func() { p.depth-- }()
	p.space()
	switch {
	case strings.HasPrefix(p.rest, "!"):
		p.rest = p.rest[1:]
		of, err := p.unary()
		return negation{of}, err
	case strings.HasPrefix(p.rest, "-"):
		p.rest = p.rest[1:]
		of, err := p.unary()
		return operation{"-", literal{int64(0)}, of}, err
	case strings.HasPrefix(p.rest, "("):
		p.rest = p.rest[1:]
		inner, err := p.binary(0)
		if err != nil {
			return nil, err
		}
		return inner, p.expect(")")
	case strings.HasPrefix(p.rest, `"`), strings.HasPrefix(p.rest, `'`):
		return p.quoted()
	case strings.HasPrefix(p.rest, "${"):
		name, rest, ok := strings.Cut(p.rest[2:], "}")
		if !ok || name == "" {
			return nil, errExpression
		}
		p.rest = rest
		return attribute{unescaped(name)}, nil
	case p.rest != "" && p.rest[0] >= '0' && p.rest[0] <= '9':
		return p.numeral()
	}
	return p.name()
}

func (p *expressionParser) expect(sign string) error {
	p.space()
	rest, ok := strings.CutPrefix(p.rest, sign)
	if !ok {
		return fmt.Errorf("%w: %q is missing", errExpression, sign)
	}
	p.rest = rest
	return nil
}

// quoted reads a text in quotes, in which a backslash takes away meaning.
func (p *expressionParser) quoted() (expression, error) {
	quote := p.rest[0]
	var b strings.Builder
	for i := 1; i < len(p.rest); i++ {
		switch c := p.rest[i]; {
		case c == quote:
			p.rest = p.rest[i+1:]
			return literal{b.String()}, nil
		case c == '\\' && i+1 < len(p.rest):
			i++
			b.WriteByte(p.rest[i])
		default:
			b.WriteByte(c)
		}
	}
	return nil, fmt.Errorf("%w: a quote is missing", errExpression)
}

func (p *expressionParser) numeral() (expression, error) {
	end := 0
	for end < len(p.rest) && strings.IndexByte("0123456789.", p.rest[end]) >= 0 {
		end++
	}
	text := p.rest[:end]
	p.rest = p.rest[end:]
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return literal{n}, nil
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return nil, fmt.Errorf("%w: %q is no number", errExpression, text)
	}
	return literal{n}, nil
}

// name reads a word: a column, a function or a constant.
func (p *expressionParser) name() (expression, error) {
	word := p.word()
	if word == "" {
		return nil, fmt.Errorf("%w: a value is missing", errExpression)
	}
	if p.space(); strings.HasPrefix(p.rest, "(") {
		p.rest = p.rest[1:]
		return p.arguments(word)
	}
	switch strings.ToLower(word) {
	case "true":
		return literal{true}, nil
	case "false":
		return literal{false}, nil
	case "null":
		return literal{nil}, nil
	}
	return attribute{unescaped(word)}, nil
}

// word reads letters, digits and what joins them; a backslash makes any character
// one of them. It is empty where there is none.
func (p *expressionParser) word() string {
	end, escaped := 0, false
	for i, r := range p.rest {
		if !escaped && !strings.ContainsRune(`\_.@`, r) && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		escaped = r == '\\' && !escaped
		end = i + utf8.RuneLen(r)
	}
	if escaped {
		return ""
	}
	word := p.rest[:end]
	p.rest = p.rest[end:]
	return word
}

// arguments reads those of a function, its closing bracket included.
func (p *expressionParser) arguments(name string) (expression, error) {
	known, ok := functions[strings.ToLower(name)]
	if !ok {
		return nil, fmt.Errorf("%w: there is no function %s", errExpression, name)
	}
	f := function{name: name, call: known.call}
	for p.space(); !strings.HasPrefix(p.rest, ")"); p.space() {
		if len(f.args) > 0 {
			if err := p.expect(","); err != nil {
				return nil, err
			}
		}
		arg, err := p.binary(0)
		if err != nil {
			return nil, err
		}
		f.args = append(f.args, arg)
	}
	p.rest = p.rest[1:]
	if n := len(f.args); n < known.least || n > known.most {
		return nil, fmt.Errorf("%w: %s takes another number of arguments", errExpression, name)
	}
	return f, nil
}

// unescaped drops the backslashes that take away the meaning of what follows.
func unescaped(path string) string {
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		if path[i] == '\\' && i+1 < len(path) {
			i++
		}
		b.WriteByte(path[i])
	}
	return b.String()
}
