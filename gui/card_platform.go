package gui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/account"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// platformCard is the card "Experience Platform": whom to sign in as, and where.
type platformCard struct {
	stage    *parts.Stage
	accounts *account.Accounts
	// onMenu is called to show the menu of what can be done with an account.
	onMenu func(at fyne.CanvasObject)
	// onWrong is called to put the cursor into the field that a sign-in of the
	// user's stumbled over.
	onWrong func(model.Field)
	// onFill is called to fill the card from a file.
	onFill func()

	view       *widgets.Card
	chooser    *widgets.Select
	more       *widgets.Button
	method     *widgets.Select
	inputs     map[model.Field]*parts.Input
	sandbox    *widgets.Field
	list       *widgets.Select
	typed      *widgets.Entry
	typedIn    *parts.Input
	status     *parts.Status
	fill       *widgets.Button
	signIn     *widgets.Button
	production *widgets.Badge
	listed     []history.Account
	painting   bool
	asked      bool // the user has pressed Sign in and waits for what comes of it
}

func newPlatformCard(s *parts.Stage, accounts *account.Accounts) *platformCard {
	c := &platformCard{stage: s, accounts: accounts, inputs: map[model.Field]*parts.Input{}}
	c.chooser = widgets.NewSelect(nil, c.onChoose)
	c.chooser.PlaceHolder = parts.Tr("account.new")
	c.more = widgets.NewButton("", theme.MoreHorizontalIcon(), func() { c.onMenu(c.more) })
	c.method = widgets.NewSelect([]string{parts.Tr("signIn.secret"), parts.Tr("signIn.token")}, c.onMethod)
	c.inputs[model.FieldOrgID] = parts.NewInput(s, accounts.Form, model.FieldOrgID, true)
	c.inputs[model.FieldAPIKey] = parts.NewInput(s, accounts.Form, model.FieldAPIKey, true)
	c.inputs[model.FieldClientSecret] = parts.NewSecretInput(s, accounts.Form, model.FieldClientSecret, true)
	c.inputs[model.FieldToken] = parts.NewSecretInput(s, accounts.Form, model.FieldToken, true)
	c.inputs[model.FieldClientSecret].Help = func() string {
		if accounts.Practice() {
			return parts.Tr("field.clientSecret.practice")
		}
		return parts.Optional(model.FieldClientSecret.Help())
	}
	for _, in := range c.inputs {
		in.Entry.OnSubmitted = func(string) { c.onSignIn() }
	}
	c.buildSandbox()
	c.production = widgets.NewBadge(parts.Tr("sandbox.badge"))
	c.status = parts.NewStatus()
	c.fill = widgets.NewButton(parts.Tr("fill.file"), theme.FolderOpenIcon(), func() { c.onFill() })
	c.signIn = widgets.NewButton(parts.Tr("signIn.button"), theme.LoginIcon(), c.onSignIn)
	for name, o := range map[string]fyne.CanvasObject{
		"account": c.chooser, "account.more": c.more, "signIn": c.signIn, "platform.fill": c.fill,
		"signIn.method": c.method, "form.sandbox": c.list, "form.sandbox.typed": c.typed,
	} {
		s.Name(name, o)
	}
	c.view = c.build()
	s.Follow(accounts.Form.Changed.Listen(c.onField))
	s.Follow(accounts.Form.Valued.Listen(accounts.Edited))
	accounts.OnChange = c.paint
	c.paint()
	return c
}

func (c *platformCard) buildSandbox() {
	c.list = widgets.NewSelect(nil, c.onSandbox)
	c.list.PlaceHolder = parts.Tr("field.sandbox.placeholder")
	c.typed = widgets.NewEntry()
	in := &parts.Input{Name: parts.Cards + "sandbox", Field: model.FieldSandbox, Form: c.accounts.Form, Entry: c.typed, Shown: c.typed}
	parts.NewInputAround(c.stage, in, container.NewStack(c.list, c.typed), true)
	in.Help = c.sandboxHelp
	in.View.SetHelpTapped(in.Entry.OnHelp)
	c.typedIn, c.sandbox = in, in.View
}

