package model

// FileError is why a file that the user chose could not be read or written.
type FileError struct {
	Name    string
	Writing bool
	Err     error
}

// Error says what happened in English, for logs.
func (e *FileError) Error() string {
	if e.Writing {
		return "write " + e.Name + ": " + e.Err.Error()
	}
	return "read " + e.Name + ": " + e.Err.Error()
}

// Unwrap returns the cause.
func (e *FileError) Unwrap() error { return e.Err }
