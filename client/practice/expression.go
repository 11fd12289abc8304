package practice

import (
	"errors"
	"fmt"
)

// expression is what a mapping computes from a row. Its language is the part of
// Data Prep's that is met in mappings: columns, literals, functions, and the
// operators of arithmetic and comparison.
type expression interface {
	eval(row map[string]any) (any, error)
}

type (
	literal   struct{ value any }
	attribute struct{ path string }
	operation struct {
		op          string
		left, right expression
	}
	negation struct{ of expression }
	function struct {
		name string
		call func(args []any) (any, error)
		args []expression
	}
)

func (e literal) eval(map[string]any) (any, error) { return e.value, nil }

// eval finds a column by its name, dots included, or else by the path to it. What
// is not there is null.
func (e attribute) eval(row map[string]any) (any, error) { return lookUp(row, e.path), nil }

func lookUp(row map[string]any, path string) any {
	if v, ok := row[path]; ok {
		return v
	}
	for i, c := range path {
		if inner, ok := row[path[:i]].(map[string]any); c == '.' && ok {
			return lookUp(inner, path[i+1:])
		}
	}
	return nil
}

func (e negation) eval(row map[string]any) (any, error) {
	v, err := e.of.eval(row)
	if err != nil {
		return nil, err
	}
	yes, err := truth(v)
	return !yes, err
}

func (e function) eval(row map[string]any) (any, error) {
	args := make([]any, len(e.args))
	for i, arg := range e.args {
		v, err := arg.eval(row)
		if err != nil {
			return nil, err
		}
		args[i] = v
	}
	v, err := e.call(args)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", e.name, err)
	}
	return v, nil
}

func (e operation) eval(row map[string]any) (any, error) {
	left, err := e.left.eval(row)
	if err != nil {
		return nil, err
	}
	right, err := e.right.eval(row)
	if err != nil {
		return nil, err
	}
	switch e.op {
	case "==":
		return equal(left, right), nil
	case "!=":
		return !equal(left, right), nil
	case "&&", "||":
		a, err := truth(left)
		b, also := truth(right)
		if e.op == "&&" {
			return a && b, errors.Join(err, also)
		}
		return a || b, errors.Join(err, also)
	}
	return e.calculate(left, right)
}

// calculate is an operation on numbers. Adding texts joins them.
func (e operation) calculate(left, right any) (any, error) {
	a, err := toNumber(left)
	b, also := toNumber(right)
	if err != nil || also != nil {
		if e.op == "+" {
			return plain(left) + plain(right), nil
		}
		return nil, errors.Join(err, also)
	}
	switch e.op {
	case "+":
		return whole(a + b), nil
	case "-":
		return whole(a - b), nil
	case "*":
		return whole(a * b), nil
	case "<":
		return a < b, nil
	case "<=":
		return a <= b, nil
	case ">":
		return a > b, nil
	case ">=":
		return a >= b, nil
	}
	if b == 0 {
		return nil, errors.New("division by zero")
	}
	return whole(a / b), nil
}
