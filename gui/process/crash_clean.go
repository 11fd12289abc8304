package process

import (
	"regexp"
	"strings"
)

// leftOut stands in a report where something could have been a secret.
const leftOut = "…"

var (
	// plainWord is what may stand in the message of a panic: a word of a sentence.
	// A name, a key, an address or a token has a digit, a sign or no end.
	plainWord = regexp.MustCompile(`^[('"]?[A-Za-z]{1,20}('[a-z]{1,2})?[)'"]?[.,:;]?$`)
	// registerLine is one of the processor's registers, which may hold anything.
	registerLine = regexp.MustCompile(`^[a-z][a-z0-9]{1,6}\s+0x[0-9a-f]+$`)
	// offset and pointers follow a place in the source and the number of a goroutine.
	offset    = regexp.MustCompile(` \+0x[0-9a-f]+.*$`)
	pointers  = regexp.MustCompile(` (gp|m|mp)=\S+`)
	hexNumber = regexp.MustCompile(`0x[0-9a-f]+`)
	// runtimeWords begin lines that are the Go runtime's own, of types and numbers only.
	runtimeWords = regexp.MustCompile(`^(panic: runtime error: |fatal error: |runtime: |\[signal |\[originating from |SIG[A-Z]+: |PC=)`)
	// quoted is the one thing in such lines that could come from outside.
	quoted = regexp.MustCompile("\"[^\"]*\"|`[^`]*`")
)

// cleanCrash removes from what the Go runtime says of a crash the values that the
// program was working with: arguments, registers, and all but the plain words of the
// message of a panic.
func cleanCrash(said, home string) string {
	var b strings.Builder
	inStack := false
	for line := range strings.Lines(said) {
		line = strings.TrimRight(line, "\r\n")
		if strings.HasPrefix(line, "goroutine ") && strings.HasSuffix(line, ":") {
			inStack = true
			line = pointers.ReplaceAllString(line, "")
		}
		switch {
		case registerLine.MatchString(line):
			continue
		case !inStack:
			line = cleanMessage(line)
		case strings.HasPrefix(line, "\t"):
			line = offset.ReplaceAllString(line, "")
			if home != "" {
				line = strings.ReplaceAll(line, home, "~")
			}
		default:
			line = cleanCall(line)
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

// cleanMessage cleans a line of what stands before the stacks.
func cleanMessage(line string) string {
	if runtimeWords.MatchString(line) {
		return hexNumber.ReplaceAllString(quoted.ReplaceAllString(line, leftOut), leftOut)
	}
	words := strings.Fields(line)
	for i, word := range words {
		if !plainWord.MatchString(word) && word != "[recovered]" && word != "[recovered," && word != "repanicked]" {
			words[i] = leftOut
		}
	}
	return strings.Join(words, " ")
}

// cleanCall leaves out the arguments of a call, such as those of
// "mooring/gui.(*mainWindow).paint(0xc000012345, {0x1, 0x2})".
func cleanCall(line string) string {
	open := strings.LastIndex(line, "(")
	if open < 0 || !strings.HasSuffix(line, ")") || strings.HasSuffix(line, "(...)") {
		return line
	}
	return line[:open] + "(" + leftOut + ")"
}
