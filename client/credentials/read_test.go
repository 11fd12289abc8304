package credentials

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"mooring/client"
)

// encodings are the ways in which the same text comes along.
var encodings = map[string]func(string) []byte{
	"as it is":    func(s string) []byte { return []byte(s) },
	"UTF-8 mark":  func(s string) []byte { return []byte("\ufeff" + s) },
	"CRLF":        func(s string) []byte { return []byte(strings.ReplaceAll(s, "\n", "\r\n")) },
	"CR":          func(s string) []byte { return []byte(strings.ReplaceAll(s, "\n", "\r")) },
	"blank lines": func(s string) []byte { return []byte("\n \n" + s + "\n\n") },
	"UTF-16LE":    func(s string) []byte { return utf16(unicode.LittleEndian, unicode.IgnoreBOM, s) },
	"UTF-16BE":    func(s string) []byte { return utf16(unicode.BigEndian, unicode.IgnoreBOM, s) },
	"UTF-16LE mark, CRLF": func(s string) []byte {
		return utf16(unicode.LittleEndian, unicode.UseBOM, strings.ReplaceAll(s, "\n", "\r\n"))
	},
	"UTF-16BE mark": func(s string) []byte { return utf16(unicode.BigEndian, unicode.UseBOM, s) },
	"Windows-1252": func(s string) []byte {
		b, err := charmap.Windows1252.NewEncoder().Bytes([]byte(s))
		if err != nil {
			return []byte(s) // holds other characters
		}
		return b
	},
}

func utf16(order unicode.Endianness, mark unicode.BOMPolicy, s string) []byte {
	b, _ := unicode.UTF16(order, mark).NewEncoder().Bytes([]byte(s))
	return b
}

func corpus(t testing.TB, folder string) map[string]string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", folder, "*"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no corpus: %v", err)
	}
	files := map[string]string{}
	for _, path := range paths {
		data, err := os.ReadFile(filepath.Clean(path))
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(path)] = string(data)
	}
	return files
}

func TestReadRight(t *testing.T) {
	files := corpus(t, "right")
	if len(files) != len(right) || len(files) < 60 {
		t.Errorf("%d files for %d expectations", len(files), len(right))
	}
	for name, text := range files {
		for encoding, encode := range encodings {
			data := encode(text)
			if encoding == "UTF-16LE" || encoding == "UTF-16BE" {
				// Without a mark only Latin text can be told.
				if strings.ContainsFunc(text, func(r rune) bool { return r > 0xff }) {
					continue
				}
			}
			found, err := Read(name, data)
			if got := summary(found); err != nil || got != right[name] {
				t.Errorf("%s, %s: %v, %s\nwant %s", name, encoding, err, got, right[name])
			}
			// The name is no more than a hint.
			if again, err := Read("", data); err != nil || summary(again) != right[name] {
				t.Errorf("%s, %s: another answer without the name", name, encoding)
			}
		}
	}
}

func TestReadWrong(t *testing.T) {
	files := corpus(t, "wrong")
	if len(files) != len(wrong) {
		t.Errorf("%d files for %d expectations", len(files), len(wrong))
	}
	for name, text := range files {
		for encoding, encode := range encodings {
			found, err := Read(name, encode(text))
			if got := summary(found); !errors.Is(err, wrong[name].err) || got != wrong[name].found {
				t.Errorf("%s, %s: %v, %s\nwant %v, %s", name, encoding, err, got, wrong[name].err, wrong[name].found)
			}
			noSecrets(t, err)
		}
	}
}

// noSecrets fails if an error shows anything of the corpus.
func noSecrets(t testing.TB, err error) {
	t.Helper()
	for ; err != nil; err = errors.Unwrap(err) {
		for _, s := range secrets {
			if strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), s.Reveal()) {
				t.Errorf("a secret in %T", err)
			}
		}
	}
}

func TestReadLimits(t *testing.T) {
	key := fmt.Sprintf("AWS_ACCESS_KEY_ID=%s\nAWS_SECRET_ACCESS_KEY=%s\n", testKeyID, testSecret)
	full := key + strings.Repeat("\n", MaxSize-len(key))
	for name, tc := range map[string]struct {
		data string
		want error
	}{
		"nothing":            {"", ErrEmpty},
		"white space":        {" \r\n\t", ErrEmpty},
		"a mark":             {"\ufeff", ErrEmpty},
		"a UTF-16 mark":      {"\xff\xfe", ErrEmpty},
		"invisible":          {"\u200b\u00a0\n", ErrEmpty},
		"just fits":          {full, nil},
		"one byte more":      {full + "\n", ErrTooLarge},
		"binary":             {"\x00\x01\x02\x03", ErrUnknownFormat},
		"zeros":              {strings.Repeat("\x00", 100), ErrUnknownFormat},
		"half of UTF-16":     {"\xff\xfeA", ErrUnknownFormat},
		"an escape sequence": {"\x1b[31m" + key, ErrUnknownFormat},
		"an end of DOS":      {key + "\x1a", nil},
	} {
		_, err := Read("", []byte(tc.data))
		if !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", name, err, tc.want)
		}
		_, again := ReadFrom("", strings.NewReader(tc.data))
		if !errors.Is(again, tc.want) {
			t.Errorf("%s: %v from a reader, want %v", name, again, tc.want)
		}
	}
	endless := &counter{}
	if _, err := ReadFrom("", endless); !errors.Is(err, ErrTooLarge) || endless.n > 2*MaxSize {
		t.Errorf("%v after %d bytes", err, endless.n)
	}
	broken := errors.New("disk gone")
	if _, err := ReadFrom("", iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
}

