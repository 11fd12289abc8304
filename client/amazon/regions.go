package amazon

import "slices"

// regions are the regions of Amazon's S3 that anybody can have a bucket in, in
// the order in which they are offered: by continent, and those that need an
// account of their own last. A test holds them to the list of the SDK, which is
// internal to it.
var regions = []string{
	"eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3",
	"us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "ca-west-1", "mx-central-1", "sa-east-1",
	"ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2",
	"ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
	"il-central-1", "me-central-1", "me-south-1", "af-south-1",
	"cn-north-1", "cn-northwest-1", "us-gov-east-1", "us-gov-west-1", "eusc-de-east-1",
}

// Regions returns the codes of the regions that anybody can have a bucket in,
// such as eu-west-3.
func Regions() []string { return slices.Clone(regions) }

// RegionURL returns the service URL of a region of Amazon, or nothing for what
// cannot be the code of one.
func RegionURL(region string) string { return regionalURL(region) }

// RegionOf returns the code of the region that a service URL names, or nothing
// if it names none or is not one of Amazon's.
func RegionOf(serviceURL string) string {
	at, err := parsePlace(serviceURL)
	if err != nil || !at.regional {
		return ""
	}
	return at.region
}
