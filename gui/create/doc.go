// Package create is the part of the window in which a connection is made: the form,
// filled in by hand or from a file, the check of its keys, the steps and what came
// of them.
package create
