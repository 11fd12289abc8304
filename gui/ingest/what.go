package ingest

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"mooring/client"
	"mooring/gui/model/ingest"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// How files can be read, and the keys of the words for it.
var (
	formatTypes     = []string{"delimited", "json", "parquet"}
	formatKeys      = []string{"browse.delimited", "browse.json", "browse.parquet"}
	delimiters      = []string{",", ";", "\t", "|"}
	delimiterKeys   = []string{"browse.comma", "browse.semicolon", "browse.tab", "browse.bar"}
	encodings       = []string{"UTF-8", "ISO-8859-1"}
	compressions    = []string{"", "gzip", "bzip2", "deflate", "zipDeflate", "tar", "tarGzip"}
	compressionText = []string{"gzip", "bzip2", "deflate", "zip", "tar", "tar + gzip"}
)

// rowsHeight is the room that a table of rows takes at least.
const rowsHeight = 150

// whatPage shows which files are brought in, and how they are read.
type whatPage struct {
	stage *parts.Stage
	what  *ingest.What
	all   *fyne.Container

	path      *widgets.Entry
	typing    bool // another path, which has not been looked at or is not shown as it is spelled
	field     *widgets.Field
	which     *widgets.Link
	format    *widgets.Select
	delimiter *widgets.Select
	encoding  *widgets.Select
	packed    *widgets.Select
	recursive *widgets.Select
	fields    []*widgets.Field // of the drop-downs
	reading   *widgets.Line
	trouble   *parts.Trouble
	findings  *widgets.List
	rows      *rowsGrid
	rowsView  *fyne.Container
	painting  bool
}

func newWhatPage(s *parts.Stage, what *ingest.What, next func(), name func(string, fyne.CanvasObject)) *whatPage {
	p := &whatPage{stage: s, what: what}
	p.path = widgets.NewEntry()
	p.path.OnChanged = func(path string) {
		if !p.painting {
			p.typing = true
			what.Type(path)
		}
	}
	p.path.OnSubmitted = func(string) {
		if p.typing && p.what.Reading() { // what is there comes first
			p.flush()
			return
		}
		next()
	}
	p.path.OnFocusLost = p.flush
	label := "bring.path"
	if what.Kept() {
		label = "browse.path"
	}
	p.field = labelled(label, p.path, 1)
	p.which = widgets.NewLink(parts.Tr("bring.whichFiles"), p.tellFiles)
	p.format = widgets.NewSelect(words(formatKeys), func(string) { p.correct() })
	p.format.PlaceHolder = parts.Tr("browse.chooseFormat")
	p.delimiter = widgets.NewSelect(words(delimiterKeys), func(string) { p.correct() })
	p.encoding = widgets.NewSelect(encodings, func(string) { p.correct() })
	p.packed = widgets.NewSelect(append([]string{parts.Tr("bring.unpacked")}, compressionText...), func(string) { p.correct() })
	p.recursive = widgets.NewSelect(words([]string{"bring.flat", "bring.recursive"}), func(string) {
		if !p.painting {
			p.what.SetRecursive(p.recursive.SelectedIndex() == 1)
		}
	})
	p.fields = []*widgets.Field{
		labelled("bring.format", p.format, 0), labelled("bring.delimiter", p.delimiter, 0), labelled("bring.encoding", p.encoding, 0),
		labelled("bring.packed", p.packed, 0), labelled("bring.folders", p.recursive, 0),
	}
	p.reading = widgets.NewLine(parts.Tr("bring.readingFiles"))
	p.trouble = parts.NewNamedTrouble("ingest.what.", s)
	p.findings = widgets.NewFindings()
	for _, input := range []fyne.Disableable{p.path, p.format, p.delimiter, p.encoding, p.packed, p.recursive} {
		parts.EnableIf(input, !what.Kept())
	}
	p.rows = newRowsGrid()
	p.rowsView = container.New(parts.LeastHeight(rowsHeight), p.rows.grid)
	top := container.NewVBox(p.field, container.NewHBox(p.which), sideBySide(p.fields...), p.reading, p.trouble.View, p.findings)
	p.all = container.New(layout.NewBorderLayout(top, nil, nil, nil), top, p.rowsView)
	for suffix, o := range map[string]fyne.CanvasObject{
		"path": p.path, "which": p.which, "format": p.format, "delimiter": p.delimiter, "encoding": p.encoding,
		"packed": p.packed, "recursive": p.recursive, "rows": p.rows.grid, "findings": p.findings,
	} {
		name(suffix, o)
	}
	return p
}

func (p *whatPage) view() fyne.CanvasObject { return p.all }

