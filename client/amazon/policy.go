package amazon

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"unicode"

	"mooring/client"
)

// statement is one statement of a policy, of a user or of a bucket.
type statement struct {
	Sid, Effect string
	Principal   principal // nil in the policy of a user
	Action      []string
	Resource    string
	Condition   condition // nil for none
}

// principal is who a statement of a bucket is about.
type principal map[string]string

// condition is the condition of a statement: operator, key, values.
type condition map[string]map[string][]string

// Policy returns the IAM policy, in JSON, that lets keys do what Platform needs
// and no more: read the files, list them, and see where the bucket is and what
// buckets there are. It is scoped to the bucket and the folder; both may be
// empty, and a folder needs a bucket. PartitionOf tells the partition.
//
// The error is an *client.APIError of KindInvalid for names that a policy would
// take for something else, such as a pattern.
func Policy(partition client.S3Partition, bucket, folder string) ([]byte, error) {
	const op = "Policy"
	folder = strings.Trim(folder, "/")
	if !partition.Known() {
		return nil, invalid(op, "ServiceURL", errors.New("there is no such partition"))
	}
	if bucket == "" && folder != "" {
		return nil, invalid(op, "Bucket", errors.New("a folder is in a bucket, and none is named"))
	}
	if bucket != "" {
		if err := validBucket(bucket); err != nil {
			return nil, invalid(op, "Bucket", err)
		}
	}
	if err := validFolder(folder); err != nil {
		return nil, invalid(op, "FolderPath", err)
	}

	arn := "arn:" + string(partition) + ":s3:::"
	if bucket == "" {
		bucket = "*"
	}
	list := statement{Sid: "ListFiles", Effect: "Allow", Action: []string{"s3:ListBucket"}, Resource: arn + bucket}
	if folder != "" {
		// Without the first, asking whether the folder is there would be refused.
		list.Condition = condition{"StringLike": {"s3:prefix": {folder, folder + "/*"}}}
	}
	return written([]statement{
		{
			Sid: "ReadFiles", Effect: "Allow", Action: []string{"s3:GetObject", "s3:GetObjectVersion"},
			Resource: arn + bucket + "/" + prefix(folder) + "*",
		},
		list,
		{Sid: "FindBucket", Effect: "Allow", Action: []string{"s3:GetBucketLocation"}, Resource: arn + bucket},
		{Sid: "ListBuckets", Effect: "Allow", Action: []string{"s3:ListAllMyBuckets"}, Resource: "*"},
	})
}

// written returns the policy of the statements. Each takes a few lines only, so that
// the whole policy can be read at a glance.
func written(statements []statement) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	b.WriteString(`{
  "Version": "2012-10-17",
  "Statement": [
`)
	for i, s := range statements {
		for _, part := range []struct {
			before string
			value  any
		}{
			{"    {\n      \"Sid\": ", s.Sid},
			{", \"Effect\": ", s.Effect},
			{",\n      \"Principal\": ", s.Principal},
			{",\n      \"Action\": ", s.Action},
			{",\n      \"Resource\": ", s.Resource},
			{",\n      \"Condition\": ", s.Condition},
		} {
			if condition, ok := part.value.(condition); ok && condition == nil {
				continue
			}
			if who, ok := part.value.(principal); ok && who == nil {
				continue
			}
			b.WriteString(part.before)
			if err := e.Encode(part.value); err != nil {
				return nil, err
			}
			b.Truncate(b.Len() - 1) // the line that Encode ends
		}
		b.WriteString("\n    }")
		if i < len(statements)-1 {
			b.WriteString(",")
		}
		b.WriteString("\n")
	}
	b.WriteString("  ]\n}\n")
	return b.Bytes(), nil
}

// validFolder refuses what an IAM policy would not take literally or not at
// all: its patterns and variables, and what is outside of Latin-1.
func validFolder(folder string) error {
	if folder == "" {
		return nil
	}
	for _, r := range folder {
		switch {
		case r > unicode.MaxLatin1:
			return errors.New("an IAM policy cannot hold every character of it")
		case unicode.IsLetter(r), unicode.IsDigit(r), strings.ContainsRune("/ !-_.'()&@=+,;:#~%^", r):
		default:
			return errors.New("it holds a character that a policy would take for something else")
		}
	}
	for segment := range strings.SplitSeq(folder, "/") {
		if segment == "" || segment == "." || segment == ".." {
			return errors.New("it holds an empty part, or one that is made of dots")
		}
	}
	if len(folder) > 1000 {
		return errors.New("it is too long")
	}
	return nil
}
