package model

import (
	"slices"

	"mooring/client"
)

// Regions are the codes of Amazon's regions, in the order in which they are offered.
func Regions() []string { return client.S3Regions() }

// RegionName names a region in plain words, such as Europe (Paris), with its
// code; one that is not known is named by its code alone.
func RegionName(code string) Text {
	if !slices.Contains(client.S3Regions(), code) {
		return T("region.unknown", "Code", code)
	}
	return T("region.known", "Name", T("region."+code), "Code", code)
}

// Region is the region whose service URL stands in the form, or "" where it
// stands for none.
func Region(f *Form) string { return client.S3RegionOf(f.Value(FieldServiceURL)) }

// SetRegion puts the service URL of a region into the form; "" takes the URL away.
func SetRegion(f *Form, code string) {
	setServiceURL(f, client.S3RegionURL(code))
}
