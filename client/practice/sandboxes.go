package practice

import (
	"net/http"
	"strconv"

	"github.com/google/uuid"
)

const stateActive = "active"

// sandbox is one sandbox as the sandbox service lists it. Its dates are not
// those of RFC 3339, as documented.
type sandbox struct {
	Name       string `json:"name"`
	Title      string `json:"title"`
	State      string `json:"state"`
	Type       string `json:"type"`
	Region     string `json:"region"`
	IsDefault  bool   `json:"isDefault"`
	ETag       int    `json:"eTag"`
	Created    string `json:"createdDate"`
	Modified   string `json:"lastModifiedDate"`
	CreatedBy  string `json:"createdBy"`
	ModifiedBy string `json:"modifiedBy"`
}

// region is where the Platform of an organization runs: on Azure, or on Amazon Web
// Services.
func region(org string) string {
	if org == OrgOnAWS {
		return "VA6"
	}
	return "VA7"
}

func allSandboxes(org string) []sandbox {
	list := []sandbox{
		{Name: SandboxProduction, Title: "Production", State: stateActive, Type: "production", IsDefault: true, ETag: 2},
		{Name: SandboxDevelopment, Title: "Development", State: stateActive, Type: "development", ETag: 1},
		{Name: SandboxResetting, Title: "Training", State: "resetting", Type: "development", ETag: 3},
	}
	for i := range list {
		b := &list[i]
		b.Region = region(org)
		b.Created, b.Modified = "2019-09-04 04:57:24", "2019-09-04 04:57:24"
		b.CreatedBy, b.ModifiedBy = TechnicalAccount, TechnicalAccount
	}
	return list
}

func sandboxByName(name string) (sandbox, bool) {
	for _, b := range allSandboxes("") {
		if b.Name == name {
			return b, true
		}
	}
	return sandbox{}, false
}

// sandboxID is the same for a sandbox of an organization at all times.
func sandboxID(org, name string) string {
	return uuid.NewSHA1(uuid.NameSpaceOID, []byte(org+"/"+name)).String()
}

type link struct {
	Href      string `json:"href"`
	Templated bool   `json:"templated,omitempty"`
}

// sandboxes lists the sandboxes; limit and offset come together or not at all.
func sandboxes(c *call) answer {
	limit, offset := 50, 0
	if c.query.Has("limit") || c.query.Has("offset") {
		var limitErr, offsetErr error
		limit, limitErr = strconv.Atoi(c.query.Get("limit"))
		offset, offsetErr = strconv.Atoi(c.query.Get("offset"))
		if limitErr != nil || offsetErr != nil || limit < 1 || offset < 0 {
			return jsonAnswer(http.StatusBadRequest, fields{
				"type": "http://ns.adobe.com/aep/errors/SMS-2074-400", "status": http.StatusBadRequest,
				"title": "The limit and offset parameters must be given together, and must be numbers.",
			})
		}
	}
	all := allSandboxes(c.org)
	if c.org == OrgWithoutSandbox {
		all = []sandbox{}
	}
	from := min(offset, len(all))
	to := min(from+min(limit, len(all)), len(all))
	template := link{Href: "http://" + c.request.Host + sandboxPath + "?limit={limit}&offset={offset}", Templated: true}
	links := fields{"page": template}
	if to < len(all) {
		links["next"] = template
	}
	return jsonAnswer(http.StatusOK, fields{
		"sandboxes": all[from:to], "_page": fields{"limit": limit, "count": to - from}, "_links": links,
	})
}
