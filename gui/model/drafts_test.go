package model

import "testing"

func TestDraftsStayWhereTheyWereTyped(t *testing.T) {
	form := NewS3Form()
	painted := map[Field]bool{}
	form.Changed.Listen(func(field Field) { painted[field] = true })
	drafts := NewDrafts(form)
	drafts.Switch("practice")
	form.Set(FieldName, "made up")
	form.Set(FieldSecretKey, "made up, too")
	form.CheckAll()
	clear(painted)
	drafts.Switch("real")
	if !form.Empty() {
		t.Errorf("the real form begins with %q, %q", form.Value(FieldName), form.Value(FieldSecretKey))
	}
	if form.Note(FieldAccessKey).Level != Fine {
		t.Error("the real form is judged before it was used")
	}
	for _, field := range form.Fields() {
		if !painted[field] {
			t.Errorf("%s is not painted anew", field)
		}
	}
	form.Set(FieldName, "real")
	drafts.Switch("practice")
	if got := form.Value(FieldName); got != "made up" || form.Value(FieldSecretKey) == "" {
		t.Errorf("back in practice the name is %q", got)
	}
	if form.Note(FieldAccessKey).Level != Error {
		t.Error("what was said of the draft is forgotten")
	}
	drafts.Switch("real")
	if got := form.Value(FieldName); got != "real" {
		t.Errorf("back in the real one the name is %q", got)
	}
}

// An account that is saved keeps what was typed for it, and leaves nothing to the
// next new one.
func TestDraftsMoveWithTheirPlace(t *testing.T) {
	form := NewS3Form()
	drafts := NewDrafts(form)
	drafts.Switch("new")
	form.Set(FieldSecretKey, "secret")
	drafts.Move("saved")
	drafts.Switch("new")
	if !form.Empty() {
		t.Error("another new account begins with the keys of the first")
	}
	drafts.Switch("saved")
	if form.Value(FieldSecretKey) != "secret" {
		t.Error("what was typed is gone")
	}
}

// Who only passes through an empty form is told nothing, until it is to be used.
func TestAnEmptyFieldIsNotJudgedForPassingThrough(t *testing.T) {
	form := NewS3Form()
	for _, field := range form.Fields() {
		form.Pass(field)
		if note := form.Note(field); note.Level != Fine {
			t.Errorf("%s: %v", field, note)
		}
	}
	form.Set(FieldAccessKey, "not a key")
	form.Pass(FieldAccessKey)
	if form.Note(FieldAccessKey).Level == Fine {
		t.Error("what is wrong is not said")
	}
	form.Set(FieldAccessKey, "")
	if note := form.Note(FieldAccessKey); note.Level != Fine {
		t.Errorf("emptied again: %v", note)
	}
	if wrong := form.Check(FieldAccessKey); wrong != FieldAccessKey || form.Note(FieldAccessKey).Level != Error {
		t.Errorf("to be used: %q is wrong", wrong)
	}
	if form.Note(FieldName).Level != Fine {
		t.Error("a field is judged that was not asked for")
	}
}
