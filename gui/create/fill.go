package create

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"
	"github.com/adrg/xdg"

	"mooring/client/credentials"
	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// FillNeeds is what a Filler asks of the rest of the window.
type FillNeeds struct {
	// Ready reports whether anything may be filled in now, and says why not.
	Ready func() bool
	// Adobe fills the account in, and returns the fields that it has filled; nil while
	// that is not what is asked for.
	Adobe func() func(credentials.AdobeCredential) []model.Field
	// Leaving says for which account practice would be left by that, or "" where it
	// would not.
	Leaving func(credentials.AdobeCredential) string
	// Amazon fills an access key in where one is asked for, and returns the fields that
	// it has filled.
	Amazon func(credentials.AmazonKey) []model.Field
	// Filled is told of a file that still holds the secrets that were read from it.
	Filled func(file string)
}

// Filler reads credentials from files, from the clipboard and from what is pasted,
// and fills them in.
type Filler struct {
	stage *parts.Stage
	needs FillNeeds
	// offers are what was read and is still to be filled in, one by one.
	offers []func(done func())
}

// NewFiller makes a Filler.
func NewFiller(s *parts.Stage, needs FillNeeds) *Filler {
	return &Filler{stage: s, needs: needs}
}

// ChooseFile lets the user choose files with credentials and fills them in: both
// downloaded ones at once, for instance.
func (f *Filler) ChooseFile() {
	f.stage.Files.Open(parts.FileQuestion{
		Title: parts.Tr("fill.title"), Yes: parts.Tr("fill.yes"), Folder: xdg.UserDirs.Download,
		Then: func(paths []string, err error) {
			if err != nil {
				f.offer("", credentials.Found{}, err)
				return
			}
			var files []fyne.URI
			for _, path := range paths {
				files = append(files, storage.NewFileURI(path))
			}
			f.Drop(files)
		},
	}, true)
}

// Drop takes files that were dropped on the window. They are read in the background, and
// never copied or kept.
func (f *Filler) Drop(files []fyne.URI) {
	var names model.List
	for _, file := range files {
		names = append(names, file.Name())
	}
	f.stage.Files.Read(names, func() func() {
		var offers []func()
		for _, file := range files {
			found, err := read(file)
			offers = append(offers, func() { f.offer(file.Name(), found, err) })
		}
		return func() {
			for _, offer := range offers {
				offer()
			}
		}
	})
}

func read(uri fyne.URI) (credentials.Found, error) {
	file, err := parts.OpenURI(uri)
	if err != nil {
		return credentials.Found{}, err
	}
	found, err := credentials.ReadFrom(uri.Name(), file)
	if closing := file.Close(); err == nil {
		err = closing
	}
	return found, err
}

// FromClipboard takes credentials that were copied as text.
func (f *Filler) FromClipboard() {
	found, err := credentials.Read("", []byte(f.stage.App.Clipboard().Content()))
	f.offer("", found, err)
}

// Pasted offers to fill the forms where a whole block of credentials is pasted
// into one field. A single value is pasted as usual.
func (f *Filler) Pasted(text string) bool {
	found, ok := credentials.ReadBlock(text)
	if !ok {
		return false
	}
	if len(found.Amazon) == 0 && f.needs.Adobe() != nil && slices.ContainsFunc(found.Adobe, f.leaves) {
		f.offer("", found, nil) // which asks
		return true
	}
	f.stage.Confirm(parts.Question{
		Name: "paste", Title: parts.Tr("paste.title"), Text: parts.Tr("paste.text"), Yes: parts.Tr("paste.yes"), No: parts.Tr("paste.no"),
		Then: func() { f.offer("", found, nil) },
	})
	return true
}

func (f *Filler) leaves(c credentials.AdobeCredential) bool { return f.needs.Leaving(c) != "" }

// offer fills in what was found, after asking where there are several. Of
// several files each has its turn, so that their questions do not pile up.
func (f *Filler) offer(name string, found credentials.Found, err error) {
	f.offers = append(f.offers, func(done func()) { f.offerNow(name, found, err, done) })
	if len(f.offers) == 1 {
		f.offers[0](f.nextOffer)
	}
}

func (f *Filler) nextOffer() {
	f.offers = f.offers[1:]
	if len(f.offers) > 0 {
		f.offers[0](f.nextOffer)
	}
}

