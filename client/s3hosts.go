package client

import (
	"regexp"
	"slices"
	"strings"
)

var (
	// consoleHost is the console of AWS, whose addresses people copy.
	consoleHost = regexp.MustCompile(`^(?:[a-z0-9-]+\.)*console\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com|amazonaws-eusc\.eu)$`)

	// amazonDomains are all domains whose hosts are Amazon's.
	amazonDomains = []string{
		"amazonaws.com", "amazonaws.com.cn", "amazonaws.eu", "amazonaws.cn", "amazonaws-us-gov.com", "amazonaws-eusc.eu", "api.aws",
		"amazonwebservices.com.cn", "amazonwebservices.eu", "aws.amazon.com", "on.aws",
		"c2s.ic.gov", "sc2s.sgov.gov", "cloud.adc-e.uk", "csp.hci.ic.gov",
	}

	// What is left of a host of Amazon without the domain of its partition. A
	// bucket may stand in front of each.
	regionalHost   = regexp.MustCompile(`^(?:(.+)\.)?s3(-fips)?(\.dualstack)?[.-](` + regionShape + `)$`)
	globalHost     = regexp.MustCompile(`^(?:(.+)\.)?s3(?:-external-1)?$`)
	accelerateHost = regexp.MustCompile(`^(?:(.+)\.)?s3-accelerate(\.dualstack)?$`)
	websiteHost    = regexp.MustCompile(`^(?:(.+)\.)?s3-website[.-](` + regionShape + `)$`)
	pointHost      = regexp.MustCompile(`(?:^|\.)(?:s3-(?:accesspoint|object-lambda|outposts)(?:-fips)?(?:\.dualstack)?\.(` + regionShape + `)|accesspoint\.s3-global)$`)
	privateHost    = regexp.MustCompile(`(?:^|\.)vpce-[0-9a-z-]+\.[a-z0-9-]+\.(` + regionShape + `)[a-z]?\.vpce$`)
)

// otherStores are the hosts of stores that put a bucket in front of theirs: of
// any other it cannot be told whether the first part of a host is a bucket.
var otherStores = regexp.MustCompile(`^(?:(.+?)\.)??((?:` + strings.Join([]string{
	`s3(?:\.[a-z0-9-]+)?\.wasabisys\.com`,
	`s3\.[a-z0-9-]+\.backblazeb2\.com`,
	`[0-9a-f]{32}(?:\.[a-z]+)?\.r2\.cloudflarestorage\.com`,
	`[a-z]{3}\d\.digitaloceanspaces\.com`,
	`s3\.[a-z0-9-]+\.scw\.cloud`,
	`s3\.[a-z0-9-]+(?:\.(?:io|perf))?\.cloud\.ovh\.(?:net|us)`,
	`[a-z]{3}\d\.your-objectstorage\.com`,
	`storage\.googleapis\.com`,
	`[a-z]{2}-[a-z]+-\d\.linodeobjects\.com`,
	`[a-z]{3}\d\.vultrobjects\.com`,
	`s3(?:\.(?:private|direct))?\.[a-z-]+\.cloud-object-storage\.appdomain\.cloud`,
	`(?:s3\.)?oss-[a-z0-9-]+\.aliyuncs\.com`,
	`cos\.[a-z0-9-]+\.myqcloud\.com`,
	`obs\.[a-z0-9-]+\.myhuaweicloud\.com`,
	`sos-[a-z0-9-]+\.exo\.io`,
	`gateway\.storjshare\.io`,
	`s3[.-][a-z0-9-]+\.ionoscloud\.com`,
	`objects-[a-z0-9-]+\.dream\.io`,
}, "|") + `))$`)

