package model

// keyFields are the fields in which a slip is costly: Platform never shows again what
// was there before.
var keyFields = []Field{FieldAccessKey, FieldSecretKey, FieldSessionToken}

// Doubts are the fields with a key that may be right but does not look it, and of which
// the user has not said yet that it is meant.
func (f *Form) Doubts() []Field {
	var doubts []Field
	for _, field := range keyFields {
		if f.Judge(field).Level == Warning && !f.of(field).meant {
			doubts = append(doubts, field)
		}
	}
	return doubts
}

// Mean says that what stands in fields is meant, until it is changed.
func (f *Form) Mean(fields ...Field) {
	for _, field := range fields {
		f.of(field).meant = true
	}
}
