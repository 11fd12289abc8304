package connection

import (
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/session"
	"mooring/gui/model/connection"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// flowsTab is the tab with the dataflows that read the connection at hand: a card for
// each, and when Platform was asked.
type flowsTab struct {
	actions *Actions
	flows   *connection.Dataflows

	view    *fyne.Container
	read    *widgets.Line
	again   *widgets.Button
	bring   *widgets.Button
	trouble *parts.Trouble
	none    *widgets.Paragraph
	list    *fyne.Container
	cards   map[client.FlowID]*flowCard
	order   []client.FlowID
}

func newFlowsTab(a *Actions) *flowsTab {
	t := &flowsTab{actions: a, flows: a.flows, cards: map[client.FlowID]*flowCard{}}
	t.read = widgets.NewLine("")
	t.again = widgets.NewButton(parts.Tr("flows.again"), theme.ViewRefreshIcon(), a.flows.Read)
	t.again.Importance = widget.LowImportance
	t.bring = widgets.NewButton(parts.Tr("bring.data"), theme.DownloadIcon(), nil)
	parts.ShowIf(t.bring, a.needs.Ingest.offered())
	a.stage.Name("flows.bring", t.bring)
	a.stage.Name("flows.again", t.again)
	a.stage.Name("flows.read", t.read)
	t.trouble = parts.NewNamedTrouble("flows.", a.stage)
	t.none = parts.Quiet("")
	t.list = container.NewVBox()
	t.view = container.NewVBox(container.New(whenLayout{t}, t.read, t.again), t.trouble.View, t.none, t.bring, t.list)
	return t
}

// whenLayout puts when Platform was asked beside the button that asks again. The line
// is shortened where it lacks the room, which a container of Fyne's would make wider.
type whenLayout struct{ tab *flowsTab }

// MinSize has room for the button.
func (l whenLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return l.tab.again.MinSize().Max(fyne.NewSize(0, l.tab.read.MinSize().Height))
}

// Layout gives the line what the button leaves.
func (l whenLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	width := l.tab.again.MinSize().Width
	l.tab.again.Resize(fyne.NewSize(width, size.Height))
	l.tab.again.Move(fyne.NewPos(size.Width-width, 0))
	l.tab.read.Resize(fyne.NewSize(max(size.Width-width, 0), size.Height))
}

// show reads the dataflows of an entry while they are to be seen, or lets go of them.
func (t *flowsTab) show(entry history.Entry, on bool) {
	if !on {
		t.flows.LookAway()
		return
	}
	t.flows.Look(entry, func() session.Target { return t.actions.needs.TargetFor(entry) })
}

func (t *flowsTab) paint() {
	now := t.actions.now()
	read, short := "", ""
	switch at := t.flows.ReadAt(); {
	case t.flows.Reading():
		read = parts.Tr("flows.reading")
	case !at.IsZero():
		read = parts.Tr("flows.readAt", "At", parts.Ago(at, now))
		if next := t.flows.NextAt(); next.After(now) { // by itself
			const whole = time.Minute - time.Second
			read, short = parts.Tr("flows.readNext", "At", parts.Ago(at, now), "Next", next.Add(whole).Local().Format("15:04")), read
		}
	case t.flows.Known() && len(t.flows.Flows()) == 0: // those that were made here are known without
		read = parts.Tr("flows.notRead")
	}
	t.read.SetText(read)
	t.read.SetShort(short)
	t.read.SetBusy(t.flows.Reading())
	parts.EnableIf(t.again, t.flows.MayRead())
	t.trouble.Set(t.flows.Problem(), true)
	flows := t.flows.Flows()
	none := ""
	if len(flows) == 0 && t.flows.Known() && !t.flows.ReadAt().IsZero() {
		none = parts.Tr("flows.none")
	}
	t.none.SetText(none)
	parts.ShowIf(t.none, none != "")
	t.arrange(flows)
	for i, flow := range flows {
		t.cards[flow.ID].paint(flow, now, "flows."+strconv.Itoa(i)+".")
	}
}

// arrange has a card for each dataflow, in their order. Those that stay keep what has
// the focus.
func (t *flowsTab) arrange(flows []history.Dataflow) {
	order := make([]client.FlowID, len(flows))
	for i, flow := range flows {
		order[i] = flow.ID
	}
	if slices.Equal(order, t.order) {
		return
	}
	t.order = order
	cards := map[client.FlowID]*flowCard{}
	t.list.Objects = nil
	for _, id := range order {
		card := t.cards[id]
		if card == nil {
			card = newFlowCard(t.actions)
		}
		cards[id] = card
		t.list.Add(card.view)
	}
	t.cards = cards
	t.list.Refresh()
}
