package create

import (
	"mooring/client"
	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// authChooser is the choice between keys and the role of Adobe. It is shown to
// organizations that have the role, and to nobody else.
type authChooser struct {
	form     *model.Form
	view     *widgets.Field
	list     *widgets.Select
	painting bool
}

// auths are the choices in their order.
var auths = []string{"", string(client.AuthRole)}

func newAuthChooser(s *parts.Stage, form *model.Form) *authChooser {
	a := &authChooser{form: form}
	a.list = widgets.NewSelect([]string{parts.Tr("field.auth.keys"), parts.Tr("field.auth.role")}, a.onChosen)
	a.view = widgets.NewField(parts.Say(model.FieldAuth.Label()), a.list)
	a.view.SetHelp(parts.Say(model.FieldAuth.Help()))
	a.view.SetAbove(true)
	a.view.Hide()
	s.Name(parts.FormPrefix+string(model.FieldAuth), a.list)
	a.paint()
	return a
}

func (a *authChooser) onChosen(string) {
	if at := a.list.SelectedIndex(); !a.painting && at >= 0 {
		a.form.Set(model.FieldAuth, auths[at])
	}
}

func (a *authChooser) paint() {
	at := 0
	if model.ByRole(a.form) {
		at = 1
	}
	if a.list.SelectedIndex() != at {
		a.painting = true
		a.list.SetSelectedIndex(at)
		a.painting = false
	}
}
