// Mooring is a desktop app that creates Amazon S3 base connections in Adobe
// Experience Platform and looks after them.
package main

import (
	_ "embed"
	"errors"
	"fmt"
	"os"

	"fyne.io/fyne/v2/app"

	"mooring/gui"
	"mooring/gui/inputmethod"
	"mooring/gui/process"
)

//go:embed FyneApp.toml
var fyneApp string

func main() { os.Exit(run()) }

func run() int {
	about, err := process.ParseAbout(fyneApp)
	if err != nil {
		return complain(err)
	}
	options, err := process.ParseOptions(os.Args[1:], os.Getenv, os.Stderr)
	switch {
	case errors.Is(err, process.ErrHelp):
		return 0
	case err != nil:
		return complain(err)
	case options.Version:
		_, _ = fmt.Fprintln(os.Stdout, about.Name, about.Version)
		return 0
	}
	if options.Forget {
		return forget(about, options)
	}
	if err := options.Prepare(); err != nil {
		return complain(err)
	}
	claim, err := process.ClaimFolder(options)
	if err != nil {
		_, _ = fmt.Fprintln(os.Stdout, err)
		return 0
	}
	if err := inputmethod.Prepare(); err != nil {
		return complain(err)
	}
	app.SetMetadata(about.Metadata())
	return gui.Run(app.NewWithID(about.ID), about, options, claim)
}

// forget opens no window. An uninstaller waits for the exit code.
func forget(about process.About, options process.Options) int {
	said := ""
	claim, err := process.ClaimFolder(options)
	if err == nil {
		said, err = gui.Forget(about, options, claim)
	}
	if err != nil {
		_, _ = fmt.Fprintln(os.Stderr, "mooring:", err)
		return 1
	}
	if said != "" {
		_, _ = fmt.Fprintln(os.Stdout, said)
	}
	return 0
}

func complain(err error) int {
	_, _ = fmt.Fprintln(os.Stderr, "mooring:", err)
	return 2
}
