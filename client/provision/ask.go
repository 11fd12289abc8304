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
	_, err = await(ctx, min(patience, changePatience), func(ctx context.Context) (bool, error) {
		now, gone, err = ask(ctx, p, id)
		return err == nil && seen(now, gone), err
	})
	return now, gone, err
}

// await looks again and again until something is seen, or has not been for so long
// that it will not. If ctx has ended there is one look and no waiting.
func await(ctx context.Context, patience time.Duration, look func(context.Context) (seen bool, err error)) (bool, error) {
	end := time.Now().Add(patience)
	failed := 0
	for pause := time.Second; ctx.Err() == nil; pause = min(2*pause, maxPause) {
		left := time.Until(end) // as it was before the look
		seen, err := look(ctx)
		switch {
		case err == nil && (seen || left <= 0):
			return seen, nil
		case err == nil:
			failed = 0
		case ctx.Err() != nil:
			continue
		default:
			if failed++; !passes(err) || left <= 0 || failed == maxFailedLooks {
				return false, err
			}
		}
		_ = client.Wait(ctx, min(pause, max(left, time.Millisecond))) // its error is that of ctx
	}
	ctx, cancel := detached(ctx, lastLook)
	defer cancel()
	return look(ctx)
}
