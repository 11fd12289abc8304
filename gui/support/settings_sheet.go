package support

import (
	"math"
	"net/url"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/model/support"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// settingsName is what the sheet of the settings is called.
const settingsName = "settings"

// Settings is the sheet of the settings. Each takes effect at once.
type Settings struct {
	// Model holds the settings, and DataDir is the folder of the app's files.
	Model   *support.Settings
	DataDir string
	// Speak is called with the tag of a language that has been chosen, or "" for
	// the system's, and Forget to ask whether everything is to be forgotten.
	Speak  func(tag string)
	Forget func()

	stage *parts.Stage
}

// NewSettings makes the sheet of the settings; its fields are to be filled in.
func NewSettings(stage *parts.Stage) *Settings { return &Settings{stage: stage} }

// themeChoices are what the setting offers, in the order of its options.
var themeChoices = []string{"", support.ThemeLight, support.ThemeDark}

// Show opens the settings.
func (s *Settings) Show() {
	look := s.Model.Look()
	language := s.chooseLanguage(look)
	appearance := dropDown([]string{parts.Tr("settings.system"), parts.Tr("settings.light"), parts.Tr("settings.dark")},
		slices.Index(themeChoices, look.Theme), func(at int) {
			s.Model.Change(func(l *support.Look) { l.Theme = themeChoices[at] })
			ApplyTheme(s.stage.App, s.Model.Look())
		})
	sizes := make([]string, len(support.TextScales))
	for i, scale := range support.TextScales {
		sizes[i] = parts.Tr("settings.percent", "Percent", int(math.Round(float64(scale)*100)))
	}
	size := dropDown(sizes, slices.Index(support.TextScales, look.TextScale), func(at int) {
		s.Model.Change(func(l *support.Look) { l.TextScale = support.TextScales[at] })
		ApplyTheme(s.stage.App, s.Model.Look())
		if sheet := s.stage.SheetNamed(settingsName); sheet != nil {
			sheet.Fit()
		}
	})
	folder := parts.Wrapped(s.DataDir)
	open := widgets.NewButton(parts.Tr("settings.openFolder"), theme.FolderOpenIcon(), s.openFolder)
	copyPath := widgets.NewButton(parts.Tr("settings.copyFolder"), theme.ContentCopyIcon(), func() {
		s.stage.Copy(s.DataDir, parts.Tr("copied.folder"))
	})
	forget := widgets.NewButton(parts.Tr("settings.forget"), theme.DeleteIcon(), func() {
		s.stage.Keep(settingsName) // for whoever thinks better of it
		s.Forget()
	})
	forget.Importance = widget.DangerImportance
	for name, o := range map[string]fyne.CanvasObject{
		"settings.language": language, "settings.theme": appearance, "settings.size": size,
		"settings.forget": forget, "settings.openFolder": open, "settings.copyFolder": copyPath,
	} {
		s.stage.Name(name, o)
	}
	fields := []*widgets.Field{
		widgets.NewField(parts.Tr("settings.language"), language), widgets.NewField(parts.Tr("settings.theme"), appearance),
		widgets.NewField(parts.Tr("settings.size"), size), widgets.NewField(parts.Tr("settings.folder"), folder),
	}
	rows := container.NewVBox()
	for _, field := range fields {
		field.SetCaptionLines(0)
		rows.Add(field)
	}
	widgets.AlignFields(fields...)
	rows.Add(container.NewHBox(open, copyPath))
	rows.Add(widget.NewSeparator())
	rows.Add(container.NewHBox(forget))
	s.stage.Tell(settingsName, parts.Tr("settings.title"), rows)
}

// Reopen shows the settings anew, in another language, if they are open; rebuild
// makes the window anew in between.
func (s *Settings) Reopen(rebuild func()) {
	sheet := s.stage.SheetNamed(settingsName)
	if sheet != nil {
		sheet.Hide()
	}
	rebuild()
	if sheet != nil {
		s.Show()
	}
}

// dropDown makes a drop-down that calls changed with the place of a new choice.
func dropDown(options []string, at int, changed func(at int)) *widgets.Select {
	s := widgets.NewSelect(options, nil)
	s.SetSelectedIndex(max(0, at))
	s.OnChanged = func(string) { changed(s.SelectedIndex()) }
	return s
}

func (s *Settings) chooseLanguage(look support.Look) *widgets.Select {
	options, at := []string{parts.Tr("settings.system")}, 0
	for i, l := range parts.Languages {
		options = append(options, l.Name)
		if l.Tag == look.Language {
			at = i + 1
		}
	}
	return dropDown(options, at, func(at int) {
		tag := ""
		if at > 0 {
			tag = parts.Languages[at-1].Tag
		}
		s.Model.Change(func(l *support.Look) { l.Language = tag })
		s.Speak(tag)
	})
}

// ApplyTheme gives the app the chosen colors and size of text.
func ApplyTheme(a fyne.App, look support.Look) { a.Settings().SetTheme(ThemeFor(look)) }

// ThemeFor is the theme with the chosen colors and size of text.
func ThemeFor(look support.Look) *widgets.Theme {
	t := widgets.NewTheme().WithTextScale(look.TextScale)
	switch look.Theme {
	case support.ThemeLight:
		t = t.ForVariant(theme.VariantLight)
	case support.ThemeDark:
		t = t.ForVariant(theme.VariantDark)
	}
	return t
}

func (s *Settings) openFolder() {
	address := &url.URL{Scheme: "file", Path: filepath.ToSlash(s.DataDir)}
	if err := s.stage.App.OpenURL(address); err != nil {
		s.stage.Copy(s.DataDir, parts.Tr("copied.folder"))
	}
}
