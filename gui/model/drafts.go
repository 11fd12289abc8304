package model

// Drafts keeps what was typed into a form for each place that it is used for, so
// that nothing goes from one to another, keys least of all.
type Drafts struct {
	form  *Form
	place string
	kept  map[string]draft
}

// NewDrafts makes the Drafts of a form. What stands in the form is for no place yet.
func NewDrafts(form *Form) *Drafts {
	return &Drafts{form: form, kept: map[string]draft{}}
}

// Switch puts what was typed for a place into the form; at first that is nothing.
func (d *Drafts) Switch(place string) {
	if place == d.place {
		return
	}
	d.kept[d.place] = d.form.draft
	next, ok := d.kept[place]
	if !ok {
		next = newDraft()
	}
	delete(d.kept, place)
	d.place, d.form.draft = place, next
	for _, field := range d.form.fields {
		d.form.changed(field)
	}
}

// Move says that what stands in the form is for another place after all, such as an
// account that has been saved meanwhile.
func (d *Drafts) Move(place string) {
	delete(d.kept, place)
	d.place = place
}
