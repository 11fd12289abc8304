package client

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

const schemaPath = "/data/foundation/schemaregistry/tenant/schemas/"

// The most that is read of a schema.
const (
	maxFields = 10000
	maxDepth  = 20
)

var errNoProperties = errors.New("the answer is no schema")

// SchemaRef names a version of a schema as Catalog does: its $id, and a media type
// with the version, such as application/vnd.adobe.xed+json;version=1.
type SchemaRef struct{ ID, ContentType string }

// Version is the version that the media type names; 1 where it names none.
func (r SchemaRef) Version() string {
	for part := range strings.SplitSeq(r.ContentType, ";") {
		if version, ok := strings.CutPrefix(strings.ReplaceAll(part, " ", ""), "version="); ok && isVersion(version) {
			return version
		}
	}
	return "1"
}

// isVersion reports whether a text is a version of a schema, such as 1 or 1.2.
func isVersion(text string) bool {
	return text != "" && strings.Trim(text, "0123456789.") == ""
}

// full is the media type of the whole schema in this version, as Flow Service and
// Data Prep want it.
func (r SchemaRef) full() string { return "application/vnd.adobe.xed-full+json;version=" + r.Version() }

// Schema is what the Schema Registry says of a schema. Times that are not said are
// zero.
type Schema struct {
	Title string
	// Profile says that the schema takes part in profiles.
	Profile  bool
	Fields   []SchemaField // by their paths
	Created  time.Time
	Modified time.Time
}

// SchemaField is a field that a value can be put into: a leaf, an array or a map.
// Objects are only in the paths of their fields.
type SchemaField struct {
	Path     string   // person.name.firstName, _tenant.loyalty.points
	Type     string   // string, boolean, integer, number, date, date-time, array, map; empty where it is not said
	Required bool     // as all that it is in
	Enum     []string // the only values that are taken; nil for any
	Identity bool     // says who a row is about
}

// Schema returns a schema with all its fields, and what is said about them.
func (i *Ingest) Schema(ctx context.Context, ref SchemaRef) (Schema, error) {
	q, err := schemaCall(ref)
	return ask(ctx, i.client, q, err, func(a Answer) (Schema, *APIError) { return readSchema(a.Body) })
}

// schemaCall returns the call of Schema, without what reads its answer.
func schemaCall(ref SchemaRef) (call, error) {
	if err := checkText(opSchema, "Schema", ref.ID, true); err != nil {
		return call{}, err
	}
	return call{
		op: opSchema, method: http.MethodGet, path: schemaPath + url.QueryEscape(ref.ID), want: http.StatusOK,
		accept: "application/vnd.adobe.xed-full-desc+json; version=" + ref.Version(),
	}, nil
}

// readSchema reads a schema whose references are resolved.
func readSchema(body []byte) (Schema, *APIError) {
	o, e := decodeObject(body)
	if e != nil {
		return Schema{}, e
	}
	if o["properties"] == nil && o.text("$id") == "" {
		return Schema{}, &APIError{Kind: KindNotPlatform, Err: errNoProperties}
	}
	registry := o.object("meta:registryMetadata")
	r := fieldReader{identities: map[string]bool{}}
	for _, d := range o.objects("meta:descriptors") {
		if strings.EqualFold(d.text("@type"), "xdm:descriptorIdentity") {
			path := strings.TrimPrefix(d.text("xdm:sourceProperty"), "/")
			r.identities[strings.ReplaceAll(path, "/", ".")] = true
		}
	}
	r.read("", o, true, 0)
	slices.SortFunc(r.fields, func(a, b SchemaField) int { return strings.Compare(a.Path, b.Path) })
	return Schema{
		Title:    line(o.text("title")),
		Profile:  slices.Contains(o.texts("meta:immutableTags"), "union"),
		Fields:   r.fields,
		Created:  registry.moment("repo:createdDate"),
		Modified: registry.moment("repo:lastModifiedDate"),
	}, nil
}

// fieldReader collects the fields of a schema.
type fieldReader struct {
	fields     []SchemaField
	identities map[string]bool
}

// read reads the members of an object; required says that the object itself is.
func (r *fieldReader) read(prefix string, o object, required bool, depth int) {
	must := o.texts("required")
	properties := o.object("properties")
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		if len(r.fields) == maxFields || depth == maxDepth || name == "" {
			return
		}
		field := properties.object(name)
		path, needed := prefix+name, required && slices.Contains(must, name)
		if len(field.object("properties")) > 0 && kindOf(field) == "object" {
			r.read(path+".", field, needed, depth+1)
			continue
		}
		kind := kindOf(field)
		if kind == "object" && field["additionalProperties"] != nil {
			kind = "map"
		}
		enum := field.texts("enum")
		if len(enum) == 0 {
			enum = nil
		}
		r.fields = append(r.fields, SchemaField{
			Path: path, Type: kind, Required: needed,
			Enum: enum, Identity: r.identities[path],
		})
	}
}

// kindOf is the type of a field. What JSON Schema calls a string may be a date by
// its format, and XDM says more than either where it can.
func kindOf(field object) string {
	kind := firstOf(field.text("meta:xdmType"), field.text("type"), firstText(field.texts("type")))
	if format := field.text("format"); kind == "string" && (format == "date" || format == "date-time") {
		return format
	}
	switch kind {
	case "int", "long", "short", "byte":
		return "integer"
	case "double":
		return "number"
	case "":
		if len(field.object("properties")) > 0 {
			return "object"
		}
	}
	return kind
}

// firstText returns the first of the texts that says something.
func firstText(texts []string) string {
	for _, text := range texts {
		if text != "null" {
			return text
		}
	}
	return ""
}
