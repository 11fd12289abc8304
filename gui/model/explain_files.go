package model

import (
	"errors"

	"mooring/client/credentials"
)

// explainFile words why a file could not be used.
func explainFile(found credentials.Found, err error) Problem {
	for _, known := range []struct {
		err  error
		name string
	}{
		{credentials.ErrEmpty, "fileEmpty"},
		{credentials.ErrTooLarge, "fileTooLarge"},
		{credentials.ErrDamaged, "fileDamaged"},
		{credentials.ErrRetiredJWT, "fileRetired"},
	} {
		if errors.Is(err, known.err) {
			return NewProblem(known.name)
		}
	}
	switch {
	case errors.Is(err, credentials.ErrNoCredential):
		if len(found.Skipped) == 0 {
			return NewProblem("fileIncomplete")
		}
		reason := found.Skipped[0].Reason
		for _, s := range found.Skipped {
			if s.Reason == credentials.ReasonBroken { // the one that can be mended at once
				reason = s.Reason
			}
		}
		return NewProblem(fileReasons[reason])
	case errors.Is(err, credentials.ErrUnknownFormat):
		return explainFormat(found.Format)
	}
	return NewProblem("fileUnreadable")
}

// fileReasons names the problem of a file in which nothing can be used.
var fileReasons = map[credentials.Reason]string{
	credentials.ReasonIncomplete:  "fileIncomplete",
	credentials.ReasonRetiredJWT:  "fileRetired",
	credentials.ReasonOtherKind:   "fileOtherCredential",
	credentials.ReasonPlaceholder: "filePlaceholder",
	credentials.ReasonNoSecret:    "fileNoSecret",
	credentials.ReasonNoKeyID:     "fileNoKeyID",
	credentials.ReasonSSO:         "fileBorrowed",
	credentials.ReasonRole:        "fileBorrowed",
	credentials.ReasonProcess:     "fileBorrowed",
	credentials.ReasonPassword:    "filePassword",
	credentials.ReasonBroken:      "fileBroken",

	credentials.ReasonOtherService: "fileOtherService",
}

func explainFormat(format credentials.Format) Problem {
	switch format {
	case credentials.FormatPrivateKey, credentials.FormatCertificate:
		return NewProblem("filePrivateKey")
	case credentials.FormatSpreadsheet, credentials.FormatArchive, credentials.FormatWebPage,
		credentials.FormatPDF, credentials.FormatPicture, credentials.FormatRichText:
		return NewProblem("fileOtherKind")
	}
	return NewProblem("fileUnknown")
}
