package provision

import (
	"slices"

	"mooring/client"
	"mooring/client/history"
)

// fieldsOf names what a change would make different from the entry. New keys
// count always: whether they differ cannot be told, the secret is not kept.
func fieldsOf(e history.Entry, change client.Change, hash func(accessKeyID string) string) []string {
	fields := history.Differing(e, changed(connectionOf(e), change, e.ETag), hash)
	if change.S3 != nil && !slices.Contains(fields, history.ChangedKeys) {
		fields = append(fields, history.ChangedKeys)
	}
	return fields
}

// connectionOf is the connection as the entry knows it. The access key id is
// left out: of that only a hash is kept.
func connectionOf(e history.Entry) client.Connection {
	return client.Connection{
		ID: e.ConnectionID, Name: e.Name, Description: e.Description, State: e.PlatformState, ETag: e.ETag,
		SpecID: client.S3ConnectionSpecID, Auth: e.Auth,
		Bucket: e.Bucket, FolderPath: e.FolderPath, ServiceURL: e.ServiceURL,
		CreatedAt: e.PlatformCreatedAt, UpdatedAt: e.PlatformUpdatedAt,
		CreatedBy: e.CreatedBy, UpdatedBy: e.UpdatedBy, CreatedClient: e.CreatedClient,
	}
}

// changed is the connection after the change.
func changed(c client.Connection, change client.Change, etag client.ETag) client.Connection {
	c = change.Apply(c)
	c.ETag = etag
	return c
}

// completed fills in where the keys are used if Platform echoes nothing of the
// credentials at all, as it may: that does not mean that there is no bucket.
func completed(c, known client.Connection) client.Connection {
	if c.AccessKeyID == "" && c.Bucket == "" && c.FolderPath == "" && c.ServiceURL == "" {
		c.Bucket, c.FolderPath, c.ServiceURL = known.Bucket, known.FolderPath, known.ServiceURL
	}
	return c
}
