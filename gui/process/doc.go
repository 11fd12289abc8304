// Package process is the life of one process of Mooring, whatever its window is for:
// the options, the hold on the data folder and what a second start does, the log, the
// report of a crash, the first frame or the words for why there is none, and the end.
package process
