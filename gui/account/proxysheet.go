package account

import (
	"strings"

	"fyne.io/fyne/v2"

	"mooring/client"
	"mooring/client/proxy"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// proxySheet is the name of the sheet that asks for what signs in to a proxy.
const proxySheet = "proxy"

// askProxy asks for the user and the password that a proxy wants, on top of whatever
// sheet is open. Where the user has said no, it waits until they sign in again: whatever
// has failed says that the proxy asks. While it asks, it asks no second time: several
// calls fail for one reason.
func (v *View) askProxy(q proxy.Question) {
	if v.declined || v.stage.SheetNamed(proxySheet) != nil {
		return
	}
	user, password := widgets.NewEntry(), widgets.NewSecretEntry()
	user.SetText(q.User)
	fields := []*widgets.Field{
		widgets.NewField(parts.Tr("proxy.user"), user), widgets.NewField(parts.Tr("proxy.password"), password),
	}
	widgets.AlignFields(fields...)
	rows := parts.Column()
	rows.Add(fields[0])
	rows.Add(fields[1])
	sheet := v.stage.SheetOnTop(proxySheet, parts.Tr("proxy.title"), rows, parts.Tr("proxy.button"), parts.Tr("cancel.button"))
	sheet.SetIntro(parts.Tr("proxy.text", "Proxy", q.Proxy))
	sheet.Resize(fyne.NewSize(560, 0))
	v.stage.Name(proxySheet+".user", user)
	v.stage.Name(proxySheet+".password", password)
	sheet.First = user
	if q.Wrong {
		sheet.SetError(parts.Tr("proxy.wrong"))
		if q.User != "" {
			sheet.First = password
		}
	}
	sheet.OnCancel = func() {
		v.declined = true
		sheet.Hide()
	}
	sheet.OnSubmit = func() {
		name := strings.TrimSpace(user.Text)
		switch {
		case name == "":
			sheet.SetError(parts.Tr("proxy.user.empty"))
			return
		case strings.Contains(name, ":"):
			sheet.SetError(parts.Tr("proxy.user.colon"))
			return
		}
		secret := client.NewSecret(password.Text)
		sheet.Hide()
		if !v.needs.Proxy.Answer(q.Proxy, name, secret) {
			v.stage.Toast.Say(parts.Tr("proxy.again"))
		}
	}
	user.OnSubmitted = func(string) { v.stage.Canvas().Focus(password) }
	password.OnSubmitted = func(string) { sheet.OnSubmit() }
	sheet.Show()
}
