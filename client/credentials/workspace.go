package credentials

import (
	"cmp"
	"strings"
)

// workspace reads the JSON of a project's workspace in Adobe Developer Console,
// which lists credentials of every kind. It reports whether o is one.
func (j *jsonReader) workspace(o object) bool {
	details := o.at("project", "workspace", "details")
	if details == nil {
		return false
	}
	j.is.format, j.is.known = FormatAdobeProject, true
	project := o.at("project")
	org := project.at("org").text("ims_org_id")
	list, _ := details.get("credentials").([]any)
	for _, item := range list {
		credential, ok := item.(map[string]any)
		if !ok {
			continue
		}
		label := cmp.Or(object(credential).text("name"), project.text("title", "name"))
		j.workspaceCredential(label, org, credential)
	}
	return true
}

// workspaceCredential reads one credential of a workspace. A migrated one has
// both the retired part and the one that works.
func (j *jsonReader) workspaceCredential(label, org string, credential object) {
	if s2s := credential.at("oauth_server_to_server"); s2s != nil {
		all := group{label: label}
		all.add("ims_org_id", org)
		j.fill(&all, s2s)
		g := group{label: label}
		for _, n := range all.values {
			if f := fieldOf(n.name); f != fieldJWT && f != fieldPrivateKey { // it may still name its old keys
				g.values = append(g.values, n)
			}
		}
		j.is.groups = append(j.is.groups, g)
		return
	}
	reason := ReasonOtherKind
	switch kind := strings.ToLower(credential.text("integration_type")); {
	case credential.at("jwt") != nil || kind == "service" || strings.Contains(kind, "jwt"):
		reason = ReasonRetiredJWT
	case strings.HasPrefix(kind, "oauth_server_to_server"): // named, and its values are elsewhere
		reason = ReasonIncomplete
	}
	j.is.skipped = append(j.is.skipped, Skipped{Label: label, Reason: reason})
}
