package practice

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestSurvivesRestart(t *testing.T) {
	// Characters that mean something in a URI must not confuse SQLite.
	dir := filepath.Join(t.TempDir(), "été 100% #1 ?x=y")
	p := openTest(t, Options{Dir: dir})
	c := dial(t, p).create("Kept")
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, fileName)); err != nil {
		t.Fatal(err)
	}
	p = openTest(t, Options{Dir: dir})
	got := dial(t, p).get(c.ID)
	if got.ETag != c.ETag || got.Name != "Kept" {
		t.Errorf("got %+v", got)
	}
}

// A process that is killed closes nothing.
func TestCommittedBeforeTheAnswer(t *testing.T) {
	dir := t.TempDir()
	s := dial(t, openTest(t, Options{Dir: dir}))
	c := s.create("Committed")
	copied := t.TempDir()
	for _, suffix := range []string{"", "-wal"} {
		data, err := os.ReadFile(filepath.Join(dir, fileName+suffix))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(copied, fileName+suffix), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	list := held(t, openTest(t, Options{Dir: copied}))
	if len(list) != 1 || list[0].ID != c.ID {
		t.Errorf("got %+v", list)
	}
}

func TestTwoPlatformsShareAFolder(t *testing.T) {
	dir := t.TempDir()
	const opened, each = 4, 5
	senders := make([]*sender, opened)
	var opening sync.WaitGroup
	platforms := make([]*Platform, opened)
	for i := range opened {
		opening.Go(func() {
			p, err := Open(t.Context(), Options{Dir: dir})
			if err != nil {
				t.Error(err)
				return
			}
			platforms[i] = p
		})
	}
	opening.Wait()
	for i, p := range platforms {
		if p == nil {
			t.FailNow()
		}
		defer func() {
			if err := p.Close(); err != nil {
				t.Error(err)
			}
		}()
		senders[i] = dial(t, p)
	}
	var wg sync.WaitGroup
	for i, s := range senders {
		wg.Go(func() {
			for j := range each {
				r, err := s.try("POST", flowPath+"/connections", bodyFor(fmt.Sprint(i, "-", j), AccessKeyWorks))
				if err != nil || r.status != 201 {
					t.Errorf("%v %d %s", err, r.status, r.body)
				}
			}
		})
	}
	wg.Wait()
	for _, s := range senders {
		if n := len(s.list(nil)); n != opened*each {
			t.Errorf("%d connections are seen, want %d", n, opened*each)
		}
	}
	// Each accepts its own tokens only.
	if r := senders[0].with("Authorization", senders[1].headers["Authorization"]).flow("GET", "/connections", ""); r.status != 401 {
		t.Errorf("foreign token: %d", r.status)
	}
}

func TestNoSecretOnDisk(t *testing.T) {
	dir := t.TempDir()
	p := openTest(t, Options{Dir: dir})
	s := dial(t, p)
	var c created
	s.flow("POST", "/connections", edit(`"s3AccessKey"`, `"s3SessionToken": "`+testSession+`", "s3AccessKey"`)).into(t, &c)
	r := s.with("If-Match", c.ETag).flow("PATCH", "/connections/"+c.ID, `[
		{"op":"replace","path":"/auth/params/s3SecretKey","value":"SecondSecretKey"},
		{"op":"replace","path":"/auth/params/s3SessionToken","value":"SecondSessionToken"}]`)
	if r.status != 200 {
		t.Fatal(r.body)
	}
	token := strings.TrimPrefix(s.headers["Authorization"], "Bearer ")
	secrets := []string{testSecretKey, testSession, "SecondSecretKey", "SecondSessionToken", ClientSecret, token}
	look := func() (found bool) {
		files, err := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			found = found || bytes.Contains(data, []byte(AccessKeyWorks))
			for _, secret := range secrets {
				if bytes.Contains(data, []byte(secret)) {
					t.Errorf("%s holds %s", filepath.Base(file), secret)
				}
			}
		}
		return found
	}
	if !look() {
		t.Error("not even the access key id is found: the test looks in the wrong place")
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	look()
}

func TestModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no modes here")
	}
	dir := filepath.Join(t.TempDir(), "made", "here")
	dial(t, openTest(t, Options{Dir: dir})).create("x")
	for name, want := range map[string]os.FileMode{
		"": os.ModeDir | 0o700, fileName: 0o600, fileName + "-wal": 0o600, fileName + "-shm": 0o600, lockName: 0o600,
	} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode() != want {
			t.Errorf("%q has mode %v, want %v", name, info.Mode(), want)
		}
	}
}

