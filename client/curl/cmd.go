package curl

import "strings"

// percent is a percent sign for cmd. There is no way to write one that means
// itself both at the prompt, where two stay two, and in a .bat file, where one
// alone vanishes: so the first character of a variable is taken that holds two
// at the prompt and one in a file.
const percent = "%PERCENT:~0,1%"

// cmd writes the command for the Command Prompt. Two readers take it apart. cmd
// itself looks at every character outside of quotation marks: these are
// therefore never let through as such, but escaped by a caret like all that has
// a meaning. A line break is a caret and an empty line. What is left is split by
// the rules of the C runtime: an argument stands in quotation marks, a mark
// inside has a backslash, and backslashes before a mark are doubled.
//
// The @ keeps a .bat file from showing the command with the variables' values.
func (c command) cmd() string {
	var b strings.Builder
	b.WriteString(c.comments(Cmd))
	all := ""
	for _, o := range c.options {
		for _, p := range o.value {
			all += p.text
		}
	}
	if strings.ContainsFunc(all, func(r rune) bool { return r > 0x7e }) {
		b.WriteString("@chcp 65001 >nul\r\n") // for a .bat file, which is read line by line
	}
	if strings.Contains(all, "%") {
		b.WriteString("@set \"PERCENT=%%\"\r\n")
	}
	b.WriteString("@")
	for _, name := range c.variables {
		b.WriteString("if not defined " + name + " (echo " + name + "?) else ")
	}
	b.WriteString("curl.exe")
	for i, o := range c.options {
		if i > 0 || o.flag == "" {
			// The caret escapes the first character of the next line as well: a space.
			b.WriteString(" ^\r\n   ")
		}
		if o.flag != "" {
			b.WriteString(" " + o.flag)
		}
		b.WriteString(" " + o.value.cmd())
	}
	return b.String() + "\r\n"
}

// cmd writes one argument.
func (a argument) cmd() string {
	if len(a) == 1 && quoteBash(a[0].text) == a[0].text { // the name of a method
		return a[0].text
	}
	var b strings.Builder
	backslashes := 0
	b.WriteString(`^"`)
	for _, p := range a {
		if p.variable != "" {
			b.WriteString("%" + p.variable + "%")
			backslashes = 0
			continue
		}
		for _, r := range p.text {
			switch r {
			case '\\':
				backslashes++
			case '"':
				b.WriteString(strings.Repeat(`\`, backslashes) + `\`)
				backslashes = 0
			default:
				backslashes = 0
			}
			b.WriteString(forCmd(r))
		}
	}
	b.WriteString(strings.Repeat(`\`, backslashes) + `^"`)
	return b.String()
}

// forCmd writes one character so that cmd lets it through.
func forCmd(r rune) string {
	switch r {
	case '\n':
		return "^\r\n\r\n"
	case '%':
		return percent
	case '"', '^', '&', '|', '<', '>', '(', ')':
		return "^" + string(r)
	}
	return string(r)
}

// inComment replaces what has a meaning even in a comment.
func inComment(r rune) rune {
	if strings.ContainsRune(`%^&|<>`, r) {
		return ' '
	}
	return r
}
