package account

import (
	"io"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"github.com/adrg/xdg"

	"mooring/client"
	"mooring/gui/model"
	"mooring/gui/model/account"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// trust is the row with the private authority that is trusted for an account. What is
// chosen in it counts once the sheet around it is saved.
type trust struct {
	view      *View
	field     *widgets.Field
	choose    *widgets.Button
	drop      *widgets.Button
	authority client.Authority // without a certificate for none
}

func newTrust(v *View) *trust {
	t := &trust{view: v}
	t.choose = widgets.NewButton(parts.Tr("authority.choose"), theme.FolderOpenIcon(), t.chooseFile)
	t.drop = widgets.NewButton(parts.Tr("authority.drop"), theme.DeleteIcon(), func() { t.set(client.Authority{}) })
	t.field = widgets.NewField(parts.Tr("authority.label"), container.NewHBox(t.choose, t.drop))
	v.stage.Name("sheet.authority.choose", t.choose)
	v.stage.Name("sheet.authority.drop", t.drop)
	authority, _ := account.AuthorityOf(v.accounts)
	t.set(authority)
	return t
}

func (t *trust) set(authority client.Authority) {
	t.authority = authority
	t.field.SetError("")
	parts.ShowIf(t.drop, authority.Certificate != nil)
	if authority.Certificate == nil {
		t.field.SetHelp(parts.Tr("authority.none"))
		return
	}
	t.field.SetHelp(parts.Tr("authority.trusted", "Name", nameOf(authority), "Until", model.Day{Time: authority.Certificate.NotAfter}))
}

// nameOf is whose certificate it is, which the certificate says of itself.
func nameOf(authority client.Authority) string { return model.Printable(authority.Name()) }

func (t *trust) chooseFile() {
	stage := t.view.stage
	stage.Keep(addresses)
	stage.Files.Open(parts.FileQuestion{
		Title: parts.Tr("authority.choose"), Yes: parts.Tr("fill.yes"), Folder: xdg.UserDirs.Download,
		Then: func(paths []string, err error) {
			if err != nil {
				t.refuse(&model.FileError{Err: err})
			}
			for _, path := range paths {
				t.read(path)
			}
		},
	}, false)
}

func (t *trust) read(path string) {
	t.view.stage.Runner.Go(func() func() {
		data, err := readStart(path)
		if err != nil {
			return func() { t.refuse(&model.FileError{Name: filepath.Base(path), Err: err}) }
		}
		authority, err := client.ReadAuthority(data, time.Now())
		if err != nil {
			return func() { t.refuse(err) }
		}
		return func() { t.ask(authority) }
	})
}

// readStart reads as much of a file as a certificate may have.
func readStart(path string) ([]byte, error) {
	file, err := os.Open(path) //nolint:gosec // the user has chosen it
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // nothing was written
	return io.ReadAll(io.LimitReader(file, client.MaxAuthority))
}

func (t *trust) refuse(err error) {
	problem := model.Explain(err)
	t.field.SetError(parts.Say(problem.Title) + ". " + parts.Optional(problem.Do))
}

// ask shows whose certificate it is, and trusts it only on the user's word.
func (t *trust) ask(authority client.Authority) {
	t.field.SetError("")
	fingerprint := authority.Fingerprint()
	half := len(fingerprint)/2 + 1
	name := nameOf(authority)
	details := container.NewVBox(
		parts.Wrapped(parts.Tr("authority.trusted", "Name", name, "Until", model.Day{Time: authority.Certificate.NotAfter})),
		parts.Wrapped(parts.Tr("authority.fingerprint")+"\n"+fingerprint[:half]+"\n"+fingerprint[half:]),
	)
	stage := t.view.stage
	stage.Keep(addresses)
	sheet := stage.Sheet("authority", parts.Tr("authority.title"), details, parts.Tr("authority.yes"), parts.Tr("cancel.button"))
	sheet.SetIntro(parts.Tr("authority.text", "Name", name))
	sheet.SetDanger(true) // the safe answer has the focus
	sheet.Resize(fyne.NewSize(600, 0))
	sheet.OnSubmit = func() {
		sheet.Hide()
		t.set(authority)
	}
	sheet.Show()
}
