package parts

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/driver"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/filedialog"
)

// FileDialogs are the file dialogs of a desktop; filedialog.Desktop has them.
type FileDialogs interface {
	Open(ctx context.Context, o filedialog.Opening) ([]string, error)
	Save(ctx context.Context, s filedialog.Saving) (string, error)
}

// Files asks for files, in the dialogs of the desktop or in Fyne's own.
type Files struct {
	// Desktop are the dialogs of the desktop; nil means Fyne's own.
	Desktop FileDialogs
	stage   *Stage
}

// FileQuestion asks for files.
type FileQuestion struct {
	Title, Yes string
	Folder     string // where to begin
	Ending     string // what a file ends with; none means any
	// Then is called with the paths, or with why there are none. It is not called where
	// the user has dismissed the question.
	Then func(paths []string, err error)
}

// Open asks for a file to read, or for several.
func (f *Files) Open(q FileQuestion, several bool) {
	o := filedialog.Opening{Common: q.common(), Several: several}
	f.askDesktop(q, func(ctx context.Context, parent uintptr) ([]string, error) {
		o.Parent = parent
		return f.Desktop.Open(ctx, o)
	}, func(paths []string) { q.Then(paths, nil) }, func() { f.openWithFyne(q) })
}

// Save asks where to write a file; name is the one to begin with. One that is there
// is replaced only if the user says so, and nothing is done to it yet.
func (f *Files) Save(q FileQuestion, name string) {
	v := filedialog.Saving{Common: q.common(), Name: name}
	f.askDesktop(q, func(ctx context.Context, parent uintptr) ([]string, error) {
		v.Parent = parent
		path, err := f.Desktop.Save(ctx, v)
		if err != nil || path == "" {
			return nil, err
		}
		return []string{path}, nil
	}, func(paths []string) {
		if strings.EqualFold(filepath.Ext(paths[0]), q.Ending) {
			q.Then(paths, nil)
			return
		}
		f.replacing(paths[0]+q.Ending, q.Then) // of which the desktop has not asked
	}, func() { f.saveWithFyne(q, name) })
}

func (q FileQuestion) common() filedialog.Common {
	c := filedialog.Common{Title: q.Title, Accept: q.Yes, Folder: q.Folder}
	if q.Ending != "" {
		name := Tr("files.kind", "Ending", strings.ToUpper(strings.TrimPrefix(q.Ending, ".")))
		c.Kinds = append(c.Kinds, filedialog.Kind{Name: name, Endings: []string{q.Ending}})
	}
	c.Kinds = append(c.Kinds, filedialog.Kind{Name: Tr("files.any")}) // Windows shows an empty choice in place of none
	return c
}

// elsewhere is the name of the sheet that keeps the window still while the dialog of
// the desktop is open. That is a window of its own, which may even lie behind.
const elsewhere = "elsewhere"

// askDesktop asks in the dialog of the desktop, or without one in another way.
func (f *Files) askDesktop(q FileQuestion, ask func(ctx context.Context, parent uintptr) ([]string, error), then func([]string), without func()) {
	if f.Desktop == nil {
		without()
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	sheet := f.stage.Sheet(elsewhere, q.Title, widget.NewLabel(""), "", Tr("cancel.button"))
	sheet.SetIntro(Tr("files.elsewhere"))
	sheet.WhenHidden(stop)
	f.stage.Keep(elsewhere)
	sheet.Show()
	parent := f.windowHandle()
	f.stage.Runner.Go(func() func() {
		paths, err := ask(ctx, parent)
		return func() {
			if ctx.Err() != nil {
				return // called off
			}
			sheet.Hide()
			switch {
			case errors.Is(err, filedialog.ErrNone):
				without()
			case err != nil:
				q.Then(nil, err)
			default:
				f.stage.Window.RequestFocus()
				if len(paths) > 0 {
					then(paths)
				}
			}
		}
	})
}

// Stop closes the dialog of the desktop.
func (f *Files) Stop() {
	if sheet := f.stage.SheetNamed(elsewhere); sheet != nil {
		sheet.Hide()
	}
}

// windowHandle is what the system calls the window; 0 where that is of no use to others.
func (f *Files) windowHandle() (handle uintptr) {
	if native, ok := f.stage.Window.(driver.NativeWindow); ok {
		native.RunNative(func(context any) {
			switch c := context.(type) {
			case driver.X11WindowContext:
				handle = c.WindowHandle
			case driver.WindowsWindowContext:
				handle = c.HWND
			}
		})
	}
	return handle
}

// replacing goes on with a path, after asking if there is a file already.
func (f *Files) replacing(path string, then func([]string, error)) {
	f.stage.Runner.Go(func() func() {
		_, err := os.Lstat(path)
		return func() {
			if errors.Is(err, fs.ErrNotExist) {
				then([]string{path}, nil)
				return
			}
			f.stage.Confirm(Question{
				Name: "replaceFile", Title: Tr("files.replace.title"), Text: Tr("files.replace.text", "File", filepath.Base(path)),
				Yes: Tr("files.replace.yes"), No: Tr("cancel.button"), Danger: true, Then: func() { then([]string{path}, nil) },
			})
		}
	})
}
