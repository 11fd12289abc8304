package ingest

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"mooring/client"
	"mooring/client/credentials"
	"mooring/gui/model/ingest"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// frequencies are how often a dataflow can run, and frequencyKeys the words for it.
var (
	frequencies   = []client.Frequency{client.Once, client.ByMinute, client.ByHour, client.ByDay, client.ByWeek}
	frequencyKeys = []string{"bring.once", "bring.minutes", "bring.hours", "bring.days", "bring.weeks"}
)

// whenPage shows how often files are brought in, and from when.
type whenPage struct {
	stage *parts.Stage
	when  *ingest.When
	all   *fyne.Container

	frequency *widgets.Select
	interval  *widgets.Entry
	start     *widgets.Entry
	percent   *widgets.Entry
	backfill  *widgets.Choice
	fields    struct{ frequency, interval, start, percent *widgets.Field }
	lines     *widgets.List
	painting  bool
	marked    bool           // what is wrong is marked: one has gone on from it
	mended    *widgets.Entry // what was typed in full-width letters; nil for none
}

func newWhenPage(s *parts.Stage, when *ingest.When, name func(string, fyne.CanvasObject)) *whenPage {
	p := &whenPage{stage: s, when: when}
	p.frequency = widgets.NewSelect(words(frequencyKeys), func(string) {
		if !p.painting {
			when.SetFrequency(frequencies[p.frequency.SelectedIndex()])
		}
	})
	entry := func(take func(string)) *widgets.Entry {
		e := widgets.NewEntry()
		e.OnChanged = func(text string) {
			if !p.painting {
				p.mended = nil
				take(text)
			}
		}
		e.OnFocusLost = func() {
			if plain := credentials.HalfWidth(e.Text); plain != e.Text {
				e.SetText(plain)
				p.mended = e
			}
			p.marked = !when.Next().Empty()
			p.mark()
		}
		return e
	}
	when.WriteTimes(parts.Tr("format.dayTime"))
	p.interval, p.start, p.percent = entry(when.SetIntervalText), entry(when.SetStartText), entry(when.SetErrorText)
	p.start.PlaceHolder = parts.Tr("bring.startNow")
	p.backfill = widgets.NewChoice(words([]string{"bring.backfill", "bring.onlyNew"})...)
	p.backfill.OnChanged = func(at int) {
		if !p.painting {
			when.SetBackfill(at == 0)
		}
	}
	p.fields.frequency = labelled("bring.frequency", p.frequency, 1)
	p.fields.interval = labelled("bring.interval", p.interval, 1)
	p.fields.start = labelled("bring.startTime", p.start, 1)
	p.fields.percent = labelled("bring.percent", p.percent, 1)
	p.lines = widgets.NewFindings()
	p.all = container.NewVBox(sideBySide(p.fields.frequency, p.fields.interval), sideBySide(p.fields.start, p.fields.percent), p.backfill, p.lines)
	for suffix, o := range map[string]fyne.CanvasObject{
		"frequency": p.frequency, "interval": p.interval, "start": p.start, "percent": p.percent, "backfill": p.backfill, "when.lines": p.lines,
	} {
		name(suffix, o)
	}
	return p
}

func (p *whenPage) view() fyne.CanvasObject { return p.all }

func (p *whenPage) enter() fyne.Focusable { return p.frequency }

func (p *whenPage) leave() {}

// blame marks the input that is wrong, and returns it; nil where it is none.
func (p *whenPage) blame() fyne.Focusable {
	p.marked = true
	p.mark()
	switch wrong, _ := p.when.Wrong(); wrong {
	case ingest.IntervalInput:
		return p.interval
	case ingest.StartInput:
		return p.start
	case ingest.PercentInput:
		return p.percent
	}
	return nil
}

// mark says below each input what helps with it or, once one has gone on from it, what is
// wrong with it.
func (p *whenPage) mark() {
	wrong, why := p.when.Wrong()
	p.marked = p.marked && wrong != ingest.NoInput
	for input, field := range map[ingest.Input]struct {
		field *widgets.Field
		entry *widgets.Entry
		help  string
	}{
		ingest.IntervalInput: {p.fields.interval, p.interval, ""}, ingest.StartInput: {p.fields.start, p.start, parts.Tr("bring.startHelp")},
		ingest.PercentInput: {p.fields.percent, p.percent, parts.Tr("bring.percentHelp")},
	} {
		said, mended := "", ""
		if p.marked && input == wrong {
			said = parts.Say(why)
		}
		if field.entry == p.mended {
			mended = parts.Tr("clean.fullWidth")
		}
		field.field.SetError(said)
		field.field.SetNotice(mended)
		field.field.SetHelp(field.help)
	}
}

func (p *whenPage) paint() {
	p.painting = true
	defer func() { p.painting = false }()
	w := p.when
	schedule, locked := w.Schedule(), w.Locked()
	choose(p.frequency, slices.Index(frequencies, schedule.Frequency))
	setEntry(p.stage, p.interval, w.IntervalText())
	setEntry(p.stage, p.start, w.StartText())
	setEntry(p.stage, p.percent, w.ErrorText())
	later := 0
	if !schedule.Backfill {
		later = 1
	}
	p.backfill.Select(later)
	parts.ShowIf(p.fields.interval, !schedule.Once())
	parts.ShowIf(p.backfill, !schedule.Once() && w.IsNew())
	for _, d := range []fyne.Disableable{p.frequency, p.interval, p.start} {
		parts.EnableIf(d, locked.Empty())
	}
	parts.EnableIf(p.percent, w.IsNew())
	p.mark()
	var items []widgets.Item
	if !locked.Empty() {
		items = append(items, widgets.Item{State: widgets.SignWarned, Title: parts.Say(locked)})
	}
	for _, line := range w.Lines() {
		items = append(items, widgets.Item{State: widgets.SignDot, Title: parts.Say(line)})
	}
	setItems(p.lines, items)
}
