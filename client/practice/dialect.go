package practice

import (
	"maps"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// dialect is how dataflows and runs are spelled. Adobe's tutorials and its
// reference differ, and both are met: the tutorials' is spoken in all sandboxes
// but the one for development, the reference's there.
type dialect bool

const (
	tutorials dialect = false
	reference dialect = true
)

func dialectIn(sandbox string) dialect { return sandbox == SandboxDevelopment }

// number is a figure: the reference has some of them as texts.
func (d dialect) number(n int) any {
	if d == reference {
		return strconv.Itoa(n)
	}
	return n
}

// scheduled is a value of a schedule, which the tutorials have as texts.
func (d dialect) scheduled(n int64) any {
	if d == tutorials {
		return strconv.FormatInt(n, 10)
	}
	return n
}

// made is when something was made: in milliseconds, or seconds.
func (d dialect) made(t time.Time) int64 {
	if d == reference {
		return t.Unix()
	}
	return t.UnixMilli()
}

// status is a status, which has capitals in the reference. In the tutorials a run
// that refused some rows is a success as well.
func (d dialect) status(s string) string {
	switch {
	case d == tutorials && s == runPartial:
		return runSuccess
	case d == tutorials:
		return s
	}
	var b strings.Builder
	for _, c := range s {
		if unicode.IsUpper(c) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToUpper(c))
	}
	return b.String()
}

// etag is the name of the member that holds the etag, and activities of the one
// with the steps of a run, which the reference misspells.
func (d dialect) etag() string {
	if d == reference {
		return "eTag"
	}
	return "etag"
}

func (d dialect) activities() string {
	if d == reference {
		return "activites" //nolint:misspell // as the reference spells it
	}
	return "activities"
}

// fields is a JSON object.
type fields map[string]any

// with returns the object with more members.
func (f fields) with(more fields) fields {
	all := maps.Clone(f)
	maps.Copy(all, more)
	return all
}
