package amazon

import (
	"cmp"
	"context"

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
	f := Finding{Verdict: Passed}
	_, err := s.call(ctx, "GetCallerIdentity", func(ctx context.Context) error {
		var err error
		f.Account, f.ARN, err = s.callerIdentity(ctx)
		return err
	})
	if err != nil {
		return failed(err)
	}
	return f
}

func (s *session) listBuckets(ctx context.Context) Finding {
	f := Finding{Verdict: Passed}
	_, err := s.call(ctx, "ListBuckets", func(ctx context.Context) error {
		var err error
		f.Buckets, err = s.buckets(ctx)
		return err
	})
	if err == nil {
		return f
	}
	f = s.refused(err)
	if f.Cause == CauseDenied && s.creds.Bucket != "" {
		f.Verdict, f.Reason = NotNeeded, BucketNamed
	}
	return f
}

// region asks where the bucket is, and moves there for what follows.
func (s *session) region(ctx context.Context) Finding {
	var found string
	a, err := s.call(ctx, "GetBucketLocation", func(ctx context.Context) error {
		var err error
		found, err = s.location(ctx)
		return err
	})
	f := Finding{Verdict: Passed}
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
	f.Verdict, f.Cause, f.Code, f.Detail, f.Err = Failed, CauseRegion, err.Code, err.Detail, err
	return f
}

func (s *session) listFolder(ctx context.Context) Finding {
	f := Finding{Verdict: Passed}
	_, err := s.call(ctx, "ListObjectsV2", func(ctx context.Context) error {
		var err error
		f.Objects, f.More, err = s.objects(ctx)
		return err
	})
	if err != nil {
		return s.refused(err)
	}
	return f
}

// failed makes the finding of an error.
func failed(err *Error) Finding {
	f := Finding{Verdict: Failed, Cause: err.Cause, Code: err.Code, Detail: err.Detail, Err: err}
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
