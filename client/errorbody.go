package client

import (
	"bytes"
	"encoding/json"
	"html"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// said is what an error body says, not yet scrubbed.
type said struct {
	code, title, detail, requestID string
	page                           bool // it is a web page
}

var (
	// serviceCode is the end of a problem type such as
	// https://ns.adobe.com/aep/errors/FLOW-2120-403. Which word stands before the
	// numbers of the sources provider, and whether one does, is not documented.
	serviceCode = regexp.MustCompile(`(?:^|[/:#])((?:[A-Z][A-Z0-9_]{0,31}-)?\d{1,9}-\d{3})$`)
	// plainCode is a code of the gateway (401013) or of IMS (invalid_client).
	plainCode = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_.\-]{0,63}$`)
)

// isFlowCode reports whether code is one of Flow Service's own.
func isFlowCode(code string) bool { return strings.HasPrefix(code, "FLOW-") }

// readErrorBody takes what it can from an error body of any shape.
func readErrorBody(body []byte) said {
	body = trimBOM(body)
	if len(body) > 0 && body[0] == '[' {
		body = bytes.TrimLeft(body, "[ \t\r\n")
	}
	if len(body) == 0 || body[0] != '{' {
		return readPlainBody(body)
	}
	return readErrorObject(salvage(body, 0), body, 0)
}

// readErrorObject takes what it can from an error; body is what it was read from, or
// what it stands in.
func readErrorObject(o object, body []byte, depth int) said {
	report := o.object("report")
	inner := o.object("error") // {"error":{"code":…,"message":…}}
	out := said{
		title: o.text("title"),
		detail: firstOf(
			report.text("detailed-message"), o.text("errorMessage"), o.text("errorDetails"),
			o.text("detail"), o.text("message"), o.text("error_description"), inner.text("message"),
		),
		requestID: firstOf(report.text("request-id"), o.text("request-id"), o.text("requestId")),
	}
	if out.code = codeOf(o, inner); out.code != o.text("error") {
		out.detail = firstOf(out.detail, o.text("error"))
	}
	const deepest = 3 // an error in an error in a list
	if depth < deepest && (out.code == "" || out.detail == "") {
		out = out.with(wrappedIn(o, out.detail, depth))
	}
	if depth == 0 && out.title == "" && out.detail == "" {
		out.detail = asItIs(o, out.code, body)
	}
	return out
}

// with is what an error says and, where it says nothing of it or only has a title, what
// the one says that it wraps. Words in JSON give way to those that are for people.
func (s said) with(wrapped said) said {
	inJSON := strings.HasPrefix(strings.TrimSpace(s.detail), "{") && wrapped.title+wrapped.detail != ""
	if s.detail == "" || inJSON {
		s.title, s.detail = firstOf(s.title, wrapped.title), wrapped.detail
	}
	s.code, s.requestID = firstOf(s.code, wrapped.code), firstOf(s.requestID, wrapped.requestID)
	return s
}

// wrappedIn reads the error that another one wraps: in a list, under a name, or as
// JSON in its words.
func wrappedIn(o object, words string, depth int) said {
	if words = strings.TrimSpace(words); strings.HasPrefix(words, "{") {
		if inner := salvage([]byte(words), 0); len(inner) > 0 {
			return readErrorObject(inner, []byte(words), depth+1)
		}
	}
	for _, key := range []string{"errors", "error-chain", "messages", "fault", "report", "error", "message", "detail", "additionalContext", "violations"} {
		if sentence := firstText(o.texts(key)); sentence != "" {
			return said{detail: sentence}
		}
		for _, inner := range []object{o.firstObject(key), o.object(key)} {
			if len(inner) == 0 {
				continue
			}
			found := readErrorObject(inner, nil, depth+1)
			found.detail = firstOf(found.detail, inner.text("detailed-message"), inner.text("description"), inner.text("faultstring"), inner.text("text"), inner.text("reason"))
			if found.code != "" || found.title != "" || found.detail != "" {
				return found
			}
		}
	}
	return said{}
}

// codeOf returns the code of an error body.
func codeOf(o, inner object) string {
	if m := serviceCode.FindStringSubmatch(strings.TrimRight(o.text("type"), "/")); m != nil {
		return m[1]
	}
	chain := o.firstObject("error-chain")
	for _, code := range []string{
		o.text("error_code"), o.text("errorCode"), o.text("error"), inner.text("code"), chain.text("errorCode"), o.text("code"),
	} {
		if plainCode.MatchString(code) {
			return code
		}
	}
	return ""
}

// asItIs is a body that has its words in none of the known places. One that has
// nothing but the code is left out, since the code is told anyway.
func asItIs(o object, code string, body []byte) string {
	if code != "" && len(o) == 1 {
		return ""
	}
	var compact bytes.Buffer
	if json.Compact(&compact, body) != nil || compact.String() == "{}" {
		return ""
	}
	return compact.String()
}

// readPlainBody reads a body that is no JSON object: a text for people as it
// is, and of markup the text in it.
func readPlainBody(body []byte) said {
	body = inUTF8(body)
	var text string
	switch {
	case len(body) == 0 || bytes.IndexByte(body, 0) >= 0:
		return said{}
	case body[0] == '<':
		return readMarkup(string(body))
	case json.Unmarshal(body, &text) == nil: // a JSON string
		return said{detail: text}
	}
	return said{detail: string(body)}
}

// gbSign is in pages in Chinese that are not in UTF-8.
var gbSign = regexp.MustCompile(`(?i)charset=["']?gb`)

// inUTF8 is a text in UTF-8, whatever encoding of its country a proxy wrote it in. Of one
// that was cut only what is left of its last character is missing; of what is no text
// there is nothing.
func inUTF8(body []byte) []byte {
	if whole := strings.ToValidUTF8(string(body), ""); strings.HasPrefix(string(body), whole) {
		return []byte(whole)
	}
	var from encoding.Encoding = charmap.Windows1252
	if gbSign.Match(body) {
		from = simplifiedchinese.GB18030
	}
	text, err := from.NewDecoder().Bytes(body)
	if err != nil || bytes.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && !unicode.IsSpace(r) }) {
		return nil
	}
	return text
}

