package widgets

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

func svgIcon(name, path string) fyne.Resource {
	const head = `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><path d="`
	return fyne.NewStaticResource("mooring-"+name+".svg", []byte(head+path+`"/></svg>`))
}

// The signs of states are solid discs with the sign cut out, so that they differ in
// shape as well as in color.
var (
	iconDone    = svgIcon("done", "M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20zM10.2 17.2L5.4 12.4L6.9 10.9L10.2 14.2L17.1 7.3L18.6 8.8z")
	iconFailed  = svgIcon("failed", "M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20zM12 13.5L8.5 17L7 15.5L10.5 12L7 8.5L8.5 7L12 10.5L15.5 7L17 8.5L13.5 12L17 15.5L15.5 17z")
	iconWarned  = svgIcon("warned", "M12 2.5L1 21.5L23 21.5zM11 9.5L13 9.5L13 15.5L11 15.5zM11 17L13 17L13 19L11 19z")
	iconWaiting = svgIcon("waiting", "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18zM12 4.6a7.4 7.4 0 1 1 0 14.8a7.4 7.4 0 1 1 0-14.8z")
	iconSkipped = svgIcon("skipped", "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18zM12 4.6a7.4 7.4 0 1 1 0 14.8a7.4 7.4 0 1 1 0-14.8zM8 11.2L16 11.2L16 12.8L8 12.8z")
	// iconNotNeeded is an outlined disc with a small tick: fine, but nothing to be done.
	iconNotNeeded = svgIcon("not-needed", "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18zM12 4.6a7.4 7.4 0 1 1 0 14.8a7.4 7.4 0 1 1 0-14.8zM10.7 15.6L7.3 12.2L8.4 11.1L10.7 13.4L15.6 8.5L16.7 9.6z")
	iconFolded    = svgIcon("folded", "M9.3 5.3L7.9 6.7L13.2 12L7.9 17.3L9.3 18.7L16 12z")
	iconUnfolded  = svgIcon("unfolded", "M5.3 9.3L6.7 7.9L12 13.2L17.3 7.9L18.7 9.3L12 16z")
	iconInfo      = svgIcon("info", "M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20zM11 10.5L13 10.5L13 17L11 17zM11 7L13 7L13 9L11 9z")
	iconAlert     = svgIcon("alert", "M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20zM11 7L13 7L13 13.5L11 13.5zM11 15L13 15L13 17L11 17z")
)

// setIcon gives an image a resource in a color of the theme, or none with nil.
func setIcon(img *canvas.Image, res fyne.Resource, name fyne.ThemeColorName) {
	if res == nil {
		img.Hide()
		return
	}
	img.FillMode = canvas.ImageFillContain
	img.Resource = theme.NewColoredResource(res, cmp.Or(name, theme.ColorNameForeground))
	img.Show()
	img.Refresh()
}
