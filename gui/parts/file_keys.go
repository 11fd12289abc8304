package parts

import (
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/widgets"
)

// fileKeys gives a file dialog of Fyne's the keys that it lacks: its list does nothing on
// Enter and Escape, and keeps them from everything else while it has the focus. So nothing
// has the focus at first, and the arrows move in the list all the same.
type fileKeys struct {
	canvas fyne.Canvas
	choice *dialog.FileDialog
	folder bool // it is asked for
	yes    *widget.Button
	list   *widget.List // nil where files are shown as tiles
	at     int          // the row that the arrows have reached
	moved  bool         // since something was chosen
}

func newFileKeys(c fyne.Canvas, choice *dialog.FileDialog, folder bool) *fileKeys {
	k := &fileKeys{canvas: c, choice: choice, folder: folder}
	widgets.Walk(inFront(c), func(o fyne.CanvasObject) bool {
		switch o := o.(type) {
		case *widget.Button:
			if o.Importance == widget.HighImportance {
				k.yes = o
			}
		case *container.Split: // the places are on the left
			widgets.Walk(o.Trailing, func(o fyne.CanvasObject) (found bool) {
				k.list, found = o.(*widget.List)
				return found
			})
		}
		return false
	})
	return k
}

// give gives the dialog its keys until it closes.
func (k *fileKeys) give() {
	k.canvas.Unfocus()
	keys := k.canvas.OnTypedKey()
	k.choice.SetOnClosed(func() {
		k.canvas.SetOnTypedKey(keys)
		widgets.ClickedElsewhere(k.canvas)
	})
	k.canvas.SetOnTypedKey(k.typed)
	if k.list == nil {
		return
	}
	choose := k.list.OnSelected
	k.list.OnHighlighted = func(id widget.ListItemID) { k.at = id }
	k.list.OnSelected = func(id widget.ListItemID) {
		choose(id)
		k.moved = false
		if !k.chosen() { // a folder was opened
			for range k.at {
				k.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
			}
		}
		if k.canvas.Focused() == k.list {
			k.canvas.Unfocus() // so that Enter takes it
			k.list.FocusGained()
		}
	}
	k.list.FocusGained() // it shows where the arrows are
}

func (k *fileKeys) typed(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyEscape:
		k.choice.Dismiss()
	case fyne.KeyUp, fyne.KeyDown:
		if k.list != nil {
			k.list.TypedKey(key)
			k.moved = true
		}
	case fyne.KeySpace:
		k.choose()
	case fyne.KeyReturn, fyne.KeyEnter:
		if k.moved {
			k.choose()
			if !k.chosen() {
				return // what is in a folder is looked at first
			}
		}
		if k.yes != nil && !k.yes.Disabled() {
			k.yes.OnTapped()
		}
	}
}

// chosen reports whether a file has been chosen.
func (k *fileKeys) chosen() bool { return !k.folder && k.yes != nil && !k.yes.Disabled() }

// choose chooses the file that the arrows have reached, or opens that folder.
func (k *fileKeys) choose() {
	if k.list != nil {
		k.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	}
}

// inFront is what is shown in front on a canvas. What Fyne lays over a window has a type
// that only Fyne can name, and a field Content.
func inFront(c fyne.Canvas) fyne.CanvasObject {
	top := reflect.Indirect(reflect.ValueOf(c.Overlays().Top()))
	if top.Kind() != reflect.Struct {
		return nil
	}
	content := top.FieldByName("Content")
	if !content.IsValid() {
		return nil
	}
	shown, _ := content.Interface().(fyne.CanvasObject)
	return shown
}
