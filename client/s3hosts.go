package client

import (
	"net"
	"net/netip"
	"regexp"
	"slices"
	"strings"
)

var (
	// consoleHost is the console of AWS, whose addresses people copy.
	consoleHost = regexp.MustCompile(`^(?:[a-z0-9-]+\.)*console\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com|amazonaws-eusc\.eu)$`)

	// amazonDomains are the domains below which Amazon's services are.
	amazonDomains = []string{
		"amazonaws.com", "amazonaws.com.cn", "amazonaws.eu", "amazonaws.cn", "amazonaws-us-gov.com", "amazonaws-eusc.eu", "api.aws",
		"amazonwebservices.com.cn", "amazonwebservices.eu", "aws.amazon.com", "awsapps.com",
		"c2s.ic.gov", "sc2s.sgov.gov", "cloud.adc-e.uk", "csp.hci.ic.gov",
	}
)

// amazonForms are what is left of a host of Amazon without the domain of its
// partition. A bucket may stand in front of most.
var amazonForms = []struct {
	form S3Form
	host *regexp.Regexp
	// everywhere says that each partition has such hosts, and not only the first.
	everywhere bool
}{
	{FormRegional, amazonForm(`BUCKETs3(?P<fips>-fips)?(?P<dual>\.dualstack)?[.-]REGION`), true},
	{FormForeign, amazonForm(`REGION\.s3`), true}, // the wrong way round
	{FormGlobal, amazonForm(`BUCKETs3(?:-external-1)?`), false},
	{FormAccelerate, amazonForm(`BUCKETs3-accelerate(?P<dual>\.dualstack)?`), false},
	{FormForeign, amazonForm(`BUCKETs3-website[.-]REGION`), true},
	{FormAccessPoint, amazonForm(`(?:.+\.)?s3-(?:accesspoint|object-lambda|outposts)(?:-fips)?(?:\.dualstack)?\.REGION`), true},
	{FormAccessPoint, amazonForm(`(?:.+\.)?accesspoint\.s3-global`), false},
	{FormPrivate, amazonForm(`(?:.+\.)?vpce-[0-9a-z-]+\.[a-z0-9-]+\.REGION[a-z]?\.vpce`), true},
}

func amazonForm(pattern string) *regexp.Regexp {
	return regexp.MustCompile(`^` + strings.NewReplacer(
		"BUCKET", `(?:(?P<bucket>.+)\.)?`, "REGION", `(?P<region>`+regionShape+`)`,
	).Replace(pattern) + `$`)
}

// otherStores are the hosts of stores that put a bucket in front of theirs: of
// any other it cannot be told whether the first part of a host is a bucket.
var otherStores = regexp.MustCompile(`^(?:(.+?)\.)??((?:` + strings.Join([]string{
	`s3(?:\.[a-z0-9-]+)?\.wasabisys\.com`,
	`s3\.[a-z0-9-]+\.backblazeb2\.com`,
	`[0-9a-f]{32}(?:\.[a-z]+)?\.r2\.cloudflarestorage\.com`,
	`[a-z]{3}\d(?:\.cdn)?\.digitaloceanspaces\.com`,
	`s3\.[a-z0-9-]+\.scw\.cloud`,
	`s3\.[a-z0-9-]+(?:\.(?:io|perf))?\.cloud\.ovh\.(?:net|us)`,
	`[a-z]{3}\d\.your-objectstorage\.com`,
	`storage\.googleapis\.com`,
	`[a-z]{2}-[a-z]+-\d+\.linodeobjects\.com`,
	`[a-z]{3}\d\.vultrobjects\.com`,
	`s3(?:\.(?:private|direct))?\.[a-z-]+\.cloud-object-storage\.appdomain\.cloud`,
	`(?:s3\.)?oss-[a-z0-9-]+\.aliyuncs\.com`,
	`cos\.[a-z0-9-]+\.myqcloud\.com`,
	`obs\.[a-z0-9-]+\.myhuaweicloud\.com`,
	`sos-[a-z0-9-]+\.exo\.io`,
	`s3\.[a-z0-9-]+\.idrivee2(?:-\d+)?\.com`,
	`gateway\.storjshare\.io`,
	`s3[.-][a-z0-9-]+\.ionoscloud\.com`,
	`objects-[a-z0-9-]+\.dream\.io`,
	`fly\.storage\.tigris\.dev`,
	`t3\.storage\.dev`,
	`s3\.filebase\.com`,
	`s3\.[a-z0-9-]+\.lyvecloud\.seagate\.com`,
	`obs\.[a-z0-9-]+\.otc\.t-systems\.com`,
	`storage\.[a-z0-9-]+\.nebius\.cloud`,
	`objects\.[a-z]{3}\.cloudscale\.ch`,
}, "|") + `))$`)

// consolePage reads what a page of Amazon's console is about.
func (a S3Address) consolePage(name, path, query string) (S3Address, bool) {
	a.Owner, a.Console, a.Partition = OwnerAmazon, true, PartitionAWS
	if a.Region = regionIn(name + " " + query); a.Region != "" {
		a.Partition = PartitionOfRegion(a.Region)
	}
	bucket := queried(query, "bucket") // as the pages of before 2020 have it
	for _, part := range []string{"/s3/buckets/", "/s3/object/", "/s3/upload/", "/s3/directory-buckets/"} {
		if rest, found := strings.CutPrefix(path, part); found {
			bucket = strings.TrimSuffix(rest, "/")
		}
	}
	if in, ok := withPath(a, bucket+"/"+queried(query, "prefix")); ok {
		return in, true
	}
	return a, true
}

