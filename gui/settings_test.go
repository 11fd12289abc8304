package gui

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model"
	"mooring/gui/model/register"
	supportmodel "mooring/gui/model/support"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// typed is what a user has entered and arranged, which no setting may lose.
type typed struct {
	values         map[model.Field]string
	notes          map[model.Field]string
	rows, selected int
	widths         []float32
	split          float64
	signedIn       string
	search         string
	phase, id      string
}

func (v *screen) typed() typed {
	v.t.Helper()
	now := typed{
		values: map[model.Field]string{}, notes: map[model.Field]string{}, rows: v.main.table.Count(), selected: v.grid().Selected(),
		widths: slices.Clone(v.grid().Widths()), split: v.main.split.Offset, signedIn: v.state("signedIn"),
		search: v.search().Text, phase: v.state("phase"), id: v.state("id"),
	}
	for _, form := range []*model.Form{v.main.form, v.main.accounts.Form} {
		for _, field := range form.Fields() {
			if in := v.form(field); in != nil {
				now.values[field] = in.Entry.Text
				now.notes[field] = string(rune('0' + int(form.Note(field).Level))) //nolint:gosec // a digit
			}
		}
	}
	now.values[model.FieldSandbox] = fmt.Sprint(v.main.accounts.Form.Value(model.FieldSandbox), v.main.account.Bar.Sandboxes.SelectedIndex())
	return now
}

func (v *screen) wantTyped(when string, want typed) {
	v.t.Helper()
	got := v.typed()
	if !maps.Equal(got.values, want.values) {
		v.t.Errorf("%s: the fields hold %v, want %v", when, got.values, want.values)
	}
	if !maps.Equal(got.notes, want.notes) {
		v.t.Errorf("%s: the notes are %v, want %v", when, got.notes, want.notes)
	}
	if !slices.Equal(got.widths, want.widths) {
		v.t.Errorf("%s: the columns are %v, want %v", when, got.widths, want.widths)
	}
	for what, pair := range map[string][2]any{
		"rows": {got.rows, want.rows}, "selected row": {got.selected, want.selected}, "split": {got.split, want.split},
		"sign-in": {got.signedIn, want.signedIn}, "search": {got.search, want.search},
		"phase": {got.phase, want.phase}, "id": {got.id, want.id},
	} {
		if pair[0] != pair[1] {
			v.t.Errorf("%s: %s is %v, want %v", when, what, pair[0], pair[1])
		}
	}
}

// arranged is a window in the middle of work: two connections, one of them
// selected and found by a search, and a third that is half entered.
func arranged(t *testing.T) *screen {
	t.Helper()
	v := startPractice(t)
	v.made("Qwxz one", practice.AccessKeyWorks)
	v.made("Qwxz two", "AKIAI44QH8DHBEXAMPLE")
	v.main.panel.create.Unfold()
	for name, text := range map[string]string{
		"form.name": "Qwxz three", "form.description": "Qwxz", "form.accessKey": "ASIAIOSFODNN7EXAMPLE", "form.secretKey": "qwxz",
		"form.bucket": "qwxz-bucket", "form.folder": "qwxz/folder", "form.serviceURL": "https://s3.eu-west-3.amazonaws.com/",
	} {
		v.enter(name, text)
	}
	v.canvas().Unfocus()
	v.selectRow(1)
	widths := slices.Clone(v.grid().Widths())
	widths[0] += 23
	v.grid().SetWidths(widths)
	v.grid().OnWidthsChanged(widths)
	v.main.split.SetOffset(0.61)
	return v
}

func TestSettingsKeepWhatIsTyped(t *testing.T) {
	v := arranged(t)
	before := v.typed()
	if before.selected < 0 || before.signedIn != "yes" {
		t.Fatalf("the test has not arranged the window: %+v", before)
	}
	v.command("settings.title")
	v.expect("sheet", "settings")
	for _, name := range []string{"settings.theme", "settings.size", "settings.language"} {
		for i := range v.object(name).(*widgets.Select).Options {
			s := v.object(name).(*widgets.Select)
			s.SetSelectedIndex(i)
			v.wantTyped(name+" "+s.Options[i], before)
			v.expect("sheet", "settings")
			if t.Failed() {
				return
			}
		}
	}
}

