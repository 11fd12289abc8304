package model

import (
	"mooring/client/credentials"
)

// FillTrouble words why a file could not be used; or why a text could not, such as
// one from the clipboard, of which nothing is said that is true of a file only.
func FillTrouble(found credentials.Found, err error, text bool) Problem {
	problem := explainFile(found, err)
	if name, ok := textProblems[problem.Name]; ok && text {
		return NewProblem(name).In(problem.Field)
	}
	return problem
}

// textProblems names for a text what is called otherwise for a file.
var textProblems = map[string]string{
	"fileEmpty":       "textEmpty",
	"fileTooLarge":    "textTooLarge",
	"fileDamaged":     "textDamaged",
	"fileIncomplete":  "textIncomplete",
	"filePlaceholder": "textPlaceholder",
	"fileOtherKind":   "textOtherKind",
	"fileUnknown":     "textUnknown",
}

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
