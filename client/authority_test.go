package client_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/unicode"

	"mooring/client"
)

var today = time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)

// certificate makes a certificate that has signed itself, and its key.
func certificate(t *testing.T, change func(*x509.Certificate)) (der, key []byte) {
	t.Helper()
	pair, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Luma Root", Organization: []string{"Luma"}},
		NotBefore: today.AddDate(-1, 0, 0), NotAfter: today.AddDate(1, 0, 0),
		BasicConstraintsValid: true, IsCA: true, KeyUsage: x509.KeyUsageCertSign,
	}
	if change != nil {
		change(template)
	}
	der, err = x509.CreateCertificate(rand.Reader, template, template, pair.Public(), pair)
	if err != nil {
		t.Fatal(err)
	}
	key, err = x509.MarshalPKCS8PrivateKey(pair)
	if err != nil {
		t.Fatal(err)
	}
	return der, key
}

func block(kind string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
}

// packed is a PKCS #7 file of certificates, as Windows exports them.
func packed(t *testing.T, certificates ...[]byte) []byte {
	t.Helper()
	sequence := func(tag int, class int, parts ...[]byte) []byte {
		der, err := asn1.Marshal(asn1.RawValue{Class: class, Tag: tag, IsCompound: true, Bytes: slices.Concat(parts...)})
		if err != nil {
			t.Fatal(err)
		}
		return der
	}
	oid := func(last int) []byte {
		der, err := asn1.Marshal(asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, last})
		if err != nil {
			t.Fatal(err)
		}
		return der
	}
	const universal, specific = asn1.ClassUniversal, asn1.ClassContextSpecific
	signed := sequence(asn1.TagSequence, universal,
		[]byte{2, 1, 1}, sequence(asn1.TagSet, universal), sequence(asn1.TagSequence, universal, oid(1)),
		sequence(0, specific, certificates...), sequence(asn1.TagSet, universal))
	return sequence(asn1.TagSequence, universal, oid(2), sequence(0, specific, signed))
}

// named makes an authority of that name, or what it is changed to.
func named(t *testing.T, name string, change func(*x509.Certificate)) []byte {
	t.Helper()
	der, _ := certificate(t, func(c *x509.Certificate) {
		c.Subject.CommonName = name
		if change != nil {
			change(c)
		}
	})
	return der
}

