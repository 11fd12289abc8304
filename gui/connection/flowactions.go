package connection

import (
	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/parts"
)

// flowQuestions are what is asked before a dataflow of production is touched.
var flowQuestions = map[model.FlowHelp]struct{ title, text, yes string }{
	model.HelpRetry:  {"flows.retryTitle", "flows.retryText", "flows.retry"},
	model.HelpStart:  {"flows.startTitle", "flows.startText", "flows.start"},
	model.HelpPause:  {"flows.pauseTitle", "flows.pauseText", "flows.pause"},
	model.HelpResume: {"flows.resumeTitle", "flows.resumeText", "flows.resume"},
}

// help does something about a dataflow of the connection at hand. Unless little is at
// stake in its sandbox, what changes something there is asked about first.
func (a *Actions) help(what model.FlowHelp, flow history.Dataflow) {
	entry := a.current.Entry()
	if !a.needs.Idle() {
		a.stage.Toast.Note(parts.Tr("busy.note"))
		return
	}
	switch what {
	case model.HelpKeys:
		if byRole(entry) {
			a.needs.ShowBucketPolicy(entry)
			return
		}
		a.Replace(entry)
		return
	case model.HelpRows:
		a.Rows(entry, flow)
		return
	}
	do := map[model.FlowHelp]func(history.Dataflow){
		model.HelpRetry: a.flows.Acts.Retry, model.HelpStart: a.flows.Acts.RunNow, model.HelpPause: a.flows.Acts.Pause, model.HelpResume: a.flows.Acts.Resume,
	}[what]
	if a.needs.Kind(entry.Place) == model.SandboxDevelopment {
		do(flow)
		return
	}
	q := flowQuestions[what]
	a.stage.Confirm(parts.Question{
		Name: "flowAction", Title: parts.Tr(q.title), Yes: parts.Tr(q.yes), No: parts.Tr("cancel.button"),
		Text: parts.Tr(q.text, "Flow", flow.Name, "Sandbox", entry.Place.Sandbox, "Count", max(flow.Failed, 1)),
		Then: func() { do(flow) },
	})
}
