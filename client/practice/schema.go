package practice

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// tenant is the organizations' own part of all schemas, below which their own
// fields are.
const tenant = "practice"

// schema says what a row of a data set may hold.
type schema struct {
	key     string
	title   string
	profile bool
	event   bool // has a time
	fields  []schemaField
}

// schemaField is a field that a value can be put into.
type schemaField struct {
	path     string
	kind     string // string, boolean, integer, number, date, date-time, array, map
	title    string
	required bool
	identity bool
	enum     []string
}

func (s *schema) id() string {
	sum := sha256.Sum256([]byte("schema/" + s.key))
	return "https://ns.adobe.com/" + tenant + "/schemas/" + hex.EncodeToString(sum[:24])
}

// altID is the other name of the schema, which needs no escaping.
func (s *schema) altID() string {
	return "_" + tenant + ".schemas." + s.id()[strings.LastIndexByte(s.id(), '/')+1:]
}

func (s *schema) field(path string) (schemaField, bool) {
	i := slices.IndexFunc(s.fields, func(f schemaField) bool { return f.path == path })
	if i < 0 {
		return schemaField{}, false
	}
	return s.fields[i], true
}

// schemaByID finds a schema by its $id, or by the other name.
func schemaByID(id string) (*schema, bool) {
	for i := range practiceDatasets {
		if s := practiceDatasets[i].schema; s.id() == id || s.altID() == id {
			return s, true
		}
	}
	return nil, false
}

const (
	schemaModified = 1597784298000
	majorVersion   = "1"
	fullVersion    = "1.2"
)

// item is the schema as the registry shows it, its references resolved; described
// says that its descriptors are wanted too.
func (s *schema) item(described bool) fields {
	class := "https://ns.adobe.com/xdm/context/profile"
	if s.event {
		class = "https://ns.adobe.com/xdm/context/experienceevent"
	}
	tags := []string{}
	if s.profile {
		tags = append(tags, "union")
	}
	item := s.short().with(fields{
		"type": "object", "meta:class": class, "meta:extends": []string{class}, "meta:immutableTags": tags, "meta:resourceType": "schemas",
		"meta:registryMetadata": fields{"repo:createdDate": schemaModified, "repo:lastModifiedDate": schemaModified},
	}).with(tree(s.fields))
	if described {
		list := []fields{}
		for _, f := range s.fields {
			if f.identity {
				list = append(list, fields{
					"@type": "xdm:descriptorIdentity", "xdm:sourceSchema": s.id(), "xdm:sourceVersion": 1,
					"xdm:sourceProperty": "/" + strings.ReplaceAll(f.path, ".", "/"), "xdm:namespace": "CustomerId", "xdm:isPrimary": true,
				})
			}
		}
		item["meta:descriptors"] = list
	}
	return item
}

// short is the schema as lists show it.
func (s *schema) short() fields {
	return fields{"$id": s.id(), "meta:altId": s.altID(), "title": s.title, "version": fullVersion}
}

// tree is the JSON Schema of an object with these fields. An object in which
// something is required is required itself.
func tree(list []schemaField) fields {
	properties, must := fields{}, []string{}
	inner := map[string][]schemaField{}
	var names []string
	for _, f := range list {
		name, rest, deeper := strings.Cut(f.path, ".")
		if f.required && !slices.Contains(must, name) {
			must = append(must, name)
		}
		if !deeper {
			properties[name] = f.leaf()
			continue
		}
		if inner[name] == nil {
			names = append(names, name)
		}
		f.path = rest
		inner[name] = append(inner[name], f)
	}
	for _, name := range names {
		properties[name] = fields{"type": "object", "title": name, "meta:xdmType": "object"}.with(tree(inner[name]))
	}
	out := fields{"properties": properties}
	if len(must) > 0 {
		out["required"] = must
	}
	return out
}

// leaf is the JSON Schema of a field.
func (f schemaField) leaf() fields {
	out := fields{"title": f.title, "type": f.kind, "meta:xdmType": f.kind}
	switch f.kind {
	case "date", "date-time":
		out["type"], out["format"] = "string", f.kind
	case "integer":
		out["meta:xdmType"] = "int"
	case "array":
		out["items"] = fields{"type": "string"}
	case "map":
		out["type"], out["additionalProperties"] = "object", fields{"type": "string"}
	}
	if len(f.enum) > 0 {
		out["enum"] = f.enum
	}
	return out
}
