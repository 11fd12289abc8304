// Package support holds the settings and the diagnosis.
package support
