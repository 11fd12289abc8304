//go:build !linux

package gui

// SpareFullDisk does something on Linux only.
func SpareFullDisk() error { return nil }
