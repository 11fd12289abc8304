package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/google/licensecheck"
)

// notice is one text, and what it goes for.
type notice struct {
	kind string
	body string
	of   []string // names of components
}

var (
	licenceFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|unlicense|notice|ofl)([-_. ].*)?$`)
	// A file that has the name of a licence file but goes for something that is not linked.
	otherFile = regexp.MustCompile(`(?i)(-logo$|\.go$|\.json$)`)
)

// leastSure is how many percent of a text have to be known words of a licence.
const leastSure = 75

// collect reads the licence files of the components, equal texts once.
func collect(components []*component) ([]*notice, error) {
	var notices []*notice
	byText := map[string]*notice{}
	for _, c := range components {
		files, err := filesOf(c)
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			raw, err := os.ReadFile(file) //nolint:gosec // Found in the module itself.
			if err != nil {
				return nil, err
			}
			body := tidied(string(raw))
			key := strings.Join(strings.Fields(body), " ")
			n := byText[key]
			if n == nil {
				n = &notice{kind: kindOf(filepath.Base(file), body), body: body}
				byText[key] = n
				notices = append(notices, n)
			}
			if !slices.Contains(n.of, c.name()) {
				n.of = append(n.of, c.name())
			}
			c.add(n.kind)
		}
		if len(c.kinds) == 0 {
			return nil, fmt.Errorf("%s: no known licence in %s", c.name(), c.root)
		}
	}
	return notices, nil
}

// add notes the licences of one of the component's texts.
func (c *component) add(kind string) {
	for single := range strings.SplitSeq(kind, and) {
		if single != notes && !slices.Contains(c.kinds, single) {
			c.kinds = append(c.kinds, single)
		}
	}
}

// and joins the names of licences that go together for one text.
const and = " and "

// notes is the kind of a text that is no licence of a known name, such as a
// NOTICE, whose words have to be passed on all the same.
const notes = "Notices"

// filesOf finds the licence files that go for what is linked: those of the
// folders of packages and embedded files, of the folders above them, and of
// folders below them that are no packages themselves, such as C sources.
func filesOf(c *component) ([]string, error) {
	var files []string
	err := filepath.WalkDir(c.root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if path != c.root && (entry.Name() == "testdata" || c.Version == "" || !c.uses(path)) {
				return fs.SkipDir
			}
			return nil
		}
		if licenceFile.MatchString(entry.Name()) && !otherFile.MatchString(entry.Name()) {
			files = append(files, path)
		}
		return nil
	})
	return files, err
}

// uses tells whether a folder is above, at or part of what is linked.
func (c *component) uses(dir string) bool {
	if c.dirs[dir] {
		return true
	}
	for used := range c.dirs {
		if strings.HasPrefix(used, dir+string(filepath.Separator)) {
			return true
		}
	}
	sources, _ := filepath.Glob(filepath.Join(dir, "*.go")) // fails for a bad pattern only
	return len(sources) == 0 && dir != c.root && c.uses(filepath.Dir(dir)) && c.within(dir)
}

// within tells whether a folder is below a linked package.
func (c *component) within(dir string) bool {
	for used := range c.dirs {
		if strings.HasPrefix(dir, used+string(filepath.Separator)) {
			return true
		}
	}
	return false
}

// kindOf names the licences that a text is made of.
func kindOf(file, body string) string {
	// NOTICE files pass on words, and may name licences of others.
	if strings.HasPrefix(strings.ToUpper(file), "NOTICE") {
		return notes
	}
	cover := licensecheck.Scan([]byte(body))
	var kinds []string
	for _, match := range cover.Match {
		if !match.IsURL && !slices.Contains(kinds, match.ID) {
			kinds = append(kinds, match.ID)
		}
	}
	switch {
	case len(kinds) > 1 && slices.Contains(kinds, "Unlicense"):
		return strings.Join(kinds, " or ") // Nobody gives something away and keeps it.
	case len(kinds) > 0 && (len(kinds) > 1 || cover.Percent >= leastSure):
		return strings.Join(kinds, and)
	case strings.Contains(body, "Bitstream Vera"):
		return "Bitstream-Vera"
	case strings.Contains(strings.ToLower(body), "public domain"):
		return "Public domain"
	case len(kinds) == 1:
		return kinds[0]
	}
	return notes
}

// tidied is a text with plain line ends, without trailing space.
func tidied(text string) string {
	text = strings.TrimPrefix(strings.ToValidUTF8(text, "?"), "\ufeff")
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t\f\r")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}
