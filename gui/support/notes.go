package support

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// Notes are what the window has to tell without being asked: of the register, and
// of files that still hold a secret. They lie on top of the last rows of the list
// and move nothing: a click never meets another button than the one it was for.
type Notes struct {
	// View is to be stacked on top of the list.
	View *fyne.Container

	register *widgets.Banner
	reminder *widgets.Banner
}

// Noted is what the notes tell.
type Noted struct {
	// Recovering counts the attempts of an earlier run that are being looked up.
	Recovering int
	// SetAside is where a damaged register was put.
	SetAside string
	// SecretFiles were filled in from and still hold a secret.
	SecretFiles []string
}

// NewNotes makes the notes. dismiss is called when those of files are understood.
func NewNotes(s *parts.Stage, dismiss func()) *Notes {
	n := &Notes{
		register: widgets.NewBanner(widgets.BannerInfo, ""),
		reminder: widgets.NewBanner(widgets.BannerWarning, ""),
	}
	n.reminder.SetAction(parts.Tr("banner.understood"), dismiss)
	s.Name("banner.note", n.register)
	s.Name("banner.reminder", n.reminder)
	n.View = container.New(notesLayout{}, n.register, n.reminder)
	n.Show(Noted{})
	return n
}

// Texts are what the notes say now.
func (n *Notes) Texts() (register, reminder string) {
	if n.register.Visible() {
		register = n.register.Text()
	}
	if n.reminder.Visible() {
		reminder = n.reminder.Text()
	}
	return register, reminder
}

// Show tells what there is to tell.
func (n *Notes) Show(noted Noted) {
	kind, text := widgets.BannerInfo, ""
	switch {
	case noted.SetAside != "":
		kind, text = widgets.BannerDanger, parts.Tr("banner.setAside", "Path", noted.SetAside)
	case noted.Recovering > 0:
		text = parts.Tr("banner.recovering", "Count", noted.Recovering)
	}
	files := strings.Join(noted.SecretFiles, ", ")
	n.reminder.SetText(parts.Tr("banner.secretFile", "File", files))
	parts.ShowIf(n.reminder, files != "")
	n.register.SetKind(kind)
	n.register.SetText(text)
	parts.ShowIf(n.register, text != "")
	n.View.Refresh()
}

// notesLayout stacks the notes at the lower edge, above the line under the list.
type notesLayout struct{}

// MinSize is nothing: the notes lie on top of something else.
func (notesLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout places the visible notes, the last one lowest.
func (notesLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := size.Height - theme.TextSize()*2
	for i := len(objects) - 1; i >= 0; i-- {
		if !objects[i].Visible() {
			continue
		}
		// A banner knows its height once it has been given its width.
		objects[i].Resize(fyne.NewSize(size.Width, objects[i].MinSize().Height))
		height := objects[i].MinSize().Height
		y -= height + theme.Padding()
		objects[i].Resize(fyne.NewSize(size.Width, height))
		objects[i].Move(fyne.NewPos(0, y))
	}
}
