package client

// TargetConnectionID is the id that Platform gives a target connection.
type TargetConnectionID string

// DatasetID is the id of a dataset, which Catalog gives: 24 hexadecimal digits.
type DatasetID string

// TargetConnection is what Platform says of a target connection: where a
// dataflow puts what it has read.
type TargetConnection struct {
	ID        TargetConnectionID
	Name      string
	DatasetID DatasetID // empty where it is no dataset
}
