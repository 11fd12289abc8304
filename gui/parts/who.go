package parts

import "strings"

// Who names somebody of whom Platform gives only a meaningless ID: a person, or a
// credential that works by itself. Which one it is, is not known.
func Who(id string) string {
	name, kind, _ := strings.Cut(id, "@")
	if runes := []rune(name); len(runes) > 8 {
		name = string(runes[:4]) + "…" + string(runes[len(runes)-2:])
	}
	switch {
	case strings.EqualFold(kind, "AdobeID"):
		return Tr("who.colleague", "ID", name+"@"+kind)
	case strings.EqualFold(kind, "techacct.adobe.com"):
		return Tr("who.credential", "ID", name+"@"+kind)
	}
	return id
}
