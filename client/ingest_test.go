package client

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const (
	testSchema  = "https://ns.adobe.com/acme/schemas/52b59140414aa6a370ef5e21155fd7a686744b8739ecc168"
	testBase    = ConnectionID("4cb0c374-d3bb-4557-b139-5712880adc55")
	testDataset = DatasetID("5f3c3cedb2805c194ff0b69a")
)

var testRef = SchemaRef{testSchema, "application/vnd.adobe.xed+json;version=1"}

func testSource() NewSourceConnection {
	return NewSourceConnection{
		Name: "Members", Base: testBase, Path: "/acme/in/*.csv", Folder: true, Recursive: true,
		Format: FileFormat{Type: "delimited", Delimiter: ";", Compression: "gzip", Encoding: "UTF-8"},
	}
}

func testTarget() NewTargetConnection {
	return NewTargetConnection{Name: "Members", Dataset: testDataset, Schema: testRef}
}

func testMapping() NewMappingSet {
	return NewMappingSet{testRef, []Mapping{
		{MappingAttribute, "FirstName", "person.name.firstName"},
		{MappingExpression, `iif(a == "1" && b < 2, true, false)`, "_acme.optIn"},
		{MappingStatic, "", "_acme.note"},
	}}
}

func testFlow() NewFlow {
	return NewFlow{
		Name: "Members", Source: "s1", Target: "t1", MappingSet: "bf5286a9c1ad4266baca76ba3adc9366", Start: time.Unix(1597784298, 999),
		Frequency: ByMinute, Interval: 15, Backfill: true, Diagnostics: true, ErrorPercent: 5,
	}
}

const mappingSetJSON = `{
        "outputSchema": {
            "schemaRef": {
                "id": "` + testSchema + `",
                "contentType": "application/vnd.adobe.xed-full+json;version=1"
            }
        },
        "mappings": [
            {
                "sourceType": "ATTRIBUTE",
                "source": "FirstName",
                "destination": "person.name.firstName"
            },
            {
                "sourceType": "EXPRESSION",
                "source": "iif(a == \"1\" && b < 2, true, false)",
                "destination": "_acme.optIn"
            },
            {
                "sourceType": "STATIC",
                "source": "",
                "destination": "_acme.note"
            }
        ]
    }`

