package ingest

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"mooring/client"
	"mooring/gui/model"
)

// Target is the second step: the dataset.
type Target struct {
	// Changed tells that anything of the step has changed.
	Changed *model.Signal

	work     *work
	now      func() time.Time
	datasets []client.Dataset
	known    bool // all of them are
	listing  bool
	filter   string
	chosen   client.Dataset
	schema   client.Schema
	read     bool // schema is that of the chosen one
	reading  bool
	reads    int
	unlisted model.Problem // why not all of them could be listed
	unread   model.Problem // why the schema could not be read
	kept     bool          // the dataset is that of a dataflow that exists, and stays
}

func newTarget(w *work) *Target {
	return &Target{Changed: model.NewSignal(w.runner), work: w, now: time.Now}
}

// Load lists the datasets, unless that has been done.
func (t *Target) Load() {
	if !t.known && !t.listing && !t.kept {
		t.Reload()
	}
}

// Reload lists them again, page by page, and reads the schema of the chosen one where that
// could not be read.
func (t *Target) Reload() {
	if t.kept || t.listing || t.work.ctx.Err() != nil {
		return
	}
	if !t.unread.Empty() {
		t.take(t.chosen)
	}
	t.listing, t.unlisted = true, model.Problem{}
	t.Changed.Emit()
	ask(t.work, t.list, func(all []client.Dataset, err error) {
		t.listing, t.unlisted = false, model.Explain(err)
		if err == nil {
			t.datasets, t.known = all, true
		}
		t.Changed.Emit()
	})
}

// pageSize is after how many datasets those that are known are shown.
const pageSize = 100

func (t *Target) list(ctx context.Context, p Platform) ([]client.Dataset, error) {
	var all []client.Dataset
	for found, err := range p.Datasets(ctx) {
		if err != nil {
			return nil, err
		}
		if all = append(all, found); len(all)%pageSize == 0 {
			some := sorted(all)
			t.work.runner.Apply(func() {
				if t.listing {
					t.datasets = some
					t.Changed.Emit()
				}
			})
		}
	}
	return sorted(all), nil
}

// sorted are datasets by name.
func sorted(all []client.Dataset) []client.Dataset {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b client.Dataset) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), strings.Compare(string(a.ID), string(b.ID)))
	})
	return all
}

// Reading reports whether datasets or a schema are being read.
func (t *Target) Reading() bool { return t.listing || t.reading }

// Problem is why they could not be: the schema, of a dataset that is chosen.
func (t *Target) Problem() model.Problem {
	if !t.unread.Empty() {
		return t.unread
	}
	return t.unlisted
}

// Filter is what the names of the datasets are narrowed by.
func (t *Target) Filter() string { return t.filter }

// SetFilter narrows the datasets to those with a part in their name or their ID.
func (t *Target) SetFilter(part string) {
	if part != t.filter {
		t.filter = part
		t.Changed.Emit()
	}
}

// Datasets are those that the filter lets through, by name.
func (t *Target) Datasets() []client.Dataset {
	part := joinWords(t.filter)
	if part == "" {
		return t.datasets
	}
	return slices.DeleteFunc(slices.Clone(t.datasets), func(d client.Dataset) bool {
		return !strings.Contains(joinWords(d.Name), part) && string(d.ID) != strings.TrimSpace(t.filter)
	})
}

// Count is how many there are without the filter.
func (t *Target) Count() int { return len(t.datasets) }

// Choose takes a dataset, whose schema is read.
func (t *Target) Choose(id client.DatasetID) {
	at := slices.IndexFunc(t.datasets, func(d client.Dataset) bool { return d.ID == id })
	if at < 0 || t.kept || t.chosen.ID == id && (t.read || t.reading) {
		return
	}
	t.take(t.datasets[at])
}

// take takes a dataset and reads its schema.
func (t *Target) take(chosen client.Dataset) {
	t.reads++
	nth := t.reads
	t.chosen, t.schema, t.read, t.reading, t.unread = chosen, client.Schema{}, false, true, model.Problem{}
	if t.kept { // there is no other choice
		t.datasets, t.known = []client.Dataset{chosen}, true
	}
	t.Changed.Emit()
	if chosen.Schema.ID == "" {
		t.reading = false
		return // Next says so
	}
	ask(t.work, func(ctx context.Context, p Platform) (client.Schema, error) {
		return p.Schema(ctx, chosen.Schema)
	}, func(schema client.Schema, err error) {
		if nth != t.reads {
			return
		}
		t.reading, t.unread = false, model.Explain(err)
		t.schema, t.read = schema, err == nil
		t.Changed.Emit()
	})
}

// Kept reports whether the dataset is that of a dataflow that exists, and stays.
func (t *Target) Kept() bool { return t.kept }

// Chosen is the dataset that was chosen.
func (t *Target) Chosen() (client.Dataset, bool) { return t.chosen, t.chosen.ID != "" }

// Schema is that of the chosen dataset; ok is false until it has been read.
func (t *Target) Schema() (client.Schema, bool) { return t.schema, t.read }

// settling is how long ingestion may take to see a change of a schema.
const settling = 20 * time.Minute

// Warnings are what is told of the dataset: what Profile on or off means, and a schema
// that ingestion may not know yet.
func (t *Target) Warnings() []Warning {
	if !t.read {
		return nil
	}
	var all []Warning
	switch {
	case t.chosen.Profile:
		all = append(all, Warning{Note, model.T("ingest.profile.on")})
	case t.schema.Profile:
		all = append(all, Warning{Note, model.T("ingest.profile.dataset")})
	default:
		all = append(all, Warning{Note, model.T("ingest.profile.off")})
	}
	changed := t.schema.Created
	if t.schema.Modified.After(changed) {
		changed = t.schema.Modified
	}
	if age := t.now().Sub(changed); !changed.IsZero() && age < settling {
		all = append(all, Warning{Warn, model.T("ingest.warn.young", "Minutes", int(settling/time.Minute))})
	}
	return all
}

// Next says why one cannot go on yet.
func (t *Target) Next() model.Text {
	switch {
	case t.chosen.ID == "":
		return model.T("ingest.next.dataset")
	case t.reading:
		return model.T("ingest.next.schemaReading")
	case t.chosen.Schema.ID == "":
		return model.T("ingest.next.noSchema")
	case !t.read:
		return model.T("ingest.next.schemaUnread")
	case len(t.schema.Fields) == 0:
		return model.T("ingest.next.noFields")
	}
	return model.Text{}
}
