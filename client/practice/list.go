package practice

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// Platform documents neither a default nor a maximum of limit. A small default
// shows whoever forgets to read further pages.
const (
	defaultLimit = 20
	maxLimit     = 1000
)

// position is a resource's place in an order. Resources that are made or deleted
// between two pages shift nothing.
type position struct {
	Key string `json:"k"`
	Seq int64  `json:"s"`
}

// cursor is what a continuation token holds: enough to go on with nothing else
// given.
type cursor struct {
	Property []string  `json:"p,omitempty"`
	OrderBy  string    `json:"o,omitempty"`
	Limit    int       `json:"l"`
	After    *position `json:"a"`
}

// listAnswer is a page of a list.
type listAnswer[T any] struct {
	Items []T       `json:"items"`
	Links listLinks `json:"_links"`
}

type listLinks struct {
	Next *link `json:"next,omitempty"`
}

// listed is a kind of resource that can be listed.
type listed interface {
	// number is its place in the order in which they were made.
	number() int64
	// values are those of a field that filters and orders know by this name.
	values(field string) []string
}

// listing is how the resources of a kind are listed.
type listing[T listed, S any] struct {
	path     string   // below the Flow Service
	fields   []string // what filters and orders may name
	maxLimit int
	// read returns what is asked for of what match lets through.
	read func(ask asked, match func(T) bool) ([]T, error)
	// byCreated says that read knows that order, too.
	byCreated bool
	show      func([]T) ([]S, error)
}

// asked says what is to be read of a list: all of it in the order in which it was
// made, unless the rest says that less will do.
type asked struct {
	conditions []condition // all must hold; what they leave out need not be read
	by         order       // the order: none, or createdAt where that is known
	after      *position   // what is behind this place; nil for all
	limit      int         // how many; 0 for all
}

// seq is the number behind which the list begins.
func (a asked) seq() int64 {
	if a.after == nil {
		return 0
	}
	return a.after.Seq
}

// answer answers GET of the list.
func (l listing[T, S]) answer(p *core, c *call) answer {
	q, r := parseListQuery(c.query)
	if r != nil {
		return c.refused(r)
	}
	q.Limit = min(q.Limit, l.maxLimit)
	conditions, r := parseConditions(q.Property, l.fields)
	if r != nil {
		return c.refused(r)
	}
	by, r := parseOrder(q.OrderBy, l.fields)
	if r != nil {
		return c.refused(r)
	}
	ask := asked{conditions: conditions}
	if !q.count && (by == (order{}) || l.byCreated && by.field == fieldCreated) {
		// In an order that is known there, a page is read and no more.
		ask.by, ask.after, ask.limit = by, q.After, q.Limit+1
	}
	all, err := l.read(ask, func(one T) bool { return matchAll(conditions, one) })
	if err != nil {
		return p.storeFailed(c, err)
	}
	if q.count {
		return jsonAnswer(http.StatusOK, fields{"count": len(all)})
	}
	// Not slices.SortFunc, of which the program would hold one for each kind of resource.
	sort.Slice(all, func(i, j int) bool { return by.compare(by.position(all[i]), by.position(all[j])) < 0 })
	if q.After != nil {
		from := sort.Search(len(all), func(i int) bool { return by.compare(by.position(all[i]), *q.After) > 0 })
		all = all[from:]
	}
	var out listAnswer[S]
	if len(all) > q.Limit {
		all = all[:q.Limit]
		last := by.position(all[len(all)-1])
		next := q.cursor
		next.After = &last
		out.Links.Next = &link{Href: l.path + "?continuationToken=" + url.QueryEscape(next.token())}
	}
	out.Items, err = l.show(all)
	return p.finish(c, err, func() answer { return jsonAnswer(http.StatusOK, out) })
}

// each makes the show of a listing out of what shows one resource.
func each[T, S any](show func(T) S) func([]T) ([]S, error) {
	return func(all []T) ([]S, error) {
		out := make([]S, 0, len(all))
		for _, one := range all {
			out = append(out, show(one))
		}
		return out, nil
	}
}