// ingestCalls are all calls of the chain: what is sent byte for byte, and what a
// good answer is.
var ingestCalls = []struct {
	name, method, path, header, body string
	status                           int
	answer                           string
	call                             func(ctx context.Context, i *Ingest) (any, error)
	want                             any
	show                             func(r *Requests) (Request, error)
}{
	{
		name: "schema", method: "GET", header: "Accept: application/vnd.adobe.xed-full-desc+json; version=1",
		path:   "/schemaregistry/tenant/schemas/https%3A%2F%2Fns.adobe.com%2Facme%2Fschemas%2F52b59140414aa6a370ef5e21155fd7a686744b8739ecc168",
		status: 200, answer: `{"$id":"x","title":"T","properties":{}}`,
		call: func(ctx context.Context, i *Ingest) (any, error) { return i.Schema(ctx, testRef) },
		want: Schema{Title: "T"},
	},
	{
		name: "determine", method: "GET", status: 200,
		path:   "/flowservice/connections/" + string(testBase) + "/explore?objectType=file&object=/acme/a%20b.csv&preview=true&determineProperties=true",
		answer: `{"properties":{"fileType":"delimited","compressionType":"tarGzip","columnDelimiter":"\\t"},"format":"flat","schema":{"columns":[{"name":"Id","type":"string"}]},"data":[{"Id":"1"}]}`,
		call: func(ctx context.Context, i *Ingest) (any, error) {
			format, preview, err := i.Determine(ctx, testBase, "/acme/a b.csv")
			return []any{format, preview}, err
		},
		want: []any{
			FileFormat{Type: "delimited", Delimiter: "\t", Compression: "tarGzip"},
			Preview{Columns: []FileColumn{{"Id", "string"}}, Rows: [][]string{{"1"}}},
		},
	},
	{
		name: "source connection", method: "POST", path: "/flowservice/sourceConnections", status: 201, answer: goodAnswer,
		body: `{
        "name": "Members",
        "baseConnectionId": "` + string(testBase) + `",
        "data": {
            "format": "delimited",
            "properties": {
                "columnDelimiter": ";",
                "encoding": "UTF-8",
                "compressionType": "gzip"
            }
        },
        "params": {
            "path": "/acme/in/*.csv",
            "type": "folder",
            "recursive": true
        },
        "connectionSpec": {
            "id": "ecadc60c-7455-4d87-84dc-2a0e293d997b",
            "version": "1.0"
        }
    }`,
		call: func(ctx context.Context, i *Ingest) (any, error) {
			return i.CreateSourceConnection(ctx, testSource())
		},
		want: SourceConnectionID(testBase),
		show: func(r *Requests) (Request, error) { return r.CreateSourceConnection(testSource()) },
	},
	{
		name: "Parquet", method: "POST", path: "/flowservice/sourceConnections", status: 201, answer: goodAnswer,
		body: `{
        "name": "P",
        "baseConnectionId": "` + string(testBase) + `",
        "data": {
            "format": "parquet"
        },
        "params": {
            "path": "/a",
            "type": "file"
        },
        "connectionSpec": {
            "id": "ecadc60c-7455-4d87-84dc-2a0e293d997b",
            "version": "1.0"
        }
    }`,
		call: func(ctx context.Context, i *Ingest) (any, error) {
			return i.CreateSourceConnection(ctx, NewSourceConnection{
				Name: "P", Base: testBase, Path: "/a", Recursive: true, Format: FileFormat{"parquet", ",", "gzip", "UTF-8"},
			})
		},
		want: SourceConnectionID(testBase),
	},
	{
		name: "target connection", method: "POST", path: "/flowservice/targetConnections", status: 201, answer: goodAnswer,
		body: `{
        "name": "Members",
        "data": {
            "schema": {
                "id": "` + testSchema + `",
                "version": "application/vnd.adobe.xed-full+json;version=1"
            }
        },
        "params": {
            "dataSetId": "5f3c3cedb2805c194ff0b69a"
        },
        "connectionSpec": {
            "id": "c604ff05-7f1a-43c0-8e18-33bf874cb11c",
            "version": "1.0"
        }
    }`,
		call: func(ctx context.Context, i *Ingest) (any, error) {
			return i.CreateTargetConnection(ctx, testTarget())
		},
		want: TargetConnectionID(testBase),
		show: func(r *Requests) (Request, error) { return r.CreateTargetConnection(testTarget()) },
	},
	{
		name: "mapping set", method: "POST", path: "/conversion/mappingSets", status: 200, body: mappingSetJSON,
		answer: `{"id":"bf5286a9c1ad4266baca76ba3adc9366","version":"2","createdDate":1597784069368}`,
		call: func(ctx context.Context, i *Ingest) (any, error) {
			id, version, err := i.CreateMappingSet(ctx, testMapping())
			return []any{id, version}, err
		},
		want: []any{MappingSetID("bf5286a9c1ad4266baca76ba3adc9366"), 2},
		show: func(r *Requests) (Request, error) { return r.CreateMappingSet(testMapping()) },
	},
	{
		name: "reading a mapping set", method: "GET", path: "/conversion/mappingSets/a1", status: 200,
		answer: `{"id":"a1","version":3,"xdmSchema":"s","xdmVersion":"1.0","mappings":[
			{"sourceType":"text/x.schema-path","source":"A","sourceAttribute":"A","destination":"b.c","destinationXdmPath":"b.c"},
			{"sourceAttribute":"d","destinationXdmPath":"e"},{"sourceType":"static","source":"","destination":"f"},{"sourceType":"EXPRESSION","source":"g()","destination":"h"},{}]}`,
		call: func(ctx context.Context, i *Ingest) (any, error) {
			set, version, err := i.MappingSet(ctx, "a1")
			return []any{set, version}, err
		},
		want: []any{NewMappingSet{SchemaRef{"s", "application/vnd.adobe.xed+json;version=1"}, []Mapping{
			{MappingAttribute, "A", "b.c"}, {MappingAttribute, "d", "e"}, {MappingStatic, "", "f"}, {MappingExpression, "g()", "h"},
		}}, 3},
	},
	{
		name: "validation", method: "POST", path: "/conversion/mappingSets/validate", status: 200, body: mappingSetJSON,
		answer: `{"validationResponse":[{"status":"SUCCESS","errors":null},{"status":"FAILED","errors":[{"exception":"bad","columnName":"a"}]},{"status":"FAILED","errors":null}]}`,
		call:   func(ctx context.Context, i *Ingest) (any, error) { return i.ValidateMappings(ctx, testMapping()) },
		want: []MappingFault{
			{1, `iif(a == "1" && b < 2, true, false)`, "_acme.optIn", "bad"}, {2, "", "_acme.note", ""},
		},
	},
	{
		name: "preview of a row", method: "POST", path: "/conversion/mappingSets/preview", status: 200,
		body: `{
        "data": {
            "FirstName": "Zoë"
        },
        "mappingSet": ` + strings.ReplaceAll(mappingSetJSON, "\n", "\n    ") + `
    }`,
		answer: `{"data":[{"person":{"name":{"firstName":"Zoë"}}}],"errors":[{"source":null,"destination":"_acme.optIn","exception":{"message":"bad"}},{"destination":"x"}]}`,
		call: func(ctx context.Context, i *Ingest) (any, error) {
			out, faults, err := i.PreviewMappings(ctx, testMapping(), map[string]string{"FirstName": "Zoë"})
			return []any{string(out), faults}, err
		},
		want: []any{`{"person":{"name":{"firstName":"Zoë"}}}`, []MappingFault{
			{1, `iif(a == "1" && b < 2, true, false)`, "_acme.optIn", "bad"}, {Index: -1, Destination: "x"},
		}},
	},
	{
		name: "expression", method: "POST", path: "/conversion/languages/el/validate", status: 200, answer: `true`,
		body: `{
        "expression": "concat(a, \"<b>\")"
    }`,
		call: func(ctx context.Context, i *Ingest) (any, error) {
			return i.ValidateExpression(ctx, `concat(a, "<b>")`)
		},
		want: true,
	},
	{
		name: "dataflow", method: "POST", path: "/flowservice/flows", status: 201, answer: goodAnswer,
		body: `{
        "name": "Members",
        "flowSpec": {
            "id": "9753525b-82c7-4dce-8a9b-5ccfce2b9876",
            "version": "1.0"
        },
        "sourceConnectionIds": [
            "s1"
        ],
        "targetConnectionIds": [
            "t1"
        ],
        "transformations": [
            {
                "name": "Mapping",
                "params": {
                    "mappingId": "bf5286a9c1ad4266baca76ba3adc9366",
                    "mappingVersion": 0
                }
            }
        ],
        "options": {
            "errorDiagnosticsEnabled": true,
            "partialIngestionPercent": 5
        },
        "scheduleParams": {
            "startTime": 1597784298,
            "frequency": "minute",
            "interval": 15,
            "backfill": true
        }
    }`,
		call: func(ctx context.Context, i *Ingest) (any, error) {
			return i.CreateFlow(ctx, testFlow())
		},
		want: FlowID(testBase),
		show: func(r *Requests) (Request, error) { return r.CreateFlow(testFlow()) },
	},
	{
		name: "dataflow that runs once", method: "POST", path: "/flowservice/flows", status: 201, answer: goodAnswer,
		body: `{
        "name": "Once",
        "description": "d",
        "flowSpec": {
            "id": "9753525b-82c7-4dce-8a9b-5ccfce2b9876",
            "version": "1.0"
        },
        "sourceConnectionIds": [
            "s1"
        ],
        "targetConnectionIds": [
            "t1"
        ],
        "transformations": [
            {
                "name": "Mapping",
                "params": {
                    "mappingId": "m",
                    "mappingVersion": 1
                }
            }
        ],
        "options": {
            "errorDiagnosticsEnabled": false
        },
        "scheduleParams": {
            "startTime": 1597784298,
            "frequency": "once"
        }
    }`,
		call: func(ctx context.Context, i *Ingest) (any, error) {
			return i.CreateFlow(ctx, NewFlow{
				Name: "Once", Description: "d", Source: "s1", Target: "t1", MappingSet: "m", MappingVersion: 1, Start: time.Unix(1597784298, 0), Frequency: Once,
			})
		},
		want: FlowID(testBase),
	},
	{
		name: "change", method: "PATCH", path: "/flowservice/flows/" + string(testBase), header: `If-Match: "1"`, status: 200, answer: goodAnswer,
		body: `[
        {
            "op": "replace",
            "path": "/name",
            "value": "N"
        },
        {
            "op": "add",
            "path": "/description",
            "value": "d"
        },
        {
            "op": "replace",
            "path": "/scheduleParams/frequency",
            "value": "day"
        },
        {
            "op": "replace",
            "path": "/scheduleParams/interval",
            "value": 2
        },
        {
            "op": "replace",
            "path": "/scheduleParams/startTime",
            "value": 1597784298
        },
        {
            "op": "replace",
            "path": "/transformations/0",
            "value": {
                "name": "Mapping",
                "params": {
                    "mappingId": "m",
                    "mappingVersion": 1
                }
            }
        }
    ]`,
		call: func(ctx context.Context, i *Ingest) (any, error) {
			return nil, i.UpdateFlow(ctx, FlowID(testBase), `"1"`, testChange())
		},
	},
	{
		name: "deleting a dataflow", method: "DELETE", path: "/flowservice/flows/f1", status: 204,
		call: func(ctx context.Context, i *Ingest) (any, error) { return nil, i.DeleteFlow(ctx, "f1") },
	},
	{
		name: "deleting a source connection", method: "DELETE", path: "/flowservice/sourceConnections/s1", status: 204,
		call: func(ctx context.Context, i *Ingest) (any, error) { return nil, i.DeleteSourceConnection(ctx, "s1") },
	},
	{
		name: "deleting a target connection", method: "DELETE", path: "/flowservice/targetConnections/t1", status: 204,
		call: func(ctx context.Context, i *Ingest) (any, error) { return nil, i.DeleteTargetConnection(ctx, "t1") },
	},
	{
		name: "one source connection", method: "GET", path: "/flowservice/sourceConnections/s1", status: 200,
		answer: `{"items":[{"id":"s1","name":"N","data":{"format":"delimited","columnDelimiter":"~","properties":{"encoding":"UTF-8","compressionType":"tar"}}}]}`,
		call: func(ctx context.Context, i *Ingest) (any, error) {
			s, err := i.SourceConnection(ctx, "s1")
			return []any{s.FileFormat(), s.Name}, err
		},
		want: []any{FileFormat{"delimited", "~", "tar", "UTF-8"}, "N"},
	},
}

