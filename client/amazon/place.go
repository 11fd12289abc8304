package amazon

import (
	"net/url"
	"regexp"
	"strings"

	"mooring/client"
)

// PartitionOf returns the partition that a service URL belongs to. Without one,
// and for stores that are not Amazon's, it is client.PartitionAWS, whose names
// such stores use in their policies.
func PartitionOf(serviceURL string) client.S3Partition {
	if a, ok := client.ParseS3Address(serviceURL); ok && a.Owner == client.OwnerAmazon {
		return a.Partition
	}
	return client.PartitionAWS
}

// place is where the questions go.
type place struct {
	custom    string // the address of a store that is not Amazon's; else empty
	partition client.S3Partition
	region    string // the one to begin with
	regional  bool   // the service URL names that region
	dualStack bool
	fips      bool
}

// parsePlace reads a service URL, which may be empty.
func parsePlace(serviceURL string) (place, error) {
	raw := strings.TrimSpace(serviceURL)
	if raw == "" {
		return place{partition: client.PartitionAWS, region: "us-east-1"}, nil
	}
	if !strings.Contains(raw, "://") {
		raw = "https://" + raw
	}
	a, ok := client.ParseS3Address(raw)
	u, err := url.Parse(raw)
	switch {
	case !ok || err != nil || !a.Sound:
		// The error of url.Parse repeats the address, which may hold a password.
		return place{}, client.ReasonURLShape
	case a.HasUser:
		return place{}, client.ReasonURLUser
	case a.Meant != "":
		return place{}, client.ReasonURLMisspelled
	case strings.ContainsAny(a.Rest, "?#"):
		return place{}, client.ReasonURLPath
	case a.Owner == client.OwnerAmazon:
		return amazonPlace(a)
	}
	u.Path, u.RawPath = strings.TrimRight(u.Path, "/"), ""
	return place{custom: u.String(), partition: client.PartitionAWS, region: "us-east-1"}, nil
}

func amazonPlace(a client.S3Address) (place, error) {
	at := place{partition: a.Partition, region: a.Region, regional: a.Form == client.FormRegional, fips: a.FIPS, dualStack: a.DualStack}
	switch {
	case a.InHost:
		return place{}, client.ReasonURLBucket
	case a.Form == client.FormAccessPoint:
		return place{}, client.ReasonURLAccessPoint
	case a.Form == client.FormPrivate:
		return place{}, client.ReasonURLPrivate
	case !at.regional && a.Form != client.FormGlobal:
		return place{}, client.ReasonURLNotS3
	case !a.Plain():
		return place{}, client.ReasonURLPath
	case !at.regional: // the oldest address is at home in us-east-1
		at.region = "us-east-1"
	}
	return at, nil
}

// anchor returns the region of the partition where services without a region of
// their own are asked.
func (p place) anchor() string { return p.partition.HomeRegion() }

// urlIn returns the service URL of a region, of the same sort as the one that was
// given: who chose a FIPS or a dual-stack address did so on purpose.
func (p place) urlIn(region string) string {
	host := "s3"
	if p.fips {
		host += "-fips"
	}
	if p.dualStack {
		host += ".dualstack"
	}
	return strings.Replace(client.S3RegionURL(region), "//s3.", "//"+host+".", 1)
}

// identityURL is where Amazon says whose keys they are.
func (p place) identityURL() string {
	return strings.Replace(client.S3RegionURL(p.anchor()), "//s3.", "//sts.", 1)
}

// hostLabel is a bucket's name that can begin a host. Others are old, or have
// dots, which no certificate of Amazon's covers.
var hostLabel = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$`)

// address returns where a bucket is asked for in a region, or without one the
// store itself.
func (p place) address(region, bucket string) string {
	switch {
	case p.custom == "" && hostLabel.MatchString(bucket):
		return strings.Replace(p.urlIn(region), "//", "//"+bucket+".", 1)
	case p.custom == "":
		return p.urlIn(region) + bucket
	case bucket == "":
		return p.custom
	}
	return p.custom + "/" + bucket
}

// validBucket keeps out what is not the name of a bucket, and buckets of other
// kinds, which have addresses and calls of their own.
func validBucket(name string) error {
	if !client.IsBucketName(name) {
		return client.ReasonBucketUnusual
	}
	switch {
	case strings.HasSuffix(name, "--x-s3"):
		return client.ReasonBucketDirectory
	case strings.HasSuffix(name, ".mrap"):
		return client.ReasonBucketAlias
	}
	return nil
}

// invalid refuses an input before anything is sent.
func invalid(op, field string, why error) error {
	return &client.APIError{Kind: client.KindInvalid, Op: op, Field: field, Err: why}
}

// validate refuses what could not be sent, or would be sent as something else.
func validate(in client.S3Credentials) (place, error) {
	const op = "CheckKeys"
	for _, field := range []string{"AccessKeyID", "SecretAccessKey", "SessionToken", "Bucket", "FolderPath"} {
		if v := in.Check(field); v.Refused {
			return place{}, invalid(op, field, v.Reason)
		}
	}
	if in.Bucket != "" {
		if err := validBucket(in.Bucket); err != nil {
			return place{}, invalid(op, "Bucket", err)
		}
	}
	at, err := parsePlace(in.ServiceURL)
	if err != nil {
		return place{}, invalid(op, "ServiceURL", err)
	}
	return at, nil
}

// prefix returns what the keys of the objects in a folder begin with.
func prefix(folder string) string {
	folder = strings.Trim(folder, "/")
	if folder == "" {
		return ""
	}
	return folder + "/"
}
