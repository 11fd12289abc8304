package support

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// ShowFirstSteps tells a newcomer what to do.
func ShowFirstSteps(s *parts.Stage) {
	s.Tell("firstSteps", parts.Tr("menu.firstSteps"), parts.Paragraphs("firstSteps.1", "firstSteps.2", "firstSteps.3", "firstSteps.4", "firstSteps.5", "firstSteps.6", "firstSteps.7"))
}

// Shortcut is a command of the menu and its key, both as they are shown.
type Shortcut struct{ Command, Key string }

// ShowShortcuts lists the keys of the commands.
func ShowShortcuts(s *parts.Stage, shortcuts []Shortcut) {
	// Labels keep room around them, which a long list has no use for.
	rows, columns := container.New(layout.NewCustomPaddedVBoxLayout(-2*theme.Padding())), &keyColumns{}
	for _, shortcut := range shortcuts {
		command := widget.NewLabel(shortcut.Command)
		columns.width = max(columns.width, command.MinSize().Width)
		rows.Add(container.New(columns, command, widget.NewLabel(shortcut.Key)))
	}
	s.Tell("shortcuts", parts.Tr("menu.shortcuts"), container.New(layout.NewCustomPaddedLayout(0, 0, -theme.InnerPadding(), 0), rows))
}

// keyColumns puts a command and its key beside each other, in rows whose commands have the
// same width. A row is as high as the higher of the two: Chinese letters are higher.
type keyColumns struct{ width float32 }

// MinSize is called by Fyne.
func (l *keyColumns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	command, key := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(l.width+key.Width, max(command.Height, key.Height))
}

// Layout is called by Fyne.
func (l *keyColumns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(l.width, size.Height))
	objects[1].Move(fyne.NewPos(l.width, 0))
	objects[1].Resize(fyne.NewSize(size.Width-l.width, size.Height))
}

// ShowAbout tells the app's name, its version, and where its files are.
func ShowAbout(s *parts.Stage, name, version, dataDir string) {
	line := parts.Bold()
	line.SetText(parts.Tr("about.version", "Version", version))
	folder := parts.Wrapped(parts.Tr("about.folder", "Folder", dataDir))
	content := container.NewVBox(line, parts.Paragraphs("about.text", "about.secrets"), folder)
	sheet := s.Sheet("about", name, content, parts.Tr("close.button"), "")
	sheet.AddButton(widgets.NewButton(parts.Tr("about.licences"), theme.DocumentIcon(), func() {
		sheet.Hide()
		showLicences(s)
	}))
	sheet.OnSubmit = sheet.Hide
	sheet.Resize(fyne.NewSize(620, 0))
	sheet.Show()
}
