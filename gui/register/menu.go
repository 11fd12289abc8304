package register

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/parts"
)

// showAll shows the menu of what can be done with the list below a button.
func (c *Commands) showAll(below fyne.CanvasObject) { c.stage.MenuBelow(below, c.pageItems()...) }

// showRow shows the menu of what can be done with a row.
func (c *Commands) showRow(at fyne.Position) {
	if _, _, ok := c.table.Selected(); ok {
		c.stage.Menu(at, c.rowItems()...)
	}
}

func menuItem(key string, enabled bool, f func()) *fyne.MenuItem {
	item := fyne.NewMenuItem(parts.Tr(key), f)
	item.Disabled = !enabled
	return item
}

// rowItems are what can be done with the marked entries or the selected one.
func (c *Commands) rowItems() []*fyne.MenuItem {
	_, _, selected := c.table.Selected()
	several := c.Several()
	item := func(key string, run func()) *fyne.MenuItem { return menuItem(key, c.Lacks(key) == "", run) }
	copies := []*fyne.MenuItem{item("register.copyID", c.CopyID), item("register.copyETag", c.CopyETag), item("register.copyRow", c.CopyRow)}
	if selected && !several && c.needs.Menu != nil {
		return c.needs.Menu(copies...)
	}
	test, forget, remove := item("register.test", c.Test), item("register.forget", c.Forget), item("details.delete", c.needs.Delete)
	if several {
		test.Label = parts.Tr("register.testMany", "Count", c.table.Marks.Count())
		forget.Label = parts.Tr("register.forgetMany", "Count", c.table.Marks.Count())
		remove.Label = parts.Tr("register.deleteMany", "Count", c.table.Marks.Count())
	}
	return []*fyne.MenuItem{
		test, fyne.NewMenuItemSeparator(), parts.Submenu("menu.copy", theme.ContentCopyIcon(), copies...), fyne.NewMenuItemSeparator(), forget, remove,
	}
}

// pageItems are what can be done with the register as a whole.
func (c *Commands) pageItems() []*fyne.MenuItem {
	some, free := c.table.Count() > 0, !c.tasks.Busy()
	return []*fyne.MenuItem{
		menuItem("register.refresh", free, c.needs.Refresh),
		menuItem("register.selectAll", some, c.table.Marks.All),
		menuItem("register.testShown", some && free, c.TestShown),
		fyne.NewMenuItemSeparator(),
		menuItem("register.export", free && c.exchange.Something(), c.exchange.Export),
		menuItem("register.import", free, c.exchange.Import),
	}
}