func (p *whatPage) enter() fyne.Focusable {
	if p.what.Kept() {
		return nil
	}
	return p.path
}

func (p *whatPage) leave() { p.flush() }

// flush takes the path that was being typed, and shows it as it is spelled.
func (p *whatPage) flush() {
	if p.typing {
		p.typing = false
		p.what.SetPath(p.path.Text)
		p.paint()
	}
}

// correct takes how the files are to be read from the drop-downs.
func (p *whatPage) correct() {
	if p.painting || p.format.SelectedIndex() < 0 {
		return
	}
	format := client.FileFormat{Type: formatTypes[p.format.SelectedIndex()]}
	if at := p.packed.SelectedIndex(); at > 0 && format.Type != "parquet" {
		format.Compression = compressions[at]
	}
	if format.Type == formatTypes[0] {
		if at := p.delimiter.SelectedIndex(); at > 0 {
			format.Delimiter = delimiters[at]
		}
		if at := p.encoding.SelectedIndex(); at >= 0 {
			format.Encoding = encodings[at]
		}
	}
	p.what.SetFormat(format)
}

func (p *whatPage) paint() {
	p.painting = true
	defer func() { p.painting = false }()
	w := p.what
	if !p.typing {
		p.path.SetText(w.Path())
	}
	said := ""
	if w.Mended() && !p.typing {
		said = parts.Tr("clean.fullWidth")
	}
	p.field.SetNotice(said)
	p.paintFormat(w.Format())
	p.paintCount()
	parts.ShowIf(p.reading, w.Reading())
	p.reading.SetBusy(w.Reading())
	p.trouble.Set(w.Problem(), false)
	var items []widgets.Item
	if w.Kept() {
		items = append(items, widgets.Item{State: widgets.SignDot, Title: parts.Tr("bring.filesStay")})
	}
	items = append(items, warningItems(w.Warnings())...)
	if facts := w.Facts(); len(facts) > 0 {
		items = append(items, widgets.Item{State: widgets.SignDone, Title: parts.Tr("bring.found"), Text: strings.Join(factLines(facts), "\n")})
	}
	setItems(p.findings, items)
	p.rows.set(w.Preview())
	parts.ShowIf(p.rowsView, len(w.Preview().Rows) > 0)
}

// factLines say what was found by looking, and what tells so.
func factLines(facts []ingest.Fact) []string {
	lines := make([]string, len(facts))
	for i, fact := range facts {
		lines[i] = parts.Tr("bring.fact", "Label", fact.Label, "Value", fact.Value)
		if !fact.Why.Empty() {
			lines[i] = parts.Tr("bring.factWhy", "Label", fact.Label, "Value", fact.Value, "Why", fact.Why)
		}
	}
	return lines
}

func (p *whatPage) paintFormat(format client.FileFormat) {
	choose(p.format, slices.Index(formatTypes, format.Type))
	choose(p.delimiter, max(slices.Index(delimiters, format.Delimiter), 0))
	choose(p.encoding, max(slices.Index(encodings, format.Encoding), 0))
	choose(p.packed, max(slices.Index(compressions, format.Compression), 0))
	recursive := 0
	if p.what.Recursive() {
		recursive = 1
	}
	choose(p.recursive, recursive)
	delimited := format.Type == formatTypes[0]
	for field, shown := range map[*widgets.Field]bool{
		p.fields[1]: delimited, p.fields[2]: delimited, p.fields[3]: format.Type != "parquet", p.fields[4]: p.what.Shape() != ingest.OneFile,
	} {
		parts.ShowIf(field, shown)
	}
}

// choose shows a choice, or none.
func choose(s *widgets.Select, at int) {
	switch {
	case at < 0 && s.Selected != "": // which other options may not have
		s.ClearSelected()
	case at != s.SelectedIndex():
		s.SetSelectedIndex(at)
	}
}

// paintCount says how many files are read, and how many are not.
func (p *whatPage) paintCount() {
	reads, others := p.what.Matching(), p.what.Others()
	text := ""
	if p.what.Shape() != ingest.OneFile && len(reads)+len(others) > 0 {
		text = parts.TrAnyCount("bring.readsNone", "bring.readsOne", "bring.reads", len(reads))
		if len(others) > 0 {
			text += " · " + parts.TrCount("bring.othersOne", "bring.others", len(others))
		}
	}
	p.field.SetHelp(text)
	// While they are read, too: a press of it is what ends the typing of another path.
	parts.ShowIf(p.which, p.what.Path() != "" && p.what.Shape() != ingest.OneFile)
}
