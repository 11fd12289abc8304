package widgets

// Button returns the field's copy button, to give it the focus.
func (c *CopyField) Button() *Button { return c.button }
