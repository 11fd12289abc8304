package amazon

import (
	"cmp"
	"context"
	"net/url"

	"mooring/client"
)

// check answers one question.
func (s *session) check(ctx context.Context, check Check) Finding {
	if s.creds.Bucket == "" && (check == Region || check == ListFolder) {
		return Finding{Verdict: Skipped, Reason: NoBucketNamed}
	}
	switch check {
	case Identity:
		return s.identity(ctx)
	case ListBuckets:
		return s.listBuckets(ctx)
	case Region:
		return s.region(ctx)
	default:
		return s.listFolder(ctx)
	}
}

func (s *session) identity(ctx context.Context) Finding {
	if s.at.custom != "" {
		return Finding{Verdict: Skipped, Reason: NotAmazon}
	}
	var who struct {
		ARN string `xml:"GetCallerIdentityResult>Arn"`
	}
	_, err := s.call(ctx, question{
		op: "GetCallerIdentity", root: "GetCallerIdentityResponse", form: "Action=GetCallerIdentity&Version=2011-06-15",
	}, &who)
	if err != nil {
		return failed(err)
	}
	return Finding{Verdict: Passed, ARN: who.ARN}
}

func (s *session) listBuckets(ctx context.Context) Finding {
	var list struct {
		Names []string `xml:"Buckets>Bucket>Name"`
	}
	_, err := s.call(ctx, question{op: "ListBuckets", root: "ListAllMyBucketsResult"}, &list)
	if err == nil {
		return Finding{Verdict: Passed, Buckets: list.Names}
	}
	f := s.refused(err)
	if f.Cause == CauseDenied && s.creds.Bucket != "" {
		f.Verdict, f.Reason = NotNeeded, BucketNamed
	}
	return f
}

// location reads what a store calls the region of a bucket. One that is not
// Amazon's may leave it empty.
func (s *session) location(told string) string {
	switch {
	case told == "" && s.at.custom == "":
		return "us-east-1" // the oldest region has no name of its own here
	case told == "EU":
		return "eu-west-1"
	}
	return told
}

// region asks where the bucket is, and moves there for what follows.
func (s *session) region(ctx context.Context) Finding {
	var told string
	a, err := s.call(ctx, question{
		op: "GetBucketLocation", root: "LocationConstraint", bucket: s.creds.Bucket, query: url.Values{"location": {""}},
	}, &told)
	f, found := Finding{Verdict: Passed}, s.location(told)
	if err != nil {
		f = s.refused(err)
		// A bucket that tells where it is even to those whom it refuses.
		found = cmp.Or(a.region, a.movedTo(), s.moved)
	}
	if s.at.custom != "" {
		// What region a store has only matters for signing; its address is the same.
		f.Region = cmp.Or(found, s.signAs)
		return f
	}
	if !client.IsS3Region(found) {
		return f
	}
	f.Region = found
	if samePartition(found, s.at) {
		s.signAs = found
	}
	if found == s.at.region {
		return f
	}
	f.ServiceURL = s.at.urlIn(found)
	if f.Verdict == Passed && s.at.regional {
		f = s.elsewhere(f)
	}
	return f
}

// elsewhere turns a finding into that of a service URL of another region. Keys
// and bucket are fine, but Platform calls where the service URL tells it to.
func (s *session) elsewhere(f Finding) Finding {
	err := &Error{Op: "GetBucketLocation", Cause: CauseRegion}
	if s.refusal != nil {
		err = s.refusal
	}
	f.Verdict, f.Cause, f.Code, f.Err = Failed, CauseRegion, err.Code, err
	return f
}

func (s *session) listFolder(ctx context.Context) Finding {
	query := url.Values{"list-type": {"2"}, "max-keys": {"1000"}}
	if p := prefix(s.creds.FolderPath); p != "" {
		query.Set("prefix", p)
	}
	var list struct {
		Contents []struct{}
		More     bool `xml:"IsTruncated"`
	}
	_, err := s.call(ctx, question{op: "ListObjectsV2", root: "ListBucketResult", bucket: s.creds.Bucket, query: query}, &list)
	if err != nil {
		return s.refused(err)
	}
	return Finding{Verdict: Passed, Objects: len(list.Contents), More: list.More}
}

// failed makes the finding of an error.
func failed(err *Error) Finding {
	f := Finding{Verdict: Failed, Cause: err.Cause, Code: err.Code, Err: err}
	if err.Cause == CauseClock {
		f.ServerTime = err.serverTime
	}
	return f
}

// refused is failed for calls to a store, some of which do not know them all.
func (s *session) refused(err *Error) Finding {
	f := failed(err)
	if err.Cause == CauseNotOffered && s.at.custom != "" {
		f.Verdict, f.Reason = Skipped, NotOffered
	}
	return f
}
