package client_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"testing"
	"time"

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

func TestReadAuthority(t *testing.T) {
	good, key := certificate(t, nil)
	other, _ := certificate(t, nil)
	leaf, _ := certificate(t, func(c *x509.Certificate) { c.IsCA = false })
	plain, _ := certificate(t, func(c *x509.Certificate) { c.BasicConstraintsValid, c.IsCA = false, false })
	signs, _ := certificate(t, func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageDigitalSignature })
	old, _ := certificate(t, func(c *x509.Certificate) { c.NotAfter = today.Add(-time.Hour) })
	early, _ := certificate(t, func(c *x509.Certificate) { c.NotBefore = today.Add(time.Hour) })
	for name, c := range map[string]struct {
		data string
		want error
		told bool // whose it is
	}{
		"DER":                 {string(good), nil, true},
		"PEM":                 {block("CERTIFICATE", good), nil, true},
		"PEM of Windows":      {"\ufeff" + strings.ReplaceAll(block("CERTIFICATE", good), "\n", "\r\n"), nil, true},
		"PEM with words":      {"Subject: Luma\n\n" + block("CERTIFICATE", good) + "\nbye\n", nil, true},
		"several":             {block("CERTIFICATE", good) + block("CERTIFICATE", other), client.ErrManyCertificates, false},
		"with its key":        {block("CERTIFICATE", good) + block("PRIVATE KEY", key), client.ErrPrivateKey, false},
		"a key":               {block("EC PRIVATE KEY", key), client.ErrPrivateKey, false},
		"a key in DER":        {string(key), client.ErrNoCertificate, false},
		"a request":           {block("CERTIFICATE REQUEST", good), client.ErrNoCertificate, false},
		"nothing":             {"", client.ErrNoCertificate, false},
		"a text":              {"hello", client.ErrNoCertificate, false},
		"half of it":          {string(good[:len(good)/2]), client.ErrNoCertificate, false},
		"more than it":        {string(good) + "x", client.ErrNoCertificate, false},
		"a server's":          {string(leaf), client.ErrNotAuthority, true},
		"of no kind":          {string(plain), client.ErrNotAuthority, true},
		"for signing only":    {string(signs), client.ErrNotAuthority, true},
		"expired":             {string(old), client.ErrAuthorityExpired, true},
		"not valid yet":       {string(early), client.ErrAuthorityNotValid, true},
		"broken inside a PEM": {block("CERTIFICATE", good[:99]), client.ErrNoCertificate, false},
	} {
		got, err := client.ReadAuthority([]byte(c.data), today)
		if !errors.Is(err, c.want) || (got.Certificate != nil) != c.told {
			t.Errorf("%s: %v, %v; want %v", name, got, err, c.want)
		}
	}
}

func TestAuthority(t *testing.T) {
	der, _ := certificate(t, nil)
	authority, err := client.ReadAuthority(der, today)
	if err != nil {
		t.Fatal(err)
	}
	sum := strings.ReplaceAll(fmt.Sprintf("% X", sha256.Sum256(der)), " ", ":")
	if authority.Name() != "Luma Root" || authority.Fingerprint() != sum {
		t.Errorf("%q, %s, want %s", authority.Name(), authority.Fingerprint(), sum)
	}
	again, err := client.ReadAuthority([]byte(authority.PEM()), today)
	if err != nil || !again.Certificate.Equal(authority.Certificate) {
		t.Errorf("as text: %v", err)
	}
	pool, err := client.Trusting(authority.PEM())
	if err != nil {
		t.Fatal(err)
	}
	if system, err := x509.SystemCertPool(); err == nil && pool.Equal(system) {
		t.Error("the authority is not trusted")
	}
	if _, err := authority.Certificate.Verify(x509.VerifyOptions{Roots: pool, CurrentTime: today}); err != nil {
		t.Error(err)
	}
	if _, err := client.Trusting("hello"); !errors.Is(err, client.ErrNoCertificate) {
		t.Errorf("nonsense: %v", err)
	}
}
