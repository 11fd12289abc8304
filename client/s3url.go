package client

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// checkServiceURL judges the address of a store. Where the bucket is known, it is
// recognized in front of the host of any store.
func checkServiceURL(address, bucket string) Verdict {
	if address == "" {
		return Verdict{}
	}
	switch a, ok := ParseS3Address(address); {
	case strings.ContainsAny(address, inAddress) && strings.ContainsFunc(address, func(r rune) bool { return r > '~' }):
		return refused(ReasonCharacter)
	case standsForHost(address), a.Host != "" && inPath.MatchString(a.Rest):
		return refused(ReasonPlaceholder)
	case !ok, a.Host != "" && !soundRest(address):
		return refused(ReasonURLShape)
	case !a.Sound:
		return refused(ReasonURLScheme)
	case a.HasUser: // it would end up in the register, the password too
		return refused(ReasonURLUser)
	case a.Meant != "":
		return refused(ReasonURLMisspelled)
	case a.Underscored:
		return refused(ReasonURLRegion)
	default:
		return warnServiceURL(a.WithBucket(bucket))
	}
}

// soundRest reports whether what follows the host can be part of an address.
// Adobe's page shows one with a closing bracket that belongs to the sentence
// around it.
func soundRest(address string) bool {
	_, rest := cutScheme(address)
	_, err := url.Parse("https://" + rest)
	return err == nil && graphic(address) && !strings.HasSuffix(address, ")")
}

// warnServiceURL judges the address of a host that can be asked.
func warnServiceURL(a S3Address) Verdict {
	switch {
	case a.Scheme == "http":
		return warned(ReasonURLPlain)
	case a.Console, a.Form == FormForeign, a.Form == FormAccelerate:
		return warned(ReasonURLNotS3)
	case a.Owner == OwnerOther && otherService.MatchString(hostOnly(a.Host)):
		return warned(ReasonURLOther)
	case a.Form == FormAccessPoint:
		return warned(ReasonURLAccessPoint)
	case a.Form == FormPrivate, a.Local():
		return warned(ReasonURLPrivate)
	case a.Form == FormRegional && !slices.Contains(s3Regions, a.Region):
		return warned(ReasonURLNoRegion)
	case a.InHost:
		return warned(ReasonURLBucket)
	case !a.Plain():
		return warned(ReasonURLPath)
	}
	return Verdict{}
}

// otherService matches hosts that people have at hand beside those of a store, and that
// know nothing of S3: Adobe's, and those of other clouds.
var otherService = regexp.MustCompile(`(?:^|\.)(?:adobe\.(?:com|io)|adobelogin\.com|core\.(?:windows\.net|chinacloudapi\.cn)|cloud\.google\.com|snowflakecomputing\.(?:com|cn))$`)

// inPath is a placeholder in what follows a host: {bucket}, <folder>.
var inPath = regexp.MustCompile(`<.+>|\{.+\}`)

var (
	bracketed = regexp.MustCompile(`[<>{}\[\]$]|%[A-Za-z_]+%`)
	// someWord is what manuals write in place of an account, a region or a name.
	someWord = regexp.MustCompile(`^(?:your|my|the)[-_]?(?:aws[-_]?)?(?:account|bucket|region|endpoint|namespace|tenant|domain|host|server|store|company|project)(?:[-_]?(?:id|name|code|url))?$|^account[-_]?id$`)
	// capitals is such a word as it is written in capitals.
	capitals = regexp.MustCompile(`^(?:AWS_?)?(?:ACCOUNT|BUCKET|REGION|ENDPOINT|NAMESPACE|TENANT|DOMAIN|HOST)(?:_?(?:ID|NAME|CODE|URL))?$`)
	// noRegion is what they write in place of one of Amazon's regions.
	noRegion = regexp.MustCompile(`(?i)\bs3[.-](?:fips\.)?(?:dualstack\.)?(?:aws-?)?(?:region(?:-?(?:code|name|id))?|x{3,}|xx(?:-x+)+-?[x\d]?)\.amazonaws\.`)
)

// standsForHost reports whether a part of the host only stands for another, as
// in https://s3.<region>.amazonaws.com.
func standsForHost(address string) bool {
	_, typed := cutScheme(address)
	if i := strings.IndexAny(typed, `/\?`); i >= 0 { // a # may begin one: #{region}
		typed = typed[:i]
	}
	host := strings.ToLower(typed)
	if _, _, isHost := splitPort(host); !isHost {
		return bracketed.MatchString(host) && strings.ContainsAny(host, ".<{")
	}
	return noRegion.MatchString(host) || slices.ContainsFunc(strings.Split(typed, "."), capitals.MatchString) || slices.ContainsFunc(strings.Split(host, "."), someWord.MatchString)
}
