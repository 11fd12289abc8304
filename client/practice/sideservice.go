package practice

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"
)

// sideKind is the name of the resource.
func sideKind(target bool) string {
	if target {
		return "targetConnections"
	}
	return "sourceConnections"
}

// sideService answers what is asked of source connections and target connections.
type sideService struct{ *core }

// list makes the handler that lists source connections or target connections.
func (s sideService) list(path string, names []string, target bool) func(*call) answer {
	return func(c *call) answer {
		return listing[side, fields]{
			path: path, fields: names, maxLimit: maxLimit,
			read: func(ask asked, match func(side) bool) ([]side, error) {
				return s.flowStore().sides(c.request.Context(), c.org, c.sandbox, target, ask.seq(), ask.limit, match)
			},
			show: each(side.item),
		}.answer(s.core, c)
	}
}

// show makes the handler that shows one of them.
func (s sideService) show(target bool) func(*call) answer {
	return func(c *call) answer {
		found, err := findSide(c.request.Context(), s.store.db, c.org, c.sandbox, target, c.id)
		if errors.Is(err, errNoSide) {
			return c.notFound(sideKind(target), c.id)
		}
		return s.finish(c, err, func() answer { return one(found.item()) })
	}
}

// remove makes the handler that deletes one of them.
func (s sideService) remove(target bool) func(*call) answer {
	return func(c *call) answer {
		err := s.flowStore().removeSide(c.request.Context(), c.org, c.sandbox, target, c.id)
		if errors.Is(err, errNoSide) {
			return c.notFound(sideKind(target), c.id)
		}
		return s.finish(c, err, func() answer { return answer{status: http.StatusNoContent} })
	}
}

// newSource answers POST /sourceConnections.
func (s sideService) newSource(c *call) answer {
	made, r := parseSource(c.body)
	if r != nil {
		return c.refused(r)
	}
	if _, err := s.store.get(c.request.Context(), c.org, c.sandbox, made.ConnectionID); err != nil {
		if errors.Is(err, errNoConnection) {
			return c.notFound("connections", made.ConnectionID)
		}
		return s.storeFailed(c, err)
	}
	return s.add(c, made)
}

// newTarget answers POST /targetConnections.
func (s sideService) newTarget(c *call) answer {
	made, r := parseTarget(c.body, func(id string) (dataset, bool) { return datasetByID(c.org, c.sandbox, id) })
	if r != nil {
		return c.refused(r)
	}
	return s.add(c, made)
}

func (s sideService) add(c *call, made side) answer {
	made.ID, made.OrgID, made.Sandbox = uuid.NewString(), c.org, c.sandbox
	made.MadeAt, made.By, made.Client = s.now().UnixMilli(), TechnicalAccount, APIKey
	err := s.flowStore().addSide(c.request.Context(), made)
	return s.finish(c, err, func() answer {
		return jsonAnswer(http.StatusCreated, created{made.ID, made.etag()}).with("Location", flowPath+"/"+sideKind(made.Target)+"/"+made.ID)
	})
}

// parseHead reads what all that is made here has: a name and a description.
func parseHead(body []byte) (top map[string]json.RawMessage, name, description string, r *refusal) {
	top, ok := object(body)
	if !ok {
		return nil, "", "", &refusal{"", "The request body is not a valid JSON object"}
	}
	if name, ok = text(top["name"]); !ok || strings.TrimSpace(name) == "" {
		return nil, "", "", &refusal{"", "name is required"}
	}
	if raw, given := top["description"]; given {
		if description, ok = text(raw); !ok {
			return nil, "", "", &refusal{"", "description must be a string"}
		}
	}
	return top, name, description, nil
}

