package client

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode"
)

const (
	defaultPageSize = 100
	// maxPages ends a list that never ends: a next link that is new each time
	// would otherwise be followed for ever.
	maxPages = 1000
)

var (
	errNextLink = errors.New("the link to the next page leads elsewhere")
	errEndless  = errors.New("the list does not end")
)

// listing is a list of Flow Service: what is asked for, and how its items are read.
// All of them answer alike, with items and a link to the next page.
type listing[T any] struct {
	op    string
	path  string // under the path of the service
	query listQuery
	// read reads an item; what has no id is not one.
	read func(object) (item T, ok bool)
	// admits compares an item with the filter once more.
	admits func(T) bool
}

// pageCall returns the call for a page, without what reads its answer.
func (l listing[T]) pageCall(path, query string) call {
	return call{op: l.op, method: http.MethodGet, path: flowServicePath + path, query: query, want: http.StatusOK}
}

// firstPage returns the call for the first page, without what reads its answer.
func (l listing[T]) firstPage() call { return l.pageCall(l.path, l.query.encode()) }

// all returns the items that the filter lets through, page by page as they are
// taken. An error ends the sequence and is its last pair.
//
// Platform is asked to filter where the values allow it, and what it returns
// is compared again here: what says that it is in another sandbox is left out.
func (l listing[T]) all(ctx context.Context, c *Client) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		path, query := l.path, l.query.encode()
		seen := map[string]bool{}
		for range maxPages {
			seen[path+"?"+query] = true
			items, next, err := l.page(ctx, c, path, query)
			if err != nil {
				yield(none, err)
				return
			}
			for _, found := range items {
				if l.admits(found) && !yield(found, nil) {
					return
				}
			}
			if next == "" {
				return
			}
			if path, query, err = l.nextPage(c, next); err != nil {
				yield(none, &APIError{Kind: KindNotPlatform, Op: l.op, Status: http.StatusOK, Err: err})
				return
			}
			if seen[path+"?"+query] {
				break
			}
		}
		yield(none, &APIError{Kind: KindNotPlatform, Op: l.op, Status: http.StatusOK, Err: errEndless})
	}
}

// page reads one page and the link to the next.
func (l listing[T]) page(ctx context.Context, c *Client, path, query string) (items []T, next string, err error) {
	q := l.pageCall(path, query)
	q.decode = func(a Answer) (e *APIError) {
		items, next, e = l.readPage(c, a.Body)
		return e
	}
	err = c.do(ctx, q)
	return items, next, err
}

// readPage reads a page of the list.
func (l listing[T]) readPage(c *Client, body []byte) (items []T, next string, e *APIError) {
	o, e := decodeObject(body)
	if e != nil {
		return nil, "", e
	}
	all, ok := o["items"].([]any)
	if !ok {
		return nil, "", &APIError{Kind: KindNotPlatform, Err: errNoItems}
	}
	items = make([]T, 0, len(all))
	for _, item := range all {
		m, _ := item.(map[string]any)
		if found, ok := l.read(m); ok && c.isHere(m) {
			items = append(items, found)
		}
	}
	next, ok = nextLink(o)
	if !ok {
		return nil, "", &APIError{Kind: KindNotPlatform, Err: errNextLink}
	}
	return items, next, nil
}

// nextLink returns the link to the next page; empty where there is none. A link in
// a form that is not known is not ok: taken for none it would end the list early, and
// what is missing in it would count as not there.
func nextLink(o object) (href string, ok bool) {
	next := o.object("_links")["next"]
	if several, isList := next.([]any); isList && len(several) == 1 {
		next = several[0]
	}
	switch link := next.(type) {
	case nil:
		return "", true
	case []any:
		return "", len(link) == 0
	case string:
		return link, true
	case map[string]any:
		switch href := link["href"].(type) {
		case nil:
			return "", true
		case string:
			return href, true
		}
	}
	return "", false
}

// nextPage turns a next link into the path and query to ask for, under the
// service's base. The link is relative to that base and is appended to it:
// resolved as a URL reference it would lose the base's path. It must stay
// within the list it came from.
func (l listing[T]) nextPage(c *Client, href string) (path, query string, err error) {
	before, token, _ := strings.Cut(href, "?")
	u, err := url.Parse(before)
	if err != nil || u.Opaque != "" || u.User != nil || u.Fragment != "" || strings.ContainsAny(before, `{}\#`) {
		return "", "", errNextLink
	}
	u.RawQuery = escapeRaw(token)
	path = u.Path
	service, err := url.Parse(c.base + flowServicePath)
	if err != nil || !sameHost(u, service) {
		return "", "", errNextLink
	}
	// Some services write the whole path; cutting it off gives the same page.
	for _, prefix := range []string{service.Path, flowServicePath} {
		if rest, ok := strings.CutPrefix(path, prefix+"/"); ok {
			path = "/" + rest
			break
		}
	}
	if path = "/" + strings.Trim(path, "/"); path == "/" {
		path = l.path
	}
	if path != l.path {
		return "", "", errNextLink
	}
	return path, l.query.mergedInto(u), nil
}

