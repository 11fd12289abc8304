package batch

import (
	"context"
	"errors"

	"mooring/client"
	"mooring/client/amazon"
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/gui/model"
)

// Rehearse asks all that can be asked without creating anything: the sign-in, the
// sandboxes, and connections that look the same. askAmazon asks Amazon about the
// keys as well.
func (b *Batch) Rehearse(askAmazon bool) {
	if b.busy() {
		return
	}
	b.Follow()
	var plans []plan
	for _, l := range b.lines {
		if l.refused || l.settled() {
			continue
		}
		l.said = verdict{}
		plans = append(plans, planOf(l))
	}
	steps := len(plans)
	if askAmazon {
		steps *= 2
	}
	then := b.phase
	b.begin(Rehearsing, then, plans, steps, func(ctx context.Context, w *work) error {
		good := make([]verdict, len(plans))
		told := func(i int, v verdict) {
			good[i] = v
			w.tell(i, v, history.Entry{})
		}
		wanted, which := w.connect(ctx, func(i int, err error) { told(i, hindered(err)) })
		err := b.needs.Service.Rehearse(ctx, wanted, func(i int, twins []provision.Twin, err error) {
			told(which[i], rehearsed(twins, err))
		})
		if err == nil && askAmazon {
			err = w.askAmazon(ctx, good)
		}
		return err
	})
}

// rehearsed says where a line stands after what was asked of Platform.
func rehearsed(twins []provision.Twin, err error) verdict {
	var twin *provision.TwinError
	switch {
	case errors.As(err, &twin):
		return troubled(Twin, explain(err))
	case err != nil:
		return hindered(err)
	case len(twins) > 0:
		return verdict{given: true, state: Doubtful, text: model.T("batch.sameKey", "Name", twins[0].Name)}
	}
	return verdict{given: true, state: Ready}
}

// hindered says where a line stands that could not be rehearsed. It is to be mended only
// where that may be its own fault, and not because of the network.
func hindered(err error) verdict {
	switch client.KindOf(err) {
	case client.KindUnreachable, client.KindInterrupted, client.KindNotPlatform, client.KindRateLimited, client.KindUnavailable:
		return troubled(Doubtful, explain(err))
	}
	return troubled(Wrong, explain(err))
}

// askAmazon asks about the keys of the lines that Platform would take, once for the
// same keys and the same place.
func (w *work) askAmazon(ctx context.Context, before []verdict) error {
	known := map[client.S3Credentials]verdict{}
	for i, p := range w.plans {
		v := before[i]
		if v.state == Ready || v.state == Doubtful {
			keys := p.request.Connection.S3
			if p.request.Connection.Auth == client.AuthRole {
				w.tell(i, v, history.Entry{}) // there are none
				continue
			}
			said, ok := known[keys]
			if !ok {
				findings, err := w.needs.Keys.Run(ctx, keys, func(amazon.Finding) {})
				if ctx.Err() != nil {
					return ctx.Err()
				}
				said = answered(findings, err)
				known[keys] = said
			}
			if said.given {
				v = said
			}
		}
		w.tell(i, v, history.Entry{})
	}
	return nil
}

// answered says what is wrong with keys, if anything. That Amazon could not be asked
// is no fault of theirs.
func answered(findings []amazon.Finding, err error) verdict {
	for _, f := range findings {
		if f.Verdict != amazon.Failed {
			continue
		}
		state := Wrong
		switch f.Cause {
		case amazon.CauseThrottled, amazon.CauseUnavailable, amazon.CauseUnreachable, amazon.CauseTimeout, amazon.CauseClock, amazon.CauseNotOffered:
			state = Doubtful
		}
		return verdict{given: true, state: state, text: model.TellFinding(f)}
	}
	if err != nil {
		return troubled(Doubtful, explain(err))
	}
	return verdict{}
}
