package practice

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/google/uuid"
)

// prepService answers what is asked of mapping sets: Data Prep, whose answers to
// POST are 200.
type prepService struct{ *core }

// create answers POST /mappingSets.
func (s prepService) create(c *call) answer {
	set, r := parseMappingSet(c.body)
	if r == nil {
		_, r = set.schema()
	}
	if r != nil {
		return c.prepRefused(r)
	}
	set.ID, set.MadeAt = strings.ReplaceAll(uuid.NewString(), "-", ""), s.now().UnixMilli()
	if err := s.mappingStore().add(c.request.Context(), c.org, c.sandbox, set); err != nil {
		return s.storeFailed(c, err)
	}
	return jsonAnswer(http.StatusOK, fields{
		"id": set.ID, "version": set.Version, "createdDate": set.MadeAt, "modifiedDate": set.MadeAt,
		"createdBy": TechnicalAccount, "modifiedBy": TechnicalAccount,
	})
}

// prepRefused answers as Data Prep refuses, which has no codes.
func (c *call) prepRefused(r *refusal) answer { return malformed(r.detail) }

// schema is the schema that a mapping set is for.
func (set mappingSet) schema() (*schema, *refusal) {
	s, ok := schemaByID(set.SchemaID)
	if !ok || set.Major != majorVersion {
		return nil, &refusal{"", fmt.Sprintf("The schema %s, version %s, is not found.", set.SchemaID, set.Major)}
	}
	return s, nil
}

// one answers GET /mappingSets/{id}. Its mappings have the names of both spellings
// at once.
func (s prepService) one(c *call) answer {
	set, err := s.mappingStore().one(c.request.Context(), c.org, c.sandbox, c.id)
	if errors.Is(err, errNoMappingSet) {
		return badRequest(http.StatusNotFound, "NotFoundError", fmt.Sprintf("The mapping set %s is not found.", c.id))
	}
	if err != nil {
		return s.storeFailed(c, err)
	}
	return jsonAnswer(http.StatusOK, set.item())
}

func (set mappingSet) item() fields {
	list := make([]fields, 0, len(set.Mappings))
	for _, m := range set.Mappings {
		list = append(list, fields{
			"id": uuid.NewSHA1(uuid.NameSpaceOID, []byte(set.ID+m.Destination)).String(), "version": 0,
			"sourceType": m.Kind, "source": m.Source, "destination": m.Destination,
			"sourceAttribute": m.Source, "destinationXdmPath": m.Destination,
		})
	}
	return fields{
		"id": set.ID, "version": set.Version, "createdDate": set.MadeAt, "modifiedDate": set.MadeAt,
		"createdBy": TechnicalAccount, "modifiedBy": TechnicalAccount,
		"outputSchema": fields{"schemaRef": fields{"id": set.SchemaID, "contentType": xedFull(set.Major)}},
		"mappings":     list,
	}
}

// xedFull is the media type of a whole schema in a version.
func xedFull(major string) string { return "application/vnd.adobe.xed-full+json;version=" + major }

// validate answers POST /mappingSets/validate with an entry for each mapping.
func (s prepService) validate(c *call) answer {
	set, r := parseMappingSet(c.body)
	var to *schema
	if r == nil {
		to, r = set.schema()
	}
	if r != nil {
		return c.prepRefused(r)
	}
	_, bad := set.compile(to)
	list := make([]fields, 0, len(bad))
	for i, err := range bad {
		if err == nil {
			list = append(list, fields{"status": "SUCCESS", "errors": nil})
			continue
		}
		list = append(list, fields{"status": "FAILED", "errors": []fields{set.complaint(i, "", err.Error())}})
	}
	return jsonAnswer(http.StatusOK, fields{"validationResponse": list})
}

// complaint is an error about a mapping; -1 is none of them.
func (set mappingSet) complaint(i int, column, words string) fields {
	if i < 0 {
		return fields{"source": nil, "destination": column, "exception": words, "columnName": column, "sourceType": nil}
	}
	m := set.Mappings[i]
	return fields{"source": m.Source, "destination": m.Destination, "exception": words, "columnName": column, "sourceType": m.Kind}
}

// preview answers POST /mappingSets/preview with what a row becomes.
func (s prepService) preview(c *call) answer {
	top, ok := object(c.body)
	if !ok {
		return malformed("The request body is not a valid JSON object")
	}
	set, r := parseMappingSet(top["mappingSet"])
	var to *schema
	if r == nil {
		to, r = set.schema()
	}
	if r != nil {
		return c.prepRefused(r)
	}
	var row map[string]any
	if err := json.Unmarshal(top["data"], &row); err != nil || row == nil {
		return malformed("data must be an object")
	}
	through, bad := set.compile(to)
	out, faults := through.through(row)
	errs := []fields{}
	for i, err := range bad {
		if err != nil {
			errs = append(errs, set.complaint(i, "", err.Error()))
		}
	}
	for _, f := range faults {
		errs = append(errs, set.complaint(f.index, f.column, f.words))
	}
	return jsonAnswer(http.StatusOK, fields{"data": out, "errors": errs})
}

// validateExpression answers POST /languages/el/validate with a bare true or false.
func (s prepService) validateExpression(c *call) answer {
	top, ok := object(c.body)
	if !ok {
		return malformed("The request body is not a valid JSON object")
	}
	given, ok := text(top["expression"])
	if !ok {
		return malformed("expression is required")
	}
	_, err := parseExpression(given)
	return jsonAnswer(http.StatusOK, err == nil)
}
