package gui

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"mooring/assets"
	"mooring/gui/model"
	supportmodel "mooring/gui/model/support"
	"mooring/gui/parts"
	"mooring/gui/support"
	"mooring/gui/widgets"
)

// lastWork is how long a closing app waits for work under way. What takes
// longer is settled at the next start.
const lastWork = 5 * time.Second

// Run opens the window and returns the exit code once it has been closed.
func Run(a fyne.App, about About, options Options) int {
	logger, logFile := openLog(options.DataDir)
	logger.Info("start", "version", about.Version)
	if err := parts.LoadTranslations(); err != nil {
		logger.Error("texts", "error", err)
	}
	support.ApplyTheme(a, supportmodel.DefaultLook())
	a.SetIcon(assets.Icon)
	said := holdLog()
	runner := &background{}
	s := parts.NewStage(a, a.NewWindow(about.Name), runner)
	s.Window.SetMaster()
	look := supportmodel.DefaultLook()
	s.Window.Resize(fyne.NewSize(look.Width, look.Height))
	opening := &opening{stage: s, about: about, options: options, logger: logger}
	opening.begin()
	if err := openWindow(s.Window, said, logger); err != nil {
		explainNoWindow(err, about, options)
		return 1
	}
	a.Run()
	return opening.end(runner, logFile)
}

// opening is the app from its first frame until the register is open.
type opening struct {
	stage   *parts.Stage
	about   About
	options Options
	logger  *slog.Logger

	backend *backend
	main    *mainWindow
	bell    *bell
	exit    int
}

// begin opens the register in the background, with an empty window in front.
func (o *opening) begin() {
	o.stage.Window.SetContent(container.NewStack())
	o.stage.Runner.Go(func() func() {
		b, err := openBackend(context.Background(), o.options.DataDir, o.about, o.logger)
		return func() {
			if err != nil {
				o.logger.Error("the register did not open", "error", err)
				o.refuse(err)
				return
			}
			o.backend = b
			if err := parts.UseLanguage(b.look.Language); err != nil {
				o.logger.Error("language", "error", err)
			}
			support.ApplyTheme(o.stage.App, b.look)
			o.main = newMainWindow(o.stage, b, o.about, o.options)
			o.main.begin()
			o.answerSecondStarts()
			if o.options.Tour == "" {
				o.main.offerCrash()
			} else {
				newTour(o.main, o.options.Tour, func(code int) { o.exit = code; o.stage.App.Quit() }).begin()
			}
		}
	})
}

// refuse says why the app cannot work with its data folder, and offers to try again.
func (o *opening) refuse(err error) {
	o.exit = 1
	if o.options.Tour != "" {
		o.logger.Error("the tour did not begin", "error", err)
		tourFailed(err)
		o.stage.App.Quit()
		return
	}
	_, _ = fmt.Fprintln(os.Stderr, "mooring:", parts.Say(model.Explain(err).Title))
	trouble := parts.NewTrouble(o.stage)
	trouble.Set(model.Explain(err), false)
	again := widgets.NewPrimaryButton(parts.Tr("progress.again"), theme.ViewRefreshIcon(), func() { o.exit = 0; o.begin() })
	quit := widgets.NewButton(parts.Tr("quit.button"), theme.LogoutIcon(), o.stage.App.Quit)
	card := widgets.NewCard(parts.Tr("opening.failed"), o.options.DataDir, trouble.View)
	card.SetFooter(container.NewGridWithColumns(2, quit, again))
	o.stage.Window.SetContent(container.NewPadded(card))
}

// end closes what is open and returns the exit code.
func (o *opening) end(runner *background, logFile interface{ Close() error }) int {
	if o.main != nil {
		o.main.end()
	}
	runner.close()
	if err := o.bell.takeDown(); err != nil {
		o.logger.Error("the socket for a second start", "error", err)
	}
	runner.wait(lastWork)
	if o.backend != nil {
		if err := o.backend.close(); err != nil {
			o.logger.Error("close", "error", err)
		}
	}
	o.logger.Info("end", "code", o.exit)
	trouble := logFile.Close()
	switch {
	case o.options.passing:
		trouble = errors.Join(trouble, os.RemoveAll(o.options.DataDir))
	case o.main != nil && o.main.forgetAtEnd:
		trouble = errors.Join(trouble, erase(o.options.DataDir))
	}
	if trouble != nil {
		_, _ = fmt.Fprintln(os.Stderr, "mooring:", trouble)
		return max(o.exit, 1)
	}
	return o.exit
}
