// Package curl writes a request as a command for curl that sends the very same
// bytes, for people to repeat, send on or put into a script what the window did.
// Secrets are never part of it: in their place stand environment variables.
//
// What the three shells need:
//
//   - Bash stands for every POSIX shell: bash, zsh, dash and sh, pasted at the
//     prompt or in a script.
//   - PowerShell is Windows PowerShell 5.1 and PowerShell 7, which hand arguments
//     on differently. The same text works in both, at the prompt or in a script. A
//     script that is not plain ASCII must be saved as UTF-8 with a byte order mark
//     for 5.1 to read it.
//   - Cmd is the Command Prompt of Windows; the text works at the prompt and in a
//     .bat file. Delayed expansion (cmd /v:on) must be off, as it is by default:
//     it would take exclamation marks for its own. A command must not be longer
//     than 8,191 characters, the values of the variables included. These values
//     must not hold any of & | < > ^ % and ", which no key and no token does.
//
// On Windows, characters outside of ASCII arrive as they are where curl was built
// for Unicode, as `curl --version` says under Features; the one that comes with
// Windows is since its version 8. An older one sends what the system's own code
// page makes of them.
//
// The values of the variables go into JSON as they are: they must not hold a
// quotation mark or a backslash, and keys and tokens never do.
package curl

import (
	"strings"

	"mooring/client"
)

// Shell says for which shell a command is written.
type Shell int

// The shells.
const (
	Bash Shell = iota // and zsh, dash, sh
	PowerShell
	Cmd
)

// Render returns r as a command for shell, with comment in front, line by line.
// Where r holds a value of p, the command has the variable; without a value for
// it, the command says so and sends nothing.
//
// HTTP/2, a proxy and the certificates are left to curl, as they are settings of
// the computer and not of the request.
func Render(shell Shell, r client.Request, p Placeholders, comment ...string) string {
	c := command{comment: lines(comment), variables: p.Variables(r), options: options(r, p)}
	switch shell {
	case PowerShell:
		return c.powerShell()
	case Cmd:
		return c.cmd()
	}
	return c.bash()
}

// command is a command for curl before it is written for a shell.
type command struct {
	comment   []string // without line breaks
	variables []string
	options   []option
}

// comments returns the comment of the command as the shell has it.
func (c command) comments(shell Shell) string {
	var b strings.Builder
	for _, line := range c.comment {
		switch shell {
		case PowerShell:
			b.WriteString("# " + line + "\n")
		case Cmd:
			b.WriteString("@rem " + strings.TrimSpace(strings.Map(inComment, line)) + "\r\n")
		default:
			b.WriteString(": " + quoteBash(line) + "\n")
		}
	}
	return b.String()
}

// option is an option with its value, or the address where there is no flag.
type option struct {
	flag  string
	value argument
}

// argument is what curl gets as one argument.
type argument []part

// part is a text, or the value of a variable.
type part struct{ text, variable string }

// options returns what curl is to be told. Only the options that every curl of
// the last ten years knows are used.
func options(r client.Request, p Placeholders) []option {
	plain := func(s string) argument { return argument{{text: s}} }
	var list []option
	if r.Method != "GET" {
		list = append(list, option{"-X", plain(r.Method)})
	}
	list = append(list, option{"", p.split(r.URL)})
	for _, h := range r.Header {
		field := h.Name + ": " + h.Value
		if h.Value == "" {
			field = h.Name + ";" // how curl is told to send an empty one
		}
		list = append(list, option{"-H", p.split(field)})
	}
	// What curl would add by itself: Accept always, Expect before a longer body.
	list = append(list, option{"-H", plain("Accept:")})
	if r.Body != nil {
		list = append(list, option{"-H", plain("Expect:")}, option{"--data-raw", p.split(string(r.Body))})
	}
	return list
}
