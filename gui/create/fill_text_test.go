package create

import (
	"strings"
	"testing"

	"mooring/client/credentials"
	"mooring/gui/model"
	"mooring/gui/parts"
)

// What is said of a copied text is true of a text: it is no file, was not downloaded,
// and cannot be chosen again.
func TestRefusedTextIsNotCalledAFile(t *testing.T) {
	for name, c := range map[string]struct{ text, problem string }{
		"nothing":       {" \n", "textEmpty"},
		"a letter":      {"Call the admin at noon.\n", "textUnknown"},
		"a page":        {"<!DOCTYPE html><html><body>Sign in</body></html>", "textOtherKind"},
		"half of it":    {`{"CLIENT_ID": "0123456789abcdef0123456789abcdef", "CLIENT_SEC`, "textDamaged"},
		"a whole novel": {strings.Repeat("It was the best of times. ", 100_000), "textTooLarge"},
		"one value":     {`{"ORG_ID": "0123456789ABCDEF01234567@AdobeOrg", "TECHNICAL_ACCOUNT_ID": "x@techacct.adobe.com"}`, "textIncomplete"},
	} {
		found, err := credentials.Read("", []byte(c.text))
		if err == nil {
			t.Fatalf("%s: it can be used", name)
		}
		problem := model.FillTrouble(found, err, true)
		if problem.Name != c.problem {
			t.Errorf("%s: problem %q, want %q", name, problem.Name, c.problem)
		}
		if said := parts.Say(problem.Title); strings.Contains(said, "file") {
			t.Errorf("%s: it says %q", name, said)
		}
		if again := parts.Say(problem.Do); strings.Contains(again, "ownload the ") || again == "" {
			t.Errorf("%s: its advice is %q", name, again)
		}
		if of := model.FillTrouble(found, err, false).Name; !strings.HasPrefix(of, "file") {
			t.Errorf("%s: a file with it is %q", name, of)
		}
	}
}
