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

	// Draft is what stands in the fields.
	Draft

	fields []Field
	check  func(Field, map[Field]string) Note
}

// NewForm makes an empty Form of the given fields. check judges one of them by
// the values of all.
func NewForm(check func(Field, map[Field]string) Note, fields ...Field) *Form {
	return &Form{fields: fields, check: check, Draft: newDraft()}
}

// Fields lists the form's fields in their order.
func (f *Form) Fields() []Field { return f.fields }

// Set takes what now stands in a field. What surrounds a pasted value and is
// never part of it is cleaned off: Note says so, and Mend takes it back.
func (f *Form) Set(field Field, raw string) {
	s := f.of(field)
	if raw == f.values[field] {
		if !s.told {
			s.raw, s.dirt = raw, nil // the user has removed it
		}
		// Else the cleaned value is put into the field in place of what was pasted:
		// that is no news.
		return
	}
	if raw != s.raw {
		s.kept = false
	}
	value := raw
	s.raw, s.dirt, s.told = raw, nil, false
	if !s.kept {
		value, s.dirt = credentials.Clean(valueKinds[field], raw)
	}
	if f.values[field] == value {
		f.Changed.Emit(field)
		return
	}
	f.values[field], s.meant = value, false
	s.cover.Over(field, value)
	f.Valued.Emit(field)
	f.Changed.Emit(field)
}

// Shown reports whether a text that stands in a field is, but for its dirt, the
// field's value, so that the field need not be painted anew while it is typed in:
// the space after a word is dirt until the next word begins.
func (f *Form) Shown(field Field, text string) bool {
	return text == f.values[field] || text == f.of(field).raw
}

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

// Pass says that the focus has left a field. An empty one is not judged for that.
func (f *Form) Pass(field Field) {
	s := f.of(field)
	s.left, s.told = true, len(s.dirt) > 0
	f.Changed.Emit(field)
}

// Leave judges a field from now on, also while it is empty.
func (f *Form) Leave(field Field) {
	f.of(field).asked = true
	f.Pass(field)
}

// Note is what to say about a field now; nothing before it has been left, but that a
// secret is hidden in it, and of an empty one nothing before the form was to be used.
func (f *Form) Note(field Field) Note {
	s := f.of(field)
	if f.Concealed(field) {
		return concealedNote(f.Judge(field))
	}
	if !s.left || f.values[field] == "" && !s.asked {
		return Note{}
	}
	note, said := f.check(field, f.values), f.remarked(field)
	switch {
	case note.Level < Error && said.Level >= max(note.Level, Cleaned):
		return said
	case note.Level == Fine && s.told:
		return Note{Level: Cleaned, Text: cleanedText(s.dirt)}
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
		fields = append([]Field{FieldAuth}, f.fields...)
	}
	for _, field := range fields {
		delete(f.values, field)
		delete(f.states, field)
	}
	for _, field := range fields {
		f.Changed.Emit(field)
	}
}

// NewS3Form makes the form of a connection to Amazon S3.
func NewS3Form() *Form {
	return NewForm(CheckS3Field, FieldName, FieldDescription, FieldAccessKey, FieldSecretKey,
		FieldBucket, FieldFolder, FieldSessionToken, FieldServiceURL)
}

// NewConnection is what the form of a connection asks Platform to create. Keys that were
// typed in before are none of one by role. The folder is not sent for it either; it is
// that of the bucket's policy, which the register remembers.
func NewConnection(f *Form) client.NewConnection {
	in := connectionOf(f.values)
	if in.Auth == client.AuthRole {
		in.S3 = client.S3Credentials{Bucket: in.S3.Bucket, FolderPath: in.S3.FolderPath}
	}
	return in
}

// FormOf is a form for a connection by role to a bucket, as for its policy, which lets
// the role into the folder or, where that is empty, into all of it.
func FormOf(bucket, folder string) *Form {
	f := NewS3Form()
	f.Set(FieldAuth, string(client.AuthRole))
	f.Set(FieldBucket, bucket)
	f.Set(FieldFolder, folder)
	return f
}

// ByRole reports whether Platform is to get into the account by a role, in a form.
func ByRole(f *Form) bool { return f.Value(FieldAuth) == string(client.AuthRole) }
