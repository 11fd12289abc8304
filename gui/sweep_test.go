package gui

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io/fs"
	"log"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"fyne.io/fyne/v2"

	"mooring/client/practice"
	"mooring/gui/model"
	"mooring/gui/parts"
	"mooring/gui/process"
)

// The secrets of this sweep. Nothing else in the test says these words.
const (
	sweptSecretKey    = "Sweep/Key+wJalrXUtnFEMIbPxRfiCYSWEPTKEY1"
	sweptSessionToken = "SweepSession//FwoGZXIvYXdzEXAMPLE+TOKEN=="
	sweptWrongSecret  = "p8e-SweepWrongClientSecret_0123456789"
	sweptBadToken     = "eyJhbGciOiJub25lIn0.eyJzd2VlcCI6ImJhZC10b2tlbiJ9.U3dlZXBTaWduYXR1cmU"
)

// sweep looks for secrets in what the app leaves behind.
type sweep struct {
	secrets map[string]string // by name
	found   map[string]bool   // "secret in place"
	servers []*practice.Platform
}

func newSweep(servers ...*practice.Platform) *sweep {
	return &sweep{
		servers: servers,
		secrets: map[string]string{
			"the secret access key": sweptSecretKey, "the session token": sweptSessionToken, "the client secret": practice.ClientSecret,
			"a wrong client secret": sweptWrongSecret, "a refused token": sweptBadToken,
		},
		found: map[string]bool{},
	}
}

// tokens adds the access tokens that the servers have seen.
func (s *sweep) tokens() int {
	n := 0
	for _, platform := range s.servers {
		for _, r := range platform.Requests() {
			token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
			if !ok {
				continue
			}
			n++
			s.secrets["the access token "+token[len(token)-6:]] = token
			// Its last part alone, too, as of a log that shortens.
			s.secrets["the signature of "+token[len(token)-6:]] = token[strings.LastIndexByte(token, '.')+1:]
		}
	}
	return n
}

// spellings are the ways in which a secret may have been written down.
func spellings(secret string) [][]byte {
	wide := make([]byte, 0, 2*len(secret))
	for _, unit := range utf16.Encode([]rune(secret)) {
		wide = binary.LittleEndian.AppendUint16(wide, unit)
	}
	return [][]byte{
		[]byte(secret), []byte(url.QueryEscape(secret)), []byte(url.PathEscape(secret)), []byte(strings.ReplaceAll(secret, "/", `\/`)),
		[]byte(base64.StdEncoding.EncodeToString([]byte(secret))), []byte(base64.RawURLEncoding.EncodeToString([]byte(secret))),
		[]byte(hex.EncodeToString([]byte(secret))), wide,
	}
}

func (s *sweep) look(place string, data []byte) {
	for name, secret := range s.secrets {
		for _, spelling := range spellings(secret) {
			if bytes.Contains(data, spelling) {
				s.found[name+" in "+place] = true
			}
		}
	}
}

