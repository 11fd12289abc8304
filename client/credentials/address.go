package credentials

import (
	"net/url"
	"regexp"
	"strings"

	"mooring/client"
)

var (
	// hostShape is a host that stands without https:// in front of it.
	hostShape = regexp.MustCompile(`^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9-]*[A-Za-z0-9](?::\d{1,5})?(?:/[A-Za-z0-9._/-]*)?$|^[A-Za-z0-9-]+:\d{2,5}(?:/[A-Za-z0-9._/-]*)?$`)
	// webPage is a page of Amazon's that people sign in at.
	webPage = regexp.MustCompile(`(?:^|\.)(?:signin|console)\.(?:.*\.)?(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)$|^(?:www\.)?(?:aws\.)?amazon\.com$|\.awsapps\.com$`)
)

// storeAddress returns the address of a store as a service URL, or "" where
// value is none. Many tools want it without https://.
func storeAddress(value string) string {
	value = strings.TrimPrefix(value, "//")
	if !strings.Contains(value, "://") {
		// That of Amazon as a whole is what most tools have where nothing is set.
		if !hostShape.MatchString(value) || strings.TrimSuffix(strings.ToLower(value), "/") == "s3.amazonaws.com" {
			return ""
		}
		value = "https://" + value
	}
	u, err := url.Parse(value)
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "https" && u.Scheme != "http" || IsPlaceholder(u.Host) ||
		webPage.MatchString(strings.ToLower(u.Hostname())) {
		return ""
	}
	return value
}

// serviceURL returns the address of the store that their key is for. A
// name such as URL may be that of any page: beside a key of Amazon's it counts
// only where it is an address of Amazon S3.
func (v values) serviceURL(amazons bool) string {
	for _, address := range v.addresses() {
		return address
	}
	for _, value := range v[fieldAnyURL] {
		address := storeAddress(value)
		if address != "" && (!amazons || isAmazonS3(address)) {
			return address
		}
	}
	return ""
}

func isAmazonS3(address string) bool {
	a, ok := client.ParseS3Address(address)
	return ok && a.Owner == client.OwnerAmazon && a.Form != client.FormForeign
}

// addresses are the values that are named as the address of a store.
func (v values) addresses() []string {
	var found []string
	for _, value := range v[fieldServiceURL] {
		if address := storeAddress(value); address != "" {
			found = append(found, address)
		}
	}
	return found
}
