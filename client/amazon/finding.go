package amazon

import "time"

// Check is one question that Run asks, in the order of Checks.
type Check int

// The checks.
const (
	// Identity asks Amazon whose keys these are (sts:GetCallerIdentity, which
	// needs no rights). S3-compatible stores have nothing like it.
	Identity Check = iota
	// ListBuckets asks for the names of the account's buckets. Platform needs it
	// to show the top level when no bucket is named.
	ListBuckets
	// Region asks where the bucket is (s3:GetBucketLocation).
	Region
	// ListFolder lists the start of the bucket, or of its folder (s3:ListBucket).
	ListFolder
)

var checkNames = [...]string{"Identity", "ListBuckets", "Region", "ListFolder"}

// Checks returns every check in the order in which Run makes them.
func Checks() []Check { return []Check{Identity, ListBuckets, Region, ListFolder} }

// String names the check in English, for logs.
func (c Check) String() string { return nameOf(checkNames[:], int(c)) }

// Verdict is what came of a check.
type Verdict int

// The verdicts.
const (
	// Passed means that the answer was yes.
	Passed Verdict = iota + 1
	// Failed means that Platform will not be able to do its work like this.
	Failed
	// NotNeeded means that the keys may not do this, and that it does not matter;
	// Finding.Reason says why.
	NotNeeded
	// Skipped means that the question was not asked or could not be answered
	// here; Finding.Reason says why.
	Skipped
)

var verdictNames = [...]string{"", "passed", "failed", "not needed", "skipped"}

// String names the verdict in English, for logs.
func (v Verdict) String() string { return nameOf(verdictNames[:], int(v)) }

// Reason says why a check was skipped, or why a refusal does not matter.
type Reason int

// The reasons.
const (
	// NoReason is that of a check that passed or failed.
	NoReason Reason = iota
	// BucketNamed : the list of all buckets is not needed, since one is named.
	BucketNamed
	// NoBucketNamed : without a bucket there is nothing to ask.
	NoBucketNamed
	// NotAmazon : the service URL names a store that cannot say whose keys
	// these are.
	NotAmazon
	// NotOffered : the S3-compatible store does not know this call.
	NotOffered
	// EarlierFailure : an earlier check failed in a way that this one would
	// only repeat.
	EarlierFailure
)

var reasonNames = [...]string{
	"", "a bucket is named", "no bucket is named", "not Amazon", "not offered by this store", "an earlier check failed",
}

// String names the reason in English, for logs.
func (r Reason) String() string { return nameOf(reasonNames[:], int(r)) }

// Finding is the outcome of one check. None of its fields holds a secret.
type Finding struct {
	Check   Check
	Verdict Verdict
	Reason  Reason // of NotNeeded and Skipped

	// Cause, Code and Err tell of the refusal or the failure.
	Cause Cause
	Code  string // as answered: "SignatureDoesNotMatch"; may be empty
	Err   error  // an *Error; network errors are found below it with errors.As

	// ARN says whose keys these are, its account included, for Identity.
	ARN string
	// Buckets are the names that ListBuckets was given.
	Buckets []string
	// Region is where the bucket is, where that is known, for Region. It may be
	// known of a check that failed too.
	Region string
	// ServiceURL is the address that fits the bucket's region, for Region, if the
	// one that was given (or that none was given) does not. With a Failed check
	// it is the cure, with a Passed one a hint.
	ServiceURL string
	// Objects is how many objects ListFolder saw, at most 1000; More says that
	// there are others. None at all may mean that the folder is misspelled.
	Objects int
	More    bool
	// ServerTime is the time that the other side has, with CauseClock.
	ServerTime time.Time
}

func nameOf(names []string, i int) string {
	if i < 0 || i >= len(names) {
		return "?"
	}
	return names[i]
}
