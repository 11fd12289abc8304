package history

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"mooring/client"
)

// Reading is the reading of all dataflows of a place, from before Platform is asked
// until what it said is kept. Of most connections there is nothing new, and nothing is
// written of them: one row tells for all entries of the place when that was.
type Reading struct {
	store *store
	place Place
	at    time.Time
	// known is what was known of the dataflows of entries when it began.
	known map[string][]Dataflow
	// written are the rows of entries that were written to since then: what Platform
	// says may be older than what is known of them.
	written map[int64]bool
}

// readings are the readings that are under way.
type readings struct {
	sync.Mutex
	underWay map[*Reading]bool
}

// note tells them that the row of an entry is written to.
func (r *readings) note(rowid int64) {
	r.Lock()
	defer r.Unlock()
	for reading := range r.underWay {
		reading.written[rowid] = true
	}
}

// BeginReading begins a reading of all dataflows of a place at a time. End ends it.
func (j *Journal) BeginReading(p Place, at time.Time) *Reading {
	r := &Reading{store: j.store, place: p, at: at, written: map[int64]bool{}}
	all := &j.store.readings
	all.Lock()
	defer all.Unlock()
	if all.underWay == nil {
		all.underWay = map[*Reading]bool{}
	}
	all.underWay[r] = true
	return r
}

// End ends the reading, whether anything of it was kept or not.
func (r *Reading) End() {
	all := &r.store.readings
	all.Lock()
	defer all.Unlock()
	delete(all.underWay, r)
}

// ofPlace selects the entries of a place whose connection is there.
const ofPlace = `entries.state = 'created' AND entries.practice = ? AND entries.org_id = ? AND entries.sandbox = ? AND entries.platform_url = ?
	AND entries.connection_id <> ''`

func (r *Reading) ofPlace() []any {
	return []any{r.place.Practice, r.place.OrgID, r.place.Sandbox, r.place.PlatformURL}
}

// Known returns what is known of the dataflows of the place.
func (r *Reading) Known(ctx context.Context) (map[client.FlowID]Dataflow, error) {
	const op = "read dataflows"
	rows, err := r.store.reader.QueryContext(ctx, `SELECT attempt_id, said
		FROM flows CROSS JOIN entries ON entries.rowid = flows.entry WHERE `+ofPlace, r.ofPlace()...)
	if err != nil {
		return nil, r.store.fail(op, err)
	}
	defer rows.Close()
	r.known = map[string][]Dataflow{}
	byID := map[client.FlowID]Dataflow{}
	for rows.Next() {
		var attemptID string
		var said []byte
		var d Dataflow
		if err := rows.Scan(&attemptID, &said); err != nil {
			return nil, r.store.fail(op, err)
		}
		if err := json.Unmarshal(said, &d); err != nil {
			return nil, fmt.Errorf("%s: %w", op, err)
		}
		r.known[attemptID] = append(r.known[attemptID], d)
		byID[d.ID] = d
	}
	return byID, r.store.fail(op, rows.Err())
}

// Holders returns the attempts of the entries of the place that stand for
// connections.
func (r *Reading) Holders(ctx context.Context, ids []client.ConnectionID) (map[client.ConnectionID][]string, error) {
	const op = "look for connections"
	these, err := json.Marshal(ids)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", op, err)
	}
	rows, err := r.store.reader.QueryContext(ctx, `SELECT connection_id, attempt_id
		FROM json_each(?) CROSS JOIN entries ON entries.connection_id = json_each.value WHERE `+ofPlace,
		append([]any{string(these)}, r.ofPlace()...)...)
	if err != nil {
		return nil, r.store.fail(op, err)
	}
	defer rows.Close()
	holders := map[client.ConnectionID][]string{}
	for rows.Next() {
		var id client.ConnectionID
		var attemptID string
		if err := rows.Scan(&id, &attemptID); err != nil {
			return nil, r.store.fail(op, err)
		}
		holders[id] = append(holders[id], attemptID)
	}
	return holders, r.store.fail(op, rows.Err())
}

// atOnce is how many entries a reading takes up in one transaction, and changedAtOnce
// those of which there is something new, which takes longer.
const (
	atOnce        = 10_000
	changedAtOnce = 100
)

