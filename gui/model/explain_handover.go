package model

import (
	"errors"
	"io/fs"

	"mooring/client/handover"
)

// explainHandover words why an export or import failed. What the register itself
// says comes first.
func explainHandover(err error) (Problem, bool) {
	var file *FileError
	if !errors.As(err, &file) {
		return Problem{}, false
	}
	if problem, ok := explainHere(file.Err); ok {
		return problem, true
	}
	if file.Writing {
		return explainExport(file), true
	}
	return explainImport(file), true
}

func explainExport(file *FileError) Problem {
	var member *handover.FieldError
	switch {
	case errors.As(file.Err, &member):
		return NewProblem("exportEntry", "Entry", member.Entry)
	case errors.Is(file.Err, fs.ErrPermission):
		return NewProblem("exportDenied", "File", file.Name)
	}
	return NewProblem("exportFailed", "File", file.Name)
}

func explainImport(file *FileError) Problem {
	var damaged *handover.DamagedError
	var member *handover.FieldError
	switch {
	case errors.Is(file.Err, handover.ErrTable):
		return NewProblem("importTable", "File", file.Name)
	case errors.Is(file.Err, handover.ErrNotExport):
		return NewProblem("importOther", "File", file.Name)
	case is[*handover.VersionError](file.Err):
		return NewProblem("importNewer", "File", file.Name)
	case errors.As(file.Err, &damaged):
		return NewProblem("importDamaged", "File", file.Name, "Entry", damaged.Entry)
	case is[*handover.TooLargeError](file.Err):
		return NewProblem("importLarge", "File", file.Name)
	case errors.As(file.Err, &member):
		return NewProblem("importEntry", "File", file.Name, "Entry", member.Entry, "Field", member.Field)
	}
	return NewProblem("fileUnreadable")
}
