package gui

import (
	"context"
	"errors"
	"slices"

	"mooring/client/amazon"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/client/proxy"
	"mooring/client/secrets"
	"mooring/client/session"
	"mooring/gui/model"
	accountmodel "mooring/gui/model/account"
	batchmodel "mooring/gui/model/batch"
	connectionmodel "mooring/gui/model/connection"
	createmodel "mooring/gui/model/create"
	ingestmodel "mooring/gui/model/ingest"
	registermodel "mooring/gui/model/register"
	supportmodel "mooring/gui/model/support"
	"mooring/gui/process"
)

// models are the window's state. They outlive its pages, which are made anew in
// another language.
type models struct {
	accounts   *accountmodel.Accounts
	proxyLogin *accountmodel.ProxyLogin
	form       *model.Form // of a new connection
	drafts     *model.Drafts
	attempt    *createmodel.Attempt
	keys       *createmodel.KeyCheck
	role       *createmodel.Role
	noRole     *model.Signal // a form that was for a role has gone back to keys
	batch      *batchmodel.Batch
	table      *registermodel.Table
	tasks      *registermodel.Tasks
	watch      *registermodel.Watch
	refreshing *registermodel.Refreshing
	recovery   *registermodel.Recovery
	current    *connectionmodel.Current
	manage     *connectionmodel.Manage
	flows      *connectionmodel.Dataflows
	ingests    *ingestmodel.Ingests
	maker      maker
	settings   *supportmodel.Settings
	diagnosis  *supportmodel.Diagnosis
	notices    *supportmodel.Notices
	scenarios  *supportmodel.Scenarios

	sessions *session.Sessions
	proxies  *proxy.Proxies
	others   others // nil where the practice Platform did not open
	keyring  secrets.Vault
}

func newModels(runner model.Runner, b *backend, about process.About) *models {
	m := &models{sessions: b.connector, proxies: b.proxies, keyring: b.keyring, scenarios: &supportmodel.Scenarios{}}
	m.accounts = accountmodel.NewAccounts(runner, b.register.Accounts, b.vault, b.connector, accountmodel.PracticeSecrets{
		OrgID: practice.OrgID, APIKey: practice.APIKey, ClientSecret: practice.ClientSecret,
	})
	m.proxyLogin = accountmodel.NewProxyLogin(runner, b.proxies, b.register.Settings, m.accounts.SignInAgain)
	m.form = model.NewS3Form()
	m.drafts = model.NewDrafts(m.form)
	m.attempt = createmodel.NewAttempt(runner, b.connector, b.service)
	way := session.NewChosenWay(b.connector)
	m.accounts.Changed.Listen(func() { way.Follow(m.accounts.Target().Account) })
	keys := amazon.New(amazon.Config{UserAgent: about.UserAgent(), Transport: way, Logger: b.logger})
	m.keys = createmodel.NewKeyCheck(runner, keys)
	m.role, m.noRole = createmodel.NewRole(runner, b.connector), model.NewSignal(runner)
	m.batch = batchmodel.New(runner, batchmodel.Needs{
		Sessions: b.connector, Service: b.service, Keys: keys, Store: b.register.Batches, Hash: b.register.Journal.HashAccessKey,
		Accounts: m.accounts, Roles: m.role,
	})
	m.table = registermodel.NewTable(runner, b.register.Entries)
	caretaker := struct {
		*provision.Service
		*provision.Flows
	}{b.service, b.flows}
	m.tasks = registermodel.NewTasks(runner, b.register.Entries, b.register.Settings, caretaker, b.connector, m.accounts)
	m.watch = registermodel.NewWatch(runner, b.register.Entries, b.flows, b.connector)
	m.refreshing = registermodel.NewRefreshing(m.tasks)
	m.recovery = registermodel.NewRecovery(runner, b.register.Journal, caretaker, b.ingest, b.connector, m.accounts)
	m.manage = connectionmodel.NewManage(runner, b.connector, b.service)
	m.manage.Hash = b.register.Journal.HashAccessKey
	m.current = connectionmodel.NewCurrent(runner, b.register.Journal, m.manage)
	m.flows = connectionmodel.NewDataflows(runner, b.register.Journal, b.flows, m.manage)
	m.maker = newMaker(b.ingest)
	m.ingests = ingestmodel.NewIngests(runner, ingestmodel.Through(b.connector), m.maker)
	m.settings = supportmodel.NewSettings(runner, b.register.Settings)
	m.settings.Use(b.look)
	was := b.look.List
	registermodel.Begin(m.table, was.Sort, was.Descending, registermodel.Filter{Statuses: was.Statuses, NoFlow: was.NoFlow})
	m.diagnosis = supportmodel.NewDiagnosis(runner)
	m.notices = supportmodel.NewNotices(runner)
	if aside := b.register.Notice(); aside != nil {
		m.notices.PutAside(aside.Path)
	}
	m.notices.Dismissed.Listen(func() {
		runner.Go(func() func() {
			_ = b.register.DismissNotice(context.Background()) // or it is told once more
			return nil
		})
	})
	if b.practice != nil {
		m.others = b.practice
	}
	m.tieRegister()
	m.tieAccounts()
	m.tasks.Refreshes.Load()
	return m
}

