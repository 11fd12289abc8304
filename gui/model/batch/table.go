package batch

// table is the rows of a Batch.
type table struct {
	rows []Row
}

// Len is how many rows there are.
func (t *table) Len() int { return len(t.rows) }

// Row is a row as it is now.
func (t *table) Row(i int) Row { return t.rows[i] }

// Columns are those that the table has or needs.
func (t *table) Columns() []Column { return Columns() }

// Counts is how many rows stand where.
func (t *table) Counts() Counts { return Counts{Rows: len(t.rows)} }

// Set puts a value into a cell and checks its row anew.
func (t *table) Set(row int, c Column, value string) {}

// Remove takes a row out of the table.
func (t *table) Remove(row int) {}
