package batch

import (
	"mooring/client"
	"mooring/client/credentials"
	"mooring/gui/model"
)

// A secret in a column that is not for secrets would be shown, saved with the results and
// remembered. It is taken out of sight as the line is checked, and dots stand in its
// place for all that reads the line; only the check itself sees it once more, since keys
// in each other's column can be swapped.

// reveal puts what was hidden back for a check.
func (l *line) reveal() {
	for c, secret := range l.hidden {
		l.plain[c] = secret.Reveal()
	}
	l.hidden = nil
}

// hide puts dots in the place of the secrets. What may be the key ID of another store
// stays: the check of keys has told these apart.
func (l *line) hide() {
	for _, c := range Columns() {
		if c.Secret() || c == AccessKey && l.notes[c].Level < model.Error {
			continue
		}
		if _, ok := credentials.SecretIn(l.plain[c]); ok {
			secret := client.NewSecret(l.plain[c])
			l.set(c, secret.String())
			if l.hidden == nil {
				l.hidden = map[Column]client.Secret{}
			}
			l.hidden[c] = secret
		}
	}
	l.region = client.WithoutSecrets(l.region)
}

// noteHidden refuses what is hidden, whatever else is to be said of the dots.
func (l *line) noteHidden() {
	for c := range l.hidden {
		l.note(c, model.Note{Level: model.Error, Text: model.T("batch.secret", "Column", model.T(c.Key()))})
	}
}

// recall puts into a cell what the register remembers of it, unless that is the dots of
// what is hidden.
func (l *line) recall(c Column, value string) {
	if secret, ok := l.hidden[c]; !ok || value != secret.String() {
		l.set(c, value)
	}
}
