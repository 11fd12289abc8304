package client

import (
	"context"
	"strings"
)

// Determine has Platform find out how a file is read, and returns that and the
// beginning of the file. It is documented for one of the sources of Adobe
// (tutorial "Data Landing Zone"); of others it may be refused, and a caller falls
// back on FormatOf.
func (i *Ingest) Determine(ctx context.Context, id ConnectionID, path string) (FileFormat, Preview, error) {
	if path == "" {
		return FileFormat{}, Preview{}, invalid(opDetermine, "Path", errEmpty)
	}
	query := "objectType=file&object=" + escapePath(path) + "&preview=true&determineProperties=true"
	q, err := exploreCall(opDetermine, id, path, query)
	var format FileFormat
	out, err := ask(ctx, i.client, q, err, func(a Answer) (out Preview, e *APIError) {
		if out, e = readPreview(a.Body); e == nil {
			format, e = readFormat(a.Body)
		}
		return out, e
	})
	return format, out, err
}

// readFormat reads the properties beside a preview.
func readFormat(body []byte) (FileFormat, *APIError) {
	v, e := decodeJSON(body)
	if e != nil {
		return FileFormat{}, e
	}
	m, _ := v.(map[string]any)
	properties := object(m).object("properties")
	format := FileFormat{
		Type:        strings.ToLower(properties.text("fileType")),
		Delimiter:   properties.text("columnDelimiter"),
		Compression: properties.text("compressionType"),
		Encoding:    properties.text("encoding"),
	}
	if format.Delimiter == `\t` {
		format.Delimiter = "\t"
	}
	if format.Type == "" {
		return FileFormat{}, &APIError{Kind: KindNotPlatform, Err: errNoFormat}
	}
	return format, nil
}
