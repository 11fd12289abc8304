package gui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/client/history"
	"mooring/gui/parts"
)

// busy reports whether something with a connection is under way, so that nothing
// else may begin.
func (w *mainWindow) busy() bool { return w.attempt.Busy() || w.manage.Busy() }

// onManaged does something with the connection that is shown, if Platform holds it.
func (w *mainWindow) onManaged(f func(history.Entry)) func() {
	return w.ifIdle(func() {
		entry := w.attempt.Entry()
		if !parts.Held(entry) {
			w.stage.Toast.Say(parts.Tr("details.chooseFirst"))
			return
		}
		f(entry)
	})
}

// onShown does something with the entry that is shown.
func (w *mainWindow) onShown(f func(history.Entry)) func() {
	return w.ifIdle(func() {
		entry := w.attempt.Entry()
		if entry.AttemptID == "" {
			w.stage.Toast.Say(parts.Tr("details.chooseFirst"))
			return
		}
		f(entry)
	})
}

// entryCommands are the commands for the connection that is shown.
func (w *mainWindow) entryCommands() []command {
	return []command{
		{},
		{key: "details.browse", char: fyne.KeyB, run: w.onManaged(w.browseFiles)},
		{key: "details.replace", char: fyne.KeyK, mod: fyne.KeyModifierShift, run: w.onManaged(w.replaceKeys)},
		{key: "details.edit", char: fyne.KeyJ, run: w.onManaged(w.editWords)},
		{key: "details.curl", char: fyne.KeyJ, mod: fyne.KeyModifierShift, run: w.onShown(w.copyCurl)},
		{key: "details.copyAll", char: fyne.KeyB, mod: fyne.KeyModifierShift, run: w.onShown(w.copyDetails)},
		{key: "details.delete", char: fyne.KeyQ, mod: fyne.KeyModifierShift, run: w.onManaged(w.deleteOnPlatform)},
	}
}

// copyDetails copies all that is known of an entry.
func (w *mainWindow) copyDetails(entry history.Entry) {
	w.stage.Copy(w.progress.details.text(entry), parts.Tr("copied.all"))
}

// showMore shows the menu of what else can be done with the entry that is shown.
func (w *mainWindow) showMore(at fyne.CanvasObject) {
	managed := parts.Held(w.attempt.Entry())
	item := func(key string, icon fyne.Resource, enabled bool, f func()) *fyne.MenuItem {
		i := fyne.NewMenuItemWithIcon(parts.Tr(key), icon, f)
		i.Disabled = !enabled
		return i
	}
	menu := fyne.NewMenu("",
		item("details.edit", theme.DocumentCreateIcon(), managed, w.onManaged(w.editWords)),
		item("details.curl", theme.ContentCopyIcon(), true, w.onShown(w.copyCurl)),
		item("details.copyAll", theme.ContentCopyIcon(), true, w.onShown(w.copyDetails)),
		fyne.NewMenuItemSeparator(),
		item("details.delete", theme.DeleteIcon(), managed, w.onManaged(w.deleteOnPlatform)),
		fyne.NewMenuItemSeparator(),
		item("progress.next", theme.ContentAddIcon(), true, w.ifIdle(w.next)),
	)
	popup := widget.NewPopUpMenu(menu, w.stage.Canvas())
	// The button is at the lower edge of its card: the menu opens upwards.
	position := fyne.CurrentApp().Driver().AbsolutePositionForObject(at)
	position.Y = max(position.Y-popup.MinSize().Height, 0)
	position.X = max(min(position.X, w.stage.Canvas().Size().Width-popup.MinSize().Width), 0)
	popup.ShowAtPosition(position)
}

// showEntry shows an entry of the register on the third card.
func (w *mainWindow) showEntry(entry history.Entry) {
	if w.attempt.Busy() {
		return
	}
	w.attempt.Show(entry)
	w.details.Show(entry)
}

// followEntries keeps the entry on the third card as the register has it. paint
// paints the card.
func (w *mainWindow) followEntries(paint func()) {
	w.details.OnChange = paint
	w.details.OnEntry = w.attempt.Follow
	w.details.OnGone = func() {
		if w.attempt.Recorded() {
			w.attempt.Clear()
		}
	}
	w.manage.OnChange = w.paint
	w.manage.OnRecorded = w.table.Reload
	// Whether its sandbox is a production one is known once signed in.
	signedIn := w.accounts.OnChange
	w.accounts.OnChange = func() {
		signedIn()
		if w.attempt.Recorded() {
			paint()
		}
	}
}
