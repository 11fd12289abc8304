package provision_test

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
)

// What the app is at when it is killed.
const (
	killUpdating    = "updating"
	killDeleting    = "deleting"
	killDeletingAll = "deleting all"
)

// changingVictim changes or deletes the one connection of that name, and waits
// to be killed when its moment has come.
func changingVictim(work, moment, dir, baseURL, name string) error {
	register, err := history.Open(context.Background(), history.Options{Dir: dir})
	if err != nil {
		return err
	}
	entries, err := entriesOf(context.Background(), register, history.Query{Practice: true, Search: name})
	if err != nil || len(entries) == 0 {
		return fmt.Errorf("%d entries: %w", len(entries), err)
	}
	c, _, err := connect(baseURL, practicePlace, nil)
	if err != nil {
		return err
	}
	if work == killDeletingAll {
		return deleteAll(context.Background(), provision.New(register.Journal, provision.Options{}), c, entries, func(history.Entry, error) {})
	}
	journal := &stoppingJournal{Journal: register.Journal, moment: moment}
	if do := flowWork[work]; do != nil {
		return do(provision.NewFlows(journal, provision.Options{}), register, c, entries[0].AttemptID)
	}
	if do := ingestWork[work]; do != nil {
		plans := &stoppingPlans{Plans: register.Plans, journal: journal}
		return do(provision.NewIngest(register.Journal, plans, provision.Options{}), register, c, entries[0].AttemptID)
	}
	service := provision.New(journal, provision.Options{})
	if work == killDeleting {
		_, err = service.Delete(context.Background(), c, entries[0].AttemptID)
		return err
	}
	keys := practiceRequest("", practice.AccessKeyRefused).Connection.S3
	keys.Bucket = "elsewhere"
	_, err = service.Update(context.Background(), c, entries[0].AttemptID, entries[0].ETag, client.Change{S3: &keys})
	return err
}

// TestKillChanging kills the app at every moment of a change and of a deletion.
// Afterwards the register says what Platform holds, and the trail how it came.
func TestKillChanging(t *testing.T) {
	rounds := killRounds(5)
	tests := []struct {
		moment string
		done   bool
		silent bool // the register knows nothing of it
	}{
		{moment: killBeforeJournal, silent: true},
		{moment: killJournalled},
		{moment: killBeforeCommit},
		{moment: killAfterCommit, done: true},
		{moment: killLateCommit, done: true},
		{moment: killMidAnswer, done: true},
		{moment: killAnswered, done: true},
		{moment: killRecorded, done: true},
	}
	for work, events := range map[string][2]history.EventKind{
		killUpdating: {history.EventUpdateFailed, history.EventUpdated},
		killDeleting: {history.EventDeleteFailed, history.EventDeleted},
	} {
		for _, tt := range tests {
			if work == killDeleting && tt.moment == killMidAnswer {
				continue // the answer to a deletion has no body
			}
			t.Run(work+" "+tt.moment, func(t *testing.T) {
				dir := t.TempDir()
				method := map[string]string{killUpdating: http.MethodPatch, killDeleting: http.MethodDelete}[work]
				platform, baseURL := newStoppingPlatform(t, dir, tt.moment, method, "", nil)
				c, tokens := signIn(t, baseURL, practicePlace, nil)
				registerDir := filepath.Join(dir, "register")
				for round := range rounds {
					name := fmt.Sprintf("S3 connection #%d", round)
					register := openRegister(t, registerDir)
					made, err := provision.New(register.Journal, provision.Options{}).
						Create(t.Context(), c, tokens, practiceRequest(name, keyOf(name)), nil)
					if err != nil {
						t.Fatal(err)
					}
					if err := register.Close(); err != nil {
						t.Fatal(err)
					}
					kill(t, work+": "+tt.moment, registerDir, baseURL, name, platform)
					want := history.EventCreated
					switch {
					case tt.done:
						want = events[1]
					case !tt.silent:
						want = events[0]
					}
					settleChange(t, registerDir, c, made.Entry.AttemptID, platform.Platform, want)
					noSecrets(t, registerDir)
					if t.Failed() {
						return
					}
				}
			})
		}
	}
}