func testChange() FlowChange {
	name, description, frequency, interval, start := "N", "d", ByDay, 2, time.Unix(1597784298, 0)
	return FlowChange{
		Name: &name, Description: &description, Frequency: &frequency, Interval: &interval, Start: &start, Mapping: &FlowMapping{"m", 1},
	}
}

// TestIngestRequests holds each request against what Adobe documents, and what is
// read of a good answer.
func TestIngestRequests(t *testing.T) {
	for _, tc := range ingestCalls {
		t.Run(tc.name, func(t *testing.T) {
			b := newBench(t, answer(tc.status, tc.answer))
			got, err := tc.call(t.Context(), b.Ingest())
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
			sent := b.script.seen[0]
			if at := strings.TrimPrefix(sent.RequestURI, "/gateway/data/foundation"); sent.Method != tc.method || at != tc.path {
				t.Errorf("%s %s\nwant %s %s", sent.Method, at, tc.method, tc.path)
			}
			if body := string(b.script.body[0]); body != tc.body {
				t.Errorf("body: %s", cmp.Diff(tc.body, body))
			}
			name, value, _ := strings.Cut(tc.header, ": ")
			for _, special := range []string{"Accept", "If-Match"} {
				want := ""
				if special == name {
					want = value
				}
				if got := sent.Header.Get(special); got != want {
					t.Errorf("%s: %q, want %q", special, got, want)
				}
			}
			if tc.show == nil {
				return
			}
			requests, err := NewRequests(Config{BaseURL: b.server.URL + "/gateway", APIKey: "k", OrgID: "o", Sandbox: "s"}, testToken)
			if err != nil {
				t.Fatal(err)
			}
			shown, err := tc.show(requests)
			if err != nil || shown.Method != tc.method || string(shown.Body) != tc.body || !strings.HasSuffix(shown.URL, tc.path) {
				t.Errorf("shown: %+v, %v", shown, err)
			}
		})
	}
}

