package credentials

import (
	"net/url"
	"regexp"
	"strings"
)

var (
	bucketARN = regexp.MustCompile(`^arn:aws[a-z-]*:s3:::`)
	// awsHost finds a bucket in front of a host of Amazon S3, if there is one.
	awsHost = regexp.MustCompile(`^(?:(.+)\.)?s3(?:[.-](?:dualstack|fips|accelerate|website|[a-z]{2}(?:-[a-z]+)+-\d))*\.amazonaws\.com(?:\.cn)?$`)
	// consoleHost is the console of AWS, whose addresses people copy.
	consoleHost = regexp.MustCompile(`^(?:[a-z0-9-]+\.)*console\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)$`)
	// anyBucket is what the name of a bucket may be taken for; whether it is
	// a right one is for the form to say.
	anyBucket = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{1,254}$`)
)

// Split takes an address of Amazon S3 apart: s3://bucket/path,
// arn:aws:s3:::bucket/path, https://bucket.s3.eu-west-3.amazonaws.com/path and
// the other forms of it, and addresses of the console. The folder has no slash
// at its ends. ok is false for everything else, such as a plain name.
func Split(s3Address string) (bucket, folder string, ok bool) {
	address := trimEnds(s3Address)
	const longest = 4096
	if len(address) > longest {
		return "", "", false
	}
	if arn := bucketARN.FindString(address); arn != "" {
		return bucketAndFolder(strings.TrimSuffix(address[len(arn):], "*"))
	}
	scheme, rest, found := strings.Cut(address, "://")
	if !found {
		return "", "", false
	}
	switch strings.ToLower(scheme) {
	case "s3", "s3a", "s3n":
		return bucketAndFolder(rest)
	case "http", "https":
		return splitURL(address)
	}
	return "", "", false
}

// SplitBucket does as Split for what stands in the field of the bucket, where
// bucket/path can only be a bucket and a folder.
func SplitBucket(value string) (bucket, folder string, ok bool) {
	if bucket, folder, ok = Split(value); ok {
		return bucket, folder, true
	}
	value = trimEnds(value)
	if !strings.Contains(value, "/") || strings.Contains(value, ":") || strings.Contains(value, "//") {
		return "", "", false
	}
	return bucketAndFolder(value)
}

func bucketAndFolder(path string) (bucket, folder string, ok bool) {
	bucket, folder, _ = strings.Cut(path, "/")
	folder = strings.Trim(folder, "/")
	if !anyBucket.MatchString(bucket) {
		return "", "", false
	}
	return bucket, folder, true
}

func splitURL(address string) (bucket, folder string, ok bool) {
	u, err := url.Parse(address)
	if err != nil || u.User != nil {
		return "", "", false
	}
	host := strings.ToLower(u.Hostname())
	if consoleHost.MatchString(host) {
		for _, part := range []string{"/s3/buckets/", "/s3/object/"} {
			if name, found := strings.CutPrefix(u.Path, part); found {
				return bucketAndFolder(strings.TrimSuffix(name, "/") + "/" + u.Query().Get("prefix"))
			}
		}
		return "", "", false
	}
	m := awsHost.FindStringSubmatch(host)
	switch {
	case m == nil:
		return "", "", false
	case m[1] != "":
		return bucketAndFolder(m[1] + "/" + strings.TrimLeft(u.Path, "/"))
	}
	return bucketAndFolder(strings.TrimLeft(u.Path, "/"))
}
