package credentials

import "strings"

// workspace reads the JSON of a project's workspace in Adobe Developer Console,
// which lists credentials of every kind. It reports whether o is one.
func (c *collector) workspace(o object) bool {
	details := o.at("project", "workspace", "details")
	if details == nil {
		return false
	}
	c.is(FormatAdobeProject)
	c.known = true
	project := o.at("project")
	org := project.at("org").text("ims_org_id")
	list, _ := details.get("credentials").([]any)
	for _, item := range list {
		credential, ok := item.(map[string]any)
		if !ok {
			continue
		}
		label := object(credential).text("name")
		if label == "" {
			label = project.text("title", "name")
		}
		c.workspaceCredential(label, org, credential)
	}
	return true
}

// workspaceCredential reads one credential of a workspace. A migrated one has
// both the retired part and the one that works.
func (c *collector) workspaceCredential(label, org string, credential object) {
	if s2s := credential.at("oauth_server_to_server"); s2s != nil {
		r := newRecord(label)
		r.add(fieldOrgID, org)
		r.fill(s2s)
		if !r.has(fieldClientID, fieldClientSecret) {
			reason := ReasonIncomplete
			if len(r.dummies) > 0 {
				reason = ReasonPlaceholder
			}
			c.skip(label, reason)
			return
		}
		delete(r.values, fieldJWT) // a migrated credential may still name its old keys
		delete(r.values, fieldPrivateKey)
		c.addAdobe(r)
		return
	}
	kind := strings.ToLower(credential.text("integration_type"))
	if credential.at("jwt") != nil || kind == "service" || strings.Contains(kind, "jwt") {
		c.skip(label, ReasonRetiredJWT)
		return
	}
	c.skip(label, ReasonOtherKind)
}
