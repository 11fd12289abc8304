package practice

import "fmt"

// said is an error as runs show it.
type said struct {
	Code    string `json:"code"`
	Records int    `json:"recordCount,omitempty"`
	Message string `json:"message"`
}

// The errors of the two steps of a run.
var (
	copyError    = said{Code: "CONNECTOR-1001-500", Message: "Error occurred at copy activity."}
	promoteError = said{Code: "CONNECTOR-2001-500", Message: "Error occurred at promotion activity."}
)

// engineWords are the words of the engine that copies the files, for the troubles
// in which it does not get them.
var engineWords = map[trouble]string{
	troubleKeys:   "InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.",
	troubleDenied: "AccessDenied: Access Denied",
	troubleGone:   "The linked service of the base connection could not be found.",
}

// reasons are why a run fails, or why not all rows have come through: as the run
// says it, and as its step does, which says more.
func (o outcome) reasons() (top, step []said) {
	if words, ok := engineWords[o.Trouble]; ok {
		return []said{copyError}, []said{{Code: copyError.Code, Message: engineSays(words)}}
	}
	switch {
	case o.Trouble == troubleEmpty:
		return []said{promoteError}, []said{{Code: "INGEST-1401-400", Message: "The file is empty and cannot be read."}}
	case o.Trouble == troubleUnlooked:
		return []said{promoteError}, []said{{
			Code: "INGEST-1211-400", Message: fmt.Sprintf("Encountered %d errors in the data. Error diagnostics are not enabled.", o.refusedRows()),
		}}
	case o.refusedRows() == 0:
		return nil, nil
	}
	step = []said{{
		Code: "INGEST-1212-400", Message: fmt.Sprintf("Encountered %d errors in the data. Successfully ingested %d rows. "+
			"Review the associated diagnostic files for additional details.", o.refusedRows(), o.writtenRows()),
	}}
	for _, code := range o.codes() {
		step = append(step, said{Code: code, Records: o.Refused[code], Message: rowErrors[code]})
	}
	return []said{promoteError}, step
}

// rowErrors are the words of the codes of rows, without their contents.
var rowErrors = map[string]string{
	rowUnreadable: "Row is corrupted and cannot be read",
	rowIncomplete: "Required field is missing or null",
	rowUnmapped:   "Mapper Transform Error",
}

// engineSays wraps words as the engine does that reads S3 for Platform.
func engineSays(words string) string {
	return "ErrorCode=AmazonS3OperationFailed,'Type=Microsoft.DataTransfer.Common.Shared.HybridDeliveryException," +
		"Message=The Amazon S3 operation failed. " + words + ",Source=Microsoft.DataTransfer.Runtime.S3Connector,'"
}

// runItem is a run as GET shows it.
func runItem(f Dataflow, r run) fields {
	d := dialectIn(f.Sandbox)
	updated := r.MadeAt
	switch {
	case r.ended():
		updated = r.Done
	case r.status() == runInProgress:
		updated = r.Begun
	}
	return f.common().with(fields{
		"id": r.ID, "flowId": r.FlowID, d.etag(): r.ETag, "createdAt": d.made(r.MadeAt), "updatedAt": d.made(updated),
		"flowSpec": specRef{flowSpecID, "1.0"}, "metrics": r.metrics(d), d.activities(): r.steps(f, d),
	})
}

// metrics sum up a run.
func (r *run) metrics(d dialect) fields {
	status := fields{"status": d.status(r.status())}
	switch {
	case r.status() == runScheduled:
		return fields{"statusSummary": status}
	case !r.ended():
		return fields{"durationSummary": fields{"startedAtUTC": r.Begun.UnixMilli()}, "statusSummary": status}
	}
	if top, _ := r.reasons(); top != nil {
		status["errors"] = top
	}
	m := fields{
		"durationSummary": fields{"startedAtUTC": r.Begun.UnixMilli(), "completedAtUTC": r.Done.UnixMilli()},
		"statusSummary":   status,
	}
	if r.Trouble != troubleNone {
		// What has failed is not counted.
		return m.with(fields{
			"sizeSummary": fields{"inputBytes": d.number(-1)}, "recordSummary": fields{},
			"fileSummary": fields{"inputFileCount": d.number(-1)},
		})
	}
	status["activityRefs"] = []string{"promotionActivity"}
	return m.with(fields{
		"sizeSummary": fields{"inputBytes": d.number(r.Bytes), "outputBytes": d.number(r.writtenBytes())}, "recordSummary": r.records(d),
		"fileSummary": fields{
			"inputFileCount": d.number(r.Files), "outputFileCount": d.number(min(r.Files, 1)), "activityRefs": []string{"promotionActivity"},
		},
	})
}

func (r *run) writtenBytes() int { return r.Bytes * 5 / 7 } // Parquet is smaller

func (r *run) records(d dialect) fields {
	rows := fields{"inputRecordCount": d.number(r.Rows), "outputRecordCount": d.number(r.writtenRows())}
	if n := r.refusedRows(); n > 0 {
		rows["failedRecordCount"] = d.number(n)
	}
	return rows
}

