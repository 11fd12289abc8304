package credentials

import (
	"bytes"
	"encoding/hex"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// signatures are the first bytes of files that people pick by mistake.
var signatures = []struct {
	prefix string
	format Format
}{
	{"PK\x03\x04", FormatArchive},
	{"PK\x05\x06", FormatArchive},
	{"\x1f\x8b", FormatArchive},
	{"7z\xbc\xaf\x27\x1c", FormatArchive},
	{"Rar!\x1a", FormatArchive},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FormatSpreadsheet},
	{"%PDF-", FormatPDF},
	{"\x89PNG\r\n", FormatPicture},
	{"\xff\xd8\xff", FormatPicture},
	{"GIF8", FormatPicture},
	{"bplist00", FormatWebPage},
}

// Foreign names a file that is certainly none with credentials, and no text.
func Foreign(name string, data []byte) Format {
	for _, s := range signatures {
		if !bytes.HasPrefix(data, []byte(s.prefix)) {
			continue
		}
		switch strings.ToLower(path.Ext(name)) {
		case ".xlsx", ".xlsm", ".xls", ".ods", ".numbers":
			return FormatSpreadsheet
		}
		if s.format == FormatArchive && bytes.Contains(data[:min(len(data), 1<<16)], []byte("xl/")) {
			return FormatSpreadsheet
		}
		return s.format
	}
	return FormatUnknown
}

// foreignText does as foreign for text. A key in PEM may stand inside a file
// that is read; only a file that begins with one is meant.
func foreignText(text string) Format {
	head := strings.ToLower(trimEnds(text[:cutAt(text, 256)]))
	switch {
	case strings.HasPrefix(head, "-----begin") && strings.Contains(head, "private key-----"):
		return FormatPrivateKey
	case strings.HasPrefix(head, "-----begin"), strings.HasPrefix(head, "ssh-rsa "), strings.HasPrefix(head, "ssh-ed25519 "):
		return FormatCertificate
	case strings.HasPrefix(head, "putty-user-key-file"):
		return FormatPrivateKey
	case strings.HasPrefix(head, "{\\rtf"):
		return FormatRichText
	case strings.HasPrefix(head, "<!doctype html"), strings.HasPrefix(head, "<html"):
		return FormatWebPage
	}
	return FormatUnknown
}

// cutAt returns the length of at most n bytes of text that ends with a whole rune.
func cutAt(text string, n int) int {
	if len(text) <= n {
		return len(text)
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return n
}

// Decode turns data into text with \n at the line ends and without a byte order
// mark. It tells UTF-16, which Windows writes, by its mark or its zero bytes,
// and the encodings of a country by words that headers have there. It reads
// what else is not UTF-8 as Windows-1252, in which all that matters here is the
// same. It refuses what is not text.
func Decode(data []byte) (string, bool) {
	var from encoding.Encoding
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		from = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case zeros(data, 1):
		from = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case zeros(data, 0):
		from = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	case utf8.Valid(data):
		from = unicode.UTF8BOM
	default:
		from = national(data)
	}
	text, err := from.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsFunc(text, notText) {
		return "", false
	}
	return lineEnds.Replace(string(text)), true
}

var (
	quotedMail  = regexp.MustCompile(`(?mi)^content-transfer-encoding:[ \t]*quoted-printable`)
	quotedSigns = regexp.MustCompile(`=\n|(?:=[0-9A-F]{2})+`)
)

// unquoted writes a mail that was saved as a file as people read it.
func unquoted(text string) string {
	if !quotedMail.MatchString(text) {
		return text
	}
	plain := quotedSigns.ReplaceAllStringFunc(text, func(signs string) string {
		data, err := hex.DecodeString(strings.ReplaceAll(strings.TrimSuffix(signs, "=\n"), "=", ""))
		if err != nil {
			return signs
		}
		return string(data)
	})
	return strings.ToValidUTF8(plain, "?")
}

// nationals are the encodings in which spreadsheets of a country save tables.
var nationals = []struct {
	encoding encoding.Encoding
	words    []string
}{
	{simplifiedchinese.GB18030, []string{"密钥", "密码", "用户名", "名称", "沙盒"}},
	{japanese.ShiftJIS, []string{"アクセスキー", "ユーザー"}},
}

func national(data []byte) encoding.Encoding {
	for _, n := range nationals {
		text, err := n.encoding.NewDecoder().Bytes(data)
		if err == nil && slices.ContainsFunc(n.words, func(word string) bool { return bytes.Contains(text, []byte(word)) }) {
			return n.encoding
		}
	}
	if bytes.IndexByte(data, '\r') >= 0 && bytes.IndexByte(data, '\n') < 0 { // as on a Mac
		return charmap.Macintosh
	}
	return charmap.Windows1252
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n", "\v", "\n", "\f", "\n")

// zeros reports whether every second byte of the beginning, from offset on, is
// zero nearly always and the bytes between are not: Latin text in UTF-16.
func zeros(data []byte, offset int) bool {
	head := data[:min(len(data), 512)&^1]
	here, there := 0, 0
	for i, b := range head {
		switch {
		case b != 0:
		case i%2 == offset:
			here++
		default:
			there++
		}
	}
	return len(head) >= 4 && here*4 >= len(head) && there == 0
}

// notText reports whether r does not occur in text. Ctrl-Z ends files of DOS.
func notText(r rune) bool {
	return r < ' ' && !strings.ContainsRune("\t\n\r\v\f\x1a", r)
}
