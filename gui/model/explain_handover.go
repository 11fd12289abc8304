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
		return ProblemOf("exportEntry", FieldNone, false, "Entry", member.Entry)
	case errors.Is(file.Err, fs.ErrPermission):
		return ProblemOf("exportDenied", FieldNone, true, "File", file.Name)
	}
	return ProblemOf("exportFailed", FieldNone, true, "File", file.Name)
}

func explainImport(file *FileError) Problem {
	var newer *handover.VersionError
	var damaged *handover.DamagedError
	var large *handover.TooLargeError
	var member *handover.FieldError
	switch {
	case errors.Is(file.Err, handover.ErrTable):
		return ProblemOf("importTable", FieldNone, false, "File", file.Name)
	case errors.Is(file.Err, handover.ErrNotExport):
		return ProblemOf("importOther", FieldNone, false, "File", file.Name)
	case errors.As(file.Err, &newer):
		return ProblemOf("importNewer", FieldNone, false, "File", file.Name)
	case errors.As(file.Err, &damaged):
		return ProblemOf("importDamaged", FieldNone, false, "File", file.Name, "Entry", damaged.Entry)
	case errors.As(file.Err, &large):
		return ProblemOf("importLarge", FieldNone, false, "File", file.Name)
	case errors.As(file.Err, &member):
		return ProblemOf("importEntry", FieldNone, false, "File", file.Name, "Entry", member.Entry, "Field", member.Field)
	}
	return ProblemOf("fileUnreadable", FieldNone, true)
}
