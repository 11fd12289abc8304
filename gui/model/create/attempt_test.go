package create_test

import (
	"testing"
	"time"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/gui/model"
	"mooring/gui/model/create"
	"mooring/gui/model/modeltest"
)

func TestCreateShowsTheResultAndRecordsIt(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(t, r)
		d.fill("Loyalty exports", practice.AccessKeyWorks)
		d.create(false)
		if d.attempt.Phase() != create.Succeeded || !d.attempt.Problem().Empty() {
			t.Fatalf("phase %v, problem %+v", d.attempt.Phase(), d.attempt.Problem())
		}
		for _, step := range create.Steps {
			if got := d.attempt.Step(step); got != provision.Done {
				t.Errorf("step %v is %v", step, got)
			}
		}
		entry := d.attempt.Entry()
		if entry.ConnectionID == "" || entry.ETag == "" || entry.Test != history.Working {
			t.Errorf("entry %+v", entry)
		}
		shown := d.entries(t)[0]
		if shown.ConnectionID != entry.ConnectionID || shown.ETag != entry.ETag {
			t.Errorf("row %+v", shown)
		}
	})
}

// Keys that were warned of in the form are not ticked off as if nothing was.
func TestUnusualKeysAreNotTickedOff(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(t, r)
		d.fill("Loyalty exports", practice.AccessKeyWorks)
		d.form.Set(model.FieldSecretKey, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKE")
		if note := d.form.Judge(model.FieldSecretKey); note.Level != model.Warning {
			t.Fatalf("the form says %+v", note)
		}
		d.create(false)
		if got := d.attempt.Step(provision.StepKeys); got != provision.Warned || d.attempt.Phase() != create.Succeeded {
			t.Errorf("the step is %v, phase %v", got, d.attempt.Phase())
		}
	})
}

func TestDoubleClickMakesOneConnection(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(t, r)
		d.fill("Once", practice.AccessKeyWorks)
		ended := 0
		d.attempt.Ended.Listen(func(create.Phase) { ended++ })
		for range 2 {
			d.attempt.Create(d.target, model.NewConnection(d.form), false)
		}
		if !d.attempt.Busy() {
			t.Fatal("not busy")
		}
		d.attempt.Follow(history.Entry{AttemptID: "other"})
		d.attempt.Clear()
		r.Settle()
		if held, err := d.Practice.Connections(t.Context()); err != nil || len(held) != 1 || ended != 1 {
			t.Errorf("%d connections, ended %d times, %v", len(held), ended, err)
		}
	})
}

func TestStoppedBeforeAnythingWasSent(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(t, r)
		d.fill("Never", practice.AccessKeyWorks)
		d.attempt.Create(d.target, model.NewConnection(d.form), false)
		d.attempt.Cancel()
		if d.attempt.Phase() != create.Stopping {
			t.Errorf("phase %v after Cancel", d.attempt.Phase())
		}
		r.Settle()
		if d.attempt.Phase() != create.Trouble || d.attempt.Problem().Name != "canceled" {
			t.Errorf("phase %v, problem %q", d.attempt.Phase(), d.attempt.Problem().Name)
		}
		if held, err := d.Practice.Connections(t.Context()); err != nil || len(held) != 0 {
			t.Errorf("%d connections, %v", len(held), err)
		}
	})
}

// What became of a lost answer is found out elsewhere, and tested there.
func TestAttemptFollowsItsEntry(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDeskWith(t, r, practice.Options{Dir: t.TempDir()}, time.Millisecond)
		d.fill("Lost", practice.AccessKeyWorks)
		d.Practice.Misbehave(
			practice.Fault{Op: practice.OpCreate, Drop: practice.DropAfterCommit},
			practice.Fault{Op: practice.OpList, Times: 1}, practice.Fault{Op: practice.OpList, Status: 403},
		)
		d.create(false)
		d.Practice.Behave()
		before := d.attempt.Entry()
		if d.attempt.Phase() != create.Undecided {
			t.Fatalf("phase %v", d.attempt.Phase())
		}
		d.attempt.Follow(history.Entry{AttemptID: "other", State: history.Failed})
		if d.attempt.Phase() != create.Undecided {
			t.Error("it has followed another entry")
		}
		found := before
		found.State, found.ConnectionID = history.Created, "id"
		d.attempt.Follow(found)
		if d.attempt.Phase() != create.Succeeded || d.attempt.Entry().ConnectionID != "id" || !d.attempt.Problem().Empty() {
			t.Errorf("phase %v, %q", d.attempt.Phase(), d.attempt.Problem().Name)
		}
		d.attempt.Follow(before) // it was read earlier, and comes late
		if d.attempt.Phase() != create.Succeeded {
			t.Errorf("phase %v after what came late", d.attempt.Phase())
		}
		found.Test = history.Refused
		d.attempt.Follow(found)
		if d.attempt.Problem().Name != "testRefused" || d.attempt.Step(provision.StepTest) != provision.Warned {
			t.Errorf("%q", d.attempt.Problem().Name)
		}
	})
}

