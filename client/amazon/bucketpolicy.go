package amazon

import (
	"errors"
	"regexp"
	"strings"

	"mooring/client"
)

// rolePattern is an identity of IAM, such as Adobe's role, or a whole account.
// Anything else, above all a pattern, might open the bucket to others.
var rolePattern = regexp.MustCompile(`^(?:arn:(aws[a-z-]*):(?:iam|sts)::\d{12}:[A-Za-z0-9+=,.@_/-]+|\d{12})$`)

// BucketPolicy returns the policy, in JSON, by which a bucket lets a role of Adobe
// read its files: those in the folder, or all where it is empty. Unlike what Policy
// returns it belongs to the bucket and not to a user, and names who is let in. A role
// and a bucket are always of the same partition.
//
// The error is an *client.APIError of KindInvalid.
func BucketPolicy(role, bucket, folder string) ([]byte, error) {
	const op = "BucketPolicy"
	match := rolePattern.FindStringSubmatch(role)
	partition := client.PartitionAWS
	if match != nil && match[1] != "" {
		partition = client.S3Partition(match[1])
	}
	if match == nil || !partition.Known() {
		return nil, invalid(op, "Auth", errors.New("it is no role that a bucket could let in"))
	}
	if err := validBucket(bucket); err != nil {
		return nil, invalid(op, "Bucket", err)
	}
	folder = strings.Trim(folder, "/")
	if err := validFolder(folder); err != nil {
		return nil, invalid(op, "FolderPath", err)
	}
	arn := "arn:" + string(partition) + ":s3:::" + bucket
	who := principal{"AWS": role}
	return written([]statement{
		{Sid: "AdobeReadsFiles", Effect: "Allow", Principal: who, Action: []string{"s3:Get*"}, Resource: arn + "/" + prefix(folder) + "*"},
		{Sid: "AdobeListsFiles", Effect: "Allow", Principal: who, Action: []string{"s3:ListBucket"}, Resource: arn},
	})
}
