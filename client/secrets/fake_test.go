package secrets

import (
	"sync"

	"github.com/zalando/go-keyring"
)

// service is what the tests' secrets are filed under.
const service = "app.mooring.test"

// fakeKeyring is a keyring in memory that can be told to misbehave.
type fakeKeyring struct {
	mu     sync.Mutex
	values map[string]string
	err    error         // what every call fails with
	hang   chan struct{} // what every call waits for, if not nil
	forget bool          // Set says that all is well, and stores nothing
	garble bool          // Set stores something else
	asked  int           // how many calls came in
	open   int           // how many are waiting
	most   int           // the most that were waiting at once
}

func newFake() *fakeKeyring { return &fakeKeyring{values: map[string]string{}} }

func (f *fakeKeyring) enter() error {
	f.mu.Lock()
	f.asked++
	f.open++
	f.most = max(f.most, f.open)
	hang := f.hang
	f.mu.Unlock()
	if hang != nil {
		<-hang
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.open--
	return f.err
}

func (f *fakeKeyring) Get(service, user string) (string, error) {
	if err := f.enter(); err != nil {
		return "", err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	value, ok := f.values[service+":"+user]
	if !ok {
		return "", keyring.ErrNotFound
	}
	return value, nil
}

func (f *fakeKeyring) Set(service, user, password string) error {
	if err := f.enter(); err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case f.forget:
	case f.garble:
		f.values[service+":"+user] = password + "\n"
	default:
		f.values[service+":"+user] = password
	}
	return nil
}

func (f *fakeKeyring) Delete(service, user string) error {
	if err := f.enter(); err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, ok := f.values[service+":"+user]; !ok {
		return keyring.ErrNotFound
	}
	delete(f.values, service+":"+user)
	return nil
}

// tell changes how the keyring behaves from now on.
func (f *fakeKeyring) tell(change func(f *fakeKeyring)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change(f)
}

func (f *fakeKeyring) stored(key string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.values[service+":"+key]
}

func (f *fakeKeyring) calls() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.asked
}
