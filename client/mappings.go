package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// The paths of Data Prep.
const (
	mappingSetsPath = "/data/foundation/conversion/mappingSets"
	expressionPath  = "/data/foundation/conversion/languages/el/validate"
)

var (
	errNoMappings   = errors.New("it maps nothing")
	errMappingKind  = errors.New("it is neither an attribute nor an expression nor static")
	errNoValidation = errors.New("the answer does not tell what is valid")
)

// MappingSetID is the id that Data Prep gives a mapping set.
type MappingSetID string

// MappingKind says what the source of a mapping is.
type MappingKind string

// The kinds of mappings.
const (
	MappingAttribute  MappingKind = "ATTRIBUTE"  // a column
	MappingExpression MappingKind = "EXPRESSION" // of columns
	MappingStatic     MappingKind = "STATIC"     // a constant
)

// Mapping says what a field of a schema gets.
type Mapping struct {
	Kind        MappingKind
	Source      string
	Destination string // the path of the field
}

// NewMappingSet says what the fields of a schema get.
type NewMappingSet struct {
	Schema   SchemaRef
	Mappings []Mapping
}

// MappingFault is why a mapping does not work.
type MappingFault struct {
	Index       int // in the mapping set, or -1 where that is not said
	Source      string
	Destination string
	Message     string // as answered, at most 2 KiB
}

// mappingSetBody is a mapping set as the reference of Data Prep has it. The
// tutorials have another spelling, which can be neither validated nor previewed.
type mappingSetBody struct {
	OutputSchema outputSchema  `json:"outputSchema"`
	Mappings     []mappingBody `json:"mappings"`
}

type outputSchema struct {
	SchemaRef schemaRefBody `json:"schemaRef"`
}

type schemaRefBody struct {
	ID          string `json:"id"`
	ContentType string `json:"contentType"`
}

type mappingBody struct {
	SourceType  string `json:"sourceType"`
	Source      string `json:"source"`
	Destination string `json:"destination"`
}

// CreateMappingSet makes a mapping set and returns its id and its version. It
// cannot be deleted.
func (i *Ingest) CreateMappingSet(ctx context.Context, in NewMappingSet) (MappingSetID, int, error) {
	q, err := newMappingSetCall(in)
	made, err := ask(ctx, i.client, q, err, func(a Answer) (FlowMapping, *APIError) {
		o, e := decodeObject(a.Body)
		if e == nil && !isID(o.text("id")) {
			e = &APIError{Kind: KindNotPlatform, Err: errNoID}
		}
		return FlowMapping{MappingSetID(o.text("id")), versionOf(o)}, e
	})
	return made.ID, made.Version, err
}

// newMappingSetCall returns the call of CreateMappingSet, without what reads its
// answer, which is 200 and not 201.
func newMappingSetCall(in NewMappingSet) (call, error) {
	body, err := in.body(opCreateMappingSet)
	if err != nil {
		return call{}, err
	}
	q, err := prepCall(opCreateMappingSet, mappingSetsPath, body)
	q.asks, q.also = false, []int{http.StatusCreated}
	return q, err
}

// prepCall returns a call of Data Prep that changes nothing, without what reads
// its answer.
func prepCall(op, path string, body any) (call, error) {
	encoded, err := encodeBody(op, body)
	return call{op: op, method: http.MethodPost, path: path, body: encoded, want: http.StatusOK, asks: true}, err
}

// body writes a mapping set.
func (in NewMappingSet) body(op string) (mappingSetBody, error) {
	if err := checkText(op, "Schema", in.Schema.ID, true); err != nil {
		return mappingSetBody{}, err
	}
	if len(in.Mappings) == 0 {
		return mappingSetBody{}, invalid(op, "Mappings", errNoMappings)
	}
	out := mappingSetBody{OutputSchema: outputSchema{schemaRefBody{in.Schema.ID, in.Schema.full()}}}
	for n, m := range in.Mappings {
		switch m.Kind {
		case MappingAttribute, MappingExpression, MappingStatic:
		default:
			return mappingSetBody{}, invalid(op, "Mappings", fmt.Errorf("mapping %d: %w", n, errMappingKind))
		}
		// A constant may be empty; a column or a field may not.
		if err := checkText(op, "Source", m.Source, m.Kind != MappingStatic); err != nil {
			return mappingSetBody{}, err
		}
		if err := checkText(op, "Destination", m.Destination, true); err != nil {
			return mappingSetBody{}, err
		}
		out.Mappings = append(out.Mappings, mappingBody{string(m.Kind), m.Source, m.Destination})
	}
	return out, nil
}

// versionOf is the version of a mapping set, which may be written as a text.
func versionOf(o object) int { return int(min(max(o.count("version"), 0), maxInterval)) }

// MappingSet returns a mapping set and its version.
func (i *Ingest) MappingSet(ctx context.Context, id MappingSetID) (NewMappingSet, int, error) {
	q := call{op: opMappingSet, method: http.MethodGet, path: mappingSetsPath + "/" + string(id), want: http.StatusOK}
	version := 0
	out, err := ask(ctx, i.client, q, checkID(opMappingSet, "ID", string(id)), func(a Answer) (NewMappingSet, *APIError) {
		o, e := decodeObject(a.Body)
		if e == nil && !strings.EqualFold(o.text("id"), string(id)) {
			e = &APIError{Kind: KindNotPlatform, Err: errOtherItem}
		}
		version = versionOf(o)
		return readMappingSet(o), e
	})
	return out, version, err
}

