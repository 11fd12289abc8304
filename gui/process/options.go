package process

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"
)

// dataDirVariable names the data folder like the flag --data-dir.
const dataDirVariable = "MOORING_DATA_DIR"

// Options is what the command line asks for.
type Options struct {
	Version  bool   // print the version and exit
	DataDir  string // where the app keeps everything that it writes
	Practice bool   // start on the practice Platform
	Forget   bool   // remove everything that the app keeps on this computer, and exit

	ownFolder bool // DataDir was named by the user
}

// Prepare tells the libraries where to keep their files; call it before the app is made.
// Mesa keeps its compiled shaders in the data folder. If the user has named that folder, so
// is the rest: Fyne's list of the system's fonts and its empty preferences. Only systems with
// XDG folders can be told so.
func (o *Options) Prepare() error {
	if err := keepShaders(o.shaders()); err != nil || !o.ownFolder {
		return err
	}
	for variable, name := range map[string]string{"XDG_CACHE_HOME": "cache", "XDG_CONFIG_HOME": "config"} {
		folder := filepath.Join(o.DataDir, name)
		// A folder that cannot be made is the window's to speak of, when the
		// register does not open either; the libraries need not complain of it too.
		if os.MkdirAll(folder, 0o700) != nil {
			continue
		}
		if err := os.Setenv(variable, folder); err != nil {
			return err
		}
	}
	return nil
}

// shaders is the folder of compiled shaders.
func (o *Options) shaders() string { return filepath.Join(o.DataDir, "cache") }

// ErrHelp says that the help was asked for and has been written.
var ErrHelp = flag.ErrHelp

// ParseOptions reads the command line without the program's name. Help is
// written to out.
func ParseOptions(args []string, getenv func(string) string, out io.Writer) (Options, error) {
	var o Options
	flags := flag.NewFlagSet("mooring", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // who calls it tells the error
	flags.BoolVar(&o.Version, "version", false, "print the version and exit")
	flags.StringVar(&o.DataDir, "data-dir", "", "keep the register, the log and everything else in this `folder` (also "+dataDirVariable+")")
	flags.BoolVar(&o.Practice, "practice", false, "start on the practice Platform: nothing leaves this computer")
	flags.BoolVar(&o.Forget, "forget-everything", false, "remove the register, the settings, the log and the keyring's items, without asking, and exit")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, ErrHelp) {
			flags.SetOutput(out)
			flags.Usage()
		}
		return Options{}, err
	}
	if flags.NArg() > 0 {
		return Options{}, fmt.Errorf("mooring takes no arguments besides its options, got %q", flags.Arg(0))
	}
	if o.DataDir == "" {
		o.DataDir = getenv(dataDirVariable)
	}
	o.ownFolder = o.DataDir != ""
	if !o.ownFolder {
		o.DataDir = filepath.Join(xdg.DataHome, "mooring")
	}
	dir, err := filepath.Abs(o.DataDir)
	if err != nil {
		return Options{}, errors.Join(errors.New("the data folder has no absolute path"), err)
	}
	o.DataDir = dir
	return o, nil
}
