package gui

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"github.com/go-text/typesetting/font"

	"mooring/gui/widgets"
)

// A character that the fonts that come along lack makes Fyne look through all fonts
// of the system, and hold the one in which it is found, which may have 20 MB.
//
// What Fyne reads of the system's fonts without that is the one of the system's
// language for each face that is used: it looks for that beforehand.
func TestFontsHaveEveryCharacter(t *testing.T) {
	lacks := lacking(t)
	for _, folder := range []string{"translations", "toolkit"} {
		for _, file := range []string{"en.json", "fr.json"} {
			for key, text := range textsIn(t, folder+"/"+file) {
				if missing := lacks(text); missing != "" {
					t.Errorf("%s/%s: %s has %q", folder, file, key, missing)
				}
			}
		}
	}
	known := map[string]string{
		"model/clean.go":          "looked for, and never shown",
		"model/batch/headings.go": "looked for in tables, and never shown",
		"model/region_names.go":   "looked for in tables, and never shown",
		"model/ingest/numbers.go": "looked for in files, and shown only where one holds it",
		"model/ingest/signs.go":   "looked for in what is typed, and never shown",
		"model/ingest/times.go":   "looked for in what is typed, and never shown",
		"model/ingest/words.go":   "looked for in files, and shown only where one holds it",
		"parts/language.go":       "the name of Chinese, which the settings alone show",
		"support/chinese_font.go": "looked for in the system's fonts, and never shown",
	}
	files := token.NewFileSet()
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") || known[filepath.ToSlash(path)] != "" {
			return err
		}
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING {
				if text, err := strconv.Unquote(literal.Value); err == nil && lacks(text) != "" {
					t.Errorf("%s has %q", files.Position(literal.Pos()), lacks(text))
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// lacking tells which characters of a text one of the fonts lacks, in the plain, the
// bold or the monospaced face, after which Fyne takes the font of symbols.
func lacking(t *testing.T) func(text string) string {
	face := func(r fyne.Resource) *font.Face {
		f, err := font.ParseTTF(bytes.NewReader(r.Content()))
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	look := widgets.NewTheme()
	symbols := face(theme.DefaultSymbolFont())
	faces := map[*font.Face]bool{
		face(look.Font(fyne.TextStyle{})): true, face(look.Font(fyne.TextStyle{Bold: true})): true, face(look.Font(fyne.TextStyle{Monospace: true})): true,
	}
	return func(text string) string {
		missing := ""
		for _, r := range text {
			if unicode.IsControl(r) {
				continue
			}
			for f := range faces {
				_, plain := f.NominalGlyph(r)
				_, symbol := symbols.NominalGlyph(r)
				if !plain && !symbol && !strings.ContainsRune(missing, r) {
					missing += string(r)
				}
			}
		}
		return missing
	}
}
