//go:build !cgo || !linux || android

package inputmethod

func useLocale() {}