func (f *Filler) offerNow(name string, found credentials.Found, err error, done func()) {
	switch {
	case !f.needs.Ready():
		done()
		return
	case err != nil:
		f.refuse(found, err, name == "", done)
		return
	}
	fillAdobe := f.needs.Adobe()
	if fillAdobe == nil {
		found.Adobe = nil
	}
	adobe, amazon := found.Choices()
	beside := model.FillBeside(found)
	var filled []model.Field
	f.pickOne("pickAdobe", adobe, beside, func(at int, done func()) {
		f.beforeLeaving(found.Adobe[at], func() { filled = f.fillAdobe(name, found.Adobe[at], fillAdobe) }, done)
	}, func() {
		if len(adobe) > 0 {
			beside = nil // it was said
		}
		f.pickOne("pickAmazon", amazon, beside, func(at int, done func()) {
			f.filled(name, append(filled, f.needs.Amazon(found.Amazon[at])...))
			done()
		}, done)
	})
}

// beforeLeaving asks whoever is in practice before that is left, where a credential is of
// a real organization: there, what is sent leaves this computer. done is called in any
// case, and fill before it unless the user wants to stay.
func (f *Filler) beforeLeaving(c credentials.AdobeCredential, fill, done func()) {
	into := f.needs.Leaving(c)
	if into == "" {
		fill()
		done()
		return
	}
	leave := false
	sheet := f.stage.Sheet("leavePractice", parts.Tr("leavePractice.title"), widget.NewLabel(""), parts.Tr("leavePractice.yes"), parts.Tr("leavePractice.no"))
	sheet.SetIntro(parts.Tr("leavePractice.text", "Account", into))
	sheet.Resize(fyne.NewSize(560, 0))
	sheet.WhenHidden(func() {
		if leave {
			fill()
		}
		done()
	})
	sheet.OnSubmit = func() {
		leave = true
		sheet.Hide()
	}
	sheet.Show()
}

// pickOne calls then with the only option, or with the one that the user picks, for it to
// call done, and done itself where there is none. Where the file holds something that cannot be used, the
// user is asked even with one option: it may be the other that was meant.
func (f *Filler) pickOne(name string, options []string, beside []model.Text, then func(at int, done func()), done func()) {
	switch {
	case len(options) == 0:
		done()
		return
	case len(options) == 1 && len(beside) == 0:
		then(0, done)
		return
	}
	choice := widgets.NewChoice(options...)
	sheet := f.stage.Sheet(name, parts.Tr("fill.pick"), choice, parts.Tr("fill.yes"), parts.Tr("cancel.button"))
	intro := []string{parts.Tr("fill.several")}
	if len(options) == 1 {
		intro[0] = parts.Tr("fill.one")
	}
	for _, text := range beside {
		intro = append(intro, parts.Say(text))
	}
	sheet.SetIntro(strings.Join(intro, "\n"))
	picked := -1
	sheet.WhenHidden(func() {
		if picked < 0 {
			done()
			return
		}
		then(picked, done)
	})
	sheet.OnSubmit = func() {
		picked = choice.Selected()
		sheet.Hide()
	}
	sheet.Show()
}

func (f *Filler) fillAdobe(name string, c credentials.AdobeCredential, fill func(credentials.AdobeCredential) []model.Field) []model.Field {
	if len(c.Secrets) == 0 && c.AccessToken.Empty() {
		name = "" // nothing in it to be reminded of
	}
	filled := fill(c)
	f.filled(name, filled)
	return filled
}

// filled says which fields were filled in, and reminds the user that a file with a
// secret is still there.
func (f *Filler) filled(name string, fields []model.Field) {
	if len(fields) > 0 {
		labels := make(model.List, len(fields))
		for i, field := range fields {
			labels[i] = parts.Say(field.Label())
		}
		f.stage.Toast.Say(parts.Tr("fill.done", "Fields", labels))
	}
	if name != "" {
		f.needs.Filled(name)
	}
}

// refuse says why a file cannot be used, or a text.
func (f *Filler) refuse(found credentials.Found, err error, text bool, done func()) {
	f.stage.TellTrouble("fileTrouble", parts.Tr("fill.failed"), model.FillTrouble(found, err, text), false).WhenHidden(done)
}
