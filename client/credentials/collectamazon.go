package credentials

import (
	"cmp"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"mooring/client"
)

// addAmazon reports whether the record was about an access key at all.
func (c *collector) addAmazon(r *record) bool {
	id, secret := r.first(fieldKeyID), r.first(fieldSecretKey)
	if secret == "" && (id != "" || r.nested) {
		secret = r.first(fieldAnySecret)
	}
	if id != "" && secret != "" {
		c.addKey(r, id, secret)
		c.is(FormatAWSJSON)
		return true
	}
	reason, ok := lacking(r)
	if reason == ReasonNoKeyID && r.label == "" && !unmistakable(SecretAccessKey, secret) {
		c.stray = true
		c.is(FormatAWSJSON)
		return true
	}
	if ok {
		c.skip(r.label, reason)
		c.is(FormatAWSJSON)
	}
	return ok
}

// lacking says why a record that is about an access key holds none.
func lacking(r *record) (Reason, bool) {
	switch {
	case r.has(fieldKeyID, fieldSecretKey) && len(r.dummies) > 0:
		return ReasonPlaceholder, true
	case r.has(fieldKeyID):
		return ReasonNoSecret, true
	case r.has(fieldSecretKey):
		return ReasonNoKeyID, true
	case r.table && r.has(fieldPassword):
		return ReasonPassword, true
	case r.has(fieldProcess):
		return ReasonProcess, true
	case r.has(fieldSSO):
		return ReasonSSO, true
	case r.has(fieldRole):
		return ReasonRole, true
	}
	return 0, false
}

func (c *collector) addKey(r *record, id, secret string) {
	key := AmazonKey{
		AccessKeyID:     id,
		SecretAccessKey: client.NewSecret(secret),
		SessionToken:    client.NewSecret(r.sessionToken()),
		Region:          codeOfRegion(r.first(fieldRegion)),
		Bucket:          r.first(fieldBucket),
		FolderPath:      r.first(fieldFolder),
		Expires:         moment(r.first(fieldExpires)),
		Inactive:        r.inactive(),
		ServiceURL:      r.serviceURL(client.IsAmazonKeyID(id)),
		Joined:          kindsOf(r.joined),
		Escaped:         kindsOf(r.escaped),
		Decoded:         r.decoded,
	}
	if label := safeLabel(r.label, secret); label != id {
		key.Label = label
	}
	if bucket, folder, ok := Split(key.Bucket); ok {
		key.Region = cmp.Or(key.Region, regionOf(key.Bucket))
		key.Bucket, key.FolderPath = bucket, cmp.Or(key.FolderPath, folder)
	}
	if key.Bucket != "" {
		key.FolderPath = cmp.Or(key.FolderPath, r.first(fieldAnyFolder))
	}
	same := func(other AmazonKey) bool { return reflect.DeepEqual(key, other) }
	if len(c.found.Amazon) < maxFound && !slices.ContainsFunc(c.found.Amazon, same) {
		c.found.Amazon = append(c.found.Amazon, key)
	}
}

// address gives the only key, where it is none of Amazon's, the only address of
// a store, wherever that stands: without it the key would be sent to Amazon.
func (c *collector) address() {
	slices.Sort(c.addresses)
	c.addresses = slices.Compact(c.addresses)
	if len(c.found.Amazon) != 1 || len(c.addresses) != 1 || c.found.Format == FormatProfiles {
		return
	}
	if key := &c.found.Amazon[0]; key.ServiceURL == "" && !client.IsAmazonKeyID(key.AccessKeyID) {
		key.ServiceURL = c.addresses[0]
	}
}

// moments are the ways in which tools write a time; without a zone it is UTC.
var moments = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05-0700", "2006-01-02 15:04:05-07:00", "2006-01-02 15:04:05Z07:00",
	"2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 MST", "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04",
	time.RFC1123, time.RFC1123Z, time.UnixDate, "2006-01-02",
}

// moment reads a time in text, or in seconds or milliseconds; zero for
// anything else, and for the beginning of a calendar, which stands for no end.
func moment(value string) time.Time {
	const earliest, latest = 1_000_000_000, 10_000_000_000 // the years 2001 to 2286
	for _, layout := range moments {
		if t, err := time.Parse(layout, value); err == nil && t.Unix() >= earliest {
			return t.UTC()
		}
	}
	seconds, _, _ := strings.Cut(value, ".")
	n, err := strconv.ParseInt(seconds, 10, 64)
	switch {
	case err != nil:
	case n >= earliest && n < latest:
		return time.Unix(n, 0).UTC()
	case n >= earliest*1000 && n < latest*1000:
		return time.UnixMilli(n).UTC()
	}
	return time.Time{}
}
