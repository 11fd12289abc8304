package model

import (
	"net/http"

	"mooring/client"
)

// opIAMRole is what errors of package client call the request for the role of Adobe.
const opIAMRole = "IAMRole"

// roleRefused is an organization whose Platform runs on Azure.
var roleRefused = rule{name: "roleRefused", field: FieldAuth}

// roleRule finds the words where Platform is asked for the role and has none, and says
// nothing that is known to mean something else.
func roleRule(err *client.APIError) (rule, bool) {
	asked := err.Op == opIAMRole && !err.Page &&
		(err.Status == http.StatusBadRequest || err.Status == http.StatusNotFound || err.Kind == client.KindNotFound)
	return roleRefused, asked
}
