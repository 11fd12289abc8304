package practice

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// flowKind is what a dataflow of a kind reads, where to and when.
type flowKind struct {
	name, description string
	path, pathType    string // below the top of the connection
	dataset           string
	frequency         string
	begins            time.Duration // from now
	pausedFor         time.Duration
}

// flowKinds are the dataflows that others put on a connection.
var flowKinds = map[Elsewhere]flowKind{
	ElsewhereUse:    {"Daily sales", "All stores, every hour", "sales", "folder", "sales", "hour", -5 * 24 * time.Hour, 0},
	ElsewhereFail:   {"Daily sales", "All stores, every hour", "sales", "folder", "sales", "hour", -5 * 24 * time.Hour, 0},
	ElsewherePartly: {"Loyalty members", "Members and their consent", "loyalty/members.csv", "file", "members", "day", -5 * 24 * time.Hour, 0},
	ElsewherePause:  {"Product catalogue", "", "products.csv", "file", "products", "hour", -5 * 24 * time.Hour, 2 * 24 * time.Hour},
	ElsewhereLater:  {"Web clicks", "Begins with the new site", "events", "folder", "clicks", "minute", 24 * time.Hour, 0},
	ElsewhereOnce:   {"Customers, first load", "", "customers/customers.csv", "file", "customers", onceOnly, -5 * 24 * time.Hour, 0},
}

// keysEndedAgo is since when the keys of ElsewhereFail are refused.
const keysEndedAgo = 3 * 24 * time.Hour

// newOf makes a dataflow of a kind, as of now.
func (k flowKind) newOf(conn Connection, now time.Time) Dataflow {
	starts := now.Add(k.begins).Truncate(time.Minute)
	f := newDataflow(conn, k.name, now.Add(min(k.begins, 0)-10*time.Minute))
	f.Description, f.Dataset, f.Format = k.description, k.dataset, "delimited"
	f.Path, f.PathType, f.Recursive = conn.top()+"/"+k.path, k.pathType, k.pathType == "folder"
	f.Frequency, f.StartsAt, f.NextAt, f.Diagnostics, f.Percent = k.frequency, starts, starts, true, 5
	f.Backfill, f.MappingID = true, datasetByKey(k.dataset).mappingSet(conn.OrgID).ID
	switch k.frequency {
	case onceOnly:
	case "minute":
		f.Interval = 15
	default:
		f.Interval = 1
	}
	return f
}

// somebody works in Adobe's own pages, and with Amazon.
type somebody struct{ flowStore }

// put puts a dataflow of a kind on a connection, with the runs that it has had.
func (s somebody) put(ctx context.Context, org, sandbox, connectionID string, what Elsewhere) error {
	kind, now := flowKinds[what], s.now()
	conn, err := s.get(ctx, org, sandbox, connectionID)
	if err != nil {
		return err
	}
	if what == ElsewhereFail {
		if err := s.revoke(ctx, org, sandbox, connectionID, now.Add(-keysEndedAgo)); err != nil {
			return err
		}
	}
	f := kind.newOf(conn, now)
	return s.transact(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := insertWhole(ctx, tx, f); err != nil {
			return err
		}
		if kind.pausedFor == 0 {
			return nil
		}
		if err := s.catchUpFlow(ctx, tx, f, now.Add(-kind.pausedFor)); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `UPDATE flows SET state = ?, updated_ms = ? WHERE id = ?`,
			stateDisabled, now.Add(-kind.pausedFor).UnixMilli(), f.ID)
		if err != nil {
			return fmt.Errorf("pause the dataflow: %w", err)
		}
		return nil
	})
}

// putForeign puts a dataflow into a sandbox that reads another storage than S3.
func (s somebody) putForeign(ctx context.Context, org, sandbox string) error {
	const azureBlobSpecID = "4c10e202-c428-4796-9208-5f1f5732b1cf"
	conn := Connection{ID: uuid.NewString(), OrgID: org, Sandbox: sandbox, SpecID: azureBlobSpecID, Bucket: "recordings"}
	return s.add(ctx, flowKind{
		"Call centre", "Read from Azure", "calls", "folder", "customers", "day", -30 * 24 * time.Hour, 0,
	}.newOf(conn, s.now()))
}

// revoke lets Amazon refuse the keys of a connection since a moment. What was due
// by now has been done with what they were worth.
func (s somebody) revoke(ctx context.Context, org, sandbox, connectionID string, since time.Time) error {
	if err := s.catchUp(ctx, org, sandbox); err != nil {
		return err
	}
	_, err := s.update(ctx, org, sandbox, connectionID, func(c *Connection) error {
		c.KeysEndedAt = since
		return nil
	})
	return err
}

// free deletes the dataflows of a connection.
func (s somebody) free(ctx context.Context, org, sandbox, connectionID string) error {
	flows, err := s.of(ctx, connectionID)
	if err != nil {
		return err
	}
	for _, f := range flows {
		if err := s.removeFlow(ctx, org, sandbox, f.ID); err != nil {
			return err
		}
	}
	return nil
}

// rename gives the dataflows of a connection other names.
func (s somebody) rename(ctx context.Context, org, sandbox, connectionID string, now time.Time) error {
	flows, err := s.of(ctx, connectionID)
	if err != nil {
		return err
	}
	for _, f := range flows {
		_, err := s.updateFlow(ctx, org, sandbox, f.ID, func(_ context.Context, _ querier, f *Dataflow) error {
			f.Name += " (v2)"
			f.touch(now, somebodyElse, PagesClient)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
