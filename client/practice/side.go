package practice

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

var errNoSide = errors.New("no such source connection or target connection")

// side is a source connection, which says what is read, or a target connection,
// which says where it goes. It outlives the dataflow that uses it.
type side struct {
	ID           string
	OrgID        string
	Sandbox      string
	Target       bool
	Name         string
	Description  string
	ConnectionID string // of the base connection
	SpecID       string
	Path         string
	PathType     string // file or folder
	Recursive    bool
	Format       string
	Delimiter    string
	Encoding     string
	Compression  string
	Dataset      string // which of the practice data sets
	MadeAt       int64  // in milliseconds
	By           string
	Client       string

	seq int64
}

// sidesOf are the source connection and the target connection of a dataflow that
// others have made.
func sidesOf(f Dataflow) []side {
	common := side{OrgID: f.OrgID, Sandbox: f.Sandbox, MadeAt: f.CreatedAt.UnixMilli(), By: f.CreatedBy, Client: f.CreatedClient}
	source, target := common, common
	source.ID, source.Name, source.ConnectionID, source.SpecID = f.SourceID, f.Name+" (source)", f.ConnectionID, f.SpecID
	source.Path, source.PathType, source.Recursive, source.Format = f.Path, f.PathType, f.Recursive, f.Format
	target.ID, target.Name, target.SpecID, target.Target, target.Dataset = f.TargetID, f.Name+" (target)", targetSpecID, true, f.Dataset
	return []side{source, target}
}

// etag is the same at all times, since sides cannot be changed here.
func (s side) etag() string { return `"` + s.ID[:8] + `-0000-0200-0000-000000000000"` }

// item is a side as GET shows it.
func (s side) item() fields {
	d, made := dialectIn(s.Sandbox), time.UnixMilli(s.MadeAt)
	item := fields{
		"id": s.ID, "name": s.Name, "createdAt": d.made(made), "updatedAt": d.made(made), "state": stateEnabled,
		"createdBy": s.By, "updatedBy": s.By, "createdClient": s.Client, "updatedClient": s.Client,
		"sandboxId": sandboxID(s.OrgID, s.Sandbox), "sandboxName": s.Sandbox, "imsOrgId": s.OrgID,
		"connectionSpec": specRef{s.SpecID, s3SpecVersion}, "version": s.etag(), d.etag(): s.etag(),
	}
	if s.Description != "" {
		item["description"] = s.Description
	}
	if s.Target {
		set := datasetByKey(s.Dataset)
		return item.with(fields{
			"data":   fields{"schema": fields{"id": set.schema.id(), "version": xedFull(majorVersion)}},
			"params": fields{"dataSetId": set.id(s.OrgID, s.Sandbox)},
		})
	}
	return item.with(fields{
		"baseConnectionId": s.ConnectionID, "data": s.data(),
		"params":              fields{"path": s.Path, "type": s.PathType, "recursive": s.Recursive},
		"inheritedAttributes": fields{"baseConnection": fields{"id": s.ConnectionID, "connectionSpec": specRef{s.SpecID, s3SpecVersion}}},
	})
}

// data says how the files are read.
func (s side) data() fields {
	how := fields{}
	if s.Format == "delimited" {
		how["columnDelimiter"], how["encoding"] = s.Delimiter, s.Encoding
		if s.Delimiter == "" {
			how["columnDelimiter"] = ","
		}
		if s.Encoding == "" {
			how["encoding"] = "UTF-8"
		}
	}
	if s.Compression != "" {
		how["compressionType"] = s.Compression
	}
	if len(how) == 0 {
		return fields{"format": s.Format}
	}
	return fields{"format": s.Format, "properties": how}
}

func (s side) number() int64 { return s.seq }

func (s side) values(field string) []string {
	switch field {
	case "id":
		return []string{s.ID}
	case "name":
		return []string{s.Name}
	case "state":
		return []string{stateEnabled}
	case "baseConnectionId":
		return []string{s.ConnectionID}
	case "connectionSpec.id":
		return []string{s.SpecID}
	case fieldCreated, fieldUpdated:
		return []string{milliText(time.UnixMilli(s.MadeAt))}
	}
	return nil
}

func insertSides(ctx context.Context, tx *sql.Tx, list ...side) error {
	for _, s := range list {
		_, err := tx.ExecContext(ctx, `INSERT INTO sides (id, org, sandbox, target, doc) VALUES (?, ?, ?, ?, ?)`,
			s.ID, s.OrgID, s.Sandbox, s.Target, string(encode(s)))
		if err != nil {
			return fmt.Errorf("insert the side: %w", err)
		}
	}
	return nil
}

func scanSide(row scanner) (side, error) {
	var s side
	var seq int64
	var doc string
	err := row.Scan(&seq, &doc)
	if errors.Is(err, sql.ErrNoRows) {
		return s, errNoSide
	}
	if err == nil {
		err = json.Unmarshal([]byte(doc), &s)
	}
	if err != nil {
		return s, fmt.Errorf("read the side: %w", err)
	}
	s.seq = seq
	return s, nil
}

// sides returns the first source connections, or target connections, of a sandbox
// that match lets through, as store.in does it.
func (s flowStore) sides(
	ctx context.Context, org, sandbox string, target bool, after int64, limit int, match func(side) bool,
) ([]side, error) {
	rows, err := s.db.QueryContext(ctx,
		`SELECT seq, doc FROM sides WHERE org = ? AND sandbox = ? AND target = ? AND seq > ? ORDER BY seq`, org, sandbox, target, after)
	return collect(rows, err, scanSide, limit, match)
}

// findSide returns a source connection or a target connection.
func findSide(ctx context.Context, in querier, org, sandbox string, target bool, id string) (side, error) {
	return scanSide(in.QueryRowContext(ctx,
		`SELECT seq, doc FROM sides WHERE org = ? AND sandbox = ? AND target = ? AND id = ?`, org, sandbox, target, id))
}

// removeSide deletes a side that no dataflow uses.
func (s flowStore) removeSide(ctx context.Context, org, sandbox string, target bool, id string) error {
	return s.transact(ctx, func(ctx context.Context, tx *sql.Tx) error {
		found, err := findSide(ctx, tx, org, sandbox, target, id)
		if err != nil {
			return err
		}
		var name string
		err = tx.QueryRowContext(ctx, `SELECT name FROM flows WHERE source_id = ?1 OR target_id = ?1`, id).Scan(&name)
		switch {
		case err == nil:
			return &refusal{"1418-400", fmt.Sprintf("The connection with the ID %s cannot be deleted because it is being used in one or "+
				"more flows. Please ensure that corresponding flows are deleted before. Flows: %s.", id, name)}
		case !errors.Is(err, sql.ErrNoRows):
			return fmt.Errorf("look for dataflows: %w", err)
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM sides WHERE seq = ?`, found.seq); err != nil {
			return fmt.Errorf("delete the side: %w", err)
		}
		return nil
	})
}

// addSide adds a source connection or a target connection.
func (s flowStore) addSide(ctx context.Context, made side) error {
	return s.transact(ctx, func(ctx context.Context, tx *sql.Tx) error { return insertSides(ctx, tx, made) })
}
