package connection

import (
	"slices"

	"fyne.io/fyne/v2"

	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// tab is one of the views of a connection.
type tab int

const (
	tabOverview tab = iota
	tabFlows
	tabFiles
	tabHistory
)

var tabKeys = map[tab]string{tabOverview: "details.overview", tabFlows: "details.flows", tabFiles: "details.files", tabHistory: "details.history"}

// tabs choose between the views of a connection. They are the row of titles only:
// the page shows the view, which is as high as its own content.
type tabs struct {
	view     *widgets.Tabs
	offered  []tab
	chosen   tab
	onChosen func()
}

func newTabs(s *parts.Stage, onChosen func()) *tabs {
	t := &tabs{view: widgets.NewTabs(), onChosen: onChosen}
	t.view.OnSelected = func(at int) { t.choose(t.offered[at]) }
	if head, ok := t.view.Head().(fyne.CanvasObject); ok {
		s.Name("details.tabs", head)
	}
	t.offer(tabOverview, tabHistory)
	return t
}

// choose shows one of the views that are offered.
func (t *tabs) choose(which tab) {
	t.chosen = which
	t.view.Select(slices.Index(t.offered, which))
	t.onChosen()
}

// mark puts a dot on a view: there is something to look at.
func (t *tabs) mark(which tab, on bool) { t.view.SetAttention(slices.Index(t.offered, which), on) }

// offer says which views there are. One that is not offered any more gives way to
// the first.
func (t *tabs) offer(which ...tab) {
	if slices.Equal(t.offered, which) {
		return
	}
	t.offered = which
	titles := make([]widgets.Tab, len(which))
	for i, w := range which {
		titles[i].Title = parts.Tr(tabKeys[w])
	}
	if !slices.Contains(which, t.chosen) {
		t.chosen = tabOverview
	}
	t.view.SetTabs(titles...)
	t.view.Select(slices.Index(which, t.chosen))
}