// A larger text makes the sheet longer than the window: what was just chosen stays in sight,
// and so it does where the window gets smaller.
func TestFocusStaysInSightInASheet(t *testing.T) {
	v := startPractice(t)
	v.main.stage.Window.Resize(fyne.NewSize(683, 300))
	v.command("settings.title")
	v.focus("settings.size")
	size := named[*widgets.Select](v, "settings.size")
	seen := func(when string) {
		t.Helper()
		if !widgets.InSight(size) {
			t.Errorf("%s, the size of the text is out of sight", when)
		}
	}
	for _, text := range []string{"150%", "100%", "150%"} {
		v.choose("settings.size", text)
		seen("at " + text)
	}
	v.main.stage.Window.Resize(fyne.NewSize(683, 270))
	seen("in a lower window")
}

func TestSearchSurvivesALanguage(t *testing.T) {
	v := arranged(t)
	v.enter("register.search", "two")
	v.runner.Fire()
	rows := v.main.table.Count()
	v.command("settings.title")
	v.choose("settings.language", "Français")
	v.press(parts.Tr("close.button"))
	if got := v.main.table.Count(); got != rows || v.search().Text != "two" {
		t.Errorf("%d rows of %d, and the search says %q", got, rows, v.search().Text)
	}
}

// What is entered under "More" is not hidden by a change of language.
func TestFoldStaysOpen(t *testing.T) {
	v := arranged(t)
	v.command("settings.title")
	v.choose("settings.language", "Français")
	v.press(parts.Tr("close.button"))
	v.tap("register.new") // a connection that is selected stands in front of the form
	if v.main.panel.create.Folded() || !v.visible("form.bucket") {
		t.Error("the bucket and the folder that were entered are hidden")
	}
}

func TestSettingsSurviveARestart(t *testing.T) {
	v := startPractice(t)
	v.command("settings.title")
	v.choose("settings.theme", parts.Tr("settings.dark"))
	v.choose("settings.size", "130%")
	v.choose("settings.language", "Français")
	v.press(parts.Tr("close.button"))
	again := v.restart()
	look := again.main.settings.Look()
	if look.Theme != supportmodel.ThemeDark || look.TextScale != 1.3 || look.Language != "fr" {
		t.Errorf("look %+v", look)
	}
}

// A start finds the list in the order and with the states that it was left in, and nothing
// typed into the search, whose words are of the moment.
func TestListIsFoundAgain(t *testing.T) {
	v := startPractice(t)
	v.made("Loyalty", practice.AccessKeyWorks)
	v.entry(history.Entry{AttemptID: unknownAttempt, Place: practicePlace, Name: "Accounts"}, history.Outcome{State: history.Failed})
	v.main.table.SortBy(history.ByName, false)
	filter := v.main.table.Filter()
	filter.Statuses, filter.Period = []history.Status{history.StatusFailed, history.StatusNotTested}, register.Today
	v.main.table.SetFilter(filter)
	v.enter("register.search", "acc")
	v.expect("rows", "1")

	again := v.restart()
	query := again.main.table.Query()
	if query.Sort != history.ByName || query.Descending || query.Search != "" {
		t.Errorf("the query is %+v", query)
	}
	if got := again.main.table.Filter(); !slices.Equal(got.Statuses, filter.Statuses) || got.NoFlow || got.Period != register.AnyTime {
		t.Errorf("the filter is %+v", got)
	}
	again.expect("rows", "1")
	again.tap("register.filter")
	if got := again.object("filter.status").(*widgets.MultiChoice).Chosen(); len(got) != 2 {
		t.Errorf("the row of filters shows %v", got)
	}
	again.tap("filter.clear")
	again.expect("rows", "2")
	again.main.table.SetFilter(register.Filter{NoFlow: true})
	if got := again.restart().main.table.Filter(); len(got.Statuses) != 0 || !got.NoFlow {
		t.Errorf("after another start the filter is %+v", got)
	}
}

// What a later version has kept is no reason for an empty list.
func TestUnknownListIsNotFoundAgain(t *testing.T) {
	v := startPractice(t)
	v.made("Loyalty", practice.AccessKeyWorks)
	v.main.settings.Change(func(l *supportmodel.Look) {
		l.List = supportmodel.List{Sort: "color", Statuses: []history.Status{"shiny"}}
	})
	again := v.restart()
	again.expect("rows", "1")
	if again.visible("register.showAll") || again.main.table.Query().Sort != history.ByStarted {
		t.Errorf("the list is that of %+v", again.main.table.Query())
	}
}

