package provision

import (
	"context"

	"mooring/client"
)

// turn is the right to send one request, of a batch that sends a few at a time.
// That of a connection that is created by itself has no gate, and is always given.
type turn struct {
	gate   *gate
	inside bool
}

// take waits for a turn. While it waits nothing of the attempt is written or sent.
func (g *gate) take(ctx context.Context) (*turn, error) {
	if g == nil {
		return &turn{}, nil
	}
	if err := g.enter(ctx); err != nil {
		if ctx.Err() != nil {
			err = canceled(opCreate, ctx.Err())
		}
		return nil, err
	}
	return &turn{g, true}, nil
}

// create sends the request, and ends the turn with its answer: what has to be
// written or found out afterwards keeps nobody waiting. Where Platform says that it
// has too many requests, which means that it made nothing, the same attempt takes
// another turn.
func (t *turn) create(ctx context.Context, p Platform, in client.NewConnection) (client.Created, error) {
	for round := 1; ; round++ {
		created, err := p.CreateConnection(ctx, in)
		pause, throttled := throttledBy(err)
		if t.gate == nil {
			return created, err
		}
		if created.Throttled > 0 {
			t.gate.ease()
		}
		t.inside = false
		t.gate.leave(throttled, pause)
		if !throttled || round == maxRounds || pause > longestRest || t.gate.enter(ctx) != nil {
			return created, err
		}
		t.inside = true
	}
}

// end gives back a turn that nothing was sent with.
func (t *turn) end() {
	if t.inside {
		t.gate.leave(false, 0)
	}
}