type counter struct{ n int }

func (c *counter) Read(p []byte) (int, error) {
	c.n += len(p)
	return len(p), nil
}

var _ io.Reader = (*counter)(nil)

func TestForeignFiles(t *testing.T) {
	for _, tc := range []struct {
		name, data string
		want       Format
	}{
		{"keys.xlsx", "PK\x03\x04....", FormatSpreadsheet},
		{"", "PK\x03\x04....xl/workbook.xml", FormatSpreadsheet},
		{"config.zip", "PK\x03\x04....", FormatArchive},
		{"keys.gz", "\x1f\x8b\x08", FormatArchive},
		{"keys.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FormatSpreadsheet},
		{"accessKeys.csv", "%PDF-1.7", FormatPDF},
		{"keys.png", "\x89PNG\r\n\x1a\n", FormatPicture},
		{"keys.jpg", "\xff\xd8\xff\xe0", FormatPicture},
		{"id_rsa.pub", "ssh-rsa AAAA", FormatCertificate},
	} {
		found, err := Read(tc.name, []byte(tc.data))
		if found.Format != tc.want || !errors.Is(err, ErrUnknownFormat) {
			t.Errorf("%s: %v, %v", tc.name, found.Format, err)
		}
	}
}

func TestNamesAreStable(t *testing.T) {
	seen := map[string]bool{}
	for f := FormatUnknown; f <= FormatRichText; f++ {
		seen[f.String()] = true
	}
	for r := ReasonIncomplete; r <= ReasonOtherService; r++ {
		seen[r.String()] = true
	}
	if len(seen) != len(formatNames)+len(reasonNames) {
		t.Errorf("%d names for %d formats and %d reasons", len(seen), len(formatNames), len(reasonNames))
	}
	if Format(99).String() != "unknown" || Format(-1).String() != "unknown" || Reason(99).String() != "incomplete" {
		t.Error("what is out of range has no name")
	}
}

func TestMoment(t *testing.T) {
	want := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	for _, value := range []string{
		"2026-11-23T10:00:00Z", "2026-11-23T11:00:00+01:00", "2026-11-23T10:00:00.000000+00:00", "2026-11-23T10:00:00+0000",
		"2026-11-23 10:00:00+00:00", "1795428000000", "1795428000.0", "Mon Nov 23 10:00:00 UTC 2026",
	} {
		if got := moment(value); !got.Equal(want) {
			t.Errorf("%s: %s", value, got)
		}
	}
	for _, value := range []string{"", "soon", "3600", "-1", "99999999999999999999", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "0"} {
		if got := moment(value); !got.IsZero() {
			t.Errorf("%s: %s", value, got)
		}
	}
}

func TestSignInHost(t *testing.T) {
	for value, want := range map[string]string{
		"ims-na1.adobelogin.com":                      "ims-na1.adobelogin.com",
		"https://ims-na1.adobelogin.com/":             "ims-na1.adobelogin.com",
		"IMS-NA1-STG1.adobelogin.com":                 "ims-na1-stg1.adobelogin.com",
		"":                                            "",
		"adobelogin.com.example.org":                  "",
		"evil.example.org/.adobelogin.com":            "",
		"evil.example.org#.adobelogin.com":            "",
		"https://evil.example.org/?x=.adobelogin.com": "",
		"evil.example.org:443/x.adobelogin.com":       "",
		"notadobelogin.com":                           "",
	} {
		if got := signInHost(value); got != want {
			t.Errorf("%s: %s", value, got)
		}
	}
}

func TestLabels(t *testing.T) {
	for label, want := range map[string]string{
		testSecret: "", testToken: "", testKeyID: "", " importer\n": "importer", "two\nlines": "two",
		strings.Repeat("é", 100): strings.Repeat("é", 60) + "…",
	} {
		if got := safeLabel(label); got != want {
			t.Errorf("%q: %q, want %q", label, got, want)
		}
	}
}

// TestReadTime holds that what was made to take long does not.
func TestReadTime(t *testing.T) {
	if testing.Short() {
		t.Skip("one goroutine, a megabyte many times: nothing for the race detector, for which -short is meant")
	}
	long := func(s string) string { return strings.Repeat(s, MaxSize/len(s)) }
	counted := func(format string) string {
		var b strings.Builder
		for i := 0; b.Len() < MaxSize-100; i++ {
			_, _ = fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	for name, text := range map[string]string{
		"one word":        long("a"),
		"names":           long("aws_access_key_i "),
		"beginnings":      long("aws-access-key-"),
		"equals":          long("a="),
		"assignments":     long("AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE "),
		"quotes":          long(`"`),
		"brackets":        long("["),
		"JSON lists":      long("[") + "]",
		"JSON objects":    `[` + counted(`{"a%d":1},`) + `{}]`,
		"JSON keys":       `[` + counted(`{"accessKey":"a%[1]d","secretKey":"%[1]d"},`) + `{}]`,
		"one JSON object": `{` + counted(`"a%d":{},`) + `"b":1}`,
		"profiles":        counted("[a%d]\naws_access_key_id = x\n"),
		"keys":            "[a]\n" + counted("a%d = b\n"),
		"many keys":       "Access key ID,Secret access key\n" + counted("a%[1]d,b%[1]d\n"),
		"many variables":  counted("AWS_ACCESS_KEY_ID=a%[1]d\nAWS_SECRET_ACCESS_KEY=b%[1]d\n"),
		"sections":        long("[a]\n"),
		"dotted section":  "[" + long("a.") + "]\nregion = x\n",
		"continuations":   "[a]\nb = " + long("\\\n"),
		"triple quotes":   "[a]\nb = " + long(`"""`),
		"commas":          "Access key ID,Secret access key\n" + long(","),
		"rows":            "Access key ID,Secret access key\n" + long("a,b\n"),
		"shapes":          long("AKIAIOSFODNN7EXAMPLE "),
		"labels":          long("Access key ID\n"),
		"projects":        counted("A%[1]d_AWS_ACCESS_KEY_ID=a%[1]d\nA%[1]d_AWS_SECRET_ACCESS_KEY=b%[1]d\n"),
		"regions":         counted("A%d_AWS_REGION=eu-west-3\n"),
		"named regions":   mailKeys + long("Region: Europe (Paris) eu-west-3 (Paris "),
		"said regions":    mailKeys + long("région est Frankfurt, "),
		"region codes":    mailKeys + long("(eu-west-3 "),
		"region shapes":   mailKeys + long("a-b-"),
		"broken":          counted("AWS_SESSION_TOKEN=a%d\n" + strings.Repeat("IQoJb3JpZ2luX2VjEXAMPLE+9\n", 50)),
		"not closed":      counted("AWS_SECRET_ACCESS_KEY=\"a%d\nAWS_SECRET_ACCESS_KEY='b\n"),
		"encoded":         counted("QUtJQUlPU0ZPRE5ON0VYQU1QTEUgQUtJQUlPU0ZPRE5ON0VYQU1QTEUgQUtJQUlPU0ZPRE5ON0VYQU1QTEU= %d\n"),
		"JSON in texts":   "{" + counted(`"a%d":"{\"b\":\"c\"}",`) + `"d":1}`,
		"dictionary":      "{" + counted("'a%d':{},") + "'b':1",
		"around":          strings.Repeat(`{"region":"eu-west-3","a":`, 5000) + "1" + strings.Repeat("}", 5000),
		"line ends":       long("\r\v\f ") + "x",
	} {
		start := time.Now()
		_, err := Read("", []byte(text[:min(len(text), MaxSize)]))
		if took := time.Since(start); took > time.Minute { // a second on an idle machine
			t.Errorf("%s: %s (%v)", name, took, err)
		} else if testing.Verbose() {
			t.Logf("%s: %s (%v)", name, took, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, folder := range []string{"right", "wrong"} {
		for name, text := range corpus(f, folder) {
			f.Add(name, []byte(text))
			f.Add(name, utf16(unicode.LittleEndian, unicode.UseBOM, text))
		}
	}
	f.Add("keys.xlsx", []byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		found, err := Read(name, data)
		noSecrets(t, err)
		switch {
		case err == nil:
			if len(found.Adobe)+len(found.Amazon) == 0 {
				t.Error("nothing found and no error")
			}
		case len(found.Adobe)+len(found.Amazon) > 0:
			t.Errorf("%v in spite of what was found", err)
		}
		known := false
		for _, e := range []error{nil, ErrEmpty, ErrTooLarge, ErrUnknownFormat, ErrDamaged, ErrNoCredential, ErrRetiredJWT} {
			known = known || err == e //nolint:errorlint // exactly these, so that nothing of the input can be in them
		}
		if !known {
			t.Errorf("an error of another package: %T", err)
		}
		for _, key := range found.Amazon {
			if key.AccessKeyID == "" || key.SecretAccessKey.Empty() {
				t.Error("half a key")
			}
			clean(t, AccessKeyID, client.NewSecret(key.AccessKeyID))
			clean(t, SecretAccessKey, key.SecretAccessKey)
			clean(t, SessionToken, key.SessionToken)
		}
		again, err2 := Read(name, bytes.Clone(data))
		if summary(again) != summary(found) || !errors.Is(err2, err) {
			t.Error("another answer for the same input")
		}
	})
}

// clean fails if a value that was read still has dirt on it.
func clean(t *testing.T, kind ValueKind, value client.Secret) {
	t.Helper()
	if got, dirt := Clean(kind, value.Reveal()); got != value.Reveal() {
		t.Errorf("kind %d: %v left", kind, dirt)
	}
}
