package ingest

import (
	"time"

	"mooring/client"
)

// SchemaRef says which schema a dataset has.
type SchemaRef struct{ ID, ContentType string }

// Dataset is a dataset that files can be brought into.
type Dataset struct {
	ID      client.DatasetID
	Name    string
	Schema  SchemaRef
	Profile bool
}

// Schema is what the rows of a dataset look like.
type Schema struct {
	ID, AltID, Title, Version string
	Profile                   bool
	Fields                    []SchemaField
	Created                   time.Time
}

// SchemaField is a field of a Schema that can be given a value.
type SchemaField struct {
	Path               string
	Type               string
	Required           bool
	Title, Description string
	Enum               []string
	Identity           bool
}

// MappingKind says what the source of a Mapping is.
type MappingKind string

// The kinds.
const (
	MappingAttribute  MappingKind = "ATTRIBUTE"
	MappingExpression MappingKind = "EXPRESSION"
	MappingStatic     MappingKind = "STATIC"
)

// Mapping says what goes into one field.
type Mapping struct {
	Kind                MappingKind
	Source, Destination string
}

// MappingFault is what Data Prep says is wrong with a Mapping.
type MappingFault struct {
	Index                                int
	Source, Destination, Message, Column string
}
