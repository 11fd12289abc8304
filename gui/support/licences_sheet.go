package support

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2/container"

	"mooring/assets"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// licenceRows is how much of a licence is in sight at once.
const licenceRows = 16

// licencePart is the index of what is linked into the app, or one licence.
type licencePart struct{ title, text string }

// licenceParts cuts the licences where the file has its rules, a licence each:
// Fyne's entry takes seconds for the thousands of lines that they are together.
func licenceParts() []licencePart {
	all, err := assets.Licences()
	if err != nil {
		all = err.Error()
	}
	rule := strings.Repeat("=", 80) + "\n"
	var pieces []licencePart
	seen := map[string]int{}
	for i, text := range strings.Split(all, rule) {
		title := parts.Tr("about.licences")
		if i > 0 {
			// "MIT, for:", and then a line for each component.
			kind, rest, _ := strings.Cut(text, ", for:\n")
			first, _, _ := strings.Cut(strings.TrimSpace(rest), "\n")
			title = first + ": " + kind
		}
		// A choice is told by what it says.
		if seen[title]++; seen[title] > 1 {
			title = fmt.Sprintf("%s (%d)", title, seen[title])
		}
		pieces = append(pieces, licencePart{title, text})
	}
	return pieces
}

// showLicences shows what is linked into the app, and the licences one by one.
func showLicences(s *parts.Stage) {
	pieces := licenceParts()
	titles := make([]string, len(pieces))
	for i, part := range pieces {
		titles[i] = part.title
	}
	text := widgets.NewCopyText(pieces[0].text, parts.Tr("copy.button"))
	text.SetRows(licenceRows)
	choice := widgets.NewSelect(titles, nil)
	choice.SetSelectedIndex(0)
	choice.OnChanged = func(string) {
		if i := choice.SelectedIndex(); i >= 0 {
			text.SetText(pieces[i].text)
		}
	}
	s.Name("licences.choice", choice)
	s.Tell("licences", parts.Tr("about.licences"), container.NewVBox(choice, text))
}
