// Package gui is the shell of Mooring's window: it makes the models and the pages,
// puts these in their places, and ties together what happens in one feature and matters
// in another: models in models.go, pages in follow.go. The menu is here, too. How a
// process starts and ends is the matter of package process.
//
// The features have packages of their own, which meet only here. Their pages paint the
// state of the models below package model and hand taps and keys to them; they decide
// nothing. Only background.go in package process starts goroutines and calls
// fyne.Do.
package gui

import (
	"context"
	"os"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"

	"mooring/assets"
	"mooring/gui/filedialog"
	supportmodel "mooring/gui/model/support"
	"mooring/gui/parts"
	"mooring/gui/process"
	"mooring/gui/support"
	"mooring/gui/widgets"
)

// Run opens the window and returns the exit code once it has been closed.
func Run(a fyne.App, about process.About, options process.Options, claim *process.Claim) int {
	log := process.OpenLog(options.DataDir)
	log.Info("start", "version", about.Version)
	if err := parts.UseLanguage(""); err != nil {
		log.Error("texts", "error", err)
	}
	a.SetIcon(assets.Icon)
	o := newStart(a, process.Setup{
		About: about, Options: options, Claim: claim, Log: log, Background: process.NewBackground(), Exit: os.Exit,
	})
	o.process.Stage.Files.Desktop = filedialog.Desktop{}
	return o.process.Run()
}

// start is a start of the app: the process, and what it shows in its window.
type start struct {
	setup   process.Setup
	process *process.Process
	backend *backend
	main    *mainWindow
	theme   *widgets.Theme
	notYet  func() // puts off what giveBack is about to do
}

func newStart(a fyne.App, setup process.Setup) *start {
	look := supportmodel.DefaultLook()
	o := &start{setup: setup, theme: support.ThemeFor(look)}
	a.Settings().SetTheme(o.theme)
	setup.Open = o.open
	o.process = process.New(a, setup)
	o.process.Stage.Window.Resize(fyne.NewSize(look.Width, look.Height))
	return o
}

// open opens what the window works with, and then the window's content.
func (o *start) open(ctx context.Context) (func() process.Content, error) {
	b, err := openBackend(ctx, o.setup.Options.DataDir, o.setup.About, o.setup.Log.Logger)
	if err != nil {
		return nil, err
	}
	return func() process.Content {
		o.backend = b
		o.show()
		return content{o.main, b}
	}, nil
}

func (o *start) show() {
	s := o.process.Stage
	if chosen := o.backend.look.Language; chosen != "" { // else it speaks the system's already
		if err := parts.UseLanguage(chosen); err != nil {
			o.setup.Log.Error("language", "error", err)
		}
	}
	// With another theme Fyne would read all fonts anew. There is nothing yet but an empty
	// window, which is drawn with what the theme says by then.
	*o.theme = *support.ThemeFor(o.backend.look)
	o.main = newMainWindow(s, o.backend, o.setup.About, o.setup.Options)
	o.main.begin()
	o.giveBack()
	o.main.table.Changed.Listen(o.giveBack)
	shown(o)
	support.OfferCrash(s, o.setup.Options.Crashes())
}

// shown is what a build for tests does once the window has its content.
var shown = func(*start) {}

// settled is how long nothing new has been shown when what it took to show it is given
// back.
const settled = time.Second

// giveBack gives the memory that filling the window and reading the register took back
// to the system, once they are done. The runtime would keep it for minutes, and with a
// large register that is more than the app itself needs.
func (o *start) giveBack() {
	if o.notYet != nil {
		o.notYet()
	}
	o.notYet = o.setup.Background.After(settled, func() { o.setup.Background.Serve(debug.FreeOSMemory) })
}

// content is the window as the process ends it.
type content struct {
	main    *mainWindow
	backend *backend
}

// End saves what the window remembers.
func (c content) End() { c.main.end() }

// Close closes the register.
func (c content) Close() error { return c.backend.close() }

// Forget says whether the user wants everything to be forgotten.
func (c content) Forget() bool { return c.main.forgetAtEnd }
