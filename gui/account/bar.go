package account

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/account"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// Bar is the line on top of the window: the account, its sandbox, and how the
// sign-in stands, on a ground that tells what kind of sandbox it is.
type Bar struct {
	// View is the bar.
	View *widgets.Bar
	// Accounts is the list of accounts, and Sandboxes that of the chosen one's
	// sandboxes.
	Accounts, Sandboxes *widgets.Select

	accounts *account.Accounts
	listed   []history.Account
	painting bool
	enabled  bool

	layout *barLayout
	row    *fyne.Container
	edit   *widgets.Button
	badge  *widgets.Badge
	status *status
}

func newBar(s *parts.Stage, accounts *account.Accounts, edit func()) *Bar {
	b := &Bar{accounts: accounts, enabled: true, badge: widgets.NewBadge("")}
	b.Accounts = widgets.NewSelect(nil, b.onAccount)
	b.Accounts.PlaceHolder = parts.Tr("account.new")
	b.Sandboxes = widgets.NewSelect(nil, b.onSandbox)
	b.edit = widgets.NewButton(parts.Tr("account.edit"), theme.DocumentCreateIcon(), edit)
	b.status = newStatus(edit)
	for name, o := range map[string]fyne.CanvasObject{
		"account": b.Accounts, "account.edit": b.edit, "form.sandbox": b.Sandboxes, "account.status": b.status.button,
	} {
		s.Name(name, o)
	}
	b.layout = &barLayout{
		accountLabel: widgets.NewLine(parts.Tr("account.label")), account: b.Accounts, edit: b.edit,
		worded:       widgets.NewButton(parts.Tr("account.edit"), theme.DocumentCreateIcon(), nil),
		sandboxLabel: widgets.NewLine(parts.Tr("field.sandbox.label")), sandbox: b.Sandboxes, badge: b.badge, status: b.status.view,
	}
	l := b.layout
	b.row = container.New(l, l.accountLabel, l.account, l.edit, l.sandboxLabel, l.sandbox, l.badge, l.status)
	b.View = widgets.NewBar(widgets.ToneQuiet, b.row)
	b.tint(widgets.ToneQuiet)
	return b
}

// SetTrailing puts objects at the right end of the bar, which follow the state of
// the register: when it was read, and the button that reads it. Where there is no
// room for all of them, the first ones give way.
func (b *Bar) SetTrailing(objects ...fyne.CanvasObject) {
	b.row.Objects = slices.DeleteFunc(b.row.Objects, func(o fyne.CanvasObject) bool { return slices.Contains(b.layout.trailing, o) })
	b.layout.trailing = nil
	for _, o := range objects {
		// In a box of its own, which can give way without a word to who shows and hides it.
		b.layout.trailing = append(b.layout.trailing, container.NewStack(o))
	}
	b.row.Objects = append(b.row.Objects, b.layout.trailing...)
	b.row.Refresh()
	b.View.Refresh() // which colors them
}

// lists reports whether there is a list of sandboxes to choose from.
func (b *Bar) lists() bool { return len(b.accounts.Sandboxes()) > 0 }

func (b *Bar) enable(on bool) {
	b.enabled = on
	parts.EnableIf(b.Accounts, on)
	parts.EnableIf(b.edit, on)
	parts.EnableIf(b.Sandboxes, on && b.lists())
}

func (b *Bar) onAccount(string) {
	at := b.Accounts.SelectedIndex()
	if b.painting || at < 0 {
		return
	}
	switch {
	case at < len(b.listed):
		b.accounts.Choose(b.listed[at])
	case at == len(b.listed):
		b.accounts.ChoosePractice()
	default:
		b.accounts.ChooseNew()
	}
}

func (b *Bar) onSandbox(string) {
	at, sandboxes := b.Sandboxes.SelectedIndex(), b.accounts.Sandboxes()
	if b.painting || at < 0 || at >= len(sandboxes) {
		return
	}
	b.accounts.Form.Set(model.FieldSandbox, sandboxes[at].Name)
	b.accounts.Form.Leave(model.FieldSandbox)
	b.accounts.Used() // the next start goes on there
}

func (b *Bar) paint() {
	b.painting = true
	defer func() { b.painting = false }()
	b.paintAccounts()
	b.paintSandboxes()
	b.status.paint(b.accounts)
	b.tint(toneOf(b.accounts))
	b.row.Refresh()
}

func (b *Bar) paintAccounts() {
	b.listed = b.accounts.Saved()
	options := make([]string, 0, len(b.listed)+2)
	for _, saved := range b.listed {
		options = append(options, parts.Distinct(saved.Label, options))
	}
	inPractice := parts.Tr("account.practice")
	if target := b.accounts.Target().Account; target.Practice {
		inPractice = parts.PracticeName(target.OrgID)
	}
	options = append(options, inPractice, parts.Tr("account.new"))
	if !slices.Equal(options, b.Accounts.Options) {
		b.Accounts.SetOptions(options)
	}
	chosen := b.accounts.Chosen()
	at := len(options) - 1
	if chosen.Practice {
		at = len(options) - 2
	} else if i := slices.IndexFunc(b.listed, func(a history.Account) bool { return a.ID == chosen.ID }); i >= 0 {
		at = i
	}
	if b.Accounts.SelectedIndex() != at || b.Accounts.Selected != options[at] {
		b.Accounts.SetSelectedIndex(at)
	}
}

// nameOf is what the list calls a saved account, which may have the label of another.
func (b *Bar) nameOf(account history.Account) string {
	i := slices.IndexFunc(b.listed, func(a history.Account) bool { return a.ID == account.ID })
	if i < 0 || i >= len(b.Accounts.Options) {
		return account.Label
	}
	return b.Accounts.Options[i]
}

// paintSandboxes shows the sandbox that is used, also where it is none of the list.
func (b *Bar) paintSandboxes() {
	name := b.accounts.Form.Value(model.FieldSandbox)
	options, at := []string{}, -1
	for i, s := range b.accounts.Sandboxes() {
		options = append(options, parts.Tr("sandbox.option", "Title", s.Title, "Name", s.Name))
		if s.Name == name {
			at = i
		}
	}
	if at < 0 && name != "" {
		options, at = append(options, name), len(options)
	}
	b.Sandboxes.PlaceHolder = parts.Tr("field.sandbox.placeholder")
	if len(options) == 0 {
		b.Sandboxes.PlaceHolder = parts.Tr("sandbox.later")
	}
	if !slices.Equal(options, b.Sandboxes.Options) {
		b.Sandboxes.SetOptions(options)
	}
	switch {
	case at < 0:
		b.Sandboxes.ClearSelected()
	case b.Sandboxes.SelectedIndex() != at || b.Sandboxes.Selected != options[at]:
		b.Sandboxes.SetSelectedIndex(at)
	}
	b.Sandboxes.Refresh()
	parts.EnableIf(b.Sandboxes, b.enabled && b.lists())
}

// tint gives the bar its color, and the badge its word.
func (b *Bar) tint(tone widgets.Tone) {
	key, named := badgeKeys[tone]
	parts.ShowIf(b.badge, named)
	if named {
		b.badge.Set(parts.Tr(key), tone)
	}
	b.View.SetTone(tone)
}
