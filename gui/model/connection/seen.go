package connection

import (
	"mooring/client"
	"mooring/client/history"
	"mooring/gui/model"
)

// Seen is a connection as the user saw it before changing it: what a version
// of it is compared with.
type Seen struct {
	ETag        client.ETag
	Name        string
	Description string
	AccessKey   string // a hint, such as AKIA…MPLE
	Bucket      string
	Folder      string
	ServiceURL  string
}

func seenEntry(entry history.Entry) Seen {
	if entry.Auth == client.AuthRole {
		entry.FolderPath = "" // that of the bucket's policy is none of the connection's
	}
	return Seen{
		ETag: entry.ETag, Name: entry.Name, Description: entry.Description, AccessKey: entry.AccessKeyHint,
		Bucket: entry.Bucket, Folder: entry.FolderPath, ServiceURL: entry.ServiceURL,
	}
}

func seenConnection(c client.Connection) Seen {
	return Seen{
		ETag: c.ETag, Name: c.Name, Description: c.Description, AccessKey: history.HintAccessKey(c.AccessKeyID),
		Bucket: c.Bucket, Folder: c.FolderPath, ServiceURL: c.ServiceURL,
	}
}

// at is the same with another version.
func (s Seen) at(etag client.ETag) Seen {
	s.ETag = etag
	return s
}

// knowing takes the access key id of another where Platform does not show one.
func (s Seen) knowing(other Seen) Seen {
	if s.AccessKey == "" {
		s.AccessKey = other.AccessKey
	}
	return s
}

// with is what a connection would look like once a change has been made to it.
func (s Seen) with(change client.Change) Seen {
	after := seenConnection(change.Apply(client.Connection{
		ETag: s.ETag, Name: s.Name, Description: s.Description, Bucket: s.Bucket, FolderPath: s.Folder, ServiceURL: s.ServiceURL,
	}))
	return after.knowing(s) // a change without keys shows none
}

// Difference is a part of a connection that is not the same in all three: as
// the user saw it, as it is now, and as the user wants it.
type Difference struct {
	Field           model.Field
	Seen, Now, Mine string
}

// differences compares what was seen with what is there now, and with what the
// change would make of it.
func differences(seen, now Seen, change client.Change) []Difference {
	now = now.knowing(seen)
	mine := now.with(change)
	all := []Difference{
		{model.FieldName, seen.Name, now.Name, mine.Name},
		{model.FieldDescription, seen.Description, now.Description, mine.Description},
		{model.FieldAccessKey, seen.AccessKey, now.AccessKey, mine.AccessKey},
		{model.FieldBucket, seen.Bucket, now.Bucket, mine.Bucket},
		{model.FieldFolder, seen.Folder, now.Folder, mine.Folder},
		{model.FieldServiceURL, seen.ServiceURL, now.ServiceURL, mine.ServiceURL},
	}
	var differing []Difference
	for _, d := range all {
		// Keys are told apart by a few letters only: those that are to be replaced are
		// always among what is shown.
		keys := d.Field == model.FieldAccessKey && change.S3 != nil
		if keys || d.Seen != d.Now || d.Now != d.Mine {
			differing = append(differing, d)
		}
	}
	return differing
}
