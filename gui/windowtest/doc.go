// Package windowtest drives the real app in a real window, by keyboard and mouse.
//
// Its tests have the build tag window, and so has the app that they drive: it writes
// where its controls are (watch.go), to the file that MOORING_LAYOUT_FILE names, since
// there is no accessibility tree to ask. The app that users get cannot do so.
//
// The tests need a private X display with xdotool, xclip, ImageMagick and fcitx5:
// `make test-window` builds the app and brings them all.
// `make test-wayland` runs one of them in Weston, a Wayland compositor, in a window on it.
// For a scale of 200 % they open a larger display of their own. Each time a copy of
// the app ends, what it has written, printed and shown to others is searched for the
// secrets that were typed.
package windowtest
