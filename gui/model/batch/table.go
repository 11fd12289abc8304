package batch

import (
	"slices"

	"mooring/client/history"
	"mooring/gui/model"
)

// table is the rows of a Batch.
type table struct {
	lines []*line
	has   layout
	// changes counts what the user has changed that the file does not say.
	changes int
}

// Mended reports whether the rows differ from what the file says by what the user did.
func (t *table) Mended() bool { return t.changes > 0 }

// Unsaved reports whether the user did something to rows that are not made yet.
func (t *table) Unsaved() bool { return t.Mended() && t.Counts().Created < t.Len() }

// Len is how many rows there are.
func (t *table) Len() int { return len(t.lines) }

// Row is a row as it is now.
func (t *table) Row(i int) Row { return t.lines[i].row() }

// Unused are the headings of the columns that nothing is made of, as they stand there.
func (t *table) Unused() model.List { return fewOf(t.has.unused) }

// Columns are those that the table has, and those that every connection needs.
func (t *table) Columns() []Column {
	return slices.DeleteFunc(Columns(), func(c Column) bool {
		switch c {
		case Name, AccessKey, SecretKey, Bucket, Sandbox:
			return false
		}
		return t.has.at[c] < 0 && !slices.ContainsFunc(t.lines, func(l *line) bool { return l.value(c) != "" })
	})
}

// wanted are the lines that Create makes: those that failed once there are no others.
func (t *table) wanted(doubtful bool) []*line {
	keep := func(wanted func(*line) bool) []*line {
		return slices.DeleteFunc(slices.Clone(t.lines), func(l *line) bool { return !wanted(l) })
	}
	if all := keep(func(l *line) bool { return l.wanted(doubtful) }); len(all) > 0 {
		return all
	}
	return keep(func(l *line) bool { return l.state() == Failed && !l.refused })
}

// Counts is how many rows stand where.
func (t *table) Counts() Counts {
	counts := Counts{Rows: len(t.lines)}
	for _, l := range t.lines {
		switch l.state() {
		case Ready:
			counts.Ready++
		case Doubtful:
			counts.Doubtful++
		case Wrong:
			counts.Wrong++
		case Twin:
			counts.Twins++
		case Created:
			counts.Created++
		case Failed:
			counts.Failed++
		case Unknown:
			counts.Unknown++
		case Creating:
		}
		if l.flawed() {
			counts.Flawed++
		}
	}
	return counts
}

// compare finds what is alike among the lines. The first of several is none too many.
func (t *table) compare() {
	type named struct {
		place history.Place
		name  string
	}
	type keyed struct {
		place               history.Place
		key, bucket, folder string
		url                 string
	}
	names, keys := map[named]int{}, map[keyed]int{}
	for _, l := range t.lines {
		l.like = likeness{}
		if l.target.Account.OrgID == "" {
			continue
		}
		name := named{l.place(), l.plain[Name]}
		key := keyed{l.place(), l.plain[AccessKey], l.plain[Bucket], l.plain[Folder], l.plain[ServiceURL]}
		if first, ok := names[name]; !ok {
			names[name] = l.number
		} else if name.name != "" {
			l.like.name = first
		}
		if first, ok := keys[key]; !ok {
			keys[key] = l.number
		} else if key.key != "" && !l.byRole() {
			l.like.keys = first
		}
	}
}
