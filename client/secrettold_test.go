package client

import (
	"errors"
	"strings"
	"testing"
)

const (
	toldAmazon = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
	toldAdobe  = "p8e-AbCdEfGhIjKlMnOpQrStUvWxYz012345"
	toldToken  = "eyJhbGciOiJub25lIn0.eyJub3QiOiJyZWFsIn0.bm90LXJlYWwtYXQtYWxs"
)

func TestTellsSecret(t *testing.T) {
	for _, secret := range []string{toldAmazon, "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY", "kD8sVq0R3nYtLw5ZbXcE1uGhJ7mPaF2oTi9QeB4x", toldAdobe, toldToken, strings.Repeat("kD8sVq0R3nYtLw5ZbXcE1uGhJ7mPaF2oTi9QeB4x", 5) + "=="} {
		for _, text := range []string{secret, "key " + secret, "“" + secret + "”", "密钥：" + secret, secret + ".", "a\n" + secret + "\nb"} {
			if !TellsSecret(text) {
				t.Errorf("%s is not recognized", text)
			}
		}
	}
	for _, text := range []string{
		"", "Loyalty EU", "AKIAIOSFODNN7EXAMPLE", "5C1328435BF324E90A49402A@AdobeOrg", "0123456789abcdef0123456789abcdef",
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4", // commits
		"AcmeEuLoyaltyDailyExportsForParis2026New", "LoyaltyExportsEurope2026ForTheMarketing1", // titles of 40 characters
		"Data/2024/Quarterly/Loyalty/ExportsFinal", toldAmazon[:39], toldAmazon + "1", "p8e- is how they begin", "eyJ",
		strings.Repeat("Exports/Loyalty/2026/", 6),
	} {
		if TellsSecret(text) {
			t.Errorf("%s passes for a secret", text)
		}
	}
}

// TestSecretIsNotTold: no name and no description with a secret in it leaves, whatever it
// is the name of.
func TestSecretIsNotTold(t *testing.T) {
	for _, secret := range []string{toldAmazon, "project " + toldAdobe, toldToken} {
		name := secret
		for what, send := range map[string]func() error{
			"a new connection": func() error {
				return errors.Join(NewConnection{Name: secret, S3: S3Credentials{AccessKeyID: "AKIAIOSFODNN7EXAMPLE", SecretAccessKey: NewSecret("x")}}.Refusals(opCreate)...)
			},
			"its description": func() error {
				return errors.Join(NewConnection{Name: "a", Description: secret, S3: S3Credentials{AccessKeyID: "AKIAIOSFODNN7EXAMPLE", SecretAccessKey: NewSecret("x")}}.Refusals(opCreate)...)
			},
			"another name":        func() error { _, err := encodeChange(Change{Name: &name}); return err },
			"another description": func() error { _, err := encodeChange(Change{Description: &name}); return err },
			"a dataflow":          func() error { return NewFlow{Name: secret}.check() },
			"what a dataflow does": func() error {
				return NewFlow{Name: "a", Description: secret}.check()
			},
			"another name of a dataflow":        func() error { _, err := FlowChange{Name: &name}.ops(); return err },
			"another description of a dataflow": func() error { _, err := FlowChange{Description: &name}.ops(); return err },
			"a source":                          func() error { _, err := newSourceCall(NewSourceConnection{Name: secret}); return err },
			"a target":                          func() error { _, err := newTargetCall(NewTargetConnection{Name: secret}); return err },
		} {
			err := send()
			if !errors.Is(err, ReasonSecretTold) {
				t.Errorf("%s: %v", what, err)
			} else if strings.Contains(err.Error(), secret) {
				t.Errorf("%s: the error tells the secret", what)
			}
		}
	}
}
