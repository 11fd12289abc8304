package practice

import (
	"fmt"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"
)

const (
	// keptErrors is how long the rows that were refused can be looked at.
	keptErrors = 30 * 24 * time.Hour
	// sampledErrors is how many of them the samples hold.
	sampledErrors = 100
)

// The files of a batch about what was refused. They hold one object a line.
const (
	inputFiles      = "input_files"
	rowErrorFolder  = "row_errors"
	rowErrorSamples = "row_error_samples.json"
	parsingErrors   = "parsing_errors_0.json"
	mappingErrors   = "conversion_errors_0.json"
)

// export answers GET /batches/{id}/meta of Data Access.
func (s catalogService) export(c *call) answer {
	if c.query.Get("path") == "" {
		return malformed("The query parameter path is required")
	}
	r, f, a, ok := s.find(c)
	if !ok {
		return a
	}
	conn, err := s.store.get(c.request.Context(), c.org, c.sandbox, f.ConnectionID)
	if err != nil && f.SpecID == s3SpecID {
		return s.storeFailed(c, err)
	}
	through, err := s.mappingStore().pipeOf(c.request.Context(), s.store.db, f)
	if err != nil {
		return s.storeFailed(c, err)
	}
	var files map[string][]byte
	if r.ended() && r.Files > 0 {
		files = f.metaFiles(conn, r, through)
	}
	at := path.Clean(c.query.Get("path"))
	if body, found := files[at]; found {
		return answer{status: http.StatusOK, body: body}.with("Content-Type", "application/octet-stream")
	}
	list := []fields{}
	for _, name := range sortedKeys(files) {
		if path.Dir(name) == at {
			list = append(list, fields{
				"name": path.Base(name), "length": strconv.Itoa(len(files[name])),
				"_links": fields{"self": link{Href: metaHref(c, name)}},
			})
		}
	}
	if len(list) == 0 {
		return badRequest(http.StatusNotFound, "NotFoundError", fmt.Sprintf("The path %s is not found.", at))
	}
	return jsonAnswer(http.StatusOK, fields{"data": list, "_page": fields{"limit": 100, "count": len(list)}})
}

// metaHref is the address of a file, at the host that was asked.
func metaHref(c *call, name string) string {
	return "http://" + c.request.Host + exportPath + "/" + c.id + "/meta?path=" + url.QueryEscape(name)
}

// metaFiles are the files that tell of a batch, by their paths.
func (f *Dataflow) metaFiles(conn Connection, r run, through *pipe) map[string][]byte {
	files := map[string][]byte{}
	for i, name := range f.files(conn) {
		if i == 100 {
			break
		}
		files[fmt.Sprintf("%s/fileMetaData%d.json", inputFiles, i+1)] = encode(fields{"path": path.Join(conn.top(), name)})
	}
	if !f.Diagnostics || r.refusedRows() == 0 || r.now.Sub(r.Done) > keptErrors {
		return files
	}
	n := 0
	for _, name := range f.files(conn) {
		file := practiceFiles().files[name]
		for _, bad := range through.refuses(file.table(f.Delimiter)) {
			to := rowErrorFolder + "/" + mappingErrors
			if bad.code == rowUnreadable {
				to = rowErrorFolder + "/" + parsingErrors
			}
			line := append(encode(bad.line(file, path.Base(name))), '\n')
			for _, to := range []string{to, rowErrorSamples} {
				if to == rowErrorSamples && n >= sampledErrors {
					continue
				}
				files[to] = append(files[to], line...)
			}
			n++
		}
	}
	return files
}

// line is a refused row as Data Access shows it: with its values, which are the
// customers', or as the text that could not be read.
func (bad refusedRow) line(file *storedFile, name string) fields {
	code := strings.Split(bad.code, "-")[1]
	row := fields{"_filename": name}
	if bad.code == rowUnreadable {
		values := make([]string, 0, len(bad.values))
		for _, v := range bad.values {
			values = append(values, fmt.Sprint(v))
		}
		row["_corrupt_record"] = strings.Join(values, file.delimiter)
		row["_errors"] = []fields{{"code": code, "message": bad.message}}
		return row
	}
	for i, c := range file.columns {
		row[c.Name] = bad.values[i]
	}
	row["_errors"] = []fields{{"column": bad.column, "code": code, "message": bad.message}}
	return row
}
