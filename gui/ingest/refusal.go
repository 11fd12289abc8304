package ingest

import (
	"slices"

	"mooring/gui/model/ingest"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// doubts asks before one goes on with columns on whose account Platform refuses the first
// rows, and reports whether it does. What the user goes on with is not asked about again.
func (s *sheet) doubts() bool {
	rehearsal := s.in.Mapping.Rehearsal
	names := rehearsal.RefusedNames()
	if len(names) == 0 || slices.Equal(names, s.settled) {
		return false
	}
	question := s.actions.stage.Confirm(parts.Question{
		Name: "ingestRefused", Title: parts.Tr("bring.refusedTitle"), Text: parts.Tr("bring.refusedText", "Columns", names),
		Yes: parts.Tr("bring.refusedYes"), No: parts.Tr("bring.refusedNo"), Danger: true, Then: func() {
			s.settled = names
			s.goAhead()
		},
	})
	question.OnCancel = s.lookAtRefused
	if rehearsal.Curable() {
		cure := widgets.NewButton(parts.Tr("bring.refusedCure"), nil, func() {
			question.Hide()
			s.lookAtRefused()
			rehearsal.Cure()
		})
		s.actions.stage.Name("ingestRefused.cure", cure)
		question.AddButton(cure)
	}
	return true
}

// lookAtRefused shows the first of the columns that are refused.
func (s *sheet) lookAtRefused() {
	s.turn(ingest.StepMapping)
	page, ok := s.pages[ingest.StepMapping].(*mappingPage)
	if refused := s.in.Mapping.Rehearsal.Refused(); ok && len(refused) > 0 {
		page.look(refused[0].Destination)
	}
}
