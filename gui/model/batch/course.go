package batch

import (
	"context"
	"time"

	"mooring/gui/model"
)

// Phase is how far a table is.
type Phase int

// The phases of a Batch.
const (
	Empty      Phase = iota // there is no table
	Reading                 // it is being read
	Editing                 // its rows can be mended
	Rehearsing              // what can be asked without creating anything is being asked
	Making                  // its rows are being created
	Done                    // that has ended; rows that failed can be mended and tried again
)

// Progress is how far a rehearsal or the creation is.
type Progress struct {
	Done, Total int
	Left        time.Duration // zero while it cannot be told
}

// Ending is how what was done last has ended, as long as nothing was changed since.
type Ending struct {
	Phase   Phase // Rehearsing or Making; Empty before anything was done
	Stopped bool
}

// course is how far a Batch is, and how what is under way goes.
type course struct {
	phase    Phase
	problem  model.Problem
	progress Progress
	ended    Ending
	began    time.Time // when what is under way began
	now      func() time.Time
	cancel   context.CancelFunc
}

// Phase is how far it is.
func (c *course) Phase() Phase { return c.phase }

// Problem is why there is no table, or why nothing could be created.
func (c *course) Problem() model.Problem { return c.problem }

// Ended is how what was done last has ended.
func (c *course) Ended() Ending { return c.ended }

// Progress is how far the rehearsal or the creation is.
func (c *course) Progress() Progress { return c.progress }

// busy reports whether something is under way, while which the table stays as it is.
func (c *course) busy() bool { return c.phase == Reading || c.phase == Rehearsing || c.phase == Making }

// Stop ends the rehearsal or the creation. A request that has left is not taken
// back: its outcome is still found out and recorded.
func (c *course) Stop() { c.cancel() }

// depart enters a phase that takes so many steps. Stop ends its ctx.
func (c *course) depart(phase Phase, steps int) (ctx context.Context, cancel context.CancelFunc) {
	ctx, cancel = context.WithCancel(context.Background())
	c.phase, c.problem, c.ended, c.cancel = phase, model.Problem{}, Ending{}, cancel
	c.progress, c.began = Progress{Total: steps}, c.now()
	return ctx, cancel
}

// advance counts one step more, and estimates how long the others will take.
func (c *course) advance() {
	const telling = 3 // steps before anything can be told
	c.progress.Done++
	if done := c.progress.Done; done >= telling {
		c.progress.Left = c.now().Sub(c.began) / time.Duration(done) * time.Duration(c.progress.Total-done)
	}
}
