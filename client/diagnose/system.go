package diagnose

import (
	"context"
	"runtime"
	"time"
)

// system says what this computer and this app are.
func (r *run) system(context.Context) Finding {
	return Finding{Check: System, Verdict: Fine, Facts: []Fact{
		{FactVersion, r.Version},
		{FactSystem, systemName()},
		{"Built for", runtime.GOOS + "/" + runtime.GOARCH},
		{"Go", runtime.Version()},
		{"Time", r.now().Format(time.RFC3339)},
	}}
}
