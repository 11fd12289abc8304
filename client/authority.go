package client

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"slices"
	"strings"
	"time"
)

// Authority is a certificate of a private authority that an account trusts in addition
// to those that the system trusts.
type Authority struct {
	Certificate *x509.Certificate
}

// Authorities are what an account trusts: those of one file, which may hold the root of
// an authority and those that issue in its name.
type Authorities []Authority

// LeftOutError is a certificate of a file that is not trusted, and why.
type LeftOutError struct {
	Authority       // without a certificate where it cannot be read
	Why       error // ErrNotAuthority, ErrAuthorityExpired, ErrAuthorityNotValid or ErrNoCertificate
}

// Error says why, and not whose it is: that comes from the file.
func (e *LeftOutError) Error() string { return e.Why.Error() }

// Unwrap is why.
func (e *LeftOutError) Unwrap() error { return e.Why }

// The reasons why a file is not taken, or a certificate in it.
var (
	ErrNoCertificate       = errors.New("no certificate in the file")
	ErrTooManyCertificates = errors.New("too many certificates in the file")
	ErrPrivateKey          = errors.New("a private key in the file")
	ErrCertificatePassword = errors.New("the file needs a password")
	ErrNotAuthority        = errors.New("not the certificate of an authority")
	ErrAuthorityExpired    = errors.New("the certificate has expired")
	ErrAuthorityNotValid   = errors.New("the certificate is not valid yet")
)

const (
	// MaxAuthority is how big a file with certificates may be, in bytes.
	MaxAuthority = 1 << 20
	// maxAuthorities is how many authorities a person can judge. What holds more is a
	// collection, such as what a system trusts.
	maxAuthorities = 20
)

// ReadAuthorities reads from a file's bytes the certificates that can be trusted, each
// once and the roots first, and those that are left out. Where there is nothing to
// trust, the error is one of those above, or the LeftOutError that matters most.
func ReadAuthorities(data []byte, now time.Time) (Authorities, []*LeftOutError, error) {
	if len(data) > MaxAuthority {
		return nil, nil, ErrTooManyCertificates
	}
	found, unread, err := certificatesIn(data)
	if err != nil {
		return nil, nil, err
	}
	var trusted Authorities
	var left []*LeftOutError
	for i, certificate := range found {
		if slices.ContainsFunc(found[:i], certificate.Equal) {
			continue
		}
		if why := whyNot(certificate, now); why != nil {
			left = append(left, &LeftOutError{Authority{certificate}, why})
		} else {
			trusted = append(trusted, Authority{certificate})
		}
	}
	for range unread {
		left = append(left, &LeftOutError{Why: ErrNoCertificate})
	}
	switch {
	case len(trusted) > maxAuthorities:
		return nil, nil, ErrTooManyCertificates
	case len(trusted) == 0:
		return nil, left, worst(left)
	}
	slices.SortStableFunc(trusted, func(a, b Authority) int { return a.depth() - b.depth() })
	return trusted, left, nil
}

// whyNot is why a certificate is not trusted, or nil.
func whyNot(certificate *x509.Certificate, now time.Time) error {
	switch {
	case !certificate.BasicConstraintsValid || !certificate.IsCA,
		certificate.KeyUsage != 0 && certificate.KeyUsage&x509.KeyUsageCertSign == 0:
		return ErrNotAuthority
	case now.After(certificate.NotAfter):
		return ErrAuthorityExpired
	case now.Before(certificate.NotBefore):
		return ErrAuthorityNotValid
	}
	return nil
}

// worst is what is said of a file of which nothing is trusted: an authority whose time
// is over or has yet to come is nearer to what is looked for than none.
func worst(left []*LeftOutError) error {
	for _, l := range left {
		if errors.Is(l, ErrAuthorityExpired) || errors.Is(l, ErrAuthorityNotValid) {
			return l
		}
	}
	return left[0]
}

// depth is 0 for a root, which has issued itself.
func (a Authority) depth() int {
	if string(a.Certificate.RawSubject) == string(a.Certificate.RawIssuer) {
		return 0
	}
	return 1
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

// Until is until when all of them are valid.
func (a Authorities) Until() time.Time {
	var first time.Time
	for _, authority := range a {
		if until := authority.Certificate.NotAfter; first.IsZero() || until.Before(first) {
			first = until
		}
	}
	return first
}

// PEM is the certificates as text, to be kept; empty for none.
func (a Authorities) PEM() string {
	var b strings.Builder
	for _, authority := range a {
		b.Write(pem.EncodeToMemory(&pem.Block{Type: pemCertificate, Bytes: authority.Certificate.Raw}))
	}
	return b.String()
}

// KeptAuthorities are the certificates that PEM has made text of. Expired or not, they
// are whose they are.
func KeptAuthorities(text string) Authorities {
	found, _, err := certificatesIn([]byte(text))
	if err != nil {
		return nil
	}
	kept := make(Authorities, len(found))
	for i, certificate := range found {
		kept[i] = Authority{certificate}
	}
	return kept
}

// Trusting returns what the system trusts, and the authorities in addition, which are
// as of PEM. That one has expired meanwhile shows when a server's certificate is checked.
func Trusting(authorities string) (*x509.CertPool, error) {
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool() // the private ones are all that is left to go by
	}
	if !pool.AppendCertsFromPEM([]byte(authorities)) {
		return nil, invalid("Trusting", "Authority", ErrNoCertificate)
	}
	return pool, nil
}
