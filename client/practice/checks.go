package practice

import (
	"errors"
	"fmt"
	"mime"
	"net/http"
	"regexp"
	"strings"
)

var orgPattern = regexp.MustCompile(`^[0-9A-F]{24}@AdobeOrg$`)

// checkGateway checks what the gateway checks in front of every service.
func (p *core) checkGateway(c *call) (answer, bool) {
	h := c.request.Header
	authorization, key, org := h.Get("Authorization"), h.Get("X-Api-Key"), h.Get("X-Gw-Ims-Org-Id")
	token, bearer := strings.CutPrefix(authorization, "Bearer ")
	switch {
	case authorization == "":
		return tokenMissing(), true
	case key == "":
		return keyMissing(), true
	case key != APIKey:
		return keyInvalid(), true
	case !bearer || !p.tokens.valid(token, p.now()):
		return tokenInvalid(), true
	case org == "":
		return orgMissing(), true
	case !orgPattern.MatchString(org):
		return noRegion(), true
	case org == OrgWithoutProfile, !knownOrg(org) && c.op == OpSandboxes:
		return noProfile(), true
	}
	c.org = org
	return answer{}, false
}

func knownOrg(org string) bool {
	return org == OrgID || org == OrgWithoutRight || org == OrgWithoutSandbox || org == OrgOnAWS
}

// checkFlow checks what the Flow Service checks on every call.
func checkFlow(c *call) (answer, bool) {
	name := c.request.Header.Get("X-Sandbox-Name")
	switch {
	case !knownOrg(c.org):
		return c.flow("2000-401", "Invalid authorization token",
			"The authorization token does not have access to this organization or the organization does not exist. "+
				"Please ensure that the organization exists or contact your administrator to gain access."), true
	case len(c.request.Header.Values("X-Sandbox-Id")) > 0:
		return c.flow("2110-400", "Headers not allowed",
			"The header x-sandbox-id is not allowed with the user token. Please update the header and try again."), true
	case name == "":
		return c.flow("2105-400", "Header is missing",
			"The header x-sandbox-name is missing in the request. Please add the header in the request and try again."), true
	case name == "*":
		return c.flow("2111-403", "Headers with value restricted",
			"The header x-sandbox-name with value * is restricted with the user token. Please update the header and value and try again."), true
	}
	box, ok := sandboxByName(name)
	switch {
	case c.org == OrgWithoutSandbox:
		return c.forbidden("2120-403", "You do not have sufficient permissions to perform the operation."), true
	case !ok:
		return c.flow("2100-404", "Sandbox not found",
			"The sandbox with the name '%s' could not be found. Please ensure that the sandbox name is correct and try again.", name), true
	case box.State != stateActive:
		return c.flow("2101-404", "Sandbox not found",
			"The sandbox with the name '%s' could not be found. Error from Sandbox Management API: "+
				"Sandbox with name '%s' not present. Please check if resource exists.", name, name), true
	}
	c.sandbox = name
	return checkWrite(c)
}

// checkWrite checks the right to change something, and the body.
func checkWrite(c *call) (answer, bool) {
	if c.request.Method == http.MethodGet {
		return answer{}, false
	}
	if c.org == OrgWithoutRight && !strings.HasPrefix(c.request.URL.Path, prepPath) {
		return c.forbidden("2121-403", "The permission manage is denied on resource Enterprise Source."), true
	}
	if c.request.Method == http.MethodDelete || c.op == OpFlowAction || c.op == OpRunAction {
		return answer{}, false // these have no body
	}
	kind, _, err := mime.ParseMediaType(c.request.Header.Get("Content-Type"))
	if err != nil || kind != jsonType {
		return malformed("A valid content-type must be specified"), true
	}
	if text := strings.TrimSpace(string(c.body)); text == "" || text == "null" {
		return c.refused(emptyBody()), true
	}
	return answer{}, false
}

func emptyBody() *refusal {
	return &refusal{"1405-400", "The request body cannot be null or empty. Please provide a request body and try again."}
}

func (c *call) forbidden(code, why string) answer {
	return c.flow(code, "Forbidden", "%s Please contact your administrator to resolve permissions and try again.", why)
}

func versionMismatch(supplied, current string) *refusal {
	return &refusal{"1404-412", fmt.Sprintf("The supplied version '%s' does not match the current version on entity '%s'. "+
		"Please ensure that the supplied version matches the current version on entity and try again.", bare(supplied), bare(current))}
}

// storeFailed answers for an error of the store.
func (p *core) storeFailed(c *call, err error) answer {
	for kind, missing := range map[string]error{"connections": errNoConnection, "flows": errNoFlow, "runs": errNoRun} {
		if errors.Is(err, missing) {
			return c.notFound(kind, c.id)
		}
	}
	if r, ok := errors.AsType[*refusal](err); ok {
		return c.refused(r)
	}
	p.log.Error("practice Platform", "op", string(c.op), "request", c.requestID, "error", err)
	return c.internal()
}

// finish answers with what is made when err says that it has come to something.
func (p *core) finish(c *call, err error, made func() answer) answer {
	if err != nil {
		return p.storeFailed(c, err)
	}
	return made()
}
