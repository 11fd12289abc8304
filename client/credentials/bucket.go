package credentials

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"mooring/client"
)

// s3Place finds where a text speaks of a place in Amazon S3, as in "The bucket is
// s3://acme/exports/ in Paris."
var s3Place = regexp.MustCompile(`\b[sS]3://[^\s"'` + "`" + `<>(){}\[\]|“”‘’«»]+`)

// addPlace gives the only key of a text the only place that the text speaks of, whatever
// words lead to it. With two keys or two places it would have to guess, and commands may be
// about another place than the keys.
func (f *Found) addPlace(text string) {
	if len(f.Amazon) != 1 || f.Amazon[0].Bucket != "" || f.Format != FormatText {
		return
	}
	bucket, folder := "", ""
	for line := range strings.SplitSeq(text, "\n") {
		if comment(trimEnds(line)) {
			continue
		}
		for _, address := range s3Place.FindAllString(line, -1) {
			b, in, ok := Split(strings.TrimRight(address, ".,;:!?*_"))
			if !ok || IsPlaceholder(b) || bucket != "" && (b != bucket || in != folder) {
				return
			}
			bucket, folder = b, in
		}
	}
	key := &f.Amazon[0]
	key.Bucket, key.FolderPath = bucket, cmp.Or(key.FolderPath, folder)
}

// webAddress finds addresses in a text, with https:// or without.
var webAddress = regexp.MustCompile(`\b(?:https://)?(?:[A-Za-z0-9-]+\.){2,}[A-Za-z]{2,}(?::\d+)?(?:/[^\s"'` + "`" + `<>(){}\[\]|,;“”‘’«»]*)?`)

// addStore gives the only key of an input, where it is none of Amazon's, the address of the
// only store that is known by its host, or called one, under whatever name it stands: without it the key
// would be sent to Amazon.
func (f *Found) addStore(text string) {
	if len(f.Amazon) != 1 || f.Amazon[0].ServiceURL != "" || f.Format == FormatProfiles || client.IsAmazonKeyID(f.Amazon[0].AccessKeyID) {
		return
	}
	store, bucket := "", ""
	for _, at := range webAddress.FindAllStringIndex(text, -1) {
		a, ok := client.ParseS3Address(strings.TrimRight(text[at[0]:at[1]], ".:!?*_"))
		called := strings.HasSuffix(text[:at[0]], "s3:") // as restic has them
		if !ok || !a.KnownStore() && !called || a.HasUser {
			continue
		}
		if store != "" && a.ServiceURL() != store {
			return
		}
		store, bucket = a.ServiceURL(), a.Bucket
	}
	key := &f.Amazon[0]
	key.ServiceURL, key.Bucket = store, cmp.Or(key.Bucket, bucket)
}

// signIn finds the hosts of Adobe's sign-in in a text.
var signIn = regexp.MustCompile(`\b[a-z0-9-]+\.adobelogin\.com\b`)

// addSignIn says of the only credential of a text that it is of another environment than
// Adobe's production, where the only sign-in that the text speaks of is: its secret must
// not be sent to that of production.
func (f *Found) addSignIn(text string) {
	if len(f.Adobe) != 1 || f.Adobe[0].SignInHost != "" || f.Adobe[0].Environment != "" {
		return
	}
	hosts := signIn.FindAllString(text, -1)
	if len(hosts) == 0 || slices.ContainsFunc(hosts, func(host string) bool { return host != hosts[0] }) {
		return
	}
	if of := environment("", hosts[0]); of != "" {
		f.Adobe[0].SignInHost, f.Adobe[0].Environment = hosts[0], of
	}
}
