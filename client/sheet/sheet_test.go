package sheet_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"mooring/client/sheet"
)

var headings = sheet.Headings{
	Known: func(cell string) bool { return cell == "Name" || cell == "Key" || cell == "Secret" },
	Bare:  func(cells []string) bool { return len(cells) == 3 && strings.HasPrefix(cells[1], "AKIA") },
}

func TestRead(t *testing.T) {
	row := func(number int, cells ...string) sheet.Row { return sheet.Row{Number: number, Cells: cells} }
	tests := []struct {
		name, text string
		want       []sheet.Row
	}{
		{"comma", "Name,Key\na,b\n", []sheet.Row{row(2, "a", "b")}},
		{"no line end", "Name;Key\na;b", []sheet.Row{row(2, "a", "b")}},
		{"copied", "Name\tKey\na\tb\n", []sheet.Row{row(2, "a", "b")}},
		{"bars", "Name|Key\na|b\n", []sheet.Row{row(2, "a", "b")}},
		{"full width", "Name，Key\na，b\n", []sheet.Row{row(2, "a", "b")}},
		{"Excel's own line", "sep=;\nName;Key\na,1;b\n", []sheet.Row{row(2, "a,1", "b")}},
		{"a title and an empty row", "Connections\n\nName,Key\n,\na,b\n\n,,\nc,d\n", []sheet.Row{row(5, "a", "b"), row(8, "c", "d")}},
		{"line breaks in headings and in rows that are not told", "\"a\ntitle\"\n\"Na\nme\",Name,Key\n\"\n\",,\nx,a,b\n", []sheet.Row{row(4, "x", "a", "b")}},
		{"quotes", "Name,Key\n\"a, \"\"b\"\"\",\"c\"\n", []sheet.Row{row(2, `a, "b"`, "c")}},
		{"spaces around quotes", "Name,Key\n \"a\" , \"b\" \n", []sheet.Row{row(2, "a", "b")}},
		{"a line break in a cell", "Name,Key\n\"a\nb\",c\nd,e\n", []sheet.Row{row(2, "a\nb", "c"), row(3, "d", "e")}},
		{"a quote within", "Name,Key\n5\" disk,b\n", []sheet.Row{row(2, `5" disk`, "b")}},
		{"quotes that should be doubled", "Name,Key\n\"the \"big\" one\",b\n", []sheet.Row{row(2, `the "big" one`, "b")}},
		{"a quote that is never closed", "Name,Key\n\"a,b\nc,d\n", []sheet.Row{row(2, `"a`, "b"), row(3, "c", "d")}},
		{"a quote that the next cell seems to close", "Name,Key\n\"a,b\nc,d\n\"e\",\"f\"\n", []sheet.Row{row(2, `"a`, "b"), row(3, "c", "d"), row(4, "e", "f")}},
		{"headings once more", "Name,Key\na,b\nName,Key\nc,d\n", []sheet.Row{row(2, "a", "b"), row(4, "c", "d")}},
		{"kept as text", "Name,Key\n=\"007\",'+b\n'tis,'@c\n", []sheet.Row{row(2, "007", "+b"), row(3, "'tis", "@c")}},
		{"short and long rows", "Name,Key\na\nb,c,d\n", []sheet.Row{row(2, "a"), row(3, "b", "c", "d")}},
		{"most headings decide", "Name;Key,Key,Secret,Name\n1;2,3,4,5\n", []sheet.Row{row(2, "1;2", "3", "4", "5")}},
		{"rows that became one cell", "Name,Key,Secret\n\"a,\"\"b, c\"\",d\"\n\"e,f,g\",,\nh,i,j\n", []sheet.Row{row(2, "a", "b, c", "d"), row(3, "e", "f", "g"), row(4, "h", "i", "j")}},
		{"all of them did", "\"Name,Key\"\n\"a,b\"\n", []sheet.Row{row(2, "a", "b")}},
		{"Excel's own line in capitals", "SEP=;\nName;Key\na;b\n", []sheet.Row{row(2, "a", "b")}},
		{"a line under the headings", "| Name | Key |\n|:---|---:|\n| a | b |\n", []sheet.Row{row(3, "", "a", "b", "")}},
		{"no headings", "a\tAKIA\tc\nd\te\tf\n", []sheet.Row{row(1, "a", "AKIA", "c"), row(2, "d", "e", "f")}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := sheet.Read(tt.text, headings)
			if err != nil || !reflect.DeepEqual(got.Rows, tt.want) {
				t.Errorf("%+v, %v; want %+v", got.Rows, err, tt.want)
			}
		})
	}
}

func TestNoTable(t *testing.T) {
	tests := []struct {
		name, text string
		want       error
	}{
		{"nothing", " \n", sheet.ErrEmpty},
		{"headings alone", "Name,Key\n,\n", sheet.ErrEmpty},
		{"other headings", "a,b\nc,d\n", sheet.ErrNoHeading},
		{"one column", "Name\na\n", sheet.ErrNoHeading},
		{"too many rows", "Name,Key\n" + strings.Repeat("a,b\n", sheet.MaxRows+1), sheet.ErrTooLarge},
		{"too many bytes", "Name,Key\n" + strings.Repeat("a", sheet.MaxSize), sheet.ErrTooLarge},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := sheet.Read(tt.text, headings); !errors.Is(err, tt.want) || len(got.Rows) > 0 {
				t.Errorf("%d rows, %v", len(got.Rows), err)
			}
		})
	}
}

// FuzzRead holds that no text hangs or breaks the reader, that every row has its
// number, and that a row is never lost.
func FuzzRead(f *testing.F) {
	f.Add("Name,Key\n\"a\n\",b\n")
	f.Add("Name\tKey\n\"\"\"\t\"")
	f.Add("\"\n\"\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := sheet.Read("Name,Key\n"+text, headings)
		if err != nil {
			return
		}
		last := 1
		for _, row := range got.Rows {
			if row.Number <= last {
				t.Fatalf("row %d after row %d", row.Number, last)
			}
			last = row.Number
		}
		if rows := 2 + strings.Count(text, "\n"); last > rows {
			t.Fatalf("row %d of %d", last, rows)
		}
	})
}
