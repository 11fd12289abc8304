package gui

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync"
	"sync/atomic"

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

// Run opens the window and returns the exit code once it has been closed.
func Run(a fyne.App, about About, options Options, claim *Claim) int {
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
	o := &opening{
		stage: s, about: about, options: options, claim: claim, logger: logger, logFile: logFile,
		serve: runner.serve, stop: func() { runner.end(lastWork) }, quit: a.Quit, kill: os.Exit,
	}
	s.Quit = o.leave
	s.Window.SetCloseIntercept(o.leave)
	s.Window.Canvas().AddShortcut(quitShortcut, func(fyne.Shortcut) { s.Quit() })
	runner.onSignal(o.endInTime, o.leave)
	o.begin()
	if err := openWindow(s.Window, said, logger); err != nil {
		explainNoWindow(err, about, options)
		o.exit.Store(1)
		o.finish()
		return o.code()
	}
	a.Run()
	o.finish() // where the loop has ended by itself
	return o.code()
}

// opening is the app from its first frame to its end.
type opening struct {
	stage   *parts.Stage
	about   About
	options Options
	claim   *Claim
	logger  *slog.Logger
	logFile io.Closer

	backend *backend
	main    *mainWindow

	serve             func(func())   // runs what lasts as long as the app
	stop              func()         // ends the work in the background
	quit              func()         // ends Fyne's loop
	kill              func(code int) // ends the process on the spot
	deadline          sync.Once
	leaving, finished bool
	saved             atomic.Bool
	exit              atomic.Int32
}

// begin opens the register in the background, with an empty window in front.
func (o *opening) begin() {
	if !o.claim.held {
		o.offerToEnd()
		return
	}
	if err := watchCrashes(o.options, o.about); err != nil {
		o.logger.Error("crashes", "error", err)
	}
	o.answerSecondStarts()
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
			if o.options.Tour == "" {
				o.main.offerCrash()
			} else {
				newTour(o.main, o.options.Tour, o.leaveWith).begin()
			}
		}
	})
}

// refuse says why the app cannot work with its data folder, and offers to try again.
func (o *opening) refuse(err error) {
	o.exit.Store(1)
	if o.options.Tour != "" {
		o.logger.Error("the tour did not begin", "error", err)
		tourFailed(err)
		o.leave()
		return
	}
	_, _ = fmt.Fprintln(os.Stderr, "mooring:", parts.Say(model.Explain(err).Title))
	trouble := parts.NewTrouble(o.stage)
	trouble.Set(model.Explain(err), false)
	again := widgets.NewPrimaryButton(parts.Tr("progress.again"), theme.ViewRefreshIcon(), func() { o.exit.Store(0); o.begin() })
	quit := widgets.NewButton(parts.Tr("quit.button"), theme.LogoutIcon(), o.leave)
	card := widgets.NewCard(parts.Tr("opening.failed"), o.options.DataDir, trouble.View)
	card.SetFooter(container.NewGridWithColumns(2, quit, again))
	o.stage.Window.SetContent(container.NewPadded(card))
}
