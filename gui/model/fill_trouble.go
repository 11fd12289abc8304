package model

import (
	"mooring/client/credentials"
)

// FillTrouble words why a file could not be used.
func FillTrouble(found credentials.Found, err error) Problem { return explainFile(found, err) }

// FillBeside says what there is in a file, beside what can be used, that cannot
// be; and that there is more of it where there is much.
func FillBeside(found credentials.Found) []Text {
	const most = 4
	var texts []Text
	for _, s := range found.Skipped {
		if len(texts) == most {
			return append(texts, T("fill.besideMore", "Count", len(found.Skipped)-most))
		}
		why := T("problem." + fileReasons[s.Reason] + ".title")
		if s.Label == "" {
			texts = append(texts, why)
			continue
		}
		texts = append(texts, T("fill.beside", "Name", s.Label, "Why", why))
	}
	return texts
}
