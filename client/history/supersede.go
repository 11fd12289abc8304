package history

import "context"

// sameConnection selects the entries of a name in a place.
const sameConnection = `name = ? AND name <> '' AND practice = ? AND platform_url = ? AND org_id = ? AND sandbox = ?`

// supersede has earlier attempts that failed be past once one at a connection of the
// same name has come about, and one that failed where that was before it was known.
func supersede(ctx context.Context, tx *transaction, e *row) error {
	same := []any{e.Name, e.Place.Practice, e.Place.PlatformURL, e.Place.OrgID, e.Place.Sandbox, toMillis(e.StartedAt)}
	e.Superseded = false
	switch e.State {
	case Failed:
		return tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM entries
			WHERE `+sameConnection+` AND started_at >= ? AND state IN ('created', 'deleted'))`, same...).Scan(&e.Superseded)
	case Created, Deleted:
	default:
		return nil
	}
	_, err := tx.change(ctx, `UPDATE entries SET superseded = 1
		WHERE `+sameConnection+` AND started_at <= ? AND state = 'failed' AND superseded = 0`, same...)
	return err
}
