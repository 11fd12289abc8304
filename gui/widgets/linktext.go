package widgets

// Link is a text that is pressed like a button, as at the end of a line.
type Link = link

// NewLink returns a link.
func NewLink(text string, tapped func()) *Link {
	l := newLink()
	l.text, l.tapped = text, tapped
	l.Show()
	return l
}

// SetText changes the text.
func (l *link) SetText(text string) {
	if l.text != text {
		l.text = text
		l.Refresh()
	}
}

// Text returns the text.
func (l *link) Text() string { return l.text }
