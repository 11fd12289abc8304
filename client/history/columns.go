package history

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"mooring/client"
)

// entryColumns are the columns that scanEntry reads, in its order.
const entryColumns = `attempt_id, practice, platform_url, org_id, sandbox, account_id, api_key,
	name, description, bucket, folder_path, service_url, access_key_hint, access_key_hash,
	state, connection_id, etag, request_id,
	problem_kind, problem_status, problem_code, problem_detail, problem_request_id, problem_op,
	known_ids, candidates, test, tested_at, owner, started_at, updated_at`

// scanner is a row of a query.
type scanner interface{ Scan(dest ...any) error }

func scanEntry(row scanner) (Entry, error) {
	var (
		e                          Entry
		kind, known, candidates    string
		testedAt, started, updated int64
	)
	err := row.Scan(&e.AttemptID, &e.Place.Practice, &e.Place.PlatformURL, &e.Place.OrgID, &e.Place.Sandbox,
		&e.AccountID, &e.APIKey,
		&e.Name, &e.Description, &e.Bucket, &e.FolderPath, &e.ServiceURL, &e.AccessKeyHint, &e.AccessKeyHash,
		&e.State, &e.ConnectionID, &e.ETag, &e.RequestID,
		&kind, &e.Problem.Status, &e.Problem.Code, &e.Problem.Detail, &e.Problem.RequestID, &e.Problem.Op,
		&known, &candidates, &e.Test, &testedAt, &e.Owner, &started, &updated)
	if err != nil {
		return Entry{}, err
	}
	e.Problem.Kind = parseKind(kind)
	if e.KnownIDs, err = decodeIDs(known); err != nil {
		return Entry{}, fmt.Errorf("known ids of %s: %w", e.AttemptID, err)
	}
	if e.Candidates, err = decodeIDs(candidates); err != nil {
		return Entry{}, fmt.Errorf("candidates of %s: %w", e.AttemptID, err)
	}
	e.TestedAt, e.StartedAt, e.UpdatedAt = fromMillis(testedAt), fromMillis(started), fromMillis(updated)
	return e, nil
}

// encodeIDs writes a list of ids as JSON.
func encodeIDs(ids []client.ConnectionID) (string, error) {
	if len(ids) == 0 {
		return "[]", nil
	}
	data, err := json.Marshal(ids)
	return string(data), err
}

func decodeIDs(data string) ([]client.ConnectionID, error) {
	if data == "[]" { // nearly always
		return nil, nil
	}
	var ids []client.ConnectionID
	err := json.Unmarshal([]byte(data), &ids)
	return ids, err
}

// toMillis is how a time is stored; the zero time is 0.
func toMillis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func fromMillis(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// storedKinds are the names of kinds in the file. They are not those of
// Kind.String, which may be reworded, nor its numbers, which may shift.
var storedKinds = []string{
	client.KindUnknown:      "",
	client.KindInvalid:      "invalid",
	client.KindCanceled:     "canceled",
	client.KindUnreachable:  "unreachable",
	client.KindInterrupted:  "interrupted",
	client.KindNotPlatform:  "not-platform",
	client.KindUnauthorized: "unauthorized",
	client.KindForbidden:    "forbidden",
	client.KindNotFound:     "not-found",
	client.KindConflict:     "conflict",
	client.KindRateLimited:  "rate-limited",
	client.KindRejected:     "rejected",
	client.KindUnavailable:  "unavailable",
}

// formatKind names a kind for the file; one without a name yet goes by number.
func formatKind(k client.Kind) string {
	if int(k) >= 0 && int(k) < len(storedKinds) {
		return storedKinds[k]
	}
	return strconv.Itoa(int(k))
}

func parseKind(s string) client.Kind {
	if i := slices.Index(storedKinds, s); i >= 0 {
		return client.Kind(i)
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return client.KindUnknown
	}
	return client.Kind(n)
}
