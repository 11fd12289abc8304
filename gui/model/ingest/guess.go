package ingest

import (
	"path"
	"slices"
	"strings"

	"mooring/client"
	"mooring/gui/model"
)

// Guess is how a file is believed to be read, and what tells so of each part.
type Guess struct {
	Format                                         client.FileFormat
	byType, byDelimiter, byCompression, byEncoding model.Text
}

// What tells how a file is to be read, the least certain first.
var (
	byCustom   = model.T("ingest.why.custom")   // most files are like that, and nothing speaks against it
	bySight    = model.T("ingest.why.sight")    // its beginning shows it
	byPlatform = model.T("ingest.why.platform") // Platform found it out
	byUser     = model.T("ingest.why.user")
)

// guessByName guesses from the name of a file. One that tells nothing is taken to be
// delimited: without any format nothing can be seen of it.
func guessByName(name string) Guess {
	format, ok := client.FormatOf(name)
	if !ok {
		return Guess{Format: client.FileFormat{Type: typeDelimited}, byType: byCustom, byDelimiter: byCustom, byEncoding: byCustom}
	}
	byName := model.T("ingest.why.name", "Name", path.Base(name))
	guess := Guess{Format: format, byType: byName, byDelimiter: byCustom, byEncoding: byCustom}
	if format.Delimiter != "" {
		guess.byDelimiter = byName
	}
	if format.Compression != "" {
		guess.byCompression = byName
	}
	return guess
}

// The types of files, as Adobe calls them.
const (
	typeDelimited = "delimited"
	typeJSON      = "json"
	typeParquet   = "parquet"
)

// The encodings that Platform reads.
const (
	utf8Name   = "UTF-8"
	latin1Name = "ISO-8859-1"
)

// found takes what Platform found out by itself; what it does not say stays.
func (g Guess) found(format client.FileFormat) Guess {
	take := func(to *string, by *model.Text, value string) {
		if value != "" {
			*to, *by = value, byPlatform
		}
	}
	take(&g.Format.Type, &g.byType, format.Type)
	take(&g.Format.Delimiter, &g.byDelimiter, format.Delimiter)
	take(&g.Format.Compression, &g.byCompression, format.Compression)
	take(&g.Format.Encoding, &g.byEncoding, format.Encoding)
	return g
}

// corrected is what the user says.
func (g Guess) corrected(format client.FileFormat) Guess {
	for _, part := range []struct {
		by       *model.Text
		was, now string
	}{
		{&g.byType, g.Format.Type, format.Type},
		{&g.byDelimiter, g.Format.Delimiter, format.Delimiter},
		{&g.byCompression, g.Format.Compression, format.Compression},
		{&g.byEncoding, g.Format.Encoding, format.Encoding},
	} {
		if part.was != part.now {
			*part.by = byUser
		}
	}
	g.Format = format
	return g
}

// magic are the first bytes of files that were read as text without being any, as far
// as a preview shows them: what cannot be printed comes as a space or as U+FFFD.
var magic = []struct {
	begins string
	is     client.FileFormat
}{
	{"PAR1", client.FileFormat{Type: typeParquet}},
	{"PK\x03\x04", client.FileFormat{Compression: "zipDeflate"}},
	{"PK  ", client.FileFormat{Compression: "zipDeflate"}},
	{"\x1f\x8b", client.FileFormat{Compression: "gzip"}},
	{"\x1f\ufffd", client.FileFormat{Compression: "gzip"}},
	{" \ufffd\b", client.FileFormat{Compression: "gzip"}},
	{" \ufffd ", client.FileFormat{Compression: "gzip"}},
	{"BZh", client.FileFormat{Compression: "bzip2"}},
}

// better looks at what became of a file that was read as the guess says, and returns
// a better guess; ok is false where nothing speaks against this one. divided says that
// another delimiter was tried, and was no better.
func (g Guess) better(seen client.Preview, divided bool) (Guess, bool) {
	if g.Format.Type != typeDelimited || len(seen.Columns) == 0 {
		return g, false
	}
	first := withoutMark(seen.Columns[0].Name)
	for _, m := range magic {
		if !strings.HasPrefix(first, m.begins) || m.is.Compression != "" && g.Format.Compression != "" {
			continue
		}
		if m.is.Type != "" {
			return Guess{Format: m.is, byType: bySight}, true
		}
		g.Format.Compression, g.byCompression = m.is.Compression, bySight
		return g, true
	}
	if looksLikeJSON(first) {
		return Guess{Format: client.FileFormat{Type: typeJSON, Compression: g.Format.Compression}, byType: bySight, byCompression: g.byCompression}, true
	}
	if delimiter := betterDelimiter(g.Format, seen); delimiter != "" && !divided {
		g.Format.Delimiter, g.byDelimiter = delimiter, bySight
		return g, true
	}
	if encoding := betterEncoding(g.Format.Encoding, seen); encoding != "" {
		g.Format.Encoding, g.byEncoding = encoding, bySight
		return g, true
	}
	return g, false
}

