package connection

import (
	"slices"
	"testing"

	"mooring/client/history"
	"mooring/gui/parts"
)

// Where data is brought in from the window, a dataflow has a menu, and its tab a way to
// the files.
func TestDataIsBroughtInFromTheDataflows(t *testing.T) {
	var done []string
	says := func(what string) func(history.Entry, history.Dataflow) {
		return func(entry history.Entry, flow history.Dataflow) {
			done = append(done, what+" "+string(flow.ID)+" of "+entry.AttemptID)
		}
	}
	b := newBenchWith(t, "en", Ingest{
		Bring: func(history.Entry, string, bool) {}, Edit: says("edit"), Delete: says("delete"), Like: says("like"), Curl: says("curl"),
	})
	b.flows.flows = someFlows()
	b.current.Open(b.register["working"])
	b.choose(tabFlows)
	b.WantVisible("flows.0.more", "flows.bring")
	for _, item := range b.actions.flowMenu(b.flows.flows[0]) {
		if item.Action != nil {
			item.Action()
		}
	}
	want := []string{"edit keys of working", "like keys of working", "curl keys of working", "delete keys of working"}
	if !slices.Equal(done, want) {
		t.Errorf("%q, want %q", done, want)
	}
	b.actions.Rows(b.register["working"], b.flows.flows[0])
	b.Tap("rows.edit")
	if want = append(want, want[0]); !slices.Equal(done, want) || b.Stage.OpenSheet() == "rows" {
		t.Errorf("from the refused rows: %q, want %q", done, want)
	}
	b.Tap("flows.bring")
	if b.page.tabs.chosen != tabFiles || b.Stage.Toast.Text() != parts.Tr("bring.chooseFirst") {
		t.Errorf("tab %d, %q", b.page.tabs.chosen, b.Stage.Toast.Text())
	}
}

// Without the room that does it, none of it is offered.
func TestNothingIsBroughtInWithoutItsRoom(t *testing.T) {
	b := openFlows(t, "en")
	b.WantHidden("flows.0.more", "flows.bring")
}
