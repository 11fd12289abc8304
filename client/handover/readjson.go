package handover

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"time"
	"unicode/utf8"
)

// What a file says of itself.
const (
	formatName    = "mooring-connections"
	formatVersion = 1
)

// Meta is what a file says of its making.
type Meta struct {
	ExportedAt time.Time
	App        string // the program and its version
}

func (r *Record) tidyTimes() {
	for _, t := range []*time.Time{
		&r.TestedAt, &r.PlatformCreatedAt, &r.PlatformUpdatedAt, &r.SeenAt, &r.StartedAt, &r.UpdatedAt,
	} {
		*t = t.UTC()
	}
}

// The most that is read of a file, and of one value in it.
const (
	maxFile  = 512 << 20
	maxValue = 1 << 20
)

// ReadJSON reads what WriteJSON wrote, entry by entry as they are taken, so that
// memory does not grow with their number; the sequence can be taken once. An error
// ends it and is its last pair. Members that are not known are passed over.
//
// The errors are ErrNotExport, *VersionError, *DamagedError, *TooLargeError,
// *FieldError, or wrap one of r. They never repeat what is in the file.
func ReadJSON(r io.Reader) (Meta, iter.Seq2[Record, error], error) {
	return readJSON(r, maxFile, maxValue)
}

func readJSON(r io.Reader, file, value int64) (Meta, iter.Seq2[Record, error], error) {
	in := &reader{from: &meter{r: r, file: file, value: value}, value: value}
	text := asUTF8(in.from)
	table := isTable(text)
	in.json = json.NewDecoder(text)
	meta, err := in.head()
	switch {
	case errors.Is(err, ErrNotExport) && table:
		return Meta{}, nil, ErrTable
	case err != nil:
		return Meta{}, nil, err
	}
	return meta, func(yield func(Record, error) bool) {
		for {
			record, more, err := in.next()
			if err != nil {
				yield(Record{}, err)
			}
			if err != nil || !more || !yield(record, nil) {
				return
			}
		}
	}, nil
}

// meter is a reader that gives out no more than a file may have, and no more than
// a value may have since it was last reset.
type meter struct {
	r           io.Reader
	file, value int64
	err         error // why it stopped, other than at the end
}

// Read reads on.
func (m *meter) Read(p []byte) (int, error) {
	limit := min(m.file, m.value)
	if limit <= 0 {
		// Only what is really there is too much.
		var one [1]byte
		n, err := io.ReadFull(m.r, one[:])
		if n > 0 {
			err = errStopped
		}
		return 0, m.failed(err)
	}
	n, err := m.r.Read(p[:min(int64(len(p)), limit)])
	m.file -= int64(n)
	m.value -= int64(n)
	return n, m.failed(err)
}

func (m *meter) failed(err error) error {
	if err != nil && !errors.Is(err, io.EOF) {
		m.err = err
	}
	return err
}

// reader takes a file apart.
type reader struct {
	from  *meter
	value int64
	json  *json.Decoder
	entry int // the one that is being read, from 1
}

// failed returns the error for a file that cannot be read on.
func (in *reader) failed() error {
	switch {
	case in.from.err == nil && in.entry == 0:
		return ErrNotExport
	case in.from.err == nil:
		return &DamagedError{in.entry}
	case errors.Is(in.from.err, errStopped) && in.entry == 0:
		return ErrNotExport // nothing of that size is in front of the entries
	case errors.Is(in.from.err, errStopped):
		return &TooLargeError{in.entry}
	}
	return fmt.Errorf("handover: read: %w", in.from.err)
}

// token reads a token that has to be the one that is wanted.
func (in *reader) token(want json.Delim) error {
	in.from.value = in.value
	if got, err := in.json.Token(); err != nil || got != want {
		return in.failed()
	}
	return nil
}

// key reads the name of a member.
func (in *reader) key() (string, error) {
	in.from.value = in.value
	got, err := in.json.Token()
	name, ok := got.(string)
	if err != nil || !ok {
		return "", in.failed()
	}
	return name, nil
}

// raw reads a value as it is.
func (in *reader) raw() (json.RawMessage, error) {
	in.from.value = in.value
	var value json.RawMessage
	if err := in.json.Decode(&value); err != nil || !utf8.Valid(value) {
		return nil, in.failed()
	}
	return value, nil
}

// more reports whether another member or entry follows.
func (in *reader) more() bool {
	in.from.value = in.value
	return in.json.More()
}

// head reads up to the entries. Format and version have to come before them.
func (in *reader) head() (Meta, error) {
	var meta Meta
	if err := in.token('{'); err != nil {
		return Meta{}, err
	}
	format, version := "", 0.0
	for in.more() {
		name, err := in.key()
		if err != nil {
			return Meta{}, err
		}
		if name == "entries" {
			return meta, in.begin(format, version)
		}
		raw, err := in.raw()
		if err != nil {
			return Meta{}, err
		}
		switch name {
		case "format":
			err = json.Unmarshal(raw, &format)
		case "version":
			err = json.Unmarshal(raw, &version)
		case "exportedAt":
			err = json.Unmarshal(raw, &meta.ExportedAt)
		case "app":
			err = json.Unmarshal(raw, &meta.App)
		}
		if err != nil || !isText(meta.App, maxID, "") || !isTime(meta.ExportedAt) {
			return Meta{}, ErrNotExport
		}
	}
	return Meta{}, in.failed()
}

// begin judges what came before the entries and starts with them.
func (in *reader) begin(format string, version float64) error {
	switch {
	case format != formatName || version < 1 || version != math.Trunc(version) || version > math.MaxInt32:
		return ErrNotExport
	case version > formatVersion:
		return &VersionError{int(version)}
	}
	in.entry = 1
	return in.token('[')
}

// next reads an entry; more is false after the last one, when the rest of the file
// was good as well.
func (in *reader) next() (r Record, more bool, err error) {
	if !in.more() {
		return Record{}, false, in.end()
	}
	raw, err := in.raw()
	if err != nil {
		return Record{}, false, err
	}
	if raw[0] != '{' {
		return Record{}, false, &DamagedError{in.entry}
	}
	if json.Unmarshal(raw, &r) != nil {
		if r, err = in.slowly(raw); err != nil {
			return Record{}, false, err
		}
	}
	r.tidyTimes()
	if err := r.check(in.entry); err != nil {
		return Record{}, false, err
	}
	in.entry++
	return r, true, nil
}

// slowly reads an entry member by member, to name the one that is wrong.
func (in *reader) slowly(raw json.RawMessage) (r Record, err error) {
	var members map[string]json.RawMessage
	if json.Unmarshal(raw, &members) != nil {
		return Record{}, &DamagedError{in.entry}
	}
	for _, f := range fields {
		value, ok := members[f.name]
		if ok && json.Unmarshal(value, f.at(&r)) != nil {
			return Record{}, &FieldError{Entry: in.entry, Field: f.name}
		}
	}
	return r, nil
}

// end reads what follows the entries.
func (in *reader) end() error {
	if err := in.token(']'); err != nil {
		return err
	}
	for in.more() {
		if _, err := in.key(); err != nil {
			return err
		}
		if _, err := in.raw(); err != nil {
			return err
		}
	}
	if err := in.token('}'); err != nil {
		return err
	}
	in.from.value = in.value
	if _, err := in.json.Token(); !errors.Is(err, io.EOF) {
		return in.failed()
	}
	return nil
}
