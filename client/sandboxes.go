package client

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

const sandboxPageSize = 50

var errNoSandboxes = errors.New("the answer has no sandboxes")

// Sandboxes returns the sandboxes that the credential may see, in Platform's
// order. It is the one call that names no sandbox, so that it works while the
// name in the settings is still missing or wrong.
func (c *Client) Sandboxes(ctx context.Context) ([]Sandbox, error) {
	var all []Sandbox
	seen := map[string]bool{}
	offset := 0
	for range maxPages {
		page, count, more, err := sandboxPage(ctx, c, offset)
		if err != nil {
			return nil, err
		}
		fresh := 0
		for _, s := range page {
			if !seen[s.Name] {
				seen[s.Name] = true
				all = append(all, s)
				fresh++
			}
		}
		// A page with nothing new comes from a server that ignores the offset.
		if !more || fresh == 0 {
			return all, nil
		}
		offset += count
	}
	return nil, &APIError{Kind: KindNotPlatform, Op: opSandboxes, Status: http.StatusOK, Err: errEndless}
}

// sandboxPage reads one page, how many entries it had, and whether there may be
// more. The next address is always built here: the one in the answer is a template.
// limit and offset have to be sent together.
func sandboxPage(ctx context.Context, c *Client, offset int) (page []Sandbox, count int, more bool, err error) {
	err = c.do(ctx, call{
		op: opSandboxes, method: http.MethodGet, path: sandboxPath, want: http.StatusOK,
		query:     fmt.Sprintf("limit=%d&offset=%d", sandboxPageSize, offset),
		noSandbox: true,
		decode: func(a Answer) (e *APIError) {
			page, count, more, e = readSandboxes(a.Body)
			return e
		},
	})
	return page, count, more, err
}

// readSandboxes reads a page. An entry without a name cannot be used.
func readSandboxes(body []byte) (page []Sandbox, count int, more bool, e *APIError) {
	o, e := decodeObject(body)
	if e != nil {
		return nil, 0, false, e
	}
	list, ok := o["sandboxes"].([]any)
	if !ok {
		return nil, 0, false, &APIError{Kind: KindNotPlatform, Err: errNoSandboxes}
	}
	for _, item := range list {
		m, _ := item.(map[string]any)
		entry := object(m)
		s := Sandbox{
			Name:      entry.text("name"),
			Title:     entry.text("title"),
			State:     entry.text("state"),
			Type:      entry.text("type"),
			IsDefault: entry.affirms("isDefault"),
		}
		if s.Name != "" {
			page = append(page, s)
		}
	}
	// The service may give less at a time than was asked for, and says so.
	full := sandboxPageSize
	if limit := o.object("_page").count("limit"); limit > 0 && limit < sandboxPageSize {
		full = int(limit)
	}
	more = len(list) >= full || o.object("_links").object("next").text("href") != ""
	return page, len(list), more, nil
}
