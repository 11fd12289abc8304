package client

import (
	"context"
	"errors"
	"path"
	"strings"
)

var (
	errNoObjects = errors.New("the answer is no list of files")
	errNoFormat  = errors.New("it does not say how to read the file")
)

// ObjectType tells folders from files.
type ObjectType string

// The types of objects.
const (
	Folder ObjectType = "folder"
	File   ObjectType = "file"
)

// Object is a file or folder of an S3 account as Platform sees it
// (GET /connections/{id}/explore).
type Object struct {
	Type ObjectType
	Name string
	// Path is what Explore and Preview take, and what a dataflow wants.
	Path       string
	CanPreview bool // true where Platform does not say
	CanFetch   bool // the columns of the file (canFetchSchema); true where Platform does not say
}

// Explore lists what the connection sees at path: the root where it is empty,
// else a folder. The order is Platform's, which answers with all of it at once.
func (c *Client) Explore(ctx context.Context, id ConnectionID, path string) ([]Object, error) {
	query := "objectType=root"
	if path != "" {
		query = "objectType=folder&object=" + escapePath(path)
	}
	q, err := exploreCall(opExplore, id, path, query)
	return ask(ctx, c, q, err, func(a Answer) ([]Object, *APIError) { return readObjects(a.Body) })
}

// Preview reads the columns of a file and, where Platform gives them, its first rows.
func (c *Client) Preview(ctx context.Context, id ConnectionID, path string, format FileFormat) (Preview, error) {
	switch {
	case path == "":
		return Preview{}, invalid(opPreview, "Path", errEmpty)
	case format.Type == "":
		return Preview{}, invalid(opPreview, "Format", errNoFormat)
	}
	query := "objectType=file&object=" + escapePath(path) + "&fileType=" + escapeValue(format.Type) + "&preview=true"
	for _, option := range []struct{ name, value string }{
		{"columnDelimiter", format.Delimiter},
		{"compressionType", format.Compression},
		{"encoding", format.Encoding},
	} {
		if option.value != "" {
			query += "&" + option.name + "=" + escapeValue(option.value)
		}
	}
	q, err := exploreCall(opPreview, id, path, query)
	return ask(ctx, c, q, err, func(a Answer) (Preview, *APIError) { return readPreview(a.Body) })
}

// exploreCall returns the call that asks what is at path.
func exploreCall(op string, id ConnectionID, path, query string) (call, error) {
	q, err := getItemCall(op, connectionsPath, string(id))
	if err != nil {
		return call{}, err
	}
	q.path += "/explore"
	q.query = query
	return q, checkText(op, "Path", path, false)
}

// escapePath escapes the path of an object. Its slashes stay, as Adobe's
// tutorial has them.
func escapePath(path string) string {
	return strings.ReplaceAll(escapeValue(path), "%2F", "/")
}

// readObjects reads what a folder holds. What has no path cannot be asked for
// and is left out.
func readObjects(body []byte) ([]Object, *APIError) {
	v, e := decodeJSON(body)
	if e != nil {
		return nil, e
	}
	if o, ok := v.(map[string]any); ok {
		v = o["items"] // as all other lists of the service have it
	}
	list, ok := v.([]any)
	if !ok {
		return nil, &APIError{Kind: KindNotPlatform, Err: errNoObjects}
	}
	out := make([]Object, 0, len(list))
	for _, item := range list {
		m, _ := item.(map[string]any)
		if found := readObject(m); found.Path != "" {
			out = append(out, found)
		}
	}
	return out, nil
}

// readObject reads one file or folder. Older answers spell the types File and
// Folder and do not say what can be done.
func readObject(o object) Object {
	out := Object{
		Type:       File,
		Name:       o.text("name"),
		Path:       o.text("path"),
		CanPreview: !o.denies("canPreview"),
		CanFetch:   !o.denies("canFetchSchema"),
	}
	if strings.EqualFold(o.text("type"), string(Folder)) || strings.HasSuffix(out.Path, "/") {
		out.Type = Folder
	}
	if out.Name == "" {
		out.Name = path.Base(out.Path)
	}
	return out
}
