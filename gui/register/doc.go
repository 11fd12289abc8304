// Package register is the left side of the window: the list of the connections
// that are known, its search and its filters, and what is done with many of them
// at once.
package register
