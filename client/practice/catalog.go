package practice

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// maxDatasets is how many data sets come in one answer.
const maxDatasets = 100

// catalogService answers what is asked of data sets and of what a batch refused: Catalog, whose
// answers are objects with the ids for keys, and Data Access.
type catalogService struct{ *core }

// datasets answers GET /dataSets.
func (s catalogService) datasets(c *call) answer {
	limit, start := 20, 0
	for name, value := range map[string]*int{"limit": &limit, "start": &start} {
		if !c.query.Has(name) {
			continue
		}
		n, err := strconv.Atoi(c.query.Get(name))
		if err != nil || n < 0 {
			return malformed("Invalid query parameter " + name)
		}
		*value = n
	}
	found := fields{}
	for _, set := range practiceDatasets {
		if name := c.query.Get("name"); name != "" && name != set.name {
			continue
		}
		if start > 0 {
			start--
			continue
		}
		if len(found) == min(limit, maxDatasets) {
			break
		}
		found[set.id(c.org, c.sandbox)] = datasetItem(c, set)
	}
	return jsonAnswer(http.StatusOK, found)
}

// dataset answers GET /dataSets/{id}. Several ids may be given, with commas.
func (s catalogService) dataset(c *call) answer {
	found := fields{}
	for id := range strings.SplitSeq(c.id, ",") {
		if set, ok := datasetByID(c.org, c.sandbox, id); ok {
			found[id] = datasetItem(c, set)
		}
	}
	if len(found) == 0 {
		return badRequest(http.StatusNotFound, "NotFoundError", fmt.Sprintf("The data set %s is not found.", c.id))
	}
	return jsonAnswer(http.StatusOK, found)
}

// datasetItem is a data set as Catalog shows it, or the properties that are asked
// for.
func datasetItem(c *call, set dataset) fields {
	all := fields{
		"name": set.name, "description": set.description, "state": "DRAFT", "version": "1.0.2", "imsOrg": c.org,
		"sandboxId": sandboxID(c.org, c.sandbox), "created": 1597784298000, "updated": 1597784298000, "enableErrorDiagnostics": true,
		"schemaRef": fields{"id": set.schema.id(), "contentType": "application/vnd.adobe.xed+json;version=1"},
		"tags":      fields{},
	}
	if set.profile {
		all["tags"] = fields{"unifiedProfile": []string{"enabled:true"}}
	}
	if !c.query.Has("properties") {
		return all
	}
	some := fields{}
	for name := range strings.SplitSeq(c.query.Get("properties"), ",") {
		if value, ok := all[name]; ok {
			some[name] = value
		}
	}
	return some
}

// find returns the run, and its dataflow, of the batch in the path. A run that
// got no files has made no batch.
func (s catalogService) find(c *call) (run, Dataflow, answer, bool) {
	r, err := s.flowStore().run(c.request.Context(), c.org, c.sandbox, "batch", c.id)
	if _, none := engineWords[r.Trouble]; none || errors.Is(err, errNoRun) {
		return r, Dataflow{}, badRequest(http.StatusNotFound, "NotFoundError", fmt.Sprintf("The batch %s is not found.", c.id)), false
	}
	f := Dataflow{}
	if err == nil {
		f, err = s.flowStore().flow(c.request.Context(), c.org, c.sandbox, r.FlowID)
	}
	if err != nil {
		return r, f, s.storeFailed(c, err), false
	}
	return r, f, answer{}, true
}
