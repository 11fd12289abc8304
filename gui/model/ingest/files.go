package ingest

import (
	"path"
	"slices"
	"strings"

	"mooring/client"
	"mooring/gui/model"
)

// Shape says what a path stands for.
type Shape int

// The shapes.
const (
	OneFile Shape = iota
	WholeFolder
	Pattern // a folder and a pattern for the names of its files, such as *.csv
)

// shapeOf tells from a path what it stands for: a star makes a pattern, a slash at its
// end a folder.
func shapeOf(p string) Shape {
	switch {
	case strings.Contains(p, "*"):
		return Pattern
	case p == "" || strings.HasSuffix(p, "/"):
		return WholeFolder
	}
	return OneFile
}

// folderOf is the folder of a path, as Platform lists it: with a slash at its end, or
// empty for the root.
func folderOf(p string) string {
	if shapeOf(p) == WholeFolder {
		return p
	}
	if star := strings.Index(p, "*"); star >= 0 {
		p = p[:star]
	}
	return p[:strings.LastIndex(p, "/")+1]
}

// matches reports whether a name fits a pattern, in which a star stands for any
// letters, none among them. It is what Platform means by a pattern: other signs stand
// for themselves.
func matches(pattern, name string) bool {
	parts := strings.Split(pattern, "*")
	if len(parts) == 1 {
		return pattern == name
	}
	rest, ok := strings.CutPrefix(name, parts[0])
	if !ok {
		return false
	}
	last := parts[len(parts)-1]
	for _, part := range parts[1 : len(parts)-1] {
		at := strings.Index(rest, part)
		if at < 0 {
			return false
		}
		rest = rest[at+len(part):]
	}
	return len(rest) >= len(last) && strings.HasSuffix(rest, last)
}

// patternOf is the pattern for the names of files in a path.
func patternOf(p string) string {
	if shapeOf(p) != Pattern {
		return "*"
	}
	return strings.TrimPrefix(p, folderOf(p))
}

// sortOut tells the files that a path stands for from the others. below is true where
// folders within the folder are read as well.
func sortOut(p string, found []client.Object, below bool) (matching, others []client.Object) {
	folder, pattern := folderOf(p), patternOf(p)
	for _, object := range found {
		if object.Type != client.File {
			continue
		}
		name := strings.TrimPrefix(object.Path, folder)
		if base := path.Base(object.Path); below && strings.Contains(name, "/") {
			name = base
		}
		if matches(pattern, name) && !hidden(object.Name) {
			matching = append(matching, object)
		} else {
			others = append(others, object)
		}
	}
	return matching, others
}

// hidden reports whether a file is one that programs leave beside the data, such as
// _SUCCESS.
func hidden(name string) bool { return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") }

// otherKinds are the endings of files that Platform reads in no way: workbooks, archives,
// pages, and what is encrypted or packed by other means.
var otherKinds = strings.Fields(".xlsx .xls .xlsm .xlsb .ods .numbers .xml .avro .orc .pdf .doc .docx .html .7z .rar .zst .lz4 .pgp .gpg")

// otherKind reports whether a file is one of these.
func otherKind(o client.Object) bool {
	return slices.Contains(otherKinds, strings.ToLower(path.Ext(o.Name)))
}

// samples are up to three files of many: the first, one in the middle and the last, so
// that a header that has changed on the way is noticed.
func samples(files []client.Object) []client.Object {
	readable := slices.DeleteFunc(slices.Clone(files), func(o client.Object) bool { return !o.CanPreview && !o.CanFetch || otherKind(o) })
	if len(readable) <= 3 {
		return readable
	}
	return []client.Object{readable[0], readable[len(readable)/2], readable[len(readable)-1]}
}

// maxBatchFiles is how many files Adobe's guardrails let into one run.
const maxBatchFiles = 1500

// fileWarnings are about the files as their names show them.
func fileWarnings(p string, matching []client.Object, cut bool) []Warning {
	var all []Warning
	var others []string
	for _, file := range matching {
		if otherKind(file) {
			others = append(others, file.Name)
		}
	}
	if len(others) > 0 {
		level := Warn
		if len(others) == len(matching) {
			level = Fatal
		}
		all = append(all, Warning{level, model.T("ingest.warn.otherKind", "Name", others[0])})
	}
	if shapeOf(p) == OneFile {
		return all
	}
	if len(matching) > maxBatchFiles {
		all = append(all, Warning{Warn, model.T("ingest.warn.many", "Count", len(matching), "Most", maxBatchFiles)})
	}
	if cut {
		all = append(all, Warning{Note, model.T("ingest.warn.cut", "Count", maxFolders)})
	}
	kinds := map[string]model.Text{}
	for _, file := range matching {
		guess := guessByName(file.Name)
		kinds[guess.Format.Type+" "+guess.Format.Compression] = guess.kind()
	}
	if len(kinds) > 1 {
		var told []model.Text
		for _, key := range sortedKeys(kinds) {
			told = append(told, kinds[key])
		}
		all = append(all, Warning{Warn, model.T("ingest.warn.mixed", "Kinds", told)})
	}
	if len(matching) > 0 {
		all = append(all, Warning{Note, model.T("ingest.warn.sizes")})
	}
	return all
}

// kind is how a file is read, in a word.
func (g Guess) kind() model.Text {
	kind := worded(typeTexts, g.Format.Type)
	if g.Format.Compression != "" {
		return model.T("ingest.packedKind", "Kind", kind, "Packed", g.Format.Compression)
	}
	return kind
}
