package gui

import (
	"io"
	"os"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"github.com/adrg/xdg"

	"mooring/client/credentials"
	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// chooseFile lets the user choose a file with credentials and fills them in.
func (w *mainWindow) chooseFile() {
	choice := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			w.offer("", credentials.Found{}, err)
		case file != nil:
			w.read(file.URI().Name(), func() (io.ReadCloser, error) { return file, nil })
		}
	}, w.stage.Window)
	choice.SetTitleText(parts.Tr("fill.title"))
	choice.SetConfirmText(parts.Tr("fill.yes"))
	w.stage.ShowFiles(choice, xdg.UserDirs.Download)
}

// dropped takes the files that were dropped on the window: both downloaded ones
// at once, for instance.
func (w *mainWindow) dropped(_ fyne.Position, files []fyne.URI) {
	w.ifIdle(func() {
		w.showWelcome(false)
		for _, file := range files {
			w.read(file.Name(), func() (io.ReadCloser, error) {
				if file.Scheme() == "file" {
					return os.Open(file.Path())
				}
				return storage.Reader(file)
			})
		}
	})()
}

// fillFromClipboard takes credentials that were copied as text.
func (w *mainWindow) fillFromClipboard() {
	found, err := credentials.Read("", []byte(w.stage.App.Clipboard().Content()))
	w.offer("", found, err)
}

// pasted offers to fill the cards where a whole block of credentials is pasted
// into one field. A single value is pasted as usual.
func (w *mainWindow) pasted(text string) bool {
	found, ok := credentials.ReadBlock(text)
	if !ok {
		return false
	}
	w.stage.Confirm(parts.Question{
		Name: "paste", Title: parts.Tr("paste.title"), Text: parts.Tr("paste.text"), Yes: parts.Tr("paste.yes"), No: parts.Tr("paste.no"),
		Then: func() { w.offer("", found, nil) },
	})
	return true
}

// read reads a file in the background; it is never copied or kept.
func (w *mainWindow) read(name string, open func() (io.ReadCloser, error)) {
	w.stage.Runner.Go(func() func() {
		file, err := open()
		if err != nil {
			return func() { w.offer(name, credentials.Found{}, err) }
		}
		found, err := credentials.ReadFrom(name, file)
		if closing := file.Close(); err == nil {
			err = closing
		}
		return func() { w.offer(name, found, err) }
	})
}

// offer fills in what was found, after asking where there are several. Of
// several files each has its turn, so that their questions do not pile up.
func (w *mainWindow) offer(name string, found credentials.Found, err error) {
	w.offers = append(w.offers, func(done func()) { w.offerNow(name, found, err, done) })
	if len(w.offers) == 1 {
		w.offers[0](w.nextOffer)
	}
}

func (w *mainWindow) nextOffer() {
	w.offers = w.offers[1:]
	if len(w.offers) > 0 {
		w.offers[0](w.nextOffer)
	}
}

func (w *mainWindow) offerNow(name string, found credentials.Found, err error, done func()) {
	switch {
	case w.busy():
		w.stage.Toast.Say(parts.Tr("busy.note"))
		done()
		return
	case err != nil:
		w.refuseFile(found, err, done)
		return
	}
	if w.changing != nil {
		found.Adobe = nil // who signs in is not what is being changed
	}
	adobe := make([]string, len(found.Adobe))
	for i, c := range found.Adobe {
		adobe[i] = label(c.Label, c.ClientID)
	}
	amazon := make([]string, len(found.Amazon))
	for i, k := range found.Amazon {
		amazon[i] = label(k.Label, k.AccessKeyID)
	}
	beside := model.FillBeside(found)
	w.pickOne("pickAdobe", adobe, beside, func(at int) { w.fillAdobe(name, found.Adobe[at]) }, func() {
		if len(adobe) > 0 {
			beside = nil // it was said
		}
		w.pickOne("pickAmazon", amazon, beside, func(at int) { w.fillAmazon(name, found.Amazon[at]) }, done)
	})
}

// label tells credentials of one file apart.
func label(name, id string) string {
	if name == "" {
		return id
	}
	return name + " (" + id + ")"
}

// pickOne calls then with the only option, or with the one that the user picks,
// and done in any case. Where the file holds something that cannot be used, the
// user is asked even with one option: it may be the other that was meant.
func (w *mainWindow) pickOne(name string, options []string, beside []model.Text, then func(at int), done func()) {
	switch {
	case len(options) == 0:
		done()
		return
	case len(options) == 1 && len(beside) == 0:
		then(0)
		done()
		return
	}
	choice := widgets.NewChoice(options, nil)
	sheet := w.stage.Sheet(name, parts.Tr("fill.pick"), choice, parts.Tr("fill.yes"), parts.Tr("cancel.button"))
	intro := []string{parts.Tr("fill.several")}
	if len(options) == 1 {
		intro[0] = parts.Tr("fill.one")
	}
	for _, text := range beside {
		intro = append(intro, parts.Say(text))
	}
	sheet.SetIntro(strings.Join(intro, "\n"))
	picked, let := -1, sheet.OnHidden
	sheet.OnHidden = func() {
		let()
		if picked >= 0 {
			then(picked)
		}
		done()
	}
	sheet.OnSubmit = func() {
		picked = choice.Selected()
		sheet.Hide()
	}
	sheet.Show()
}

func (w *mainWindow) fillAdobe(name string, c credentials.AdobeCredential) {
	w.accounts.FillAdobe(c)
	if len(c.Secrets) == 0 && c.AccessToken.Empty() {
		name = "" // nothing in it to be reminded of
	}
	w.filled(name)
	w.platform.onSignIn()
}

func (w *mainWindow) fillAmazon(name string, key credentials.AmazonKey) {
	if c := w.changing; c != nil {
		c.fill(key)
		w.filled(name)
		return
	}
	model.FillAmazon(w.form, key)
	w.filled(name)
	if w.form.Value(model.FieldName) == "" {
		w.focus(model.FieldName)
	}
}

// filled reminds the user that a file with a secret is still there.
func (w *mainWindow) filled(name string) {
	w.stage.Toast.Say(parts.Tr("fill.done"))
	if name != "" && !slices.Contains(w.notes.secretFiles, name) {
		w.notes.secretFiles = append(w.notes.secretFiles, name)
		w.paint()
	}
}

func (w *mainWindow) refuseFile(found credentials.Found, err error, done func()) {
	trouble := parts.NewNamedTrouble("fileTrouble.", w.stage)
	trouble.Set(model.FillTrouble(found, err), false)
	sheet := w.stage.Tell("fileTrouble", parts.Tr("fill.failed"), trouble.View)
	let := sheet.OnHidden
	sheet.OnHidden = func() {
		let()
		done()
	}
}
