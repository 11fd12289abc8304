package client

import (
	"bytes"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"strings"

	"golang.org/x/text/encoding/unicode"
)

const (
	pemBegin       = "-----BEGIN "
	pemCertificate = "CERTIFICATE"
)

// certificatesIn are all certificates of a file, whichever of the usual kinds it is:
// PEM with whatever stands around it, DER, or PKCS #7 in either; and how many more
// there are that cannot be read. A file with a private key is refused as a whole:
// nobody should have it.
func certificatesIn(data []byte) (found []*x509.Certificate, unread int, err error) {
	data = plainText(data)
	if !bytes.Contains(data, []byte(pemBegin)) {
		found, err = certificatesOf(data)
		return found, 0, err
	}
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		if strings.Contains(block.Type, "PRIVATE KEY") {
			return nil, 0, ErrPrivateKey
		}
		der := block.Bytes
		switch block.Type {
		case "TRUSTED " + pemCertificate: // OpenSSL's, which adds what it is trusted for
			var first asn1.RawValue
			if _, err := asn1.Unmarshal(der, &first); err == nil {
				der = first.FullBytes
			}
		case pemCertificate, "X509 " + pemCertificate, "PKCS7", "CMS":
		default:
			continue
		}
		some, err := certificatesOf(der)
		if err != nil {
			unread++
		}
		found = append(found, some...)
	}
	if len(found) == 0 {
		return nil, 0, ErrNoCertificate
	}
	return found, unread, nil
}

// plainText is a text as Windows or a mail program has written it, without what they
// put before it and before its lines. PowerShell writes UTF-16.
func plainText(data []byte) []byte {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		if text, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data); err == nil {
			data = text
		}
	}
	if !bytes.Contains(data, []byte(pemBegin)) {
		return data
	}
	lines := bytes.FieldsFunc(bytes.TrimPrefix(data, []byte("\ufeff")), func(r rune) bool { return r == '\r' || r == '\n' })
	for i, line := range lines {
		lines[i] = bytes.TrimSpace(line)
	}
	return bytes.Join(lines, []byte("\n"))
}

// certificatesOf are those of a file without armor.
func certificatesOf(der []byte) ([]*x509.Certificate, error) {
	if certificate, err := x509.ParseCertificate(der); err == nil {
		return []*x509.Certificate{certificate}, nil
	}
	if found := signedCertificates(der); len(found) > 0 {
		return found, nil
	}
	if isPrivateKey(der) {
		return nil, ErrPrivateKey
	}
	if isPKCS12(der) {
		return nil, ErrCertificatePassword
	}
	return nil, ErrNoCertificate // what the parsers say may quote what else it is
}

var oidSignedData = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}

// signedCertificates are the certificates of a PKCS #7 file (.p7b): a signed message
// without content and signature, which Windows and many authorities pack them into.
func signedCertificates(der []byte) []*x509.Certificate {
	var message struct {
		Type    asn1.ObjectIdentifier
		Content asn1.RawValue `asn1:"explicit,optional,tag:0"`
	}
	if rest, err := asn1.Unmarshal(der, &message); err != nil || len(rest) > 0 || !message.Type.Equal(oidSignedData) {
		return nil
	}
	var signed struct {
		Version      int
		Digests      asn1.RawValue
		Content      asn1.RawValue
		Certificates asn1.RawValue `asn1:"optional,tag:0"`
	}
	if _, err := asn1.Unmarshal(message.Content.Bytes, &signed); err != nil {
		return nil
	}
	found, err := x509.ParseCertificates(signed.Certificates.Bytes)
	if err != nil {
		return nil
	}
	return found
}

// lockedKey is a private key that a password protects.
type lockedKey struct {
	Algorithm pkix.AlgorithmIdentifier
	Data      []byte
}

func isPrivateKey(der []byte) bool {
	for _, parse := range []func([]byte) error{
		func(der []byte) error { _, err := x509.ParsePKCS8PrivateKey(der); return err },
		func(der []byte) error { _, err := x509.ParsePKCS1PrivateKey(der); return err },
		func(der []byte) error { _, err := x509.ParseECPrivateKey(der); return err },
		func(der []byte) error { _, err := asn1.Unmarshal(der, &lockedKey{}); return err },
	} {
		if parse(der) == nil {
			return true
		}
	}
	return false
}

// isPKCS12 recognizes what a password protects (.p12, .pfx): a private key with its
// certificates, as a rule.
func isPKCS12(der []byte) bool {
	var file struct {
		Version int
		Safe    asn1.RawValue
		MAC     asn1.RawValue `asn1:"optional"`
	}
	_, err := asn1.Unmarshal(der, &file)
	return err == nil && file.Version == 3 && file.Safe.Tag == asn1.TagSequence
}
