//go:build !cgo

package opengl

// Ask knows nothing: without cgo there is no driver.
func Ask() Strings { return Strings{} }
