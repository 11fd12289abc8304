package practice

import (
	"maps"
	"path"
	"slices"
	"strings"
)

// trouble is why a run fails.
type trouble string

const (
	troubleNone     trouble = ""
	troubleGone     trouble = "gone"     // there is no base connection
	troubleKeys     trouble = "keys"     // Amazon does not know the keys
	troubleDenied   trouble = "denied"   // the keys may not read
	troubleEmpty    trouble = "empty"    // a file has no content
	troubleRows     trouble = "rows"     // too many rows are refused
	troubleUnlooked trouble = "unlooked" // rows are refused, and diagnostics are off
)

// outcome is what comes of a run.
type outcome struct {
	Trouble trouble        `json:"trouble,omitempty"`
	Files   int            `json:"files,omitempty"`
	Rows    int            `json:"rows,omitempty"` // that were read
	Bytes   int            `json:"bytes,omitempty"`
	Refused map[string]int `json:"refused,omitempty"` // rows by the code of their error
}

// refusedRows is how many rows were refused.
func (o outcome) refusedRows() int {
	n := 0
	for _, rows := range o.Refused {
		n += rows
	}
	return n
}

// writtenRows is how many rows have gone into the data set.
func (o outcome) writtenRows() int {
	if o.Trouble != troubleNone {
		return 0
	}
	return o.Rows - o.refusedRows()
}

// codes are those of the errors that rows have, in order.
func (o outcome) codes() []string { return sortedKeys(o.Refused) }

// read is what comes of reading the files of a dataflow with keys that work, the
// rows of which go through a pipe.
func (f *Dataflow) read(conn Connection, through *pipe) outcome {
	var o outcome
	for _, name := range f.files(conn) {
		file := practiceFiles().files[name]
		columns, rows := file.table(f.Delimiter)
		o.Files++
		o.Rows += len(rows)
		o.Bytes += file.size()
		if file.size() == 0 {
			o.Trouble = troubleEmpty
		}
		for _, bad := range through.refuses(columns, rows) {
			if o.Refused == nil {
				o.Refused = map[string]int{}
			}
			o.Refused[bad.code]++
		}
	}
	refused := o.refusedRows()
	switch {
	case o.Trouble != troubleNone || refused == 0:
	case !f.Diagnostics:
		o.Trouble = troubleUnlooked
	case refused*100 > f.Percent*o.Rows:
		o.Trouble = troubleRows
	}
	return o
}

// files are the names of the files that a dataflow reads, in order: one, those of
// a folder, or those of it whose names fit a pattern.
func (f *Dataflow) files(conn Connection) []string {
	at, pattern := f.Path, "*"
	if f.PathType == "file" {
		if file := practiceFiles().files[conn.place(at)]; file != nil && f.canRead(file) {
			return []string{conn.place(at)}
		}
		return nil
	}
	if name := path.Base(at); strings.ContainsAny(name, "*?") {
		at, pattern = path.Dir(at), name
	}
	if at = conn.place(at); at == "" {
		return nil
	}
	var names []string
	for name, file := range practiceFiles().files {
		dir := path.Dir(name)
		below := at == "." || strings.HasPrefix(dir, at+"/")
		fits, err := path.Match(pattern, path.Base(name))
		if (dir == at || f.Recursive && below) && err == nil && fits && f.canRead(file) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// canRead reports whether a file can be read in the format of the dataflow.
func (f *Dataflow) canRead(file *storedFile) bool {
	return file.kind == f.Format && file.compression == f.Compression
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