// looksLikeJSON reports whether the first column of a delimited file is how JSON begins.
func looksLikeJSON(name string) bool {
	name = strings.ReplaceAll(name, " ", "")
	return strings.HasPrefix(name, `{"`) || strings.HasPrefix(name, `[{`) || name == "{" || name == "["
}

// delimiters are those that files have, the likeliest first.
var delimiters = []string{",", ";", "\t", "|", "~", "^"}

// shown is how a delimiter looks in a preview, where a tab has become a space.
func shown(delimiter string) string {
	if delimiter == "\t" {
		return " "
	}
	return delimiter
}

// betterDelimiter is one that divides the names more often than the present one, and
// most rows as well.
func betterDelimiter(format client.FileFormat, seen client.Preview) string {
	now := format.Delimiter
	if now == "" {
		now = ","
	}
	names := make([]string, len(seen.Columns))
	for i, column := range seen.Columns {
		names[i] = column.Name
	}
	header := strings.Join(names, now)
	best, most := "", len(names)-1
	for _, delimiter := range delimiters {
		in := shown(delimiter)
		n := strings.Count(header, in)
		if delimiter == now || n <= most || strings.Contains(header, strings.Repeat(in, 2)) {
			continue
		}
		if delimiter == "\t" && (len(names) > 1 || best != "") {
			continue // words have spaces between them as well
		}
		if dividesMost(seen.Rows, in) {
			best, most = delimiter, n
		}
	}
	return best
}

// dividesMost reports whether most rows hold a delimiter. How often cannot be told: a
// preview shows no more of a row than there are names.
func dividesMost(rows [][]string, in string) bool {
	hold := 0
	for _, row := range rows {
		if slices.ContainsFunc(row, func(cell string) bool { return strings.Contains(cell, in) }) {
			hold++
		}
	}
	return 2*hold >= len(rows)
}

// betterEncoding is the other encoding, where letters have been taken apart.
func betterEncoding(now string, seen client.Preview) string {
	broken, doubled := false, false
	look := func(text string) {
		broken = broken || strings.ContainsRune(text, '\ufffd')
		for _, sign := range []string{"Ã©", "Ã¨", "Ã ", "Ãª", "Ã§", "Ã¼", "Ã¶", "Ã¤", "Ã±", "â‚¬", "â€™", "ï»¿", "Ã\u00a0"} {
			doubled = doubled || strings.Contains(text, sign)
		}
	}
	for _, column := range seen.Columns {
		look(column.Name)
	}
	for _, row := range seen.Rows {
		for _, cell := range row {
			look(cell)
		}
	}
	switch {
	case broken && now != latin1Name:
		return latin1Name
	case doubled && now != utf8Name:
		return utf8Name
	}
	return ""
}

// withoutMark is a name without the byte order mark that some programs put before the
// first one of a file, whichever encoding it was read in.
func withoutMark(name string) string {
	return strings.TrimPrefix(strings.TrimPrefix(name, "\ufeff"), "ï»¿")
}

// hasMark reports whether a name begins with a byte order mark.
func hasMark(name string) bool { return withoutMark(name) != name }

// typeTexts, delimiterTexts and compressions put a format into words.
var (
	typeTexts = map[string]model.Text{
		typeDelimited: model.T("browse.delimited"), typeJSON: model.T("browse.json"), typeParquet: model.T("browse.parquet"),
	}
	delimiterTexts = map[string]model.Text{
		"": model.T("browse.comma"), ",": model.T("browse.comma"), ";": model.T("browse.semicolon"), "\t": model.T("browse.tab"), "|": model.T("browse.bar"),
	}
)

// facts puts a guess into rows.
func (g Guess) facts() []Fact {
	f := g.Format
	facts := []Fact{{model.T("ingest.format"), worded(typeTexts, f.Type), g.byType}}
	if f.Type == typeDelimited {
		encoding := f.Encoding
		if encoding == "" {
			encoding = utf8Name
		}
		facts = append(facts,
			Fact{model.T("ingest.delimiter"), worded(delimiterTexts, f.Delimiter), g.byDelimiter},
			Fact{model.T("ingest.encoding"), model.T("ingest.word", "Word", encoding), g.byEncoding})
	}
	switch {
	case f.Compression != "":
		facts = append(facts, Fact{model.T("ingest.compression"), model.T("ingest.word", "Word", f.Compression), g.byCompression})
	case f.Type != typeParquet:
		facts = append(facts, Fact{model.T("ingest.compression"), model.T("ingest.compression.none"), byCustom})
	}
	return facts
}

// worded is a value in words, or as it is where there are none.
func worded(words map[string]model.Text, value string) model.Text {
	if text, ok := words[value]; ok {
		return text
	}
	return model.T("ingest.word", "Word", value)
}
