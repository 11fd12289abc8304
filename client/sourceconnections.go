package client

import (
	"context"
	"iter"
	"strings"
)

// SourceConnectionID is the id that Platform gives a source connection.
type SourceConnectionID string

// SourceConnection is what Platform says of a source connection: which files of
// a base connection are read, and how. A dataflow reads one.
type SourceConnection struct {
	ID        SourceConnectionID
	Name      string
	BaseID    ConnectionID // of the connection whose keys are used
	SpecID    string
	Format    string // in lower case: delimited, json, parquet, …
	Path      string // a file, a folder, or a pattern such as /bucket/in/*.csv
	PathType  string // in lower case: file or folder
	Recursive bool
	// Delimiter, Compression and Encoding are as in FileFormat.
	Delimiter   string
	Compression string
	Encoding    string
}

// FileFormat is how the files are read.
func (s SourceConnection) FileFormat() FileFormat {
	return FileFormat{Type: s.Format, Delimiter: s.Delimiter, Compression: s.Compression, Encoding: s.Encoding}
}

// SourceConnections returns the source connections that use a base connection,
// or where base is empty all of the sandbox for Amazon S3, page by page as they
// are taken. An error ends the sequence and is its last pair.
func (d *Dataflows) SourceConnections(ctx context.Context, base ConnectionID) iter.Seq2[SourceConnection, error] {
	if base == "" {
		return sourceList("").all(ctx, d.client)
	}
	if err := checkID(opSourceConnections, "ID", string(base)); err != nil {
		return failed[SourceConnection](err)
	}
	return sourceList(base).all(ctx, d.client)
}

// failed is a sequence that is nothing but an error.
func failed[T any](err error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		yield(none, err)
	}
}

// sourceList is the list of the source connections of a base connection, or of all.
func sourceList(base ConnectionID) listing[SourceConnection] {
	var q listQuery
	if base == "" {
		q.equals("connectionSpec.id", S3ConnectionSpecID)
	} else {
		q.equals("baseConnectionId", string(base))
	}
	return listing[SourceConnection]{
		op: opSourceConnections, path: sourceConnectionsPath, query: q, read: readSourceConnection,
		admits: func(found SourceConnection) bool {
			return (base == "" || strings.EqualFold(string(base), string(found.BaseID))) &&
				(found.SpecID == "" || strings.EqualFold(found.SpecID, S3ConnectionSpecID))
		},
	}
}

// readSourceConnection reads one item of a list.
func readSourceConnection(o object) (found SourceConnection, ok bool) {
	params, data := o.object("params"), o.object("data")
	how := data.object("properties")
	found = SourceConnection{
		ID:        SourceConnectionID(o.text("id")),
		Name:      o.text("name"),
		BaseID:    ConnectionID(o.text("baseConnectionId")),
		SpecID:    o.object("connectionSpec").text("id"),
		Format:    strings.ToLower(data.text("format")),
		Path:      params.text("path"),
		PathType:  strings.ToLower(params.text("type")),
		Recursive: params.affirms("recursive"),
		// Older ones have the delimiter beside the format.
		Delimiter:   firstOf(how.text("columnDelimiter"), data.text("columnDelimiter")),
		Compression: how.text("compressionType"),
		Encoding:    how.text("encoding"),
	}
	return found, found.ID != ""
}
