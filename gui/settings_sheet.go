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
	"mooring/gui/widgets"
)

// themeChoices are what the setting offers, in the order of its options.
var themeChoices = []string{"", model.ThemeLight, model.ThemeDark}

// showSettings opens the settings. Each takes effect at once.
func (w *mainWindow) showSettings() {
	look := w.settings.Look()
	language := w.chooseLanguage(look)
	appearance := w.choose([]string{tr("settings.system"), tr("settings.light"), tr("settings.dark")},
		slices.Index(themeChoices, look.Theme), func(at int) {
			w.settings.Change(func(l *model.Look) { l.Theme = themeChoices[at] })
			applyTheme(w.stage.app, w.settings.Look())
		})
	sizes := make([]string, len(model.TextScales))
	for i, scale := range model.TextScales {
		sizes[i] = fmt.Sprintf("%.0f %%", scale*100)
	}
	size := w.choose(sizes, slices.Index(model.TextScales, look.TextScale), func(at int) {
		w.settings.Change(func(l *model.Look) { l.TextScale = model.TextScales[at] })
		applyTheme(w.stage.app, w.settings.Look())
	})
	folder := wrapped(fyne.TextStyle{})
	folder.Selectable = true
	folder.SetText(w.options.DataDir)
	open := widgets.NewButton(tr("settings.openFolder"), theme.FolderOpenIcon(), w.openFolder)
	forget := widgets.NewButton(tr("settings.forget"), theme.DeleteIcon(), w.confirmForgetEverything)
	forget.Importance = widget.DangerImportance
	for name, o := range map[string]fyne.CanvasObject{
		"settings.language": language, "settings.theme": appearance, "settings.size": size,
		"settings.forget": forget, "settings.openFolder": open,
	} {
		w.stage.name(name, o)
	}
	fields := []*widgets.Field{
		widgets.NewField(tr("settings.language"), language), widgets.NewField(tr("settings.theme"), appearance),
		widgets.NewField(tr("settings.size"), size), widgets.NewField(tr("settings.folder"), folder),
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
	w.tell("settings", tr("settings.title"), rows)
}

// choose makes a drop-down that calls changed with the place of a new choice.
func (w *mainWindow) choose(options []string, at int, changed func(at int)) *widgets.Select {
	s := widgets.NewSelect(options, nil)
	s.SetSelectedIndex(max(0, at))
	s.OnChanged = func(string) { changed(s.SelectedIndex()) }
	return s
}

func (w *mainWindow) chooseLanguage(look model.Look) *widgets.Select {
	options, at := []string{tr("settings.system")}, 0
	for i, l := range languages {
		options = append(options, l.name)
		if l.tag == look.Language {
			at = i + 1
		}
	}
	return w.choose(options, at, func(at int) {
		tag := ""
		if at > 0 {
			tag = languages[at-1].tag
		}
		w.settings.Change(func(l *model.Look) { l.Language = tag })
		w.speak(tag)
	})
}

// speak changes the language of the window. All pages are made anew from the
// models, which hold what has been typed.
func (w *mainWindow) speak(tag string) {
	if err := useLanguage(tag); err != nil {
		w.stage.toast.Say(say(model.Explain(err).Title))
		return
	}
	settings := w.stage.sheets["settings"]
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
func applyTheme(a fyne.App, look model.Look) {
	t := widgets.NewTheme().WithTextScale(look.TextScale)
	switch look.Theme {
	case model.ThemeLight:
		t = t.ForVariant(theme.VariantLight)
	case model.ThemeDark:
		t = t.ForVariant(theme.VariantDark)
	}
	a.Settings().SetTheme(t)
}

func (w *mainWindow) openFolder() {
	address := &url.URL{Scheme: "file", Path: filepath.ToSlash(w.options.DataDir)}
	if err := w.stage.app.OpenURL(address); err != nil {
		w.stage.copy(w.options.DataDir, tr("copied.folder"))
	}
}

// confirmForgetEverything says what would go, and lets it go.
func (w *mainWindow) confirmForgetEverything() {
	accounts := wrapped(fyne.TextStyle{})
	accounts.SetText(tr("forgetAll.accounts", "Accounts", len(w.accounts.Saved())))
	items := container.NewVBox(accounts,
		paragraphs("forgetAll.register", "forgetAll.practice", "forgetAll.settings", "forgetAll.stays"))
	sheet := w.stage.sheet("forgetAll", tr("forgetAll.title"), items, tr("forgetAll.yes"), tr("cancel.button"))
	sheet.SetIntro(tr("forgetAll.text", "Folder", w.options.DataDir))
	sheet.SetDanger(true)
	sheet.Resize(fyne.NewSize(560, 0))
	sheet.OnSubmit = func() {
		if w.others() {
			sheet.SetError(tr("forgetAll.others"))
			return
		}
		sheet.SetBusy(true)
		w.accounts.ForgetSecrets(func(err error) {
			sheet.SetBusy(false)
			if err != nil {
				sheet.SetError(say(model.Explain(err).Title))
				return
			}
			sheet.Hide()
			w.forgetAtEnd = true
			w.stage.app.Quit()
		})
	}
	sheet.Show()
}
