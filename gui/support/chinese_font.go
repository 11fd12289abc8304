package support

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"mooring/client/diagnose"
	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// chineseSample has characters that every font with Simplified Chinese has.
const chineseSample = "中文连接设置"

// CheckFont looks, where Chinese is spoken, whether the system has a font that
// shows it. Where it has none, it says in English which one to install: the
// user could not read it otherwise.
func CheckFont(s *parts.Stage) {
	if parts.Spoken != "zh-Hans" {
		return
	}
	s.Runner.Go(func() func() {
		shown, err := diagnose.HasGlyphs(chineseSample)
		if err != nil || shown {
			return nil
		}
		advice := diagnose.ChineseFont()
		return func() { AdviseFont(s, advice) }
	})
}

func AdviseFont(s *parts.Stage, advice diagnose.FontAdvice) {
	text := parts.Wrapped(fyne.TextStyle{})
	text.Wrapping = fyne.TextWrapWord
	text.SetText(parts.InEnglish(model.T("font.text")))
	content := container.NewVBox(text)
	if advice.Command != "" {
		command := widgets.NewCopyField("", advice.Command, "")
		command.OnCopy = func(string) { s.Toast.Say(parts.InEnglish(model.T("copied.command"))) }
		content.Add(command)
	}
	s.Tell("font", parts.InEnglish(model.T("font.title")), content)
}
