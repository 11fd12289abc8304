package client

import "time"

// SourceConnectionID is the id that Platform gives a source connection.
type SourceConnectionID string

// SourceConnection is what Platform says of a source connection: which files of
// a base connection are read, and how. A dataflow reads one.
type SourceConnection struct {
	ID        SourceConnectionID
	ETag      ETag
	Name      string
	BaseID    ConnectionID // of the connection whose keys are used
	SpecID    string
	State     string // in lower case: enabled, disabled, inprogress, … : an open set
	Format    string // in lower case: delimited, json, parquet, …
	Path      string // a file, a folder, or a pattern such as /bucket/in/*.csv
	PathType  string // in lower case: file or folder
	Recursive bool
	CreatedAt time.Time
	UpdatedAt time.Time
}
