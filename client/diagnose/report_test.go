package diagnose

import (
	"errors"
	"strings"
	"testing"
)

func TestReport(t *testing.T) {
	got := Report([]Finding{
		{Check: Resolve, Host: "a.test", Verdict: Fine, Facts: []Fact{{"Addresses", "192.0.2.1"}}},
		{Check: Handshake, Host: "a.test", Verdict: Broken, Cause: NotTLS, Err: errors.New("EOF")},
		{Check: Clock, Host: "a.test", Verdict: Skipped, Cause: EarlierFailure},
		{Check: Folder, Verdict: Odd, Cause: OpenToOthers, Facts: []Fact{{"Rights", "drwxr-xr-x"}}},
	}, func(f Finding) (check, outcome string) {
		return map[Check]string{Resolve: "Name", Handshake: "Certificate", Clock: "Clock", Folder: "Data folder"}[f.Check],
			map[Cause]string{NotTLS: "A firewall may cut it.", EarlierFailure: "Not checked.", OpenToOthers: "Others may look into it."}[f.Cause]
	})
	want := strings.TrimPrefix(`
Mooring diagnosis: 1 broken, 1 odd, 1 fine, 1 skipped

a.test
  fine     Name
             Addresses: 192.0.2.1
  BROKEN   Certificate: A firewall may cut it.
             Error: EOF
  skipped  Clock: Not checked.

This computer
  odd      Data folder: Others may look into it.
             Rights: drwxr-xr-x
`, "\n")
	if got != want {
		t.Errorf("got:\n%s", got)
	}
}