// files looks through every file below dir, and at its name.
func (s *sweep) files(t *testing.T, dir string) int {
	t.Helper()
	n := 0
	tree := os.DirFS(dir)
	err := fs.WalkDir(tree, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		s.look("a file's name", []byte(path))
		if !d.Type().IsRegular() {
			return nil
		}
		n++
		data, err := fs.ReadFile(tree, path)
		if err != nil {
			return err
		}
		s.look(path, data)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// window looks at what the window says outside its fields, and what it copies.
func (s *sweep) window(v *screen, when string) {
	s.tokens()
	for _, problem := range []model.Problem{v.main.attempt.Problem(), v.main.accounts.Problem()} {
		s.look("the problem "+when, fmt.Appendf(nil, "%+v %s", problem, parts.ProblemText(problem)))
	}
	s.look("the entry "+when, fmt.Appendf(nil, "%+v", v.main.attempt.Entry()))
	s.look("the state "+when, fmt.Appendf(nil, "%v", v.main.state()))
	s.look("the title "+when, []byte(v.main.stage.Window.Title()))
	s.look("the target as printed "+when, fmt.Appendf(nil, "%+v %#v", v.main.accounts.Target(), v.main.accounts.Target()))
	for _, button := range []string{"problem.details", "result.id.copy", "result.etag.copy"} {
		if v.visible(button) && !v.disabled(button) {
			v.tap(button)
			s.look("the clipboard "+when, []byte(v.clipboard()))
		}
	}
	v.command("register.copyRow")
	s.look("the clipboard "+when, []byte(v.clipboard()))
}

// captured sends what is printed meanwhile into a file, and returns its path.
func captured(t *testing.T) string {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "printed"))
	if err != nil {
		t.Fatal(err)
	}
	stdout, stderr := os.Stdout, os.Stderr
	os.Stdout, os.Stderr = file, file
	t.Cleanup(func() {
		os.Stdout, os.Stderr = stdout, stderr
		log.SetOutput(stderr)
		if err := file.Close(); err != nil {
			t.Error(err)
		}
	})
	return file.Name()
}

// TestNoSecretIsLeftBehind plays a whole run, practice and real, through
// success, refusal, lost answers and pasted tokens, and then looks for secrets
// in everything that the app wrote, printed, said or copied.
func TestNoSecretIsLeftBehind(t *testing.T) {
	server, address := realServer(t)
	printed := captured(t)
	dir := filepath.Join(t.TempDir(), "mooring")
	logger := process.OpenLog(dir)
	v := openScreen(t, dir, func(v *screen) { v.logger = logger.Logger })
	s := newSweep(v.backend.practice, server)
	run(t, v, s, server, address)
	v.close()
	if err := logger.Close(); err != nil {
		t.Fatal(err)
	}
	if n := s.tokens(); n < 20 {
		t.Errorf("only %d requests with a token were seen", n)
	}
	if n := s.files(t, dir); n < 3 {
		t.Errorf("only %d files were looked through", n)
	}
	said, err := os.ReadFile(printed)
	if err != nil {
		t.Fatal(err)
	}
	s.look("what was printed", said)
	s.files(t, filepath.Dir(printed))
	for _, found := range slices.Sorted(maps.Keys(s.found)) {
		t.Error(found)
	}
	written, err := os.ReadFile(filepath.Join(dir, "logs", "mooring.log"))
	if err != nil || len(written) < 500 {
		t.Errorf("the log holds %d bytes, %v", len(written), err)
	}
}

// run is everything that a session with bad luck brings.
func run(t *testing.T, v *screen, s *sweep, server *practice.Platform, address string) {
	t.Helper()
	v.tap("welcome.practice")
	s.window(v, "at first")
	v.attempts(s, v.backend.practice, "practice")
	v.enter("form.clientSecret", sweptWrongSecret)
	v.tap("signIn")
	v.expect("signedIn", "failed")
	s.window(v, "after a wrong secret")

	v.command("account.new")
	v.signInTo(address, sweptWrongSecret)
	v.expect("signedIn", "failed")
	s.window(v, "after a wrong secret")
	v.enter("form.clientSecret", practice.ClientSecret)
	v.tap("signIn")
	v.expect("signedIn", "yes")
	v.attempts(s, server, "real")
	v.choose("signIn.method", parts.Tr("signIn.token"))
	v.enter("form.token", "Bearer "+server.NewToken())
	v.tap("signIn")
	v.expect("signedIn", "yes")
	v.attempts(s, server, "token")
	v.enter("form.token", sweptBadToken)
	v.tap("signIn")
	v.expect("signedIn", "failed")
	s.window(v, "after a bad token")
	v.create("Bad token", practice.AccessKeyWorks)
	s.window(v, "created with a bad token")
	v.command("account.rename")
	v.enter("sheet.name", "Acme")
	v.press(parts.Tr("save.button"))
	v.command("menu.about")
}

