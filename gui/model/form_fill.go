package model

import (
	"maps"
	"slices"

	"mooring/client/credentials"
)

// Fill puts what was read from a file into fields. Those of which the file says
// nothing lose what another file put there. It returns those that it has filled.
func (f *Form) Fill(values map[Field]string, fields ...Field) (filled []Field) {
	for _, field := range fields {
		s := f.of(field)
		s.remark = remark{}
		if values[field] == "" {
			if s.filled != "" && s.filled == f.Value(field) {
				f.Clear(field)
			}
			f.of(field).filled = ""
			continue
		}
		f.Set(field, values[field])
		f.of(field).filled = f.Value(field)
		filled = append(filled, field)
	}
	for _, field := range filled {
		f.Leave(field)
	}
	return filled
}

// stillFilled puts the value of a field right. What a file brought is still the file's
// then, wherever it stands.
func stillFilled(f *Form, field Field, right func()) {
	before := maps.Clone(f.values)
	right()
	if filled := f.of(field).filled; filled == "" || filled != before[field] {
		return
	}
	for other, value := range f.values {
		if value != before[other] {
			f.of(other).filled = value
		}
	}
}

// remark is what a file says about a value of its own. It goes with the value.
type remark struct {
	note  Note
	value string
}

// Remark notes something about the value that now stands in a field. A warning
// takes the place of what is less.
func (f *Form) Remark(field Field, note Note) {
	s := f.of(field)
	if s.remark.value == f.Value(field) && s.remark.note.Level > note.Level {
		return
	}
	s.remark = remark{note, f.Value(field)}
	f.Changed.Emit(field)
}

// remarked is what a file said about the value that stands in a field.
func (d Draft) remarked(field Field) Note {
	if r := d.of(field).remark; r.value == d.Value(field) {
		return r.note
	}
	return Note{}
}

// RemarkMade says of fields that their values do not stand like that in the file.
func (f *Form) RemarkMade(joined, escaped []credentials.ValueKind, decoded bool, fields ...Field) {
	for _, field := range fields {
		switch {
		case f.Value(field) == "":
		case slices.Contains(joined, valueKinds[field]):
			f.Remark(field, Note{Level: Cleaned, Text: cleanedText([]credentials.Dirt{credentials.DirtJoined})})
		case slices.Contains(escaped, valueKinds[field]):
			f.Remark(field, Note{Level: Cleaned, Text: cleanedText([]credentials.Dirt{credentials.DirtEscaped})})
		case decoded:
			f.Remark(field, Note{Level: Cleaned, Text: cleanedText([]credentials.Dirt{credentials.DirtEncoded})})
		}
	}
}
