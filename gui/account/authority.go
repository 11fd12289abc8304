package account

import (
	"errors"
	"io"
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

// trust is the row with the private authority that is trusted for an account, which may
// have several certificates. What is chosen in it counts once the sheet around it is saved.
type trust struct {
	view        *View
	field       *widgets.Field
	choose      *widgets.Button
	drop        *widgets.Button
	authorities client.Authorities // nil for none
}

func newTrust(v *View) *trust {
	t := &trust{view: v}
	t.choose = widgets.NewButton(parts.Tr("authority.choose"), theme.FolderOpenIcon(), t.chooseFile)
	t.drop = widgets.NewButton(parts.Tr("authority.drop"), theme.DeleteIcon(), func() { t.set(nil) })
	t.field = widgets.NewField(parts.Tr("authority.label"), container.NewHBox(t.choose, t.drop))
	v.stage.Name("sheet.authority.choose", t.choose)
	v.stage.Name("sheet.authority.drop", t.drop)
	t.set(account.AuthoritiesOf(v.accounts))
	return t
}

func (t *trust) set(authorities client.Authorities) {
	t.authorities = authorities
	t.field.SetError("")
	parts.ShowIf(t.drop, len(authorities) > 0)
	t.field.SetHelp(trusted(authorities))
}

// trusted says whose certificates they are, and until when.
func trusted(authorities client.Authorities) string {
	until := model.Day{Time: authorities.Until()}
	switch len(authorities) {
	case 0:
		return parts.Tr("authority.none")
	case 1:
		return parts.Tr("authority.trusted", "Name", nameOf(authorities[0]), "Until", until)
	default:
		return parts.Tr("authority.several", "Name", nameOf(authorities[0]), "Count", len(authorities), "Until", until)
	}
}

// nameOf is whose certificate it is, which the certificate says of itself.
func nameOf(authority client.Authority) string { return model.Printable(authority.Name()) }

func (t *trust) chooseFile() {
	stage := t.view.stage
	stage.Keep(addresses)
	stage.Files.Open(parts.FileQuestion{
		Title: parts.Tr("authority.choose"), Yes: parts.Tr("authority.read"), Folder: xdg.UserDirs.Download,
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
	t.view.stage.Files.Read(model.List{filepath.Base(path)}, func() func() {
		data, err := readStart(path)
		if err != nil {
			return func() { t.refuse(&model.FileError{Name: filepath.Base(path), Err: err}) }
		}
		authorities, left, err := client.ReadAuthorities(data, time.Now())
		if err != nil {
			return func() { t.refuse(err) }
		}
		return func() { t.ask(authorities, left) }
	})
}

// readStart reads as much of a file as one with certificates may have, and a byte more
// of a larger one.
func readStart(path string) ([]byte, error) {
	file, err := parts.OpenFile(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // nothing was written
	return io.ReadAll(io.LimitReader(file, client.MaxAuthority+1))
}

func (t *trust) refuse(err error) {
	problem := model.Explain(err)
	t.field.SetError(parts.Say(problem.Title) + ". " + parts.Optional(problem.Do))
}

// ask shows whose certificates they are, and which are left out and why, and trusts them
// only on the user's word.
func (t *trust) ask(authorities client.Authorities, left []*client.LeftOutError) {
	t.field.SetError("")
	details := container.NewVBox()
	for _, authority := range authorities {
		fingerprint := authority.Fingerprint()
		half := len(fingerprint)/2 + 1
		details.Add(parts.Wrapped(trusted(client.Authorities{authority})))
		details.Add(parts.Wrapped(parts.Tr("authority.fingerprint") + "\n" + fingerprint[:half] + "\n" + fingerprint[half:]))
	}
	if len(left) > 0 {
		said := parts.Tr("authority.left")
		for _, one := range left {
			said += "\n" + leftOut(one)
		}
		details.Add(parts.Wrapped(said))
	}
	title, text := parts.Tr("authority.title"), parts.Tr("authority.text", "Name", nameOf(authorities[0]))
	if len(authorities) > 1 {
		title, text = parts.Tr("authority.title.several"), parts.Tr("authority.text.several")
	}
	stage := t.view.stage
	stage.Keep(addresses)
	sheet := stage.Sheet("authority", title, details, parts.Tr("authority.yes"), parts.Tr("cancel.button"))
	sheet.SetIntro(text)
	sheet.SetDanger(true) // the safe answer has the focus
	sheet.Resize(fyne.NewSize(600, 0))
	sheet.OnSubmit = func() {
		sheet.Hide()
		t.set(authorities)
	}
	sheet.Show()
}

// leftOut says whose certificate is left out, and why.
func leftOut(left *client.LeftOutError) string {
	switch {
	case left.Certificate == nil:
		return parts.Tr("authority.left.unread")
	case errors.Is(left, client.ErrAuthorityExpired):
		return parts.Tr("authority.left.expired", "Name", nameOf(left.Authority), "Until", model.Day{Time: left.Certificate.NotAfter})
	case errors.Is(left, client.ErrAuthorityNotValid):
		return parts.Tr("authority.left.early", "Name", nameOf(left.Authority), "From", model.Day{Time: left.Certificate.NotBefore})
	default:
		return parts.Tr("authority.left.server", "Name", nameOf(left.Authority))
	}
}
