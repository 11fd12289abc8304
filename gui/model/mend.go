package model

import (
	"strings"

	"mooring/client/credentials"
)

// Mend is a way to put a field right that the user only has to press.
type Mend struct {
	Label Text
	Do    func()
}

// Mend returns what can be done at a press about the field's Note, if anything.
func (f *Form) Mend(field Field) (Mend, bool) {
	mend, ok := mendOf(f, field)
	if do := mend.Do; ok {
		mend.Do = func() { stillFilled(f, field, do) }
	}
	return mend, ok
}

// mendOf is Form.Mend but for what becomes of a value that a file brought.
func mendOf(f *Form, field Field) (Mend, bool) {
	note := f.Note(field)
	switch note.Text.Key {
	case "check.accessKey.isSecret", "check.secretKey.isKeyID":
		if credentials.Swapped(f.Value(FieldAccessKey), f.Value(FieldSecretKey)) {
			return Mend{T("mend.swap"), func() { swapKeys(f) }}, true
		}
	case "check.bucket.address", "check.bucket.shape", "check.folder.address":
		return mendBucket(f, field)
	case "check.bucket.unusual":
		return mendCapitals(f)
	case "check.folder.bucket":
		return mendFolder(f)
	case "check.orgID.writing", "check.orgID.suffix":
		if org, ok := organizationIn(f.Value(field)); ok {
			return correct(f, field, org), true
		}
	case "check.innerSpace", "check.accessKey.characters":
		if value, ok := credentials.Within(valueKinds[field], f.Value(field)); ok {
			return correct(f, field, value), true
		}
	case "check.secretKey.percent":
		value := f.Value(field)
		return Mend{T("mend.cut"), func() { f.Set(field, value[:len(value)-1]) }}, true
	}
	if f.Concealed(field) {
		return mendConcealed(f, field)
	}
	if field == FieldServiceURL && note.Level >= Warning {
		if mend, ok := mendServiceURL(f); ok {
			return mend, true
		}
	}
	return undo(f, field, note)
}

// undo puts back what was cleaned off a field.
func undo(f *Form, field Field, note Note) (Mend, bool) {
	if note.Level != Cleaned || !f.of(field).told {
		return Mend{}, false
	}
	return Mend{T("mend.undo"), func() { keep(f, field) }}, true
}

// correct puts a value in place of what stands in a field.
func correct(f *Form, field Field, value string) Mend {
	return Mend{T("mend.correct"), func() {
		f.Set(field, value)
		f.Leave(field)
	}}
}

// mendCapitals takes the capitals out of the name of a bucket, where they are all that is
// wrong with it: no bucket has had any since 2018.
func mendCapitals(f *Form) (Mend, bool) {
	value := f.Value(FieldBucket)
	lower := strings.ToLower(value)
	if lower == value || CheckS3Field(FieldBucket, map[Field]string{FieldBucket: lower}).Level != Fine {
		return Mend{}, false
	}
	return Mend{T("mend.lowercase"), func() {
		f.Set(FieldBucket, lower)
		f.Leave(FieldBucket)
	}}, true
}

// swapKeys puts each of the two keys where the other one stands.
func swapKeys(f *Form) {
	key, secret := f.Value(FieldAccessKey), f.Value(FieldSecretKey)
	f.Set(FieldAccessKey, secret)
	f.Set(FieldSecretKey, key)
	f.Leave(FieldAccessKey)
	f.Leave(FieldSecretKey)
}

// keep puts back what was cleaned off a field.
func keep(f *Form, field Field) {
	s := f.of(field)
	s.kept = true
	f.Set(field, s.raw)
}

// cleanedText says what was cleaned off.
func cleanedText(dirt []credentials.Dirt) Text {
	if len(dirt) == 1 {
		return T("clean." + dirt[0].String())
	}
	return T("clean.several")
}
