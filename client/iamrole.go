package client

import (
	"context"
	"errors"
	"net/http"
)

var errNoRole = errors.New("the answer names no role")

// IAMRole returns the role of Adobe that reads S3 accounts for the organization,
// byte for byte as Platform names it: what a bucket's policy has to let in. Only
// organizations whose Platform runs on Amazon Web Services have one; any other
// answer than a role is an error.
func (c *Client) IAMRole(ctx context.Context) (string, error) {
	q := call{
		op: opIAMRole, method: http.MethodGet, want: http.StatusOK,
		typed: true, // the tutorial sends a type of content although there is no content
		path:  flowServicePath + "/connectionSpecs/" + S3ConnectionSpecID + "/configs", query: "authType=IamBasedAuthentication",
	}
	return ask(ctx, c, q, nil, func(a Answer) (string, *APIError) {
		o, e := decodeObject(a.Body)
		role := o.object("configParams").text("IAMRole")
		if e == nil && role == "" {
			e = &APIError{Kind: KindNotFound, Err: errNoRole}
		}
		return role, e
	})
}
