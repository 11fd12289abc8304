package handover

import (
	"errors"
	"strings"
	"testing"
)

// A file is a table by its first line, and none where that is no text.
func TestTableByItsBeginning(t *testing.T) {
	for begin, table := range map[string]bool{
		"Name,ID,ETag\r\n":                true,
		"\ufeffNom;Identifiant\n":         true,
		"Name\tSandbox\n":                 true,
		"no table at all\n":               false,
		"\x7f\x13a,b\x00\xc3,\xff\x01q\n": false,
	} {
		_, _, err := ReadJSON(strings.NewReader(begin))
		if errors.Is(err, ErrTable) != table || err == nil {
			t.Errorf("%q: %v", begin, err)
		}
	}
}
