package parts

import "testing"

func TestSeparatorFor(t *testing.T) {
	for _, tt := range []struct {
		spoken, system string
		want           rune
	}{
		{",", "en-US", ','},
		{",", "zh-Hans-CN", ','},
		{",", "", ','},
		{",", "C", ','},
		{",", "es-MX", ','},
		{",", "en-DE", ','},
		{";", "en-US", ';'},
		{",", "fr-FR", ';'},
		{",", "de", ';'},
		{",", "pt_BR", ';'},
		{",", "es-ES", ';'},
	} {
		if got := separatorFor(tt.spoken, tt.system); got != tt.want {
			t.Errorf("%q on %q: %q, want %q", tt.spoken, tt.system, got, tt.want)
		}
	}
}