func TestReadAuthorities(t *testing.T) {
	good, key := certificate(t, nil)
	other := named(t, "Other Root", nil)
	leaf := named(t, "server", func(c *x509.Certificate) { c.IsCA = false })
	plain := named(t, "plain", func(c *x509.Certificate) { c.BasicConstraintsValid, c.IsCA = false, false })
	signs := named(t, "signs", func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageDigitalSignature })
	old := named(t, "old", func(c *x509.Certificate) { c.NotAfter = today.Add(-time.Hour) })
	early := named(t, "early", func(c *x509.Certificate) { c.NotBefore = today.Add(time.Hour) })
	text := block("CERTIFICATE", good)
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(strings.ReplaceAll(text, "\n", "\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	aux := string(slices.Concat(good, []byte{0x30, 0x03, 0x0c, 0x01, 'x'}))
	many := make([]string, 21)
	for i := range many {
		many[i] = block("CERTIFICATE", named(t, fmt.Sprint(i), nil))
	}
	const root = "Luma Root"
	for name, c := range map[string]struct {
		data    string
		want    error
		trusted string
		left    string
	}{
		"DER":                    {string(good), nil, root, ""},
		"PEM":                    {text, nil, root, ""},
		"PEM of Windows":         {"\ufeff" + strings.ReplaceAll(text, "\n", "\r\n"), nil, root, ""},
		"PEM of PowerShell":      {utf16, nil, root, ""},
		"PEM with words":         {"Subject: Luma\n\n" + text + "\nbye\n", nil, root, ""},
		"PEM of a mail":          {"  " + strings.ReplaceAll(text, "\n", " \r\n\t"), nil, root, ""},
		"OpenSSL's trusted":      {block("TRUSTED CERTIFICATE", []byte(aux)), nil, root, ""},
		"several":                {text + "# the other\n" + block("CERTIFICATE", other), nil, root + ", Other Root", ""},
		"the same twice":         {text + text, nil, root, ""},
		"one of them a server's": {block("CERTIFICATE", leaf) + text, nil, root, "server: not the certificate of an authority"},
		"one of them expired":    {block("CERTIFICATE", old) + text, nil, root, "old: the certificate has expired"},
		"one of them early":      {text + block("CERTIFICATE", early), nil, root, "early: the certificate is not valid yet"},
		"one of them broken":     {block("CERTIFICATE", good[:99]) + text, nil, root, "?: no certificate in the file"},
		"PKCS #7":                {string(packed(t, good, other)), nil, root + ", Other Root", ""},
		"PKCS #7 as text":        {block("PKCS7", packed(t, leaf, good)), nil, root, "server: not the certificate of an authority"},
		"PKCS #7 of another tag": {block("CERTIFICATE", packed(t, good)), nil, root, ""},
		"PKCS #7 without any":    {string(packed(t)), client.ErrNoCertificate, "", ""},
		"a whole collection":     {strings.Join(many, ""), client.ErrTooManyCertificates, "", ""},
		"a large file":           {strings.Repeat(" ", client.MaxAuthority+1), client.ErrTooManyCertificates, "", ""},
		"with its key":           {text + block("PRIVATE KEY", key), client.ErrPrivateKey, "", ""},
		"a key":                  {block("EC PRIVATE KEY", key), client.ErrPrivateKey, "", ""},
		"a locked key":           {text + block("ENCRYPTED PRIVATE KEY", key), client.ErrPrivateKey, "", ""},
		"a key in DER":           {string(key), client.ErrPrivateKey, "", ""},
		"a request":              {block("CERTIFICATE REQUEST", good), client.ErrNoCertificate, "", ""},
		"nothing":                {"", client.ErrNoCertificate, "", ""},
		"a text":                 {"hello", client.ErrNoCertificate, "", ""},
		"half of it":             {string(good[:len(good)/2]), client.ErrNoCertificate, "", ""},
		"more than it":           {string(good) + "x", client.ErrNoCertificate, "", ""},
		"broken inside a PEM":    {block("CERTIFICATE", good[:99]), client.ErrNoCertificate, "", ""},
		"a server's":             {string(leaf), client.ErrNotAuthority, "", "server: not the certificate of an authority"},
		"of no kind":             {string(plain), client.ErrNotAuthority, "", "plain: not the certificate of an authority"},
		"for signing only":       {string(signs), client.ErrNotAuthority, "", "signs: not the certificate of an authority"},
		"expired":                {string(old), client.ErrAuthorityExpired, "", "old: the certificate has expired"},
		"not valid yet":          {string(early), client.ErrAuthorityNotValid, "", "early: the certificate is not valid yet"},
		"a server's and an expired one": {
			string(packed(t, leaf, old)), client.ErrAuthorityExpired, "",
			"server: not the certificate of an authority, old: the certificate has expired",
		},
	} {
		t.Run(name, func(t *testing.T) {
			trusted, left, err := client.ReadAuthorities([]byte(c.data), today)
			var names, leftOut []string
			for _, a := range trusted {
				names = append(names, a.Name())
			}
			for _, l := range left {
				name := "?"
				if l.Certificate != nil {
					name = l.Name()
				}
				leftOut = append(leftOut, name+": "+l.Error())
			}
			if got := strings.Join(names, ", "); !errors.Is(err, c.want) || got != c.trusted {
				t.Errorf("trusted are %q, %v; want %q, %v", got, err, c.trusted, c.want)
			}
			if got := strings.Join(leftOut, ", "); got != c.left {
				t.Errorf("left out are %q, want %q", got, c.left)
			}
		})
	}
}

// What OpenSSL makes of certificates, and what it locks with a password, is read as
// its own documentation calls it.
func TestAuthoritiesOfOpenSSL(t *testing.T) {
	der, key := certificate(t, nil)
	dir := t.TempDir()
	for name, text := range map[string]string{
		"root.pem": block("CERTIFICATE", der), "other.pem": block("CERTIFICATE", named(t, "Other Root", nil)),
		"key.pem": block("PRIVATE KEY", key),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		args string
		want int
		err  error
	}{
		{"crl2pkcs7 -nocrl -certfile root.pem -certfile other.pem -outform DER", 2, nil},
		{"crl2pkcs7 -nocrl -certfile root.pem -certfile other.pem", 2, nil},
		{"x509 -in root.pem -trustout -addtrust serverAuth", 1, nil},
		{"x509 -in root.pem -text", 1, nil},
		{"pkcs12 -export -in root.pem -inkey key.pem -passout pass:word", 0, client.ErrCertificatePassword},
		{"pkcs8 -topk8 -in key.pem -passout pass:word", 0, client.ErrPrivateKey},
		{"pkcs8 -topk8 -in key.pem -passout pass:word -outform DER", 0, client.ErrPrivateKey},
	} {
		t.Run(c.args, func(t *testing.T) {
			command := exec.CommandContext(t.Context(), "openssl", strings.Fields(c.args)...)
			command.Dir = dir
			data, err := command.Output()
			if errors.Is(err, exec.ErrNotFound) {
				t.Skip("openssl is not on this computer")
			}
			if err != nil {
				t.Fatal(err)
			}
			trusted, _, err := client.ReadAuthorities(data, today)
			if len(trusted) != c.want || !errors.Is(err, c.err) {
				t.Errorf("%d are trusted, %v; want %d, %v", len(trusted), err, c.want, c.err)
			}
		})
	}
}

// A server is believed whose certificate an intermediate has issued, whether the file
// holds the root, both, or the intermediate alone.
func TestTrustingAnIntermediate(t *testing.T) {
	issue := func(serial int64, name string, parent *x509.Certificate, signer *ecdsa.PrivateKey, authority bool) (*x509.Certificate, *ecdsa.PrivateKey) {
		pair, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		template := &x509.Certificate{
			SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: name}, DNSNames: []string{"platform.luma.example"},
			NotBefore: today.AddDate(-1, 0, 0), NotAfter: today.AddDate(1, 0, 0), BasicConstraintsValid: true, IsCA: authority,
			KeyUsage: x509.KeyUsageDigitalSignature,
		}
		if authority {
			template.KeyUsage, template.DNSNames = x509.KeyUsageCertSign, nil
		}
		if parent == nil {
			parent, signer = template, pair
		}
		der, err := x509.CreateCertificate(rand.Reader, template, parent, pair.Public(), signer)
		if err != nil {
			t.Fatal(err)
		}
		made, err := x509.ParseCertificate(der)
		if err != nil {
			t.Fatal(err)
		}
		return made, pair
	}
	root, rootKey := issue(1, "Luma Root", nil, nil, true)
	between, betweenKey := issue(2, "Luma Issuing", root, rootKey, true)
	server, _ := issue(3, "server", between, betweenKey, false)
	stranger, strangerKey := issue(4, "Luma Root", nil, nil, true)
	strangers, _ := issue(5, "server", stranger, strangerKey, false)
	for name, file := range map[string][]byte{
		"root, intermediate and server": slices.Concat(server.Raw, between.Raw, root.Raw),
		"the intermediate":              between.Raw,
	} {
		t.Run(name, func(t *testing.T) {
			var text strings.Builder
			certificates, err := x509.ParseCertificates(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range certificates {
				text.WriteString(block("CERTIFICATE", c.Raw))
			}
			trusted, _, err := client.ReadAuthorities([]byte(text.String()), today)
			if err != nil {
				t.Fatal(err)
			}
			pool, err := client.Trusting(trusted.PEM())
			if err != nil {
				t.Fatal(err)
			}
			options := x509.VerifyOptions{Roots: pool, CurrentTime: today, DNSName: "platform.luma.example"}
			if _, err := server.Verify(options); err != nil { // which sends no intermediate along
				t.Errorf("its server is not believed: %v", err)
			}
			if _, err := strangers.Verify(options); err == nil {
				t.Error("another's server is believed")
			}
		})
	}
}

func TestAuthority(t *testing.T) {
	der, _ := certificate(t, nil)
	short := named(t, "Luma Issuing", func(c *x509.Certificate) { c.NotAfter = today.AddDate(0, 1, 0) })
	authorities, _, err := client.ReadAuthorities([]byte(block("CERTIFICATE", der)+block("CERTIFICATE", short)), today)
	if err != nil || len(authorities) != 2 {
		t.Fatal(authorities, err)
	}
	sum := strings.ReplaceAll(fmt.Sprintf("% X", sha256.Sum256(der)), " ", ":")
	if first := authorities[0]; first.Name() != "Luma Root" || first.Fingerprint() != sum {
		t.Errorf("%q, %s, want %s", first.Name(), first.Fingerprint(), sum)
	}
	if until := authorities.Until(); !until.Equal(today.AddDate(0, 1, 0)) {
		t.Errorf("all are valid until %v", until)
	}
	again := client.KeptAuthorities(authorities.PEM())
	if len(again) != 2 || !again[0].Certificate.Equal(authorities[0].Certificate) {
		t.Errorf("as text: %v", again)
	}
	pool, err := client.Trusting(authorities.PEM())
	if err != nil {
		t.Fatal(err)
	}
	if system, err := x509.SystemCertPool(); err == nil && pool.Equal(system) {
		t.Error("the authority is not trusted")
	}
	if _, err := authorities[0].Certificate.Verify(x509.VerifyOptions{Roots: pool, CurrentTime: today}); err != nil {
		t.Error(err)
	}
	if _, err := client.Trusting("hello"); !errors.Is(err, client.ErrNoCertificate) {
		t.Errorf("nonsense: %v", err)
	}
	if kept := client.KeptAuthorities(""); kept != nil || kept.PEM() != "" {
		t.Errorf("of nothing: %v", kept)
	}
}
