package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// The most that is read of the rows that were refused. They are there to be
// looked at, a few of them.
const (
	maxRefusedRows  = 100
	maxRefusedFiles = 10
	refusedHead     = 1 << 20 // of each file
	maxRefusedRow   = 4 << 10
)

const batchesPath = "/data/foundation/export/batches/"

var (
	errNoFiles = errors.New("the answer is no list of files")
	errNoRows  = errors.New("the file has no rows")
)

// RefusedRow is a row that Platform could not take. What it holds and what is
// said of it are the customers' data: they are kept as secrets are, shown where
// somebody asked for them, and never logged or stored.
type RefusedRow struct {
	File    string // of the customer's, where it is said
	Row     Secret // as it was, or as much of it as was understood; at most 4 KiB
	Reasons []RowReason
}

// RowReason is why a row was refused.
type RowReason struct {
	Code    string // such as MAPPER-3700-400; empty if it has none
	Message Secret // it may quote the row
}

// RefusedRows returns rows of a batch that Platform could not take: at most 100,
// from the beginning of the first files. more says that there are others.
// Platform keeps them for 30 days, of dataflows with diagnostics switched on
// (tutorial "Retrieve error diagnostics"); where there are none the error is of
// KindNotFound.
func (d *Dataflows) RefusedRows(ctx context.Context, batch BatchID) (rows []RefusedRow, more bool, err error) {
	if err := checkID(opRefusedRows, "Batch", string(batch)); err != nil {
		return nil, false, err
	}
	meta := batchesPath + url.PathEscape(string(batch)) + "/meta"
	var files []string // as queries
	err = d.client.do(ctx, call{
		op: opRefusedRows, method: http.MethodGet, path: meta, query: "path=row_errors", want: http.StatusOK,
		decode: func(a Answer) (e *APIError) {
			files, e = d.readRefusedFiles(a.Body, meta)
			return e
		},
	})
	if err != nil {
		return nil, false, err
	}
	for i, file := range files {
		if i == maxRefusedFiles || len(rows) >= maxRefusedRows {
			return rows, true, nil
		}
		err := d.client.do(ctx, call{
			op: opRefusedRows, method: http.MethodGet, path: meta, query: file, want: http.StatusOK, head: refusedHead,
			decode: func(a Answer) *APIError {
				found, cut, e := readRefusedRows(a.Body, maxRefusedRows-len(rows))
				rows, more = append(rows, found...), more || cut
				return e
			},
		})
		if err != nil {
			return nil, false, err
		}
	}
	return rows, more, nil
}

// readRefusedFiles reads the list of the files, as the queries that they are
// asked for with. Of the links only what stays at this batch on this host is
// followed; theirs come with a port.
func (d *Dataflows) readRefusedFiles(body []byte, meta string) ([]string, *APIError) {
	o, e := decodeObject(body)
	if e != nil {
		return nil, e
	}
	if _, ok := o["data"].([]any); !ok {
		return nil, &APIError{Kind: KindNotPlatform, Err: errNoFiles}
	}
	here, err := url.Parse(d.client.base + meta)
	if err != nil {
		return nil, &APIError{Kind: KindNotPlatform, Err: errNoFiles}
	}
	var files []string
	for _, file := range o.objects("data") {
		link, err := url.Parse(file.object("_links").object("self").text("href"))
		if err != nil {
			continue
		}
		name := file.text("name")
		switch path := link.Query().Get("path"); {
		case sameHost(link, here) && link.User == nil && strings.HasSuffix(link.Path, meta) && inRefused(path):
			files = append(files, "path="+escapePath(path))
		case name != "" && inRefused("row_errors/"+name):
			files = append(files, "path=row_errors/"+escapeValue(name))
		}
	}
	return files, nil
}

// inRefused reports whether a path is that of a file with refused rows.
func inRefused(path string) bool {
	return strings.HasPrefix(path, "row_errors/") && !hasDotSegment(path)
}

// readRefusedRows reads at most most rows: one object a line, or one array of
// them. What was cut in the middle is left out.
func readRefusedRows(body []byte, most int) (rows []RefusedRow, more bool, e *APIError) {
	dec := json.NewDecoder(bytes.NewReader(trimBOM(body)))
	dec.UseNumber()
	cut := len(body) >= refusedHead
	for {
		var v any
		err := dec.Decode(&v)
		switch {
		case errors.Is(err, io.EOF):
			return rows, more || cut, nil
		case err != nil && (cut || len(rows) > 0):
			return rows, true, nil
		case err != nil:
			return nil, false, &APIError{Kind: KindNotPlatform, Err: errNoRows}
		}
		list, ok := v.([]any)
		if !ok {
			list = []any{v}
		}
		for _, item := range list {
			m, ok := item.(map[string]any)
			if !ok {
				return nil, false, &APIError{Kind: KindNotPlatform, Err: errNoRows}
			}
			if len(rows) >= most {
				return rows, true, nil
			}
			rows = append(rows, readRefusedRow(m))
		}
	}
}

// added are the members that Platform adds to a row. A tenant's own begin with
// a line, too.
var added = []string{"_errors", "_filename", "_corrupt_record"}

// readRefusedRow reads one row.
func readRefusedRow(o object) RefusedRow {
	row := RefusedRow{File: line(o.text("_filename"))}
	for _, reason := range o.objects("_errors") {
		row.Reasons = append(row.Reasons, RowReason{
			Code:    line(reason.text("code")),
			Message: NewSecret(newScrubber().text(reason.text("message"), maxDetail)),
		})
	}
	text := o.text("_corrupt_record")
	if text == "" {
		data := map[string]any{}
		for name, value := range o {
			if !slices.Contains(added, name) {
				data[name] = value
			}
		}
		if len(data) > 0 {
			text = asJSON(data)
		}
	}
	row.Row = NewSecret(newScrubber().text(text, maxRefusedRow))
	return row
}
