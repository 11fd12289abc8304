package model

import (
	"net/url"
	"strings"

	"mooring/client/credentials"
)

// mendServiceURL puts right an address from which it is clear what is meant: a
// bucket in it goes into its own field, a region in any spelling gets the
// address that it has, and a host without https:// gets it.
func (f *Form) mendServiceURL() (Mend, bool) {
	value := f.values[FieldServiceURL]
	if bucket, folder, ok := credentials.Split(value); ok {
		return Mend{T("mend.split"), func() {
			f.split(bucket, folder)
			f.setServiceURL(regionalAddress(hostAndQuery(value)))
		}}, true
	}
	address := regionalAddress(value)
	if address == "" && !strings.Contains(value, "://") && strings.Contains(value, ".") {
		address = "https://" + value
	}
	if address == "" || address == value || checkServiceURL(address).Level == Error {
		return Mend{}, false
	}
	return Mend{T("mend.correct"), func() { f.setServiceURL(address) }}, true
}

func (f *Form) setServiceURL(address string) {
	f.Set(FieldServiceURL, address)
	f.Leave(FieldServiceURL)
}

// hostAndQuery is where an address that holds a bucket may name the region: in
// its host, or behind the question mark of a page of the console.
func hostAndQuery(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname() + "?" + u.RawQuery
}
