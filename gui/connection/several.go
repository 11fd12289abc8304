package connection

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// Several is what can be done with several connections that are selected in the
// register.
type Several struct {
	// Test tests them, CopyIDs copies their ids, Export writes them to a file, Forget
	// removes them from the list, and Delete deletes them on Platform.
	Test, CopyIDs, Export, Forget, Delete func()
}

// several are the buttons for several connections.
type several struct {
	view  *fyne.Container
	count int
	busy  []*widgets.Button // that must wait while something is under way
}

func newSeveral(s *parts.Stage, many Several) *several {
	button := func(key string, icon fyne.Resource, f func()) *widgets.Button {
		b := widgets.NewButton(parts.Tr(key), icon, f)
		s.Name("several."+key, b)
		return b
	}
	test := button("register.test", theme.MediaPlayIcon(), many.Test)
	forget := button("register.forget", theme.ContentRemoveIcon(), many.Forget)
	remove := button("details.delete", theme.DeleteIcon(), many.Delete)
	v := &several{busy: []*widgets.Button{test, forget, remove}}
	v.view = parts.NewButtonRows(test, button("register.copyID", theme.ContentCopyIcon(), many.CopyIDs),
		button("register.export", theme.DownloadIcon(), many.Export), forget, remove)
	return v
}

func (v *several) paint(idle bool) {
	for _, b := range v.busy {
		parts.EnableIf(b, idle)
	}
	v.view.Refresh()
}
