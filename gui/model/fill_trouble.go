package model

import (
	"mooring/client/credentials"
)

// FillTrouble words why a file could not be used.
func FillTrouble(found credentials.Found, err error) Problem { return explainFile(found, err) }
