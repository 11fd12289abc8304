package gui

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template"

	"mooring/assets"
	"mooring/client"
	"mooring/gui/model"
)

// flowCodes are the codes of the page "Flow Service error messages".
var flowCodes = strings.Fields(`
	1100-400 1101-404 1102-500 1103-503 1104-504
	1400-500 1401-400 1402-400 1403-400 1404-412 1405-400 1406-400 1407-400 1408-400 1409-400
	1410-400 1411-400 1412-400 1413-400 1414-400 1415-400 1416-400 1417-400 1418-400 1419-400
	1420-400 1421-400 1422-400 1423-400 1424-400 1425-400 1426-400 1427-400 1428-400 1429-400
	1430-400 1431-400 1432-400 1433-400 1434-400 1435-400 1436-400 1437-400 1438-400 1439-400
	1440-400 1441-400 1442-400 1443-400 1444-400 1445-400 1446-400 1447-400 1448-400 1449-400
	1450-400 1451-400 1452-400 1453-400 1454-400 1455-400 1456-400 1457-400 1458-400
	2000-401 2001-401 2002-401
	2100-404 2101-404 2102-500 2103-404 2104-500 2105-400 2106-404 2107-500 2108-500
	2110-400 2111-403 2112-400 2113-400 2114-400 2115-400 2116-500 2117-500 2118-403 2119-400 2120-403 2121-403
	2200-500 2250-500`)

// gatewayCodes are those of the troubleshooting guide and of the gateway's 429.
var gatewayCodes = strings.Fields("400003 401013 403000 403003 403010 403025 403027 429050")

// signInCodes are those of the sign-in and of a pasted token.
var signInCodes = strings.Fields(`invalid_client unauthorized_client invalid_grant access_denied invalid_scope
	invalid_request unsupported_grant_type internal_error server_error temporarily_unavailable token_expired token_refused`)

// kindOf is the kind that package client gives an answer with this status.
func kindOf(status int) client.Kind {
	switch {
	case status >= 500:
		return client.KindUnavailable
	case status == http.StatusUnauthorized:
		return client.KindUnauthorized
	case status == http.StatusForbidden:
		return client.KindForbidden
	case status == http.StatusNotFound:
		return client.KindNotFound
	case status == http.StatusPreconditionFailed:
		return client.KindConflict
	case status == http.StatusTooManyRequests:
		return client.KindRateLimited
	}
	return client.KindRejected
}

// documented makes the errors of all documented codes, by their code.
func documented(t *testing.T) map[string]*client.APIError {
	t.Helper()
	found := map[string]*client.APIError{}
	add := func(code, digits, op string) {
		status, err := strconv.Atoi(digits)
		if err != nil {
			t.Fatal(err)
		}
		found[code] = &client.APIError{Kind: kindOf(status), Status: status, Code: code, Op: op, RequestID: "b9c1"}
	}
	for _, code := range flowCodes {
		add("FLOW-"+code, code[5:], "Connections")
	}
	for _, code := range gatewayCodes {
		add(code, code[:3], "Sandboxes")
	}
	for _, code := range signInCodes {
		add(code, "401", "Token")
	}
	return found
}

// allTexts are the sentences of every language.
func allTexts(t *testing.T) map[string]map[string]string {
	t.Helper()
	files, err := assets.Translations.ReadDir("translations")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]map[string]string{}
	for _, file := range files {
		found[strings.TrimSuffix(file.Name(), ".json")] = texts(t, file.Name())
	}
	return found
}

func TestLanguages(t *testing.T) {
	got := slices.Sorted(maps.Keys(allTexts(t)))
	if want := []string{"en", "fr", "zh-Hans"}; !slices.Equal(got, want) {
		t.Errorf("languages %v, want %v", got, want)
	}
}

// Whatever the code, and whatever was asked: there are words in every language,
// and the code and the server's own words are among them.
func TestEveryDocumentedCodeHasWords(t *testing.T) {
	if len(flowCodes) != 90 {
		t.Fatalf("%d Flow Service codes, want the 90 of the page", len(flowCodes))
	}
	ops := []string{"Connections", "Connection", "CreateConnection", "TestConnection", "UpdateConnection", "DeleteConnection", "Explore", "Preview"}
	errs := documented(t)
	for language, sentences := range allTexts(t) {
		for code, err := range errs {
			asked := ops
			if slices.Contains(signInCodes, code) {
				asked = []string{"Token"}
			}
			for _, op := range asked {
				err := *err
				err.Op, err.Detail = op, "What the server says of it."
				problem := model.Explain(&err)
				if sentences[problem.Title.Key] == "" || sentences[problem.Do.Key] == "" {
					t.Errorf("%s: %s of %s has no words: %s, %s", language, code, op, problem.Title.Key, problem.Do.Key)
				}
				said := sentence(t, sentences, problem.Said)
				if !strings.Contains(said, err.Detail) || !strings.HasPrefix(code, "token_") && !strings.Contains(said, code) {
					t.Errorf("%s: %s of %s: %q", language, code, op, said)
				}
			}
		}
	}
}

