package batch

import (
	"mooring/client/history"
	"mooring/gui/model"
)

// State is where a row stands.
type State int

// The states of a Row.
const (
	Wrong    State = iota // a check refuses it, or its rehearsal failed; Create leaves it out
	Doubtful              // something of it looks odd; it can be sent
	Ready                 // nothing speaks against it
	Twin                  // another one of its name exists, or comes before it in the table; only Retry makes it
	Creating              // it is being made, or waits for its turn
	Created               // Platform holds it
	Failed                // nothing was created; Retry tries again
	Unknown               // its request left, and what came of it is not known yet; Retry finds out
)

// Cell is what stands at one place of a table.
type Cell struct {
	// Value is what stands there, cleaned. That of a secret column is for the eyes of
	// whoever types it alone.
	Value string
	// Verdict is what is to be said of it.
	Verdict model.Note
}

// Row is one row of a table as it is now.
type Row struct {
	Line  int // in the file, counted from 1
	State State
	Cells map[Column]Cell
	// Text says why it is in its state, where that needs a word.
	Text model.Text
	// Problem is the same at length, where something went wrong; empty otherwise.
	Problem model.Problem
	// Entry is the register's; its AttemptID is empty while there is none.
	Entry history.Entry
}

// Unrecorded reports whether there is a connection that the register could not be told of.
func (r Row) Unrecorded() bool { return r.State == Created && r.Problem.Name == "notRecorded" }
