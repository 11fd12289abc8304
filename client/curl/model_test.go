package curl

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
)

// What follows are models of the shells of Windows, for computers that do not
// have these. TestCommandPrompt and the two of PowerShell ask the real ones.

// splitArguments splits a command line by the rules of CommandLineToArgvW and of
// the C runtime since 2008 (Microsoft, "Parsing C command-line arguments"): spaces
// and tabs part arguments outside of quotation marks; 2n backslashes before a mark
// are n and the mark counts, 2n+1 are n and the mark is a character; other
// backslashes are themselves; a doubled mark inside of marks is a character.
func splitArguments(line string) []string {
	var args []string
	for {
		line = strings.TrimLeft(line, " \t")
		if line == "" {
			return args
		}
		var b strings.Builder
		quoted := false
		for line != "" && (quoted || line[0] != ' ' && line[0] != '\t') {
			slashes := len(line) - len(strings.TrimLeft(line, `\`))
			line = line[slashes:]
			if !strings.HasPrefix(line, `"`) {
				b.WriteString(strings.Repeat(`\`, slashes))
				if slashes == 0 {
					b.WriteByte(line[0])
					line = line[1:]
				}
				continue
			}
			b.WriteString(strings.Repeat(`\`, slashes/2))
			switch {
			case slashes%2 == 1:
				b.WriteByte('"')
			case quoted && strings.HasPrefix(line, `""`):
				b.WriteByte('"')
				line = line[1:]
			default:
				quoted = !quoted
			}
			line = line[1:]
		}
		args = append(args, b.String())
	}
}

// prompt is a model of cmd.exe, after the description of its phases by Dave
// Benham and jeb (stackoverflow.com/questions/4094699): line by line, first
// variables between percent signs are replaced, and what replaced one is not looked
// at again; at the prompt an unknown one stays as it is, in a file it vanishes, as a
// sign without a partner does, and two signs are one. Then, outside of quotation
// marks, a caret makes the next character a plain one; at the end of a line it
// adds the next line, whose first character is a plain one.
type prompt struct {
	t    *testing.T
	file bool
	env  map[string]string
}

func (m prompt) expand(line string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(line, "%")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, closed := strings.Cut(rest, "%")
		variable, substring := strings.CutSuffix(name, ":~0,1")
		value, known := m.env[variable]
		switch {
		case m.file && strings.HasPrefix(rest, "%"):
			b.WriteString("%")
			line = rest[1:]
		case m.file && rest != "" && strings.ContainsRune("0123456789*", rune(rest[0])): // an argument of the file
			line = rest[1:]
		case closed && name != "" && known:
			if substring {
				value = value[:1]
			}
			b.WriteString(value)
			line = after
		case m.file && closed:
			line = after
		case m.file:
			line = rest
		default:
			b.WriteString("%")
			line = rest
		}
	}
}

// commands returns the lines as they are executed. A sign with a meaning that no
// caret stands before fails the test, but for the > after chcp and the brackets
// after if, which the test of the whole text looks at.
func (m prompt) commands(text string) (out []string) {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for len(lines) > 0 {
		line := m.expand(lines[0])
		lines = lines[1:]
		var b strings.Builder
		quoted, plain := false, false
		for at := 0; ; at++ {
			runes := []rune(line)
			if at == len(runes) {
				if !plain || len(lines) == 0 {
					break
				}
				line, lines, at = m.expand(lines[0]), lines[1:], -1
				if line == "" { // the line break is the first character of that line
					b.WriteRune('\n')
					plain = false
					if len(lines) == 0 {
						break
					}
					line, lines = m.expand(lines[0]), lines[1:]
				}
				continue
			}
			r := runes[at]
			switch {
			case plain:
				b.WriteRune(r)
				plain = false
			case r == '^' && !quoted:
				plain = true
			case r == '"':
				quoted = !quoted
				b.WriteRune(r)
			case !quoted && strings.ContainsRune("&|<", r):
				m.t.Errorf("%q is not escaped in %q", r, line)
			default:
				b.WriteRune(r)
			}
		}
		command := strings.TrimPrefix(strings.TrimSpace(b.String()), "@")
		if set, ok := strings.CutPrefix(command, "set "); ok {
			name, value, _ := strings.Cut(strings.Trim(set, `"`), "=")
			m.env[name] = value
			continue
		}
		if command != "" && !strings.HasPrefix(command, "rem ") && command != "chcp 65001 >nul" {
			out = append(out, command)
		}
	}
	return out
}

var condition = regexp.MustCompile(`^if not defined (\w+) \(echo (\w+)\?\) else `)

// arguments runs text and returns what curl.exe gets.
func (m prompt) arguments(text string) []string {
	commands := m.commands(text)
	if len(commands) != 1 {
		m.t.Fatalf("%d commands: %q", len(commands), commands)
	}
	line := commands[0]
	for {
		found := condition.FindStringSubmatch(line)
		if found == nil {
			break
		}
		if _, ok := m.env[found[1]]; !ok || found[1] != found[2] {
			m.t.Fatalf("the command asks for %s and names %s", found[1], found[2])
		}
		line = line[len(found[0]):]
	}
	args := splitArguments(line)
	if args[0] != "curl.exe" {
		m.t.Fatalf("it starts %q", args[0])
	}
	return args[1:]
}

func newPrompt(t *testing.T, file bool) prompt {
	env := map[string]string{"PATH": `C:\Windows`}
	maps.Copy(env, environment)
	return prompt{t, file, env}
}

// TestCommandPromptModel reads the commands with the model of cmd.exe.
func TestCommandPromptModel(t *testing.T) {
	for kind, name := range nasty {
		for what, q := range requests(name) {
			r, p := copied(t, "http://127.0.0.1:1", q)
			text := Render(Cmd, r, p, "Set these first:\nACCESS_TOKEN & more %PATH% ^")
			for _, file := range []bool{true, false} {
				if diff := cmp.Diff(argv(r, p), newPrompt(t, file).arguments(text)); diff != "" {
					t.Errorf("%s, %s, in a file %v (-want +got):\n%s\n%s", what, kind, file, diff, text)
				}
			}
		}
	}
}

// powerShell is a model of how PowerShell reads what this package writes
// (about_Quoting_Rules: in single quotes a doubled one is one; in double quotes
// and in @" a backtick makes the next character plain and ${env:X} is a variable;
// a here-string ends at a line that begins with its mark and @) and of how it then
// makes a command line out of the arguments (NativeCommandParameterBinder).
type powerShell struct {
	t    *testing.T
	crlf bool // the text was saved with CRLF
	// standard is the way of 7.3 and later: every argument is escaped properly.
	standard bool
	// trailing is whether backslashes at the end of an argument that is wrapped in
	// marks are doubled, as 6.0 to 7.2 do and 5.1 does not.
	trailing bool
}

var (
	envVariable = regexp.MustCompile(`^\$\{env:(\w+)\}`)
	beforeMark  = regexp.MustCompile(`(\\*)"`)
)

// expandable reads the text of a string in double quotes up to end, which is the
// mark that ends it.
func (m powerShell) expandable(s string, ends func(rest string) bool) (value, rest string) {
	var b strings.Builder
	for s != "" && !ends(s) {
		switch {
		case s[0] == '`':
			r := []rune(s[1:])[0]
			b.WriteRune(r)
			s = s[1+len(string(r)):]
		case envVariable.MatchString(s):
			found := envVariable.FindStringSubmatch(s)
			b.WriteString(environment[found[1]])
			s = s[len(found[0]):]
		case s[0] == '$' && len(s) > 1 && regexp.MustCompile(`^\$[\w({?$^:]`).MatchString(s):
			m.t.Fatalf("a variable of PowerShell's own: %.20q", s)
		default:
			b.WriteByte(s[0])
			s = s[1:]
		}
	}
	return b.String(), s
}

// array reads the elements between @( and ).
func (m powerShell) array(s string) (list []string) {
	singles, doubles := []rune(singleQuotes), []rune(doubleQuotes)
	for {
		s = strings.TrimLeft(s, " \r\n,")
		switch {
		case s == ")":
			return list
		case strings.HasPrefix(s, "@\"") || strings.HasPrefix(s, "@'"):
			mark := s[1:2]
			_, body, _ := strings.Cut(s, "\n")
			end := regexp.MustCompile(`^\r?\n[` + mark + `“”„‘’‚‛]@`)
			var value, rest string
			if mark == `"` {
				value, rest = m.expandable(body, end.MatchString)
			} else {
				at := regexp.MustCompile(`\r?\n'@`).FindStringIndex(body)
				value, rest = body[:at[0]], body[at[0]:]
			}
			rest = strings.TrimLeft(rest, "\r\n")[2:]
			rest, ok := strings.CutPrefix(rest, ".Replace(\"`r\", '')")
			if !ok {
				m.t.Fatalf("after the here-string: %.40q", rest)
			}
			list, s = append(list, strings.ReplaceAll(value, "\r", "")), rest
		case slices.Contains(singles, []rune(s)[0]):
			var b strings.Builder
			runes := []rune(s)[1:]
			for len(runes) > 0 {
				if slices.Contains(singles, runes[0]) {
					if len(runes) < 2 || !slices.Contains(singles, runes[1]) {
						break
					}
					runes = runes[1:]
				}
				b.WriteRune(runes[0])
				runes = runes[1:]
			}
			list, s = append(list, b.String()), string(runes[1:])
		case slices.Contains(doubles, []rune(s)[0]):
			value, rest := m.expandable(s[1:], func(rest string) bool { return slices.Contains(doubles, []rune(rest)[0]) })
			list, s = append(list, value), rest[1:]
		default:
			m.t.Fatalf("not a string: %.40q", s)
		}
	}
}

// commandLine joins arguments as PowerShell does for a program.
func (m powerShell) commandLine(args []string) string {
	var b strings.Builder
	for _, arg := range args {
		b.WriteByte(' ')
		if m.standard {
			escaped := beforeMark.ReplaceAllString(arg, `$1$1\"`)
			escaped += escaped[len(strings.TrimRight(escaped, `\`)):]
			b.WriteString(`"` + escaped + `"`)
			continue
		}
		if !needsQuotes(arg) {
			b.WriteString(arg)
			continue
		}
		b.WriteString(`"` + arg)
		if m.trailing {
			b.WriteString(arg[len(strings.TrimRight(arg, `\`)):])
		}
		b.WriteByte('"')
	}
	return b.String()
}

// needsQuotes is PowerShell's own rule: white space outside of quotation marks, a
// mark after a backslash not being one.
func needsQuotes(arg string) bool {
	marks, slash := 0, false
	for _, r := range arg {
		if r == '"' && !slash {
			marks++
		} else if strings.ContainsRune(" \t\n\r\u00a0\u3000\u2028", r) && marks%2 == 0 {
			return true
		}
		slash = r == '\\'
	}
	return false
}

// arguments runs text and returns what curl.exe gets.
func (m powerShell) arguments(text string) []string {
	const tail = "\n    )\n    if (\"$(Get-Variable PSNativeCommandArgumentPassing -ValueOnly -ErrorAction Ignore)\" -in '', 'Legacy') {\n" +
		"        $arguments = $arguments -replace '(\\\\*)\"', '$1$1\\\"'\n    }\n    curl.exe @arguments\n}\n"
	_, rest, ok := strings.Cut(text, "\n    $arguments = @(\n")
	array, fits := strings.CutSuffix(rest, tail)
	if !ok || !fits {
		m.t.Fatalf("not as expected:\n%s", text)
	}
	if m.crlf {
		array = strings.ReplaceAll(array, "\n", "\r\n")
	}
	args := m.array(array + "\n)")
	if !m.standard {
		for i, arg := range args {
			args[i] = beforeMark.ReplaceAllString(arg, `$1$1\"`)
		}
	}
	return splitArguments(m.commandLine(args))
}

// TestPowerShellModel reads the commands with the model of PowerShell.
func TestPowerShellModel(t *testing.T) {
	for kind, name := range nasty {
		for what, q := range requests(name) {
			r, p := copied(t, "http://127.0.0.1:1", q)
			text := Render(PowerShell, r, p, "Set these first:", "ACCESS_TOKEN")
			for version, m := range map[string]powerShell{
				"5.1": {t: t}, "5.1 with CRLF": {t: t, crlf: true}, "7.2": {t: t, trailing: true}, "7.3": {t: t, standard: true},
			} {
				got := m.arguments(text)
				for i, arg := range got {
					if strings.HasPrefix(arg, "x-api-key:") {
						got[i] = strings.TrimSuffix(arg, " ") // which does not count
					}
				}
				if diff := cmp.Diff(argv(r, p), got); diff != "" {
					t.Errorf("%s, %s, %s (-want +got):\n%s\n%s", what, kind, version, diff, text)
				}
			}
		}
	}
}

// FuzzShells reads a connection with any name with the models.
func FuzzShells(f *testing.F) {
	for _, name := range nasty {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		p := NewPlaceholders()
		all, err := client.NewRequests(client.Config{APIKey: "k", OrgID: "o", Sandbox: "s"}, p.Token())
		if err != nil {
			t.Fatal(err)
		}
		in := newConnection(name)
		in.S3 = p.Hide(in.S3, true)
		r, err := all.Create(in)
		if err != nil {
			t.Skip("not a name")
		}
		want := argv(r, p)
		for _, file := range []bool{true, false} {
			if diff := cmp.Diff(want, newPrompt(t, file).arguments(Render(Cmd, r, p))); diff != "" {
				t.Errorf("cmd, in a file %v: %s", file, diff)
			}
		}
		for _, m := range []powerShell{{t: t}, {t: t, crlf: true}, {t: t, trailing: true}, {t: t, standard: true}} {
			if diff := cmp.Diff(want, m.arguments(Render(PowerShell, r, p))); diff != "" {
				t.Errorf("PowerShell %+v: %s", m, diff)
			}
		}
	})
}
