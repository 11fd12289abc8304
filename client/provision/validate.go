package provision

import (
	"errors"

	"mooring/client"
)

var errEmpty = errors.New("it is empty")

// validate refuses what is certainly wrong with req. What is merely unusual is
// not its business.
func validate(req Request) error {
	if req.Place.Sandbox == "" {
		return &client.APIError{Kind: client.KindInvalid, Op: opCreate, Field: "Sandbox", Err: errEmpty}
	}
	if refusals := req.Connection.Refusals(opCreate); len(refusals) > 0 {
		return refusals[0]
	}
	return nil
}
