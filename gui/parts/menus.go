package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Menu shows items as a menu at a place of the window.
func (s *Stage) Menu(at fyne.Position, items ...*fyne.MenuItem) { s.menu(at, items) }

// MenuBelow shows items as a menu below the button that it belongs to.
func (s *Stage) MenuBelow(button fyne.CanvasObject, items ...*fyne.MenuItem) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(button)
	s.menu(at.AddXY(0, button.Size().Height), items)
}

func (s *Stage) menu(at fyne.Position, items []*fyne.MenuItem) *widget.PopUpMenu {
	for _, item := range items {
		if item.ChildMenu != nil {
			item.Action = s.Within(item, func() fyne.Position { return at })
		}
	}
	popup := widget.NewPopUpMenu(fyne.NewMenu("", items...), s.Canvas())
	at.X = max(min(at.X, s.Canvas().Size().Width-popup.MinSize().Width), 0)
	popup.ShowAtPosition(at)
	return popup
}

// Submenu is an item of a menu that opens further ones.
func Submenu(key string, icon fyne.Resource, items ...*fyne.MenuItem) *fyne.MenuItem {
	item := fyne.NewMenuItemWithIcon(Tr(key), icon, nil)
	item.ChildMenu = fyne.NewMenu("", items...)
	return item
}

// Within is what Enter does on the item of a submenu: it shows that in the place of its
// menu. Fyne opens a submenu by the right arrow alone, and closes all of them by Enter.
func (s *Stage) Within(item *fyne.MenuItem, at func() fyne.Position) func() {
	return func() { s.menu(at(), item.ChildMenu.Items).ActivateNext() }
}