// tieRegister lets the register follow what is recorded anywhere, and what was read of
// it follow the register.
func (m *models) tieRegister() {
	m.attempt.Recorded.Listen(m.table.Reload)
	m.batch.Recorded.Listen(m.table.Reload)
	m.batch.Recorded.Listen(m.current.Reload)
	m.manage.Recorded.Listen(m.table.Reload)
	m.flows.Recorded.Listen(m.table.Reload)
	m.flows.Recorded.Listen(m.current.Reload)
	m.ingests.Recorded.Listen(m.table.Reload)
	m.ingests.Recorded.Listen(m.current.Reload)
	m.tasks.Recorded.Listen(m.table.Reload)
	m.watch.Recorded.Listen(m.table.Reload)
	m.watch.Recorded.Listen(m.current.Reload)
	m.recovery.Recorded.Listen(m.table.Reload)
	m.recovery.Recorded.Listen(m.current.Reload)
	m.recovery.Recorded.Listen(m.batch.Reload)
	m.recovery.Changed.Listen(func() { m.notices.SetRecovering(m.recovery.Open()) })
	m.tasks.Ended.Listen(func(end registermodel.Ending) {
		if end.Task != registermodel.TaskExport {
			m.current.Reload()
		}
	})
	m.table.Removals.Done.Listen(func(removal registermodel.Removal) {
		if removal.Held(m.attempt.Entry().AttemptID) {
			m.attempt.Clear()
		}
		if removal.Held(m.current.Entry().AttemptID) {
			m.current.Clear()
		}
		m.batch.Reload()
	})
	m.table.Removals.PutBack.Listen(func(registermodel.Removal) { m.batch.Reload() })
	m.table.Changed.Listen(func() {
		if entry, _, ok := m.table.Selected(); ok {
			m.current.Follow(entry)
		}
	})
	m.table.Changed.Listen(m.keepList)
	m.attempt.Changed.Listen(func() {
		if m.attempt.Busy() {
			m.current.PutBehind()
		}
	})
}

// keepList keeps how the list is ordered, and which states it shows, for the next start.
func (m *models) keepList() {
	query, filter := m.table.Query(), m.table.Filter()
	was := m.settings.Look().List
	if query.Sort == was.Sort && query.Descending == was.Descending && slices.Equal(filter.Statuses, was.Statuses) && filter.NoFlow == was.NoFlow {
		return
	}
	m.settings.Change(func(l *supportmodel.Look) {
		l.List = supportmodel.List{Sort: query.Sort, Descending: query.Descending, Statuses: filter.Statuses, NoFlow: filter.NoFlow}
	})
}

// tieAccounts lets everything follow the choice of an account: the register shows its
// side, practice or real, and never both.
func (m *models) tieAccounts() {
	m.accounts.AccountChosen.Listen(func(account history.Account) {
		m.refreshing.Want(false)
		if account.Practice != m.table.Query().Practice {
			m.tasks.Leave()
		}
		m.drafts.Switch(account.ID)
		m.attempt.Clear()
		m.current.Clear()
		m.batch.Load()
		m.table.ShowPractice(account.Practice)
		m.settings.Change(func(l *supportmodel.Look) { l.Practice = account.Practice; l.Welcomed = true })
	})
	m.accounts.Changed.Listen(m.batch.Follow)
	m.accounts.Changed.Listen(func() { m.tasks.Refreshes.Follow(m.accounts.Target()) })
	m.accounts.Form.Changed.Listen(func(field model.Field) {
		m.tasks.Refreshes.Follow(m.accounts.Target())
		if field == model.FieldSandbox {
			m.batch.Follow()
		}
	})
	m.accounts.AccountSaved.Listen(func(saved history.Account) { m.drafts.Move(saved.ID) })
	m.accounts.SignInDone.Listen(func(history.Account) {
		m.recovery.Run(m.accounts.Practice())
		m.look()
	})
	m.accounts.SignInDone.Listen(func(history.Account) { m.role.Again() })
	m.accounts.Changed.Listen(m.lookForRole)
	m.accounts.SignInDone.Listen(func(history.Account) { m.lookForRole() })
	m.role.Changed.Listen(m.lookForRole)
	m.role.Changed.Listen(m.batch.Follow)
	m.form.Valued.Listen(func(field model.Field) {
		if field == model.FieldAuth {
			m.lookForRole()
		}
	})
	m.accounts.Changed.Listen(func() {
		if m.accounts.State() == accountmodel.SignInFailed {
			m.refreshing.Want(false)
		}
	})
}