func TestEveryCodePointsAtAFieldThatThereIs(t *testing.T) {
	sentences := texts(t, "en.json")
	for code, err := range documented(t) {
		if field := model.Explain(err).Field; field != model.FieldNone && sentences[field.Label().Key] == "" {
			t.Errorf("%s points at the field %s", code, field)
		}
	}
}

// The suffix of a code is no part of it: the page and the answers disagree.
func TestCodeWithAnotherStatus(t *testing.T) {
	one := model.Explain(&client.APIError{Kind: client.KindNotFound, Status: 404, Code: "FLOW-1439-404", Op: "Connection"})
	other := model.Explain(&client.APIError{Kind: client.KindRejected, Status: 400, Code: "FLOW-1439-400", Op: "Connection"})
	if one.Name != other.Name || one.Name != "connectionGone" {
		t.Errorf("%s, %s", one.Name, other.Name)
	}
}

// Every problem that has words can be named by the sources of the model.
func TestEveryProblemIsUsed(t *testing.T) {
	var files []string
	for _, pattern := range []string{"model/*.go", "model/*/*.go"} {
		found, err := filepath.Glob(filepath.FromSlash(pattern))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	var source bytes.Buffer
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		source.Write(data)
	}
	for key := range texts(t, "en.json") {
		parts := strings.Split(key, ".")
		if parts[0] != "problem" || len(parts) != 3 || bytes.Contains(source.Bytes(), []byte(`"`+key+`"`)) {
			continue
		}
		if !bytes.Contains(source.Bytes(), []byte(`"`+parts[1]+`"`)) {
			t.Errorf("nothing names %s", key)
		}
	}
}

// sentence fills a text as the window does, and fails where a value is missing.
func sentence(t *testing.T, sentences map[string]string, text model.Text) string {
	t.Helper()
	parsed, err := template.New(text.Key).Option("missingkey=error").Parse(sentences[text.Key])
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := parsed.Execute(&b, text.Args); err != nil {
		t.Errorf("%s: %v", text.Key, err)
	}
	return b.String()
}

func TestUnknownCodeIsNamed(t *testing.T) {
	for language, sentences := range allTexts(t) {
		for _, status := range []int{400, 401, 403, 404, 412, 422, 429, 500, 503} {
			for _, op := range []string{"Token", "Sandboxes", "Connections", "Connection", "CreateConnection", "TestConnection"} {
				problem := model.Explain(&client.APIError{
					Kind: kindOf(status), Status: status, Code: "FLOW-1999-400", RequestID: "7d1c-42", Op: op,
				})
				said := sentence(t, sentences, problem.Said)
				if !strings.Contains(said, "FLOW-1999-400") || !strings.Contains(said, "7d1c-42") {
					t.Errorf("%s: %s %d: %q", language, op, status, said)
				}
				if sentence(t, sentences, problem.Title) == "" || sentence(t, sentences, problem.Do) == "" {
					t.Errorf("%s: %s %d has no words", language, op, status)
				}
			}
		}
	}
}

// Whatever the kind and the operation: there are words, and they never say that
// nothing was created where that is not certain.
func TestEveryKindOfEveryOperation(t *testing.T) {
	kinds := []client.Kind{
		client.KindUnknown, client.KindInvalid, client.KindCanceled, client.KindUnreachable, client.KindInterrupted,
		client.KindNotPlatform, client.KindUnauthorized, client.KindForbidden, client.KindNotFound, client.KindConflict,
		client.KindRateLimited, client.KindRejected, client.KindUnavailable,
	}
	ops := []string{"", "New", "Token", "Sandboxes", "Connections", "Connection", "TestConnection", "CreateConnection"}
	for language, sentences := range allTexts(t) {
		nothing := strings.TrimRight(sentences["problem.nothingCreated"], ".。")
		for _, kind := range kinds {
			for _, op := range ops {
				for _, status := range []int{0, 200, 302, 403, 407, 408, 511} {
					name := fmt.Sprintf("%s: %s %v %d", language, op, kind, status)
					err := &client.APIError{Kind: kind, Op: op, Status: status}
					problem := model.Explain(err)
					words := sentence(t, sentences, problem.Title) + "\n" + sentence(t, sentences, problem.Do)
					if strings.HasPrefix(words, "\n") || strings.HasSuffix(words, "\n") {
						t.Errorf("%s: no words in %q", name, words)
					}
					if sentences[problem.Cause.Key] != "" {
						words += "\n" + sentence(t, sentences, problem.Cause)
					}
					if strings.Contains(words, nothing) {
						t.Errorf("%s: says so whatever was asked: %s", name, words)
					}
					certain := op == "CreateConnection" && !kind.OutcomeUnknown() && kind != client.KindUnknown && kind != client.KindInvalid
					if problem.Effect.Empty() == certain {
						t.Errorf("%s: effect %v", name, problem.Effect)
					}
				}
			}
		}
	}
}