// sandboxHelp says what kind of sandbox is chosen, or when there will be a list.
func (c *platformCard) sandboxHelp() string {
	chosen, known := c.accounts.Sandbox()
	switch {
	case known:
		return parts.Tr("sandbox.development", "Region", chosen.Region)
	case len(c.accounts.Sandboxes()) == 0 && c.accounts.State() == account.SignedOut:
		return parts.Tr("sandbox.afterSignIn")
	}
	return parts.Optional(model.FieldSandbox.Help())
}

func (c *platformCard) build() *widgets.Card {
	method := widgets.NewField(parts.Tr("field.method.label"), c.method)
	method.SetCaptionLines(0)
	fields := []*widgets.Field{
		c.inputs[model.FieldOrgID].View, c.inputs[model.FieldAPIKey].View, method,
		c.inputs[model.FieldClientSecret].View, c.inputs[model.FieldToken].View, c.sandbox,
	}
	widgets.AlignFields(fields...)
	// The chooser has the whole width: the names of accounts are long.
	rows := parts.Column()
	rows.Add(container.New(layout.NewCustomPaddedLayout(0, theme.Padding(), 0, 0),
		container.New(layout.NewBorderLayout(nil, nil, nil, c.more), c.chooser, c.more)))
	for _, field := range fields {
		if field == method {
			// Without a caption of its own it would stick to the next field.
			rows.Add(container.New(layout.NewCustomPaddedLayout(0, theme.Padding(), 0, 0), field))
			continue
		}
		rows.Add(field)
	}
	card := widgets.NewScrollCard(parts.Tr("platform.title"), parts.Tr("platform.subtitle"), rows)
	card.SetFooter(container.NewVBox(c.status.View, parts.NewButtonRows(c.fill, c.signIn)))
	card.SetCorner(c.production)
	return card
}

func (c *platformCard) onField(field model.Field) {
	for _, in := range c.inputs {
		in.Paint()
	}
	if field == model.FieldSandbox {
		c.paintSandbox()
	}
}

func (c *platformCard) onChoose(string) {
	at := c.chooser.SelectedIndex()
	if c.painting || at < 0 {
		return
	}
	switch {
	case at < len(c.listed):
		c.accounts.Choose(c.listed[at])
	case at == len(c.listed):
		c.accounts.ChoosePractice()
	default:
		c.accounts.ChooseNew()
	}
}

func (c *platformCard) onMethod(string) {
	if !c.painting {
		c.accounts.UseToken(c.method.SelectedIndex() == 1)
	}
}

func (c *platformCard) onSandbox(string) {
	at, sandboxes := c.list.SelectedIndex(), c.accounts.Sandboxes()
	if c.painting || at < 0 || at >= len(sandboxes) {
		return
	}
	c.accounts.Form.Set(model.FieldSandbox, sandboxes[at].Name)
	c.accounts.Form.Leave(model.FieldSandbox)
}

func (c *platformCard) onSignIn() {
	c.asked = true
	if began, wrong := c.accounts.SignIn(); !began {
		c.asked = false
		c.onWrong(wrong)
	}
}

// enable switches what may not change while an attempt is under way.
func (c *platformCard) enable(on bool) {
	for _, in := range c.inputs {
		parts.EnableIf(in.Entry, on)
	}
	parts.EnableIf(c.chooser, on)
	parts.EnableIf(c.method, on)
	parts.EnableIf(c.list, on)
	parts.EnableIf(c.typed, on)
	parts.EnableIf(c.more, on)
	parts.EnableIf(c.fill, on)
	parts.EnableIf(c.signIn, on && c.accounts.State() != account.SigningIn)
}

// focus puts the cursor into a field of this card and reports whether it has it.
func (c *platformCard) focus(field model.Field) bool {
	if field == model.FieldSandbox {
		if c.list.Visible() {
			c.stage.Canvas().Focus(c.list)
		} else {
			c.stage.Canvas().Focus(c.typed)
		}
		return true
	}
	if field == model.FieldClientSecret && c.accounts.UsesToken() {
		field = model.FieldToken
	}
	in := c.inputs[field]
	if in == nil {
		return false
	}
	c.stage.Canvas().Focus(in.Shown)
	return true
}

