package provision

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"mooring/client"
)

// isGone reports whether err is Platform's word that it does not hold the
// connection. Not every 404 is: a sandbox that cannot be found (FLOW-2101) or a
// proxy's own 404 say nothing of the connection. Adobe documents FLOW-1101 and
// FLOW-1439; an answer with no item in it is the third way to say so.
func isGone(err error) bool {
	var api *client.APIError
	if !errors.As(err, &api) || api.Kind != client.KindNotFound {
		return false
	}
	return strings.HasPrefix(api.Code, "FLOW-1101-") || strings.HasPrefix(api.Code, "FLOW-1439-") ||
		(api.Code == "" && api.Status == http.StatusOK)
}

// ask asks Platform once for the connection. That it is gone is no error.
func ask(ctx context.Context, p Platform, id client.ConnectionID) (c client.Connection, gone bool, err error) {
	c, err = p.Connection(ctx, id)
	if isGone(err) {
		return client.Connection{}, true, nil
	}
	if err == nil {
		c.ID = id // however Platform spells it
	}
	return c, false, err
}

// changePatience is how long a request to change or delete whose answer was lost
// is waited for. It is short: what comes of it later is harmless, because a
// second change is refused by its etag and a second deletion finds nothing, and
// the next refresh sees it.
const changePatience = 8 * time.Second

// lookUp asks Platform for the connection again and again until seen takes what
// it says, or it has not for so long that it will not. gone is that Platform
// does not hold it. If ctx has ended there is one look and no waiting.
func lookUp(ctx context.Context, p Platform, id client.ConnectionID, patience time.Duration, seen func(now client.Connection, gone bool) bool) (now client.Connection, gone bool, err error) {
	end := time.Now().Add(min(patience, changePatience))
	for pause := time.Second; ctx.Err() == nil; pause *= 2 {
		left := time.Until(end)
		now, gone, err = ask(ctx, p, id)
		if err == nil && (left <= 0 || seen(now, gone)) {
			return now, gone, nil
		}
		if err != nil && (left <= 0 || !passes(err)) && ctx.Err() == nil {
			return now, gone, err
		}
		_ = client.Wait(ctx, min(pause, max(left, time.Millisecond))) // its error is that of ctx
	}
	ctx, cancel := detached(ctx, lastLook)
	defer cancel()
	return ask(ctx, p, id)
}
