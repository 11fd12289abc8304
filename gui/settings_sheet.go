package gui

import (
	"fmt"
	"net/url"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/model"
	"mooring/gui/model/support"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// themeChoices are what the setting offers, in the order of its options.
var themeChoices = []string{"", support.ThemeLight, support.ThemeDark}

// showSettings opens the settings. Each takes effect at once.
func (w *mainWindow) showSettings() {
	look := w.settings.Look()
	language := w.chooseLanguage(look)
	appearance := w.choose([]string{parts.Tr("settings.system"), parts.Tr("settings.light"), parts.Tr("settings.dark")},
		slices.Index(themeChoices, look.Theme), func(at int) {
			w.settings.Change(func(l *support.Look) { l.Theme = themeChoices[at] })
			applyTheme(w.stage.App, w.settings.Look())
		})
	sizes := make([]string, len(support.TextScales))
	for i, scale := range support.TextScales {
		sizes[i] = fmt.Sprintf("%.0f %%", scale*100)
	}
	size := w.choose(sizes, slices.Index(support.TextScales, look.TextScale), func(at int) {
		w.settings.Change(func(l *support.Look) { l.TextScale = support.TextScales[at] })
		applyTheme(w.stage.App, w.settings.Look())
	})
	folder := parts.Wrapped(fyne.TextStyle{})
	folder.Selectable = true
	folder.SetText(w.options.DataDir)
	open := widgets.NewButton(parts.Tr("settings.openFolder"), theme.FolderOpenIcon(), w.openFolder)
	forget := widgets.NewButton(parts.Tr("settings.forget"), theme.DeleteIcon(), w.confirmForgetEverything)
	forget.Importance = widget.DangerImportance
	for name, o := range map[string]fyne.CanvasObject{
		"settings.language": language, "settings.theme": appearance, "settings.size": size,
		"settings.forget": forget, "settings.openFolder": open,
	} {
		w.stage.Name(name, o)
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
	rows.Add(container.NewHBox(open))
	rows.Add(widget.NewSeparator())
	rows.Add(container.NewHBox(forget))
	w.stage.Tell("settings", parts.Tr("settings.title"), rows)
}

// choose makes a drop-down that calls changed with the place of a new choice.
func (w *mainWindow) choose(options []string, at int, changed func(at int)) *widgets.Select {
	s := widgets.NewSelect(options, nil)
	s.SetSelectedIndex(max(0, at))
	s.OnChanged = func(string) { changed(s.SelectedIndex()) }
	return s
}

func (w *mainWindow) chooseLanguage(look support.Look) *widgets.Select {
	options, at := []string{parts.Tr("settings.system")}, 0
	for i, l := range parts.Languages {
		options = append(options, l.Name)
		if l.Tag == look.Language {
			at = i + 1
		}
	}
	return w.choose(options, at, func(at int) {
		tag := ""
		if at > 0 {
			tag = parts.Languages[at-1].Tag
		}
		w.settings.Change(func(l *support.Look) { l.Language = tag })
		w.speak(tag)
	})
}

// speak changes the language of the window. All pages are made anew from the
// models, which hold what has been typed.
func (w *mainWindow) speak(tag string) {
	if err := parts.UseLanguage(tag); err != nil {
		w.stage.Toast.Say(parts.Say(model.Explain(err).Title))
		return
	}
	settings := w.stage.Sheets["settings"]
	if settings != nil {
		settings.Hide()
	}
	w.rebuild()
	w.checkFont()
	if settings != nil {
		w.showSettings()
	}
}

// applyTheme gives the app the chosen colors and size of text.
func applyTheme(a fyne.App, look support.Look) {
	t := widgets.NewTheme().WithTextScale(look.TextScale)
	switch look.Theme {
	case support.ThemeLight:
		t = t.ForVariant(theme.VariantLight)
	case support.ThemeDark:
		t = t.ForVariant(theme.VariantDark)
	}
	a.Settings().SetTheme(t)
}

func (w *mainWindow) openFolder() {
	address := &url.URL{Scheme: "file", Path: filepath.ToSlash(w.options.DataDir)}
	if err := w.stage.App.OpenURL(address); err != nil {
		w.stage.Copy(w.options.DataDir, parts.Tr("copied.folder"))
	}
}

// confirmForgetEverything says what would go, and lets it go.
func (w *mainWindow) confirmForgetEverything() {
	accounts := parts.Wrapped(fyne.TextStyle{})
	accounts.SetText(parts.Tr("forgetAll.accounts", "Accounts", len(w.accounts.Saved())))
	items := container.NewVBox(accounts,
		parts.Paragraphs("forgetAll.register", "forgetAll.practice", "forgetAll.settings", "forgetAll.stays"))
	sheet := w.stage.Sheet("forgetAll", parts.Tr("forgetAll.title"), items, parts.Tr("forgetAll.yes"), parts.Tr("cancel.button"))
	sheet.SetIntro(parts.Tr("forgetAll.text", "Folder", w.options.DataDir))
	sheet.SetDanger(true)
	// What cannot be had back is offered to be kept first.
	export := widgets.NewButton(parts.Tr("forgetAll.export"), theme.DownloadIcon(), func() {
		sheet.Hide()
		w.showExport()
	})
	w.stage.Name("forgetAll.export", export)
	sheet.AddButton(export)
	sheet.Resize(fyne.NewSize(560, 0))
	sheet.OnSubmit = func() {
		if w.others() {
			sheet.SetError(parts.Tr("forgetAll.others"))
			return
		}
		sheet.SetBusy(true)
		w.accounts.ForgetSecrets(func(err error) {
			sheet.SetBusy(false)
			if err != nil {
				sheet.SetError(parts.Say(model.Explain(err).Title))
				return
			}
			sheet.Hide()
			w.forgetAtEnd = true
			w.stage.App.Quit()
		})
	}
	sheet.Show()
}