func TestSecretFileReminderSurvivesALanguage(t *testing.T) {
	v := startPractice(t)
	v.main.notices.FilledFrom("accessKeys.csv")
	v.main.notices.FilledFrom("凭据.json")
	v.command("settings.title")
	v.choose("settings.language", "简体中文")
	v.press(parts.Tr("close.button"))
	if got, want := v.reminder(), parts.Tr("banner.secretFile", "File", "accessKeys.csv、凭据.json"); got != want || !v.visible("banner.reminder") {
		t.Errorf("the banner says %q, want %q", got, want)
	}
}

// pieces are what remains of sentences once their values are cut out.
func pieces(sentences map[string]string) []string {
	var found []string
	for _, sentence := range sentences {
		for _, piece := range placeholder.Split(sentence, -1) {
			if piece = strings.TrimSpace(piece); strings.ContainsFunc(piece, unicode.IsLetter) { // a dash is of no language
				found = append(found, piece)
			}
		}
	}
	return found
}

// among reports whether a text is one of these pieces, or a row of one, and no
// mere word that is the same everywhere.
func among(text string, of []string) bool {
	return slices.ContainsFunc(of, func(piece string) bool {
		return piece == text || len(text) > 3 && strings.Contains(piece, text) || strings.Contains(piece, " ") && strings.Contains(text, piece)
	})
}

// menuTexts are the words of the main menu.
func (v *screen) menuTexts() []string {
	var found []string
	for _, menu := range v.main.menu.main.Items {
		found = append(found, menu.Label)
	}
	for _, item := range offeredBy(v.main.menu.main) {
		found = append(found, item.Label)
	}
	return found
}

func (v *screen) visibleTexts() []string {
	found := v.menuTexts()
	for _, o := range v.shown() {
		if text, ok := textOf(o); ok {
			found = append(found, text)
		}
		if s, ok := o.(*widgets.Select); ok {
			found = append(found, s.Options...)
		}
	}
	return found
}

func TestNothingStaysInTheOldLanguage(t *testing.T) {
	files := map[string]string{"English": "en.json", "Français": "fr.json", "简体中文": "zh-Hans.json"}
	pages := map[string]func(*screen){
		"the window": func(*screen) {},
		"settings":   func(v *screen) { v.command("settings.title") },
		"scenarios":  func(v *screen) { v.command("menu.scenarios") },
		"shortcuts":  func(v *screen) { v.command("menu.shortcuts") },
		"firstSteps": func(v *screen) { v.command("menu.firstSteps") },
		"about":      func(v *screen) { v.command("menu.about") },
		"help":       func(v *screen) { v.focus("form.accessKey"); v.key(fyne.KeyF1) },
		"policy":     func(v *screen) { v.command("amazon.policy") },
		"trouble": func(v *screen) {
			v.enter("form.name", "Qwxz four")
			v.enter("form.accessKey", "AKIAQWXZFODNEXAMPLE1")
			v.enter("form.secretKey", exampleSecretKey)
			v.tap("create")
		},
		"welcome": func(v *screen) { v.main.showWelcome(true) },
	}
	for from, to := range map[string]string{"English": "Français", "Français": "简体中文", "简体中文": "English"} {
		v := arranged(t)
		v.backend.practice.Misbehave(practice.Fault{Op: practice.OpCreate, Status: 403})
		// A problem that was worded before the change has to speak the new language, too.
		pages["trouble"](v)
		v.main.accounts.UseToken(true)
		v.command("settings.title")
		v.choose("settings.language", from)
		v.choose("settings.language", to)
		old, now := texts(t, files[from]), texts(t, files[to])
		for key, sentence := range old {
			if now[key] == sentence {
				delete(old, key)
			}
		}
		oldPieces, newPieces := pieces(old), pieces(now)
		for _, page := range slices.Sorted(maps.Keys(pages)) {
			v.hideSheets()
			pages[page](v)
			for _, text := range v.visibleTexts() {
				text = strings.TrimSpace(strings.TrimSuffix(text, "…"))
				if text == from || strings.Contains(text, "Qwxz") || !among(text, oldPieces) || among(text, newPieces) {
					continue
				}
				t.Errorf("%s to %s, %s: %q is still there", from, to, page, text)
			}
		}
		v.close()
	}
}
