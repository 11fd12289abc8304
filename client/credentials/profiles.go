package credentials

import (
	"regexp"
	"strings"

	"gopkg.in/ini.v1"
)

var sectionLine = regexp.MustCompile(`(?m)^[ \t]*\[[^\]\[\n"{}]{1,200}\][ \t]*(?:[#;].*)?$`)

// readINI reads files with sections: ~/.aws/credentials, ~/.aws/config, and
// those of other tools that speak S3.
func readINI(text string) *collector {
	if !sectionLine.MatchString(text) {
		return nil
	}
	lines, ok := profileLines(text)
	if !ok {
		return nil
	}
	file, err := ini.LoadSources(ini.LoadOptions{
		KeyValueDelimiters:          "=",
		IgnoreContinuation:          true,
		SpaceBeforeInlineComment:    true,
		SkipUnrecognizableLines:     true,
		AllowNonUniqueSections:      true,
		UnescapeValueCommentSymbols: true,
		ChildSectionDelimiter:       "\x00", // a dot is part of a profile's name
	}, []byte(lines))
	if err != nil {
		return nil
	}
	c := newCollector(FormatProfiles)
	records := map[string]*record{}
	var order []*record
	for _, section := range file.Sections() {
		name, ok := profileName(section.Name())
		if !ok {
			continue
		}
		// A profile may be split between credentials and config, pasted together.
		r := records[name]
		if r == nil {
			r = newRecord(name)
			records[name] = r
			order = append(order, r)
		}
		c.known = c.known || name == "default" || strings.HasPrefix(section.Name(), "profile ")
		for _, key := range section.Keys() {
			f := fieldOf(key.Name())
			r.add(f, key.Value())
			c.known = c.known || f != fieldNone
		}
	}
	for _, r := range order {
		c.add(r)
	}
	return c
}

// profileLines keeps the lines that matter: headers, and keys with a known name.
// The parser's time grows with the square of the keys in a section, and text
// between them might change what it makes of the rest.
func profileLines(text string) (string, bool) {
	const most = 10_000
	var kept strings.Builder
	count := 0
	for line := range strings.SplitSeq(text, "\n") {
		line = trimEnds(line)
		name, _, assigned := strings.Cut(line, "=")
		if !sectionLine.MatchString(line) && (!assigned || fieldOf(name) == fieldNone) {
			continue
		}
		if count++; count > most {
			return "", false
		}
		kept.WriteString(line)
		kept.WriteByte('\n')
	}
	return kept.String(), true
}

// profileName returns the name of the profile that a section is for. Sections
// of the command line tool's own hold none.
func profileName(section string) (string, bool) {
	section = trimEnds(section)
	kind, name, two := strings.Cut(section, " ")
	if !two {
		if section == ini.DefaultSection {
			return "", true // lines before the first section
		}
		return section, section != "plugins" && section != "preview"
	}
	switch kind {
	case "profile":
		return strings.Trim(strings.TrimSpace(name), `"'`), true
	case "sso-session", "services":
		return "", false
	}
	return section, true
}
