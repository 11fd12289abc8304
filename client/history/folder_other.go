//go:build !unix

package history

import "io/fs"

// ownedByUs is false where rights are not mode bits: nothing is to be tightened.
func ownedByUs(fs.FileInfo) bool { return false }

// syncFolder has nothing to do where folders cannot be synced; NTFS journals
// its renames.
func syncFolder(string) error { return nil }
