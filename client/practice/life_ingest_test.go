package practice_test

import (
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"mooring/client"
	"mooring/client/practice"
)

// TestIngestLife brings a file in with the real client, from finding out about it to
// deleting what was made, in both sandboxes, which spell it differently.
func TestIngestLife(t *testing.T) {
	for _, sandbox := range []string{practice.SandboxProduction, practice.SandboxDevelopment} {
		t.Run(sandbox, func(t *testing.T) {
			var ahead atomic.Int64 // of the clock
			begin := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
			_, c := connectAt(t, sandbox, func() time.Time { return begin.Add(time.Duration(ahead.Load())) })
			ctx, in := t.Context(), c.Ingest()
			base, err := c.CreateConnection(ctx, client.NewConnection{Name: "S3", S3: keys(practice.AccessKeyWorks, "acme")})
			if err != nil {
				t.Fatal(err)
			}
			const path = "/acme/incoming/clients-france.csv"
			format, preview, err := in.Determine(ctx, base.ID, path)
			if err != nil || format.Delimiter != ";" || len(preview.Columns) != 9 || len(preview.Rows) == 0 {
				t.Fatalf("%+v, %+v, %v", format, preview, err)
			}
			set := customers(t, c)
			mapping := client.NewMappingSet{Schema: set.Schema, Mappings: []client.Mapping{
				{Kind: client.MappingAttribute, Source: "Numéro client", Destination: "_practice.customerId"},
				{Kind: client.MappingAttribute, Source: "Newsletter", Destination: "_practice.newsletter"},
			}}
			row := map[string]string{}
			for i, column := range preview.Columns {
				row[column.Name] = preview.Rows[0][i]
			}
			if faults, err := in.ValidateMappings(ctx, mapping); len(faults) != 0 || err != nil {
				t.Errorf("%+v, %v", faults, err)
			}
			out, faults, err := in.PreviewMappings(ctx, mapping, row)
			if err != nil || string(out) != `{"_practice":{"customerId":"70001"}}` || len(faults) != 1 || faults[0].Index != 1 {
				t.Errorf("%s, %+v, %v", out, faults, err)
			}
			mapping.Mappings[1] = client.Mapping{
				Kind: client.MappingExpression, Source: `decode(Newsletter, "oui", true, "non", false)`, Destination: "_practice.newsletter",
			}
			if ok, err := in.ValidateExpression(ctx, mapping.Mappings[1].Source); !ok || err != nil {
				t.Errorf("%v, %v", ok, err)
			}

			source, err := in.CreateSourceConnection(ctx, client.NewSourceConnection{Name: "In, #1", Base: base.ID, Format: format, Path: path})
			if err != nil {
				t.Fatal(err)
			}
			target, err := in.CreateTargetConnection(ctx, client.NewTargetConnection{Name: "In, #1", Dataset: set.ID, Schema: set.Schema})
			if err != nil {
				t.Fatal(err)
			}
			mappingID, version, err := in.CreateMappingSet(ctx, mapping)
			if err != nil {
				t.Fatal(err)
			}
			flowID, err := in.CreateFlow(ctx, client.NewFlow{
				Name: "In", Source: source, Target: target, MappingSet: mappingID, MappingVersion: version,
				Start: begin.Add(time.Hour), Frequency: client.ByHour, Interval: 1, Backfill: true, Diagnostics: true, ErrorPercent: 5,
			})
			if err != nil {
				t.Fatal(err)
			}
			if found := taken(t, in.SourceConnectionsNamed(ctx, "In, #1")); len(found) != 1 || found[0].FileFormat() != (client.FileFormat{Type: "delimited", Delimiter: ";", Encoding: "UTF-8"}) {
				t.Errorf("%+v", found)
			}
			if found := taken(t, in.TargetConnectionsNamed(ctx, "In, #1")); len(found) != 1 || found[0].DatasetID != set.ID {
				t.Errorf("%+v", found)
			}
			if read, _, err := in.MappingSet(ctx, mappingID); err != nil || !slices.Equal(read.Mappings, mapping.Mappings) || read.Schema.ID != set.Schema.ID {
				t.Errorf("%+v, %v", read, err)
			}
			start := begin.Add(30 * time.Minute)
			fresh, err := c.Dataflows().Flow(ctx, flowID)
			if err != nil {
				t.Fatal(err)
			}
			if err := in.UpdateFlow(ctx, flowID, fresh.ETag, client.FlowChange{Name: new("Brought in"), Start: &start}); err != nil {
				t.Fatal(err)
			}
			wantKind(t, in.UpdateFlow(ctx, flowID, fresh.ETag, client.FlowChange{Name: new("x")}), client.KindConflict, "FLOW-1404-412")

			ahead.Add(int64(31 * time.Minute))
			flow, err := c.Dataflows().Flow(ctx, flowID)
			if err != nil || flow.Name != "Brought in" || flow.Mapping != (client.FlowMapping{ID: mappingID, Version: version}) || !flow.Schedule.Start.Equal(start) {
				t.Errorf("%+v, %v", flow, err)
			}
			run, err := c.Dataflows().Run(ctx, flow.LastRun.ID)
			if err != nil || run.Outcome() != client.OutcomeGood || run.Figures.RowsIn != 25 || run.Figures.RowsOut != 25 {
				t.Errorf("%+v, %v", run, err)
			}
			wantKind(t, in.DeleteSourceConnection(ctx, source), client.KindRejected, "FLOW-1418-400")
			for _, err := range []error{in.DeleteFlow(ctx, flowID), in.DeleteSourceConnection(ctx, source), in.DeleteTargetConnection(ctx, target)} {
				if err != nil {
					t.Error(err)
				}
			}
			wantKind(t, in.DeleteFlow(ctx, flowID), client.KindNotFound, "FLOW-1439-404")
			if err := c.DeleteConnection(ctx, base.ID); err != nil {
				t.Error(err)
			}
		})
	}
}

// customers is the dataset of that name. All datasets have a schema; its own says
// what may be in its rows.
func customers(t *testing.T, c *client.Client) client.Dataset {
	t.Helper()
	var chosen client.Dataset
	var schema client.Schema
	for _, set := range taken(t, c.Dataflows().Datasets(t.Context())) {
		found, err := c.Ingest().Schema(t.Context(), set.Schema)
		if err != nil || found.Title == "" || found.Profile != set.Profile || len(found.Fields) < 2 || found.Created.IsZero() {
			t.Errorf("%s: %+v, %v", set.Name, found, err)
		}
		if set.Name == "Customers" {
			chosen, schema = set, found
		}
	}
	i := slices.IndexFunc(schema.Fields, func(f client.SchemaField) bool { return f.Path == "_practice.customerId" })
	if i < 0 || !schema.Fields[i].Required || !schema.Fields[i].Identity || schema.Fields[i].Type != "string" {
		t.Fatalf("%+v", schema)
	}
	for _, f := range schema.Fields {
		if strings.HasSuffix(f.Path, "gender") && len(f.Enum) == 0 || strings.HasSuffix(f.Path, "birthDate") && f.Type != "date" {
			t.Errorf("%+v", f)
		}
	}
	return chosen
}
