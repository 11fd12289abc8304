package ingest

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"mooring/client"
	"mooring/gui/model/ingest"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// The kinds of what goes into a field, and the keys of the words for them.
var (
	kinds    = []client.MappingKind{"", client.MappingAttribute, client.MappingExpression, client.MappingStatic}
	kindKeys = []string{"bring.nothing", "bring.column", "bring.expression", "bring.constant"}
)

// editor changes the row at hand: what goes into a field, or where a column goes.
type editor struct {
	matching *ingest.Matching
	in       *ingest.Ingest
	view     *fyne.Container

	kind    *widgets.Select
	column  *widgets.Select
	text    *widgets.Entry // an expression or a constant
	where   *widgets.Select
	source  *fyne.Container // of column and text
	remarks *widgets.Paragraph
	cures   *fyne.Container
	kept    *keptRoom // for remarks and cures
	name    func(string, fyne.CanvasObject)

	of       line
	painting bool
}

func newEditor(m *ingest.Matching, in *ingest.Ingest, name func(string, fyne.CanvasObject)) *editor {
	e := &editor{matching: m, in: in, name: name}
	e.kind = widgets.NewSelect(words(kindKeys), func(string) { e.onKind() })
	e.column = widgets.NewSelect(nil, func(column string) { e.put(client.MappingAttribute, column) })
	e.column.PlaceHolder = parts.Tr("bring.chooseColumn")
	e.text = widgets.NewEntry()
	e.text.OnSubmitted = func(string) { e.flush() }
	e.text.OnFocusLost = e.flush
	e.where = widgets.NewSelect(nil, func(string) { e.onWhere() })
	e.where.PlaceHolder = parts.Tr("bring.chooseField")
	e.source = container.NewStack(e.column, e.text)
	e.remarks = parts.Wrapped("")
	e.cures = container.NewVBox()
	e.kept = &keptRoom{lines: 5} // a remark and a button, with their margins
	e.view = container.NewVBox(
		sideBySide(labelled("bring.goesIn", e.kind, 0), labelled("bring.source", e.source, 0), labelled("bring.field", e.where, 0)),
		container.New(e.kept, container.NewVBox(e.remarks, e.cures)))
	for suffix, o := range map[string]fyne.CanvasObject{"kind": e.kind, "column": e.column, "text": e.text, "where": e.where, "remarks": e.remarks} {
		name(suffix, o)
	}
	return e
}

// first is what is changed first.
func (e *editor) first() fyne.Focusable {
	switch {
	case e.of.destination == "":
		return e.where
	case e.text.Visible():
		return e.text
	case e.column.Visible():
		return e.column
	}
	return e.kind
}

// show shows a row. What is being typed into it is kept.
func (e *editor) show(of line) {
	e.painting = true
	defer func() { e.painting = false }()
	another := !of.same(e.of) || of.kind != e.of.kind || of.source != e.of.source
	e.of = of
	parts.ShowIf(e.view, of.source != "" || of.destination != "")
	e.column.Options = e.columns()
	e.where.Options = e.fields()
	kind := of.kind
	switch {
	case of.source == "" && another:
		kind = client.MappingAttribute // which is what most fields get
	case of.source == "":
		kind = kinds[max(e.kind.SelectedIndex(), 0)] // chosen, and nothing typed yet
	}
	choose(e.kind, slices.Index(kinds, kind))
	choose(e.column, slices.Index(e.column.Options, of.source))
	choose(e.where, slices.Index(e.where.Options, of.destination))
	if another {
		e.text.SetText(of.source)
	}
	e.showKind(kind)
	parts.EnableIf(e.kind, of.destination != "")
	parts.EnableIf(e.column, of.destination != "")
	e.remark()
}

func (e *editor) showKind(kind client.MappingKind) {
	parts.ShowIf(e.column, kind == client.MappingAttribute)
	parts.ShowIf(e.text, kind == client.MappingExpression || kind == client.MappingStatic)
}

// columns are those of the file.
func (e *editor) columns() []string {
	columns := e.in.What.Preview().Columns
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	return names
}

// fields are where a source can go: the field that it has, and those without one.
func (e *editor) fields() []string {
	var paths []string
	if e.of.destination != "" {
		paths = append(paths, e.of.destination)
	}
	for _, field := range e.matching.Fields() {
		if field.Path != e.of.destination {
			paths = append(paths, field.Path)
		}
	}
	return paths
}

// remark says all that is wrong with the row, or why it is so, with what helps.
func (e *editor) remark() {
	pair := e.of.pair
	said, _ := e.of.remark()
	if len(pair.Troubles) > 0 && pair.Said == "" {
		said = ""
		for i, trouble := range pair.Troubles {
			if i > 0 {
				said += "\n"
			}
			said += parts.Say(trouble.Text)
		}
	}
	e.remarks.SetText(said)
	parts.ShowIf(e.remarks, said != "")
	var cures []ingest.Cure
	for _, trouble := range pair.Troubles {
		cures = append(cures, trouble.Cures...)
	}
	if e.of.source == "" {
		cures = e.matching.Supplies(e.of.field)
	}
	e.cures.Objects = nil
	for _, cure := range cures {
		b := widgets.NewButton(parts.Say(cure.Text), nil, func() {
			e.put(client.MappingExpression, cure.Expression)
		})
		e.name(fmt.Sprintf("cure.%d", len(e.cures.Objects)), b)
		e.cures.Add(container.NewBorder(nil, nil, b, nil, parts.Quiet(cure.Expression)))
	}
	parts.ShowIf(e.cures, len(e.cures.Objects) > 0)
}

// onKind takes another kind. What is to be typed or chosen comes afterwards.
func (e *editor) onKind() {
	if e.painting {
		return
	}
	kind := kinds[max(e.kind.SelectedIndex(), 0)]
	e.showKind(kind)
	switch kind {
	case "":
		e.put("", "")
	case client.MappingStatic:
		e.text.SetText("")
	case client.MappingExpression:
		e.text.SetText(e.of.source)
	}
}

// flush takes the expression or the constant that was typed.
func (e *editor) flush() {
	if e.painting || !e.text.Visible() || e.text.Text == "" {
		return
	}
	e.put(kinds[max(e.kind.SelectedIndex(), 0)], e.text.Text)
}

// put gives the field at hand another source.
func (e *editor) put(kind client.MappingKind, source string) {
	if e.painting || e.of.destination == "" || kind == e.of.kind && source == e.of.source {
		return
	}
	e.matching.Put(e.of.destination, kind, source)
	e.matching.Rehearsal.Try()
}

// onWhere has the source at hand go into another field.
func (e *editor) onWhere() {
	to := e.where.Selected
	if e.painting || to == "" || to == e.of.destination {
		return
	}
	from := e.of
	if from.source == "" {
		return
	}
	if from.destination != "" {
		e.matching.Put(from.destination, from.kind, "")
	}
	e.matching.Put(to, from.kind, from.source)
	e.matching.Rehearsal.Try()
}
