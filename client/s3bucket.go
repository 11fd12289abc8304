package client

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	// plainBucket is what S3 allowed before its present rules, and other stores
	// still do.
	plainBucket = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$`)
	// bucketNames is Adobe's rule for names of buckets, and but for the dots
	// Amazon's.
	bucketNames = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)
	// reservedBucket matches what Amazon lets nobody call a bucket, or keeps for
	// the examples of its manuals.
	reservedBucket  = regexp.MustCompile(`^(xn--|sthree-|amzn-s3-demo-)|^\d+\.\d+\.\d+\.\d+$`)
	aliasBucket     = regexp.MustCompile(`(-s3alias|--ol-s3|\.mrap)$`)
	directoryBucket = regexp.MustCompile(`(--x-s3|--xa-s3|--table-s3)$`)
	// addressWithin finds an address in what it was copied with: a command, a policy.
	addressWithin = regexp.MustCompile(`(?i)\b(?:s3[an]?://|arn:aws[a-z-]*:s3:)[^\s"'<>,;]+`)
	directoryARN  = regexp.MustCompile(`^(?i:arn):aws[a-z-]*:s3(?:express|tables):`)
)

// IsBucketName reports whether name could be that of a bucket, now or in the
// past, at Amazon or at another store.
func IsBucketName(name string) bool {
	return plainBucket.MatchString(name) && !strings.Contains(name, "..")
}

func checkBucket(bucket string) Verdict {
	a, addressed := addressIn(bucket)
	switch {
	case bucket == "":
		return Verdict{}
	case addressed && a.AccessPoint:
		return refused(ReasonBucketAccessPoint)
	case addressed:
		return refused(ReasonBucketAddress)
	case directoryARN.MatchString(bucket):
		return refused(ReasonBucketDirectory)
	case strings.HasPrefix(strings.ToLower(bucket), "arn:"):
		return refused(ReasonBucketARN)
	case !graphic(bucket):
		return refused(ReasonBucketCharacters)
	case strings.ContainsAny(bucket, `/\`):
		return refused(ReasonBucketShape)
	}
	return checkBucketName(bucket)
}

// checkBucketName judges a plain name, of which nothing is certainly wrong.
func checkBucketName(bucket string) Verdict {
	switch {
	case aliasBucket.MatchString(bucket):
		return warned(ReasonBucketAlias)
	case directoryBucket.MatchString(bucket):
		return warned(ReasonBucketDirectory)
	case reservedBucket.MatchString(bucket):
		return warned(ReasonBucketReserved)
	case !bucketNames.MatchString(bucket) || strings.Contains(bucket, ".."):
		return warned(ReasonBucketUnusual)
	case strings.Contains(bucket, "."):
		return warned(ReasonBucketDot)
	}
	return Verdict{}
}

// addressIn takes apart what stands in a field for a bucket or a folder, where
// it can only be an address: a name with dots or slashes in it is none.
func addressIn(text string) (S3Address, bool) {
	a, ok := ParseS3Address(text)
	if at := addressWithin.FindAllStringIndex(text, 2); !ok && len(at) == 1 && at[0][0] > 0 {
		a, ok = ParseS3Address(text[at[0][0]:at[0][1]])
	}
	a = a.Spelled()
	switch {
	case !ok:
		return S3Address{}, false
	case a.Host == "" && a.Owner != OwnerUnknown && !a.AccessPoint && !a.Console:
		return S3Address{}, false // the code of a region
	case a.Scheme != "", a.Host == "", a.Owner == OwnerAmazon, a.InHost, strings.Contains(a.Host, ":"):
		return a, true
	}
	return a, otherStores.MatchString(a.Host)
}

// ParseBucket takes apart what stands in the field of a bucket and is no plain
// name: an address of any sort, or bucket/folder. ok is false where no bucket is
// named beyond doubt.
func ParseBucket(text string) (a S3Address, ok bool) {
	if a, ok := addressIn(text); ok {
		return a, a.Bucket != ""
	}
	if !strings.Contains(text, "/") || strings.ContainsAny(text, `:\`) {
		return S3Address{}, false
	}
	return withPath(S3Address{}, text)
}

func checkFolder(folder, bucket string) Verdict {
	_, addressed := addressIn(folder)
	first, _, _ := strings.Cut(strings.TrimLeft(folder, "/"), "/")
	switch {
	case folder == "":
		return Verdict{}
	case addressed, strings.HasPrefix(strings.ToLower(folder), "s3://"):
		return refused(ReasonFolderAddress)
	case !utf8.ValidString(folder), strings.ContainsFunc(folder, unicode.IsControl):
		return refused(ReasonControl)
	case strings.ContainsAny(folder, `"\:|<>*?`):
		return warned(ReasonFolderCharacters)
	case first == bucket && bucket != "":
		return warned(ReasonFolderBucket)
	case strings.HasSuffix(folder, "/"):
		return warned(ReasonFolderSlash)
	}
	return Verdict{}
}
