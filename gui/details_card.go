package gui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/client"
	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/widgets"
)

// detailsView is what the third card shows of an entry of the register beside its
// id and etag: where it stands, what is known of it, and what was done to it.
type detailsView struct {
	stage   *stage
	details *model.Details
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

func newDetailsView(s *stage, details *model.Details, about detailsAbout) *detailsView {
	d := &detailsView{stage: s, details: details, about: about}
	d.icon = widget.NewIcon(nil)
	d.state = wrapped(fyne.TextStyle{Bold: true})
	sign := container.New(layout.NewCustomPaddedLayout(signDrop, 0, 0, 0), d.icon)
	d.status = container.NewBorder(nil, nil, container.NewVBox(sign), nil, d.state)
	d.facts = widgets.NewFacts()
	d.facts.OnCopy = func(widgets.Fact) { s.toast.Say(tr("copied.value")) }
	d.heading = widget.NewLabelWithStyle(tr("details.trail"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	d.timeline = widgets.NewTimeline()
	d.view = container.NewVBox(d.facts, d.heading, d.timeline)
	return d
}

// paint shows an entry; testing says that Platform is being asked about it.
func (d *detailsView) paint(entry history.Entry, testing bool) {
	text, icon, color := entryStatus(entry)
	if testing {
		text, icon, color = tr("details.testing"), theme.ViewRefreshIcon(), widgets.ColorNameMuted
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
	showIf(d.heading, len(events) > 0)
}

// events is the trail of an entry, as far as it has been read.
func (d *detailsView) events(entry history.Entry) []history.Event {
	if d.details.Entry().AttemptID != entry.AttemptID {
		return nil
	}
	return d.details.Events()
}

// entryStatus says where an entry stands, in words.
func entryStatus(entry history.Entry) (string, fyne.Resource, fyne.ThemeColorName) {
	cell := statusCell(entry)
	text := cell.Text
	switch {
	case entry.State == history.Deleted && entry.Gone:
		text = tr("details.gone")
	case entry.State == history.Deleted:
		text = tr("details.deleted")
	case entry.State != history.Created || entry.TestedAt.IsZero():
	case entry.Test == history.Working:
		text = tr("details.working", "When", dayTime(entry.TestedAt))
	case entry.Test == history.Refused:
		text = tr("details.refused", "When", dayTime(entry.TestedAt))
	}
	return text, cell.Icon, cell.ColorName
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
		add(tr("details.state"), platformState(entry.PlatformState))
	}
	add(tr("details.org"), d.about.org(entry))
	sandbox := entry.Place.Sandbox
	if d.about.kind(entry.Place) == model.SandboxProduction {
		sandbox = tr("details.production", "Sandbox", sandbox)
	}
	add(tr("column.sandbox"), sandbox)
	bucket := entry.Bucket
	if bucket == "" && held {
		bucket = tr("details.anyBucket")
	}
	add(say(model.FieldBucket.Label()), bucket)
	add(say(model.FieldFolder.Label()), entry.FolderPath)
	add(say(model.FieldServiceURL.Label()), entry.ServiceURL)
	add(say(model.FieldAccessKey.Label()), entry.AccessKeyHint)
	add(say(model.FieldDescription.Label()), entry.Description)
	add(tr("details.origin"), origin(entry))
	add(tr("details.made"), madeWith(entry))
	created := entry.PlatformCreatedAt
	if created.IsZero() {
		created = entry.StartedAt
	}
	add(tr("details.created"), moment(created))
	add(tr("details.changed"), changedBy(entry))
	add(tr("details.seen"), moment(entry.SeenAt))
	return facts
}

// platformState names a state of Platform's; the set is open.
func platformState(state string) string {
	switch state {
	case "enabled":
		return tr("details.state.enabled")
	case "disabled":
		return tr("details.state.disabled")
	case "initializing":
		return tr("details.state.initializing")
	}
	return state
}

// origin says how an entry came into the list, where it was not made with it.
func origin(entry history.Entry) string {
	switch entry.Origin {
	case history.Elsewhere:
		return tr("details.elsewhere")
	case history.Imported:
		return tr("details.imported")
	}
	return ""
}

// madeInPages is what Platform says of a connection that was made in its own pages.
const madeInPages = "exc_app"

// madeWith says with what, or by whom, a connection was made.
func madeWith(entry history.Entry) string {
	switch {
	case entry.CreatedClient == madeInPages && entry.CreatedBy != "":
		return tr("details.inPagesBy", "Who", entry.CreatedBy)
	case entry.CreatedClient == madeInPages:
		return tr("details.inPages")
	case entry.CreatedClient != "" && entry.CreatedClient == entry.APIKey,
		entry.CreatedClient == "" && (entry.Origin == "" || entry.Origin == history.Here):
		return tr("details.withCredential")
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
		return dayTime(at)
	}
	return tr("details.changedBy", "When", dayTime(at), "Who", entry.UpdatedBy)
}

// moment is a time in words, or "" for none.
func moment(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return dayTime(at)
}

// detailsText is all that is known of an entry, to be copied. No secret is in it:
// the register holds none.
func (d *detailsView) text(entry history.Entry) string {
	var b strings.Builder
	line := func(label, value string) {
		if value != "" {
			b.WriteString(tr("details.line", "Label", label, "Value", oneLine(value)) + "\n")
		}
	}
	line(say(model.FieldName.Label()), entry.Name)
	line(tr("result.id"), string(entry.ConnectionID))
	line(tr("result.etag"), string(entry.ETag))
	status, _, _ := entryStatus(entry)
	line(tr("column.status"), status)
	for _, fact := range d.factsOf(entry) {
		line(fact.Label, fact.Value)
	}
	events := d.events(entry)
	if len(events) > 0 {
		b.WriteString("\n" + tr("details.trail") + "\n")
	}
	for _, event := range events {
		h := happening(event)
		line(h.When, h.What)
		for _, detail := range strings.Split(h.Detail, "\n") {
			if detail != "" {
				b.WriteString("    " + oneLine(detail) + "\n")
			}
		}
	}
	return b.String()
}

// canManage reports whether an entry stands for a connection that Platform holds.
func canManage(entry history.Entry) bool {
	return entry.State == history.Created && entry.ConnectionID != client.ConnectionID("")
}
