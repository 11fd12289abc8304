package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Happening is something that happened at some time.
type Happening struct {
	When, What string
	// Detail explains, in as many lines as it takes; may be "".
	Detail string
	// Icon is shown instead of a dot; may be nil.
	Icon fyne.Resource
	// ColorName is that of the icon or the dot; "" for a quiet one.
	ColorName fyne.ThemeColorName
}

// Timeline shows what happened, one thing below the other in the order that is
// given. Its height depends on the texts and on its width.
type Timeline struct {
	widget.BaseWidget

	items []Happening
}

// NewTimeline returns a timeline on which nothing happened.
func NewTimeline() *Timeline {
	t := &Timeline{}
	t.ExtendBaseWidget(t)
	return t
}

// Set replaces what happened. What stays the same is not drawn again.
func (t *Timeline) Set(items []Happening) {
	if slices.Equal(t.items, items) {
		return
	}
	t.items = slices.Clone(items)
	t.Refresh()
}

// Items returns what is shown.
func (t *Timeline) Items() []Happening { return slices.Clone(t.items) }

const (
	timelineWidth       = 420 // until it is known
	timelineNarrow      = 300 // below it, the time stands below what happened
	timelineWhatLines   = 4
	timelineDetailLines = 12
)

// timelineSizes are the measures of a timeline at a width.
type timelineSizes struct {
	text, caption, step, small float32
	side, pad                  float32
	x, room                    float32
	stacked                    bool
}

func (t *Timeline) sizes(width float32) timelineSizes {
	s := timelineSizes{
		text: measure(t, theme.SizeNameText), caption: measure(t, theme.SizeNameCaptionText),
		side: measure(t, theme.SizeNameInlineIcon), pad: measure(t, theme.SizeNamePadding),
		stacked: width < timelineNarrow,
	}
	s.step, s.small = s.text*1.3, s.caption*1.35
	s.x = s.side + s.pad*1.5
	s.room = max(width-s.x, 40)
	return s
}

// told is what happened as its lines.
type told struct {
	what, when, detail []string
	height             float32
}

func (t *Timeline) told(h Happening, s timelineSizes) told {
	plain := fyne.TextStyle{}
	var out told
	room := s.room
	if s.stacked {
		out.when = wrap(h.When, s.caption, plain, room, 2)
	} else if h.When != "" {
		// A time takes no more than half the line.
		out.when = []string{truncate(h.When, s.caption, plain, room/2)}
		room -= textWidth(out.when[0], s.caption, plain) + s.pad*2
	}
	out.what = wrap(h.What, s.text, plain, room, timelineWhatLines)
	out.detail = wrap(h.Detail, s.caption, plain, s.room, timelineDetailLines)
	out.height = float32(max(len(out.what), 1))*s.step + float32(len(out.detail))*s.small
	if s.stacked {
		out.height += float32(len(out.when)) * s.small
	}
	out.height = max(out.height, s.side)
	return out
}
