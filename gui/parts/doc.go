// Package parts holds what the features of the window share: the stage that they
// stand on, field rows, status lines, troubles, questions, and the words.
package parts