func TestDurability(t *testing.T) {
	p := openTest(t, Options{})
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2"} {
		var got string
		if err := p.store.db.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("%s is %s, want %s", pragma, got, want)
		}
	}
}

func TestDamagedFileIsSetAside(t *testing.T) {
	dir := t.TempDir()
	junk := bytes.Repeat([]byte("this is no database "), 500)
	if err := os.WriteFile(filepath.Join(dir, fileName), junk, 0o600); err != nil {
		t.Fatal(err)
	}
	dial(t, openTest(t, Options{Dir: dir})).create("Anew")
	files, err := filepath.Glob(filepath.Join(dir, "practice.damaged-*.db"))
	if err != nil || len(files) != 1 {
		t.Fatalf("set aside: %v %v", files, err)
	}
	data, err := os.ReadFile(files[0])
	if err != nil || !bytes.Equal(data, junk) {
		t.Errorf("the damaged file has changed: %v", err)
	}
}

func TestNewerFileIsRefused(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, fileName)
	db, err := sql.Open("sqlite", dsn(path))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), "PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), Options{Dir: dir}); !errors.Is(err, ErrNewerVersion) {
		t.Errorf("got %v", err)
	}
}

// TestUpgrade opens a file of the first version, with its data, and works with it.
func TestUpgrade(t *testing.T) {
	first, err := os.ReadFile("testdata/version1.sql")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	db, err := sql.Open("sqlite", dsn(filepath.Join(dir, fileName)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), string(first)); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	at := time.UnixMilli(1597973312000)
	want := Connection{
		ID: "4cb0c374-d3bb-4557-b139-5712880adc55", ETag: `"1700d77b-0000-0200-0000-5e3b41a10000"`, OrgID: OrgID,
		Sandbox: SandboxProduction, Name: "Loyalty exports", Description: "Made by the first version", SpecID: s3SpecID,
		SpecVersion: "1.0", AuthName: accessKeyAuth, AccessKeyID: AccessKeyWorks, Bucket: "acme-landing", FolderPath: "in",
		HasSessionToken: true, State: "enabled", CreatedAt: at, UpdatedAt: at.Add(345 * time.Millisecond),
		CreatedBy: TechnicalAccount, CreatedClient: APIKey, UpdatedBy: TechnicalAccount, UpdatedClient: APIKey, seq: 7,
	}
	for range 2 { // the second time there is nothing left to do
		p := openTest(t, Options{Dir: dir})
		if list := held(t, p); len(list) != 1 || list[0] != want {
			t.Fatalf("got %+v\nwant %+v", list, want)
		}
		var version int
		if err := p.store.db.QueryRowContext(t.Context(), "PRAGMA user_version").Scan(&version); err != nil || version != len(versions) {
			t.Errorf("version %d, %v", version, err)
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
	}
	s := dial(t, openTest(t, Options{Dir: dir}))
	if r := s.with("If-Match", want.ETag).flow("PATCH", "/connections/"+want.ID, renames); r.status != 200 {
		t.Errorf("change: %d %s", r.status, r.body)
	}
	s.create("Beside it")
	if list := s.list(nil); len(list) != 2 || list[0].Name != "Renamed" {
		t.Errorf("got %+v", list)
	}
	files, err := filepath.Glob(filepath.Join(dir, "practice.damaged-*"))
	if err != nil || len(files) != 0 {
		t.Errorf("set aside: %v, %v", files, err)
	}
}

func TestOpenFails(t *testing.T) {
	if _, err := Open(t.Context(), Options{}); err == nil {
		t.Error("no folder is accepted")
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), Options{Dir: file}); err == nil {
		t.Error("a file is accepted as a folder")
	}
}

func TestBrokenStoreAnswers500(t *testing.T) {
	p := openTest(t, Options{})
	s := dial(t, p)
	c := s.create("x")
	if _, err := p.store.db.ExecContext(t.Context(), "DROP TABLE connections"); err != nil {
		t.Fatal(err)
	}
	for _, req := range [][3]string{
		{"POST", "/connections", seedBody},
		{"GET", "/connections", ""},
		{"GET", "/connections/" + c.ID, ""},
		{"DELETE", "/connections/" + c.ID, ""},
		{"PATCH", "/connections/" + c.ID, `[{"op":"replace","path":"/name","value":"x"}]`},
	} {
		r := s.with("If-Match", c.ETag).flow(req[0], req[1], req[2])
		if r.status != 500 || r.code(t) != "FLOW-1400-500" || strings.Contains(r.body, "table") {
			t.Errorf("%v: %d %s", req, r.status, r.body)
		}
	}
}
