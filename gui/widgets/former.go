package widgets

import "fyne.io/fyne/v2"

// What List was called while it was several widgets. These names go once nobody
// uses them.
type (
	// StepList is a List made by NewSteps.
	StepList = List
	// FindingList is a List made by NewFindings.
	FindingList = List
	// Finding is an Item.
	Finding = Item
	// StepState is a Sign.
	StepState = Sign
	// FindingState is a Sign.
	FindingState = Sign
)

// Former names of signs.
const (
	StepWaiting, FindingWaiting = SignWaiting, SignWaiting
	StepRunning, FindingRunning = SignRunning, SignRunning
	StepDone, FindingPassed     = SignDone, SignDone
	StepWarned, FindingWarned   = SignWarned, SignWarned
	StepFailed, FindingFailed   = SignFailed, SignFailed
	StepSkipped, FindingSkipped = SignSkipped, SignSkipped
	FindingNotNeeded            = SignNotNeeded
)

// NewStepList is NewSteps.
func NewStepList(names ...string) *List { return NewSteps(names...) }

// NewFindingList is NewFindings.
func NewFindingList() *List { return NewFindings() }

// Happening is an Item of a history.
type Happening struct {
	When, What, Detail string
	Icon               fyne.Resource
	ColorName          fyne.ThemeColorName
}

// Timeline is a List made by NewHistory.
type Timeline struct{ List }

// NewTimeline is NewHistory.
func NewTimeline() *Timeline {
	t := &Timeline{List{history: true}}
	t.ExtendBaseWidget(t)
	return t
}

// Set is SetItems.
func (t *Timeline) Set(happened []Happening) {
	items := make([]Item, len(happened))
	for i, h := range happened {
		items[i] = Item{State: SignDot, Title: h.What, Tail: h.When, Text: h.Detail, Icon: h.Icon, ColorName: h.ColorName}
	}
	t.SetItems(items)
}

// Items is what Set was given.
func (t *Timeline) Items() []Happening {
	out := make([]Happening, t.Length())
	for i, item := range t.List.Items() {
		out[i] = Happening{When: item.Tail, What: item.Title, Detail: item.Text, Icon: item.Icon, ColorName: item.ColorName}
	}
	return out
}
