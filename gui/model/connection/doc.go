// Package connection holds what is known of the connection at hand and what is done
// with it: tests, other keys and words, deletion, files, commands.
package connection
