package provision

import (
	"slices"

	"mooring/client"
	"mooring/client/history"
)

// differing names what of a connection can be seen to differ from its entry,
// but for its etag. What Platform leaves out or masks does not differ.
func (s *Service) differing(e history.Entry, c client.Connection) []string {
	c = completed(c, connectionOf(e))
	var fields []string
	for _, f := range []struct {
		name    string
		differs bool
	}{
		{history.ChangedName, c.Name != e.Name},
		{history.ChangedDescription, c.Description != e.Description},
		{history.ChangedKeys, e.AccessKeyHash != "" && c.WholeAccessKeyID() != "" && !s.isKey(c, e.AccessKeyHash)},
		{history.ChangedBucket, c.Bucket != e.Bucket},
		{history.ChangedFolder, c.FolderPath != e.FolderPath},
		{history.ChangedServiceURL, c.ServiceURL != e.ServiceURL},
	} {
		if f.differs {
			fields = append(fields, f.name)
		}
	}
	return fields
}

// fieldsOf names what a change would make different from the entry. New keys
// count always: whether they differ cannot be told, the secret is not kept.
func (s *Service) fieldsOf(e history.Entry, change client.Change) []string {
	fields := s.differing(e, changed(connectionOf(e), change, e.ETag))
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
		SpecID: client.S3ConnectionSpecID, SandboxName: e.Place.Sandbox,
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

// takeOver does to the entry what Amend does in the register, for a register
// that could not be told.
func (s *Service) takeOver(e *history.Entry, a history.Amendment) {
	c := a.Connection
	e.Name, e.Description, e.Bucket, e.FolderPath, e.ServiceURL = c.Name, c.Description, c.Bucket, c.FolderPath, c.ServiceURL
	e.State, e.ETag, e.PlatformState, e.UpdatedBy, e.PlatformUpdatedAt = history.Created, c.ETag, c.State, c.UpdatedBy, c.UpdatedAt
	if a.AccessKeyID != "" {
		e.AccessKeyHint, e.AccessKeyHash = history.HintAccessKey(a.AccessKeyID), s.journal.HashAccessKey(a.AccessKeyID)
	}
	if a.ForgetTest {
		e.Test = history.NotTested
	}
}
