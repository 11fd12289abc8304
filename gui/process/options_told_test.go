package process

import (
	"bytes"
	"testing"
)

// A wrong option is told by whoever starts the app, and not here as well.
func TestAWrongOptionIsToldOnce(t *testing.T) {
	var out bytes.Buffer
	none := func(string) string { return "" }
	if _, err := ParseOptions([]string{"--nonsense"}, none, &out); err == nil || out.Len() > 0 {
		t.Errorf("%v, and %q is written", err, out.String())
	}
	if _, err := ParseOptions([]string{"--help"}, none, &out); err == nil || !bytes.Contains(out.Bytes(), []byte("-data-dir")) {
		t.Errorf("%v, and the help is %q", err, out.String())
	}
}
