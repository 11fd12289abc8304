package client

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"unicode/utf8"
)

// said is what an error body says, not yet scrubbed.
type said struct{ code, title, detail, requestID string }

var (
	// serviceCode is the end of a problem type such as
	// https://ns.adobe.com/aep/errors/FLOW-2120-403.
	serviceCode = regexp.MustCompile(`(?:^|/)([A-Z][A-Z0-9]{0,31}-\d{1,9}-\d{3})$`)
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
		return said{detail: plainText(body)}
	}
	o := salvage(body, 0)
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
	if m := serviceCode.FindStringSubmatch(o.text("type")); m != nil {
		out.code = m[1]
		return out
	}
	chain := o.firstObject("error-chain")
	for _, code := range []string{
		o.text("error_code"), o.text("errorCode"), o.text("error"), inner.text("code"), chain.text("errorCode"),
	} {
		if plainCode.MatchString(code) {
			out.code = code
			return out
		}
	}
	if out.detail == "" {
		out.detail = o.text("error")
	}
	return out
}

// plainText returns a body that is a text for people, and nothing of HTML.
func plainText(body []byte) string {
	if len(body) == 0 || body[0] == '<' || !utf8.Valid(body) || bytes.IndexByte(body, 0) >= 0 {
		return ""
	}
	return string(body)
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
