package register

import (
	"mooring/client"
	"mooring/client/handover"
	"mooring/client/history"
)

// recordOf is what is handed over of an entry.
func recordOf(e history.Entry) handover.Record {
	r := handover.Record{
		AttemptID: e.AttemptID, Practice: e.Place.Practice, PlatformURL: e.Place.PlatformURL, OrgID: e.Place.OrgID,
		Sandbox: e.Place.Sandbox, APIKey: e.APIKey, Name: e.Name, Description: e.Description, Auth: string(e.Auth), Bucket: e.Bucket,
		FolderPath: e.FolderPath, ServiceURL: e.ServiceURL, AccessKeyHint: e.AccessKeyHint, State: string(e.State),
		ConnectionID: e.ConnectionID, ETag: e.ETag, RequestID: e.RequestID, Test: string(e.Test), TestedAt: e.TestedAt,
		Origin: string(originOf(e)), Gone: e.Gone && e.State == history.Deleted, PlatformState: e.PlatformState,
		CreatedBy: e.CreatedBy, UpdatedBy: e.UpdatedBy, CreatedClient: e.CreatedClient,
		PlatformCreatedAt: e.PlatformCreatedAt, PlatformUpdatedAt: e.PlatformUpdatedAt, SeenAt: e.SeenAt,
		StartedAt: e.StartedAt, UpdatedAt: e.UpdatedAt,
	}
	if r.PlatformURL == client.DefaultBaseURL {
		r.PlatformURL = ""
	}
	return r
}

// entryOf is the entry of a record.
func entryOf(r handover.Record) history.Entry {
	e := history.Entry{
		AttemptID: r.AttemptID, Place: history.Place{Practice: r.Practice, PlatformURL: r.PlatformURL, OrgID: r.OrgID, Sandbox: r.Sandbox},
		APIKey: r.APIKey, Name: r.Name, Description: r.Description, Auth: client.Auth(r.Auth), Bucket: r.Bucket,
		FolderPath: r.FolderPath, ServiceURL: r.ServiceURL, AccessKeyHint: r.AccessKeyHint, State: history.State(r.State),
		ConnectionID: r.ConnectionID, ETag: r.ETag, RequestID: r.RequestID, Test: history.TestResult(r.Test), TestedAt: r.TestedAt,
		Origin: history.Origin(r.Origin), Gone: r.Gone, PlatformState: r.PlatformState,
		CreatedBy: r.CreatedBy, UpdatedBy: r.UpdatedBy, CreatedClient: r.CreatedClient,
		PlatformCreatedAt: r.PlatformCreatedAt, PlatformUpdatedAt: r.PlatformUpdatedAt, SeenAt: r.SeenAt,
		StartedAt: r.StartedAt, UpdatedAt: r.UpdatedAt,
	}
	if e.Place.PlatformURL == "" && !e.Place.Practice {
		e.Place.PlatformURL = client.DefaultBaseURL
	}
	return e
}

func originOf(e history.Entry) history.Origin {
	if e.Origin == "" {
		return history.Here
	}
	return e.Origin
}
