package practice

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
)

var errNoMappingSet = errors.New("no such mapping set")

// mappingStore holds the mapping sets beside the dataflows that use them.
type mappingStore struct {
	*store
}

// add keeps a mapping set, for ever: none can be deleted.
func (s mappingStore) add(ctx context.Context, org, sandbox string, set mappingSet) error {
	return s.transact(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO mapping_sets (id, org, sandbox, doc) VALUES (?, ?, ?, ?)`,
			set.ID, org, sandbox, string(encode(set)))
		if err != nil {
			return fmt.Errorf("insert the mapping set: %w", err)
		}
		return nil
	})
}

func scanMappingSet(row scanner) (mappingSet, error) {
	var set mappingSet
	var doc string
	err := row.Scan(&doc)
	if errors.Is(err, sql.ErrNoRows) {
		return set, errNoMappingSet
	}
	if err == nil {
		err = json.Unmarshal([]byte(doc), &set)
	}
	if err != nil {
		return set, fmt.Errorf("read the mapping set: %w", err)
	}
	return set, nil
}

// querier is the store, or a transaction in it.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// one returns a mapping set, or one of those that others have made.
func (s mappingStore) one(ctx context.Context, org, sandbox, id string) (mappingSet, error) {
	return findMappingSet(ctx, s.db, org, sandbox, id)
}

func findMappingSet(ctx context.Context, in querier, org, sandbox, id string) (mappingSet, error) {
	for _, d := range practiceDatasets {
		if set := d.mappingSet(org); set.ID == id {
			return set, nil
		}
	}
	return scanMappingSet(in.QueryRowContext(ctx, `SELECT doc FROM mapping_sets WHERE org = ? AND sandbox = ? AND id = ?`, org, sandbox, id))
}

// pipeOf is what the rows of a dataflow go through. What of a mapping set does not
// work has been refused before.
func (s mappingStore) pipeOf(ctx context.Context, in querier, f Dataflow) (*pipe, error) {
	set, err := findMappingSet(ctx, in, f.OrgID, f.Sandbox, f.MappingID)
	if err != nil {
		return nil, err
	}
	through, _ := set.compile(datasetByKey(f.Dataset).schema)
	return through, nil
}
