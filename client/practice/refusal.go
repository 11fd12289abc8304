package practice

import (
	"cmp"
	"strings"
)

// refusal is why an input is not taken, found by code that knows nothing of the
// call it came with.
type refusal struct {
	code   string // "1434-400"; empty for what has no documented code
	detail string
}

// Error returns the reason.
func (r *refusal) Error() string { return r.code + " " + r.detail }

// refused answers for a refusal.
func (c *call) refused(r *refusal) answer {
	if r.code == "" {
		return malformed(r.detail)
	}
	title := cmp.Or(titles[r.code], "Invalid request")
	if strings.HasPrefix(r.code, providerPrefix) {
		title = "Bad Request"
	}
	return c.flow(r.code, title, "%s", r.detail)
}

// titles are those of the documented codes that are not just invalid requests.
var titles = map[string]string{
	"1403-400": "Header is missing",
	"1404-412": "Version not matching",
	"2119-400": "Query parameter missing",
}
