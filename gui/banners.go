package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"mooring/gui/widgets"
)

// banners are the strips above the cards: the practice Platform's, and one for
// what the user should know of the register.
type banners struct {
	view     *fyne.Container
	practice *widgets.Banner
	note     *widgets.Banner
	dismiss  func()
}

// bannerState is what the banners tell.
type bannerState struct {
	practice   bool
	recovering int    // attempts of an earlier run that are being looked up
	setAside   string // where a damaged register was put
	secretFile string // a file that was filled in from and still holds a secret
}

func newBanners(s *stage, leavePractice, dismiss func()) *banners {
	b := &banners{
		dismiss:  dismiss,
		practice: widgets.NewBanner(widgets.BannerWarning, tr("banner.practice")),
		note:     widgets.NewBanner(widgets.BannerInfo, ""),
	}
	b.practice.SetAction(tr("banner.leavePractice"), leavePractice)
	s.name("banner.practice", b.practice)
	s.name("banner.note", b.note)
	b.view = container.NewVBox(b.practice, b.note)
	b.paint(bannerState{})
	return b
}

func (b *banners) paint(state bannerState) {
	showIf(b.practice, state.practice)
	kind, text := widgets.BannerInfo, ""
	switch {
	case state.setAside != "":
		kind, text = widgets.BannerDanger, tr("banner.setAside", "Path", state.setAside)
	case state.recovering > 0:
		text = tr("banner.recovering", "Count", state.recovering)
	case state.secretFile != "":
		kind, text = widgets.BannerWarning, tr("banner.secretFile", "File", state.secretFile)
	}
	if state.secretFile != "" && text != "" {
		b.note.SetAction(tr("banner.understood"), b.dismiss)
	} else {
		b.note.SetAction("", nil)
	}
	b.note.SetKind(kind)
	b.note.SetText(text)
	showIf(b.note, text != "")
}