func (c cursor) token() string { return base64.RawURLEncoding.EncodeToString(encode(c)) }

// listQuery is the query of a list: a cursor, whether it was given as such or
// as single parameters.
type listQuery struct {
	cursor
	count bool
}

func parseListQuery(v url.Values) (listQuery, *refusal) {
	for name := range v {
		switch name {
		case "property", "limit", "orderby", "continuationToken", "count":
		default:
			return listQuery{}, &refusal{"1451-400", fmt.Sprintf("Invalid params %s provided in query params.", name)}
		}
	}
	if v.Has("limit") && v.Has("count") {
		return listQuery{}, &refusal{"1401-400", "The limit and count parameters cannot be given together in the same request. " +
			"Please provide either only the limit or the count parameter and try again."}
	}
	q := listQuery{cursor: cursor{Property: v["property"], OrderBy: v.Get("orderby"), Limit: defaultLimit}}
	if v.Has("count") {
		count, err := strconv.ParseBool(v.Get("count"))
		if err != nil {
			return q, invalidValue("count", v.Get("count"))
		}
		q.count = count
	}
	if v.Has("continuationToken") {
		if r := q.resume(v); r != nil {
			return q, r
		}
	}
	if v.Has("limit") {
		limit, err := strconv.Atoi(v.Get("limit"))
		if err != nil || limit < 1 {
			return q, invalidValue("limit", v.Get("limit"))
		}
		q.Limit = min(limit, maxLimit)
	}
	return q, nil
}

// resume takes the cursor from a continuation token. Parameters that are sent
// once more beside it must be the same.
func (q *listQuery) resume(v url.Values) *refusal {
	token := v.Get("continuationToken")
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil {
		return invalidValue("continuationToken", token)
	}
	var from cursor
	if err := json.Unmarshal(raw, &from); err != nil || from.After == nil || from.Limit < 1 || from.Limit > maxLimit {
		return invalidValue("continuationToken", token)
	}
	if (v.Has("property") && !slices.Equal(q.Property, from.Property)) || (v.Has("orderby") && q.OrderBy != from.OrderBy) {
		return &refusal{"1451-400", "Invalid params continuationToken provided in query params."}
	}
	q.cursor = from
	return nil
}

func invalidValue(field, value string) *refusal {
	return &refusal{"1452-400", fmt.Sprintf("Invalid value %s for field %s.", value, field)}
}

// order is the order of a list: by a field, or as made if there is none.
type order struct {
	field string
	desc  bool
}

// parseOrder reads orderby. A plus sign that was not escaped arrives as a space
// and is refused.
func parseOrder(s string, fields []string) (order, *refusal) {
	var by order
	if s == "" {
		return by, nil
	}
	switch first := s[0]; {
	case first == '-':
		by.desc, s = true, s[1:]
	case first == '+':
		s = s[1:]
	case (first < 'a' || first > 'z') && (first < 'A' || first > 'Z') && first != '#':
		return by, &refusal{
			"1432-400",
			"Sort order specified is not correct, prepend + for ascending order and - for descending order in the fieldName.",
		}
	}
	by.field = s
	if s == "" || !slices.Contains(fields, s) {
		return by, &refusal{"1433-400", fmt.Sprintf("Incorrect field= %s passed in orderBy, example are +name, -name, name.", s)}
	}
	return by, nil
}

func (by order) position(one listed) position {
	at := position{Seq: one.number()}
	if by.field == "" {
		return at
	}
	at.Key = strings.Join(one.values(by.field), ",")
	if n, err := strconv.ParseInt(at.Key, 10, 64); err == nil && isTime(by.field) {
		at.Key = fmt.Sprintf("%020d", n)
	}
	return at
}

// direction is the order as SQL has it.
func (by order) direction() string {
	if by.desc {
		return " DESC"
	}
	return ""
}

func (by order) compare(a, b position) int {
	n := cmp.Compare(a.Key, b.Key)
	if by.desc {
		n = -n
	}
	return cmp.Or(n, cmp.Compare(a.Seq, b.Seq))
}