// TestIngestRepeats: what makes something is not sent again after an answer that
// is lost, and what only asks is.
func TestIngestRepeats(t *testing.T) {
	for _, tc := range ingestCalls {
		makes := tc.method != http.MethodGet && tc.name != "validation" && tc.name != "preview of a row" && tc.name != "expression"
		t.Run(tc.name, func(t *testing.T) {
			if makes {
				_, err := tc.call(t.Context(), newBench(t, hangUp).Ingest())
				wantKind(t, err, KindInterrupted)
				return
			}
			if _, err := tc.call(t.Context(), newBench(t, hangUp, answer(tc.status, tc.answer)).Ingest()); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestIngestAnswers: what is no answer to the question is none.
func TestIngestAnswers(t *testing.T) {
	for _, tc := range ingestCalls {
		if tc.status == http.StatusNoContent {
			continue
		}
		for _, body := range []string{`[]`, `"x"`, `{"id":" "}`, `<html>`} {
			_, err := tc.call(t.Context(), newBench(t, answer(tc.status, body)).Ingest())
			if tc.name == "preview of a row" && body == `{"id":" "}` { // nothing came out, and nothing is wrong
				continue
			}
			if kind := KindOf(err); kind != KindNotPlatform {
				t.Errorf("%s, %s: %v", tc.name, body, err)
			}
		}
		_, err := tc.call(t.Context(), newBench(t, answer(400, flowError("1360-400", "The start time has passed"))).Ingest())
		if e := wantKind(t, err, KindRejected); e.Code != "FLOW-1360-400" || e.Op == "" {
			t.Errorf("%s: %+v", tc.name, e)
		}
	}
}

// TestIngestRefusesInput names the field of what is not sent.
func TestIngestRefusesInput(t *testing.T) {
	c := newBench(t).Ingest()
	source := func(change func(*NewSourceConnection)) error {
		in := testSource()
		change(&in)
		_, err := c.CreateSourceConnection(t.Context(), in)
		return err
	}
	target := func(change func(*NewTargetConnection)) error {
		in := testTarget()
		change(&in)
		_, err := c.CreateTargetConnection(t.Context(), in)
		return err
	}
	set := func(in NewMappingSet) error { _, _, err := c.CreateMappingSet(t.Context(), in); return err }
	flow := func(change func(*NewFlow)) error {
		in := testFlow()
		change(&in)
		_, err := c.CreateFlow(t.Context(), in)
		return err
	}
	changed := func(change FlowChange) error { return c.UpdateFlow(t.Context(), "f1", `"1"`, change) }
	once, minute, zero, one := Once, ByMinute, 0, 1
	epoch := time.Unix(0, 0)
	_, schemaErr := c.Schema(t.Context(), SchemaRef{})
	_, _, pathErr := c.Determine(t.Context(), testBase, "")
	_, expressionErr := c.ValidateExpression(t.Context(), " ")
	etagErr := c.UpdateFlow(t.Context(), "f1", "", testChange())
	_, _, setErr := c.MappingSet(t.Context(), "a/b")
	for _, tc := range []struct {
		field string
		err   error
	}{
		{"Name", source(func(in *NewSourceConnection) { in.Name = " " })},
		{"Base", source(func(in *NewSourceConnection) { in.Base = "a/b" })},
		{"Path", source(func(in *NewSourceConnection) { in.Path = "" })},
		{"Format", source(func(in *NewSourceConnection) { in.Format.Type = "" })},
		{"Delimiter", source(func(in *NewSourceConnection) { in.Format.Delimiter = ";;" })},
		{"Name", target(func(in *NewTargetConnection) { in.Name = "\xff" })},
		{"Dataset", target(func(in *NewTargetConnection) { in.Dataset = "" })},
		{"Schema", target(func(in *NewTargetConnection) { in.Schema.ID = "" })},
		{"Schema", set(NewMappingSet{Mappings: testMapping().Mappings})},
		{"Mappings", set(NewMappingSet{Schema: testRef})},
		{"Mappings", set(NewMappingSet{testRef, []Mapping{{"MAGIC", "a", "b"}}})},
		{"Source", set(NewMappingSet{testRef, []Mapping{{MappingAttribute, "", "b"}}})},
		{"Destination", set(NewMappingSet{testRef, []Mapping{{MappingStatic, "", ""}}})},
		{"Source", flow(func(in *NewFlow) { in.Source = "" })},
		{"MappingSet", flow(func(in *NewFlow) { in.MappingSet = "" })},
		{"Start", flow(func(in *NewFlow) { in.Start = time.Time{} })},
		{"Frequency", flow(func(in *NewFlow) { in.Frequency = "month" })},
		{"Interval", flow(func(in *NewFlow) { in.Interval = 14 })},
		{"Backfill", flow(func(in *NewFlow) { in.Frequency = Once })},
		{"Interval", flow(func(in *NewFlow) { in.Frequency, in.Backfill = Once, false })},
		{"ErrorPercent", flow(func(in *NewFlow) { in.ErrorPercent = 101 })},
		{"Change", changed(FlowChange{})},
		{"Interval", changed(FlowChange{Frequency: &minute})},
		{"Interval", changed(FlowChange{Frequency: &minute, Interval: &one})},
		{"Frequency", changed(FlowChange{Frequency: &once, Interval: &zero})},
		{"Start", changed(FlowChange{Start: &epoch})},
		{"MappingSet", changed(FlowChange{Mapping: &FlowMapping{}})},
		{"ETag", etagErr},
		{"ID", c.DeleteFlow(t.Context(), "")},
		{"ID", setErr},
		{"Schema", schemaErr},
		{"Path", pathErr},
		{"Expression", expressionErr},
	} {
		if e := wantKind(t, tc.err, KindInvalid); e.Field != tc.field {
			t.Errorf("%q is blamed, want %q: %v", e.Field, tc.field, e)
		}
	}
}

// TestNamed finds what has exactly a name, whatever Platform makes of it.
func TestNamed(t *testing.T) {
	const items = `{"items":[{"id":"a","name":"R, #1"},{"id":"b","name":"r, #1"},{"id":"c","name":"R, #1"}]}`
	b := newBench(t, answer(200, items), answer(200, items), answer(200, `{"items":[]}`))
	n := 0
	for _, err := range b.Ingest().SourceConnectionsNamed(t.Context(), "R, #1") {
		n += 1 + 100*int(KindOf(err))
	}
	for _, err := range b.Ingest().TargetConnectionsNamed(t.Context(), "R, #1") {
		n += 1 + 100*int(KindOf(err))
	}
	for _, err := range b.Ingest().SourceConnectionsNamed(t.Context(), "Plain name") {
		n += 1 + 100*int(KindOf(err))
	}
	if n != 4 {
		t.Errorf("%d are found", n)
	}
	want := []string{
		"/flowservice/sourceConnections?limit=100", "/flowservice/targetConnections?limit=100",
		"/flowservice/sourceConnections?property=name==Plain%20name&limit=100",
	}
	if diff := cmp.Diff(want, seenPaths(b)); diff != "" {
		t.Error(diff)
	}
}

// TestReadSchema reads the fields of a schema.
func TestReadSchema(t *testing.T) {
	got, e := readSchema([]byte(`{"$id":"` + testSchema + `","meta:altId":"_acme.schemas.1","title":"Members","version":"1.4","meta:immutableTags":["union"],
		"meta:registryMetadata":{"repo:createdDate":1551229957987,"repo:lastModifiedDate":1551229957988},
		"meta:descriptors":[{"@type":"xdm:descriptorIdentity","xdm:sourceProperty":"/_acme/id"},{"@type":"xdm:alternateDisplayInfo","xdm:sourceProperty":"/a"}],
		"type":"object","required":["_acme","when"],"properties":{
			"_acme":{"type":"object","required":["id"],"properties":{"id":{"type":"string","title":"Number","description":"a\nb"},
				"inner":{"type":"object","required":["deep"],"properties":{"deep":{"type":"number"}}}}},
			"when":{"type":"string","format":"date-time","meta:xdmType":"date-time"},"day":{"type":"string","format":"date"},"n":{"type":"integer","meta:xdmType":"int"},
			"x":{"type":"number","meta:xdmType":"double"},"list":{"type":"array","items":{"type":"object","properties":{"a":{"type":"string"}}}},
			"map":{"type":"object","additionalProperties":{"type":"string"}},"typed":{"meta:xdmType":"map","type":"object","properties":{}},
			"tier":{"type":["null","string"],"enum":["gold","blue"]},"odd":7}}`))
	if e != nil {
		t.Fatal(e)
	}
	want := Schema{
		Title: "Members", Profile: true, Created: milli(1551229957987), Modified: milli(1551229957988),
		Fields: []SchemaField{
			{Path: "_acme.id", Type: "string", Required: true, Identity: true},
			{Path: "_acme.inner.deep", Type: "number"},
			{Path: "day", Type: "date"},
			{Path: "list", Type: "array"},
			{Path: "map", Type: "map"},
			{Path: "n", Type: "integer"},
			{Path: "odd"},
			{Path: "tier", Type: "string", Enum: []string{"gold", "blue"}},
			{Path: "typed", Type: "map"},
			{Path: "when", Type: "date-time", Required: true},
			{Path: "x", Type: "number"},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for kind, want := range map[string]string{
		"": "1", "application/vnd.adobe.xed-full-notext+json; version=2": "2", "application/vnd.adobe.xed+json;version=1.3": "1.3", "x; version=a b": "1",
	} {
		if got := (SchemaRef{"x", kind}).Version(); got != want {
			t.Errorf("%q is version %s", kind, got)
		}
	}
}

// FuzzIngest feeds every parser of what is said about bringing data in.
func FuzzIngest(f *testing.F) {
	for _, tc := range ingestCalls {
		f.Add([]byte(tc.answer))
	}
	f.Add([]byte(`{"properties":{"a":{"properties":{"b":{"properties":{"":{}}}}}},"required":[1,"a"],"meta:descriptors":[{}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		if s, e := readSchema(body); e == nil {
			for _, field := range s.Fields {
				if field.Path == "" || len(s.Fields) > maxFields {
					t.Errorf("%+v", field)
				}
			}
		}
		if faults, e := readValidation(Answer{Body: body}, testMapping().Mappings); e == nil {
			for _, fault := range faults {
				if fault.Index < -1 || fault.Index > 2 || len(fault.Message) > maxDetail {
					t.Errorf("%+v", fault)
				}
			}
		}
		if format, e := readFormat(body); e == nil && format.Type == "" {
			t.Error("a format without a type")
		}
		if o, e := decodeObject(body); e == nil {
			for _, m := range readMappingSet(o).Mappings {
				if m.Destination == "" || !json.Valid([]byte(asJSON(string(m.Kind)))) {
					t.Errorf("%+v", m)
				}
			}
			if version := versionOf(o); version < 0 {
				t.Errorf("version %d", version)
			}
		}
	})
}
