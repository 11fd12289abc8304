package process

import (
	"context"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// Content is what the window shows once everything is open.
type Content interface {
	End()         // saves what it remembers, and stops what is under way
	Close() error // closes its files, once no work is under way any more
	Forget() bool // whether the app's files are to be removed then
}

// Setup is what a process is made of.
type Setup struct {
	About      About
	Options    Options
	Claim      *Claim
	Log        *Log
	Background Background
	Exit       func(code int) // ends the process on the spot
	// Open opens what the window works with, in the background. What it returns shows
	// it in the window, on the UI goroutine.
	Open func(context.Context) (show func() Content, err error)
}

// Process is the app from its first frame to its end.
type Process struct {
	Stage *parts.Stage

	setup   Setup
	said    *heldLog
	content Content

	deadline                        sync.Once
	leaving, finished, contentEnded bool
	saved                           atomic.Bool
	exit                            atomic.Int32
}

// New makes the process and its window, which is not shown yet.
func New(a fyne.App, setup Setup) *Process {
	p := &Process{setup: setup, said: holdLog()}
	p.Stage = parts.NewStage(a, a.NewWindow(setup.About.Name), setup.Background)
	p.Stage.Window.SetMaster()
	p.Stage.Quit = p.leave
	p.Stage.Window.SetCloseIntercept(p.leave)
	p.Stage.Canvas().AddShortcut(quitShortcut, func(fyne.Shortcut) { p.Stage.Quit() })
	return p
}

// quitShortcut quits, where the system has no such keys of its own.
var quitShortcut = &desktop.CustomShortcut{KeyName: fyne.KeyQ, Modifier: fyne.KeyModifierShortcutDefault}

// Run shows the window and returns the exit code once the app has ended.
func (p *Process) Run() int {
	p.setup.Background.OnSignal(p.endInTime, p.leave)
	widgets.SetHasteClock(time.Now)
	defer widgets.SetHasteClock(nil) // of this run only
	p.begin()
	read := p.readFonts()
	err := openWindow(p.Stage.Window, p.said, p.setup.Log.Logger)
	read()
	if err := releaseShaders(p.setup.Options.shaders()); err != nil {
		p.setup.Log.Error("shaders", "error", err)
	}
	if err != nil {
		explainNoWindow(err, p.setup.About)
		p.exit.Store(1)
	} else {
		p.Stage.App.Run()
	}
	p.finish() // where the loop has ended by itself, or has not begun
	return p.code()
}

// begin opens what the window works with in the background, with an empty window
// in front.
func (p *Process) begin() {
	if !p.setup.Claim.held {
		p.offerToEnd()
		return
	}
	if err := p.setup.Options.Crashes().watch(p.setup.About); err != nil {
		p.setup.Log.Error("crashes", "error", err)
	}
	p.answerSecondStarts()
	p.Stage.Window.SetContent(container.NewStack())
	p.Stage.Runner.Go(func() func() {
		show, err := p.setup.Open(context.Background())
		return func() {
			if err != nil {
				p.setup.Log.Error("the register did not open", "error", err)
				p.refuse(err)
				return
			}
			p.content = show()
		}
	})
}

// readFonts has Fyne read the fonts while the system makes the window, which takes as
// long: what is measured first reads them otherwise. Fyne's caches are for one goroutine,
// so nothing else may measure a text until wait has returned, and nothing does while an
// empty window is made.
func (p *Process) readFonts() (wait func()) {
	if !p.setup.Claim.held {
		return func() {} // the window says why, in texts
	}
	done := make(chan struct{})
	p.setup.Background.Serve(func() {
		defer close(done)
		for _, style := range []fyne.TextStyle{{}, {Bold: true}, {Monospace: true}} {
			fyne.MeasureText(p.setup.About.Name, theme.TextSize(), style)
		}
	})
	return func() { <-done }
}

// answerSecondStarts shows the window whenever another start asks for it.
func (p *Process) answerSecondStarts() {
	if p.setup.Claim.requests == nil {
		return
	}
	p.setup.Background.Serve(func() {
		p.setup.Claim.requests.answer(func(shown func()) {
			p.Stage.Runner.Apply(func() {
				raise(p.Stage.Window)
				shown()
			})
		})
	})
}

// refuse says why the app cannot work with its data folder, and offers to try again.
func (p *Process) refuse(err error) {
	p.exit.Store(1)
	problem := model.Explain(err)
	_, _ = fmt.Fprintln(os.Stderr, "mooring:", parts.Say(problem.Title))
	trouble := parts.NewTrouble(p.Stage)
	trouble.Set(problem, false)
	again := widgets.NewPrimaryButton(parts.Tr("progress.again"), theme.ViewRefreshIcon(), p.beginAgain)
	p.showInstead(parts.Tr("opening.failed"), trouble.View, again)
}

func (p *Process) beginAgain() {
	p.exit.Store(0)
	p.begin()
}

// showInstead is the window while it cannot show what it is for: what is the matter,
// and a way on beside the one out.
func (p *Process) showInstead(title string, view fyne.CanvasObject, on *widgets.Button) {
	quit := widgets.NewButton(parts.Tr("quit.button"), theme.LogoutIcon(), p.leave)
	card := widgets.NewCard(title, p.setup.Options.DataDir, view)
	card.SetFooter(container.NewHBox(layout.NewSpacer(), quit, on))
	p.Stage.Window.SetContent(container.NewPadded(card))
}
