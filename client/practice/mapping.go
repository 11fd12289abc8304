package practice

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The kinds of mappings.
const (
	mapAttribute  = "ATTRIBUTE"
	mapExpression = "EXPRESSION"
	mapStatic     = "STATIC"
)

// mapping says what a field gets.
type mapping struct {
	Kind        string `json:"sourceType"`
	Source      string `json:"source"`
	Destination string `json:"destination"`
}

// mappingSet is a mapping set as Data Prep holds it.
type mappingSet struct {
	ID       string    `json:"id"`
	Version  int       `json:"version"`
	SchemaID string    `json:"schemaId"`
	Major    string    `json:"major"` // version of the schema
	Mappings []mapping `json:"mappings"`
	MadeAt   int64     `json:"madeAt"`
}

// fault is why a mapping does not work, or a row does not go through it.
type fault struct {
	index  int // of the mapping; -1 for a field that none is for
	code   string
	column string
	words  string
}

var (
	errNoField   = errors.New("the destination is not in the schema")
	errTwice     = errors.New("the destination is mapped more than once")
	errKind      = errors.New("sourceType is not one of ATTRIBUTE, EXPRESSION, STATIC")
	errNoBoolean = errors.New("it is neither true nor false")
	errNoDay     = errors.New("it is no date")
	errNoArray   = errors.New("it is no array")
	errNoMap     = errors.New("it is no map")
	errNotListed = errors.New("it is none of the values that are allowed")
)

// pipe is a mapping set that rows go through.
type pipe struct {
	steps []pipeStep
	// loose are the required fields that no mapping is for.
	loose []string
}

type pipeStep struct {
	mapping

	field schemaField
	value expression
}

// column is the column that a step is about.
func (s pipeStep) column() string {
	if s.Kind == mapAttribute {
		return s.Source
	}
	return s.Destination
}

// compile makes a pipe, and says of each mapping why it does not work; those
// do nothing.
func (m mappingSet) compile(to *schema) (*pipe, []error) {
	p := &pipe{}
	bad := make([]error, len(m.Mappings))
	seen := map[string]bool{}
	for i, one := range m.Mappings {
		step, err := one.compile(to)
		if err == nil && seen[one.Destination] {
			err = errTwice
		}
		seen[one.Destination] = true
		bad[i] = err
		p.steps = append(p.steps, step)
	}
	for _, f := range to.fields {
		if f.required && !seen[f.path] {
			p.loose = append(p.loose, f.path)
		}
	}
	return p, bad
}

func (m mapping) compile(to *schema) (pipeStep, error) {
	step := pipeStep{mapping: m}
	var ok bool
	if step.field, ok = to.field(m.Destination); !ok {
		return step, fmt.Errorf("%w: %s", errNoField, m.Destination)
	}
	var err error
	switch m.Kind {
	case mapAttribute:
		step.value = attribute{unescaped(strings.TrimSuffix(strings.TrimPrefix(m.Source, "${"), "}"))}
	case mapStatic:
		step.value = literal{m.Source}
		_, err = step.field.take(m.Source)
	case mapExpression:
		step.value, err = parseExpression(m.Source)
	default:
		err = errKind
	}
	if err != nil {
		step.value = nil
	}
	return step, err
}

// through puts a row through the pipe: what comes out, and what does not.
func (p *pipe) through(row map[string]any) (map[string]any, []fault) {
	out := map[string]any{}
	var faults []fault
	for i, step := range p.steps {
		if step.value == nil {
			continue
		}
		v, err := step.value.eval(row)
		if err == nil && !blank(v) {
			v, err = step.field.take(v)
		} else if err == nil {
			v = nil
		}
		switch {
		case err != nil:
			faults = append(faults, fault{
				i, rowUnmapped, step.column(),
				fmt.Sprintf("Mapper Transform Error: cannot convert %s to %s.", step.column(), step.field.kind),
			})
		case v == nil && step.field.required:
			faults = append(faults, fault{i, rowIncomplete, step.column(), missingWords(step.column())})
		case v != nil:
			put(out, step.Destination, v)
		}
	}
	for _, path := range p.loose {
		faults = append(faults, fault{-1, rowIncomplete, path, missingWords(path)})
	}
	return out, faults
}

