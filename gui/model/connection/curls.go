package connection

import (
	"mooring/client"
	"mooring/client/curl"
	"mooring/client/history"
	"mooring/client/session"
)

// CurlTask is what a command for curl does with a connection.
type CurlTask int

// The tasks, in the order in which they are offered.
const (
	CurlCreate  CurlTask = iota // make a connection like it
	CurlShow                    // read it
	CurlTest                    // ask whether it works
	CurlList                    // list all of the sandbox
	CurlReplace                 // give it other keys
	CurlDelete                  // delete it
)

// CurlTasks lists what can be done with an entry: one that stands for no
// connection can only be made, and the others listed.
func CurlTasks(entry history.Entry) []CurlTask {
	if entry.State != history.Created || entry.ConnectionID == "" {
		return []CurlTask{CurlCreate, CurlList}
	}
	tasks := []CurlTask{CurlCreate, CurlShow, CurlTest, CurlList}
	if entry.ETag != "" && entry.Auth != client.AuthRole {
		tasks = append(tasks, CurlReplace) // without a version Platform refuses, and a role has no keys
	}
	return append(tasks, CurlDelete)
}

// Curl is a command for curl and the names of the variables to be set before.
type Curl struct {
	Command   string
	Variables []string
}

// CurlFor writes the command that does a task with an entry, in place of all
// secrets with variables. The address and the API key are those of the target,
// and userAgent that of the app, so that the command sends what the app sends;
// comment stands in front.
func CurlFor(target session.Target, entry history.Entry, task CurlTask, shell curl.Shell, userAgent, comment string) (Curl, error) {
	p := curl.NewPlaceholders()
	requests, err := client.NewRequests(client.Config{
		BaseURL: target.Account.PlatformURL, APIKey: target.Account.APIKey,
		OrgID: entry.Place.OrgID, Sandbox: entry.Place.Sandbox, UserAgent: userAgent,
	}, p.Token())
	if err != nil {
		return Curl{}, err
	}
	// The register holds a hint of the access key id only, so that it is a
	// variable, too.
	s3 := p.Hide(client.S3Credentials{Bucket: entry.Bucket, FolderPath: entry.FolderPath, ServiceURL: entry.ServiceURL}, false)
	var request client.Request
	switch task {
	case CurlCreate:
		request, err = requests.Create(client.NewConnection{Name: entry.Name, Description: entry.Description, Auth: entry.Auth, S3: s3})
	case CurlShow:
		request, err = requests.Connection(entry.ConnectionID)
	case CurlTest:
		request, err = requests.Test(entry.ConnectionID)
	case CurlList:
		request, err = requests.Connections(client.Filter{SpecID: client.S3ConnectionSpecID})
	case CurlReplace:
		request, err = requests.Update(entry.ConnectionID, entry.ETag, client.Change{S3: &s3})
	case CurlDelete:
		request, err = requests.Delete(entry.ConnectionID)
	}
	if err != nil {
		return Curl{}, err
	}
	return Curl{Command: curl.Render(shell, request, p, comment), Variables: p.Variables(request)}, nil
}
