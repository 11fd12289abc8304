package practice

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const jsonType = "application/json"

// answer is what a handler wants to be sent. Handlers do not write by
// themselves, so that faults can act between the commit and the answer.
type answer struct {
	status int
	header http.Header // may be nil
	body   []byte      // nil for none
	delay  time.Duration
	lost   bool // the connection is dropped instead
}

// with returns the answer with one more header.
func (a answer) with(key, value string) answer {
	a.header = a.header.Clone()
	if a.header == nil {
		a.header = make(http.Header)
	}
	a.header.Set(key, value)
	return a
}

// jsonAnswer answers with v.
func jsonAnswer(status int, v any) answer {
	return answer{status: status, body: encode(v)}.with("Content-Type", jsonType)
}

// encode marshals v as Platform does: compact, characters as they are.
// The values of this package cannot fail to marshal.
func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return []byte("null")
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// gateway refuses as the gateway in front of all services does. The first three
// digits of a code are the HTTP status.
func gateway(code, message string) answer {
	status, err := strconv.Atoi(code[:3])
	if err != nil {
		status = http.StatusInternalServerError
	}
	return jsonAnswer(status, fields{"error_code": code, "message": message})
}

// The refusals of the gateway.
func tokenMissing() answer { return gateway("403010", "Oauth token is missing.") }
func tokenInvalid() answer { return gateway("401013", "Oauth token is not valid") }
func keyMissing() answer   { return gateway("403000", "Api Key is required") }
func keyInvalid() answer   { return gateway("403003", "Api Key is invalid") }
func orgMissing() answer   { return gateway("400003", "Missing header") }
func noProfile() answer    { return gateway("403025", "Profile is not valid") }
func noRegion() answer     { return gateway("403027", "User region is missing") }
func tooMany() answer      { return gateway("429050", "Too many requests") }

// badRequest refuses in the generic shape of Platform, for what has no
// documented code.
func badRequest(status int, title, detail string) answer {
	return jsonAnswer(status, fields{"type": "/placeholder/type/uri", "status": status, "title": title, "detail": detail})
}

func malformed(detail string) answer {
	return badRequest(http.StatusBadRequest, "BadRequestError", detail)
}

// report is the part of a Flow Service error that support asks for.
type report struct {
	Detail    string `json:"detailed-message"`
	RequestID string `json:"request-id"`
	ID        string `json:"id,omitempty"`
	Type      string `json:"type,omitempty"`
}

// flow refuses with a code of the Flow Service, such as "1404-412".
func (c *call) flow(code, title, format string, args ...any) answer {
	return c.problem(code, title, report{Detail: fmt.Sprintf(format, args...), RequestID: c.requestID})
}

// storeRefused refuses as the provider of sources does, whose codes have numbers
// of their own: with the words of the engine that reads S3 for Platform. Adobe
// does not document the prefix of these codes.
func (c *call) storeRefused(code, words string) answer {
	r := report{RequestID: c.requestID, Detail: "Error message: " + engineSays(code+": "+words)}
	return c.problem(providerPrefix+"1308-400", "Bad request", r)
}

// providerPrefix is that of the codes of the provider of sources; Adobe does not
// document it. Codes without a prefix are the Flow Service's.
const providerPrefix = "CONNECTOR-"

func (c *call) problem(code, title string, r report) answer {
	status, err := strconv.Atoi(code[strings.LastIndexByte(code, '-')+1:])
	if !strings.HasPrefix(code, providerPrefix) {
		code = "FLOW-" + code
	}
	if err != nil {
		status = http.StatusInternalServerError
	}
	return jsonAnswer(status, fields{
		"type": "https://ns.adobe.com/aep/errors/" + code, "title": title, "status": status,
		"report": r, "errorMessage": r.Detail, "errorDetails": r.Detail,
	})
}

// notFound is the 404 of a resource of the given kind ("connections").
func (c *call) notFound(kind, id string) answer {
	return c.problem("1439-404", "Resource not found", report{
		Detail:    fmt.Sprintf("The requested %s resource %s is not found. Verify the resource ID before trying again.", kind, id),
		RequestID: c.requestID, ID: id, Type: kind,
	})
}

func (c *call) internal() answer {
	return c.flow("1400-500", "Internal Error",
		"An internal error has occurred. Please try again. If the problem persists, please contact customer support.")
}
