package gui

import (
	"context"
	"net/url"

	"mooring/client/diagnose"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model"
	supportmodel "mooring/gui/model/support"
	"mooring/gui/parts"
	"mooring/gui/support"
)

// newPractice makes the sheet "Practice with problems".
func newPractice(s *parts.Stage, m *models, use func(practice.Scenario)) *support.Practice {
	p := support.NewPractice(s)
	if m.others != nil {
		p.Others = m.others
	}
	p.Entry, p.Use = m.current.Entry, use
	p.Place = func() history.Place { return supportmodel.PlaceOfOthers(m.accounts.Target().Account) }
	return p
}

// useScenario fills in what shows a kind of trouble, with a name and keys that no
// connection has, so that only Create is left to press.
func useScenario(s *parts.Stage, m *models, p *panel, scenario practice.Scenario) {
	m.accounts.ChoosePractice() // what an earlier scenario has put into the account goes
	p.turnToNew()
	p.create.New()
	account, connection := m.scenarios.Use(scenario)
	for field, value := range account {
		m.accounts.Form.Set(field, value)
	}
	if scenario.ID == practice.ScenarioOrgOnAWS {
		m.accounts.SignIn() // only then it is known what the organization offers
	}
	m.table.Reader.FreshName(m.table.Query().Practice, parts.Tr("scenarios.name"), func(name string) {
		if !m.accounts.Practice() || m.busy() {
			return // the user has gone on meanwhile
		}
		m.form.Offer(model.FieldName, name)
		for field, value := range connection {
			m.form.Offer(field, value)
		}
		p.create.FocusCreate()
		s.Toast.Say(parts.Tr("scenarios.filled"))
	})
}

// nextScenario says what to try next with a connection that a scenario has made; it may
// be empty.
func nextScenario(m *models) string {
	key := m.scenarios.Next(m.attempt.Entry())
	if key == "" || !parts.HasText(key) {
		return ""
	}
	return parts.Tr(key)
}

// settingsNeeds is what the settings ask of the window.
type settingsNeeds struct {
	dataDir string
	service string // what the keyring files its items under
	speak   func(tag string)
	export  func()
	quit    func() // and lets everything be forgotten
}

// newSettings makes the sheet of the settings.
func newSettings(s *parts.Stage, m *models, needs settingsNeeds) *support.Settings {
	settings := support.NewSettings(s)
	settings.Model, settings.DataDir, settings.Speak = m.settings, needs.dataDir, needs.speak
	settings.Forget = func() {
		support.AskForget(s, support.Forgetting{
			Accounts: len(m.accounts.Saved()), DataDir: needs.dataDir,
			Export: needs.export, Quit: needs.quit,
			Secrets: func(then func(error)) { forgetSecrets(m.accounts, m.proxyLogin, then) },
			Service: needs.service,
		})
	}
	return settings
}

// showDiagnosis looks at whether the servers of the chosen account can be reached, and
// Adobe's for the practice Platform.
func showDiagnosis(s *parts.Stage, m *models, dataDir, version string) {
	form := m.accounts.Form
	options := diagnose.Options{
		Addresses: supportmodel.LookedAt(form.Value(model.FieldPlatformURL), form.Value(model.FieldSignInURL)),
		DataDir:   dataDir, Version: version, Vault: m.keyring,
		NamedBy: func(ctx context.Context, server *url.URL) string {
			choice, _ := m.proxies.Find(ctx, server) // what is wrong with it shows as it is used
			return string(choice.From)
		},
	}
	if transport, err := m.sessions.Transport(m.accounts.Target().Account); err == nil {
		options.Transport = transport
	}
	support.ShowDiagnosis(s, m.diagnosis, options)
}