func TestTwinIsNotCreatedUnseen(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(t, r)
		d.fill("Loyalty exports", practice.AccessKeyWorks)
		d.create(false)
		d.create(false)
		if d.attempt.Phase() != create.Trouble || d.attempt.Problem().Name != "twinName" || len(d.attempt.Twins()) == 0 {
			t.Fatalf("phase %v, problem %+v", d.attempt.Phase(), d.attempt.Problem())
		}
		if len(d.entries(t)) != 1 {
			t.Errorf("%d entries", len(d.entries(t)))
		}
		d.fill("Another name", practice.AccessKeyWorks)
		d.create(false)
		if d.attempt.Problem().Name != "twinKey" {
			t.Errorf("problem %+v", d.attempt.Problem())
		}
		d.create(true)
		if d.attempt.Phase() != create.Succeeded || len(d.entries(t)) != 2 {
			t.Errorf("phase %v, %d entries", d.attempt.Phase(), len(d.entries(t)))
		}
	})
}

func TestRefusedKeysKeepTheConnection(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(t, r)
		d.fill("Web logs", practice.AccessKeyRefused)
		d.create(false)
		if d.attempt.Phase() != create.Succeeded || d.attempt.Problem().Name != "testRefused" {
			t.Fatalf("phase %v, problem %+v", d.attempt.Phase(), d.attempt.Problem())
		}
		if d.attempt.Step(provision.StepTest) != provision.Warned {
			t.Errorf("step %v", d.attempt.Step(provision.StepTest))
		}
	})
}

// What has mended itself is said all the same.
func TestLostAnswerIsFoundAgain(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(t, r)
		d.fill("Lost", practice.AccessKeyLostAnswer)
		d.create(false)
		if d.attempt.Phase() != create.Succeeded || d.attempt.Entry().ConnectionID == "" {
			t.Fatalf("phase %v, problem %+v", d.attempt.Phase(), d.attempt.Problem())
		}
		if got := d.attempt.Aside().Key; got != "step.create.found" {
			t.Errorf("it says %q", got)
		}
		d.attempt.Clear()
		if !d.attempt.Aside().Empty() {
			t.Error("it is still said of the next attempt")
		}
	})
}

func TestPauseIsTold(t *testing.T) {
	d := newDesk(t, modeltest.NewShuffled(1))
	d.fill("Asked to wait", practice.AccessKeyThrottled)
	d.create(false)
	if got := d.attempt.Aside().Key; d.attempt.Phase() != create.Succeeded || got != "step.create.waited" {
		t.Errorf("phase %v, it says %q", d.attempt.Phase(), got)
	}
}

func TestMissingRightPointsTheWay(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(t, r)
		d.target.Account.OrgID = practice.OrgWithoutRight
		d.fill("Forbidden", practice.AccessKeyWorks)
		d.create(false)
		if d.attempt.Phase() != create.Trouble || d.attempt.Problem().Name != "permissionSources" {
			t.Fatalf("phase %v, problem %+v", d.attempt.Phase(), d.attempt.Problem())
		}
		if d.attempt.Problem().Details == "" {
			t.Error("no details for a technician")
		}
		if d.attempt.Entry().State != history.Failed {
			t.Errorf("entry %+v", d.attempt.Entry())
		}
	})
}

func TestSandboxThatIsBeingReset(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		d := newDesk(t, r)
		d.target.Account.Sandbox = practice.SandboxResetting
		d.fill("Nowhere", practice.AccessKeyWorks)
		d.create(false)
		if p := d.attempt.Problem(); p.Name != "sandboxInactive" || p.Field != model.FieldSandbox {
			t.Fatalf("problem %+v", p)
		}
		if d.attempt.Entry().AttemptID != "" {
			t.Error("something was journalled although nothing was to be sent")
		}
	})
}

// Where Platform does not say what it objects to, the problem is about the field that did
// not look right before.
func TestARefusalPointsAtTheFieldThatWasDoubted(t *testing.T) {
	r := modeltest.NewShuffled(1)
	d := newDesk(t, r)
	d.fill("Loyalty", practice.AccessKeyWorks)
	d.form.Set(model.FieldBucket, "Acme-Loyalty")
	d.create(false)
	problem := d.attempt.Problem()
	if d.attempt.Phase() != create.Trouble || problem.Name != "rejected" || problem.Field != model.FieldBucket {
		t.Errorf("phase %d, problem %q about %q", d.attempt.Phase(), problem.Name, problem.Field)
	}
	if problem.Do.Key != "problem.rejected.doField" {
		t.Errorf("the advice is %q", problem.Do.Key)
	}
}
