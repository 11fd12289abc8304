package batch

import (
	"mooring/client"
	"mooring/gui/model"
)

// A secret in a column that is not for secrets would be shown, saved with the results and
// remembered. It is taken out of sight as the line is checked, and dots stand in its
// place for all that reads the line; only the check itself sees it once more, since keys
// in each other's column can be swapped.

// reveal puts what was hidden back for a check.
func (s *cells) reveal() {
	for c, secret := range s.hidden {
		s.plain[c] = secret.Reveal()
	}
	s.hidden = nil
}

// hide puts dots in the place of the secrets. What may be the key ID of another store
// stays: the check of keys has told these apart.
func (s *cells) hide() {
	for _, c := range Columns() {
		if c.Secret() || c == AccessKey && s.notes[c].Level < model.Error {
			continue
		}
		if model.LooksSecret(columnFields[c], s.plain[c]) {
			secret := client.NewSecret(s.plain[c])
			s.set(c, secret.String())
			if s.hidden == nil {
				s.hidden = map[Column]client.Secret{}
			}
			s.hidden[c] = secret
		}
	}
	s.region = client.WithoutSecrets(s.region)
}

// noteHidden refuses what is hidden, whatever else is to be said of the dots.
func (s *cells) noteHidden() {
	for c := range s.hidden {
		s.note(c, model.Note{Level: model.Error, Text: model.T("batch.secret", "Column", model.T(c.Key()))})
	}
}

// recall puts into a cell what the register remembers of it, unless that is the dots of
// what is hidden.
func (s *cells) recall(c Column, value string) {
	if secret, ok := s.hidden[c]; !ok || value != secret.String() {
		s.set(c, value)
	}
}
