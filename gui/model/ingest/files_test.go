package ingest

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"

	"mooring/client"
)

// store is a Platform that reads the bytes of files as it is told to, and makes of
// files that it is told wrongly about what a reader of such files makes of them.
type store struct {
	files    map[string][]byte // by path
	formats  map[string]client.FileFormat
	datasets []client.Dataset
	schemas  map[string]client.Schema
	asked    []string
	refuse   error // of everything
	unread   error // of schemas
	unlisted error // of datasets

	wrong  map[string]bool // expressions that cannot be read
	faults []client.MappingFault
	flow   client.Flow
	source client.SourceConnection
	target client.TargetConnection
	set    client.NewMappingSet
}

var errDetermine = errors.New("not for this source")

func (s *store) Explore(_ context.Context, _ client.ConnectionID, folder string) ([]client.Object, error) {
	s.asked = append(s.asked, "explore "+folder)
	seen := map[string]bool{}
	var all []client.Object
	if folder == "" {
		folder = "/"
	}
	for _, p := range slices.Sorted(maps.Keys(s.files)) {
		rest, ok := strings.CutPrefix(p, folder)
		if !ok {
			continue
		}
		if name, _, below := strings.Cut(rest, "/"); below {
			if !seen[name] {
				all = append(all, client.Object{Type: client.Folder, Name: name, Path: folder + name + "/"})
			}
			seen[name] = true
			continue
		}
		all = append(all, client.Object{Type: client.File, Name: path.Base(p), Path: p, CanPreview: true, CanFetch: true})
	}
	return all, s.refuse
}

func (s *store) Determine(_ context.Context, _ client.ConnectionID, p string) (client.FileFormat, client.Preview, error) {
	s.asked = append(s.asked, "determine "+p)
	if s.refuse != nil {
		return client.FileFormat{}, client.Preview{}, s.refuse
	}
	format, ok := s.formats[p]
	if !ok {
		return client.FileFormat{}, client.Preview{}, errDetermine
	}
	seen, err := s.Preview(context.Background(), "", p, format)
	return format, seen, err
}

func (s *store) Preview(_ context.Context, _ client.ConnectionID, p string, format client.FileFormat) (client.Preview, error) {
	s.asked = append(s.asked, "preview "+p)
	if s.refuse != nil {
		return client.Preview{}, s.refuse
	}
	raw := s.files[p]
	if format.Compression == "gzip" {
		unpacked, err := gzip.NewReader(bytes.NewReader(raw))
		if err != nil {
			return client.Preview{}, err
		}
		if raw, err = io.ReadAll(unpacked); err != nil {
			return client.Preview{}, err
		}
	}
	switch format.Type {
	case typeJSON:
		return readLines(raw), nil
	case typeParquet:
		if !bytes.HasPrefix(raw, []byte("PAR1")) {
			return client.Preview{}, errors.New("no Parquet")
		}
		return client.Preview{Columns: []client.FileColumn{{Name: "orderId", Type: "string"}}}, nil
	}
	return readDelimited(decode(raw, format.Encoding), format.Delimiter), nil
}

// decode makes text of bytes.
func decode(raw []byte, encoding string) string {
	if encoding != latin1Name {
		return strings.ToValidUTF8(string(raw), "\ufffd")
	}
	var out strings.Builder
	for _, b := range raw {
		out.WriteRune(rune(b))
	}
	return out.String()
}

func readDelimited(text, delimiter string) client.Preview {
	r := csv.NewReader(strings.NewReader(text))
	if delimiter != "" {
		r.Comma = []rune(delimiter)[0]
	}
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	records, _ := r.ReadAll()
	var out client.Preview
	for n, record := range records[:min(len(records), 101)] {
		if n == 0 {
			for _, name := range record[:min(len(record), seenColumns)] {
				out.Columns = append(out.Columns, client.FileColumn{Name: oneLine(name), Type: "String"})
			}
			continue
		}
		row := make([]string, len(out.Columns))
		for i := range min(len(row), len(record)) {
			row[i] = oneLine(record[i])
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text)
}

func readLines(raw []byte) client.Preview {
	var out client.Preview
	names := map[string]bool{}
	var rows []map[string]any
	for decoder := json.NewDecoder(bytes.NewReader(raw)); ; {
		var row map[string]any
		if decoder.Decode(&row) != nil {
			break
		}
		rows = append(rows, row)
		for name := range row {
			names[name] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		out.Columns = append(out.Columns, client.FileColumn{Name: name})
	}
	for _, row := range rows {
		var cells []string
		for _, column := range out.Columns {
			cells = append(cells, fmt.Sprint(row[column.Name]))
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

func (s *store) Datasets(context.Context) iter.Seq2[client.Dataset, error] {
	s.asked = append(s.asked, "datasets")
	return func(yield func(client.Dataset, error) bool) {
		for _, d := range s.datasets {
			if !yield(d, nil) {
				return
			}
		}
		if err := cmp.Or(s.unlisted, s.refuse); err != nil {
			yield(client.Dataset{}, err)
		}
	}
}

func (s *store) Schema(_ context.Context, ref client.SchemaRef) (client.Schema, error) {
	s.asked = append(s.asked, "schema "+ref.ID)
	return s.schemas[ref.ID], cmp.Or(s.unread, s.refuse)
}

func (s *store) ValidateMappings(context.Context, client.NewMappingSet) ([]client.MappingFault, error) {
	s.asked = append(s.asked, "validate")
	return s.faults, s.refuse
}

func (s *store) PreviewMappings(_ context.Context, in client.NewMappingSet, row map[string]string) (json.RawMessage, []client.MappingFault, error) {
	s.asked = append(s.asked, "try")
	out := map[string]any{}
	for _, m := range in.Mappings {
		at := out
		parts := strings.Split(m.Destination, ".")
		for _, part := range parts[:len(parts)-1] {
			below, _ := at[part].(map[string]any)
			if below == nil {
				below = map[string]any{}
				at[part] = below
			}
			at = below
		}
		at[parts[len(parts)-1]] = row[m.Source]
	}
	mapped, err := json.Marshal(out)
	return mapped, nil, errors.Join(err, s.refuse)
}

func (s *store) ValidateExpression(_ context.Context, expression string) (bool, error) {
	s.asked = append(s.asked, "expression "+expression)
	return !s.wrong[expression], s.refuse
}

func (s *store) Flow(context.Context, client.FlowID) (client.Flow, error) { return s.flow, s.refuse }

func (s *store) SourceConnection(context.Context, client.SourceConnectionID) (client.SourceConnection, error) {
	return s.source, s.refuse
}

func (s *store) TargetConnections(context.Context, []client.TargetConnectionID) iter.Seq2[client.TargetConnection, error] {
	return func(yield func(client.TargetConnection, error) bool) { yield(s.target, s.refuse) }
}

func (s *store) Dataset(_ context.Context, id client.DatasetID) (client.Dataset, error) {
	for _, d := range s.datasets {
		if d.ID == id {
			return d, nil
		}
	}
	return client.Dataset{}, &client.APIError{Kind: client.KindNotFound}
}

func (s *store) MappingSet(context.Context, client.MappingSetID) (client.NewMappingSet, int, error) {
	return s.set, 3, s.refuse
}

func gzipped(text string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(text)) // into memory
	_ = w.Close()
	return b.Bytes()
}

func latin1(text string) []byte {
	var b []byte
	for _, r := range text {
		b = append(b, byte(r)) //nolint:gosec // the tests have letters of Latin-1 only
	}
	return b
}
