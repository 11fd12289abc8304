package model_test

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"

	"mooring/client/handover"
	"mooring/client/history"
	"mooring/gui/model"
)

func TestExplainFiles(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want string
	}{
		{&model.FileError{Name: "x.csv", Writing: true, Err: &fs.PathError{Op: "open", Err: fs.ErrPermission}}, "exportDenied"},
		{&model.FileError{Name: "x.csv", Writing: true, Err: errors.New("disk full")}, "exportFailed"},
		{&model.FileError{Name: "x.json", Writing: true, Err: &handover.FieldError{Entry: 3, Field: "etag"}}, "exportEntry"},
		{&model.FileError{Name: "x.json", Writing: true, Err: fmt.Errorf("list: %w", history.ErrDamaged)}, "registerDamaged"},
		{&model.FileError{Name: "x.json", Err: handover.ErrNotExport}, "importOther"},
		{&model.FileError{Name: "x.json", Err: handover.ErrTable}, "importTable"},
		{&model.FileError{Name: "x.json", Err: &handover.VersionError{Version: 9}}, "importNewer"},
		{&model.FileError{Name: "x.json", Err: &handover.DamagedError{Entry: 2}}, "importDamaged"},
		{&model.FileError{Name: "x.json", Err: &handover.TooLargeError{Entry: 2}}, "importLarge"},
		{&model.FileError{Name: "x.json", Err: &handover.FieldError{Entry: 2, Field: "etag"}}, "importEntry"},
		{&model.FileError{Name: "x.json", Err: fmt.Errorf("import: %w", history.ErrNotWritable)}, "registerNotWritable"},
		{&model.FileError{Name: "x.json", Err: errors.New("I/O")}, "fileUnreadable"},
		{model.ErrTooMany, "tooMany"},
	} {
		if got := model.Explain(tt.err); got.Name != tt.want {
			t.Errorf("%v is %q, want %q", tt.err, got.Name, tt.want)
		}
	}
}