func missingWords(name string) string {
	return fmt.Sprintf("The required field %s is missing or null.", name)
}

// put puts a value where a path leads to.
func put(out map[string]any, path string, v any) {
	name, rest, deeper := strings.Cut(path, ".")
	if !deeper {
		out[name] = v
		return
	}
	inner, ok := out[name].(map[string]any)
	if !ok {
		inner = map[string]any{}
		out[name] = inner
	}
	put(inner, rest, v)
}

// take turns a value into one of the field. Platform takes no 0 or 1 for a boolean.
func (f schemaField) take(v any) (any, error) {
	switch f.kind {
	case "boolean":
		if yes, err := truth(v); err == nil && v != nil {
			return yes, nil
		}
		return nil, errNoBoolean
	case "integer":
		return toInteger(v)
	case "number":
		return toNumber(v)
	case "date", "date-time":
		return takeDate(v, f.kind == "date")
	case "array":
		if list, ok := v.([]any); ok {
			return list, nil
		}
		return nil, errNoArray
	case "map":
		if m, ok := v.(map[string]any); ok {
			return m, nil
		}
		return nil, errNoMap
	}
	text := plain(v)
	if len(f.enum) > 0 && !slices.Contains(f.enum, text) {
		return nil, errNotListed
	}
	return text, nil
}

func takeDate(v any, day bool) (any, error) {
	t, ok := v.(time.Time)
	if !ok {
		parsed, err := parseDate([]any{v})
		if err != nil {
			return nil, errNoDay
		}
		t, _ = parsed.(time.Time)
	}
	if day {
		return t.Format(time.DateOnly), nil
	}
	return t.Format(time.RFC3339), nil
}

// parseMappingSet reads a mapping set in the spelling of the reference, or in the
// one of the tutorials.
func parseMappingSet(raw json.RawMessage) (mappingSet, *refusal) {
	var set mappingSet
	top, ok := object(raw)
	if !ok {
		return set, &refusal{"", "The request body is not a valid mapping set"}
	}
	output, _ := object(top["outputSchema"])
	ref, _ := object(output["schemaRef"])
	set.Major = "1"
	if set.SchemaID, ok = text(ref["id"]); ok {
		kind, _ := text(ref["contentType"])
		if set.Major = majorOf(kind); set.Major == "" {
			return set, &refusal{"", "outputSchema.schemaRef.contentType has no version"}
		}
	} else if set.SchemaID, ok = text(top["xdmSchema"]); !ok || set.SchemaID == "" {
		return set, &refusal{"", "outputSchema.schemaRef.id is required"}
	}
	var list []json.RawMessage
	if err := json.Unmarshal(top["mappings"], &list); err != nil || len(list) == 0 {
		return set, &refusal{"", "mappings must be an array that is not empty"}
	}
	for i, item := range list {
		one, ok := parseMapping(item)
		if !ok {
			return set, &refusal{"", "mappings[" + strconv.Itoa(i) + "] has no source or no destination"}
		}
		set.Mappings = append(set.Mappings, one)
	}
	return set, nil
}

func parseMapping(raw json.RawMessage) (mapping, bool) {
	given, ok := object(raw)
	if !ok {
		return mapping{}, false
	}
	one := mapping{Kind: mapAttribute}
	if kind, named := text(given["sourceType"]); named {
		one.Kind = kind
	}
	for _, v := range []struct {
		to    *string
		names [2]string
	}{{&one.Source, [2]string{"source", "sourceAttribute"}}, {&one.Destination, [2]string{"destination", "destinationXdmPath"}}} {
		value, found := text(given[v.names[0]])
		if !found {
			value, found = text(given[v.names[1]])
		}
		if !found {
			return one, false
		}
		*v.to = value
	}
	return one, one.Destination != "" && (one.Source != "" || one.Kind == mapStatic)
}

// majorOf is the version of a schema that a media type names; empty if it names none.
func majorOf(kind string) string {
	for part := range strings.SplitSeq(kind, ";") {
		if version, ok := strings.CutPrefix(strings.TrimSpace(part), "version="); ok {
			major, _, _ := strings.Cut(strings.TrimSpace(version), ".")
			return major
		}
	}
	return ""
}
