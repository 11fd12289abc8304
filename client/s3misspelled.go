package client

import (
	"regexp"
	"slices"
)

// beforeDomain is a host of S3 up to its domain, whatever that is.
var beforeDomain = regexp.MustCompile(`^((?:.+\.)?s3(?:-fips)?(?:\.dualstack)?(?:[.-](` + regionShape + `))?)(?:\.([a-z.-]+))?$`)

// otherTop is Amazon's domain with another end.
var otherTop = regexp.MustCompile(`^amazonaws(?:\.[a-z]{2,4}){1,2}$`)

// shortened are what people remember of Amazon's domain.
var shortened = []string{"amazonaws", "amazon.com", "aws.com"}

// meantHost returns the host of S3 that is meant by one whose domain is that of Amazon
// but for a slip or two; nothing where it is another's.
func meantHost(name string) string {
	const slips = 2
	m := beforeDomain.FindStringSubmatch(name)
	if m == nil || amazonDomain(name) != "" {
		return ""
	}
	domain := partitionOf(m[2]).suffix
	if m[3] == "" && m[2] == "" {
		return "" // a host called s3
	}
	if m[3] != "" && distance(m[3], domain) > slips && distance(m[3], "amazonaws.com") > slips && !slices.Contains(shortened, m[3]) && !otherTop.MatchString(m[3]) {
		return ""
	}
	return m[1] + "." + domain
}

// distance is how many characters have to be put in, taken out or changed to make one
// text of the other.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			changed := before
			if a[i] != b[j] {
				changed++
			}
			before = row[j+1]
			row[j+1] = min(changed, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
