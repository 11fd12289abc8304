package batch

import (
	"context"
	"strings"

	"mooring/client/credentials"
	"mooring/client/history"
	"mooring/client/sheet"
	"mooring/gui/model"
)

// Read takes the rows of a file in place of the table that is there. Where it is the
// file of a batch that was cut short, that batch goes on.
func (b *Batch) Read(name string, data []byte) {
	if b.busy() {
		return
	}
	b.empty()
	b.phase = Reading
	b.Changed.Emit()
	b.learn()
	accounts, round := b.book(), b.round
	b.runner.Go(func() func() {
		read, err := readTable(name, data, accounts, b.needs.Hash)
		var before []history.Batch
		if err == nil {
			before, err = b.needs.Store.All(context.Background(), accounts.chosen.Account.Practice)
		}
		var resumed history.Batch
		if err == nil {
			resumed = read.resume(before, accounts, b.needs.Hash)
		}
		return func() {
			if round != b.round {
				return
			}
			if err != nil {
				b.phase, b.problem = Empty, model.Explain(err)
				b.Changed.Emit()
				return
			}
			*b.table, b.phase, b.name = *read, Editing, name
			b.remember(before, accounts.chosen.Account.Practice)
			b.checked = accounts.place()
			b.id, b.begun = resumed.ID, resumed.BegunAt
			b.compare()
			b.tidy()
			b.Follow() // another account or sandbox may have been chosen since
			b.Changed.Emit()
		}
	})
}

// Paste takes rows that were copied from a spreadsheet.
func (b *Batch) Paste(text string) { b.Read("", []byte(text)) }

// readTable reads and checks a table, in the background.
func readTable(name string, data []byte, accounts book, hash func(string) string) (*table, error) {
	if len(data) > 2*sheet.MaxSize { // in UTF-16
		return nil, sheet.ErrTooLarge
	}
	switch credentials.Foreign(name, data) {
	case credentials.FormatUnknown:
	case credentials.FormatSpreadsheet:
		return nil, sheet.ErrWorkbook
	default:
		return nil, sheet.ErrNotText
	}
	text, ok := credentials.Decode(data)
	if !ok {
		return nil, sheet.ErrNotText
	}
	read, err := sheet.Read(text, sheet.Headings{Known: known, Bare: bare})
	if err != nil {
		return nil, err
	}
	t := &table{has: layoutOf(read.Heading)}
	width := len(read.Heading)
	if width == 0 {
		width = int(columnCount)
	}
	for _, row := range read.Rows {
		l := t.lineOf(row, width)
		l.source = hash(strings.Join(l.plain[:], "\x1f"))
		l.check(accounts)
		t.lines = append(t.lines, l)
	}
	return t, nil
}

// lineOf puts the cells of a row where they belong.
func (t *table) lineOf(row sheet.Row, width int) *line {
	l := &line{number: row.Number}
	var cells [columnCount]string
	cells, l.region = t.has.cells(row.Cells)
	for c, cell := range cells {
		l.set(Column(c), cell)
	}
	if name := strings.Join(strings.Fields(l.plain[Name]), " "); strings.Contains(l.plain[Name], "\n") {
		l.plain[Name], l.broken = name, true
	}
	if description := strings.Join(strings.Fields(l.plain[Description]), " "); strings.ContainsAny(l.plain[Description], "\r\n") {
		l.plain[Description], l.folded = description, true // its field has one line
	}
	if strings.Contains(l.plain[AccessKey], "…") {
		l.plain[AccessKey] = "" // an export of Mooring has its ends only
	}
	l.longer = len(row.Cells) > width
	for _, cell := range row.Cells[min(width, len(row.Cells)):] {
		l.wide = l.wide || cell != ""
	}
	return l
}

// resume goes on with a line of which the register knows more than its file: how it
// was mended, and what became of it.
func (l *line) resume(row *history.BatchRow, accounts book) {
	e := row.Entry
	if row.Removed() {
		if row.CameTo != history.Failed {
			l.recall(Sandbox, e.Place.Sandbox)
			l.check(accounts)
		}
		l.lose(row)
		return
	}
	for c, value := range map[Column]string{
		Name: e.Name, Description: e.Description, Bucket: e.Bucket, Folder: e.FolderPath, ServiceURL: e.ServiceURL, Sandbox: e.Place.Sandbox,
	} {
		l.recall(c, value)
	}
	l.region, l.broken = "", false // they have been decided on
	l.remembered(e)
	l.check(accounts)
	l.follow(e)
}

// lose takes what is left of the line's attempt where its entry was removed from the
// list: what it came to. What was created is not created once more, and what may have
// been is found out first.
func (l *line) lose(row *history.BatchRow) {
	switch {
	case row.Made():
		l.said = verdict{given: true, state: Created, text: model.T("batch.removed")}
	case row.CameTo == history.Failed:
		l.entry = nil
		return
	default:
		l.said = verdict{given: true, state: Unknown, text: model.T("batch.removedUnknown")}
	}
	l.removed, l.entry = row, nil
}

// follow takes what the register says of the line's attempt. One that has failed is
// to be made like one that was never begun.
func (l *line) follow(e history.Entry) {
	if e.State != "" {
		l.removed = nil
	}
	switch e.State {
	case history.Created, history.Deleted:
		l.entry, l.said = &e, verdict{given: true, state: Created}
	case history.Pending, history.Unknown:
		l.entry, l.said = &e, troubled(Unknown, model.ExplainRecorded(e))
	case history.Failed:
		l.entry = &e
	}
}
