package client

import (
	"regexp"
	"slices"
	"strings"
)

// S3Partition is one of the worlds that Amazon is divided into. Keys and names
// of one mean nothing in another.
type S3Partition string

// The partitions that can be reached over the internet.
const (
	PartitionAWS       S3Partition = "aws"
	PartitionChina     S3Partition = "aws-cn"
	PartitionGovCloud  S3Partition = "aws-us-gov"
	PartitionSovereign S3Partition = "aws-eusc" // the European Sovereign Cloud
)

// s3Partition is how the hosts and regions of a partition are called, and where
// services without a region of their own are asked.
type s3Partition struct {
	id           S3Partition
	suffix       string // of its hosts
	regionPrefix string
	firstRegion  string
}

// s3Partitions tells them apart. The last one is that of every region that no
// other claims.
var s3Partitions = []s3Partition{
	{PartitionChina, "amazonaws.com.cn", "cn-", "cn-north-1"},
	{PartitionSovereign, "amazonaws.eu", "eusc-", "eusc-de-east-1"},
	{PartitionGovCloud, "amazonaws.com", "us-gov-", "us-gov-west-1"},
	{"aws-iso", "c2s.ic.gov", "us-iso-", "us-iso-east-1"},
	{"aws-iso-b", "sc2s.sgov.gov", "us-isob-", "us-isob-east-1"},
	{"aws-iso-e", "cloud.adc-e.uk", "eu-isoe-", "eu-isoe-west-1"},
	{"aws-iso-f", "csp.hci.ic.gov", "us-isof-", "us-isof-south-1"},
	{PartitionAWS, "amazonaws.com", "", "us-east-1"},
}

func partitionOf(region string) s3Partition {
	return s3Partitions[slices.IndexFunc(s3Partitions, func(p s3Partition) bool {
		return strings.HasPrefix(region, p.regionPrefix)
	})]
}

// Known reports whether there is such a partition.
func (p S3Partition) Known() bool {
	return slices.ContainsFunc(s3Partitions, func(q s3Partition) bool { return q.id == p })
}

// HomeRegion returns the region of a partition where services without a region
// of their own are asked.
func (p S3Partition) HomeRegion() string {
	for _, q := range s3Partitions {
		if q.id == p {
			return q.firstRegion
		}
	}
	return ""
}

// PartitionOfRegion returns the partition that a region is in.
func PartitionOfRegion(region string) S3Partition { return partitionOf(region).id }

// s3Regions are the regions of Amazon's S3 that anybody can have a bucket in, in
// the order in which they are offered: by continent, and those that need an
// account of their own last. A test holds them to the list of the SDK, which is
// internal to it.
var s3Regions = []string{
	"eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3",
	"us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "ca-west-1", "mx-central-1", "sa-east-1",
	"ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2",
	"ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
	"il-central-1", "me-central-1", "me-south-1", "af-south-1",
	"cn-north-1", "cn-northwest-1", "us-gov-east-1", "us-gov-west-1", "eusc-de-east-1",
}

// S3Regions returns the codes of the regions that anybody can have a bucket in,
// such as eu-west-3.
func S3Regions() []string { return slices.Clone(s3Regions) }

const regionShape = `[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}`

var regionPattern = regexp.MustCompile(`^` + regionShape + `$`)

// IsS3Region reports whether text has the shape of a code of Amazon's regions;
// there are always more of them than are known here.
func IsS3Region(text string) bool { return regionPattern.MatchString(text) }

// S3RegionURL returns the service URL of a region of Amazon, or nothing for what
// cannot be the code of one.
func S3RegionURL(region string) string {
	if !IsS3Region(region) {
		return ""
	}
	return "https://s3." + region + "." + partitionOf(region).suffix + "/"
}

// S3RegionOf returns the code of the region that a service URL names, or nothing
// if it names none or is not one of Amazon's.
func S3RegionOf(serviceURL string) string {
	if a, ok := ParseS3Address(serviceURL); ok && a.Host != "" && a.Form == FormRegional && a.Plain() {
		return a.Region
	}
	return ""
}
