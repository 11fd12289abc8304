package ingest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// keptRoom gives one object its room, and keeps that when it becomes lower: what is above
// it would else move while it is worked with.
type keptRoom struct {
	lines  float32 // that it has room for from the beginning, in heights of a text
	height float32 // the most that there was
}

// MinSize is the most that there was.
func (k *keptRoom) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := objects[0].MinSize()
	k.height = max(k.height, least.Height, theme.TextSize()*k.lines)
	return fyne.NewSize(least.Width, k.height)
}

// Layout gives the object its room.
func (*keptRoom) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }
