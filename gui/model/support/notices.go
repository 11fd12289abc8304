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
	// Dismissed tells that the user knows of the damaged register.
	Dismissed *model.Signal

	recovering  int
	setAside    string
	secretFiles []string
	cutShort    unfinished
	later       unfinished // the user has seen this, and that is enough
}

// unfinished is what is left of tables that were cut short.
type unfinished struct {
	text   model.Text
	tables []string
}

// NewNotices makes Notices with nothing to tell.
func NewNotices(runner model.Runner) *Notices {
	return &Notices{Changed: model.NewSignal(runner), Dismissed: model.NewSignal(runner)}
}

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

// Dismiss says that the user knows of the damaged register.
func (n *Notices) Dismiss() {
	n.setAside = ""
	n.Changed.Emit()
	n.Dismissed.Emit()
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
	if reflect.DeepEqual(n.cutShort, n.later) {
		return model.Text{}
	}
	return n.cutShort.text
}

// Later puts off what is left of a table until there is something else to say of it, or of
// another one. The page for tables lists it all the same.
func (n *Notices) Later() {
	n.later = n.cutShort
	n.Changed.Emit()
}

// SetCutShort says what is left of tables that were cut short, and of which.
func (n *Notices) SetCutShort(text model.Text, tables ...string) {
	if left := (unfinished{text, tables}); !reflect.DeepEqual(n.cutShort, left) {
		n.cutShort = left
		n.Changed.Emit()
	}
}

// Understood says that the user knows of the files.
func (n *Notices) Understood() {
	n.secretFiles = nil
	n.Changed.Emit()
}
