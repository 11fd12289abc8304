package connection

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"mooring/client"
	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/connection"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// overview is what is known of a connection, and what is wrong with it.
type overview struct {
	view    *fyne.Container
	needs   Needs
	trouble *parts.Trouble
	etag    *widgets.CopyField
	facts   *widgets.List
}

func newOverview(s *parts.Stage, needs Needs) *overview {
	o := &overview{needs: needs}
	o.trouble = parts.NewNamedTrouble("details.", s)
	o.etag = s.CopyField("details.etag", parts.Tr("result.etag"), "copied.etag")
	o.facts = widgets.NewFacts()
	o.view = container.NewVBox(o.trouble.View, o.etag, o.facts)
	return o
}

func (o *overview) paint(current *connection.Current) {
	entry := current.Entry()
	o.trouble.Set(current.Problem(), entry.Status() != history.StatusFailed)
	o.etag.SetText(string(entry.ETag))
	parts.ShowIf(o.etag, entry.ETag != "")
	o.facts.SetItems(factsOf(entry, o.needs))
}

// factsOf is what is known of an entry beside its name, its id and its etag.
func factsOf(entry history.Entry, needs Needs) []widgets.Item {
	var facts []widgets.Item
	add := func(label, value string) {
		if value != "" {
			facts = append(facts, widgets.Item{Title: label, Text: value})
		}
	}
	held := entry.State == history.Created
	if held {
		add(parts.Tr("details.state"), platformState(entry.PlatformState))
	}
	add(parts.Tr("details.org"), needs.Org(entry))
	sandbox := entry.Place.Sandbox
	if needs.Kind(entry.Place) == model.SandboxProduction {
		sandbox = parts.Tr("details.production", "Sandbox", sandbox)
	}
	add(parts.Tr("column.sandbox"), sandbox)
	bucket := entry.Bucket
	if bucket == "" && held {
		bucket = parts.Tr("details.anyBucket")
	}
	add(parts.Say(model.FieldBucket.Label()), bucket)
	folder := parts.Say(model.FieldFolder.Label())
	if entry.Auth == client.AuthRole {
		folder = parts.Tr("details.policyFolder")
	}
	add(folder, entry.FolderPath)
	add(parts.Say(model.FieldServiceURL.Label()), entry.ServiceURL)
	if entry.Auth == client.AuthRole {
		add(parts.Say(model.FieldAuth.Label()), parts.Tr("details.byRole"))
	}
	add(parts.Say(model.FieldAccessKey.Label()), entry.AccessKeyHint)
	add(parts.Say(model.FieldDescription.Label()), entry.Description)
	add(parts.Tr("details.origin"), origin(entry))
	add(parts.Tr("details.made"), madeBy(entry, needs.Own))
	created := entry.PlatformCreatedAt
	if created.IsZero() {
		created = entry.StartedAt
	}
	when := "details.created"
	if !model.WasMade(entry) {
		when = "details.tried"
	}
	add(parts.Tr(when), parts.Moment(created))
	add(parts.Tr("details.changed"), changedBy(entry, needs.Own))
	add(parts.Tr("details.seen"), parts.Moment(entry.SeenAt))
	return facts
}

// copyAll copies all that is known of an entry. No secret is in it: the register
// holds none.
func (a *Actions) copyAll(entry history.Entry) {
	var events []history.Event
	if a.current.Entry().AttemptID == entry.AttemptID {
		events = a.current.Events()
	}
	a.flows.Any.Recall(entry.AttemptID, func(flows []history.Dataflow) {
		a.stage.Copy(textOf(entry, flows, events, a.needs), parts.Tr("copied.all"))
	})
}

// textOf is all that is known of an entry, in lines.
func textOf(entry history.Entry, flows []history.Dataflow, events []history.Event, needs Needs) string {
	var b strings.Builder
	line := func(label, value string) {
		if value != "" {
			b.WriteString(parts.Tr("details.line", "Label", label, "Value", parts.OneLine(value)) + "\n")
		}
	}
	line(parts.Say(model.FieldName.Label()), entry.Name)
	line(parts.Tr("result.id"), string(entry.ConnectionID))
	line(parts.Tr("result.etag"), string(entry.ETag))
	status, _, _ := parts.EntryStatus(entry)
	line(parts.Tr("column.status"), status)
	for _, fact := range factsOf(entry, needs) {
		line(fact.Title, fact.Text)
	}
	if len(flows) > 0 {
		b.WriteString("\n" + parts.Tr("details.flows") + "\n")
	}
	for _, flow := range flows {
		told := model.TellFlow(flow, model.FlowSince{}, time.Now())
		line(flow.Name, string(flow.ID))
		all := append(append(told.Where, told.Head), told.Lines...)
		for _, text := range append(append(all, told.Problem.Said), told.Figures...) {
			if said := parts.Optional(text); said != "" {
				b.WriteString("    " + parts.OneLine(said) + "\n")
			}
		}
	}
	if len(events) > 0 {
		b.WriteString("\n" + parts.Tr("details.trail") + "\n")
	}
	for _, h := range happenings(entry, events, needs.Own) {
		line(h.Tail, h.Title)
		for _, detail := range strings.Split(h.Text, "\n") {
			if detail != "" {
				b.WriteString("    " + parts.OneLine(detail) + "\n")
			}
		}
	}
	return b.String()
}
