package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Fyne's objects do not know what they are in, and what they hold is known of a few kinds
// only. Mooring's own widgets tell by a method children.

// firstInput is the first thing in an object that can have the focus now, or nil.
func firstInput(o fyne.CanvasObject) (first fyne.Focusable) {
	if o == nil || !o.Visible() { // with all that it holds
		return nil
	}
	f, ok := o.(fyne.Focusable)
	if d, can := o.(fyne.Disableable); ok && (!can || !d.Disabled()) {
		return f
	}
	for _, child := range childrenOf(o) {
		if first = firstInput(child); first != nil {
			return first
		}
	}
	return nil
}

// Walk visits an object and what it holds, as far as it is known, until visit
// says that it found what it looked for. It reports whether that was so.
func Walk(o fyne.CanvasObject, visit func(fyne.CanvasObject) (stop bool)) bool {
	if o == nil || visit(o) {
		return o != nil
	}
	for _, child := range childrenOf(o) {
		if Walk(child, visit) {
			return true
		}
	}
	return false
}

// childrenOf are the objects that one holds, as far as its kind is known here.
func childrenOf(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case *container.Scroll:
		return []fyne.CanvasObject{o.Content}
	case *widget.PopUp:
		return []fyne.CanvasObject{o.Content}
	case *container.Split:
		return []fyne.CanvasObject{o.Leading, o.Trailing}
	case interface{ children() []fyne.CanvasObject }:
		return o.children()
	}
	return nil
}

// holds reports whether o is within root.
func holds(root, o fyne.CanvasObject) bool {
	_, ok := within(root, o)
	return ok
}

// within is where o is in root, if it is there, painted or not.
func within(root, o fyne.CanvasObject) (at fyne.Position, ok bool) {
	if root == o {
		return at, true
	}
	for _, child := range childrenOf(root) {
		if child == nil {
			continue
		}
		if at, ok = within(child, o); ok {
			return at.Add(child.Position()), true
		}
	}
	return fyne.Position{}, false
}

// Shows reports whether root shows o: it is within it, and so are all that it is in, and
// none is hidden. It may not have been painted yet.
func Shows(root, o fyne.CanvasObject) bool {
	if root == nil || !root.Visible() {
		return false
	}
	return root == o || slices.ContainsFunc(childrenOf(root), func(child fyne.CanvasObject) bool { return Shows(child, o) })
}
