package batch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/batch"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// Table is what the page shows; *batch.Batch is one.
type Table interface {
	Phase() batch.Phase
	Name() string
	Problem() model.Problem
	Counts() batch.Counts
	Progress() batch.Progress
	Ended() batch.Ending
	Len() int
	Row(i int) batch.Row
	Columns() []batch.Column
	Unused() model.List
	Mended() bool
	Stakes(doubtful bool) []batch.Stake
	RetryStakes(row int) []batch.Stake
	Unfinished() []batch.Unfinished

	Read(name string, data []byte)
	Paste(text string)
	Clear()
	Set(row int, c batch.Column, value string)
	Remove(row int) batch.Removal
	PutBack(removal batch.Removal) (row int)
	Rehearse(askAmazon bool)
	Create(doubtful bool)
	Accept(row int)
	Retry(row int)
	Stop()
	Forget(id string)
	Results(say func(model.Text) string, separator rune) []byte
}

// Needs is what the page asks of the rest of the window.
type Needs struct {
	// Close goes back to the list of connections.
	Close func()
	// Ready reports whether nothing else is under way, and says so if something is.
	Ready func() bool
	// Into says where rows go that name no sandbox or account of their own.
	Into func() string
	// Open shows a connection of the register.
	Open func(history.Entry)
	// Resized is called when Afar has been shown or hidden.
	Resized func()
	// SecretFile is told of a file that still holds the secrets that were read from it.
	SecretFile func(name string)
}

// Page shows a table of connections that are to be made.
type Page struct {
	// View is the page.
	View *fyne.Container
	// Afar says, while the page is not in sight, how far the work on it is and how it has
	// ended. It is hidden when there is nothing to say.
	Afar *widgets.Strip
	// Files brings tables onto it.
	Files *Files

	stage *parts.Stage
	table Table
	needs Needs

	start  *start
	rows   *rows
	editor *editor
	foot   *foot
	course *course
	work   *container.Split
	phase  batch.Phase // as it was painted
}

// New makes the page over a table, which changed tells of.
func New(s *parts.Stage, table Table, changed *model.Signal, needs Needs) *Page {
	p := &Page{stage: s, table: table, needs: needs, phase: table.Phase()}
	p.Files = &Files{page: p, fresh: begun(p.phase)}
	p.start = newStart(p)
	p.editor = newEditor(p)
	p.rows = newRows(p)
	p.course = newCourse(p)
	p.Afar = p.course.afar
	p.foot = newFoot(p)
	p.work = container.NewHSplit(p.rows.view, container.NewPadded(p.editor.view))
	p.work.SetOffset(0.6)
	p.View = container.New(widgets.NewFramedLayout(nil, p.foot.view), p.start.view, p.work, p.foot.view)
	// Rows are pasted wherever the focus is, but for a cell, which takes them itself.
	s.Canvas().AddShortcut(&fyne.ShortcutPaste{}, func(fyne.Shortcut) {
		if p.View.Visible() && s.Canvas().Overlays().Top() == nil {
			p.Files.Paste()
		}
	})
	s.Follow(changed.Listen(p.changed))
	s.Follow(s.Toast.Over(p.rows.grid))
	p.paint()
	return p
}

// changed follows the table, and puts the focus where the user goes on.
func (p *Page) changed() {
	before := p.phase
	p.phase = p.table.Phase()
	p.paint()
	switch {
	case before == p.phase || !p.View.Visible() || p.stage.Canvas().Overlays().Top() != nil:
	case p.phase == batch.Reading:
	case working(p.phase):
		p.stage.Canvas().Focus(p.course.near.Button())
	default:
		p.Focus()
	}
}

// begun reports whether there are rows to be shown.
func begun(phase batch.Phase) bool { return phase != batch.Empty && phase != batch.Reading }

// working reports whether rows are being sent or asked about.
func working(phase batch.Phase) bool { return phase == batch.Rehearsing || phase == batch.Making }

func (p *Page) paint() {
	shown, told := begun(p.phase), p.course.near.Visible()
	other := shown != p.work.Visible()
	parts.ShowIf(p.start.view, !shown)
	parts.ShowIf(p.work, shown)
	p.start.paint()
	p.rows.paint()
	if shown && p.Files.fresh {
		p.Files.fresh = false
		p.rows.selectFirst()
		if p.Files.name != "" {
			p.needs.SecretFile(p.Files.name)
		}
	}
	p.editor.paint()
	p.foot.paint()
	p.course.paint()
	if other || told != p.course.near.Visible() {
		p.View.Refresh() // what has been hidden was not laid out
	}
}

// Commit takes what is being typed into a cell.
func (p *Page) Commit() {
	if begun(p.phase) && !working(p.phase) {
		p.editor.commit()
	}
}

// PaintInto says anew where rows go that name no sandbox of their own.
func (p *Page) PaintInto() { p.rows.paintHead() }

// Focus puts the focus on what the user is likely to go on with.
func (p *Page) Focus() {
	if begun(p.phase) {
		p.stage.Canvas().Focus(p.rows.grid.Rows())
		return
	}
	p.stage.Canvas().Focus(p.start.open)
}

// Follow takes the place of a page in another language: at the same row, and without
// telling again what was read.
func (p *Page) Follow(before *Page) {
	p.course.told, p.course.missed = before.course.told, before.course.missed
	p.rows.grid.Select(before.Selected())
	p.paint()
}

// Selected is the row that the panel shows, or -1.
func (p *Page) Selected() int { return p.rows.grid.Selected() }

// explain explains a problem on a sheet of its own.
func (p *Page) explain(name string, problem model.Problem) {
	p.stage.TellTrouble(name, parts.Tr("upkeep.explained"), problem, false)
}

// button makes a button with a name; key is that of its text.
func (p *Page) button(name, key string, icon fyne.Resource, tapped func()) *widgets.Button {
	b := widgets.NewButton(parts.Tr(key), icon, tapped)
	p.stage.Name(name, b)
	return b
}