// consolePage reads what a page of Amazon's console is about.
func (a S3Address) consolePage(name, path, query string) (S3Address, bool) {
	a.Owner, a.Console, a.Partition = OwnerAmazon, true, PartitionAWS
	if a.Region = regionIn(name + " " + query); a.Region != "" {
		a.Partition = PartitionOfRegion(a.Region)
	}
	for _, part := range []string{"/s3/buckets/", "/s3/object/"} {
		if bucket, found := strings.CutPrefix(path, part); found {
			if in, ok := withPath(a, strings.TrimSuffix(bucket, "/")+"/"+prefixIn(query)); ok {
				return in, true
			}
		}
	}
	return a, true
}

// amazonHost reads a host of Amazon, and reports whether it is one.
func (a *S3Address) amazonHost(name, port, path string) bool {
	domain := ""
	for _, d := range amazonDomains {
		if (name == d || strings.HasSuffix(name, "."+d)) && len(d) > len(domain) {
			domain = d
		}
	}
	if domain == "" {
		return false
	}
	a.Owner, a.Form, a.Partition = OwnerAmazon, FormForeign, PartitionAWS
	rest := strings.TrimSuffix(strings.TrimSuffix(name, domain), ".")
	if m := regionalHost.FindStringSubmatch(hyphens(rest)); m != nil && hyphens(rest) != rest {
		// Regions are written with hyphens; a bucket may have had underscores.
		rest = rest[:len(m[1])] + hyphens(rest[len(m[1]):])
	}
	a.Region = regionIn(strings.ReplaceAll(rest, ".", " "))
	bucket := ""
	if m := regionalHost.FindStringSubmatch(rest); m != nil {
		bucket, a.FIPS, a.DualStack, a.Region = m[1], m[2] != "", m[3] != "", m[4]
		if partitionOf(a.Region).suffix == domain {
			a.Form = FormRegional
		}
	} else if m := globalHost.FindStringSubmatch(rest); m != nil && domain == "amazonaws.com" {
		bucket, a.Form = m[1], FormGlobal
	} else if m := accelerateHost.FindStringSubmatch(rest); m != nil && domain == "amazonaws.com" {
		bucket, a.DualStack, a.Form = m[1], m[2] != "", FormAccelerate
	} else if m := websiteHost.FindStringSubmatch(rest); m != nil {
		bucket, a.Region = m[1], m[2]
	} else if m := pointHost.FindStringSubmatch(rest); m != nil {
		a.Region, a.Form, a.AccessPoint = m[1], FormAccessPoint, true
	} else if m := privateHost.FindStringSubmatch(rest); m != nil {
		a.Region, a.Form = m[1], FormPrivate
	}
	if a.Region != "" {
		a.Partition = partitionOf(a.Region).id
	} else if i := slices.IndexFunc(s3Partitions, func(p s3Partition) bool { return p.suffix == domain }); i >= 0 && domain != "amazonaws.com" {
		a.Partition = s3Partitions[i].id
	}
	if bucket != "" {
		a.Bucket, a.InHost = bucket, true
		rest = strings.TrimPrefix(rest[len(bucket):], ".")
	}
	a.Host = hostWithPort(strings.TrimPrefix(rest+"."+domain, "."), port)
	if a.Form != FormAccessPoint && a.Form != FormPrivate && (a.Form != FormForeign || bucket != "" || strings.HasPrefix(rest, "s3")) {
		a.setPath(path)
	}
	return true
}

func hyphens(text string) string { return strings.ReplaceAll(text, "_", "-") }

// otherHost reads a host that is not Amazon's.
func (a *S3Address) otherHost(name, port, path string) {
	a.Owner = OwnerOther
	if m := otherStores.FindStringSubmatch(name); m != nil && m[1] != "" {
		a.Bucket, a.InHost, name = m[1], true, m[2]
	}
	a.Host = hostWithPort(name, port)
	a.setPath(path)
}

// prefixIn returns the folder that a page of the console shows.
func prefixIn(query string) string {
	for part := range strings.FieldsFuncSeq(query, func(r rune) bool { return strings.ContainsRune("&?#", r) }) {
		if value, found := strings.CutPrefix(part, "prefix="); found {
			path, _ := splitRest(strings.ReplaceAll(value, "+", " "))
			return path
		}
	}
	return ""
}
