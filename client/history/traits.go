package history

import (
	"encoding/json"
	"strings"
)

// traits are what an entry is filtered by and ranked by. There are few that
// differ, which many entries share.
type traits struct {
	practice  bool
	state     State
	gone      bool
	past      bool // superseded
	rank      int8
	test      TestResult
	flows     FlowStatus
	accountID string
	orgID     string
	sandbox   string
	origin    Origin
	// place is what of them is searched, folded: sandbox and organization.
	place string
}

// group are traits that differ in their rank alone.
type group struct {
	traits
	ranked []int32 // where they are in the index with each rank, counted from 1
}

// parseTraits reads traits as indexColumns selects them.
func parseTraits(array string) (t traits, err error) {
	var practice, gone, past int
	values := [...]any{&practice, &t.state, &gone, &past, &t.test, &t.flows, &t.origin, &t.accountID, &t.orgID, &t.sandbox}
	if err := json.Unmarshal([]byte(array), &values); err != nil {
		return t, err
	}
	t.practice, t.gone, t.past = practice != 0, gone != 0, past != 0
	t.place = fold(t.sandbox + "\n" + t.orgID)
	return t, nil
}

// rankOf is the rank of an entry of these traits and times.
func (t *traits) rankOf(tested, updated, lastFile int64) int8 {
	e := Entry{
		State: t.state, Gone: t.gone, Superseded: t.past, Test: t.test, TestedAt: fromMillis(tested), PlatformUpdatedAt: fromMillis(updated),
	}
	e.Flows.Status, e.Flows.LastFile = t.flows, fromMillis(lastFile)
	return int8(ranks[e.Status()]) //nolint:gosec // there are few
}

// traitsOf returns where the traits of an entry of these times are.
func (x *index) traitsOf(array string, tested, updated, lastFile int64) (int32, error) {
	g := x.groups[array]
	if g == nil {
		t, err := parseTraits(array)
		if err != nil {
			return 0, err
		}
		g = &group{traits: t, ranked: make([]int32, len(statuses))}
		x.groups[strings.Clone(array)] = g
	}
	rank := g.rankOf(tested, updated, lastFile)
	if g.ranked[rank] == 0 {
		t := g.traits
		t.rank = rank
		x.traits = append(x.traits, t)
		g.ranked[rank] = int32(len(x.traits)) //nolint:gosec // far fewer than entries
	}
	return g.ranked[rank] - 1, nil
}
