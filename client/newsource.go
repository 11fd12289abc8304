package client

import (
	"context"
	"errors"
	"iter"
	"unicode/utf8"
)

var errDelimiter = errors.New("it is not one character")

// NewSourceConnection is the input of CreateSourceConnection.
type NewSourceConnection struct {
	Name   string
	Base   ConnectionID
	Format FileFormat
	// Path is a file, a folder, or a pattern of file names in a folder, such as
	// /bucket/in/*.csv, which counts as a folder.
	Path      string
	Folder    bool
	Recursive bool // folders below the folder, too
}

// newSourceBody is the body of POST /sourceConnections, in the order of the
// tutorial "Create a dataflow for cloud storage sources".
type newSourceBody struct {
	Name   string         `json:"name"`
	BaseID string         `json:"baseConnectionId"`
	Data   sourceData     `json:"data"`
	Params sourceParams   `json:"params"`
	Spec   connectionSpec `json:"connectionSpec"`
}

type sourceData struct {
	Format     string            `json:"format"`
	Properties *sourceProperties `json:"properties,omitempty"`
}

type sourceProperties struct {
	ColumnDelimiter string `json:"columnDelimiter,omitempty"`
	Encoding        string `json:"encoding,omitempty"`
	CompressionType string `json:"compressionType,omitempty"`
}

type sourceParams struct {
	Path      string `json:"path"`
	Type      string `json:"type"`
	Recursive bool   `json:"recursive,omitempty"`
}

// CreateSourceConnection says which files of a base connection are read, and how.
func (i *Ingest) CreateSourceConnection(ctx context.Context, in NewSourceConnection) (SourceConnectionID, error) {
	q, err := newSourceCall(in)
	id, err := i.make(ctx, q, err)
	return SourceConnectionID(id), err
}

// newSourceCall returns the call of CreateSourceConnection, without what reads its answer.
func newSourceCall(in NewSourceConnection) (call, error) {
	if err := checkReadable(opCreateSource, "Name", in.Name, true); err != nil {
		return call{}, err
	}
	if err := checkID(opCreateSource, "Base", string(in.Base)); err != nil {
		return call{}, err
	}
	if err := checkText(opCreateSource, "Path", in.Path, true); err != nil {
		return call{}, err
	}
	if in.Format.Type == "" {
		return call{}, invalid(opCreateSource, "Format", errNoFormat)
	}
	body := newSourceBody{
		Name: in.Name, BaseID: string(in.Base),
		Data:   sourceData{Format: in.Format.Type},
		Params: sourceParams{Path: in.Path, Type: string(File)},
		Spec:   connectionSpec{ID: S3ConnectionSpecID, Version: "1.0"},
	}
	// What a format has no use for is refused (sources error 1331 and the table of
	// the tutorial).
	how := sourceProperties{CompressionType: in.Format.Compression}
	switch in.Format.Type {
	case "delimited":
		how.ColumnDelimiter, how.Encoding = in.Format.Delimiter, in.Format.Encoding
		if how.ColumnDelimiter != "" && utf8.RuneCountInString(how.ColumnDelimiter) != 1 {
			return call{}, invalid(opCreateSource, "Delimiter", errDelimiter)
		}
	case "json":
	default:
		how.CompressionType = ""
	}
	if how != (sourceProperties{}) {
		body.Data.Properties = &how
	}
	if in.Folder {
		body.Params.Type, body.Params.Recursive = string(Folder), in.Recursive
	}
	return newItemCall(opCreateSource, sourceConnectionsPath, body)
}

// DeleteSourceConnection deletes a source connection. One that is not there any
// more gives KindNotFound.
func (i *Ingest) DeleteSourceConnection(ctx context.Context, id SourceConnectionID) error {
	q, err := deleteItemCall(opDeleteSource, sourceConnectionsPath, string(id))
	return i.remove(ctx, q, err)
}

// SourceConnection returns what Platform says of one source connection.
func (i *Ingest) SourceConnection(ctx context.Context, id SourceConnectionID) (SourceConnection, error) {
	return getOne(ctx, i.client, opSourceConnections, sourceConnectionsPath, string(id), readSourceConnection)
}

// SourceConnectionsNamed returns the source connections for Amazon S3 that have
// exactly this name, of which there may be several. An error ends the sequence
// and is its last pair.
func (i *Ingest) SourceConnectionsNamed(ctx context.Context, name string) iter.Seq2[SourceConnection, error] {
	l := named(sourceList(""), name, func(s SourceConnection) string { return s.Name })
	return l.all(ctx, i.client)
}
