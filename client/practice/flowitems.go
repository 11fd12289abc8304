package practice

import "strconv"

// The specifications of dataflows from cloud storage into a data set.
const (
	flowSpecID   = "9753525b-82c7-4dce-8a9b-5ccfce2b9876"
	targetSpecID = "c604ff05-7f1a-43c0-8e18-33bf874cb11c"
)

// common are the members that a dataflow, its source connection and its target
// connection have alike.
func (f *Dataflow) common(id, name string) fields {
	d := dialectIn(f.Sandbox)
	return fields{
		"id": id, "name": name, "createdAt": d.made(f.CreatedAt), "updatedAt": d.made(f.UpdatedAt),
		"createdBy": f.CreatedBy, "updatedBy": f.UpdatedBy, "createdClient": f.CreatedClient, "updatedClient": f.UpdatedClient,
		"sandboxId": sandboxID(f.OrgID, f.Sandbox), "sandboxName": f.Sandbox, "imsOrgId": f.OrgID,
	}
}

// sideName is the name of the source connection, or of the target connection.
func (f *Dataflow) sideName(target bool) string {
	if target {
		return f.Name + " (target)"
	}
	return f.Name + " (source)"
}

// sourceItem is the source connection of a dataflow as GET shows it.
func sourceItem(f Dataflow) fields {
	etag := `"` + f.SourceID[:8] + `-0000-0200-0000-000000000000"`
	data := fields{"format": f.Format}
	if f.Format == "delimited" {
		data["properties"] = fields{"columnDelimiter": ",", "encoding": "UTF-8"}
	}
	return f.common(f.SourceID, f.sideName(false)).with(fields{
		"state": stateEnabled, "baseConnectionId": f.ConnectionID, "data": data,
		"params":         fields{"path": f.Path, "type": f.PathType, "recursive": f.Recursive},
		"connectionSpec": specRef{f.SpecID, s3SpecVersion}, "version": etag, dialectIn(f.Sandbox).etag(): etag,
		"inheritedAttributes": fields{"baseConnection": fields{"id": f.ConnectionID, "connectionSpec": specRef{f.SpecID, s3SpecVersion}}},
	})
}

// targetItem is the target connection of a dataflow as GET shows it.
func targetItem(f Dataflow) fields {
	etag := `"` + f.TargetID[:8] + `-0000-0200-0000-000000000000"`
	set := datasetByKey(f.Dataset)
	return f.common(f.TargetID, f.sideName(true)).with(fields{
		"state":          stateEnabled,
		"data":           fields{"schema": fields{"id": set.schemaID(), "version": "application/vnd.adobe.xed-full+json;version=1"}},
		"params":         fields{"dataSetId": set.id(f.OrgID, f.Sandbox)},
		"connectionSpec": specRef{targetSpecID, s3SpecVersion}, "version": etag, dialectIn(f.Sandbox).etag(): etag,
	})
}

