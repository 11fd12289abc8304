package create

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"mooring/client"
	"mooring/client/credentials"
	"mooring/client/history"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/model"
	"mooring/gui/model/create"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// Needs is what the page asks of the rest of the window.
type Needs struct {
	// Target is the account to create with. It returns false where one of the
	// account's fields cannot be right, with the cursor put there.
	Target func() (session.Target, bool)
	// FocusAccount puts the cursor into the field of the account that a problem is
	// about. It reports whether there is such a field.
	FocusAccount func(model.Field) bool
	// Chosen is the account as it stands, which may not be complete.
	Chosen func() session.Target
	// Practice reports whether the account is that of the practice Platform, for
	// which nothing leaves this computer.
	Practice func() bool
	// Idle reports whether nothing is under way with any connection.
	Idle func() bool
	// Org names the organization of an entry.
	Org func(history.Entry) string
	// ChooseFile lets the user choose a file with keys.
	ChooseFile func()
	// ShowTwin shows a connection that looks like the new one.
	ShowTwin func(provision.Twin)
	// FindOut finds out what became of an entry whose outcome is not known, and shows
	// it meanwhile; Pick lets the user choose where there are several.
	FindOut, Pick func(history.Entry)
	// Replace, Browse and Open give a connection other keys, show its files, and
	// show all that is known of it.
	Replace, Browse, Open func(history.Entry)
	// New makes ready for another connection; it calls Page.New.
	New func()
	// Next says what to try next with what was made; it may be empty.
	Next func() string
}

// Page is the panel in which a connection is made: a form, the steps of the attempt
// in its place, and what came of it.
type Page struct {
	// View is the panel.
	View *widgets.Card

	stage   *parts.Stage
	attempt *create.Attempt
	form    *model.Form
	keys    *KeyChecker
	role    *create.Role
	policy  *BucketPolicy
	needs   Needs
	into    string // where the connection goes, in words
	idle    bool   // as it was painted

	fields  *fields
	outcome *outcome
	trouble *parts.Trouble
	buttons *buttons
}

// New makes the page over the models of an attempt and of the form.
func New(s *parts.Stage, attempt *create.Attempt, form *model.Form, keys *KeyChecker, role *create.Role, needs Needs) *Page {
	p := &Page{stage: s, attempt: attempt, form: form, keys: keys, role: role, policy: NewBucketPolicy(s, role), needs: needs}
	p.fields = newFields(s, form, p.Create)
	p.outcome = newOutcome(s)
	p.trouble = parts.NewTrouble(s)
	p.buttons = newButtons(p)
	content := container.NewVBox(p.trouble.View, p.buttons.twins, p.fields.view, p.outcome.view)
	p.View = widgets.NewLowCard(parts.Tr("create.title"), "", content, p.buttons.row, p.buttons.foot)
	s.Follow(form.Changed.Listen(func(field model.Field) {
		p.fields.paint(form)
		if field == model.FieldAuth {
			p.Paint()
		}
	}))
	s.Follow(role.Changed.Listen(func() { p.fields.offer(role, needs.Chosen()) }))
	s.Follow(attempt.Changed.Listen(p.Paint))
	s.Follow(attempt.Ended.Listen(p.ended))
	p.Paint()
	return p
}

// SetInto says where a connection would be made, such as "Amazon S3, into sandbox dev
// of Luma Retail".
func (p *Page) SetInto(into string) {
	p.fields.offer(p.role, p.needs.Chosen())
	if into != p.into || p.needs.Idle() != p.idle {
		p.into = into
		p.Paint()
	}
}

// Paint shows how things are, which Idle is a part of.
func (p *Page) Paint() {
	phase, entry := p.attempt.Phase(), p.attempt.Entry()
	form, idle := phase == create.Idle || phase == create.Trouble, p.needs.Idle()
	p.idle = idle
	p.trouble.Set(p.attempt.Problem(), !form)
	parts.ShowIf(p.fields.view, form)
	p.fields.enable(idle)
	parts.ShowIf(p.outcome.view, !form)
	p.outcome.paint(p.attempt, p.needs.Next())
	p.buttons.paint(p.attempt, idle, form && model.ByRole(p.form))
	p.fields.offer(p.role, p.needs.Chosen())
	title, subtitle := parts.Tr("create.title"), p.into
	if !form {
		if title = entry.Name; title == "" {
			title = p.form.Value(model.FieldName)
		}
	}
	if phase == create.Succeeded {
		subtitle = parts.Tr("create.done", "Sandbox", entry.Place.Sandbox, "Org", p.needs.Org(entry))
	}
	p.View.SetHead(title, subtitle)
}

// Create judges what was typed and begins an attempt. Where a field cannot be right,
// nothing is sent and the cursor goes there.
func (p *Page) Create() { p.begin(false) }

// CreateAnyway is Create although there are connections that look the same: those
// that the user has been shown.
func (p *Page) CreateAnyway() { p.begin(true) }

func (p *Page) begin(allowTwin bool) {
	if phase := p.attempt.Phase(); phase != create.Idle && phase != create.Trouble || !p.needs.Idle() {
		return // such as on the second press of a double click
	}
	target, ok := p.needs.Target()
	if !ok {
		p.form.CheckAll()
		return
	}
	if wrong := p.form.CheckAll(); wrong != model.FieldNone {
		p.Focus(wrong)
		return
	}
	p.stage.AskDoubts(p.form, parts.Tr("doubts.create"), p.Focus, func() {
		p.attempt.Create(target, model.NewConnection(p.form), allowTwin)
	})
}

