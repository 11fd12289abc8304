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
	"mooring/gui/opengl"
	"mooring/gui/widgets"
)

// lastWork is how long a closing app waits for work under way. What takes
// longer is settled at the next start.
const lastWork = 5 * time.Second

// Run opens the window and returns the exit code once it has been closed. ask
// asks the graphics driver, while it draws, what it is.
func Run(a fyne.App, about About, options Options, ask func() opengl.Strings) int {
	logger, logFile := openLog(options.DataDir)
	logger.Info("start", "version", about.Version)
	if err := loadTranslations(); err != nil {
		logger.Error("texts", "error", err)
	}
	applyTheme(a, model.DefaultLook())
	a.SetIcon(assets.Icon)
	said := holdLog()
	runner := &background{}
	s := &stage{
		app: a, runner: runner, window: a.NewWindow(about.Name), places: newPlaces(), sheets: map[string]*widgets.Sheet{},
		toast: widgets.NewToast(runner.After), graphics: graphics{ask: ask},
	}
	s.window.SetMaster()
	look := model.DefaultLook()
	s.window.Resize(fyne.NewSize(look.Width, look.Height))
	opening := &opening{stage: s, about: about, options: options, logger: logger}
	opening.begin()
	if err := openWindow(s.window, said, logger); err != nil {
		explainNoWindow(err, about, options)
		return 1
	}
	a.Run()
	return opening.end(runner, logFile)
}

// opening is the app from its first frame until the register is open.
type opening struct {
	stage   *stage
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
	o.stage.window.SetContent(container.NewStack(o.stage.graphics.probe()))
	o.stage.runner.Go(func() func() {
		b, err := openBackend(context.Background(), o.options.DataDir, o.about, o.logger)
		return func() {
			if err != nil {
				o.logger.Error("the register did not open", "error", err)
				o.refuse(err)
				return
			}
			o.backend = b
			if err := useLanguage(b.look.Language); err != nil {
				o.logger.Error("language", "error", err)
			}
			applyTheme(o.stage.app, b.look)
			o.main = newMainWindow(o.stage, b, o.about, o.options)
			o.main.begin()
			o.answerSecondStarts()
			if o.options.Tour == "" {
				o.main.offerCrash()
			} else {
				newTour(o.main, o.options.Tour, func(code int) { o.exit = code; o.stage.app.Quit() }).begin()
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
		o.stage.app.Quit()
		return
	}
	_, _ = fmt.Fprintln(os.Stderr, "mooring:", say(model.Explain(err).Title))
	trouble := newTroubleView(o.stage)
	trouble.set(model.Explain(err), false)
	again := widgets.NewPrimaryButton(tr("progress.again"), theme.ViewRefreshIcon(), func() { o.exit = 0; o.begin() })
	quit := widgets.NewButton(tr("quit.button"), theme.LogoutIcon(), o.stage.app.Quit)
	card := widgets.NewCard(tr("opening.failed"), o.options.DataDir, trouble.view)
	card.SetFooter(container.NewGridWithColumns(2, quit, again))
	o.stage.window.SetContent(container.NewPadded(card))
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
