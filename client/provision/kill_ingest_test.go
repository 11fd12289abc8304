package provision_test

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/provision"
)

// ingestWork is what the app is at with dataflows when it is killed.
var ingestWork = map[string]func(i *provision.Ingest, r *history.Register, c *client.Client, attemptID string) error{
	"making": func(i *provision.Ingest, _ *history.Register, c *client.Client, id string) error {
		return makeMembers(i, c, id, nil)
	},
	"taking back": func(i *provision.Ingest, _ *history.Register, c *client.Client, id string) error {
		return makeMembers(i, c, id, func(plan *provision.Plan) { plan.Flow.Start = time.Now().Add(-time.Hour) }) // which is refused
	},
	"editing": func(i *provision.Ingest, r *history.Register, c *client.Client, id string) error {
		d, err := onlyFlow(r, id)
		if err != nil {
			return err
		}
		now, err := c.Dataflows().Flow(context.Background(), d.ID)
		if err != nil {
			return err
		}
		text := "Changed"
		return i.Edit(context.Background(), provision.IngestOf(c), id, d.ID, now.ETag, client.FlowChange{Description: &text})
	},
	"removing": func(i *provision.Ingest, r *history.Register, c *client.Client, id string) error {
		d, err := onlyFlow(r, id)
		if err != nil {
			return err
		}
		return i.Delete(context.Background(), provision.IngestOf(c), id, d.ID)
	},
}

func makeMembers(i *provision.Ingest, c *client.Client, id string, mend func(*provision.Plan)) error {
	plan, err := membersPlan(context.Background(), c)
	if err != nil {
		return err
	}
	if mend != nil {
		mend(&plan)
	}
	_, err = i.Start(context.Background(), provision.IngestOf(c), id, plan, nil)
	return err
}

// stoppingPlans stands still before and after each time that a plan is written down.
type stoppingPlans struct {
	*history.Plans
	journal *stoppingJournal
	n       int
}

func (p *stoppingPlans) around(write func() error) error {
	p.n++
	return p.journal.around(fmt.Sprintf("before write %d", p.n), fmt.Sprintf("after write %d", p.n), write)
}

func (p *stoppingPlans) Keep(ctx context.Context, id string, plan history.Plan, news history.PlanNews) error {
	return p.around(func() error { return p.Plans.Keep(ctx, id, plan, news) })
}

func (p *stoppingPlans) End(ctx context.Context, id, mark string, news history.PlanNews) error {
	return p.around(func() error { return p.Plans.End(ctx, id, mark, news) })
}

// ingestKill is a moment at which the app is killed while it is at something with a
// dataflow, and what has to be true after the next start.
type ingestKill struct {
	work         string
	moment       string
	method, path string // of the request that is kept
	flow         bool   // there is a dataflow then
	changed      bool   // it is as the change made it
	silent       bool   // the trail knows nothing
}

// ingestKills are all of them.
func ingestKills() (kills []ingestKill) {
	add := func(k ingestKill, moments map[string]bool, to func(*ingestKill, bool)) {
		for moment, done := range moments {
			one := k
			one.moment = moment
			to(&one, done)
			kills = append(kills, one)
		}
	}
	requests := map[string]bool{killBeforeCommit: false, killAfterCommit: true, killLateCommit: true, killMidAnswer: true}
	bare := map[string]bool{killBeforeCommit: false, killAfterCommit: true, killLateCommit: true} // what has no body
	none := func(*ingestKill, bool) {}
	writes := func(work string, n int, to func(k *ingestKill, write int, after bool)) {
		for write := range n {
			for _, after := range []bool{false, true} {
				k := ingestKill{work: work, moment: fmt.Sprintf("before write %d", write+1)}
				if after {
					k.moment = fmt.Sprintf("after write %d", write+1)
				}
				to(&k, write+1, after)
				kills = append(kills, k)
			}
		}
	}
	for _, path := range []string{"/sourceConnections", "/targetConnections", "/mappingSets"} {
		add(ingestKill{work: "making", method: http.MethodPost, path: path}, requests, none)
	}
	add(ingestKill{work: "making", method: http.MethodPost, path: "flowservice/flows"}, requests, func(k *ingestKill, done bool) { k.flow = done })
	writes("making", 5, func(k *ingestKill, write int, after bool) {
		k.silent, k.flow = write == 1 && !after, write == 5
	})
	for _, path := range []string{"/sourceConnections/", "/targetConnections/"} {
		add(ingestKill{work: "taking back", method: http.MethodDelete, path: path}, bare, none)
	}
	writes("taking back", 6, func(k *ingestKill, write int, after bool) { k.silent = write == 1 && !after })
	add(ingestKill{work: "editing", method: http.MethodPatch, path: "/flows/", flow: true}, requests, func(k *ingestKill, done bool) { k.changed = done })
	writes("editing", 2, func(k *ingestKill, write int, _ bool) { k.flow, k.changed = true, write == 2 })
	add(ingestKill{work: "removing", method: http.MethodDelete, path: "/flows/"}, bare, func(k *ingestKill, done bool) { k.flow = !done })
	for _, path := range []string{"/sourceConnections/", "/targetConnections/"} {
		add(ingestKill{work: "removing", method: http.MethodDelete, path: path}, bare, none)
	}
	writes("removing", 3, func(k *ingestKill, write int, _ bool) { k.flow = write == 1 })
	return kills
}

