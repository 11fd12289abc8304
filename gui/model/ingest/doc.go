// Package ingest holds what is known and decided while files are brought in: which
// files, into which dataset, which column into which field, how often, and what is
// made of it. Each of the five steps is a small type with its own state; what they
// find out by looking (formats, matches, warnings) is in functions without any.
package ingest