// parseSource reads the body of a source connection.
func parseSource(body []byte) (side, *refusal) {
	top, name, description, r := parseHead(body)
	if r != nil {
		return side{}, r
	}
	made := side{Name: name, Description: description, SpecID: s3SpecID}
	if r := checkSpec(top["connectionSpec"], s3SpecID); r != nil {
		return made, r
	}
	var ok bool
	if made.ConnectionID, ok = text(top["baseConnectionId"]); !ok || made.ConnectionID == "" {
		return made, provider("1338-400", "The baseConnectionId cannot be null or empty. Please provide a valid id and try again.")
	}
	params, _ := object(top["params"])
	made.Path, _ = text(params["path"])
	made.PathType, _ = text(params["type"])
	switch {
	case made.Path == "":
		return made, provider("1323-400", "The entity path is missing in the source connection. Please provide it and try again.")
	case made.PathType != "file" && made.PathType != "folder":
		return made, provider("1312-400", "The value %s is not valid for the property type.", made.PathType)
	}
	if made.Recursive, ok = yesOrNo(params["recursive"], false); !ok { // an older sample has a text
		return made, provider("1312-400", "The value %s is not valid for the property recursive.", params["recursive"])
	}
	data, _ := object(top["data"])
	return made, made.parseData(data)
}

// parseData reads how the files are read.
func (s *side) parseData(data map[string]json.RawMessage) *refusal {
	s.Format, _ = text(data["format"])
	if allowed := []string{"delimited", "json", "parquet"}; !slices.Contains(allowed, s.Format) {
		return provider("1327-400", "The format %s is not allowed. Allowed formats are %v.", s.Format, allowed)
	}
	how, _ := object(data["properties"])
	for _, v := range []struct {
		to      *string
		name    string
		formats []string
		allowed []string // nil for any
	}{
		{&s.Delimiter, "columnDelimiter", []string{"delimited"}, nil},
		{&s.Encoding, "encoding", []string{"delimited"}, []string{"UTF-8", "ISO-8859-1"}},
		{
			&s.Compression, "compressionType",
			[]string{"delimited", "json"},
			[]string{"bzip2", "gzip", "deflate", "zipDeflate", "tarGzip", "tar"},
		},
	} {
		raw, given := how[v.name]
		if !given {
			continue
		}
		value, ok := text(raw)
		if !ok || !slices.Contains(v.formats, s.Format) || v.allowed != nil && !slices.Contains(v.allowed, value) {
			return provider("1312-400", "The value %s is not valid for the property %s.", raw, v.name)
		}
		*v.to = value
	}
	if _, given := how["columnDelimiter"]; given && utf8.RuneCountInString(s.Delimiter) != 1 {
		return provider("1331-400", "The column delimiter %q must be a single character.", s.Delimiter)
	}
	return nil
}

// checkSpec refuses another specification than the wanted one.
func checkSpec(raw json.RawMessage, want string) *refusal {
	spec, ok := object(raw)
	if !ok {
		return &refusal{"", "connectionSpec is required"}
	}
	id, _ := text(spec["id"])
	version, ok := text(spec["version"])
	switch {
	case want == targetSpecID && id != want:
		return provider("1307-400", "The connection spec id %s is not valid for the target. Please use %s.", id, want)
	case id == want && !ok:
		return &refusal{"", "connectionSpec.version must be a string"}
	case id != want || version != s3SpecVersion:
		return wrongSpec()
	}
	return nil
}

// parseTarget reads the body of a target connection. Its schema has to be that of
// the data set.
func parseTarget(body []byte, find func(id string) (dataset, bool)) (side, *refusal) {
	top, name, description, r := parseHead(body)
	if r != nil {
		return side{}, r
	}
	made := side{Name: name, Description: description, SpecID: targetSpecID, Target: true}
	if r := checkSpec(top["connectionSpec"], targetSpecID); r != nil {
		return made, r
	}
	params, _ := object(top["params"])
	id, ok := text(params["dataSetId"])
	if !ok || id == "" {
		return made, provider("1325-400", "The dataSetId is missing in the target connection. Please provide it and try again.")
	}
	set, found := find(id)
	if !found {
		return made, provider("1325-400", "The dataSetId %s is not valid.", id)
	}
	made.Dataset = set.key
	data, _ := object(top["data"])
	given, _ := object(data["schema"])
	schemaID, _ := text(given["id"])
	version, _ := text(given["version"])
	if schemaID != set.schema.id() || majorOf(version) != majorVersion {
		return made, &refusal{"1425-400", fmt.Sprintf("The schema %s of the target connection is not the one of the dataset %s.", schemaID, id)}
	}
	return made, nil
}
