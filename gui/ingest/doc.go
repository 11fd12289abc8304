// Package ingest is the sheet that brings data in: from files behind a connection to a
// dataset, in steps that can be gone back over. It paints what package
// gui/model/ingest holds.
package ingest
