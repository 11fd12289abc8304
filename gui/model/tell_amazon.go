package model

import (
	"slices"
	"strconv"

	"mooring/client/amazon"
)

// TellFinding puts what came of a question to Amazon into words.
func TellFinding(f amazon.Finding) Text {
	switch f.Verdict {
	case amazon.Passed:
		return wordPassed(f)
	case amazon.NotNeeded, amazon.Skipped:
		return T("amazon.reason."+reasonKeys[f.Reason], "Code", f.Code)
	}
	if f.Cause == amazon.CauseDenied {
		return T("amazon." + f.Check.String() + ".denied")
	}
	return T("amazon.cause."+causeKeys[f.Cause], "Code", f.Code, "Region", RegionName(f.Region), "ServiceURL", f.ServiceURL,
		"Time", Moment{Time: f.ServerTime})
}

func wordPassed(f amazon.Finding) Text {
	switch f.Check {
	case amazon.Identity:
		return T("amazon.Identity.passed", "ARN", f.ARN)
	case amazon.ListBuckets:
		return T("amazon.ListBuckets.passed", "Count", len(f.Buckets), "Buckets", firstFew(f.Buckets))
	case amazon.Region:
		if f.ServiceURL != "" {
			return T("amazon.Region.hint", "Region", RegionName(f.Region), "ServiceURL", f.ServiceURL)
		}
		return T("amazon.Region.passed", "Region", RegionName(f.Region))
	}
	if f.Objects == 0 {
		return T("amazon.ListFolder.empty")
	}
	count := strconv.Itoa(f.Objects)
	if f.More {
		count += "+"
	}
	return T("amazon.ListFolder.passed", "Count", count)
}

// firstFew names enough buckets to recognise the account by.
func firstFew(names []string) List {
	const few = 3
	if len(names) > few {
		return append(slices.Clone(names[:few]), "…")
	}
	return names
}

var reasonKeys = map[amazon.Reason]string{
	amazon.BucketNamed: "bucketNamed", amazon.NoBucketNamed: "noBucketNamed", amazon.NotAmazon: "notAmazon",
	amazon.NotOffered: "notOffered", amazon.EarlierFailure: "earlierFailure",
}

var causeKeys = map[amazon.Cause]string{
	amazon.CauseKeyID: "keyID", amazon.CauseSecret: "secret", amazon.CauseExpired: "expired", amazon.CauseToken: "token",
	amazon.CauseNoBucket: "noBucket", amazon.CauseRegion: "region", amazon.CauseClock: "clock",
	amazon.CauseThrottled: "throttled", amazon.CauseUnavailable: "unavailable", amazon.CauseRejected: "rejected",
	amazon.CauseNotOffered: "notOffered", amazon.CauseNotS3: "notS3", amazon.CauseUnreachable: "unreachable",
	amazon.CauseTimeout: "timeout",
}
