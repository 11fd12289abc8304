package credentials

import "mooring/client"

// Split takes an address in Amazon S3 apart, whose store needs no service URL to
// be found: s3://bucket/path, arn:aws:s3:::bucket/path, the address of an object,
// a page of the console. The folder has no slash at its ends. ok is false for
// everything else, such as a plain name.
func Split(s3Address string) (bucket, folder string, ok bool) {
	a, ok := client.ParseS3Address(trimEnds(s3Address))
	if !ok || a.Bucket == "" || a.HasUser || a.Owner == client.OwnerOther {
		return "", "", false
	}
	return a.Bucket, a.Folder, true
}

// regionOf is the region that an address in Amazon S3 names; empty for none.
func regionOf(s3Address string) string {
	a, _ := client.ParseS3Address(s3Address)
	return a.Region
}
