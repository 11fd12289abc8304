package gui

import (
	"io"
	"os"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"
	"github.com/adrg/xdg"

	"mooring/client/credentials"
	"mooring/gui/model"
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
	}, w.stage.window)
	choice.SetTitleText(tr("fill.title"))
	choice.SetConfirmText(tr("fill.yes"))
	w.showFiles(choice, xdg.UserDirs.Download)
}

// showFiles shows a dialog for a file, at first with those of a folder.
func (w *mainWindow) showFiles(choice *dialog.FileDialog, folder string) {
	choice.SetDismissText(tr("cancel.button"))
	if first, err := storage.ListerForURI(storage.NewFileURI(folder)); err == nil {
		choice.SetLocation(first)
	}
	choice.SetView(dialog.ListView) // the other view leaves the ends of the names out
	// It wants to be shown before it is given a size.
	choice.Show()
	size := w.stage.canvas().Size()
	choice.Resize(fyne.NewSize(min(900, size.Width-40), min(640, size.Height-40)))
	w.giveKeys(choice)
}

// giveKeys lets Escape leave a dialog for a file, which Fyne's has no key for.
// The field for the name of a new file would keep that key to itself: it gets the
// focus with the first letter that is typed.
func (w *mainWindow) giveKeys(choice *dialog.FileDialog) {
	c := w.stage.canvas()
	name, saving := c.Focused().(*widget.Entry)
	c.Unfocus()
	keys, runes := c.OnTypedKey(), c.OnTypedRune()
	choice.SetOnClosed(func() {
		c.SetOnTypedKey(keys)
		c.SetOnTypedRune(runes)
	})
	c.SetOnTypedKey(func(key *fyne.KeyEvent) {
		switch key.Name {
		case fyne.KeyEscape:
			choice.Dismiss()
		case fyne.KeyReturn, fyne.KeyEnter:
			if saving {
				name.OnSubmitted(name.Text)
			}
		}
	})
	if saving {
		c.SetOnTypedRune(func(r rune) {
			c.Focus(name)
			name.TypedShortcut(&fyne.ShortcutSelectAll{})
			name.TypedRune(r)
		})
	}
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
	found, err := credentials.Read("", []byte(w.stage.app.Clipboard().Content()))
	w.offer("", found, err)
}

// pasted offers to fill the cards where a whole block of credentials is pasted
// into one field. A single value is pasted as usual.
func (w *mainWindow) pasted(text string) bool {
	if !strings.ContainsAny(strings.TrimSpace(text), "\n\r\t{,;") {
		return false
	}
	found, err := credentials.Read("", []byte(text))
	if err != nil || len(found.Adobe)+len(found.Amazon) == 0 {
		return false
	}
	w.confirm(question{
		name: "paste", title: tr("paste.title"), text: tr("paste.text"), yes: tr("paste.yes"), no: tr("paste.no"),
		then: func() { w.offer("", found, nil) },
	})
	return true
}

// read reads a file in the background; it is never copied or kept.
func (w *mainWindow) read(name string, open func() (io.ReadCloser, error)) {
	w.stage.runner.Go(func() func() {
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
		w.stage.toast.Say(tr("busy.note"))
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
	w.pickOne("pickAdobe", adobe, func(at int) { w.fillAdobe(name, found.Adobe[at]) }, func() {
		w.pickOne("pickAmazon", amazon, func(at int) { w.fillAmazon(name, found.Amazon[at]) }, done)
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
// and done in any case.
func (w *mainWindow) pickOne(name string, options []string, then func(at int), done func()) {
	switch len(options) {
	case 0:
		done()
		return
	case 1:
		then(0)
		done()
		return
	}
	choice := widgets.NewChoice(options, nil)
	sheet := w.stage.sheet(name, tr("fill.pick"), choice, tr("fill.yes"), tr("cancel.button"))
	sheet.SetIntro(tr("fill.several"))
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
	w.stage.toast.Say(tr("fill.done"))
	if name != "" && !slices.Contains(w.notes.secretFiles, name) {
		w.notes.secretFiles = append(w.notes.secretFiles, name)
		w.paint()
	}
}

func (w *mainWindow) refuseFile(found credentials.Found, err error, done func()) {
	trouble := newTroubleViewOf("fileTrouble.", w.stage)
	trouble.set(model.FillTrouble(found, err), false)
	sheet := w.tell("fileTrouble", tr("fill.failed"), trouble.view)
	let := sheet.OnHidden
	sheet.OnHidden = func() {
		let()
		done()
	}
}