var (
	htmlSign  = regexp.MustCompile(`(?i)<(!doctype html|html|head|body)\b`)
	pageTitle = regexp.MustCompile(`(?is)<(?:title|h1)\b[^>]*>(.*?)</(?:title|h1)>`)
	unseen    = regexp.MustCompile(`(?is)<(?:script|style)\b.*?</(?:script|style)>|<!--.*?-->`)
	tag       = regexp.MustCompile(`<[^>]*>`)
)

// readMarkup reads a web page or XML: its title where it has one, else its text.
func readMarkup(body string) said {
	out := said{page: htmlSign.MatchString(body)}
	for _, m := range pageTitle.FindAllStringSubmatch(body, 4) {
		if out.detail = withoutTags(m[1]); out.detail != "" {
			return out
		}
	}
	out.detail = withoutTags(unseen.ReplaceAllString(body, " "))
	return out
}

func withoutTags(text string) string {
	return strings.Join(strings.Fields(html.UnescapeString(tag.ReplaceAllString(text, " "))), " ")
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if strings.TrimSpace(t) != "" {
			return t
		}
	}
	return ""
}

// salvage reads the members of the JSON object that body begins with, as far
// as body goes. An answer that was cut, by the network or by the limit of what
// is read of it, still tells its code that way.
func salvage(body []byte, depth int) object {
	o := object{}
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber()
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return o
	}
	for dec.More() {
		t, err := dec.Token()
		key, ok := t.(string)
		if err != nil || !ok {
			return o
		}
		at := dec.InputOffset()
		var value any
		if dec.Decode(&value) == nil {
			o[key] = value
			continue
		}
		rest := bytes.TrimLeft(body[at:], " \t\r\n")
		rest = bytes.TrimLeft(bytes.TrimPrefix(rest, []byte(":")), " \t\r\n")
		const maxDepth = 4 // no known body has its texts deeper than 2
		switch {
		case bytes.HasPrefix(rest, []byte("{")) && depth < maxDepth:
			o[key] = map[string]any(salvage(rest, depth+1))
		case bytes.HasPrefix(rest, []byte(`"`)):
			o[key] = cutString(rest)
		}
		return o
	}
	return o
}

// cutString reads what there is of a JSON string whose end is missing.
func cutString(b []byte) string {
	b = b[:min(len(b), 4*maxDetail)]
	for range min(len(b), 12) { // the longest escape, a surrogate pair, has 12 bytes
		var s string
		if json.Unmarshal(append(bytes.Clone(b), '"'), &s) == nil {
			return s
		}
		b = b[:len(b)-1]
	}
	return ""
}
