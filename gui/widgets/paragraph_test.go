package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"mooring/gui/headless"
)

// drawnLines are the lines of a paragraph as they stand in the window.
func drawnLines(p *Paragraph) (lines []string) {
	for _, o := range test.LaidOutObjects(p) {
		if text, ok := o.(*canvas.Text); ok && text.Visible() {
			lines = append(lines, text.Text)
		}
	}
	return lines
}

// In Chinese a paragraph breaks where it may, at each width and after each change, and says
// the whole text; in other languages it is Fyne's label.
func TestParagraphsBreakWhereTheyMay(t *testing.T) {
	headless.App(t, NewTheme())
	const text = "请在 Experience Platform 的“源 > 账户”（或 Adobe Developer Console）中查找，没有沙盒就无法创建任何内容。"
	p := NewParagraph("", fyne.TextWrapBreak)
	window := test.NewWindow(p)
	t.Cleanup(window.Close)
	p.SetText(text)
	for width := float32(120); width < 500; width += 7 {
		p.Resize(fyne.NewSize(width, 400))
		for _, change := range []func(){func() {}, p.Refresh, func() { p.TextStyle.Bold = !p.TextStyle.Bold; p.Refresh() }} {
			change()
			lines := drawnLines(p)
			if got := strings.Join(lines, ""); strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(text, " ", "") || p.Text != text {
				t.Fatalf("%v: %q", width, lines)
			}
			for i, line := range lines[1:] {
				if strings.ContainsRune("，。、：）”", []rune(line)[0]) {
					t.Errorf("%v: a line begins with %q", width, line)
				}
				before := []rune(lines[i])
				if last := before[len(before)-1]; strings.ContainsRune("（“", last) || last < 0x80 && line[0] < 0x80 && !strings.Contains(text, lines[i]+" "+line) {
					t.Errorf("%v: a line ends with %q, the next begins with %q", width, lines[i], line)
				}
			}
			if least := p.MinSize(); least.Width > width || least.Height < float32(len(lines))*textHeight(14, plain)*0.9 {
				t.Errorf("%v: %d lines need %v", width, len(lines), least)
			}
		}
	}
}
