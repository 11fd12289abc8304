// Package opengl asks the graphics driver what it is. It is the one package
// beside main that is built with cgo; without cgo it knows nothing.
package opengl

// Strings are what an OpenGL driver says of itself; empty where it says nothing.
type Strings struct {
	Vendor   string // such as "Intel" or "Mesa"
	Renderer string // the graphics card, or the program that stands in for one
	Version  string // of OpenGL, and of the driver
}
