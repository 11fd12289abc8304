package gui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/connection"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// detailsView is what the third card shows of an entry of the register beside its
// id and etag: where it stands, what is known of it, and what was done to it.
type detailsView struct {
	stage   *parts.Stage
	details *connection.Details
	about   detailsAbout

	icon     *widget.Icon
	state    *widget.Label
	status   *fyne.Container
	facts    *widgets.Facts
	heading  *widget.Label
	timeline *widgets.Timeline
	view     *fyne.Container // facts and timeline
}

// detailsAbout is what the view has to ask others.
type detailsAbout struct {
	org  func(history.Entry) string
	kind func(history.Place) model.SandboxKind
}

func newDetailsView(s *parts.Stage, details *connection.Details, about detailsAbout) *detailsView {
	d := &detailsView{stage: s, details: details, about: about}
	d.icon = widget.NewIcon(nil)
	d.state = parts.Wrapped(fyne.TextStyle{Bold: true})
	sign := container.New(layout.NewCustomPaddedLayout(parts.SignDrop, 0, 0, 0), d.icon)
	d.status = container.NewBorder(nil, nil, container.NewVBox(sign), nil, d.state)
	d.facts = widgets.NewFacts()
	d.facts.OnCopy = func(widgets.Fact) { s.Toast.Say(parts.Tr("copied.value")) }
	d.heading = widget.NewLabelWithStyle(parts.Tr("details.trail"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	d.timeline = widgets.NewTimeline()
	d.view = container.NewVBox(d.facts, d.heading, d.timeline)
	return d
}

// paint shows an entry; testing says that Platform is being asked about it.
func (d *detailsView) paint(entry history.Entry, testing bool) {
	text, icon, color := parts.EntryStatus(entry)
	if testing {
		text, icon, color = parts.Tr("details.testing"), theme.ViewRefreshIcon(), widgets.ColorNameMuted
	}
	d.icon.SetResource(theme.NewColoredResource(icon, color))
	d.state.SetText(text)
	d.facts.Set(d.factsOf(entry))
	events := d.events(entry)
	happened := make([]widgets.Happening, len(events))
	for i, event := range events {
		happened[i] = happening(event)
	}
	d.timeline.Set(happened)
	parts.ShowIf(d.heading, len(events) > 0)
}

// events is the trail of an entry, as far as it has been read.
func (d *detailsView) events(entry history.Entry) []history.Event {
	if d.details.Entry().AttemptID != entry.AttemptID {
		return nil
	}
	return d.details.Events()
}

func (d *detailsView) factsOf(entry history.Entry) []widgets.Fact {
	var facts []widgets.Fact
	add := func(label, value string) {
		if value != "" {
			facts = append(facts, widgets.Fact{Label: label, Value: value})
		}
	}
	held := entry.State == history.Created
	if held {
		add(parts.Tr("details.state"), platformState(entry.PlatformState))
	}
	add(parts.Tr("details.org"), d.about.org(entry))
	sandbox := entry.Place.Sandbox
	if d.about.kind(entry.Place) == model.SandboxProduction {
		sandbox = parts.Tr("details.production", "Sandbox", sandbox)
	}
	add(parts.Tr("column.sandbox"), sandbox)
	bucket := entry.Bucket
	if bucket == "" && held {
		bucket = parts.Tr("details.anyBucket")
	}
	add(parts.Say(model.FieldBucket.Label()), bucket)
	add(parts.Say(model.FieldFolder.Label()), entry.FolderPath)
	add(parts.Say(model.FieldServiceURL.Label()), entry.ServiceURL)
	add(parts.Say(model.FieldAccessKey.Label()), entry.AccessKeyHint)
	add(parts.Say(model.FieldDescription.Label()), entry.Description)
	add(parts.Tr("details.origin"), origin(entry))
	add(parts.Tr("details.made"), madeWith(entry))
	created := entry.PlatformCreatedAt
	if created.IsZero() {
		created = entry.StartedAt
	}
	add(parts.Tr("details.created"), parts.Moment(created))
	add(parts.Tr("details.changed"), changedBy(entry))
	add(parts.Tr("details.seen"), parts.Moment(entry.SeenAt))
	return facts
}

// platformState names a state of Platform's; the set is open.
func platformState(state string) string {
	switch state {
	case "enabled":
		return parts.Tr("details.state.enabled")
	case "disabled":
		return parts.Tr("details.state.disabled")
	case "initializing":
		return parts.Tr("details.state.initializing")
	}
	return state
}

// origin says how an entry came into the list, where it was not made with it.
func origin(entry history.Entry) string {
	switch entry.Origin {
	case history.Elsewhere:
		return parts.Tr("details.elsewhere")
	case history.Imported:
		return parts.Tr("details.imported")
	}
	return ""
}

// madeInPages is what Platform says of a connection that was made in its own pages.
const madeInPages = "exc_app"

// madeWith says with what, or by whom, a connection was made.
func madeWith(entry history.Entry) string {
	switch {
	case entry.CreatedClient == madeInPages && entry.CreatedBy != "":
		return parts.Tr("details.inPagesBy", "Who", entry.CreatedBy)
	case entry.CreatedClient == madeInPages:
		return parts.Tr("details.inPages")
	case entry.CreatedClient != "" && entry.CreatedClient == entry.APIKey,
		entry.CreatedClient == "" && (entry.Origin == "" || entry.Origin == history.Here):
		return parts.Tr("details.withCredential")
	}
	return entry.CreatedBy
}

// changedBy says when a connection was changed last, and by whom where Platform
// said so.
func changedBy(entry history.Entry) string {
	at := entry.PlatformUpdatedAt
	if at.IsZero() || at.Equal(entry.PlatformCreatedAt) {
		return ""
	}
	if entry.UpdatedBy == "" {
		return parts.DayTime(at)
	}
	return parts.Tr("details.changedBy", "When", parts.DayTime(at), "Who", entry.UpdatedBy)
}

// detailsText is all that is known of an entry, to be copied. No secret is in it:
// the register holds none.
func (d *detailsView) text(entry history.Entry) string {
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
	for _, fact := range d.factsOf(entry) {
		line(fact.Label, fact.Value)
	}
	events := d.events(entry)
	if len(events) > 0 {
		b.WriteString("\n" + parts.Tr("details.trail") + "\n")
	}
	for _, event := range events {
		h := happening(event)
		line(h.When, h.What)
		for _, detail := range strings.Split(h.Detail, "\n") {
			if detail != "" {
				b.WriteString("    " + parts.OneLine(detail) + "\n")
			}
		}
	}
	return b.String()
}
