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
	body = trimBOM(body)
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber()
	if err := dec.Decode(&v); err != nil {
		if len(body) > 0 && errors.Is(err, io.ErrUnexpectedEOF) {
			return nil, &APIError{Kind: KindInterrupted, Err: errTruncated}
		}
		return nil, &APIError{Kind: KindNotPlatform, Err: errNotJSON}
	}
	if dec.InputOffset() < int64(len(body)) { // more than one value, or remains of another answer
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

// objects returns the elements of a member that is an array; of those that are
// no objects nothing is taken.
func (o object) objects(key string) []object {
	all, _ := o[key].([]any)
	out := make([]object, 0, len(all))
	for _, item := range all {
		if m, ok := item.(map[string]any); ok {
			out = append(out, m)
		}
	}
	return out
}

// texts returns the elements of a member that is an array of texts or numbers.
func (o object) texts(key string) []string {
	all, _ := o[key].([]any)
	out := make([]string, 0, len(all))
	for _, item := range all {
		if s := (object{"": item}).text(""); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// etag returns the version of an entity, under any of the names it goes by.
func (o object) etag() ETag { return ETag(firstOf(o.text("etag"), o.text("eTag"), o.text("version"))) }

// affirms reports whether a member says yes, as a boolean or as a text.
func (o object) affirms(key string) bool {
	yes, _ := o[key].(bool)
	return yes || strings.EqualFold(o.text(key), "true")
}

// number returns a number, which may be written as a text.
func (o object) number(key string) (float64, bool) {
	n, err := strconv.ParseFloat(o.text(key), 64)
	return n, err == nil && !math.IsNaN(n) && !math.IsInf(n, 0)
}

// count returns how many there are of something, or NotTold: Platform writes -1
// for what it does not know.
func (o object) count(key string) int64 {
	n, ok := o.number(key)
	if !ok || n < 0 || n >= math.MaxInt64 {
		return NotTold
	}
	return int64(n)
}

// moment returns a time that is written in milliseconds since 1970, or in
// seconds, as a number or as a string of digits, and the zero time for anything
// else. Milliseconds before March 1973 are taken for seconds: there are none.
func (o object) moment(key string) time.Time {
	const (
		year9999   = 253402300799999
		leastMilli = 1e11
	)
	n, ok := o.number(key)
	switch {
	case !ok || n <= 0 || n > year9999:
		return time.Time{}
	case n < leastMilli:
		return time.UnixMilli(int64(n * 1000)).UTC()
	}
	return time.UnixMilli(int64(n)).UTC()
}
