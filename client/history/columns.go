package history

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"mooring/client"
)

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