// settleChange is what the next start of the app does an hour later: the list is
// refreshed, and the connection looked at.
func settleChange(t *testing.T, dir string, c *client.Client, attemptID string, platform *practice.Platform, want history.EventKind) {
	t.Helper()
	register := openRegister(t, dir)
	defer func() { _ = register.Close() }()
	service := provision.New(register.Journal, provision.Options{
		Now: func() time.Time { return time.Now().Add(time.Hour) },
	})
	// What was under way to Platform is done between the two.
	for range 2 {
		if _, err := service.Refresh(t.Context(), c, practicePlace, history.Source{}, nil); err != nil {
			t.Error(err)
		}
	}
	entry, _, err := service.Read(t.Context(), c, attemptID)
	if err != nil {
		t.Error(err)
	}
	agreeOnAll(t, register, platform)
	var last history.EventKind
	for _, kind := range trailOf(t, register, attemptID) {
		if kind != history.EventTested {
			last = kind
		}
	}
	if last != want {
		t.Errorf("the trail is %v, want it to end with %s", trailOf(t, register, attemptID), want)
	}
	if entry.Gone {
		t.Error("another is said to have deleted it")
	}
	if want == history.EventUpdated && (entry.Bucket != "elsewhere" || entry.Test != history.NotTested ||
		entry.AccessKeyHash != register.Journal.HashAccessKey(practice.AccessKeyRefused)) {
		t.Errorf("recorded %+v", entry)
	}
}

// deleteAll deletes the connections of entries.
func deleteAll(ctx context.Context, s *provision.Service, c *client.Client, entries []history.Entry, each func(history.Entry, error)) error {
	var ids []string
	for _, entry := range entries {
		ids = append(ids, entry.AttemptID)
	}
	return s.DeleteAll(ctx, ids, func(history.Entry) (provision.Platform, error) { return c, nil }, each)
}

// TestKillDeletingAll kills the app amid the deletion of many. The next start says of each
// what Platform holds, and deletes the rest; none is said to be somebody else's doing.
func TestKillDeletingAll(t *testing.T) {
	for _, moment := range []string{killBeforeCommit, killAfterCommit, killLateCommit} {
		t.Run(moment, func(t *testing.T) {
			const many, before = 12, 5
			dir := t.TempDir()
			platform, baseURL := newStoppingPlatform(t, dir, moment, http.MethodDelete, "", nil)
			platform.after = before
			c, tokens := signIn(t, baseURL, practicePlace, nil)
			registerDir := filepath.Join(dir, "register")
			register := openRegister(t, registerDir)
			for i := range many {
				name := fmt.Sprintf("S3 connection #%d", i)
				if _, err := provision.New(register.Journal, provision.Options{}).Create(t.Context(), c, tokens, practiceRequest(name, keyOf(name)), nil); err != nil {
					t.Fatal(err)
				}
			}
			if err := register.Close(); err != nil {
				t.Fatal(err)
			}
			kill(t, killDeletingAll+": "+moment, registerDir, baseURL, "connection", platform)

			register = openRegister(t, registerDir)
			defer func() { _ = register.Close() }()
			service := provision.New(register.Journal, provision.Options{Now: func() time.Time { return time.Now().Add(time.Hour) }})
			for range 2 { // what was under way to Platform is done between the two
				if _, err := service.Refresh(t.Context(), c, practicePlace, history.Source{}, nil); err != nil {
					t.Error(err)
				}
			}
			agreeOnAll(t, register, platform.Platform)
			entries, err := entriesOf(t.Context(), register, history.Query{Practice: true})
			if err != nil || len(entries) != many {
				t.Fatalf("%d entries, %v", len(entries), err)
			}
			platform.moment = "" // nothing is kept any more
			told := 0
			if err := deleteAll(t.Context(), service, c, entries, func(e history.Entry, err error) {
				if told++; err != nil || e.State != history.Deleted || e.Gone {
					t.Errorf("%s is %s, gone: %v, %v", e.Name, e.State, e.Gone, err)
				}
			}); err != nil || told != many {
				t.Errorf("told of %d, %v", told, err)
			}
			agreeOnAll(t, register, platform.Platform)
			noSecrets(t, registerDir)
		})
	}
}
