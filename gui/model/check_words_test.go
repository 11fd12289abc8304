package model

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"mooring/assets"
)

// reasons are what package client has to say of a field, read from its source.
func reasons(t *testing.T) map[string]bool {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../../client/s3rules.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if name, ok := spec.Type.(*ast.Ident); ok && name.Name == "Reason" {
			word, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			found[word] = true
		}
		return true
	})
	return found
}

// texts are the sentences of a language.
func texts(t *testing.T, file string) map[string]string {
	t.Helper()
	data, err := assets.Translations.ReadFile("translations/" + file)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	if err := json.Unmarshal(data, &found); err != nil {
		t.Fatal(err)
	}
	return found
}

// Each reason has a sentence, and each sentence about a field of the Amazon S3
// card is that of a reason.
func TestReasonsHaveSentences(t *testing.T) {
	sentences := texts(t, "en.json")
	found := reasons(t)
	if len(found) < 40 {
		t.Fatalf("only %d reasons were found", len(found))
	}
	for reason := range found {
		if sentences["check."+reason] == "" {
			t.Errorf("no sentence for %s", reason)
		}
	}
	for key := range sentences {
		word, isCheck := strings.CutPrefix(key, "check.")
		field, _, _ := strings.Cut(word, ".")
		if _, ofCard := s3Inputs[Field(field)]; isCheck && ofCard && !found[word] {
			t.Errorf("%s is not said of anything", key)
		}
	}
}
