package connection

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// tab is one of the views of a connection.
type tab int

const (
	tabOverview tab = iota
	tabFiles
	tabHistory
)

var tabKeys = map[tab]string{tabOverview: "details.overview", tabFiles: "details.files", tabHistory: "details.history"}

// tabs choose between the views of a connection.
type tabs struct {
	view     *fyne.Container
	buttons  map[tab]*widgets.Button
	chosen   tab
	onChosen func()
}

func newTabs(s *parts.Stage, onChosen func()) *tabs {
	t := &tabs{view: container.NewHBox(), buttons: map[tab]*widgets.Button{}, onChosen: onChosen}
	for which := tabOverview; which <= tabHistory; which++ {
		b := widgets.NewButton(parts.Tr(tabKeys[which]), nil, func() { t.choose(which) })
		s.Name(tabKeys[which], b)
		t.buttons[which] = b
		t.view.Add(b)
	}
	t.paint()
	return t
}

func (t *tabs) choose(which tab) {
	t.chosen = which
	t.paint()
	t.onChosen()
}

// offer says whether a tab can be chosen.
func (t *tabs) offer(which tab, on bool) {
	parts.ShowIf(t.buttons[which], on)
	if !on && t.chosen == which {
		t.chosen = tabOverview
		t.paint()
	}
}

func (t *tabs) paint() {
	for which, b := range t.buttons {
		importance := widget.LowImportance
		if which == t.chosen {
			importance = widget.MediumImportance
		}
		if b.Importance != importance {
			b.Importance = importance
			b.Refresh()
		}
	}
}
