package practice

import "strconv"

// The specifications of dataflows from cloud storage into a data set.
const (
	flowSpecID   = "9753525b-82c7-4dce-8a9b-5ccfce2b9876"
	targetSpecID = "c604ff05-7f1a-43c0-8e18-33bf874cb11c"
)

// common are the members that all that Flow Service holds has alike.
func (f *Dataflow) common() fields {
	d := dialectIn(f.Sandbox)
	return fields{
		"id": f.ID, "createdAt": d.made(f.CreatedAt), "updatedAt": d.made(f.UpdatedAt),
		"createdBy": f.CreatedBy, "updatedBy": f.UpdatedBy, "createdClient": f.CreatedClient, "updatedClient": f.UpdatedClient,
		"sandboxId": sandboxID(f.OrgID, f.Sandbox), "sandboxName": f.Sandbox, "imsOrgId": f.OrgID,
	}
}

// flowItem is a dataflow as GET shows it; last is its last run, nil where none has
// ended.
func flowItem(f Dataflow, last *run) fields {
	d := dialectIn(f.Sandbox)
	schedule := fields{"startTime": d.scheduled(f.StartsAt.Unix()), "frequency": f.Frequency}
	if f.Frequency != onceOnly {
		schedule["interval"] = d.scheduled(int64(f.Interval))
		schedule["backfill"] = f.Backfill
		if d == tutorials {
			schedule["backfill"] = strconv.FormatBool(f.Backfill)
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
	item := f.common().with(fields{
		"name": f.Name, "state": f.State, "version": f.ETag, d.etag(): f.ETag,
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
			"mappingId": f.MappingID, "mappingVersion": d.scheduled(int64(f.MappingVersion)),
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
