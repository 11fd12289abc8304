package credentials

import (
	"regexp"
	"strings"
)

var (
	sectionLine = regexp.MustCompile(`(?m)^[ \t]*\[[^\]\[\n"{}]{1,200}\][ \t]*(?:[#;].*)?$`)
	// remark is what follows a value in such a file, after a blank of any sort.
	remark = regexp.MustCompile(`[` + blanks + `](?:[#;＃；]|//[` + blanks + `]).*$`)
)

// withoutRemark returns a value without the remark behind it. In quotes there is none.
func withoutRemark(value string) string {
	inQuotes := trimEnds(value)
	if closers, ok := closing[first(inQuotes)]; ok {
		size := len(string(first(inQuotes)))
		if end, closer := closed(inQuotes[size:], closers); end >= 0 {
			end += size + closer
			return inQuotes[:end] + trimEnds(remark.ReplaceAllString(inQuotes[end:], ""))
		}
	}
	return trimEnds(remark.ReplaceAllString(value, ""))
}

// readProfiles reads files with sections: ~/.aws/credentials, ~/.aws/config, and
// those of other tools that speak S3.
func readProfiles(text string) (reading, bool) {
	if !sectionLine.MatchString(text) {
		return reading{}, false
	}
	r := profileReader{
		page: newPage(text), is: reading{format: FormatProfiles}, groups: map[string]*group{}, services: map[string][]named{},
	}
	r.enter("")
	for {
		line, ok := r.page.next()
		if !ok {
			break
		}
		switch {
		case line == "" || strings.ContainsRune("#;", first(line)):
		case sectionLine.MatchString(line):
			line = strings.TrimSpace(remark.ReplaceAllString(line, ""))
			r.section(strings.TrimSuffix(strings.TrimPrefix(line, "["), "]"))
		default:
			r.assign(line, strings.HasPrefix(r.page.lines[r.page.at-1], " ") || strings.HasPrefix(r.page.lines[r.page.at-1], "\t"))
		}
	}
	for _, name := range r.order {
		g := r.groups[name]
		for _, n := range g.values {
			if meaningOf(n.name).field == fieldServices {
				g.values = append(g.values, r.services[trimEnds(n.text)]...)
			}
		}
		r.is.groups = append(r.is.groups, *g)
	}
	return r.is, true
}

type profileReader struct {
	page   *page
	is     reading
	groups map[string]*group
	order  []string
	// services are the addresses for S3 in the sections that profiles name.
	services map[string][]named
	// into takes what the lines of the present section say.
	into func(named)
	// nested is the name that the indented lines below it belong to.
	nested string
}

// section goes to another section. Those of the command line tool's own hold no
// keys.
func (r *profileReader) section(header string) {
	header = trimEnds(header)
	kind, name, two := strings.Cut(header, " ")
	name = strings.Trim(strings.TrimSpace(name), `"'`)
	r.nested = ""
	switch {
	case !two && (header == "plugins" || header == "preview"), two && kind == "sso-session":
		r.into = func(named) {}
	case two && kind == "services":
		r.into = func(n named) {
			if strings.EqualFold(r.nested, "s3") {
				r.services[name] = append(r.services[name], n)
			}
		}
	case two && kind == "profile":
		r.is.known = true
		r.enter(name)
	default:
		r.is.known = r.is.known || header == "default"
		r.enter(header)
	}
}

// enter makes a profile the present one. It may be split between the two files,
// pasted together.
func (r *profileReader) enter(name string) {
	const most = 5_000
	g := r.groups[name]
	if g == nil {
		g = &group{label: name}
		if len(r.order) == most {
			r.into = func(named) {}
			return
		}
		r.groups[name] = g
		r.order = append(r.order, name)
	}
	r.into = func(n named) {
		f := meaningOf(n.name).field
		r.is.known = r.is.known || f != fieldNone
		if f == fieldServiceURL && strings.EqualFold(r.nested, "s3") {
			g.values = append([]named{n}, g.values...) // before that for all services
			return
		}
		g.values = append(g.values, n)
	}
}

// assign reads a line that gives a name a value.
func (r *profileReader) assign(line string, indented bool) {
	name, value, ok := strings.Cut(line, "=")
	name = trimEnds(name)
	if !ok || pieceShape.MatchString(line) && strings.Trim(value, "=") == "" && len(name) > longPiece && meaningOf(name).field == fieldNone {
		return // a piece of something
	}
	value = withoutRemark(value)
	switch {
	case !indented:
		r.nested = ""
		if value == "" {
			r.nested = name
		}
	case r.nested != "" && !strings.EqualFold(r.nested, "s3") && meaningOf(name).field == fieldServiceURL:
		return // of another service
	}
	f := meaningOf(name).field
	if f == fieldNone && Canonical(name) != "key" {
		return
	}
	if inner := strings.Trim(value, quotes); !secretish(f) && len(inner) == len(value)-2 {
		value = inner // as TOML has it
	}
	r.into(r.value(f, name, value))
}

// value is what a line says, with the lines after it where it was broken.
func (r *profileReader) value(f field, name, text string) named {
	n := named{name: name, text: text}
	if !secretish(f) {
		return n
	}
	first, tail := text, ""
	if at := strings.IndexAny(text, blanks); at >= 0 {
		first, tail = text[:at], text[at:]
	}
	var rest string
	n.text, rest, n.joined, n.broken = r.page.wrapped(f, first, tail)
	switch {
	case trimEnds(rest) == "":
	case n.joined:
		n.broken = true
	default:
		n.text = text // what has a space in it is for the form to refuse
	}
	return n
}
