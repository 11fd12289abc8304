package curl

import "strings"

// powerShell writes the command for PowerShell, as one block, so that nothing
// runs before all of it was pasted and its variables go with it.
//
// Before 7.3 PowerShell wraps an argument with spaces in quotation marks but does
// not escape those inside; the program's own rules (CommandLineToArgvW) then
// lose them. Where that is so, the block escapes them itself. It asks for the
// preference that tells, not for the version: 7.3 and later can be set to behave
// as before.
//
// The name is curl.exe, since in 5.1 curl is another command.
func (c command) powerShell() string {
	var b strings.Builder
	b.WriteString(c.comments(PowerShell) + "& {\n")
	if len(c.variables) > 0 {
		b.WriteString("    foreach ($name in '" + strings.Join(c.variables, "', '") + "') {\n" +
			"        if (-not (Test-Path \"env:$name\")) { throw \"env:$name\" }\n" +
			"    }\n")
	}
	b.WriteString("    $arguments = @(\n")
	for _, o := range c.options {
		b.WriteString("        ")
		if o.flag != "" {
			b.WriteString("'" + o.flag + "', ")
		}
		b.WriteString(quotePowerShell(o) + "\n")
	}
	b.WriteString("    )\n" +
		"    if (\"$(Get-Variable PSNativeCommandArgumentPassing -ValueOnly -ErrorAction Ignore)\" -in '', 'Legacy') {\n" +
		"        $arguments = $arguments -replace '(\\\\*)\"', '$1$1\\\"'\n" +
		"    }\n" +
		"    curl.exe @arguments\n" +
		"}\n")
	return b.String()
}

// The characters that PowerShell takes for the plain quotation marks.
const (
	singleQuotes = "'\u2018\u2019\u201a\u201b"
	doubleQuotes = "\"\u201c\u201d\u201e"
)

// quotePowerShell writes the value of an option as a string. The body is a
// here-string, in which quotation marks mean nothing and which ends at a line
// that begins with one and @: no line of JSON does.
func quotePowerShell(o option) string {
	expand := false
	for _, p := range o.value {
		expand = expand || p.variable != ""
	}
	here := o.flag == "--data-raw"
	var b strings.Builder
	for _, p := range o.value {
		switch {
		case p.variable != "":
			b.WriteString("${env:" + p.variable + "}")
		case here && expand:
			b.WriteString(escape(p.text, "`$", '`'))
		case here:
			b.WriteString(p.text)
		case expand:
			b.WriteString(escape(p.text, "`$"+doubleQuotes, '`'))
		default:
			b.WriteString(double(p.text, singleQuotes))
		}
	}
	value := b.String()
	if !here && strings.HasSuffix(value, `\`) {
		// 5.1 would have it escape the quotation mark that it adds. Spaces at the
		// end of a header do not count.
		value += " "
	}
	switch {
	case here && expand:
		return "@\"\n" + value + "\n\"@.Replace(\"`r\", '')" // a script may have been saved with CRLF
	case here:
		return "@'\n" + value + "\n'@.Replace(\"`r\", '')"
	case expand:
		return `"` + value + `"`
	}
	return "'" + value + "'"
}

// escape puts sign before each of the characters in s.
func escape(s, characters string, sign rune) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune(characters, r) {
			b.WriteRune(sign)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// double writes each of the characters in s twice.
func double(s, characters string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune(characters, r) {
			b.WriteRune(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}
