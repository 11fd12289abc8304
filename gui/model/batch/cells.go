package batch

import (
	"mooring/client"
	"mooring/client/credentials"
	"mooring/gui/model"
)

// cells are what stands in a row, and what the checks say of it.
type cells struct {
	plain   [columnCount]string // without the secrets
	key     client.Secret
	token   client.Secret
	hidden  map[Column]client.Secret // what is none of its column's business; dots stand in plain
	region  string                   // as its file names it, beside an address
	notes   map[Column]model.Note
	refused bool // a check says that it cannot be right
	odd     bool // a check has its doubts
}

func (s *cells) value(c Column) string {
	switch c {
	case SecretKey:
		return s.key.Reveal()
	case SessionToken:
		return s.token.Reveal()
	}
	return s.plain[c]
}

func (s *cells) set(c Column, value string) {
	switch c {
	case SecretKey:
		s.key = client.NewSecret(value)
	case SessionToken:
		s.token = client.NewSecret(value)
	default:
		s.plain[c] = value
		delete(s.hidden, c)
	}
}

// note takes note of what a check says of a cell.
func (s *cells) note(c Column, note model.Note) {
	if note.Level == model.Fine {
		return
	}
	if s.notes == nil {
		s.notes = map[Column]model.Note{}
	}
	s.notes[c] = note
	s.refused = s.refused || note.Level == model.Error
	s.odd = s.odd || note.Level == model.Warning
}

// worst is the first of the notes that weigh most.
func (s *cells) worst() model.Text {
	var worst model.Note
	for _, c := range Columns() {
		if note := s.notes[c]; note.Level > worst.Level {
			worst = note
		}
	}
	return worst.Text
}

// checkRegion doubts an address that is that of another region than the one beside it.
func (s *cells) checkRegion() {
	code, ok := credentials.RegionNamed(s.region)
	if !ok {
		address, _ := client.ParseS3Address(s.region)
		code = address.Region
	}
	of := client.S3RegionOf(s.plain[ServiceURL])
	if code != "" && of != "" && code != of {
		s.note(ServiceURL, model.Note{Level: model.Warning, Text: model.T("batch.otherRegion", "Region", s.region)})
	}
}

// keyHash is the hash by which the register knows the key of a line, which has none by role.
func (s *cells) keyHash(hash func(string) string) string {
	if s.byRole() {
		return ""
	}
	return hash(s.plain[AccessKey])
}

// connection is what Platform is asked to create.
func (s *cells) connection() client.NewConnection {
	if s.byRole() {
		return client.NewConnection{
			Name: s.plain[Name], Description: s.plain[Description], Auth: client.AuthRole,
			S3: client.S3Credentials{Bucket: s.plain[Bucket], FolderPath: s.plain[Folder]},
		}
	}
	return client.NewConnection{
		Name: s.plain[Name], Description: s.plain[Description],
		S3: client.S3Credentials{
			AccessKeyID: s.plain[AccessKey], SecretAccessKey: s.key, SessionToken: s.token,
			ServiceURL: s.plain[ServiceURL], Bucket: s.plain[Bucket], FolderPath: s.plain[Folder],
		},
	}
}
