package batch

import (
	"maps"
	"strings"

	"mooring/client"
	"mooring/client/credentials"
	"mooring/client/session"
	"mooring/gui/model"
)

// Follow lets the rows that name no place of their own follow the account and the
// sandbox that are chosen now, and all of them what is known of the sandboxes.
func (b *Batch) Follow() {
	if b.busy() {
		return
	}
	learned, now := b.learn(), b.book()
	if b.Len() == 0 || !learned && now.place() == b.checked {
		return
	}
	if now.place().Practice != b.checked.Practice {
		b.id = "" // what is made there is another batch
	}
	b.checked = now.place()
	b.followed++
	for _, l := range b.lines {
		l.recheck(now)
	}
	b.compare()
	b.ended = Ending{}
	b.Changed.Emit()
}

// recheck checks a line anew, unless it is settled, by what is chosen now.
func (l *line) recheck(now book) {
	if l.settled() {
		return
	}
	if l.filled {
		l.plain[Sandbox], l.filled = "", false
	}
	l.check(now)
}

// check cleans and judges a line as the form of a connection does, and finds out
// where it goes. What was said of it before no longer holds.
func (l *line) check(b book) {
	l.reveal()
	form := model.NewS3Form()
	l.said, l.notes, l.refused, l.odd = verdict{}, nil, l.wide, false
	way, ok := l.way()
	if !ok && l.plain[AccessKey] == "" {
		way = client.AuthRole // most likely; what to call it is to be said, and not that keys are missing
	}
	form.Set(model.FieldAuth, string(way))
	for c, field := range columnFields[:Sandbox] {
		form.Set(field, l.value(Column(c)))
	}
	form.CheckAll()
	notes := mendWhatIsClear(form)
	for c, field := range columnFields[:Sandbox] {
		l.set(Column(c), form.Value(field))
		note := form.Note(field)
		if note.Level < model.Cleaned {
			note = notes[field]
		}
		l.note(Column(c), note)
	}
	l.hide()
	if l.broken {
		l.note(Name, model.Note{Level: model.Warning, Text: model.T("batch.broken")})
	}
	if l.folded && l.notes[Description].Level < model.Cleaned {
		l.note(Description, model.Note{Level: model.Cleaned, Text: model.T("clean.joined")})
	}
	l.checkRegion()
	target, note := b.find(l.plain[Account])
	l.note(Account, note)
	l.checkSandbox(target, b)
	l.checkAccess(b)
	l.noteHidden()
}

// checkSandbox finds the sandbox of a line. One that names none goes into the chosen
// one, which is written into its cell; another account has none that is chosen.
func (l *line) checkSandbox(target session.Target, b book) {
	l.plain[Sandbox], _ = credentials.Clean(credentials.SandboxName, l.plain[Sandbox])
	if chosen := b.chosen.Account; l.plain[Sandbox] == "" && target.Account.OrgID != "" && target.Account.ID == chosen.ID {
		l.plain[Sandbox], l.filled = chosen.Sandbox, true
	}
	sandbox, note := b.sandbox(target, l.plain[Sandbox])
	l.plain[Sandbox], target.Account.Sandbox = sandbox, sandbox
	l.target = target
	if l.plain[Sandbox] == "" && target.Account.OrgID == "" {
		return // the account is to be put right first
	}
	if note.Level == model.Fine {
		note = model.CheckPlatformField(model.FieldSandbox, map[model.Field]string{model.FieldSandbox: sandbox}, false)
	}
	l.note(Sandbox, note)
}

// certain are the mends that leave no doubt of what is meant, and what is said of
// them: in a form they wait for a press, in a table there would be too many.
var certain = map[string]model.Text{
	"mend.split": model.T("batch.split"), "mend.swap": model.T("batch.swapped"), "mend.correct": model.T("batch.corrected"),
}

// mendWhatIsClear puts right what can only be meant in one way, and tells where.
func mendWhatIsClear(form *model.Form) map[model.Field]model.Note {
	notes := map[model.Field]model.Note{}
	const most = 4
	for range most {
		before := values(form)
		for _, field := range form.Fields() {
			mend, ok := form.Mend(field)
			if text, isClear := certain[mend.Label.Key]; ok && isClear {
				mend.Do()
				for changed, value := range values(form) {
					if before[changed] != value && value != "" {
						notes[changed] = model.Note{Level: model.Cleaned, Text: text}
					}
				}
			}
		}
		if maps.Equal(before, values(form)) {
			break
		}
	}
	// Many write one, and it means nothing; two of them might.
	if folder, ok := strings.CutSuffix(form.Value(model.FieldFolder), "/"); ok && folder != "" && !strings.HasSuffix(folder, "/") {
		form.Set(model.FieldFolder, folder)
		notes[model.FieldFolder] = model.Note{Level: model.Cleaned, Text: certain["mend.correct"]}
	}
	return notes
}

func values(form *model.Form) map[model.Field]string {
	values := make(map[model.Field]string, len(form.Fields()))
	for _, field := range form.Fields() {
		values[field] = form.Value(field)
	}
	return values
}