// sameHost reports whether a link stays on the host of the service. One that
// names no host does.
func sameHost(link, service *url.URL) bool {
	if link.Host == "" && link.Scheme == "" {
		return true
	}
	return link.Scheme == service.Scheme && withoutPort(link) == withoutPort(service)
}

// escapeRaw makes the query of a next link fit to be sent. A token may come with
// characters that do not belong in an address as they are, such as { } \ # and
// spaces; what is escaped already stays, byte for byte.
func escapeRaw(query string) string {
	var b strings.Builder
	for i := range len(query) {
		c := query[i]
		escaped := c == '%' && i+2 < len(query) && isHex(query[i+1]) && isHex(query[i+2])
		if escaped || c > ' ' && c < 0x7f && !strings.ContainsRune("%\"#<>\\^`{|}", rune(c)) {
			b.WriteByte(c)
			continue
		}
		fmt.Fprintf(&b, "%%%02X", c)
	}
	return b.String()
}

func isHex(c byte) bool { return strings.IndexByte("0123456789abcdefABCDEF", c) >= 0 }

// withoutPort returns the host with its port, unless it is the scheme's own.
func withoutPort(u *url.URL) string {
	if (u.Scheme == "https" && u.Port() == "443") || (u.Scheme == "http" && u.Port() == "80") {
		return strings.ToLower(u.Hostname())
	}
	return strings.ToLower(u.Host)
}

// listQuery is the query of the first page.
type listQuery struct {
	conditions []condition
	orderBy    string
	limit      int // defaultPageSize where it is 0
}

// condition is a filter on a property. Arrays have [] after their name in path.
type condition struct {
	path     string
	operator string   // == or >
	values   []string // any of them
}

// equals adds a filter for any of the values, unless there is none.
func (q *listQuery) equals(path string, values ...string) {
	if len(values) > 0 {
		q.conditions = append(q.conditions, condition{path, "==", values})
	}
}

// equalsPlain is equals for a value that Platform is asked to compare only where
// the syntax of filters takes it for itself.
func (q *listQuery) equalsPlain(path, value string) {
	if value != "" && isPlain(value) {
		q.equals(path, value)
	}
}

// isPlain reports whether the filter syntax takes value for itself. A comma
// would part it into several values, and what quotes, operators, wildcards and
// spaces at the ends do is not documented: those are compared here only.
func isPlain(value string) bool {
	if value != strings.TrimSpace(value) {
		return false
	}
	for _, r := range value {
		if strings.ContainsRune(",=<>!~|\"'`\\*?%;(){}[]^", r) || !unicode.IsPrint(r) || r == unicode.ReplacementChar {
			return false
		}
	}
	return true
}

// encode writes the query.
func (q listQuery) encode() string {
	limit := q.limit
	if limit <= 0 {
		limit = defaultPageSize
	}
	return strings.Join(append(q.filter(), "limit="+strconv.Itoa(limit)), "&")
}

// filter writes the query but for its limit. Of the operators == stays as the
// documentation shows it.
func (q listQuery) filter() []string {
	var parts []string
	for _, c := range q.conditions {
		values := make([]string, len(c.values))
		for i, value := range c.values {
			values[i] = escapeValue(value)
		}
		operator := c.operator
		if operator != "==" {
			operator = escapeValue(operator)
		}
		parts = append(parts, "property="+escapeValue(c.path)+operator+strings.Join(values, ","))
	}
	if q.orderBy != "" {
		parts = append(parts, "orderby="+escapeValue(q.orderBy))
	}
	return parts
}

// mergedInto returns the query of a next link with what the first page asked
// for and the link does not repeat: whether the token carries the filter is
// not documented, and sending both is what Adobe's own client does.
func (q listQuery) mergedInto(next *url.URL) string {
	given := next.Query()
	parts := []string{}
	if next.RawQuery != "" {
		parts = append(parts, next.RawQuery)
	}
	for part := range strings.SplitSeq(q.encode(), "&") {
		if name, _, _ := strings.Cut(part, "="); !given.Has(name) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "&")
}

// escapeValue escapes a value with %20 for a space: a plus sign is not a space
// to every reader.
func escapeValue(value string) string {
	return strings.ReplaceAll(url.QueryEscape(value), "+", "%20")
}