// readMappingSet reads a mapping set in either spelling, or in both at once.
func readMappingSet(o object) NewMappingSet {
	ref := o.object("outputSchema").object("schemaRef")
	out := NewMappingSet{Schema: SchemaRef{firstOf(ref.text("id"), o.text("xdmSchema")), ref.text("contentType")}}
	if version := o.text("xdmVersion"); out.Schema.ContentType == "" && isVersion(version) {
		out.Schema.ContentType = "application/vnd.adobe.xed+json;version=" + strings.TrimSuffix(version, ".0")
	}
	for _, m := range o.objects("mappings") {
		found := Mapping{
			Kind:        readMappingKind(m.text("sourceType")),
			Source:      firstOf(m.text("source"), m.text("sourceAttribute")),
			Destination: firstOf(m.text("destination"), m.text("destinationXdmPath")),
		}
		if found.Destination != "" {
			out.Mappings = append(out.Mappings, found)
		}
	}
	return out
}

// readMappingKind reads the kind of a mapping. Some services write media types:
// text/x.schema-path for a column.
func readMappingKind(text string) MappingKind {
	switch kind := MappingKind(strings.ToUpper(text)); kind {
	case MappingExpression, MappingStatic:
		return kind
	case "TEXT/X.AEP-XL":
		return MappingExpression
	}
	return MappingAttribute
}

// ValidateMappings has Data Prep check a mapping set, and returns what is wrong
// with it; nothing where it is all right.
func (i *Ingest) ValidateMappings(ctx context.Context, in NewMappingSet) ([]MappingFault, error) {
	body, err := in.body(opValidateMappings)
	if err != nil {
		return nil, err
	}
	q, err := prepCall(opValidateMappings, mappingSetsPath+"/validate", body)
	return ask(ctx, i.client, q, err, func(a Answer) ([]MappingFault, *APIError) { return readValidation(a, in.Mappings) })
}

// readValidation reads a list with an entry for each mapping, in their order.
func readValidation(a Answer, mappings []Mapping) ([]MappingFault, *APIError) {
	o, e := decodeObject(a.Body)
	if e != nil {
		return nil, e
	}
	all, ok := o["validationResponse"].([]any)
	if !ok {
		return nil, &APIError{Kind: KindNotPlatform, Err: errNoValidation}
	}
	var out []MappingFault
	for n, item := range all {
		m, _ := item.(map[string]any)
		entry := object(m)
		if strings.EqualFold(entry.text("status"), "SUCCESS") {
			continue
		}
		faults := entry.objects("errors")
		if len(faults) == 0 {
			faults = []object{nil}
		}
		for _, fault := range faults {
			read := readFault(a, fault)
			read.Index = -1
			if n < len(mappings) {
				read.Index = n
				read.Source = firstOf(read.Source, mappings[n].Source)
				read.Destination = firstOf(read.Destination, mappings[n].Destination)
			}
			out = append(out, read)
		}
	}
	return out, nil
}

// readFault reads one error of Data Prep.
func readFault(a Answer, o object) MappingFault {
	scrub := newScrubber(a.secrets...)
	return MappingFault{
		Source: o.text("source"), Destination: o.text("destination"),
		Message: scrub.text(firstOf(o.text("exception"), o.object("exception").text("message"), o.text("message")), maxDetail),
	}
}

// previewBody is the body of POST /mappingSets/preview. Its data is one row: the
// reference calls it an array, and shows an object.
type previewBody struct {
	Data       map[string]string `json:"data"`
	MappingSet mappingSetBody    `json:"mappingSet"`
}

// PreviewMappings has Data Prep turn a row into what a dataset would get, and
// returns that as JSON, and what did not go through.
func (i *Ingest) PreviewMappings(ctx context.Context, in NewMappingSet, row map[string]string) (json.RawMessage, []MappingFault, error) {
	set, err := in.body(opPreviewMappings)
	if err != nil {
		return nil, nil, err
	}
	q, err := prepCall(opPreviewMappings, mappingSetsPath+"/preview", previewBody{row, set})
	var faults []MappingFault
	out, err := ask(ctx, i.client, q, err, func(a Answer) (out json.RawMessage, e *APIError) {
		o, e := decodeObject(a.Body)
		if e != nil {
			return nil, e
		}
		mapped := o["data"]
		if list, ok := mapped.([]any); ok && len(list) == 1 {
			mapped = list[0]
		}
		if mapped != nil {
			out = json.RawMessage(asJSON(mapped))
		}
		for _, fault := range o.objects("errors") {
			faults = append(faults, in.place(readFault(a, fault)))
		}
		return out, nil
	})
	return out, faults, err
}

// place finds the mapping that a fault is about.
func (in NewMappingSet) place(fault MappingFault) MappingFault {
	fault.Index = -1
	for n, m := range in.Mappings {
		if m.Destination == fault.Destination && (fault.Source == "" || fault.Source == m.Source) {
			fault.Index, fault.Source = n, m.Source
			break
		}
	}
	return fault
}

// ValidateExpression reports whether Data Prep can read an expression.
func (i *Ingest) ValidateExpression(ctx context.Context, expression string) (bool, error) {
	if err := checkText(opValidateExpression, "Expression", expression, true); err != nil {
		return false, err
	}
	q, err := prepCall(opValidateExpression, expressionPath, struct {
		Expression string `json:"expression"`
	}{expression})
	return ask(ctx, i.client, q, err, readBool)
}
