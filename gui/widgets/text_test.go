package widgets

import (
	"strings"
	"testing"

	"mooring/gui/headless"
)

// In Chinese, no line begins with what closes or ends with what opens, however narrow it is.
func TestChineseLinesBreakWhereTheyMay(t *testing.T) {
	headless.App(t, NewTheme())
	for _, text := range []string{
		"请更改其中一个，或仍然创建此行。（共 2 行）",
		"打开“文件”（或按 Ctrl+N）、“设置”；然后：重试。",
		"“Loyalty exports”，位于沙盒（prod）。",
	} {
		for width := float32(40); width < 400; width += 3 {
			lines := wrap(text, 14, plain, width, 100)
			if got, want := strings.Join(lines, ""), text; strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(want, " ", "") {
				t.Fatalf("%v: %q is broken into %q", width, want, lines)
			}
			for i, line := range lines {
				runes := []rune(line)
				if i > 0 && strings.ContainsRune("，。、；：）”", runes[0]) {
					t.Errorf("%v: a line begins with %q: %q", width, runes[0], lines)
				}
				if i < len(lines)-1 && strings.ContainsRune("（“", runes[len(runes)-1]) {
					t.Errorf("%v: a line ends with %q: %q", width, runes[len(runes)-1], lines)
				}
			}
		}
	}
}
