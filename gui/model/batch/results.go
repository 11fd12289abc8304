package batch

import (
	"bytes"
	"iter"
	"strconv"
	"unicode"
	"unicode/utf8"

	"mooring/client/handover"
	"mooring/client/history"
	"mooring/gui/model"
)

// resultColumns are the columns of the results.
var resultColumns = []struct {
	key  string
	cell func(r Row, say func(model.Text) string) string
}{
	{"batch.line", func(r Row, _ func(model.Text) string) string { return strconv.Itoa(r.Line) }},
	{"column.name", func(r Row, _ func(model.Text) string) string { return r.Cells[Name].Value }},
	{"column.status", func(r Row, say func(model.Text) string) string { return say(outcome(r)) }},
	{"column.id", func(r Row, _ func(model.Text) string) string { return string(r.Entry.ConnectionID) }},
	{"column.etag", func(r Row, _ func(model.Text) string) string { return string(r.Entry.ETag) }},
	{"batch.reason", reason},
	{"column.description", func(r Row, _ func(model.Text) string) string { return r.Cells[Description].Value }},
	{"column.bucket", func(r Row, _ func(model.Text) string) string { return r.Cells[Bucket].Value }},
	{"column.folder", func(r Row, _ func(model.Text) string) string { return r.Cells[Folder].Value }},
	{"column.serviceURL", func(r Row, _ func(model.Text) string) string { return r.Cells[ServiceURL].Value }},
	{"column.accessKey", func(r Row, _ func(model.Text) string) string { return history.HintAccessKey(r.Cells[AccessKey].Value) }},
	{"column.sandbox", func(r Row, _ func(model.Text) string) string { return r.Cells[Sandbox].Value }},
	{"field.auth.label", func(r Row, _ func(model.Text) string) string { return r.Cells[Access].Value }},
	{"field.account.label", func(r Row, _ func(model.Text) string) string { return r.Cells[Account].Value }},
}

// outcome is what came of a row.
func outcome(r Row) model.Text {
	switch r.State {
	case Created:
		return model.T("batch.outcome.created")
	case Failed:
		return model.T("batch.outcome.failed")
	case Unknown, Creating:
		return model.T("batch.outcome.unknown")
	}
	return model.T("batch.outcome.left")
}

// reason says why, with what there is to do about it.
func reason(r Row, say func(model.Text) string) string {
	text := ""
	for _, part := range []model.Text{r.Text, r.Problem.Cause, r.Problem.Do, r.Problem.Said} {
		said := ""
		if !part.Empty() {
			said = say(part)
		}
		if said == "" || bytes.Contains([]byte(text), []byte(said)) {
			continue
		}
		if text != "" {
			text = sentence(text, say) + " "
		}
		text += said
	}
	return text
}

// sentence ends a text, such as a title, that another one follows.
func sentence(text string, say func(model.Text) string) string {
	if end, _ := utf8.DecodeLastRuneInString(text); unicode.IsPunct(end) {
		return text
	}
	return say(model.T("format.sentence", "Text", text))
}

// Results is the table as CSV with what came of each row, without secrets. say puts a
// text into the user's language, and separator is what parts cells there.
func (t *table) Results(say func(model.Text) string, separator rune) []byte {
	titles := make([]string, len(resultColumns))
	for i, c := range resultColumns {
		titles[i] = say(model.T(c.key))
	}
	return csv(separator, titles, func(yield func([]string, error) bool) {
		for _, l := range t.lines {
			cells, row := make([]string, len(resultColumns)), l.row()
			for i, c := range resultColumns {
				cells[i] = c.cell(row, say)
			}
			if !yield(cells, nil) {
				return
			}
		}
	})
}

// Template is a table as CSV to be filled in, with two rows as examples. Instead of
// keys they have what no check lets pass.
func Template(say func(model.Text) string, separator rune) []byte {
	titles := make([]string, 0, columnCount)
	for _, c := range Columns() {
		titles = append(titles, say(model.T(c.Key())))
	}
	const keyID, secret = "YOUR_ACCESS_KEY_ID", "YOUR_SECRET_ACCESS_KEY"
	rows := [][]string{
		{say(model.T("batch.example.name")), say(model.T("batch.example.description")), keyID, secret, "", "acme-data", "invoices", "", "", "", say(model.T("field.auth.keys"))},
		{say(model.T("batch.example.name2")), "", keyID, secret, "", "acme-archive", "", "https://s3.eu-west-3.amazonaws.com", "dev", "", say(model.T("field.auth.keys"))},
	}
	return csv(separator, titles, func(yield func([]string, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	})
}

// csv writes a table; in memory that cannot fail.
func csv(separator rune, titles []string, rows iter.Seq2[[]string, error]) []byte {
	var out bytes.Buffer
	if err := handover.WriteCSV(&out, separator, titles, rows); err != nil {
		return nil
	}
	return out.Bytes()
}
