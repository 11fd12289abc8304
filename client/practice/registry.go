package practice

import (
	"mime"
	"net/http"
	"slices"
	"strings"
)

// oneSchema answers GET /tenant/schemas/{id} of the Schema Registry, which answers
// nothing without a header Accept: one of its media types, with a version.
func oneSchema(c *call) answer {
	kind, params, err := mime.ParseMediaType(c.request.Header.Get("Accept"))
	suffix, found := strings.CutPrefix(kind, "application/vnd.adobe.xed")
	known := found && slices.Contains([]string{"+json", "-notext+json", "-full+json", "-full-notext+json", "-full-desc+json"}, suffix)
	switch {
	case err != nil || !known:
		return badRequest(http.StatusBadRequest, "Accept header is missing or not valid",
			"The Accept header must be one of the media types of the Schema Registry")
	case params["version"] == "":
		return badRequest(http.StatusBadRequest, "Version is missing", "The Accept header must name a version of the resource")
	case params["version"] != majorVersion && params["version"] != fullVersion:
		return badRequest(http.StatusNotFound, "Resource not found", "There is no such version of the resource")
	}
	s, found := schemaByID(c.id)
	if !found {
		return badRequest(http.StatusNotFound, "Resource not found", "The requested class resource "+c.id+" is not found.")
	}
	return jsonAnswer(http.StatusOK, s.item(strings.Contains(kind, "-desc"))).with("Content-Type", kind+"; version="+majorVersion)
}