// amazonDomain returns the domain of Amazon that a host is below of, or nothing.
func amazonDomain(name string) string {
	longest := ""
	for _, domain := range amazonDomains {
		if (name == domain || strings.HasSuffix(name, "."+domain)) && len(domain) > len(longest) {
			longest = domain
		}
	}
	return longest
}

// rented are machines, balancers and gateways below a domain of Amazon: what speaks there
// is up to the customer, and may well be a store of another kind.
var rented = regexp.MustCompile(`(?:^|\.)(?:compute|compute-1|elb|execute-api|lambda-url)(?:\.|$)`)

// amazonHost reads a host of Amazon, and reports whether it is one.
func (a *S3Address) amazonHost(name, port, path string) bool {
	domain := amazonDomain(name)
	typed := strings.TrimSuffix(strings.TrimSuffix(name, domain), ".")
	if domain == "" || rented.MatchString(typed) {
		return false
	}
	a.Owner, a.Form, a.Partition = OwnerAmazon, FormForeign, PartitionAWS
	host := withHyphens(typed)
	a.Underscored = host != typed
	a.Region = regionIn(strings.ReplaceAll(host, ".", " "))
	a.readForm(host, domain)
	for _, p := range s3Partitions {
		if a.Region == "" && p.suffix == domain {
			a.Partition = p.id // the last one of a domain is the one that most are in
		}
	}
	if a.Region != "" {
		a.Partition = PartitionOfRegion(a.Region)
	}
	if a.InHost {
		host = strings.TrimPrefix(host[len(a.Bucket):], ".")
	}
	a.Host = hostWithPort(strings.TrimPrefix(host+"."+domain, "."), port)
	if a.InHost || a.Form != FormAccessPoint && a.Form != FormPrivate && (strings.HasPrefix(host, "s3") || strings.HasSuffix(host, ".s3")) {
		a.setPath(path)
	}
	return true
}

// readForm finds out what sort of host of Amazon it is.
func (a *S3Address) readForm(host, domain string) {
	for _, f := range amazonForms {
		m := f.host.FindStringSubmatch(host)
		if m == nil || !f.everywhere && domain != "amazonaws.com" {
			continue
		}
		part := func(name string) string {
			if i := f.host.SubexpIndex(name); i >= 0 {
				return m[i]
			}
			return ""
		}
		a.Form, a.Bucket, a.FIPS, a.DualStack = f.form, part("bucket"), part("fips") != "", part("dual") != ""
		a.InHost, a.AccessPoint = a.Bucket != "", f.form == FormAccessPoint
		if region := part("region"); region != "" {
			a.Region = region
		}
		if f.form == FormRegional && partitionOf(a.Region).suffix != domain {
			a.Form = FormForeign // of the wrong partition
		}
		return
	}
}

// withHyphens spells the region of a host as it should be. A bucket in front of
// it may have had underscores.
func withHyphens(host string) string {
	spelled := strings.ReplaceAll(host, "_", "-")
	m := amazonForms[0].host.FindStringSubmatch(spelled)
	if m == nil {
		return host
	}
	bucket := len(m[amazonForms[0].host.SubexpIndex("bucket")])
	return host[:bucket] + spelled[bucket:]
}

// otherHost reads a host that is not Amazon's.
func (a *S3Address) otherHost(name, port, path string) {
	a.Owner = OwnerOther
	a.Underscored = slices.ContainsFunc(strings.Split(name, "."), func(part string) bool {
		return strings.Contains(part, "_") && regionIn(part) != ""
	})
	if m := otherStores.FindStringSubmatch(name); m != nil && m[1] != "" {
		a.Bucket, a.InHost, name = m[1], true, strings.Replace(m[2], ".cdn.", ".", 1)
	}
	a.Host = hostWithPort(name, port)
	a.setPath(path)
}

// KnownStore reports whether the host is that of a store, other than Amazon's, whose
// hosts are known.
func (a S3Address) KnownStore() bool {
	return a.Owner == OwnerOther && otherStores.MatchString(hostOnly(a.Host))
}

// queried returns a value of the query, or of the fragment, of a page of the console.
func queried(query, name string) string {
	for part := range strings.FieldsFuncSeq(query, func(r rune) bool { return strings.ContainsRune("&?#", r) }) {
		if value, found := strings.CutPrefix(part, name+"="); found {
			path, _ := splitRest(strings.ReplaceAll(value, "+", " "))
			return path
		}
	}
	return ""
}

// mayBeHTTPS reports whether https may be tried where http was typed: at a port
// of its own, or inside a network, a store may speak nothing but http.
func (a S3Address) mayBeHTTPS() bool {
	_, port, err := net.SplitHostPort(a.Host)
	return (err != nil || port == "80" || port == "443") && !a.Local()
}

// Local reports whether the host is one that only this computer or its network
// can reach.
func (a S3Address) Local() bool {
	if ip, err := netip.ParseAddr(hostOnly(a.Host)); err == nil {
		return ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast() || ip.IsUnspecified()
	}
	name := hostOnly(a.Host)
	return name != "" && (!strings.Contains(name, ".") || privateName.MatchString(name))
}

func isIP(host string) bool {
	_, err := netip.ParseAddr(hostOnly(host))
	return err == nil
}

// hostOnly returns a host without its port and brackets.
func hostOnly(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		return name
	}
	return strings.Trim(host, "[]")
}

// privateName matches names that no server of the internet has.
var privateName = regexp.MustCompile(`\.(?:localhost|local|internal|home\.arpa|lan|corp|intranet|private)$`)
