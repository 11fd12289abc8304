package practice

import (
	"cmp"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// registryService answers what is asked of schemas.
type registryService struct{}

// accepted reads the header Accept, without which the registry answers nothing: one
// of its media types, with a version for a single schema.
func accepted(c *call, one bool) (kind string, refused answer, ok bool) {
	kind, params, err := mime.ParseMediaType(c.request.Header.Get("Accept"))
	suffix, found := strings.CutPrefix(kind, "application/vnd.adobe.xed")
	known := found && slices.Contains([]string{"-id+json", "+json", "-notext+json", "-full+json", "-full-notext+json", "-full-desc+json"}, suffix)
	switch {
	case err != nil || !known:
		return "", badRequest(http.StatusBadRequest, "Accept header is missing or not valid",
			"The Accept header must be one of the media types of the Schema Registry"), false
	case one && params["version"] == "":
		return "", badRequest(http.StatusBadRequest, "Version is missing", "The Accept header must name a version of the resource"), false
	case one && params["version"] != majorVersion && params["version"] != fullVersion:
		return "", badRequest(http.StatusNotFound, "Resource not found", "There is no such version of the resource"), false
	}
	return kind, answer{}, true
}

// schemas answers GET /tenant/schemas. A limit goes only with an order.
func (registryService) schemas(c *call) answer {
	if _, refused, ok := accepted(c, false); !ok {
		return refused
	}
	by := c.query.Get("orderby")
	if by == "" && (c.query.Has("limit") || c.query.Has("start")) {
		return malformed("The parameters limit and start need the parameter orderby")
	}
	limit := maxLimit
	if raw := c.query.Get("limit"); raw != "" {
		n, err := strconv.Atoi(raw)
		if err != nil || n < 0 {
			return malformed("Invalid query parameter limit")
		}
		limit = min(n, maxLimit)
	}
	list := make([]*schema, 0, len(practiceDatasets))
	for _, set := range practiceDatasets {
		list = append(list, set.schema)
	}
	if by == "title" {
		slices.SortFunc(list, func(a, b *schema) int { return cmp.Compare(a.title, b.title) })
	}
	results := []fields{}
	for _, s := range list {
		if len(results) < limit && s.title > c.query.Get("start") {
			results = append(results, s.short())
		}
	}
	return jsonAnswer(http.StatusOK, fields{
		"results": results, "_page": fields{"orderby": by, "count": len(results)}, "_links": fields{"next": nil},
	})
}

// schema answers GET /tenant/schemas/{id}.
func (registryService) schema(c *call) answer {
	kind, refused, ok := accepted(c, true)
	if !ok {
		return refused
	}
	s, found := schemaByID(c.id)
	if !found {
		return badRequest(http.StatusNotFound, "Resource not found", "The requested class resource "+c.id+" is not found.")
	}
	return jsonAnswer(http.StatusOK, s.item(strings.Contains(kind, "-desc"))).with("Content-Type", kind+"; version="+majorVersion)
}

// stats answers GET /stats.
func (registryService) stats(c *call) answer {
	return jsonAnswer(http.StatusOK, fields{"imsOrg": c.org, "tenantId": tenant, "counts": fields{"schemas": len(practiceDatasets)}})
}
