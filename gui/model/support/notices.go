package support

import (
	"reflect"
	"slices"

	"mooring/gui/model"
)

// Notices are what the window tells without being asked.
type Notices struct {
	// Changed tells that there is something else to tell.
	Changed *model.Signal

	recovering  int
	setAside    string
	secretFiles []string
	cutShort    model.Text
	later       bool // the user has seen cutShort, and that is enough
}

// NewNotices makes Notices with nothing to tell.
func NewNotices(runner model.Runner) *Notices { return &Notices{Changed: model.NewSignal(runner)} }

// Recovering counts the attempts of an earlier run that are being looked up.
func (n *Notices) Recovering() int { return n.recovering }

// SetRecovering says how many attempts of an earlier run are being looked up.
func (n *Notices) SetRecovering(count int) {
	if n.recovering != count {
		n.recovering = count
		n.Changed.Emit()
	}
}

// SetAside is where a damaged register was put; empty if it was sound.
func (n *Notices) SetAside() string { return n.setAside }

// PutAside says that a damaged register was put somewhere.
func (n *Notices) PutAside(path string) {
	n.setAside = path
	n.Changed.Emit()
}

// SecretFiles are those that were filled in from and still hold a secret.
func (n *Notices) SecretFiles() []string { return n.secretFiles }

// FilledFrom says that a file still holds the secret that was read from it.
func (n *Notices) FilledFrom(file string) {
	if !slices.Contains(n.secretFiles, file) {
		n.secretFiles = append(n.secretFiles, file)
		n.Changed.Emit()
	}
}

// CutShort says what is left of a table that was cut short; empty if nothing is, or if the
// user has put it off.
func (n *Notices) CutShort() model.Text {
	if n.later {
		return model.Text{}
	}
	return n.cutShort
}

// Later puts off what is left of a table until there is something else to say of it. The
// page for tables lists it all the same.
func (n *Notices) Later() {
	n.later = true
	n.Changed.Emit()
}

// SetCutShort says what is left of a table that was cut short.
func (n *Notices) SetCutShort(text model.Text) {
	if !reflect.DeepEqual(n.cutShort, text) {
		n.cutShort, n.later = text, false
		n.Changed.Emit()
	}
}

// Understood says that the user knows of the files.
func (n *Notices) Understood() {
	n.secretFiles = nil
	n.Changed.Emit()
}
