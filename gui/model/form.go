package model

import (
	"mooring/client"
	"mooring/client/credentials"
)

// Form is the values of a page's fields and what is wrong with them. A field is
// judged once it has been left, and from then on as it is typed in, so that nobody
// is told off for a value that is not finished yet; and an empty one once the form
// was to be used, so that nobody is told off for what is still to come.
type Form struct {
	// Changed tells that a value or the judgement of a field has changed, and
	// Valued, before it, that it is the value.
	Changed, Valued Event[Field]

	fields []Field
	check  func(Field, map[Field]string) Note
	draft
}

// draft is what stands in the fields of a form, and what is known of them.
type draft struct {
	values map[Field]string
	left   map[Field]bool
	asked  map[Field]bool // the form was to be used with the field as it was
	// raws, dirt and kept tell what was typed or pasted, what was cleaned off it,
	// and where the user wanted it kept as it was.
	raws map[Field]string
	dirt map[Field][]credentials.Dirt
	told map[Field]bool // the field was left with its dirt, so that it may be spoken of
	kept map[Field]bool
	// filled are the values that came from a file, and remarks what that said of
	// them.
	filled  map[Field]string
	remarks map[Field]remark
}

func newDraft() draft {
	return draft{
		values: make(map[Field]string),
		left:   make(map[Field]bool),
		asked:  make(map[Field]bool),
		raws:   make(map[Field]string),
		dirt:   make(map[Field][]credentials.Dirt),
		told:   make(map[Field]bool),
		kept:   make(map[Field]bool),

		filled:  make(map[Field]string),
		remarks: make(map[Field]remark),
	}
}

// NewForm makes an empty Form of the given fields. check judges one of them by
// the values of all.
func NewForm(check func(Field, map[Field]string) Note, fields ...Field) *Form {
	return &Form{fields: fields, check: check, draft: newDraft()}
}

// Fields lists the form's fields in their order on the card.
func (f *Form) Fields() []Field { return f.fields }

// Set takes what now stands in a field. What surrounds a pasted value and is
// never part of it is cleaned off: Note says so, and Mend takes it back.
func (f *Form) Set(field Field, raw string) {
	if raw == f.values[field] {
		if !f.told[field] {
			f.raws[field], f.dirt[field] = raw, nil // the user has removed it
		}
		// Else the cleaned value is put into the field in place of what was pasted:
		// that is no news.
		return
	}
	if raw != f.raws[field] {
		f.kept[field] = false
	}
	value := raw
	f.raws[field], f.dirt[field], f.told[field] = raw, nil, false
	if !f.kept[field] {
		value, f.dirt[field] = credentials.Clean(valueKinds[field], raw)
	}
	if f.values[field] == value {
		f.changed(field)
		return
	}
	f.values[field] = value
	f.Valued.Emit(field)
	f.changed(field)
}

// Shown reports whether a text that stands in a field is, but for its dirt, the
// field's value, so that the field need not be painted anew while it is typed in:
// the space after a word is dirt until the next word begins.
func (f *Form) Shown(field Field, text string) bool {
	return text == f.values[field] || text == f.raws[field]
}

// Clean is a text without what surrounds it.
func (f *Form) Clean(text string) string { return Clean(text) }

// valueKinds says what is cleaned off each field.
var valueKinds = map[Field]credentials.ValueKind{
	FieldOrgID:        credentials.OrgID,
	FieldAPIKey:       credentials.APIKey,
	FieldClientSecret: credentials.ClientSecret,
	FieldToken:        credentials.AccessToken,
	FieldSandbox:      credentials.SandboxName,
	FieldPlatformURL:  credentials.ServiceURL,
	FieldSignInURL:    credentials.ServiceURL,
	FieldAccessKey:    credentials.AccessKeyID,
	FieldSecretKey:    credentials.SecretAccessKey,
	FieldSessionToken: credentials.SessionToken,
	FieldBucket:       credentials.BucketName,
	FieldFolder:       credentials.FolderPath,
	FieldServiceURL:   credentials.ServiceURL,
}

// Value returns what stands in a field, without surrounding white space.
func (f *Form) Value(field Field) string { return f.values[field] }

// Empty reports whether nothing stands in any field.
func (f *Form) Empty() bool {
	for _, value := range f.values {
		if value != "" {
			return false
		}
	}
	return true
}

// Pass says that the focus has left a field. An empty one is not judged for that.
func (f *Form) Pass(field Field) {
	f.left[field] = true
	f.told[field] = len(f.dirt[field]) > 0
	f.changed(field)
}

// Leave judges a field from now on, also while it is empty.
func (f *Form) Leave(field Field) {
	f.asked[field] = true
	f.Pass(field)
}

// Note is what to say about a field now; nothing before it has been left, and of
// an empty one nothing before the form was to be used.
func (f *Form) Note(field Field) Note {
	if !f.left[field] || f.values[field] == "" && !f.asked[field] {
		return Note{}
	}
	note, said := f.check(field, f.values), f.remarked(field)
	switch {
	case note.Level < Error && said.Level >= max(note.Level, Cleaned):
		return said
	case note.Level == Fine && f.told[field]:
		return Note{Level: Cleaned, Text: cleanedText(f.dirt[field])}
	}
	return note
}

// Judge is what is to be said about a field, whether it has been left or not.
func (f *Form) Judge(field Field) Note { return f.check(field, f.values) }

// CheckAll judges every field, left or not, and returns the first that cannot
// be right, or FieldNone.
func (f *Form) CheckAll() Field { return f.Check(f.fields...) }

// Check is CheckAll of some of the fields: those that are to be used.
func (f *Form) Check(fields ...Field) Field {
	first := FieldNone
	for _, field := range fields {
		f.Leave(field)
		if first == FieldNone && f.check(field, f.values).Level == Error {
			first = field
		}
	}
	return first
}

// Clear empties the given fields, or all, and forgets that they were left.
func (f *Form) Clear(fields ...Field) {
	if len(fields) == 0 {
		fields = f.fields
	}
	for _, field := range fields {
		delete(f.values, field)
		delete(f.left, field)
		delete(f.asked, field)
		delete(f.raws, field)
		delete(f.dirt, field)
		delete(f.told, field)
		delete(f.kept, field)
		delete(f.filled, field)
		delete(f.remarks, field)
	}
	for _, field := range fields {
		f.changed(field)
	}
}

func (f *Form) changed(field Field) {
	f.Changed.Emit(field)
}

// NewS3Form makes the form of the Amazon S3 card.
func NewS3Form() *Form {
	return NewForm(CheckS3Field, FieldName, FieldDescription, FieldAccessKey, FieldSecretKey,
		FieldBucket, FieldFolder, FieldSessionToken, FieldServiceURL)
}

// NewConnection is what the Amazon S3 card asks Platform to create.
func NewConnection(f *Form) client.NewConnection { return connectionOf(f.values) }