// flowItem is a dataflow as GET shows it; last is its last run, nil where none has
// ended.
func flowItem(f Dataflow, last *run) fields {
	d := dialectIn(f.Sandbox)
	schedule := fields{"startTime": d.scheduled(f.StartsAt.Unix()), "frequency": f.Frequency}
	if f.Frequency != onceOnly {
		schedule["interval"] = d.scheduled(int64(f.Interval))
		schedule["backfill"] = true
		if d == tutorials {
			schedule["backfill"] = "true"
		}
	}
	runs := "/runs?property=flowId==" + f.ID
	if d == reference {
		runs = "/flows/" + f.ID + "/runs"
	}
	options := fields{"errorDiagnosticsEnabled": f.Diagnostics}
	if f.Percent > 0 {
		options["partialIngestionPercent"] = d.number(f.Percent)
	}
	item := f.common(f.ID, f.Name).with(fields{
		"state": f.State, "version": f.ETag, d.etag(): f.ETag,
		"flowSpec":            specRef{flowSpecID, "1.0"},
		"sourceConnectionIds": []string{f.SourceID}, "targetConnectionIds": []string{f.TargetID},
		"inheritedAttributes": fields{
			"properties": fields{"isSourceFlow": true},
			"sourceConnections": []fields{{
				"id": f.SourceID, "connectionSpec": specRef{f.SpecID, s3SpecVersion},
				"baseConnection": fields{"id": f.ConnectionID, "connectionSpec": specRef{f.SpecID, s3SpecVersion}},
			}},
			"targetConnections": []fields{{"id": f.TargetID, "connectionSpec": specRef{targetSpecID, s3SpecVersion}}},
		},
		"scheduleParams": schedule, "options": options, "runs": runs,
		"transformations": []fields{{"name": "Mapping", "params": fields{
			"mappingId": datasetByKey(f.Dataset).id(f.OrgID, "mapping") + "00000000", "mappingVersion": d.scheduled(0),
		}}},
		"lastOperation": fields{"started": f.UpdatedAt.UnixMilli(), "updated": 0, "operation": "create"},
	})
	if f.Description != "" {
		item["description"] = f.Description
	}
	if last != nil {
		state := last.status()
		if d == tutorials {
			state = d.status(state)
		}
		item["lastRunDetails"] = fields{
			"id": last.ID, "state": state, "startedAtUTC": last.Begun.UnixMilli(), "completedAtUTC": last.Done.UnixMilli(),
		}
	}
	return item
}

// What the filters of dataflows and of what belongs to them may name. The arrays
// are followed by brackets, as documented.
var (
	sourceFields = []string{"id", "name", "state", "baseConnectionId", "connectionSpec.id", fieldCreated, fieldUpdated}
	targetFields = []string{"id", "name", "state", "connectionSpec.id", fieldCreated, fieldUpdated}
	flowFields   = []string{
		"id", "name", "description", "state", "flowSpec.id", fieldSources, "targetConnectionIds[]",
		"inheritedAttributes.properties.isSourceFlow", "inheritedAttributes.sourceConnections[].id",
		"inheritedAttributes.sourceConnections[].connectionSpec.id", "inheritedAttributes.targetConnections[].id",
		"inheritedAttributes.targetConnections[].connectionSpec.id", fieldCreated, fieldUpdated,
	}
)

const fieldSources = "sourceConnectionIds[]"

func (f Dataflow) number() int64 { return f.seq }

func (f Dataflow) values(field string) []string {
	switch field {
	case "id":
		return []string{f.ID}
	case "name":
		return []string{f.Name}
	case "description":
		return []string{f.Description}
	case "state":
		return []string{f.State}
	case "flowSpec.id":
		return []string{flowSpecID}
	case fieldSources, "inheritedAttributes.sourceConnections[].id":
		return []string{f.SourceID}
	case "targetConnectionIds[]", "inheritedAttributes.targetConnections[].id":
		return []string{f.TargetID}
	case "inheritedAttributes.properties.isSourceFlow":
		return []string{strconv.FormatBool(true)}
	case "inheritedAttributes.sourceConnections[].connectionSpec.id":
		return []string{f.SpecID}
	case "inheritedAttributes.targetConnections[].connectionSpec.id":
		return []string{targetSpecID}
	case fieldCreated:
		return []string{milliText(f.CreatedAt)}
	case fieldUpdated:
		return []string{milliText(f.UpdatedAt)}
	}
	return nil
}

// flowSide is the source connection or the target connection of a dataflow, which
// outlive it.
type flowSide struct {
	Dataflow

	target bool
}

func (s flowSide) values(field string) []string {
	switch field {
	case "id":
		if s.target {
			return []string{s.TargetID}
		}
		return []string{s.SourceID}
	case "name":
		return []string{s.sideName(s.target)}
	case "state":
		return []string{stateEnabled}
	case "baseConnectionId":
		return []string{s.ConnectionID}
	case "connectionSpec.id":
		if s.target {
			return []string{targetSpecID}
		}
		return []string{s.SpecID}
	}
	return s.Dataflow.values(field)
}

func (s flowSide) item() fields {
	if s.target {
		return targetItem(s.Dataflow)
	}
	return sourceItem(s.Dataflow)
}
