package diagnose

import (
	"errors"
	"strings"
	"testing"
)

func TestReport(t *testing.T) {
	got := Report([]Finding{
		{Check: Resolve, Host: "a.test", Verdict: Fine, Facts: []Fact{{FactAddresses, "192.0.2.1"}}},
		{Check: Handshake, Host: "a.test", Verdict: Broken, Cause: HandshakeFailed, Err: errors.New("EOF")},
		{Check: Clock, Host: "a.test", Verdict: Skipped, Cause: EarlierFailure},
		{Check: Folder, Verdict: Odd, Cause: OpenToOthers, Facts: []Fact{{FactRights, "drwxr-xr-x"}}},
	})
	want := strings.TrimPrefix(`
Mooring diagnosis: 1 broken, 1 odd, 1 fine, 1 skipped

a.test
  fine     Name lookup
             Addresses: 192.0.2.1
  BROKEN   Certificate: No secure connection came about. A firewall or a proxy may cut it.
             Error: EOF
  skipped  Clock: Cannot be told after what failed before.

This computer
  odd      Data folder: Other users of this computer may look into the folder.
             Rights: drwxr-xr-x
`, "\n")
	if got != want {
		t.Errorf("got:\n%s", got)
	}
}

func TestEveryCauseHasWords(t *testing.T) {
	seen := map[string]Cause{}
	for cause := NoCause + 1; cause <= lastCause; cause++ {
		sentence := sentences[cause]
		if other, twice := seen[sentence]; twice || !strings.HasSuffix(sentence, ".") {
			t.Errorf("cause %d: %q, as %d", cause, sentence, other)
		}
		seen[sentence] = cause
	}
	if len(seen) != len(sentences) {
		t.Errorf("%d sentences for %d causes", len(sentences), len(seen))
	}
	for check := Resolve; check <= System; check++ {
		if check.String() == "?" {
			t.Errorf("check %d has no name", check)
		}
	}
	if Check(-1).String() != "?" || Verdict(99).String() != "?" {
		t.Error("names of what is none")
	}
}
