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
	listPath        = "/connections" // under the path of the service
	defaultPageSize = 100
	// maxPages ends a list that never ends: a next link that is new each time
	// would otherwise be followed for ever.
	maxPages = 1000
)

var (
	errNextLink = errors.New("the link to the next page leads elsewhere")
	errEndless  = errors.New("the list does not end")
)

// Connections returns the connections of the sandbox that f lets through, page
// by page as they are taken. An error ends the sequence and is its last pair.
//
// Platform is asked to filter where the values allow it, and what it returns
// is compared again here: names match exactly, and what says that it is in
// another sandbox is left out.
func (c *Client) Connections(ctx context.Context, f Filter) iter.Seq2[Connection, error] {
	return func(yield func(Connection, error) bool) {
		first := f.query()
		path, query := listPath, first.encode()
		seen := map[string]bool{}
		for range maxPages {
			seen[path+"?"+query] = true
			items, next, err := c.connectionPage(ctx, path, query)
			if err != nil {
				yield(Connection{}, err)
				return
			}
			for _, found := range items {
				if c.isHere(found) && f.admits(found) && !yield(found, nil) {
					return
				}
			}
			if next == "" {
				return
			}
			if path, query, err = c.nextPage(next, first); err != nil {
				yield(Connection{}, &APIError{Kind: KindNotPlatform, Op: opConnections, Status: http.StatusOK, Err: err})
				return
			}
			if seen[path+"?"+query] {
				break
			}
		}
		yield(Connection{}, &APIError{Kind: KindNotPlatform, Op: opConnections, Status: http.StatusOK, Err: errEndless})
	}
}

// connectionPage reads one page and the link to the next.
func (c *Client) connectionPage(ctx context.Context, path, query string) (items []Connection, next string, err error) {
	q := pageCall(path, query)
	q.decode = func(a Answer) (e *APIError) {
		items, next, e = readConnections(a.Body)
		return e
	}
	err = c.do(ctx, q)
	return items, next, err
}

// pageCall returns the call for a page of Connections, without what reads its answer.
func pageCall(path, query string) call {
	return call{op: opConnections, method: http.MethodGet, path: flowServicePath + path, query: query, want: http.StatusOK}
}

// readConnections reads a page of a list. An item without an id is not one.
func readConnections(body []byte) (items []Connection, next string, e *APIError) {
	o, e := decodeObject(body)
	if e != nil {
		return nil, "", e
	}
	list, ok := o["items"].([]any)
	if !ok {
		return nil, "", &APIError{Kind: KindNotPlatform, Err: errNoItems}
	}
	items = make([]Connection, 0, len(list))
	for _, item := range list {
		if found := readConnection(item); found.ID != "" {
			items = append(items, found)
		}
	}
	return items, o.object("_links").object("next").text("href"), nil
}

// nextPage turns a next link into the path and query to ask for, under the
// service's base. The link is relative to that base and is appended to it:
// resolved as a URL reference it would lose the base's path. It must stay
// within the list it came from.
func (c *Client) nextPage(href string, first listQuery) (path, query string, err error) {
	before, token, _ := strings.Cut(href, "?")
	u, err := url.Parse(before)
	if err != nil || u.Opaque != "" || u.User != nil || u.Fragment != "" || strings.ContainsAny(before, `{}\#`) {
		return "", "", errNextLink
	}
	u.RawQuery = escapeRaw(token)
	path = u.Path
	service, err := url.Parse(c.base + flowServicePath)
	if err != nil {
		return "", "", errNextLink
	}
	if u.Host != "" || u.Scheme != "" {
		if u.Scheme != service.Scheme || withoutPort(u) != withoutPort(service) {
			return "", "", errNextLink
		}
	}
	// Some services write the whole path; cutting it off gives the same page.
	for _, prefix := range []string{service.Path, flowServicePath} {
		if rest, ok := strings.CutPrefix(path, prefix+"/"); ok {
			path = "/" + rest
			break
		}
	}
	if path = "/" + strings.Trim(path, "/"); path == "/" {
		path = listPath
	}
	if path != listPath {
		return "", "", errNextLink
	}
	return path, first.mergedInto(u), nil
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
	properties []string
	limit      int
}

// query returns the part of f that Platform can be asked to apply.
func (f Filter) query() listQuery {
	q := listQuery{limit: f.PageSize}
	if q.limit <= 0 {
		q.limit = defaultPageSize
	}
	for _, p := range []struct{ key, value string }{
		{"id", string(f.ID)}, {"name", f.Name}, {"connectionSpec.id", f.SpecID}, {"state", f.State},
	} {
		if p.value != "" && isPlain(p.value) {
			q.properties = append(q.properties, p.key+"=="+p.value)
		}
	}
	return q
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

// encode writes the query. The operator stays as the documentation shows it.
func (q listQuery) encode() string {
	var b strings.Builder
	for _, p := range q.properties {
		key, value, _ := strings.Cut(p, "==")
		b.WriteString("property=" + key + "==" + escapeValue(value) + "&")
	}
	return b.String() + "limit=" + strconv.Itoa(q.limit)
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
	if !given.Has("property") && len(q.properties) > 0 {
		filter, _, _ := strings.Cut(listQuery{properties: q.properties}.encode(), "&limit=")
		parts = append(parts, filter)
	}
	if !given.Has("limit") {
		parts = append(parts, "limit="+strconv.Itoa(q.limit))
	}
	return strings.Join(parts, "&")
}

// escapeValue escapes a value with %20 for a space: a plus sign is not a space
// to every reader.
func escapeValue(value string) string {
	return strings.ReplaceAll(url.QueryEscape(value), "+", "%20")
}

// admits compares a connection with the filter. Specification and state count
// only where the item tells them.
func (f Filter) admits(found Connection) bool {
	return (f.ID == "" || strings.EqualFold(string(f.ID), string(found.ID))) &&
		(f.Name == "" || f.Name == found.Name) &&
		(f.SpecID == "" || found.SpecID == "" || strings.EqualFold(f.SpecID, found.SpecID)) &&
		(f.State == "" || found.State == "" || f.State == found.State)
}