// attempts makes connections with all kinds of luck.
func (v *screen) attempts(s *sweep, platform *practice.Platform, side string) {
	v.t.Helper()
	// A server that repeats in its answer what it was sent.
	echo := fmt.Appendf(nil, `{"error_code":"400","message":"bad request","detail":"params %s %s %s","title":"%s","secret":"%s"}`,
		sweptSecretKey, url.QueryEscape(sweptSecretKey), sweptSessionToken, sweptSecretKey, practice.ClientSecret)
	// One that repeats the header of the request.
	sent := ""
	for _, r := range platform.Requests() {
		if header := r.Header.Get("Authorization"); header != "" {
			sent = header
		}
	}
	token := fmt.Appendf(nil, `{"error_code":"400","message":"bad request","detail":"not good: %s"}`, sent)
	for _, c := range []struct {
		name, key, phase string
		fault            practice.Fault
	}{
		{"works", practice.AccessKeyWorks, "succeeded", practice.Fault{}},
		{"refused", practice.AccessKeyRefused, "succeeded", practice.Fault{}},
		{"lost", practice.AccessKeyLostAnswer, "succeeded", practice.Fault{}},
		{"forbidden", "AKIASWEEPEXAMPLEKEY1", "trouble", practice.Fault{Op: practice.OpCreate, Status: 403, Times: 1}},
		{"echo", "AKIASWEEPEXAMPLEKEY2", "trouble", practice.Fault{Op: practice.OpCreate, Status: 400, Body: echo, Times: 1}},
		{"html", "AKIASWEEPEXAMPLEKEY3", "trouble", practice.Fault{
			Op: practice.OpCreate, Body: slices.Concat([]byte("<html>"), echo), ContentType: practice.HTMLType, Times: 1,
		}},
		{"echo of the sandboxes", "AKIASWEEPEXAMPLEKEY4", "trouble", practice.Fault{
			Op: practice.OpSandboxes, Status: 400, Body: token, Times: 1,
		}},
		{"echo of the test", "AKIASWEEPEXAMPLEKEY5", "succeeded", practice.Fault{Op: practice.OpTest, Status: 400, Body: token, Times: 1}},
	} {
		if c.fault.Op != "" {
			platform.Misbehave(c.fault)
		}
		if !v.visible("form.sessionToken") {
			v.main.panel.create.Focus(model.FieldSessionToken) // opens the fold
		}
		v.enter("form.name", side+" "+c.name)
		v.enter("form.accessKey", c.key)
		v.enter("form.secretKey", sweptSecretKey)
		v.enter("form.sessionToken", sweptSessionToken)
		v.tap("create")
		v.meanIt()
		if v.state("problem") == "twinKey" {
			v.tap("progress.anyway")
		}
		v.expect("phase", c.phase)
		s.window(v, "after "+side+" "+c.name)
		platform.Behave()
	}
	v.replacements(s, platform, side, echo)
	// Shown again from the register, the words come from what was recorded.
	for row := range v.main.table.Count() {
		v.selectRow(row)
		s.window(v, "of a recorded entry")
	}
}

// meanIt says that keys are meant which do not look right, where that is asked.
func (v *screen) meanIt() {
	v.t.Helper()
	if v.state("sheet") == "doubts" {
		v.tap("doubts.submit")
	}
}

