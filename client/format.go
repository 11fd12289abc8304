package client

import (
	"path"
	"strings"
)

// FileFormat says how a file is to be read by Preview.
type FileFormat struct {
	Type        string // "delimited", "json" or "parquet"
	Delimiter   string // of a delimited file; empty for a comma
	Compression string // bzip2, gzip, deflate, zipDeflate, tarGzip, tar; empty for none
	Encoding    string // UTF-8 or ISO-8859-1; empty for Platform's default
}

// The endings of file names, in lower case, and what they say. Longer endings
// come before those that they end with.
var (
	compressions = []struct{ ending, name string }{
		{".tar.gz", "tarGzip"},
		{".tgz", "tarGzip"},
		{".tar", "tar"},
		{".gz", "gzip"},
		{".gzip", "gzip"},
		{".bz2", "bzip2"},
		{".bzip2", "bzip2"},
		{".zip", "zipDeflate"},
		{".deflate", "deflate"},
	}
	formats = map[string]FileFormat{
		".csv":     {Type: "delimited"},
		".tsv":     {Type: "delimited", Delimiter: "\t"},
		".tab":     {Type: "delimited", Delimiter: "\t"},
		".psv":     {Type: "delimited", Delimiter: "|"},
		".json":    {Type: "json"},
		".jsonl":   {Type: "json"},
		".ndjson":  {Type: "json"},
		".parquet": {Type: "parquet"},
	}
)

// FormatOf guesses the format of a file from its name or path; ok is false where
// the name tells nothing.
func FormatOf(name string) (f FileFormat, ok bool) {
	name = strings.ToLower(path.Base(name))
	compression := ""
	for _, c := range compressions {
		if rest, found := strings.CutSuffix(name, c.ending); found {
			name, compression = rest, c.name
			break
		}
	}
	f, ok = formats[path.Ext(name)]
	if !ok {
		return FileFormat{}, false
	}
	f.Compression = compression
	return f, true
}
