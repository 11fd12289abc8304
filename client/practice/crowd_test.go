package practice

import (
	"context"
	"fmt"
	"time"
)

// FillFlows puts dataflows on every connection to S3 of a sandbox, for trying a
// crowded one: most work, every seventh refuses rows, every eleventh is paused.
// Each has the number of runs, up to 168.
func (p *Platform) FillFlows(ctx context.Context, org, sandbox string, each, runs int) error {
	all, err := p.store.in(ctx, org, sandbox, 0, 0, func(c Connection) bool { return c.SpecID == s3SpecID })
	if err != nil {
		return fmt.Errorf("practice: fill: %w", err)
	}
	now := p.now()
	var list []Dataflow
	for i, conn := range all {
		for j := range each {
			kind := flowKinds[ElsewhereUse]
			if (i*each+j)%7 == 6 {
				kind = flowKinds[ElsewherePartly]
			}
			kind.name, kind.frequency = fmt.Sprintf("%s %d", kind.name, j+1), "hour"
			kind.begins = -time.Duration(runs)*time.Hour + time.Minute
			list = append(list, kind.newOf(conn, now))
		}
	}
	flows := p.flowStore()
	if err := flows.add(ctx, list...); err != nil {
		return fmt.Errorf("practice: fill: %w", err)
	}
	if err := flows.catchUp(ctx, org, sandbox); err != nil {
		return fmt.Errorf("practice: fill: %w", err)
	}
	for i := 10; i < len(list); i += 11 {
		_, err := flows.updateFlow(ctx, org, sandbox, list[i].ID, func(_ context.Context, _ querier, f *Dataflow) error {
			f.State = stateDisabled
			return nil
		})
		if err != nil {
			return fmt.Errorf("practice: fill: %w", err)
		}
	}
	return nil
}
