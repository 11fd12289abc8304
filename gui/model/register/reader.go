package register

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"mooring/client/history"
	"mooring/gui/model"
)

// Reader reads entries in the background, whether they are in sight or not.
type Reader struct {
	runner model.Runner
	store  EntryStore
}

// All hands all that the register holds of the side of a query, practice or real,
// to then, in the order of the query.
func (r *Reader) All(query history.Query, then func(Scope, error)) {
	query.Search, query.Filter = "", history.Filter{}
	r.runner.Go(func() func() {
		list, err := r.store.List(context.Background(), query)
		return func() { then(list.IDs, err) }
	})
}

// errEnough ends a Gather that has reached its limit.
var errEnough = errors.New("enough entries")

// Gather reads the entries of a scope, at most limit of them, and hands them to
// then in the order of the table.
func (r *Reader) Gather(scope Scope, limit int, then func([]history.Entry, error)) {
	r.runner.Go(func() func() {
		var entries []history.Entry
		err := scope.Each(context.Background(), r.store, func(entry history.Entry) error {
			if len(entries) == limit {
				return errEnough
			}
			entries = append(entries, entry)
			return nil
		})
		if errors.Is(err, errEnough) {
			err = nil
		}
		return func() { then(entries, err) }
	})
}

// FreshName calls then with a name for a connection that no entry of that side,
// practice or real, has: base, or base with a number. Where the register cannot be
// read it is base.
func (r *Reader) FreshName(practice bool, base string, then func(name string)) {
	query := history.Query{Practice: practice, Search: base}
	r.runner.Go(func() func() {
		taken := map[string]bool{}
		ctx := context.Background()
		if list, err := r.store.List(ctx, query); err == nil {
			_ = Scope(list.IDs).Each(ctx, r.store, func(e history.Entry) error {
				taken[strings.ToLower(e.Name)] = true
				return nil
			})
		}
		name := base
		for n := 2; taken[strings.ToLower(name)]; n++ {
			name = base + " " + strconv.Itoa(n)
		}
		return func() { then(name) }
	})
}
