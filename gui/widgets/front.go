package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
)

// openSheets are the sheets that are shown, the one in front last. They belong to the UI
// goroutine, as all widgets do.
var openSheets []*Sheet

// frontSheet returns the sheet in front on the canvas that an object is on, or nil.
func frontSheet(o fyne.CanvasObject) *Sheet {
	return frontSheetOn(canvasOf(o))
}

func frontSheetOn(on fyne.Canvas) *Sheet {
	for _, s := range slices.Backward(openSheets) {
		if s.canvas == on {
			return s
		}
	}
	return nil
}

// escape is what the Escape key does where it was typed: what is said there, or
// else it closes the sheet in front. So it works at every Tab stop.
func escape(o fyne.CanvasObject, own func()) {
	if own != nil {
		own()
		return
	}
	if s := frontSheet(o); s != nil {
		s.cancel()
	}
}

// submit is what Enter does in an input: what is said there, or else it submits
// the sheet in front.
func submit(o fyne.CanvasObject, text string, own func(string)) {
	if own != nil {
		own(text)
		return
	}
	if s := frontSheet(o); s != nil {
		s.submit()
	}
}