func (c *platformCard) paint() {
	c.painting = true
	defer func() { c.painting = false }()
	c.paintChooser()
	token := c.accounts.UsesToken()
	c.method.SetSelectedIndex(map[bool]int{false: 0, true: 1}[token])
	parts.ShowIf(c.inputs[model.FieldClientSecret].View, !token)
	parts.ShowIf(c.inputs[model.FieldToken].View, token)
	secret := c.inputs[model.FieldClientSecret].Entry
	placeholder := parts.Optional(model.FieldClientSecret.Placeholder())
	if c.accounts.SecretStored() {
		placeholder = parts.Tr("field.clientSecret.stored")
	}
	if secret.PlaceHolder != placeholder {
		secret.SetPlaceHolder(placeholder)
	}
	c.inputs[model.FieldClientSecret].Paint()
	c.paintSandbox()
	c.paintStatus()
}

func (c *platformCard) paintChooser() {
	c.listed = c.accounts.Saved()
	options := make([]string, 0, len(c.listed)+2)
	for _, account := range c.listed {
		options = append(options, parts.Distinct(account.Label, options))
	}
	options = append(options, parts.Tr("account.practice"), parts.Tr("account.new"))
	if !slices.Equal(options, c.chooser.Options) {
		c.chooser.SetOptions(options)
	}
	chosen := c.accounts.Chosen()
	at := len(options) - 1
	if chosen.Practice {
		at = len(options) - 2
	} else if i := slices.IndexFunc(c.listed, func(a history.Account) bool { return a.ID == chosen.ID }); i >= 0 {
		at = i
	}
	if c.chooser.SelectedIndex() != at || c.chooser.Selected != options[at] {
		c.chooser.SetSelectedIndex(at)
	}
}

func (c *platformCard) paintSandbox() {
	was := c.painting
	c.painting = true
	defer func() { c.painting = was }()
	sandboxes := c.accounts.Sandboxes()
	parts.ShowIf(c.list, len(sandboxes) > 0)
	parts.ShowIf(c.typed, len(sandboxes) == 0)
	name := c.accounts.Form.Value(model.FieldSandbox)
	if len(sandboxes) > 0 {
		c.paintSandboxList(name)
	}
	c.typedIn.Paint()
	chosen, known := c.accounts.Sandbox()
	parts.ShowIf(c.production, known && chosen.Production())
	if known && chosen.Production() {
		c.sandbox.SetWarning(parts.Tr("sandbox.production"))
	}
}

func (c *platformCard) paintSandboxList(name string) {
	options := make([]string, 0, len(c.accounts.Sandboxes()))
	at := -1
	for i, s := range c.accounts.Sandboxes() {
		options = append(options, parts.Tr("sandbox.option", "Title", s.Title, "Name", s.Name))
		if s.Name == name {
			at = i
		}
	}
	if !slices.Equal(options, c.list.Options) {
		c.list.SetOptions(options)
	}
	switch {
	case at < 0:
		c.list.ClearSelected()
	case c.list.SelectedIndex() != at:
		c.list.SetSelectedIndex(at)
	}
}

func (c *platformCard) paintStatus() {
	parts.EnableIf(c.signIn, c.accounts.State() != account.SigningIn)
	switch c.accounts.State() {
	case account.SigningIn:
		c.status.Set(parts.StatusBusy, parts.Tr("signIn.busy"))
	case account.SignInFailed:
		if c.asked {
			c.asked = false
			c.onWrong(c.accounts.Problem().Field)
		}
		c.status.Set(parts.StatusBad, parts.Tr("signIn.failed"))
	case account.SignedIn:
		c.asked = false
		if c.accounts.KeptForSession() != nil {
			c.status.Set(parts.StatusOdd, parts.Tr("signIn.session"))
			return
		}
		text := parts.Tr("signIn.done")
		if expiry := c.accounts.Expiry(); !expiry.IsZero() {
			text = parts.Tr("signIn.doneUntil", "Until", parts.ClockTime(expiry))
		}
		c.status.Set(parts.StatusGood, text)
	default:
		c.status.Set(parts.StatusNone, parts.Tr("signIn.none"))
	}
}
