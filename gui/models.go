package gui

import (
	"mooring/client/amazon"
	"mooring/client/practice"
	"mooring/client/secrets"
	"mooring/client/session"
	"mooring/gui/model"
	accountmodel "mooring/gui/model/account"
	connectionmodel "mooring/gui/model/connection"
	createmodel "mooring/gui/model/create"
	registermodel "mooring/gui/model/register"
	supportmodel "mooring/gui/model/support"
	"mooring/gui/process"
)

// models are the window's state. They outlive its pages, which are made anew in
// another language.
type models struct {
	accounts  *accountmodel.Accounts
	form      *model.Form // of a new connection
	drafts    *model.Drafts
	attempt   *createmodel.Attempt
	keys      *createmodel.KeyCheck
	table     *registermodel.Table
	tasks     *registermodel.Tasks
	recovery  *registermodel.Recovery
	current   *connectionmodel.Current
	manage    *connectionmodel.Manage
	settings  *supportmodel.Settings
	diagnosis *supportmodel.Diagnosis

	sessions *session.Sessions
	others   others // nil where the practice Platform did not open
	keyring  secrets.Vault
}

func newModels(runner model.Runner, b *backend, about process.About) *models {
	m := &models{sessions: b.connector, keyring: b.keyring}
	m.accounts = accountmodel.NewAccounts(runner, b.register.Accounts, b.vault, b.connector, accountmodel.PracticeSecrets{
		OrgID: practice.OrgID, APIKey: practice.APIKey, ClientSecret: practice.ClientSecret,
	})
	m.form = model.NewS3Form()
	m.drafts = model.NewDrafts(m.form)
	m.attempt = createmodel.NewAttempt(runner, b.connector, b.service)
	m.keys = createmodel.NewKeyCheck(runner, amazon.New(amazon.Config{UserAgent: about.UserAgent(), Logger: b.logger}))
	m.table = registermodel.NewTable(runner, b.register.Entries)
	m.tasks = registermodel.NewTasks(runner, b.register.Entries, b.register.Settings, b.service, b.connector, m.accounts)
	m.recovery = registermodel.NewRecovery(runner, b.register.Journal, b.service, b.connector, m.accounts)
	m.manage = connectionmodel.NewManage(runner, b.connector, b.service)
	m.current = connectionmodel.NewCurrent(runner, b.register.Journal, m.manage)
	m.settings = supportmodel.NewSettings(runner, b.register.Settings)
	m.settings.Use(b.look)
	m.diagnosis = supportmodel.NewDiagnosis(runner)
	if b.practice != nil {
		m.others = b.practice
	}
	return m
}

// busy reports whether something with a connection is under way, so that nothing
// else may begin.
func (m *models) busy() bool { return m.attempt.Busy() || m.manage.Busy() }

func (m *models) idle() bool { return !m.busy() }

// stop ends what is under way. What has not left is not sent any more; what has left
// is settled at the next start, if its answer does not come at once.
func (m *models) stop() {
	m.recovery.Stop()
	m.manage.Cancel()
	m.attempt.Cancel()
	m.tasks.Stop()
	m.accounts.Stop()
	m.keys.Stop()
	m.diagnosis.Stop()
}