// Keep keeps what was read: the dataflows of attempts, where those that are left out
// have none. Of those that were read only partly, all stays as it is known.
//
// What is new of an entry is kept as KeepFlows does. Each transaction leaves the
// register true; a ctx that is done keeps the next ones from being begun.
func (r *Reading) Keep(ctx context.Context, read map[string][]Dataflow, partly map[string]bool) error {
	var changed []FlowsRead
	for id, flows := range read {
		if !partly[id] && !alike(r.known[id], flows) {
			changed = append(changed, FlowsRead{AttemptID: id, At: r.at, Flows: flows})
		}
	}
	for id := range r.known {
		if _, has := read[id]; !has {
			changed = append(changed, FlowsRead{AttemptID: id, At: r.at})
		}
	}
	slices.SortFunc(changed, func(a, b FlowsRead) int { return strings.Compare(a.AttemptID, b.AttemptID) })
	for some := range slices.Chunk(changed, changedAtOnce) {
		if err := r.store.keepFlows(ctx, some); err != nil {
			return err
		}
	}
	left := []string{} // no null, which would be one of something unknown
	for id, is := range partly {
		if is {
			left = append(left, id)
		}
	}
	return r.moveOn(ctx, left)
}

// alike reports whether two readings of dataflows say the same.
func alike(a, b []Dataflow) bool {
	if len(a) != len(b) {
		return false
	}
	said := make(map[client.FlowID]Dataflow, len(a))
	for _, d := range a {
		said[d.ID] = d
	}
	for _, d := range b {
		old, was := said[d.ID]
		if !was || !reflect.DeepEqual(old, d) && !sameJSON(old, d) {
			return false
		}
		delete(said, d.ID)
	}
	return true
}

func sameJSON(a, b Dataflow) bool {
	one, err := json.Marshal(a)
	if err != nil {
		return false
	}
	other, err := json.Marshal(b)
	return err == nil && bytes.Equal(one, other)
}

// moveOn brings the entries of the place to the time of the reading, but for those
// that were read only partly.
func (r *Reading) moveOn(ctx context.Context, partly []string) error {
	const op = "keep reading"
	left, err := json.Marshal(partly)
	if err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	var id int64
	err = r.store.writeMany(ctx, op, func(ctx context.Context, tx *transaction) error {
		id, err = r.row(ctx, tx)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE entries SET flows_read_at = (SELECT at FROM readings WHERE id = entries.reading), reading = 0
			WHERE reading = ? AND attempt_id IN (SELECT value FROM json_each(?))`, id, string(left)); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE entries SET flows_read_at = (SELECT at FROM readings WHERE id = entries.reading), reading = 0
			WHERE reading = ? AND reading <> 0 AND state <> 'created'`, id); err != nil {
			return err
		}
		// A time that is still to come was written by a clock that was wrong then.
		_, err = tx.ExecContext(ctx, `UPDATE readings SET at = ? WHERE id = ? AND (at < ? OR at > ?)`,
			toMillis(r.at), id, toMillis(r.at), toMillis(tx.now()))
		return err
	})
	for more := true; more && err == nil; {
		err = r.store.writeMany(ctx, op, func(ctx context.Context, tx *transaction) error {
			more, err = r.takeUp(ctx, tx, id, string(left))
			return err
		})
	}
	return err
}

// row returns the row of the place in the table of readings.
func (r *Reading) row(ctx context.Context, tx *transaction) (id int64, err error) {
	err = tx.QueryRowContext(ctx, `SELECT id FROM readings WHERE practice = ? AND org_id = ? AND sandbox = ? AND platform_url = ?`,
		r.ofPlace()...).Scan(&id)
	if !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	done, err := tx.ExecContext(ctx, `INSERT INTO readings (practice, org_id, sandbox, platform_url, at) VALUES (?, ?, ?, ?, ?)`,
		append(r.ofPlace(), toMillis(r.at))...)
	if err != nil {
		return 0, err
	}
	return done.LastInsertId()
}

// takeUp makes entries part of the reading that are not yet, and tells whether there
// may be more.
func (r *Reading) takeUp(ctx context.Context, tx *transaction, id int64, left string) (more bool, err error) {
	r.store.readings.Lock()
	written, err := json.Marshal(slices.AppendSeq([]int64{}, maps.Keys(r.written)))
	r.store.readings.Unlock()
	if err != nil {
		return false, err
	}
	rows, err := tx.QueryContext(ctx, `UPDATE entries SET reading = ?, flow_status = iif(flows = 0, 'none', flow_status)
		WHERE rowid IN (SELECT rowid FROM entries WHERE reading = 0 AND `+ofPlace+`
			AND (flows_read_at <= ? OR flows_read_at > ?) AND rowid NOT IN (SELECT value FROM json_each(?))
			AND attempt_id NOT IN (SELECT value FROM json_each(?)) LIMIT ?)
		RETURNING rowid`,
		append(append([]any{id}, r.ofPlace()...), toMillis(r.at), toMillis(tx.now()), string(written), left, atOnce)...)
	rowids, err := collect(rows, err, scanOne[int64])
	for _, rowid := range rowids {
		tx.touched[rowid] = true // nothing that the reading would have to know
	}
	return len(rowids) == atOnce, err
}
