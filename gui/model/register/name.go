package register

import (
	"context"
	"strconv"
	"strings"

	"mooring/client/history"
)

// FreshName calls then with a name for a connection that no entry of the side that
// is shown, practice or real, has: base, or base with a number. Where the register
// cannot be read it is base.
func (t *Table) FreshName(base string, then func(name string)) {
	query := history.Query{Practice: t.query.Practice, Search: base}
	t.runner.Go(func() func() {
		taken := map[string]bool{}
		ctx := context.Background()
		if list, err := t.store.List(ctx, query); err == nil {
			_ = Scope(list.IDs).Each(ctx, t.store, func(e history.Entry) error {
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
