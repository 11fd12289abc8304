package batch

import (
	"context"
	"time"

	"mooring/client"
	"mooring/client/amazon"
	"mooring/client/history"
	"mooring/client/session"
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

// Accounts are those that a row may be for.
type Accounts interface {
	// Saved are the accounts of real organizations.
	Saved() []history.Account
	// Target is the account that is chosen now, as it is entered.
	Target() session.Target
}

// KeyChecker asks Amazon about keys; *amazon.Checker is one.
type KeyChecker interface {
	Run(ctx context.Context, creds client.S3Credentials, each func(amazon.Finding)) ([]amazon.Finding, error)
}

// Counts is how many rows stand where.
type Counts struct{ Rows, Ready, Wrong, Twins, Created, Failed, Unknown int }

// Progress is how far a rehearsal or the creation is.
type Progress struct {
	Done, Total int
	Left        time.Duration // zero while it cannot be told
}

// Stake is a sandbox with live data, or one of which that is not known, that rows
// are to be created in: its name and their number are to be typed.
type Stake struct {
	Account, Sandbox string
	Rows             int
}

// Unfinished is a batch that a crash or the end of the app cut short.
type Unfinished struct {
	Name          string // of its file; empty where it was pasted
	At            time.Time
	Created, Left int
}

// Batch is many connections that are made from a table.
type Batch struct {
	// Changed tells that anything that is shown of it has changed.
	Changed *model.Signal
	// Recorded tells that the register holds something new.
	Recorded *model.Signal

	*table

	phase    Phase
	problem  model.Problem
	progress Progress
	left     *Unfinished
}

// New makes a Batch without a table.
func New(runner model.Runner, _ *session.Sessions, _ Accounts) *Batch {
	b := &Batch{Changed: model.NewSignal(runner), Recorded: model.NewSignal(runner), table: &table{}}
	return b
}

// Phase is how far it is.
func (b *Batch) Phase() Phase { return b.phase }

// Problem is why there is no table, or why nothing could be created.
func (b *Batch) Problem() model.Problem { return b.problem }

// Progress is how far the rehearsal or the creation is.
func (b *Batch) Progress() Progress { return b.progress }

// Read takes the rows of a file.
func (b *Batch) Read(name string, data []byte) {}

// Paste takes rows that were copied from a spreadsheet.
func (b *Batch) Paste(text string) { b.Read("", []byte(text)) }

// Clear takes the table away.
func (b *Batch) Clear() {}

// Rehearse asks all that can be asked without creating anything: the sign-in, the
// sandboxes, and connections that look the same. askAmazon asks Amazon about the
// keys as well.
func (b *Batch) Rehearse(askAmazon bool) {}

// Create makes the rows that are right.
func (b *Batch) Create() {}

// Retry makes one row: one that failed once more, or one that looks like another.
func (b *Batch) Retry(row int) {}

// Stop ends the rehearsal or the creation. What has left is not taken back.
func (b *Batch) Stop() {}

// Stakes are the sandboxes with live data that Create would create rows in.
func (b *Batch) Stakes() []Stake { return nil }

// Results is the table as CSV with what came of each row, without secrets. say puts a
// text into the user's language, and separator is what parts cells there.
func (b *Batch) Results(say func(model.Text) string, separator rune) []byte { return nil }

// Template is a table as CSV to be filled in, with two rows as examples.
func Template(say func(model.Text) string, separator rune) []byte { return nil }

// Load looks for a batch that was cut short on the side, practice or real, of the
// account that is chosen.
func (b *Batch) Load() {}

// Unfinished is the batch that was cut short. It goes on when its table is read again.
func (b *Batch) Unfinished() (u Unfinished, ok bool) {
	if b.left == nil {
		return Unfinished{}, false
	}
	return *b.left, true
}

// Forget drops the batch that was cut short. The connections that it made stay.
func (b *Batch) Forget() {}
