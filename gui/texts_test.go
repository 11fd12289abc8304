package gui

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"mooring/assets"
	"mooring/client/practice"
	"mooring/gui/model"
	supportmodel "mooring/gui/model/support"
)

// texts reads the sentences of one language.
func texts(t *testing.T, file string) map[string]string {
	t.Helper()
	return textsIn(t, "translations/"+file)
}

func textsIn(t *testing.T, file string) map[string]string {
	t.Helper()
	data, err := assets.Translations.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	if err := json.Unmarshal(data, &found); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return found
}

var placeholder = regexp.MustCompile(`\{\{\.\w+\}\}`)

// wanted are the functions that take a key as their first argument, and how
// the key is made of it.
var wanted = map[string][]string{
	"Tr": {"%"}, "T": {"%"}, "TrCount": {"%"}, "TrAnyCount": {"%"}, "Paragraphs": {"%"}, "refuse": {"%"}, "warn": {"%"},
	"problemOf": {"problem.%.title", "problem.%.do"},
}

// sources are the files of the window.
func sources(t *testing.T) (names []string) {
	t.Helper()
	err := filepath.WalkDir(".", func(name string, _ fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// usedKeys finds the keys that the sources name literally.
func usedKeys(t *testing.T) map[string]bool {
	t.Helper()
	used := map[string]bool{}
	for _, name := range sources(t) {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				addCall(n, used)
			case *ast.KeyValueExpr:
				// Tables of keys: command{key: "…"} and map values such as step.keys.
				addLiteral(n.Value, used)
			case *ast.CompositeLit:
				for _, e := range n.Elts {
					addLiteral(e, used)
				}
			}
			return true
		})
	}
	return used
}

var keyShape = regexp.MustCompile(`^(step|column|menu|register|progress|account|create|signIn|status)\.[A-Za-z.]+$`)

// files of the data folder have names of that shape, too.
var files = []string{"register.lock", "register.check"}

func addLiteral(e ast.Expr, used map[string]bool) {
	if value, ok := literal(e); ok && keyShape.MatchString(value) && !slices.Contains(files, value) {
		used[value] = true
	}
}

func addCall(call *ast.CallExpr, used map[string]bool) {
	name := ""
	switch f := call.Fun.(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		name = f.Sel.Name
	}
	arguments := call.Args
	if name != "Paragraphs" && name != "TrCount" && len(arguments) > 1 {
		arguments = arguments[:1]
	}
	for _, argument := range arguments {
		if value, ok := literal(argument); ok {
			for _, pattern := range wanted[name] {
				used[strings.ReplaceAll(pattern, "%", value)] = true
			}
		}
	}
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	value, err := strconv.Unquote(lit.Value)
	return value, err == nil
}

func TestEveryKeyHasAnEnglishSentence(t *testing.T) {
	used := usedKeys(t)
	for _, form := range []*model.Form{model.NewS3Form()} {
		for _, field := range form.Fields() {
			used[field.Label().Key] = true
		}
	}
	for _, scenario := range practice.Scenarios() {
		used["scenario."+scenario.ID] = true
	}
	for _, key := range tableKeys() {
		used[key] = true
	}
	if len(used) < 200 {
		t.Fatalf("only %d keys were found in the sources", len(used))
	}
	sentences := texts(t, "en.json")
	for key := range used {
		// A literal that ends in a dot is the beginning of a key that is put together.
		if sentences[key] == "" && !strings.HasSuffix(key, ".") {
			t.Errorf("no sentence for %s", key)
		}
	}
}

func TestEveryLanguageHasEveryKey(t *testing.T) {
	files, err := assets.Translations.ReadDir("translations")
	if err != nil {
		t.Fatal(err)
	}
	sentences := texts(t, "en.json")
	for _, file := range files {
		other := texts(t, file.Name())
		for key := range other {
			if _, ok := sentences[key]; !ok {
				t.Errorf("%s: %s is not in en.json", file.Name(), key)
			}
		}
		for key, sentence := range sentences {
			if other[key] == "" {
				t.Errorf("%s: %s is missing", file.Name(), key)
				continue
			}
			want, got := placeholder.FindAllString(sentence, -1), placeholder.FindAllString(other[key], -1)
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(want, got) {
				t.Errorf("%s: %s has placeholders %v, want %v", file.Name(), key, got, want)
			}
		}
	}
}

func TestEverySentenceIsUsed(t *testing.T) {
	var source strings.Builder
	for _, name := range sources(t) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		source.Write(data)
	}
	tables := tableKeys()
	made := []string{"field.", "problem.", "scenario.", "check.", "region.", "bring.type."} // keys that the code puts together
	for _, key := range slices.Sorted(maps.Keys(texts(t, "en.json"))) {
		if strings.Contains(source.String(), `"`+key+`"`) || slices.Contains(tables, key) {
			continue
		}
		if !slices.ContainsFunc(made, func(prefix string) bool { return strings.HasPrefix(key, prefix) }) {
			t.Errorf("%s is not used", key)
		}
	}
}

// tableKeys lists the keys of texts that are put together from tables.
func tableKeys() []string {
	return slices.Concat(model.TableKeys(), supportmodel.TextKeys())
}

// After none and after one, French has the singular. Where a number stands before a word in
// the plural there is another sentence for one, and for none where that may be, or there are
// always several.
func TestFrenchCountsNoneAndOneInTheSingular(t *testing.T) {
	counted := regexp.MustCompile(`\{\{\.\w+\}\} (\p{L}+[sx])(?:\P{L}|$)`)
	noPlural := []string{"dans", "depuis", "des", "faux", "flux", "sans", "vers"}
	counts := func(sentence string) bool {
		return slices.ContainsFunc(counted.FindAllStringSubmatch(sentence, -1), func(found []string) bool {
			return !slices.Contains(noPlural, found[1])
		})
	}
	several := []string{
		"register.testMany", "register.forgetMany", "register.deleteMany", "register.selected", "several.title", "filter.status.several", "flow.every.minutes", "flow.every.hours",
		"flow.every.days", "flow.every.weeks", "flow.failedSince", "flow.failedAtLeast", "flow.behindSome", "flow.lastRows", "flow.markRows",
		"flow.files", "flow.tooManyFiles", "ingest.why.several", "ingest.warn.wide", "ingest.warn.many", "ingest.warn.cut", "ingest.warn.young",
		"ingest.when.profile", "rows.more", "trail.retriedSeveral", "authority.several", "check.name.long", "table.unfinishedNotes",
	}
	french := texts(t, "fr.json")
	for key, sentence := range french {
		if french[key+"One"] == "" && !slices.Contains(several, key) && counts(sentence) {
			t.Errorf("%s is wrong for none and for one: %s", key, sentence)
		}
	}
	for _, key := range several {
		if !counts(french[key]) {
			t.Errorf("%s counts nothing that is not one: %s", key, french[key])
		}
	}
}
