package model

import (
	"maps"

	"mooring/client/credentials"
)

// Draft is what stands in the fields of a form, and what is known of them. It is for
// memory only: it may hold secrets.
type Draft struct {
	values map[Field]string
	states map[Field]*fieldState
}

// fieldState is what is known of a field besides its value.
type fieldState struct {
	left  bool
	asked bool // the form was to be used with the field as it was
	// raw is what was typed or pasted, and dirt what was cleaned off it.
	raw     string
	dirt    []credentials.Dirt
	told    bool   // the field was left with its dirt, so that it may be spoken of
	kept    bool   // the user wanted it kept as it was
	meant   bool   // the user has said so although it does not look right
	filled  string // by a file
	offered string // by the app, from what it knows
	remark  remark
	cover   Cover
}

func newDraft() Draft {
	return Draft{values: map[Field]string{}, states: map[Field]*fieldState{}}
}

func (d Draft) of(field Field) *fieldState {
	if d.states[field] == nil {
		d.states[field] = &fieldState{}
	}
	return d.states[field]
}

// Value is what stands in a field, without surrounding white space.
func (d Draft) Value(field Field) string { return d.values[field] }

// Empty reports whether nothing stands in any field. A choice alone is nothing.
func (d Draft) Empty() bool {
	for field, value := range d.values {
		if value != "" && field != FieldAuth {
			return false
		}
	}
	return true
}

// Without is the draft with nothing in a field.
func (d Draft) Without(field Field) Draft {
	d = Draft{maps.Clone(d.values), maps.Clone(d.states)}
	delete(d.values, field)
	delete(d.states, field)
	return d
}

// PutAside empties the form and returns what stood in it.
func (f *Form) PutAside() Draft {
	draft := f.Draft
	f.TakeUp(newDraft())
	return draft
}

// TakeUp puts a draft into the form that was put aside, as if it had never been
// gone: nothing in it is news, but that it is to be painted.
func (f *Form) TakeUp(draft Draft) {
	f.Draft = draft
	for _, field := range f.fields {
		f.Changed.Emit(field)
	}
}

// Typed reports whether anything stands in the draft that no file and no command of the
// app has put there, so that it would be lost. A choice alone is nothing.
func (d Draft) Typed() bool {
	for field, value := range d.values {
		s := d.of(field)
		if value != "" && field != FieldAuth && value != s.filled && value != s.offered {
			return true
		}
	}
	return false
}

// Offer puts a value into a field that the user has not typed, and can have again.
func (f *Form) Offer(field Field, value string) {
	f.Set(field, value)
	f.of(field).offered = f.Value(field)
}

// Drafts keeps what was typed into a form for each place that it is used for, so
// that nothing goes from one to another, keys least of all.
type Drafts struct {
	form  *Form
	place string
	kept  map[string]Draft
}

// NewDrafts makes the Drafts of a form. What stands in the form is for no place yet.
func NewDrafts(form *Form) *Drafts {
	return &Drafts{form: form, kept: map[string]Draft{}}
}

// Switch puts what was typed for a place into the form; at first that is nothing.
func (d *Drafts) Switch(place string) {
	if place == d.place {
		return
	}
	d.kept[d.place] = d.form.PutAside()
	if draft, ok := d.kept[place]; ok {
		d.form.TakeUp(draft)
	}
	delete(d.kept, place)
	d.place = place
}

// Place is what the form is used for now.
func (d *Drafts) Place() string { return d.place }

// Typed is what was typed for other places than that at hand, by place.
func (d *Drafts) Typed() map[string]Draft {
	typed := maps.Clone(d.kept)
	maps.DeleteFunc(typed, func(_ string, draft Draft) bool { return !draft.Typed() })
	return typed
}

// Move says that what stands in the form is for another place after all, such as an
// account that has been saved meanwhile.
func (d *Drafts) Move(place string) {
	delete(d.kept, place)
	d.place = place
}
