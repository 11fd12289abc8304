package handover

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"

	"mooring/client"
)

// TestRoundTrip writes records and reads them back, whatever the etag looks like.
func TestRoundTrip(t *testing.T) {
	everything := full()
	for i, v := 0, reflect.ValueOf(everything); i < v.NumField(); i++ {
		if name := v.Type().Field(i).Name; v.Field(i).IsZero() && name != "Practice" {
			t.Errorf("the test sets no %s", name)
		}
	}
	practice := small(1)
	practice.Practice = true
	list := []Record{everything, practice, small(2)}
	for _, etag := range []client.ETag{"", `"6d27f305-40be-41c3-97d4-a701827c34df"`, "cc01fc2c-0000-0200", `"a \"b\" \\ /<&> c"`, `W/"x"`} {
		r := small(3)
		r.ETag = etag
		list = append(list, r)
	}
	file := written(t, list...)
	about, got, err := read(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(list, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(meta, about); diff != "" {
		t.Error(diff)
	}
	// What other programs read.
	var plain struct {
		Format  string
		Version int
		Entries []map[string]any
	}
	if err := json.Unmarshal([]byte(file), &plain); err != nil {
		t.Fatal(err)
	}
	if plain.Format != "mooring-connections" || plain.Version != 1 || len(plain.Entries) != len(list) {
		t.Errorf("%s, version %d, %d entries", plain.Format, plain.Version, len(plain.Entries))
	}
	if etag := plain.Entries[0]["etag"]; etag != `"1700d77b-0000-0200-0000-5e3b41a10000"` {
		t.Errorf("etag %v", etag)
	}
	if n := strings.Count(file, "\n"); n != len(list)+2 {
		t.Errorf("%d lines for %d entries", n, len(list))
	}
}

// TestFields holds that the rules know every member, under the name that the file has.
func TestFields(t *testing.T) {
	var names, known []string
	for _, f := range fields {
		known = append(known, f.name)
	}
	kind := reflect.TypeFor[Record]()
	for field := range kind.Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		names = append(names, name)
	}
	if diff := cmp.Diff(names, known); diff != "" {
		t.Error(diff)
	}
}

func TestEmptyExport(t *testing.T) {
	_, got, err := read(written(t))
	if err != nil || len(got) != 0 {
		t.Errorf("%d records, %v", len(got), err)
	}
}

// TestWriteTidies holds what is changed before it is written: control characters
// that somebody has typed on Platform, and the zone of times.
func TestWriteTidies(t *testing.T) {
	r := small(1)
	r.Name, r.Description = "a\x1b[31m\nb", "a\n\x00b"
	r.StartedAt = time.Date(2026, 3, 1, 13, 0, 0, 0, time.FixedZone("", 3600))
	_, got, err := read(written(t, r))
	if err != nil {
		t.Fatal(err)
	}
	want := r
	want.Name, want.Description = "a\ufffd[31m\ufffdb", "a\n\ufffdb"
	want.StartedAt = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	if diff := cmp.Diff([]Record{want}, got); diff != "" {
		t.Error(diff)
	}
}

func TestWriteErrors(t *testing.T) {
	failed := small(2)
	failed.State = "failed"
	err := WriteJSON(io.Discard, meta, sequence(small(1), failed))
	var wrong *FieldError
	if !errors.As(err, &wrong) || *wrong != (FieldError{2, "state"}) {
		t.Errorf("%v", err)
	}
	if err := WriteJSON(io.Discard, meta, breaking(small(1))); !errors.Is(err, errOfTest) {
		t.Errorf("%v", err)
	}
	if err := WriteJSON(fullDisk{}, meta, sequence(small(1))); !errors.Is(err, errOfTest) {
		t.Errorf("%v", err)
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errOfTest }

// TestFieldsAreChecked puts what cannot be right into each member.
func TestFieldsAreChecked(t *testing.T) {
	for name, values := range map[string][]string{
		"attemptId":         {`"x"`, `7`},
		"practice":          {`"yes"`},
		"platformUrl":       {`"http://example.com"`, `"https://u:p@example.com"`, `"https://example.com/"`, `"javascript:x"`, `7`},
		"orgId":             {`""`, `"a\nb"`, `"é"`, `"` + strings.Repeat("x", maxID+1) + `"`, `null`},
		"sandbox":           {`""`, `" prod"`, `"a\u0000"`},
		"apiKey":            {`"a b\u007f"`, `{}`},
		"name":              {`"a\nb"`, `"\u001b[31m"`, `"` + strings.Repeat("x", maxName+1) + `"`, `["x"]`},
		"description":       {`"\u0007"`, `"` + strings.Repeat("x", maxDescription+1) + `"`},
		"bucket":            {`"\u0000"`},
		"folderPath":        {`"\u0085"`},
		"serviceUrl":        {`"\r"`},
		"auth":              {`"Role"`, `"keys"`, `7`},
		"accessKeyHint":     {`"AKIAIOSFODNN7EXAMPLE"`, `"AKIAIOSFO…MPLE"`, `"wJalrXUtnFEMI/K7MDENG…"`, `"A\n…"`},
		"state":             {`""`, `"pending"`, `"failed"`, `"unknown"`, `"Created"`, `1`},
		"connectionId":      {`""`, `"../x"`, `"a/b"`, `"a?b"`, `"a b"`, `".."`, `"é"`, `7`},
		"etag":              {`"a\nb"`, `"é"`, `"\ud800"`, `"` + strings.Repeat("x", maxETag+1) + `"`, `7`},
		"requestId":         {`"\u0001"`},
		"test":              {`"true"`, `true`},
		"testedAt":          {`"yesterday"`, `0`, `"0002-01-01T00:00:00Z"`},
		"origin":            {`"there"`},
		"gone":              {`true`, `"true"`}, // of one that is not deleted
		"platformState":     {`"\u0000"`},
		"createdBy":         {`"\u0000"`},
		"updatedBy":         {`"\u0000"`},
		"createdClient":     {`"\u0000"`},
		"platformCreatedAt": {`"1969-12-31T23:59:59Z"`},
		"platformUpdatedAt": {`""`},
		"seenAt":            {`"2026-13-01T00:00:00Z"`},
		"startedAt":         {`"-1"`},
		"updatedAt":         {`[]`},
	} {
		for _, value := range values {
			members := map[string]json.RawMessage{
				"orgId": json.RawMessage(`"o"`), "sandbox": json.RawMessage(`"s"`), "state": json.RawMessage(`"created"`), "connectionId": json.RawMessage(`"x"`),
			}
			members[name] = json.RawMessage(value)
			entry, err := json.Marshal(members)
			if err != nil {
				t.Fatal(err)
			}
			good := strings.TrimSuffix(written(t, small(1)), "\n]}\n")
			_, got, err := read(good + ",\n" + string(entry) + "\n]}")
			var wrong *FieldError
			if len(got) != 1 || !errors.As(err, &wrong) || *wrong != (FieldError{2, name}) {
				t.Errorf("%s: %.60s: %d records, %v", name, value, len(got), err)
			}
			if err != nil && len(err.Error()) > 100 {
				t.Errorf("the error tells too much: %v", err)
			}
		}
	}
}

func TestReadErrors(t *testing.T) {
	file := written(t, small(1), small(2), small(3))
	third := strings.LastIndex(file, "{")
	wrongVersion := func(v string) string { return strings.Replace(file, `"version":1`, `"version":`+v, 1) }
	for name, tc := range map[string]struct {
		file  string
		want  error
		count int
	}{
		"empty":              {"", ErrNotExport, 0},
		"spaces":             {" \n", ErrNotExport, 0},
		"text":               {"Hello", ErrNotExport, 0},
		"zip":                {"PK\x03\x04", ErrNotExport, 0},
		"array":              {"[]", ErrNotExport, 0},
		"object":             {"{}", ErrNotExport, 0},
		"other object":       {`{"name":"x","entries":[]}`, ErrNotExport, 0},
		"other format":       {strings.Replace(file, "mooring", "anchor", 1), ErrNotExport, 0},
		"no entries":         {`{"format":"mooring-connections","version":1}`, ErrNotExport, 0},
		"entries no list":    {`{"format":"mooring-connections","version":1,"entries":{}}`, &DamagedError{1}, 0},
		"entries first":      {`{"entries":[],"format":"mooring-connections","version":1}`, ErrNotExport, 0},
		"no version":         {strings.Replace(file, `"version":1,`, "", 1), ErrNotExport, 0},
		"version 0":          {wrongVersion("0"), ErrNotExport, 0},
		"version 1.5":        {wrongVersion("1.5"), ErrNotExport, 0},
		"version of text":    {wrongVersion(`"1"`), ErrNotExport, 0},
		"newer version":      {wrongVersion("2"), &VersionError{2}, 0},
		"newer, other shape": {`{"format":"mooring-connections","version":3,"entries":{"a":1}}`, &VersionError{3}, 0},
		"huge version":       {wrongVersion("1e300"), ErrNotExport, 0},
		"head breaks off":    {file[:30], ErrNotExport, 0},
		"breaks off":         {file[:third+10], &DamagedError{3}, 2},
		"between entries":    {file[:third-2], &DamagedError{3}, 2},
		"without the end":    {strings.TrimSuffix(file, "]}\n"), &DamagedError{4}, 3},
		"without the brace":  {strings.TrimSuffix(file, "}\n"), &DamagedError{4}, 3},
		"more after it":      {file + "{}", &DamagedError{4}, 3},
		"text after it":      {file + "x", &DamagedError{4}, 3},
		"an entry is null":   {file[:third] + "null\n]}", &DamagedError{3}, 2},
		"an entry is a text": {file[:third] + `"x"]}`, &DamagedError{3}, 2},
		"a comma too many":   {file[:third] + "]}", &DamagedError{3}, 2},
		"not UTF-8":          {strings.Replace(file, `"id-3"`, "\"id\xff3\"", 1), &DamagedError{3}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			_, got, err := read(tc.file)
			if diff := cmp.Diff(tc.want, err, cmp.Comparer(sameError)); diff != "" || len(got) != tc.count {
				t.Errorf("%d records, want %d: %s", len(got), tc.count, diff)
			}
		})
	}
}

func sameError(a, b error) bool {
	return a != nil && b != nil && reflect.TypeOf(a) == reflect.TypeOf(b) && a.Error() == b.Error()
}

// TestReadForgives holds what a file may have: members that are not known, a byte
// order mark, other white space.
func TestReadForgives(t *testing.T) {
	file := written(t, full())
	file = strings.Replace(file, `{"format"`, "{\"comment\":{\"entries\":[1,2]},\"format\"", 1)
	file = strings.Replace(file, `{"attemptId"`, `{"secret":["x",{"y":null}],"attemptId"`, 1)
	file = "\ufeff \r\n" + strings.Replace(file, "\n]}\n", " ] , \"checksum\" : [ 1 ] } \r\n ", 1)
	_, got, err := read(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Record{full()}, got); diff != "" {
		t.Error(diff)
	}
	// PowerShell writes what passes through it in UTF-16.
	for _, order := range []unicode.Endianness{unicode.LittleEndian, unicode.BigEndian} {
		wide, err := unicode.UTF16(order, unicode.UseBOM).NewEncoder().String(written(t, full(), small(2)))
		if err != nil {
			t.Fatal(err)
		}
		if _, got, err := read(wide); err != nil || len(got) != 2 {
			t.Errorf("in UTF-16: %d records, %v", len(got), err)
		}
		if _, got, err := read(wide[:len(wide)-40]); len(got) != 1 || !sameError(err, &DamagedError{2}) {
			t.Errorf("cut in UTF-16: %d records, %v", len(got), err)
		}
	}
}

// TestReadLimits holds that neither a file nor an entry can be of any size, and
// that the memory for an entry stays within its limit.
func TestReadLimits(t *testing.T) {
	collect := func(r io.Reader, file, value int64) (n int, err error) {
		_, records, err := readJSON(r, file, value)
		if err != nil {
			return 0, err
		}
		for _, err := range records {
			if err != nil {
				return n, err
			}
			n++
		}
		return n, nil
	}
	file := written(t, small(1), small(2), small(3))
	size := int64(len(file))
	if n, err := collect(strings.NewReader(file), size, maxValue); n != 3 || err != nil {
		t.Errorf("a file that just fits: %d records, %v", n, err)
	}
	for name, reader := range map[string]io.Reader{"at once": strings.NewReader(file), "byte by byte": iotest.OneByteReader(strings.NewReader(file))} {
		n, err := collect(reader, size-1, maxValue)
		var large *TooLargeError
		if !errors.As(err, &large) || large.Entry != n+1 {
			t.Errorf("a file that is too large, %s: %d records, %v", name, n, err)
		}
	}
	endless := strings.TrimSuffix(file, "\n]}\n") + `,{"name":"`
	n, err := collect(io.MultiReader(strings.NewReader(endless), spaces{}), maxFile, 1000)
	var large *TooLargeError
	if n != 3 || !errors.As(err, &large) || large.Entry != 4 {
		t.Errorf("an endless entry: %d records, %v", n, err)
	}
	if _, err := collect(spaces{}, maxFile, 1000); !errors.Is(err, ErrNotExport) {
		t.Errorf("endless space: %v", err)
	}
	if n, err := collect(strings.NewReader(written(t, full(), full())), maxFile, 4<<10); n != 2 || err != nil {
		t.Errorf("entries that fit: %d records, %v", n, err)
	}
}

// spaces is an endless file of spaces.
type spaces struct{}

func (spaces) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestReadFailingDisk(t *testing.T) {
	file := written(t, small(1), small(2))
	for _, cut := range []int{0, 10, len(file) - 5} {
		_, records, err := ReadJSON(io.MultiReader(strings.NewReader(file[:cut]), iotest.ErrReader(errOfTest)))
		if err == nil {
			for _, failed := range records {
				err = failed
			}
		}
		if !errors.Is(err, errOfTest) {
			t.Errorf("after %d bytes: %v", cut, err)
		}
	}
}

// TestReadCanStop holds that whoever has seen enough need not read on.
func TestReadCanStop(t *testing.T) {
	_, records, err := ReadJSON(strings.NewReader(written(t, small(1), small(2))))
	if err != nil {
		t.Fatal(err)
	}
	for r, err := range records {
		if err != nil || r.ConnectionID != "id-1" {
			t.Errorf("%+v, %v", r, err)
		}
		break
	}
}

// FuzzReadJSON holds that nothing of a file is believed: whatever comes out can be
// written and reads the same, and whatever is wrong is one of the errors told.
func FuzzReadJSON(f *testing.F) {
	f.Add([]byte(written(f, full(), small(1))))
	f.Add([]byte(written(f)))
	f.Add([]byte(`{"format":"mooring-connections","version":2,"entries":[{}]}`))
	f.Add([]byte("\ufeff{\"format\":\"mooring-connections\",\"version\":1,\"entries\":[{\"connectionId\":\"\\ud800\"}]}"))
	f.Fuzz(func(t *testing.T, file []byte) {
		about, records, err := ReadJSON(bytes.NewReader(file))
		var list []Record
		if err == nil {
			var r Record
			for r, err = range records {
				if err == nil {
					list = append(list, r)
				}
			}
		}
		var version *VersionError
		var damaged *DamagedError
		var large *TooLargeError
		var wrong *FieldError
		if err != nil && !errors.Is(err, ErrNotExport) && !errors.Is(err, ErrTable) && !errors.As(err, &version) && !errors.As(err, &damaged) && !errors.As(err, &large) && !errors.As(err, &wrong) {
			t.Errorf("an error of another kind: %v", err)
		}
		var b bytes.Buffer
		if err := WriteJSON(&b, about, sequence(list...)); err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		_, again, err := read(b.String())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(list, again); diff != "" {
			t.Error(diff)
		}
	})
}

func BenchmarkWriteJSON(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if err := WriteJSON(io.Discard, meta, many(100_000)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadJSON(b *testing.B) {
	var file bytes.Buffer
	if err := WriteJSON(&file, meta, many(100_000)); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(file.Len()))
	b.ReportAllocs()
	for b.Loop() {
		_, records, err := ReadJSON(bytes.NewReader(file.Bytes()))
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for _, err := range records {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != 100_000 {
			b.Fatal(n)
		}
	}
}

// TestMemoryStaysSmall hands many entries through and looks at what is in use
// meanwhile.
func TestMemoryStaysSmall(t *testing.T) {
	inUse := func() uint64 {
		runtime.GC()
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		return stats.HeapAlloc
	}
	before := inUse()
	out, in := io.Pipe()
	go func() { _ = in.CloseWithError(WriteJSON(in, meta, many(20_000))) }()
	_, records, err := ReadJSON(out)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, err := range records {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n%5000 == 0 {
			if now := inUse(); now > before+(2<<20) {
				t.Errorf("after %d entries %d bytes more are in use", n, now-before)
			}
		}
	}
	if n != 20_000 {
		t.Errorf("%d entries", n)
	}
}
