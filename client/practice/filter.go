package practice

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// condition is one property filter, such as name==a,b.
type condition struct {
	field  string
	op     string
	values []string
	number int64 // the value of a time field
}

// operators in the order in which they are recognized: longer ones first, so
// that a value may begin with a character of an operator.
var operators = []string{"==", ">=", "<=", "!=", "!>", "!<", ">", "<", "!", "~", "="}

var connectionFields = []string{"id", "name", "description", "connectionSpec.id", "state", fieldCreated, fieldUpdated}

const (
	fieldCreated   = "createdAt"
	fieldUpdated   = "updatedAt"
	fieldStarted   = "metrics.durationSummary.startedAtUTC"
	fieldCompleted = "metrics.durationSummary.completedAtUTC"
)

// isTime reports whether the values of a field are milliseconds, and can be
// compared.
func isTime(field string) bool {
	switch field {
	case fieldCreated, fieldUpdated, fieldStarted, fieldCompleted:
		return true
	}
	return false
}

// parseConditions reads the values of the query parameter property.
func parseConditions(raw, fields []string) ([]condition, *refusal) {
	list := make([]condition, 0, len(raw))
	for _, s := range raw {
		cond, r := parseCondition(s, fields)
		if r != nil {
			return nil, r
		}
		list = append(list, cond)
	}
	return list, nil
}

// parseCondition reads one filter. A comma separates values, as documented, so
// a value that holds one cannot be looked for.
func parseCondition(s string, fields []string) (condition, *refusal) {
	end := strings.IndexAny(s, "=<>!~")
	if end < 0 {
		return condition{}, &refusal{"1453-400", fmt.Sprintf("Invalid query value %s provided in query param.", s)}
	}
	cond := condition{field: s[:end]}
	for _, op := range operators {
		if strings.HasPrefix(s[end:], op) {
			cond.op = op
			break
		}
	}
	value := s[end+len(cond.op):]
	switch cond.op {
	case "~":
		return cond, &refusal{"1440-400", "Operator '~' not implemented."}
	case "==", ">=", "<=", ">", "<":
	default:
		return cond, &refusal{"1450-400", fmt.Sprintf("Invalid operator %s in filter params.", cond.op)}
	}
	if !slices.Contains(fields, cond.field) {
		return cond, &refusal{"1449-400", fmt.Sprintf("Invalid field %s in filter params.", cond.field)}
	}
	if cond.op != "==" && !isTime(cond.field) {
		return cond, &refusal{"1448-400", fmt.Sprintf("Operator %s not supported for field %s.", cond.op, cond.field)}
	}
	cond.values = strings.Split(value, ",")
	if slices.Contains(cond.values, "") {
		return cond, &refusal{"1453-400", fmt.Sprintf("Invalid query value %s provided in query param.", s)}
	}
	return cond, cond.readTime(value)
}

// readTime reads the value of a time field, which is one number of milliseconds.
func (cond *condition) readTime(value string) *refusal {
	if !isTime(cond.field) {
		return nil
	}
	if len(cond.values) > 1 && cond.op != "==" {
		return &refusal{"1443-400", fmt.Sprintf("Operator '%s' is not allowed for multiple values.", cond.op)}
	}
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		return &refusal{"1452-400", fmt.Sprintf("Invalid value %s for field %s.", value, cond.field)}
	}
	cond.number = n
	return nil
}

// holds reports whether a field has a value that is asked for.
func (cond condition) holds(value string) bool { return slices.Contains(cond.values, value) }

// matches reports whether a resource meets the condition: with any of the values
// of a field that has several.
func (cond condition) matches(one listed) bool {
	values := one.values(cond.field)
	if !isTime(cond.field) {
		return slices.ContainsFunc(values, cond.holds)
	}
	return slices.ContainsFunc(values, func(value string) bool {
		at, err := strconv.ParseInt(value, 10, 64)
		return err == nil && cond.holdsTime(at)
	})
}

// holdsTime reports whether a time is as it is asked for.
func (cond condition) holdsTime(at int64) bool {
	switch cond.op {
	case ">=":
		return at >= cond.number
	case "<=":
		return at <= cond.number
	case ">":
		return at > cond.number
	case "<":
		return at < cond.number
	}
	return at == cond.number
}

// matchAll reports whether a resource meets all conditions.
func matchAll(list []condition, one listed) bool {
	return !slices.ContainsFunc(list, func(cond condition) bool { return !cond.matches(one) })
}
