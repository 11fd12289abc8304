// Package batch is the page on which many connections are made from a table: its rows
// with what is wrong with each, a panel in which their cells are mended, and how far the
// rehearsal and the creation are.
package batch