// copied is when the files have been fetched: two thirds of the way.
func (r *run) copied() (at int64, over bool) {
	at = r.Begun.UnixMilli() + r.Done.Sub(r.Begun).Milliseconds()*2/3
	return at, r.now.UnixMilli() >= at
}

// steps are the two steps of a run, as far as it is.
func (r *run) steps(f Dataflow, d dialect) []fields {
	if r.status() == runScheduled {
		return []fields{}
	}
	copiedAt, copied := r.copied()
	_, words := r.reasons()
	_, noFiles := engineWords[r.Trouble]
	fetch := fields{
		"id": "copyActivity", "updatedAtUTC": min(copiedAt, r.now.UnixMilli()), "recordSummary": fields{},
		"durationSummary": fields{
			"startedAtUTC": r.Begun.UnixMilli(),
			"extensions":   fields{"windowStart": r.From.UnixMilli(), "windowEnd": r.To.UnixMilli()},
		},
		"statusSummary": fields{"status": d.status(runInProgress)},
		"sourceInfo": []fields{{"id": f.SourceID, "type": "SourceConnection", "reference": fields{
			"type": "AdfRunId", "ids": []string{dueRunID(r.ID, r.MadeAt)},
		}}},
	}
	if !copied || noFiles && !r.ended() {
		return []fields{fetch}
	}
	duration, _ := fetch["durationSummary"].(fields)
	duration["completedAtUTC"] = copiedAt
	if noFiles {
		duration["completedAtUTC"] = r.Done.UnixMilli()
		fetch["updatedAtUTC"] = r.Done.UnixMilli()
		fetch["sizeSummary"], fetch["fileSummary"] = fields{"inputBytes": d.number(-1)}, fields{"inputFileCount": d.number(-1)}
		fetch["statusSummary"] = fields{
			"status": d.status(runFailed), "errors": []said{copyError}, "extensions": fields{"errors": words},
		}
		return []fields{fetch}
	}
	fetch["sizeSummary"] = fields{"inputBytes": d.number(r.Bytes), "outputBytes": d.number(r.Bytes)}
	fetch["fileSummary"] = fields{"inputFileCount": d.number(r.Files), "outputFileCount": d.number(r.Files)}
	fetch["statusSummary"] = fields{"status": d.status(runSuccess), "extensions": fields{"type": "batch"}}
	return []fields{fetch, r.promotion(f, d, copiedAt, words)}
}

// promotion is the step that puts the rows into the data set.
func (r *run) promotion(f Dataflow, d dialect, from int64, words []said) fields {
	step := fields{
		"id": "promotionActivity", "updatedAtUTC": min(r.Done.UnixMilli(), r.now.UnixMilli()), "recordSummary": fields{},
		"durationSummary": fields{"startedAtUTC": from}, "statusSummary": fields{"status": d.status(r.status())},
		"targetInfo": []fields{{"id": f.TargetID, "type": "TargetConnection", "reference": fields{
			"type": "Batch", "ids": []string{r.Batch},
		}}},
	}
	if !r.ended() {
		return step
	}
	meta := "https://platform.adobe.io" + exportPath + "/" + r.Batch + "/meta?path="
	step["durationSummary"] = fields{"startedAtUTC": from, "completedAtUTC": r.Done.UnixMilli()}
	files := fields{"inputFileCount": d.number(r.Files), "extensions": fields{"manifest": fields{"fileInfo": meta + "input_files"}}}
	status := fields{"status": d.status(r.status())}
	if words != nil {
		more := fields{"errors": words}
		if f.Diagnostics {
			more["manifest"] = fields{"failedRecords": meta + "row_errors", "sampleErrors": meta + "row_error_samples.json"}
		}
		status["errors"], status["extensions"] = []said{promoteError}, more
	}
	if r.Trouble == troubleNone {
		step["recordSummary"] = r.records(d)
		step["sizeSummary"] = fields{"inputBytes": d.number(r.Bytes), "outputBytes": d.number(r.writtenBytes())}
		files["outputFileCount"] = d.number(min(r.Files, 1))
	} else {
		step["sizeSummary"] = fields{"inputBytes": d.number(-1)}
		files["inputFileCount"] = d.number(-1)
	}
	step["fileSummary"], step["statusSummary"] = files, status
	return step
}

var runFields = []string{"id", fieldFlow, "metrics.statusSummary.status", fieldStarted, fieldCompleted, fieldCreated, fieldUpdated}

const fieldFlow = "flowId"

func (r run) number() int64 { return r.seq }

func (r run) values(field string) []string {
	switch field {
	case "id":
		return []string{r.ID}
	case fieldFlow:
		return []string{r.FlowID}
	case "metrics.statusSummary.status":
		if r.dialect == tutorials && r.status() == runPartial {
			return []string{runSuccess}
		}
		return []string{r.status()}
	case fieldCreated, fieldUpdated:
		return []string{milliText(r.MadeAt)}
	case fieldStarted:
		if !r.now.Before(r.Begun) {
			return []string{milliText(r.Begun)}
		}
	case fieldCompleted:
		if r.ended() {
			return []string{milliText(r.Done)}
		}
	}
	return nil
}
