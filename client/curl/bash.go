package curl

import "strings"

// bash writes the command for POSIX shells. Everything stands in single quotes,
// in which no character means anything; a variable stands in double quotes
// between them.
//
// A comment is an argument of the command that does nothing: at its prompt zsh,
// the shell of macOS, does not take # for the beginning of a comment.
func (c command) bash() string {
	var b strings.Builder
	b.WriteString(c.comments(Bash) + "curl")
	for i, o := range c.options {
		if i > 0 || o.flag == "" {
			b.WriteString(" \\\n   ")
		}
		if o.flag != "" {
			b.WriteString(" " + o.flag)
		}
		b.WriteString(" ")
		for _, p := range o.value {
			if p.variable != "" {
				// Without a value the shell says so and starts nothing.
				b.WriteString(`"${` + p.variable + `:?}"`)
				continue
			}
			b.WriteString(quoteBash(p.text))
		}
	}
	return b.String() + "\n"
}

// quoteBash quotes what needs it: the name of a method does not.
func quoteBash(s string) string {
	if s != "" && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'"'"'`) + "'"
}
