package handover

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestCSVBytes holds the file byte for byte.
func TestCSVBytes(t *testing.T) {
	var b strings.Builder
	err := WriteCSV(&b, ',', []string{"Name", "ETag", "Erstellt"}, sequence(
		[]string{"S3 Connection", `"1700d77b-0000-0200-0000-5e3b41a10000"`, "2026-03-01T12:30:15Z"},
		[]string{`a,b "c"`, "", "two\nlines"},
		[]string{"=1+1", "数据", " x"},
	))
	if err != nil {
		t.Fatal(err)
	}
	want := "\ufeffName,ETag,Erstellt\r\n" +
		`S3 Connection,"""1700d77b-0000-0200-0000-5e3b41a10000""",2026-03-01T12:30:15Z` + "\r\n" +
		`"a,b ""c""",,` + "\"two\r\nlines\"\r\n" +
		"'=1+1,数据,\" x\"\r\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

// TestCSVCells holds what a reader gets of a cell. Etags come through byte for byte.
func TestCSVCells(t *testing.T) {
	for cell, want := range map[string]string{
		"":                                       "",
		"plain":                                  "plain",
		"a=1 b-c":                                "a=1 b-c",
		"1-2":                                    "1-2",
		`"1700d77b"`:                             `"1700d77b"`,
		`"6d27f305-40be-41c3-97d4-a701827c34df"`: `"6d27f305-40be-41c3-97d4-a701827c34df"`,
		`W/"x"`:                                  `W/"x"`,
		"=1+1":                                   "'=1+1",
		"+33 1":                                  "'+33 1",
		"-1":                                     "'-1",
		"@SUM(A1)":                               "'@SUM(A1)",
		"\t=1":                                   "'\t'=1",
		"\r=1":                                   "'\n'=1",
		"\n=1":                                   "'\n'=1",
		"＝1":                                     "'＝1",
		"＋1":                                     "'＋1",
		"－1":                                     "'－1",
		"＠a":                                     "'＠a",
		"x;=1+1":                                 "x;'=1+1",
		"x\n=1+1":                                "x\n'=1+1",
		"'=1":                                    "'=1",
		" =1+1":                                  " '=1+1",
		"\u00a0\u200b\u3000@a":                   "\u00a0\u200b\u3000'@a",
		"\ufeff=1":                               "\ufeff'=1",
		"x; =1":                                  "x; '=1",
		`x;"=1"`:                                 `x;"'=1"`,
		"x\n\"=1":                                "x\n\"'=1",
		`"=1"`:                                   `"=1"`,
		"a -1 = b":                               "a -1 = b",
		"a; b\tc\nd":                             "a; b\tc\nd",
		`=cmd|' /C calc'!A0`:                     `'=cmd|' /C calc'!A0`,
		`=HYPERLINK("x","y")`:                    `'=HYPERLINK("x","y")`,
	} {
		var b strings.Builder
		if err := WriteCSV(&b, ',', []string{"x", "y"}, sequence([]string{cell, "end"})); err != nil {
			t.Fatal(err)
		}
		table, ok := strings.CutPrefix(b.String(), "\ufeff")
		if !ok {
			t.Fatal("no byte order mark")
		}
		got, err := csv.NewReader(strings.NewReader(table)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([][]string{{"x", "y"}, {want, "end"}}, got); diff != "" {
			t.Errorf("%q: %s", cell, diff)
		}
		if strings.Count(table, "\n") != strings.Count(table, "\r\n") {
			t.Errorf("%q: a line that ends otherwise: %q", cell, table)
		}
	}
}

func TestCSVErrors(t *testing.T) {
	if err := WriteCSV(io.Discard, ',', []string{"a", "b"}, sequence([]string{"1"})); !errors.Is(err, errWidth) {
		t.Errorf("%v", err)
	}
	if err := WriteCSV(io.Discard, ',', []string{"a"}, breaking([]string{"1"})); !errors.Is(err, errOfTest) {
		t.Errorf("%v", err)
	}
	if err := WriteCSV(fullDisk{}, ',', []string{"a"}, sequence([]string{"1"})); !errors.Is(err, errOfTest) {
		t.Errorf("%v", err)
	}
}

// A time is that of the clock here, and no text to a spreadsheet in French or Chinese.
func TestTime(t *testing.T) {
	here := time.Local
	t.Cleanup(func() { time.Local = here })
	time.Local = time.FixedZone("", 2*3600)
	for want, at := range map[string]time.Time{
		"":                    {},
		"2026-03-01 13:30:15": time.Date(2026, 3, 1, 12, 30, 15, 999_000_000, time.FixedZone("", 3600)),
	} {
		if got := Time(at); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func BenchmarkWriteCSV(b *testing.B) {
	row := []string{"S3 Connection", "4cb0c374-d3bb-4557-b139-5712880adc55", `"1700d77b-0000-0200-0000-5e3b41a10000"`, "prod", "Working", "2026-03-01T12:30:15Z"}
	rows := func(yield func([]string, error) bool) {
		for range 100_000 {
			if !yield(row, nil) {
				return
			}
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := WriteCSV(io.Discard, ',', row, rows); err != nil {
			b.Fatal(err)
		}
	}
}

// Where a spreadsheet parts cells at semicolons, so does the table; what would be
// computed after the other separator has its apostrophe as well.
func TestSemicolons(t *testing.T) {
	var b strings.Builder
	rows := func(yield func([]string, error) bool) { yield([]string{"a;b", "c,=d", `e"f`}, nil) }
	if err := WriteCSV(&b, ';', []string{"1", "2", "3"}, rows); err != nil {
		t.Fatal(err)
	}
	if want := "\ufeff1;2;3\r\n\"a;b\";c,'=d;\"e\"\"f\"\r\n"; b.String() != want {
		t.Errorf("wrote %q, want %q", b.String(), want)
	}
}
