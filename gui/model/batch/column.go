// Package batch is the state of many connections that are made from a table: its
// rows, what is wrong with each of them, how far they are, and what a crash cut short.
package batch

import "mooring/gui/model"

// Column is one column of a table of connections.
type Column int

// The columns, in the order in which they are shown.
const (
	Name Column = iota
	Description
	AccessKey
	SecretKey
	SessionToken
	Bucket
	Folder
	ServiceURL
	Sandbox
	Account
	Access

	columnCount
)

// columnFields are the fields of a form that the columns stand for.
var columnFields = [columnCount]model.Field{
	model.FieldName, model.FieldDescription, model.FieldAccessKey, model.FieldSecretKey, model.FieldSessionToken,
	model.FieldBucket, model.FieldFolder, model.FieldServiceURL, model.FieldSandbox, "account", model.FieldAuth,
}

// Columns lists all columns in the order in which they are shown.
func Columns() []Column {
	all := make([]Column, columnCount)
	for i := range all {
		all[i] = Column(i)
	}
	return all
}

// Key is the key of the text that heads the column.
func (c Column) Key() string { return columnFields[c].LabelAlone().Key }

// Field is the field of a form that the column stands for.
func (c Column) Field() model.Field { return columnFields[c] }

// Secret reports whether what stands in the column is to be masked.
func (c Column) Secret() bool { return c == SecretKey || c == SessionToken }
