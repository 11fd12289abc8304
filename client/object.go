package client

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
)

var errTruncated = errors.New("the answer ends before its end")

// decodeJSON reads a whole answer. One that stops in the middle was
// interrupted, anything else that is no JSON is not Platform's.
func decodeJSON(body []byte) (any, *APIError) {
	var v any
	dec := json.NewDecoder(bytes.NewReader(trimBOM(body)))
	dec.UseNumber()
	if err := dec.Decode(&v); err != nil {
		if len(trimBOM(body)) > 0 && errors.Is(err, io.ErrUnexpectedEOF) {
			return nil, &APIError{Kind: KindInterrupted, Err: errTruncated}
		}
		return nil, &APIError{Kind: KindNotPlatform, Err: errNotJSON}
	}
	if dec.More() {
		return nil, &APIError{Kind: KindNotPlatform, Err: errNotJSON}
	}
	return v, nil
}

// decodeObject is decodeJSON for an answer that has to be an object.
func decodeObject(body []byte) (object, *APIError) {
	v, e := decodeJSON(body)
	if e != nil {
		return nil, e
	}
	o, ok := v.(map[string]any)
	if !ok {
		return nil, &APIError{Kind: KindNotPlatform, Err: errNotJSON}
	}
	return o, nil
}

// trimBOM drops spaces and a byte order mark before JSON.
func trimBOM(b []byte) []byte {
	return bytes.TrimSpace(bytes.TrimPrefix(bytes.TrimSpace(b), []byte("\ufeff")))
}

// object is a JSON object of which nothing is taken for granted: a member that
// is missing or of another type reads as empty.
type object map[string]any

// text returns a string, or a number as it is written.
func (o object) text(key string) string {
	switch v := o[key].(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

// denies reports whether a member says no, as a boolean or as a text.
func (o object) denies(key string) bool {
	no, ok := o[key].(bool)
	return ok && !no || strings.EqualFold(o.text(key), "false")
}

// object returns a member that is an object; reading from nil is fine.
func (o object) object(key string) object {
	m, _ := o[key].(map[string]any)
	return m
}

// firstObject returns the first element of a member that is an array.
func (o object) firstObject(key string) object {
	if list, ok := o[key].([]any); ok && len(list) > 0 {
		m, _ := list[0].(map[string]any)
		return m
	}
	return nil
}

// millis returns a time that is written in milliseconds since 1970, as a
// number or as a string of digits, and the zero time for anything else.
func (o object) millis(key string) time.Time {
	var ms float64
	var err error
	switch v := o[key].(type) {
	case json.Number:
		ms, err = v.Float64()
	case string:
		ms, err = strconv.ParseFloat(v, 64)
	}
	const year9999 = 253402300799999
	if err != nil || math.IsNaN(ms) || ms <= 0 || ms > year9999 {
		return time.Time{}
	}
	return time.UnixMilli(int64(ms)).UTC()
}
