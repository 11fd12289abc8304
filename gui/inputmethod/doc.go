// Package inputmethod lets Chinese, Japanese and Korean be typed into the window.
//
// Prepare chooses X11 where Wayland would know no input method, and a locale in which
// what is composed arrives. Importing the package is enough for the rest: it keeps
// the keys that an input method takes for itself away from the window.
//
// Who writes Chinese types letters, which the input method gathers, and ends the
// composition with Enter, Space or a digit. On X11 GLFW, which Fyne stands on,
// tells the window of each of these keys before it has asked the input method, so
// that Enter would also press a button, BackSpace delete, Tab and the arrows move,
// Escape close. With this package in the program a key is told only once the input
// method has passed it on, and after the letters typed before it.
//
// Without cgo, and on other systems, only the choice of X11 is left, which needs
// neither.
package inputmethod
