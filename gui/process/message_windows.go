package process

import "golang.org/x/sys/windows"

// systemMessage shows a text in a window of the system's own.
func systemMessage(title, text string) error {
	caption, err := windows.UTF16PtrFromString(title)
	if err != nil {
		return err
	}
	words, err := windows.UTF16PtrFromString(text)
	if err != nil {
		return err
	}
	_, err = windows.MessageBox(0, words, caption, windows.MB_OK|windows.MB_ICONERROR)
	return err
}