// ended puts the focus where the user goes on. The keys are let go of once they are
// known to work: else they may have to be checked or corrected.
func (p *Page) ended(phase create.Phase) {
	p.Paint()
	c := p.stage.Canvas()
	switch problem := p.attempt.Problem(); {
	case phase == create.Succeeded:
		// The focus goes first: the field that it leaves would else be judged empty.
		c.Focus(p.outcome.id.Button())
		p.forgetKeys()
	case phase == create.Undecided:
		c.Focus(p.buttons.findOut)
	case len(p.attempt.Twins()) > 0 && problem.Field != model.FieldName:
		c.Focus(p.buttons.show) // the keys are right, and their field is out of sight
	case !p.Focus(problem.Field) && !p.needs.FocusAccount(problem.Field):
		c.Focus(p.buttons.create)
	}
	if !p.attempt.Problem().Empty() {
		p.View.ScrollToTop() // what went wrong is read before it is mended, or the ID copied
		p.keepFocusInSight(phase)
	}
}

// keepFocusInSight takes the focus from what is below the edge of a low panel: nothing is
// typed there, and nothing pressed, that cannot be seen. What went wrong is followed by Tab
// from its own button on; the footer always is in sight.
func (p *Page) keepFocusInSight(phase create.Phase) {
	c := p.stage.Canvas()
	focused, _ := c.Focused().(fyne.CanvasObject)
	switch details := p.trouble.Details(); {
	case focused == nil || widgets.InSight(focused):
	case phase == create.Succeeded:
		c.Focus(p.buttons.below())
	case details.Visible() && widgets.InSight(details):
		c.Focus(details)
	default:
		c.Focus(p.buttons.create)
	}
	p.View.ScrollToTop()
}

// Follow takes what has been found out of an entry elsewhere.
func (p *Page) Follow(entry history.Entry) {
	p.attempt.Follow(entry)
	p.forgetKeys()
}

func (p *Page) forgetKeys() {
	if p.attempt.Phase() == create.Succeeded && p.attempt.Entry().Test == history.Working {
		p.form.Clear()
	}
}

// New empties the page for another connection, with the cursor in the first field.
func (p *Page) New() {
	if p.attempt.Busy() {
		return
	}
	p.attempt.Clear()
	p.form.Clear()
	p.Paint()
	p.Focus(model.FieldName)
}

// Duplicate makes ready for a connection like that of an entry, with the cursor in the
// name, which says that it is a copy: the same one would be taken for the same connection. The keys are not known any more, and have to be given anew.
func (p *Page) Duplicate(entry history.Entry) {
	if p.attempt.Busy() {
		return
	}
	p.New()
	for field, value := range map[model.Field]string{
		model.FieldAuth: string(entry.Auth),
		model.FieldName: parts.Tr("duplicate.name", "Name", entry.Name), model.FieldDescription: entry.Description,
		model.FieldBucket: entry.Bucket, model.FieldFolder: entry.FolderPath, model.FieldServiceURL: entry.ServiceURL,
	} {
		p.form.Offer(field, value)
	}
	p.fields.inputs[model.FieldName].Entry.TypedShortcut(&fyne.ShortcutSelectAll{}) // typing replaces it
	done := "duplicate.done"
	switch {
	case entry.Auth != client.AuthRole:
	case model.ByRole(p.form):
		done = "duplicate.doneRole"
	default: // the organization has no role
		done = "duplicate.noRole"
	}
	p.stage.Toast.Say(parts.Tr(done, "Name", entry.Name))
}

// Unfinished reports whether something was typed for a connection that has not been
// created: who has looked at another one meanwhile comes back to it.
func (p *Page) Unfinished() bool {
	phase := p.attempt.Phase()
	return (phase == create.Idle || phase == create.Trouble) && !p.form.Empty()
}

// Focus puts the cursor into a field of the form, and reports whether the form is
// shown and has it.
func (p *Page) Focus(field model.Field) bool {
	return p.fields.view.Visible() && p.fields.focus(field)
}

// FocusCreate puts the focus on the button that creates.
func (p *Page) FocusCreate() { p.stage.Canvas().Focus(p.buttons.create) }

// FocusNext puts the focus where the user goes on: into the form, or on the button that
// leads to it.
func (p *Page) FocusNext() {
	if !p.Focus(model.FieldName) {
		p.stage.Canvas().Focus(p.buttons.next)
	}
}

// Fill takes an access key that was read from a file, and returns the fields that it has
// filled.
func (p *Page) Fill(key credentials.AmazonKey) []model.Field {
	if phase := p.attempt.Phase(); phase == create.Succeeded || phase == create.Undecided {
		p.needs.New()
	}
	filled := model.FillAmazon(p.form, key)
	if p.form.Value(model.FieldName) == "" {
		p.Focus(model.FieldName)
	}
	return filled
}

// CheckKeys asks Amazon about the keys in the form.
func (p *Page) CheckKeys() { p.keys.Check(p.form, p.needs.Practice(), p.Focus) }

// ShowPolicy shows the IAM policy for the bucket in the form.
func (p *Page) ShowPolicy() { p.keys.ShowPolicy(p.form, p.Focus) }

// Folded reports whether the fields that most connections leave empty are folded
// away, and Unfold shows them.
func (p *Page) Folded() bool { return !p.fields.fold.Opened() }

// Unfold shows all fields.
func (p *Page) Unfold() { p.fields.fold.Open() }

func (p *Page) showTwin() {
	if twins := p.attempt.Twins(); len(twins) > 0 {
		p.needs.ShowTwin(twins[0])
	}
}
