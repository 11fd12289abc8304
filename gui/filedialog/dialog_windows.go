package filedialog

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"unicode/utf16"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	comdlg32             = windows.NewLazySystemDLL("comdlg32.dll")
	getOpenFileName      = comdlg32.NewProc("GetOpenFileNameW")
	getSaveFileName      = comdlg32.NewProc("GetSaveFileNameW")
	commDlgExtendedError = comdlg32.NewProc("CommDlgExtendedError")
)

// Flags of a dialog, as Windows calls them without their OFN_.
const (
	overwritePrompt  = 0x2
	hideReadOnly     = 0x4
	noChangeDir      = 0x8
	allowMultiSelect = 0x200
	pathMustExist    = 0x800
	fileMustExist    = 0x1000
	noReadOnlyReturn = 0x8000
	noTestFileCreate = 0x10000
	explorer         = 0x80000
)

// room is for what is chosen, in characters: many files, or one with a long path.
const room = 1 << 16

// openFileName is OPENFILENAMEW.
type openFileName struct {
	size          uint32
	owner         uintptr
	instance      uintptr
	filter        *uint16
	customFilter  *uint16
	maxCustom     uint32
	filterIndex   uint32
	file          *uint16
	maxFile       uint32
	fileTitle     *uint16
	maxTitle      uint32
	initialDir    *uint16
	title         *uint16
	flags         uint32
	fileOffset    uint16
	fileExtension uint16
	defExt        *uint16
	custData      uintptr
	hook          uintptr
	template      *uint16
	reserved      uintptr
	reservedSize  uint32
	flagsEx       uint32
}

// open asks in the dialog of Windows, which keeps the parent from being used. The end
// of ctx does not close it; that of the process does.
func open(_ context.Context, o Opening) ([]string, error) {
	flags := uint32(hideReadOnly | pathMustExist | fileMustExist)
	if o.Several {
		flags |= allowMultiSelect
	}
	return ask(getOpenFileName, o.Common, "", flags)
}

func save(_ context.Context, s Saving) ([]string, error) {
	return ask(getSaveFileName, s.Common, s.Name, overwritePrompt|pathMustExist|noReadOnlyReturn|noTestFileCreate)
}

func ask(dialog *windows.LazyProc, c Common, name string, flags uint32) ([]string, error) {
	if err := dialog.Find(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNone, err)
	}
	// The dialog has the extensions of the shell in it, which want this of their thread.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := windows.CoInitializeEx(0, windows.COINIT_APARTMENTTHREADED); err == nil || err == syscall.Errno(windows.S_FALSE) { //nolint:errorlint // it returns this very type
		defer windows.CoUninitialize()
	}
	chosen := make([]uint16, room)
	copy(chosen[:room-1], utf16.Encode([]rune(name)))
	asked := openFileName{
		owner: c.Parent, filter: filters(c.Kinds), file: &chosen[0], maxFile: room, initialDir: text(c.Folder), title: text(c.Title),
		flags: flags | explorer | noChangeDir,
	}
	asked.size = uint32(unsafe.Sizeof(asked))
	if len(c.Kinds) > 0 && len(c.Kinds[0].Endings) > 0 {
		asked.filterIndex, asked.defExt = 1, text(strings.TrimPrefix(c.Kinds[0].Endings[0], "."))
	}
	if taken, _, _ := dialog.Call(uintptr(unsafe.Pointer(&asked))); taken == 0 { //nolint:gosec // Windows takes a pointer
		if code, _, _ := commDlgExtendedError.Call(); code != 0 {
			return nil, fmt.Errorf("%w: comdlg32 says %#x", ErrNone, code)
		}
		return nil, nil
	}
	return paths(chosen), nil
}

// text is a string as Windows takes it, nil for none.
func text(s string) *uint16 {
	if s == "" {
		return nil
	}
	p, err := windows.UTF16PtrFromString(s)
	if err != nil {
		return nil
	}
	return p
}

// filters are pairs of a name and patterns, each with a zero behind it, and one at the end.
func filters(kinds []Kind) *uint16 {
	var all strings.Builder
	for _, kind := range kinds {
		patterns := make([]string, len(kind.Endings))
		for i, ending := range kind.Endings {
			patterns[i] = "*" + ending
		}
		if len(patterns) == 0 {
			patterns = []string{"*.*"}
		}
		_, _ = all.WriteString(kind.Name + "\x00" + strings.Join(patterns, ";") + "\x00")
	}
	if all.Len() == 0 {
		return nil
	}
	return &utf16.Encode([]rune(all.String() + "\x00"))[0]
}

// paths are what a dialog has written: one path, or a folder and the names of files in it.
func paths(chosen []uint16) []string {
	var parts []string
	for len(chosen) > 0 {
		end := slices.Index(chosen, 0)
		if end <= 0 {
			break
		}
		parts = append(parts, windows.UTF16ToString(chosen[:end]))
		chosen = chosen[end+1:]
	}
	if len(parts) < 2 {
		return parts
	}
	for i, name := range parts[1:] {
		parts[i+1] = filepath.Join(parts[0], name)
	}
	return parts[1:]
}