// TestKillIngest kills the app at every moment of making a dataflow, of taking back
// what was made, of a change and of a deletion. After the next start there is one
// dataflow, whole, or none and nothing of it.
func TestKillIngest(t *testing.T) {
	for _, k := range ingestKills() {
		t.Run(k.work+" "+k.method+k.path+" "+k.moment, func(t *testing.T) {
			dir := t.TempDir()
			platform, baseURL := newStoppingPlatform(t, dir, k.moment, k.method, k.path, nil)
			k.try(t, filepath.Join(dir, "register"), baseURL, platform)
		})
	}
}

func (k ingestKill) try(t *testing.T, dir, baseURL string, platform *stoppingPlatform) {
	t.Helper()
	const name = "S3 connection #1"
	c, tokens := signIn(t, baseURL, practicePlace, nil)
	register := openRegister(t, dir)
	made, err := provision.New(register.Journal, provision.Options{}).Create(t.Context(), c, tokens, practiceRequest(name, keyOf(name)), nil)
	if err != nil {
		t.Fatal(err)
	}
	id := made.Entry.AttemptID
	was := 0
	if k.work == "editing" || k.work == "removing" {
		platform.moment = "" // which it is not yet
		if err := makeMembers(provision.NewIngest(register.Journal, register.Plans, provision.Options{}), c, id, nil); err != nil {
			t.Fatal(err)
		}
		platform.moment = k.moment
		was = 2
	}
	if err := register.Close(); err != nil {
		t.Fatal(err)
	}
	kill(t, k.work+": "+k.moment, dir, baseURL, name, platform)
	platform.moment = "" // it is over

	register = openRegister(t, dir)
	defer func() { _ = register.Close() }()
	for range 2 { // the second time there is nothing to settle
		err := provision.NewIngest(register.Journal, register.Plans, provision.Options{Settle: 50 * time.Millisecond}).
			Settle(t.Context(), func(history.Entry) (provision.IngestPlatform, error) { return provision.IngestOf(c), nil }, true,
				func(one history.OpenPlan, err error) {
					if err != nil {
						t.Errorf("%s: %v", one.Plan.Goal, err)
					}
				})
		if err != nil {
			t.Error(err)
		}
	}
	k.check(t, register, c, made.Entry, was)
	noSecrets(t, dir)
}

// check checks what there is after the next start.
func (k ingestKill) check(t *testing.T, register *history.Register, c *client.Client, entry history.Entry, was int) {
	t.Helper()
	plans, err := register.Plans.Open(t.Context(), true)
	if err != nil || len(plans) != 0 {
		t.Errorf("%+v, %v", plans, err)
	}
	for _, err := range wholeOn(t.Context(), c, entry.ConnectionID, nil) {
		t.Error(err)
	}
	there := membersOn(t, c)
	known, err := register.Journal.Flows(t.Context(), entry.AttemptID)
	if err != nil || len(there) != map[bool]int{true: 1}[k.flow] || len(known) != len(there) || len(there) == 1 && (known[0].ID != there[0].ID || (there[0].Description == "Changed") != k.changed) {
		t.Errorf("there is %+v, the register knows %+v, %v", there, known, err)
	}
	sources := 0
	for _, err := range c.Dataflows().SourceConnections(t.Context(), entry.ConnectionID) {
		if err != nil {
			t.Fatal(err)
		}
		sources++
	}
	if sources != len(there) {
		t.Errorf("%d source connections of %d dataflows", sources, len(there))
	}
	var trail []history.EventKind
	for _, kind := range trailOf(t, register, entry.AttemptID) {
		if strings.HasPrefix(string(kind), "flow") && kind != history.EventFlowLeft && kind != history.EventFlowTidied {
			trail = append(trail, kind)
		}
	}
	var want []history.EventKind
	switch k.work {
	case "making", "taking back":
		want = []history.EventKind{history.EventFlowMaking, history.EventFlowMakeFailed}
		if k.flow {
			want[1] = history.EventFlowMade
		}
	case "editing":
		want = []history.EventKind{history.EventFlowEditing, history.EventFlowEditFailed}
		if k.changed {
			want[1] = history.EventFlowEdited
		}
	case "removing":
		want = []history.EventKind{history.EventFlowDeleting, history.EventFlowDeleted}
		if k.flow {
			want[1] = history.EventFlowDeleteFailed
		}
	}
	if silent := k.silent || k.work != "making" && k.work != "taking back" && k.moment == "before write 1"; silent {
		want = nil
	}
	if got := trail[min(was, len(trail)):]; !slices.Equal(got, want) {
		t.Errorf("the trail is %v, want %v", trail, want)
	}
}
