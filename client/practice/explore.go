package practice

import (
	"net/http"
	"path"
	"slices"
	"strings"
)

// storedObject is a file or folder as explore lists it.
type storedObject struct {
	Type           string `json:"type"`
	Name           string `json:"name"`
	Path           string `json:"path"`
	CanPreview     bool   `json:"canPreview"`
	CanFetchSchema bool   `json:"canFetchSchema"`
}

// explore lists the root or a folder, or shows the columns of a file.
func explore(c *call, conn Connection) answer {
	shows := keyShows(conn.AccessKeyID)
	if shows == AccessKeyRefused || shows == AccessKeyWrong || !conn.KeysEndedAt.IsZero() {
		return c.providerRefused("The AWS Access Key Id you provided does not exist in our records.")
	}
	if conn.keepsRoleOut() {
		return c.providerRefused("Access Denied. The policy of the bucket lacks s3:ListBucket for the role.")
	}
	at := conn.place(c.query.Get("object"))
	switch strings.ToLower(c.query.Get("objectType")) {
	case "root":
		switch {
		case conn.Bucket == "" && shows == AccessKeyNoPermission:
			return c.providerRefused("Access Denied. The keys lack s3:ListAllMyBuckets.")
		case conn.Bucket == "":
			return jsonAnswer(http.StatusOK, []storedObject{{Type: "folder", Name: practiceBucket, Path: "/" + practiceBucket}})
		}
		return listFolder(c, conn, ".")
	case "folder":
		if c.query.Get("object") == "" {
			return c.missingQuery("object")
		}
		return listFolder(c, conn, at)
	case "file":
		return showFile(c, at)
	case "":
		return c.missingQuery("objectType")
	}
	return c.refused(invalidValue("objectType", c.query.Get("objectType")))
}

// top is the path under which the connection sees the practice files.
func (c *Connection) top() string {
	if c.Bucket == "" {
		return "/" + practiceBucket
	}
	return path.Join("/", c.Bucket, c.FolderPath)
}

// place is a path relative to the top, without slashes around it; the top
// itself is ".", and what is outside it is "".
func (c *Connection) place(object string) string {
	rest, ok := strings.CutPrefix(path.Join("/", object)+"/", c.top()+"/")
	if !ok {
		return ""
	}
	return path.Clean(rest)
}

func listFolder(c *call, conn Connection, at string) answer {
	objects, ok := practiceFiles().folders[at]
	if !ok {
		return c.noObject()
	}
	list := slices.Clone(objects)
	for i := range list {
		list[i].Path = path.Join(conn.top(), list[i].Path)
	}
	return jsonAnswer(http.StatusOK, list)
}

// showFile answers with the columns of a file and, with preview, its first rows.
func showFile(c *call, at string) answer {
	if c.query.Get("object") == "" {
		return c.missingQuery("object")
	}
	how, r := parseReading(c.query)
	if r != nil {
		return c.refused(r)
	}
	file, ok := practiceFiles().files[at]
	switch {
	case !ok:
		return c.noObject()
	case how.determine:
		out, r := file.determined(at)
		if r != nil {
			return c.refused(r)
		}
		return jsonAnswer(http.StatusOK, out)
	case file.size() == 0:
		return c.providerRefused("The file is empty.")
	case how.kind != file.kind || how.compression != file.compression:
		return c.providerRefused("The file cannot be read with the given fileType and compressionType.")
	}
	return jsonAnswer(http.StatusOK, file.shown(how))
}

// providerRefused is how the Flow Service passes on what the storage said.
func (c *call) providerRefused(reason string) answer {
	return c.flow("1100-400", "Invalid request", "The request could not be processed. Error from flow provider: %s", reason)
}

func (c *call) noObject() answer {
	return c.flow("1101-404", "Resource not found",
		"The requested resource is not found. Error from flow provider: Resource with given id does not exist.")
}

func (c *call) missingQuery(name string) answer {
	return c.refused(missingQuery(name))
}

func missingQuery(name string) *refusal {
	return &refusal{"2119-400", "The request context does not contain the required query parameter " + name +
		". Please provide the missing query parameter and try again."}
}
