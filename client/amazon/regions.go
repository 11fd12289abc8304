package amazon

import "mooring/client"

// Regions returns the codes of the regions that anybody can have a bucket in,
// such as eu-west-3.
func Regions() []string { return client.S3Regions() }

// RegionURL returns the service URL of a region of Amazon, or nothing for what
// cannot be the code of one.
func RegionURL(region string) string { return client.S3RegionURL(region) }

// RegionOf returns the code of the region that a service URL names, or nothing
// if it names none or is not one of Amazon's.
func RegionOf(serviceURL string) string {
	at, err := parsePlace(serviceURL)
	if err != nil || !at.regional {
		return ""
	}
	return at.region
}
