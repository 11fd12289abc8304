package support

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/model"
	"mooring/gui/model/support"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// Notes are what the window has to tell without being asked: of the register, and
// of files that still hold a secret. They lie on top of the last rows of the list,
// which can be scrolled to above them, and move nothing: a click never meets another
// button than the one it was for.
type Notes struct {
	// View is to lie over the rows of the list.
	View *fyne.Container

	damaged  *widgets.Banner
	register *widgets.Banner
	reminder *widgets.Banner
	cutShort *widgets.Banner
	cover    func(in fyne.CanvasObject, objects ...fyne.CanvasObject)
}

// NewNotes makes the notes of what there is to tell. goOn goes on with a table that was
// cut short, and cover tells the list what may lie on it, whenever that has changed.
func NewNotes(s *parts.Stage, notices *support.Notices, goOn func(), cover func(in fyne.CanvasObject, objects ...fyne.CanvasObject)) *Notes {
	n := &Notes{
		damaged:  newDamaged(notices),
		register: widgets.NewBanner(widgets.BannerInfo, ""),
		reminder: widgets.NewBanner(widgets.BannerWarning, ""),
		cutShort: widgets.NewBanner(widgets.BannerWarning, ""),
		cover:    cover,
	}
	n.cutShort.SetAction(parts.Tr("table.goOn"), goOn)
	n.cutShort.SetLater(parts.Tr("banner.later"), notices.Later)
	s.Name("banner.later", n.cutShort.Later())
	s.Name("banner.cutShort", n.cutShort)
	s.Name("banner.goOn", n.cutShort.Action())
	n.reminder.SetAction(parts.Tr("banner.understood"), notices.Understood)
	s.Name("banner.damaged", n.damaged)
	s.Name("banner.damagedUnderstood", n.damaged.Action())
	s.Name("banner.note", n.register)
	s.Name("banner.reminder", n.reminder)
	s.Name("banner.read", n.reminder.Action())
	n.View = container.New(notesLayout{}, n.damaged, n.register, n.cutShort, n.reminder)
	paint := func() { n.paint(notices) }
	s.Follow(notices.Changed.Listen(paint))
	paint()
	return n
}

// newDamaged makes the banner that tells of a damaged register until it has been read.
func newDamaged(notices *support.Notices) *widgets.Banner {
	b := widgets.NewBanner(widgets.BannerDanger, "")
	b.SetAction(parts.Tr("banner.understood"), notices.Dismiss)
	return b
}

func paintDamaged(b *widgets.Banner, notices *support.Notices) {
	b.SetText(parts.Tr("banner.setAside", "Path", notices.SetAside()))
	parts.ShowIf(b, notices.SetAside() != "")
}

func (n *Notes) paint(notices *support.Notices) {
	paintDamaged(n.damaged, notices)
	text := ""
	if notices.Recovering() > 0 {
		text = parts.Tr("banner.recovering", "Count", notices.Recovering())
	}
	files := notices.SecretFiles()
	n.reminder.SetText(parts.Tr("banner.secretFile", "File", model.List(files)))
	parts.ShowIf(n.reminder, len(files) > 0)
	left := parts.Say(notices.CutShort())
	n.cutShort.SetText(left)
	parts.ShowIf(n.cutShort, left != "")
	n.register.SetText(text)
	parts.ShowIf(n.register, text != "")
	n.View.Refresh()
	n.cover(n.View, n.View.Objects...)
}

// notesLayout stacks the notes at the lower edge.
type notesLayout struct{}

// MinSize is nothing: the notes lie on top of something else.
func (notesLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout places the visible notes, the last one lowest, with no gap that a row would show
// through.
func (notesLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := size.Height - theme.Padding()/2
	for i := len(objects) - 1; i >= 0; i-- {
		if !objects[i].Visible() {
			continue
		}
		// A banner knows its height once it has been given its width.
		objects[i].Resize(fyne.NewSize(size.Width, objects[i].MinSize().Height))
		height := objects[i].MinSize().Height
		y -= height
		objects[i].Resize(fyne.NewSize(size.Width, height))
		objects[i].Move(fyne.NewPos(0, y))
	}
}