// lookForRole asks whether the organization that is signed in to has an IAM role of
// Adobe. Where it has none, a form that was meant for it goes back to keys.
func (m *models) lookForRole() {
	target := m.accounts.Target()
	if m.accounts.State() == accountmodel.SignedIn {
		m.role.Look(target)
	}
	if role, answered := m.role.Of(target); answered && role == "" && model.ByRole(m.form) {
		m.form.Set(model.FieldAuth, "")
		m.noRole.Emit()
	}
}

// setAway says whether somebody sits in front of the window: dataflows are read only
// while somebody does.
func (m *models) setAway(away bool) {
	m.flows.SetAway(away)
	if !away {
		m.look()
	}
}

// look looks how the dataflows in the sandbox at hand stand, unless a refresh does.
func (m *models) look() {
	if m.accounts.State() == accountmodel.SignedIn && !m.refreshing.Wanted() && !m.tasks.Busy() {
		m.watch.Look(m.accounts.Target())
	}
}

// busy reports whether something with a connection is under way, so that nothing
// else may begin.
func (m *models) busy() bool {
	return m.attempt.Busy() || m.manage.Busy() || m.batchBusy() || m.maker.busy() || m.tasks.Deleting()
}

// batchBusy reports whether connections are being made from a table, or asked about.
func (m *models) batchBusy() bool {
	phase := m.batch.Phase()
	return phase == batchmodel.Rehearsing || phase == batchmodel.Making
}

func (m *models) idle() bool { return !m.busy() }

// whenWorkChanges calls f whenever busy may have changed, until stop is called.
func (m *models) whenWorkChanges(f func()) (stop func()) {
	attempt, manage, batch, ingest := m.attempt.Changed.Listen(f), m.manage.Changed.Listen(f), m.batch.Changed.Listen(f), m.ingests.Recorded.Listen(f)
	tasks := m.tasks.Changed.Listen(f)
	return func() {
		tasks()
		attempt()
		manage()
		batch()
		ingest()
	}
}

// forgetSecrets removes from the keyring what the accounts and the proxies are signed in
// to with.
func forgetSecrets(accounts *accountmodel.Accounts, proxies *accountmodel.ProxyLogin, then func(error)) {
	accounts.ForgetSecrets(func(err error) {
		proxies.Forget(func(more error) { then(errors.Join(err, more)) })
	})
}

// stop ends what is under way. What has not left is not sent any more; what has left
// is settled at the next start, if its answer does not come at once.
func (m *models) stop() {
	m.recovery.Stop()
	m.manage.Cancel()
	m.flows.Stop()
	m.watch.Stop()
	m.attempt.Cancel()
	m.batch.Stop()
	m.ingests.Stop()
	m.tasks.Stop()
	m.accounts.Stop()
	m.keys.Stop()
	m.role.Stop()
	m.diagnosis.Stop()
}

// interrupt asks what the user has begun to stop. What has left is not taken back.
func (m *models) interrupt() {
	m.attempt.Cancel()
	m.current.Cancel()
	m.manage.Cancel()
	m.tasks.Stop()
	m.batch.Stop()
}

// lacksWork is the key of why there is nothing to stop; "" if there is something that has
// not been asked to.
func (m *models) lacksWork() string {
	switch {
	case m.attempt.Phase() == createmodel.Working, m.manage.Busy() && !m.current.Stopping(),
		m.tasks.Busy() && !m.tasks.Stopping(), m.batchBusy():
		return ""
	case m.busy(), m.tasks.Busy():
		return "progress.stopping"
	}
	return "menu.nothing"
}
