package client

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"strings"
	"time"
)

// Authority is a private authority that an account trusts in addition to those that
// the system trusts.
type Authority struct {
	Certificate *x509.Certificate
}

// The reasons why a file is not taken for the certificate of an authority.
var (
	ErrNoCertificate     = errors.New("no certificate in the file")
	ErrManyCertificates  = errors.New("several certificates in the file")
	ErrPrivateKey        = errors.New("a private key in the file")
	ErrNotAuthority      = errors.New("not the certificate of an authority")
	ErrAuthorityExpired  = errors.New("the certificate has expired")
	ErrAuthorityNotValid = errors.New("the certificate is not valid yet")
)

// MaxAuthority is how big the file of a certificate may be, in bytes.
const MaxAuthority = 64 << 10

// ReadAuthority reads the certificate of an authority from a file's bytes, PEM or DER.
// The errors are one of those above. With ErrNotAuthority, ErrAuthorityExpired and
// ErrAuthorityNotValid the certificate is returned as well, to tell whose it is.
func ReadAuthority(data []byte, now time.Time) (Authority, error) {
	der, err := derOf(data)
	if err != nil {
		return Authority{}, err
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		return Authority{}, ErrNoCertificate // err may quote what else it is
	}
	authority := Authority{certificate}
	switch {
	case !certificate.BasicConstraintsValid || !certificate.IsCA,
		certificate.KeyUsage != 0 && certificate.KeyUsage&x509.KeyUsageCertSign == 0:
		return authority, ErrNotAuthority
	case now.After(certificate.NotAfter):
		return authority, ErrAuthorityExpired
	case now.Before(certificate.NotBefore):
		return authority, ErrAuthorityNotValid
	}
	return authority, nil
}

// derOf is the one certificate of a file.
func derOf(data []byte) ([]byte, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // which Windows puts before a text
	if !bytes.Contains(data, []byte("-----BEGIN ")) {
		return data, nil
	}
	var found []byte
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		switch {
		case strings.Contains(block.Type, "PRIVATE KEY"):
			return nil, ErrPrivateKey
		case block.Type != "CERTIFICATE":
		case found != nil:
			return nil, ErrManyCertificates
		default:
			found = block.Bytes
		}
	}
	if found == nil {
		return nil, ErrNoCertificate
	}
	return found, nil
}

// Name is whose certificate it is. It is what the certificate says of itself.
func (a Authority) Name() string {
	subject := a.Certificate.Subject
	for _, name := range append([]string{subject.CommonName}, subject.Organization...) {
		if name = strings.TrimSpace(name); name != "" {
			return name
		}
	}
	return subject.String()
}

// Fingerprint is the SHA-256 of the certificate, as people compare it: AB:CD and so on.
func (a Authority) Fingerprint() string {
	sum := sha256.Sum256(a.Certificate.Raw)
	text := strings.ToUpper(hex.EncodeToString(sum[:]))
	var b strings.Builder
	for i := 0; i < len(text); i += 2 {
		if i > 0 {
			b.WriteByte(':')
		}
		b.WriteString(text[i : i+2])
	}
	return b.String()
}

// PEM is the certificate as text, to be kept.
func (a Authority) PEM() string {
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.Certificate.Raw}))
}

// Trusting returns what the system trusts, and the authority in addition, which is as
// of PEM. That it has expired meanwhile shows when a server's certificate is checked.
func Trusting(authority string) (*x509.CertPool, error) {
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool() // the private one is all that is left to go by
	}
	if !pool.AppendCertsFromPEM([]byte(authority)) {
		return nil, invalid("Trusting", "Authority", ErrNoCertificate)
	}
	return pool, nil
}
