package handover

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"
	"unicode"
)

// WriteJSON writes records, an entry a line, as they come: memory does not grow
// with their number. An error of the sequence ends it and is returned.
//
// What is written can be read: a record that ReadJSON would refuse, such as one
// that stands for no connection, is a *FieldError. Only control characters in
// texts for people, which Platform may let somebody type, are replaced.
func WriteJSON(w io.Writer, meta Meta, records iter.Seq2[Record, error]) error {
	out := bufio.NewWriterSize(w, 64<<10)
	head, err := json.Marshal(struct {
		Format     string    `json:"format"`
		Version    int       `json:"version"`
		ExportedAt time.Time `json:"exportedAt"`
		App        string    `json:"app"`
	}{formatName, formatVersion, meta.ExportedAt.UTC(), meta.App})
	if err != nil {
		return fmt.Errorf("handover: write: %w", err)
	}
	// A bufio.Writer keeps its first error for Flush.
	_, _ = out.Write(bytes.TrimSuffix(head, []byte("}")))
	_, _ = out.WriteString(`,"entries":[`)
	var line bytes.Buffer
	enc := json.NewEncoder(&line)
	enc.SetEscapeHTML(false)
	n := 0
	for r, err := range records {
		if err != nil {
			return err
		}
		n++
		r.tidy()
		if err := r.check(n); err != nil {
			return err
		}
		separator := ",\n"
		if n == 1 {
			separator = "\n"
		}
		_, _ = out.WriteString(separator)
		line.Reset()
		if err := enc.Encode(r); err != nil { //nolint:gosec // an API key is a client id, which is no secret
			return fmt.Errorf("handover: write entry %d: %w", n, err)
		}
		if _, err := out.Write(bytes.TrimSuffix(line.Bytes(), []byte("\n"))); err != nil {
			return fmt.Errorf("handover: write: %w", err)
		}
	}
	_, _ = out.WriteString("\n]}\n")
	if err := out.Flush(); err != nil {
		return fmt.Errorf("handover: write: %w", err)
	}
	return nil
}

// Check reports whether WriteJSON would write the record: a *FieldError where it
// would not.
func (r Record) Check() error {
	r.tidy()
	return r.check(1)
}

// tidy puts times into UTC and replaces what no text for people needs.
func (r *Record) tidy() {
	r.tidyTimes()
	for _, s := range []struct {
		text    *string
		allowed string
	}{
		{&r.Name, ""},
		{&r.Description, lineBreaks},
		{&r.Bucket, ""},
		{&r.FolderPath, ""},
		{&r.ServiceURL, ""},
		{&r.PlatformState, ""},
		{&r.CreatedBy, ""},
		{&r.UpdatedBy, ""},
		{&r.CreatedClient, ""},
		{&r.RequestID, ""},
	} {
		*s.text = strings.Map(func(c rune) rune {
			if unicode.IsControl(c) && !strings.ContainsRune(s.allowed, c) {
				return unicode.ReplacementChar
			}
			return c
		}, *s.text)
	}
}
