package practice

import (
	"maps"
	"net/http"
	"path"
	"slices"
	"strconv"
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

type column struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

// practiceBucket is the bucket that keys see when the connection names none.
const practiceBucket = "practice-bucket"

// practiceFiles are the files of every bucket.
var practiceFiles = map[string][]column{
	"customers/customers.csv": {
		{"Id", "String"}, {"FirstName", "String"}, {"LastName", "String"}, {"Email", "String"}, {"Phone", "String"},
	},
	"customers/archive/customers-2025.csv": {{"Id", "String"}, {"Email", "String"}},
	"orders/orders.json":                   {{"orderId", "String"}, {"total", "Double"}, {"placedAt", "Timestamp"}},
	"orders/orders.parquet":                {{"orderId", "String"}, {"total", "Double"}},
	"products.csv":                         {{"Sku", "String"}, {"Title", "String"}},
}

// explore lists the root or a folder, or shows the columns of a file.
func (p *Platform) explore(c *call, conn Connection) answer {
	switch conn.AccessKeyID {
	case AccessKeyRefused:
		return c.providerRefused("The AWS Access Key Id you provided does not exist in our records.")
	case AccessKeyNoPermission:
		return c.providerRefused("Access Denied. The keys lack s3:ListAllMyBuckets.")
	}
	at := conn.place(c.query.Get("object"))
	switch strings.ToLower(c.query.Get("objectType")) {
	case "root":
		if conn.Bucket == "" {
			return jsonAnswer(http.StatusOK, []storedObject{{Type: "folder", Name: practiceBucket, Path: "/" + practiceBucket}})
		}
		return listFolder(c, conn, ".")
	case "folder":
		if c.query.Get("object") == "" {
			return c.missingQuery("object")
		}
		return listFolder(c, conn, at)
	case "file":
		return p.showFile(c, at)
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
	prefix := at + "/"
	if at == "." {
		prefix = ""
	}
	seen := make(map[string]storedObject)
	for file := range practiceFiles {
		rest, ok := strings.CutPrefix(file, prefix)
		if !ok || at == "" {
			continue
		}
		name, _, folder := strings.Cut(rest, "/")
		o := storedObject{Type: "file", Name: name, Path: path.Join(conn.top(), prefix, name), CanPreview: true, CanFetchSchema: true}
		if folder {
			o.Type, o.CanPreview, o.CanFetchSchema = "folder", false, false
		}
		seen[name] = o
	}
	if len(seen) == 0 {
		return c.noObject()
	}
	list := make([]storedObject, 0, len(seen))
	for _, name := range slices.Sorted(maps.Keys(seen)) {
		list = append(list, seen[name])
	}
	return jsonAnswer(http.StatusOK, list)
}

// showFile answers with the columns of a file, which is what Platform documents
// with and without preview.
func (p *Platform) showFile(c *call, at string) answer {
	if c.query.Get("object") == "" {
		return c.missingQuery("object")
	}
	kind := c.query.Get("fileType")
	if kind == "" {
		kind = c.query.Get("FileType")
	}
	switch strings.ToLower(kind) {
	case "delimited", "json", "parquet":
	case "":
		return c.missingQuery("fileType")
	default:
		return c.refused(invalidValue("fileType", kind))
	}
	if raw := c.query.Get("preview"); raw != "" {
		if _, err := strconv.ParseBool(raw); err != nil {
			return c.refused(invalidValue("preview", raw))
		}
	}
	columns, ok := practiceFiles[at]
	if !ok {
		return c.noObject()
	}
	return jsonAnswer(http.StatusOK, columns)
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
	return c.refused(&refusal{"2119-400", "The request context does not contain the required query parameter " + name +
		". Please provide the missing query parameter and try again."})
}
