package gui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// banners are the strips above the cards: the practice Platform's, one for what
// the user should know of the register, and the reminder of files with secrets.
type banners struct {
	view     *fyne.Container
	practice *widgets.Banner
	note     *widgets.Banner
	reminder *widgets.Banner
}

// bannerState is what the banners tell.
type bannerState struct {
	practice   bool
	recovering int    // attempts of an earlier run that are being looked up
	setAside   string // where a damaged register was put
	// secretFiles were filled in from and still hold a secret.
	secretFiles []string
}

func newBanners(s *parts.Stage, leavePractice, dismiss func()) *banners {
	b := &banners{
		practice: widgets.NewBanner(widgets.BannerWarning, parts.Tr("banner.practice")),
		note:     widgets.NewBanner(widgets.BannerInfo, ""),
		reminder: widgets.NewBanner(widgets.BannerWarning, ""),
	}
	b.reminder.SetAction(parts.Tr("banner.understood"), dismiss)
	b.practice.SetAction(parts.Tr("banner.leavePractice"), leavePractice)
	s.Name("banner.practice", b.practice)
	s.Name("banner.note", b.note)
	s.Name("banner.reminder", b.reminder)
	b.view = container.NewVBox(b.practice, b.note, b.reminder)
	b.paint(bannerState{})
	return b
}

func (b *banners) paint(state bannerState) {
	parts.ShowIf(b.practice, state.practice)
	kind, text := widgets.BannerInfo, ""
	switch {
	case state.setAside != "":
		kind, text = widgets.BannerDanger, parts.Tr("banner.setAside", "Path", state.setAside)
	case state.recovering > 0:
		text = parts.Tr("banner.recovering", "Count", state.recovering)
	}
	files := strings.Join(state.secretFiles, ", ")
	b.reminder.SetText(parts.Tr("banner.secretFile", "File", files))
	parts.ShowIf(b.reminder, files != "")
	b.note.SetKind(kind)
	b.note.SetText(text)
	parts.ShowIf(b.note, text != "")
}