// replacements gives a connection other keys with all kinds of luck: conflicts,
// answers that repeat what was sent, sheets that are closed.
func (v *screen) replacements(s *sweep, platform *practice.Platform, side string, echo []byte) {
	v.t.Helper()
	v.selectRow(v.main.table.Count() - 1)
	if !v.visible("details.replace") {
		v.t.Fatalf("no keys can be replaced; state %v", v.main.state())
	}
	for _, c := range []struct {
		name   string
		faults []practice.Fault
		sheet  string
	}{
		{"works", nil, "replaced"},
		{"echo", []practice.Fault{{Op: practice.OpPatch, Status: 400, Body: echo, Times: 1}}, "replace"},
		{"html", []practice.Fault{{
			Op: practice.OpPatch, Body: slices.Concat([]byte("<html>"), echo), ContentType: practice.HTMLType, Times: 3,
		}}, "replace"},
		{"lost", []practice.Fault{{Op: practice.OpPatch, Drop: practice.DropAfterCommit, Times: 1}}, ""},
		{"not known", []practice.Fault{
			{Op: practice.OpPatch, Drop: practice.DropAfterCommit, Times: 1}, {Op: practice.OpGet, Status: 400, Body: echo},
		}, "replace"},
		{"conflict", []practice.Fault{{Op: practice.OpPatch, Status: 412, Times: 1}}, "conflict"},
	} {
		platform.Misbehave(c.faults...)
		v.tap("details.replace")
		v.enter("replace.accessKey", "AKIASWEEPEXAMPLEKEY9")
		v.enter("replace.secretKey", sweptSecretKey)
		v.enter("replace.sessionToken", sweptSessionToken)
		v.press(parts.Tr("replace.submit"))
		v.meanIt()
		platform.Behave()
		if c.sheet != "" {
			v.expect("sheet", c.sheet)
		}
		when := "after replacing, " + side + " " + c.name
		if v.state("sheet") == "replace" {
			s.look("the problem "+when, []byte(v.changeDetails("replace")))
		}
		for v.state("sheet") != "" {
			if v.state("sheet") == "leave" {
				v.tap("leave.submit")
				continue
			}
			if v.canvas().Focused() == nil {
				v.t.Logf("%s: nothing has the focus on %s", when, v.state("sheet"))
				v.canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
				continue
			}
			v.key(fyne.KeyEscape)
		}
		s.window(v, when)
		v.command("details.copyAll")
		s.look("the copied details "+when, []byte(v.clipboard()))
		for _, item := range v.detailLists()[1].Items() {
			s.look("the trail "+when, fmt.Appendf(nil, "%+v", item))
		}
	}
	v.command("details.curl")
	v.choose("curl.task", parts.Tr("curl.replace"))
	v.tap("curl.copy")
	s.look("the copied command", []byte(v.clipboard()))
	v.press(parts.Tr("close.button"))
}

// TestTheSweepFinds proves that the sweep can fail, place by place.
func TestTheSweepFinds(t *testing.T) {
	for name, spelling := range spellings(sweptSecretKey) {
		dir := t.TempDir()
		data := slices.Concat(bytes.Repeat([]byte{0, 1, 2}, 1000), spelling, []byte("rest"))
		if err := os.WriteFile(filepath.Join(dir, "file"), data, 0o600); err != nil {
			t.Fatal(err)
		}
		s := newSweep()
		if n := s.files(t, dir); n != 1 || !s.found["the secret access key in file"] {
			t.Errorf("spelling %d: a planted secret was not found among %d files: %v", name, n, s.found)
		}
	}
	printed := captured(t)
	log.SetOutput(os.Stderr)
	if _, err := log.Writer().Write([]byte("token " + sweptBadToken + "\n")); err != nil {
		t.Fatal(err)
	}
	said, err := os.ReadFile(printed)
	if err != nil {
		t.Fatal(err)
	}
	s := newSweep()
	s.look("what was printed", said)
	if len(s.found) != 1 {
		t.Errorf("a printed secret was not found: %v", s.found)
	}
	v := startPractice(t)
	s = newSweep(v.backend.practice)
	s.window(v, "of a clean window")
	if len(s.found) != 0 {
		t.Errorf("found where nothing is: %v", s.found)
	}
	v.create(sweptSessionToken, practice.AccessKeyWorks) // pasted into the name
	s.window(v, "of a window that shows a secret")
	if len(s.found) == 0 {
		t.Error("a secret in the entry, on the clipboard and in the window was not found")
	}
	if n := s.tokens(); n == 0 {
		t.Error("no token was seen")
	}
}
