package client

import (
	"net/netip"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// S3Owner says whose store an S3Address is about.
type S3Owner int

// The owners.
const (
	// OwnerUnknown is that of what names no store: a bucket alone.
	OwnerUnknown S3Owner = iota
	// OwnerAmazon is Amazon: a host below its domains, the code of a region, or a
	// page of its console.
	OwnerAmazon
	// OwnerOther is anybody else.
	OwnerOther
)

// S3Form says what sort of host of Amazon an S3Address names.
type S3Form int

// The forms.
const (
	// FormNone is that of what names no host of Amazon.
	FormNone S3Form = iota
	// FormRegional is a host of S3 for one region.
	FormRegional
	// FormGlobal is s3.amazonaws.com, the oldest host.
	FormGlobal
	// FormAccelerate is a host of Transfer Acceleration, which names no region.
	FormAccelerate
	// FormAccessPoint is a host of an access point.
	FormAccessPoint
	// FormPrivate is a host that only a network of Amazon's customers knows: the
	// endpoint of a virtual private cloud.
	FormPrivate
	// FormForeign is any other host of Amazon: of another service, of the wrong
	// partition, or of S3 for web pages.
	FormForeign
)

// S3Address is what people write of where an S3 store is, taken apart. It is
// what ParseS3Address understands and no promise that there is such a store.
type S3Address struct {
	Owner S3Owner
	Form  S3Form

	// Scheme is as typed, in lower case, or empty; Sound says that it stands as it
	// must in a service URL.
	Scheme string
	Sound  bool
	// Host is the host that was typed, in lower case, with its port and without a
	// bucket in front. It is empty where none was named.
	Host string
	// HasUser says that there is a user, and perhaps a password, in front of the
	// host, and Underscored that the host names a region with underscores.
	HasUser, Underscored bool
	// Meant is Amazon's host where the one that was typed is that but for a slip in its
	// domain. Whoever owns the domain that was typed would be sent the keys.
	Meant string
	// Console says that this is a page of Amazon's console.
	Console bool
	// Rest is what follows the host, as typed.
	Rest string

	// Region is the code of Amazon's region that is named, and Partition the part
	// of Amazon that the host or the region belongs to.
	Region    string
	Partition S3Partition
	FIPS      bool
	DualStack bool

	// Bucket and Folder are what the address names beside the store. InHost says
	// that the bucket stands in front of the host, and AccessPoint that an access
	// point stands where a bucket would.
	Bucket, Folder string
	InHost         bool
	AccessPoint    bool
}

// longestAddress is the longest text that is taken for an address.
const longestAddress = 4096

var (
	// schemeStart finds the scheme of an address, in the spellings that occur:
	// https:// and htps://, https:/ and https//, and // alone.
	schemeStart = regexp.MustCompile(`^(?:([A-Za-z][A-Za-z0-9+-]+)[:;][/\\]+|(?i:(https?))(?:[/\\]{1,3}|:)|[/\\]{2})`)
	bucketARN   = regexp.MustCompile(`^(?i:(?:arn:)?(aws[a-z-]*):s3):::(.*)$`)
	pointARN    = regexp.MustCompile(`^(?i:arn):(aws[a-z-]*):s3(?:-object-lambda|-outposts)?:([a-z0-9-]*):\d*:(?:outpost[/:][^/:]+[/:])?accesspoint[/:]`)
	hostName    = regexp.MustCompile(`^[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*$`)
)

// ParseS3Address takes apart what stands for a place in an S3 store: a service
// URL with or without its scheme, s3://bucket/folder, an ARN, a page of Amazon's
// console, an address of an object, or the code of a region in any spelling. ok
// is false where text is none of them, such as a plain name.
//
// A host that was typed stays what it is: only what names no host, or a page of
// the console, leads to an address that was not there.
func ParseS3Address(text string) (a S3Address, ok bool) {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > longestAddress {
		return S3Address{}, false
	}
	if m := bucketARN.FindStringSubmatch(text); m != nil {
		a := S3Address{Rest: m[2]}
		if p := S3Partition(strings.ToLower(m[1])); p != PartitionAWS && p.Known() {
			a.Partition, a.Region = p, p.HomeRegion() // where it is not, it is at least not in the rest of the world
		}
		return withPath(a, strings.TrimRight(m[2], "*"))
	}
	if m := pointARN.FindStringSubmatch(text); m != nil {
		return S3Address{Owner: OwnerAmazon, Form: FormAccessPoint, AccessPoint: true, Region: m[2], Partition: S3Partition(m[1])}, true
	}
	if code, ok := onlyRegion(text); ok {
		return regionAddress(code), true
	}
	scheme, rest := cutScheme(text)
	switch scheme {
	case "s3", "s3a", "s3n":
		return withPath(S3Address{Scheme: scheme, Rest: rest}, rest)
	}
	start := strings.ToLower(strings.TrimSuffix(text, rest))
	return parseHost(scheme, rest, start == "https://" || start == "http://")
}

// cutScheme separates the scheme, in lower case, from what follows it.
func cutScheme(text string) (scheme, rest string) {
	m := schemeStart.FindStringSubmatch(text)
	if m == nil {
		return "", text
	}
	rest = text[len(m[0]):]
	if again := schemeStart.FindStringSubmatch(rest); again != nil && ofTheWeb(strings.ToLower(again[1])) {
		return cutScheme(rest) // https://https://
	}
	return strings.ToLower(m[1] + m[2]), rest
}

// ofTheWeb reports whether a scheme is http or https but for a slip or two. What follows
// any other, such as gs, need not be a host.
func ofTheWeb(scheme string) bool {
	const slips = 2
	return scheme != "" && distance(scheme, "https") <= slips
}

func withPath(a S3Address, path string) (S3Address, bool) {
	bucket, folder, _ := strings.Cut(strings.TrimLeft(path, "/"), "/")
	if !IsBucketName(bucket) {
		return S3Address{}, false
	}
	a.Bucket, a.Folder = bucket, strings.Trim(folder, "/")
	return a, true
}

func regionAddress(code string) S3Address {
	p := partitionOf(code)
	return S3Address{Owner: OwnerAmazon, Form: FormRegional, Region: code, Partition: p.id}
}

// parseHost reads an address from its host on. sound says that a scheme stands in
// front of it as it must.
func parseHost(scheme, text string, sound bool) (a S3Address, ok bool) {
	authority, rest := text, ""
	if i := strings.IndexAny(text, `/\?#`); i >= 0 {
		authority, rest = text[:i], text[i:]
	}
	a = S3Address{Scheme: scheme, Sound: sound, Rest: rest}
	if i := strings.LastIndexByte(authority, '@'); i >= 0 {
		a.HasUser, authority = true, authority[i+1:]
	}
	name, port, ok := splitPort(authority)
	if !ok || !ofTheWeb(scheme) && (a.HasUser || port == "" && !strings.ContainsAny(name, ".[")) {
		return S3Address{}, false // somebody's mail address, a plain name, or gs://bucket
	}
	path, query := splitRest(rest)
	switch {
	case consoleHost.MatchString(name):
		return a.consolePage(name, path, query)
	case a.amazonHost(name, port, path):
	default:
		a.otherHost(name, port, path)
		a.Meant = meantHost(name)
		return a, scheme == "" || ofTheWeb(scheme) || a.KnownStore()
	}
	return a, true
}

// numeric is a host that ends in a number, which can only be an IP address.
var numeric = regexp.MustCompile(`(?:^|\.)\d+$`)

// splitPort checks a host and returns it in lower case, without the dot that it
// may end with, and its port.
func splitPort(authority string) (name, port string, ok bool) {
	name = authority
	if strings.HasPrefix(name, "[") {
		inner, after, found := strings.Cut(name[1:], "]")
		if _, err := netip.ParseAddr(inner); !found || err != nil || after != "" && !strings.HasPrefix(after, ":") {
			return "", "", false
		}
		return "[" + strings.ToLower(inner) + "]", strings.TrimPrefix(after, ":"), validPort(after)
	}
	if i := strings.IndexByte(name, ':'); i >= 0 {
		name, port = name[:i], name[i+1:]
		if !validPort(":" + port) {
			return "", "", false
		}
	}
	name = strings.ToLower(strings.TrimSuffix(name, "."))
	return name, port, len(name) <= 253 && hostName.MatchString(name) && (!numeric.MatchString(name) || isIP(name))
}

// validPort reports whether text is nothing, or a colon and a port.
func validPort(text string) bool {
	if text == "" {
		return true
	}
	n, err := strconv.ParseUint(text[1:], 10, 16)
	return err == nil && n > 0
}

// splitRest separates the path, without its escapes, from the query and the
// fragment.
func splitRest(rest string) (path, query string) {
	path = rest
	if i := strings.IndexAny(rest, "?#"); i >= 0 {
		path, query = rest[:i], rest[i+1:]
	}
	path = strings.ReplaceAll(path, `\`, "/")
	if plain, err := url.PathUnescape(path); err == nil {
		path = plain
	}
	return path, query
}

func hostWithPort(name, port string) string {
	if port == "" {
		return name
	}
	return name + ":" + port
}

// setPath reads bucket and folder out of a path.
func (a *S3Address) setPath(path string) {
	path = strings.TrimLeft(path, "/")
	if a.Bucket != "" {
		a.Folder = strings.Trim(path, "/")
		return
	}
	bucket, folder, _ := strings.Cut(path, "/")
	if IsBucketName(bucket) {
		a.Bucket, a.Folder = bucket, strings.Trim(folder, "/")
	}
}

// WithBucket returns the address where it is known which bucket is meant: that
// bucket may stand in front of the host of any store.
func (a S3Address) WithBucket(bucket string) S3Address {
	host, found := strings.CutPrefix(a.Host, strings.ToLower(bucket)+".")
	// What is left must be more than a domain, and a number no part of an IP
	// address: a bucket may be called as the store is.
	const fewestDots = 2
	if a.Owner != OwnerOther || a.InHost || !found || !IsBucketName(bucket) || strings.Count(host, ".") < fewestDots || isIP(a.Host) {
		return a
	}
	path, _ := splitRest(a.Rest)
	a.Bucket, a.InHost, a.Host = bucket, true, host
	a.setPath(path)
	return a
}

// Spelled is the address with Amazon's host where that is meant; else it is as it is.
func (a S3Address) Spelled() S3Address {
	if a.Meant == "" {
		return a
	}
	meant, _ := parseHost("https", a.Meant+a.Rest, true)
	return meant
}

// Plain reports whether the address names the store and nothing else.
func (a S3Address) Plain() bool {
	return a.Bucket == "" && !a.HasUser && strings.Trim(a.Rest, `/\`) == ""
}

// ServiceURL is the address of the store alone: the host that was typed, or
// Amazon's for the region where none was. It is empty where neither is known. It
// has https, but where http was typed and a store may speak nothing else.
func (a S3Address) ServiceURL() string {
	regional := S3RegionURL(a.Region)
	if a.Host == "" || a.Form == FormForeign {
		return regional // what is Amazon's and has no S3 leads to that of its region
	}
	scheme, host := "https://", a.Host
	if a.Scheme == "http" {
		host = strings.TrimSuffix(host, ":80")
		if a.Owner == OwnerOther && !a.mayBeHTTPS() {
			scheme = "http://"
		}
	}
	switch {
	case a.Form == FormAccessPoint || a.Form == FormPrivate:
		return scheme + host + a.Rest
	case scheme+host+"/" == regional:
		return regional
	case a.Owner == OwnerAmazon && (a.Bucket != "" || a.Rest == "/"):
		return scheme + host + "/"
	case a.Owner == OwnerOther && a.Bucket == "": // a gateway may have its store below a path
		path, _, _ := strings.Cut(strings.ReplaceAll(a.Rest, "#", "?"), "?")
		return scheme + host + path
	}
	return scheme + host
}
