package connection

import (
	"slices"
	"strings"
	"testing"

	"mooring/client"
	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/stagetest"
	"mooring/gui/widgets"
)

func TestEveryEventHasWords(t *testing.T) {
	for _, kind := range []history.EventKind{
		history.EventAttempted, history.EventCreated, history.EventFailed, history.EventUnknown, history.EventTested,
		history.EventTestFailed, history.EventUpdating, history.EventUpdated, history.EventUpdateFailed, history.EventUpdateUnknown,
		history.EventDeleting, history.EventDeleted, history.EventDeleteFailed, history.EventDeleteUnknown, history.EventFound,
		history.EventChanged, history.EventGone, history.EventBack, history.EventImported,
		history.EventRetrying, history.EventRetried, history.EventRetryFailed, history.EventRetryUnknown, history.EventStarting, history.EventStarted, history.EventStartFailed, history.EventStartUnknown, history.EventPausing, history.EventPaused, history.EventPauseFailed, history.EventPauseUnknown, history.EventResuming, history.EventResumed, history.EventResumeFailed, history.EventResumeUnknown, history.EventFlowFailing, history.EventFlowRecovered, history.EventFlowPaused, history.EventFlowResumed,
		history.EventFlowMaking, history.EventFlowMade, history.EventFlowMakeFailed, history.EventFlowMakeUnknown, history.EventFlowEditing, history.EventFlowEdited, history.EventFlowEditFailed, history.EventFlowEditUnknown, history.EventFlowDeleting, history.EventFlowDeleted, history.EventFlowDeleteFailed, history.EventFlowDeleteUnknown, history.EventFlowLeft, history.EventFlowTidied,
	} {
		h := happening(history.Entry{}, history.Event{
			Kind: kind, Fields: []string{history.ChangedKeys, history.ChangedBucket, "of a newer version"}, By: "somebody@AdobeID",
			Problem: history.Problem{Kind: client.KindForbidden, Status: 403, Code: "FLOW-2120-403"},
		}, nil)
		if h.Title == parts.Tr("trail.other") || h.Title == "" {
			t.Errorf("%s has no words", kind)
		}
		if kind == history.EventFlowFailing {
			continue // whose reason is that of a run
		}
		fields := "trail.fields"
		if kind == history.EventFlowLeft {
			fields = "trail.left"
		}
		want := []string{
			parts.Tr(fields, "Fields", parts.Tr("trail.field.keys")+parts.Tr("format.list")+parts.Tr("field.bucket.label")),
			parts.Tr("problem.permission.title"), parts.Tr("trail.by", "Who", parts.Tr("who.colleague", "ID", "somebody@AdobeID")),
		}
		if h.Text != strings.Join(want, "\n") {
			t.Errorf("%s: %q", kind, h.Text)
		}
	}
	failing := happening(history.Entry{}, history.Event{Kind: history.EventFlowFailing, FlowName: "Daily sales", Problem: history.Problem{Kind: client.KindRejected, Op: "Run"}}, nil)
	if want := parts.Tr("trail.flow", "Flow", "Daily sales") + "\n" + parts.Tr("problem.runSilent.title"); failing.Text != want {
		t.Errorf("a run that failed without a reason: %q", failing.Text)
	}
	if h := happening(history.Entry{}, history.Event{Kind: "of a newer version"}, nil); h.Title != parts.Tr("trail.other") {
		t.Errorf("an event of a newer version is told as %q", h.Title)
	}
}

// What the credential itself has done outside of the list is not said to be somebody
// else's, and it is said how that can be.
func TestOwnWorkInTheHistory(t *testing.T) {
	stagetest.New(t, "en")
	const own, other = "0000000000000000000000A1@techacct.adobe.com", "0000000000000000000000B2@techacct.adobe.com"
	entry := history.Entry{APIKey: "key", State: history.Created, Origin: history.Elsewhere, CreatedClient: madeInPages}
	for _, c := range []struct {
		kind        history.EventKind
		other, mine string
	}{
		{history.EventChanged, "trail.changed", "trail.changedOwn"},
		{history.EventFlowPaused, "trail.flowPaused", "trail.flowPausedOwn"},
		{history.EventFlowResumed, "trail.flowResumed", "trail.flowResumedOwn"},
		{history.EventBack, "trail.back", "trail.back"},
	} {
		tell := func(by string, known model.Own) widgets.Item {
			return happening(entry, history.Event{Kind: c.kind, By: by}, known)
		}
		unknown := parts.Tr("trail.by", "Who", parts.Tr("who.credential", "ID", "0000…A1@techacct.adobe.com"))
		if got := tell(own, nil); got.Title != parts.Tr(c.other) || got.Text != unknown {
			t.Errorf("%s, nothing known of the credential: %q, %q", c.kind, got.Title, got.Text)
		}
		told := model.Own{"key": own}
		if got := tell(other, told); got.Title != parts.Tr(c.other) || !strings.Contains(got.Text, "B2@") {
			t.Errorf("%s by another credential: %q, %q", c.kind, got.Title, got.Text)
		}
		want := parts.Tr("trail.byOwn")
		if c.kind == history.EventBack {
			want = parts.Tr("trail.by", "Who", parts.Tr("who.own"))
		}
		if got := tell(own, told); got.Title != parts.Tr(c.mine) || got.Text != want {
			t.Errorf("%s by the credential itself: %q, %q", c.kind, got.Title, got.Text)
		}
	}
}

// Seventy runs that were started again together are one line; what began and has not
// ended keeps its own.
func TestRunsStartedAgainAreToldTogether(t *testing.T) {
	var trail []history.Event
	event := func(kind history.EventKind, flow client.FlowID) {
		trail = append([]history.Event{{Kind: kind, Flow: flow, FlowName: string(flow)}}, trail...)
	}
	event(history.EventCreated, "")
	for range 70 {
		event(history.EventRetrying, "one")
		event(history.EventRetried, "one")
	}
	event(history.EventRetrying, "two")
	event(history.EventRetried, "two")
	event(history.EventRetrying, "two")
	var told []string
	for _, item := range happenings(history.Entry{}, trail, nil) {
		told = append(told, item.Title)
	}
	want := []string{
		parts.Tr("trail.retrying"), parts.Tr("trail.retried"), parts.Tr("trail.retrying"),
		parts.Tr("trail.retriedSeveral", "Count", 70), parts.Tr("trail.created"),
	}
	if !slices.Equal(told, want) {
		t.Errorf("%q, want %q", told, want)
	}
}
