package client

import (
	"errors"
	"strings"
)

var (
	errSandboxName  = errors.New("it is not the name of one sandbox")
	errOtherSandbox = errors.New("the answer is about another sandbox")
)

// ValidSandboxName reports whether name, sent as x-sandbox-name, can only mean
// one sandbox. "*" means all of them to Platform, and a comma makes a list: what
// comes back could not be told apart. Names that Platform reports are lower-case
// letters, digits and hyphens; whether others exist is for Platform to say.
func ValidSandboxName(name string) bool {
	for i := range len(name) {
		if name[i] <= ' ' || name[i] > '~' {
			return false
		}
	}
	return name != "" && !strings.ContainsAny(name, "*,;\"'`\\/")
}

// isHere reports whether something that names its sandbox belongs to the one
// that was asked. What names none is believed.
func (s sender) isHere(item object) bool {
	name := item.text("sandboxName")
	return name == "" || strings.EqualFold(name, s.sandbox)
}
