package amazon

import (
	"errors"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"mooring/client"
)

// Partition is one of the worlds that Amazon is divided into. Keys and names
// of one mean nothing in another.
type Partition string

// The partitions with an S3 of their own that a service URL can tell.
const (
	PartitionAWS       Partition = "aws"
	PartitionChina     Partition = "aws-cn"
	PartitionGovCloud  Partition = "aws-us-gov"
	PartitionSovereign Partition = "aws-eusc" // the European Sovereign Cloud
)

type partition struct {
	id           Partition
	suffix       string // of its hosts
	regionPrefix string
	firstRegion  string // where to ask when nothing says where
}

// partitions tells them apart by their hosts and regions. The last one is that
// of every region that no other claims.
var partitions = []partition{
	{PartitionChina, ".amazonaws.com.cn", "cn-", "cn-north-1"},
	{PartitionSovereign, ".amazonaws.eu", "eusc-", "eusc-de-east-1"},
	{PartitionGovCloud, ".amazonaws.com", "us-gov-", "us-gov-west-1"},
	{PartitionAWS, ".amazonaws.com", "", "us-east-1"},
}

// PartitionOf returns the partition that a service URL belongs to. Without one,
// and for stores that are not Amazon's, it is PartitionAWS, whose names such
// stores use in their policies.
func PartitionOf(serviceURL string) Partition {
	p, err := parsePlace(serviceURL)
	if err != nil {
		return PartitionAWS
	}
	return p.partition
}

// place is where the questions go.
type place struct {
	custom    string // the address of a store that is not Amazon's; else empty
	partition Partition
	region    string // the one to begin with
	regional  bool   // the service URL names that region
	dualStack bool
	fips      bool
}

var (
	errNotURL     = errors.New("it is not an address such as https://s3.eu-west-3.amazonaws.com/")
	errExtra      = errors.New("it holds a user, a query or a fragment")
	errNotS3Host  = errors.New("it is an address of Amazon, but not one of S3 for a region")
	errNamesAPath = errors.New("an address of Amazon ends with its host; bucket and folder have fields of their own")

	// amazonS3 matches what is left of a host of Amazon's S3 without its suffix:
	// s3, s3.eu-west-3, s3-eu-west-3, s3.dualstack.eu-west-3, s3-fips.us-gov-west-1.
	amazonS3 = regexp.MustCompile(`^s3(-fips)?(?:\.(dualstack))?(?:[.-]([a-z]{2,4}(?:-[a-z]+)+-\d{1,2}))?$`)

	awsRegion = regexp.MustCompile(`^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$`)
)

// parsePlace reads a service URL, which may be empty.
func parsePlace(serviceURL string) (place, error) {
	raw := strings.TrimSpace(serviceURL)
	if raw == "" {
		return place{partition: PartitionAWS, region: "us-east-1"}, nil
	}
	if !strings.Contains(raw, "://") {
		raw = "https://" + raw
	}
	u, err := url.Parse(raw)
	if err != nil || u.Hostname() == "" || u.Scheme != "https" && u.Scheme != "http" {
		// The error of url.Parse repeats the address, which may hold a password.
		return place{}, errNotURL
	}
	// url.Parse takes more for a host than a name can hold, such as the bracket
	// that a copied sentence ends with.
	if strings.ContainsAny(u.Hostname(), "()<>{}\"'\\,;!*$&=+|^`~ ") {
		return place{}, errNotURL
	}
	if u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "" {
		return place{}, errExtra
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	for _, p := range partitions {
		if strings.HasSuffix(host, p.suffix) {
			if strings.Trim(u.Path, "/") != "" {
				return place{}, errNamesAPath
			}
			return amazonPlace(strings.TrimSuffix(host, p.suffix), p.suffix)
		}
	}
	u.Path, u.RawPath = strings.TrimRight(u.Path, "/"), ""
	return place{custom: u.String(), partition: PartitionAWS, region: "us-east-1"}, nil
}

func amazonPlace(name, suffix string) (place, error) {
	if name == "s3-external-1" {
		name = "s3"
	}
	m := amazonS3.FindStringSubmatch(name)
	if m == nil {
		return place{}, errNotS3Host
	}
	at := place{region: m[3], regional: m[3] != "", fips: m[1] != "", dualStack: m[2] != ""}
	if !at.regional && (at.fips || at.dualStack) {
		return place{}, errNotS3Host
	}
	if !at.regional && suffix == ".amazonaws.com" {
		// s3.amazonaws.com: the oldest address, at home in us-east-1.
		at.region = "us-east-1"
	}
	if !strings.HasSuffix(regionalURL(at.region), suffix+"/") {
		return place{}, errNotS3Host
	}
	at.partition = partitions[indexOf(at.region)].id
	return at, nil
}

// indexOf returns the index of the partition that a region is in.
func indexOf(region string) int {
	return slices.IndexFunc(partitions, func(p partition) bool { return strings.HasPrefix(region, p.regionPrefix) })
}

// anchor returns the region of the partition where services without a region of
// their own are asked.
func (p place) anchor() string { return partitions[indexOf(p.region)].firstRegion }

// regionalURL returns the service URL of a region of Amazon, or nothing if it
// cannot be one.
func regionalURL(region string) string {
	if !awsRegion.MatchString(region) {
		return ""
	}
	return "https://s3." + region + partitions[indexOf(region)].suffix + "/"
}

// bucketName is what S3 allowed before its present rules, and other stores
// still do. It also keeps out what the SDK would read as something else than a
// name: an ARN, a path.
var bucketName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$`)

func validBucket(name string) error {
	if !bucketName.MatchString(name) || strings.Contains(name, "..") {
		return errors.New("it is not the name of a bucket")
	}
	for _, kind := range []string{"--x-s3", ".mrap"} {
		if strings.HasSuffix(name, kind) {
			return errors.New("it is not the name of a general purpose bucket")
		}
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
	for _, f := range []struct {
		name, value string
		required    bool
	}{
		{"AccessKeyID", in.AccessKeyID, true},
		{"SecretAccessKey", in.SecretAccessKey.Reveal(), true},
		{"SessionToken", in.SessionToken.Reveal(), false},
	} {
		switch {
		case f.value == "" && f.required:
			return place{}, invalid(op, f.name, errors.New("it is empty"))
		case strings.ContainsFunc(f.value, func(r rune) bool { return r <= ' ' || r > '~' }):
			return place{}, invalid(op, f.name, errors.New("it holds a space, a line end or a character that keys do not have"))
		}
	}
	if in.Bucket != "" {
		if err := validBucket(in.Bucket); err != nil {
			return place{}, invalid(op, "Bucket", err)
		}
	}
	if strings.ContainsFunc(in.FolderPath, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return place{}, invalid(op, "FolderPath", errors.New("it holds a control character"))
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
