package credentials

import (
	"strings"
	"testing"
)

func TestSecretIn(t *testing.T) {
	const key, other = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "kD8sVq0R3nYtLw5ZbXcE1uGhJ7mPaF2oTi9QeB4x"
	for text, want := range map[string]ValueKind{
		key: SecretAccessKey, other: SecretAccessKey, "“" + other + "”": SecretAccessKey,
		"aws_secret_access_key=" + key:             SecretAccessKey,
		"rotate " + other + ".":                    SecretAccessKey,
		"密钥：" + key:                                SecretAccessKey,
		"p8e-AbCdEfGhIjKlMnOpQrStUvWxYz0123":       ClientSecret,
		"Bearer eyJhbGciOi1.eyJzdWIiOiJ4.c2lnbmF0": AccessToken,
		strings.Repeat(other, 5) + "==":            SessionToken,
	} {
		if kind, ok := SecretIn(text); !ok || kind != want {
			t.Errorf("%s: %v, %t", text, kind, ok)
		}
	}
	for _, text := range []string{
		"", "dev", "Loyalty exports", "5C1328435BF324E90A49402A@AdobeOrg", "AKIAIOSFODNN7EXAMPLE",
		"Data/2024/Quarterly/Loyalty/ExportsFinal", // 40 characters of all kinds
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4", "https://s3.eu-west-3.amazonaws.com", key[:39], key + "1",
		strings.Repeat("Exports/Loyalty/2026/", 6),
	} {
		if kind, ok := SecretIn(text); ok {
			t.Errorf("%s: %v", text, kind)
		}
	}
}
