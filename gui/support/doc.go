// Package support is what helps beside the work: the welcome, settings, help, the
// diagnosis, the practice with problems, and what the window has to tell of itself.
package support
