// Package inputmethod keeps the keys that an input method takes for itself away
// from the window.
//
// Who writes Chinese types letters, which the input method gathers, and ends the
// composition with Enter, Space or a digit. On X11 GLFW, which Fyne stands on,
// tells the window of each of these keys before it has asked the input method, so
// that Enter would also press a button, BackSpace delete, Tab and the arrows move,
// Escape close. With this package in the program a key is told only once the input
// method has passed it on, and after the letters typed before it.
//
// Without cgo, and on other systems, the package is empty. It is enough to import it.
package inputmethod
