package model

// SandboxKind says how much is at stake in a sandbox.
type SandboxKind int

// The kinds of sandboxes.
const (
	SandboxUnsure      SandboxKind = iota // it cannot be told now: to be treated as production
	SandboxProduction                     // it holds live data
	SandboxDevelopment                    // it does not
)
