package gui

import (
	"crypto/x509"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"mooring/client"
	"mooring/client/amazon"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/proxy"
	"mooring/client/proxy/proxytest"
	"mooring/client/secrets"
	"mooring/gui/model"
	batchmodel "mooring/gui/model/batch"
	"mooring/gui/parts"
	"mooring/gui/support"
	"mooring/gui/widgets"
)

// sheetStates open the sheets one after the other, in a window that is signed in
// to an organization and has a connection selected.
var sheetStates = []struct {
	name string
	show func(*screen)
}{
	{"settings", func(v *screen) { v.command("settings.title") }},
	{"forgetAll", func(v *screen) { v.main.settingsSheet.Forget() }},
	{"about", func(v *screen) { v.command("menu.about") }},
	{"licences", func(v *screen) { v.command("menu.about"); v.press(parts.Tr("about.licences")) }},
	{"firstSteps", func(v *screen) { v.command("menu.firstSteps") }},
	{"shortcuts", func(v *screen) { v.command("menu.shortcuts") }},
	{"scenarios", func(v *screen) { v.command("menu.scenarios") }},
	{"diagnose", func(v *screen) { v.command("diagnose.menu") }},
	{"font", func(v *screen) { support.AdviseFont(v.main.stage) }},
	{"rename", func(v *screen) { v.command("account.rename") }},
	{"addresses", func(v *screen) {
		v.command("account.addresses")
		v.enter("sheet.platformURL", "no address")
		v.tap("sheet.submit")
	}},
	{"authority", func(v *screen) {
		before := v.main.stage.Files.Desktop
		defer func() { v.main.stage.Files.Desktop = before }()
		v.command("account.addresses")
		root := proxytest.NewAuthority(v.t, "Luma Internal Root Certificate Authority 2024 for Devices and Servers")
		server, err := x509.ParseCertificate(root.Issue(v.t, "platform.luma.example").Certificate[0])
		if err != nil {
			v.t.Fatal(err)
		}
		v.answerFile(client.Authorities{{Certificate: root.Certificate}, {Certificate: server}}.PEM() + proxytest.NewAuthority(v.t, "Luma Issuing").PEM())
		v.tap("sheet.authority.choose")
	}},
	{"proxy", func(v *screen) {
		v.main.proxyLogin.Asked.Emit(proxy.Question{Proxy: "webproxy.internal.luma.example:8080", User: "ada", Wrong: true})
	}},
	{"remove", func(v *screen) { v.command("account.remove") }},
	{"removeAnyway", func(v *screen) { v.main.account.RemoveAnyway(v.main.accounts.Chosen(), secrets.ErrUnavailable) }},
	{"forgetRest", func(v *screen) {
		support.ForgetTheRest(v.main.stage, support.Forgetting{Service: "app.mooring.Mooring"}, secrets.ErrUnavailable)
	}},
	{"forget", func(v *screen) {
		v.main.stage.Confirm(parts.Question{
			Name: "forget", Title: parts.Tr("forget.title"), Text: parts.Tr("forget.unsettled", "Name", "Loyalty exports of the southern region"),
			Yes: parts.Tr("forget.yes"), No: parts.Tr("cancel.button"), Danger: true,
		})
	}},
	{"pick", func(v *screen) {
		v.main.panel.actions.Pick(history.Entry{Name: "Loyalty exports", Candidates: []client.ConnectionID{
			"4cb0c374-d3bb-4557-b139-5712880adc55", "6a1cf3a5-d3bb-4557-b139-5712880adc55",
		}})
	}},
	{"pickAdobe", func(v *screen) { v.drop("workspace.json", string(sample(v.t, "right/adobe_workspace_several.json"))) }},
	{"fileTrouble", func(v *screen) { v.drop("private.key", "-----BEGIN RSA PRIVATE KEY-----\n") }},
	{"saveAs", func(v *screen) {
		v.main.stage.Files.Save(parts.FileQuestion{Title: parts.Tr("export.where"), Ending: ".csv"}, "mooring-connections-2026-12-31.csv")
	}},
	{"paste", func(v *screen) {
		v.focus("form.secretKey")
		v.main.panel.filler.Pasted("aws_access_key_id=" + exampleKeyID + "\naws_secret_access_key=" + exampleSecretKey)
	}},
	{"keys", func(v *screen) {
		v.checkKeysWith(&fakeChecker{findings: []amazon.Finding{
			{Check: amazon.Identity, Verdict: amazon.Passed, ARN: "arn:aws:iam::123456789012:user/experience-platform/mooring-for-loyalty"},
			{Check: amazon.ListBuckets, Verdict: amazon.NotNeeded, Reason: amazon.BucketNamed, Cause: amazon.CauseDenied},
			{Check: amazon.Region, Verdict: amazon.Failed, Cause: amazon.CauseRegion, Region: "ap-southeast-6", ServiceURL: client.S3RegionURL("ap-southeast-6")},
			{Check: amazon.ListFolder, Verdict: amazon.Skipped, Reason: amazon.EarlierFailure},
		}})
	}},
	{"policy", func(v *screen) { v.main.panel.create.ShowPolicy() }},
	{"quit", func(v *screen) {
		v.main.stage.Confirm(parts.Question{Name: "quit", Title: parts.Tr("quit.title"), Text: parts.Tr("quit.text"), Yes: parts.Tr("quit.anyway"), No: parts.Tr("quit.stay")})
	}},
	{"crash", func(v *screen) { support.OfferCrash(v.main.stage, oneCrash{}) }},
	{"crashReport", func(v *screen) {
		support.OfferCrash(v.main.stage, oneCrash{})
		v.tap("crash.show")
	}},
	{"tableReplace", func(v *screen) {
		v.toTable()
		v.main.batch.Set(1, batchmodel.Name, "Two")
		v.tap("table.another")
	}},
	{"tableRehearse", func(v *screen) { v.toTable(); v.tap("table.rehearse") }},
	{"tableDoubtful", func(v *screen) { v.toTable(); v.tap("table.create") }},
	{"tableStakes", func(v *screen) { v.toTable(); v.tap("table.create"); v.tap("tableDoubtful.submit") }},
	{"leavePractice", func(v *screen) {
		v.main.showBatch(false)
		v.main.accounts.ChoosePractice()
		v.drop("credential.json", string(sample(v.t, "right/adobe_console.json")))
	}},
}

// toTable goes to a table with a row for production, and one to check, which has its keys.
func (v *screen) toTable() {
	v.t.Helper()
	if v.main.batch.Len() > 0 {
		v.command("table.menu")
		return
	}
	v.dropTable(
		tableRow("Orders of all shops of the southern region", "AKIATABLE000EXAMPLE1", practice.SandboxProduction),
		tableRow("Two", "AKIATABLE000EXAMPLE1", practice.SandboxProduction),
	)
}

// oneCrash is a report that is still to be offered.
type oneCrash struct{}

func (oneCrash) Latest() (path, text string, ok bool) {
	return "/home/somebody/.local/share/mooring/crashes/crash-20260102-030400.000.txt", strings.Repeat("goroutine 1 [running]:\n", 40), true
}

func (oneCrash) Keep() error { return nil }

func (oneCrash) Delete() error { return nil }

// TestNoSheetIsCutOff looks at every sheet in every language, in the least window.
func TestNoSheetIsCutOff(t *testing.T) {
	t.Cleanup(func() { speak(t, "en.json") })
	for _, size := range sizes(t) {
		if longest := size.language == "fr.json"; size.screen == 1 && size.text < 1.5 && (size.text > 1 || !longest) {
			continue // what fits in the largest size, and as it is drawn in the longest language, fits between
		}
		t.Run(size.String(), func(t *testing.T) {
			_, address := realServer(t)
			v := size.open(t)
			v.layout(smallest)
			v.main.keyring = secrets.NewSession()
			v.tap("welcome.organization")
			v.signInTo(address, practice.ClientSecret)
			v.fill("Loyalty", exampleKeyID)
			v.main.accounts.Rename(v.main.accounts.Chosen().ID, "Acme") // the first name of an account ends in dots
			states := sheetStates
			for _, form := range []*model.Form{v.main.accounts.Form, v.main.form} {
				for _, field := range form.Fields() {
					if _, ok := model.HelpFor(field); ok {
						states = append(states[:len(states):len(states)], struct {
							name string
							show func(*screen)
						}{"help", func(v *screen) { v.main.stage.ExplainField(field) }})
					}
				}
			}
			for i, state := range states {
				state.show(v)
				v.expect("sheet", state.name)
				v.layout(smallest)
				v.wantSheetWhole(fmt.Sprintf("%s %d", state.name, i), size.text)
				v.hideSheets()
			}
		})
	}
}

// wantSheetWhole complains of what the open sheet does not show whole.
func (v *screen) wantSheetWhole(name string, textScale float32) {
	v.t.Helper()
	top := v.canvas().Overlays().Top()
	if top == nil {
		v.t.Errorf("%s: there is no sheet", name)
		return
	}
	for _, cut := range append(cutOff(top, v.canvas()), shortened(top, textScale)...) {
		v.t.Errorf("%s: %s", name, cut)
	}
	window := v.canvas().Size()
	type place struct {
		text     string
		at, size fyne.Position
	}
	var buttons []place
	scrolled := map[fyne.CanvasObject]bool{} // which may be below what can be seen
	eachVisible(top, func(o fyne.CanvasObject) {
		if scroll, ok := o.(*container.Scroll); ok {
			eachVisible(scroll.Content, func(o fyne.CanvasObject) { scrolled[o] = true })
		}
		b, ok := o.(*widgets.Button)
		if !ok || b.Text == "" || scrolled[o] {
			return
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
		end := at.AddXY(b.Size().Width, b.Size().Height)
		const near = 0.5
		if b == v.submit() && (end.Y > window.Height+near || at.Y < -near) {
			v.t.Errorf("%s: the button %q is out of the window: from %v to %v", name, b.Text, at, end)
		}
		for _, other := range buttons {
			if at.X < other.size.X-near && other.at.X < end.X-near && at.Y < other.size.Y-near && other.at.Y < end.Y-near {
				v.t.Errorf("%s: the buttons %q and %q overlap", name, b.Text, other.text)
			}
		}
		buttons = append(buttons, place{b.Text, at, end})
	})
}

// submit is the primary button of the open sheet.
func (v *screen) submit() *widgets.Button {
	if sheet := v.main.stage.SheetNamed(v.state("sheet")); sheet != nil {
		yes, _ := sheet.Buttons()
		return yes
	}
	return nil
}

// openSignedIn opens a screen that is signed in to an organization, with a connection in
// the form.
func openSignedIn(t *testing.T) *screen {
	t.Helper()
	_, address := realServer(t)
	v := openScreen(t, t.TempDir())
	v.main.keyring = secrets.NewSession()
	v.tap("welcome.organization")
	v.signInTo(address, practice.ClientSecret)
	v.fill("Loyalty", exampleKeyID)
	return v
}

// TestNoDangerIsOneEnterAway opens every sheet: where its primary button destroys
// something, that is not what Enter presses.
func TestNoDangerIsOneEnterAway(t *testing.T) {
	v := openSignedIn(t)
	dangerous := 0
	for _, state := range sheetStates {
		state.show(v)
		sheet := v.main.stage.SheetNamed(v.state("sheet"))
		if sheet == nil {
			t.Fatalf("%s did not open", state.name)
		}
		if submit, _ := sheet.Buttons(); submit != nil && submit.Importance == widget.DangerImportance {
			dangerous++
			if v.canvas().Focused() == submit {
				t.Errorf("%s: the red button has the focus", state.name)
			}
		}
		sheet.Hide()
	}
	if dangerous < 4 {
		t.Errorf("%d dangerous sheets, want at least 4: this test looks past them", dangerous)
	}
}

// TestEverySheetByTab walks every sheet by Tab: whatever has the focus is one of our
// widgets, which show it, is in sight of the sheet, and Esc closes the sheet from there.
func TestEverySheetByTab(t *testing.T) {
	v := openSignedIn(t)
	const most = 60 // stops of a sheet
	walked := 0
	for _, state := range sheetStates {
		state.show(v)
		name := v.state("sheet")
		var stops []fyne.Focusable
		for range most {
			focused := v.canvas().Focused()
			if focused == nil || slices.Contains(stops, focused) {
				break
			}
			stops = append(stops, focused)
			if !strings.HasPrefix(typeName(focused), "*widgets.") {
				t.Errorf("%s: the focus is on a %T, which does not show it", state.name, focused)
			}
			if o, ok := focused.(fyne.CanvasObject); !ok || !slices.Contains(v.shown(), o) || o.Size().IsZero() {
				t.Errorf("%s: %T has the focus and cannot be seen", state.name, focused)
			}
			v.canvas().FocusNext()
		}
		walked += len(stops)
		if len(stops) == 0 {
			t.Errorf("%s: nothing has the focus", state.name)
			continue
		}
		v.canvas().Focus(stops[len(stops)-1])
		v.escape()
		if v.state("sheet") == name {
			t.Errorf("%s: Esc does not close it from a %T", state.name, stops[len(stops)-1])
		}
		for v.state("sheet") != "" {
			v.main.stage.SheetNamed(v.state("sheet")).Hide()
		}
	}
	if walked < 3*len(sheetStates) {
		t.Errorf("%d stops of %d sheets: this test looks past them", walked, len(sheetStates))
	}
}

// A sheet that takes the room of the window follows it: the rows of "Columns" become more
// where the window becomes larger, and stay in it where that becomes smaller.
func TestSheetFollowsTheWindow(t *testing.T) {
	v := withIngest(t, membersFile)
	v.next()
	v.intoDataset("Customers")
	v.next()
	at := func(size fyne.Size) (rows float32) {
		v.layout(size)
		settle(v.canvas().Overlays().Top())
		foot := v.object("ingest.submit")
		if y := fyne.CurrentApp().Driver().AbsolutePositionForObject(foot).Y + foot.Size().Height; y > size.Height {
			t.Errorf("the buttons end at %v of %v", y, size)
		}
		return named[*widgets.Grid](v, "ingest.pairs").Size().Height
	}
	const larger = 200
	small := at(fyne.NewSize(1240, 660))
	if large := at(fyne.NewSize(1440, 660+larger)); large < small+larger/2 {
		t.Errorf("the rows have %v, and %v in a window that is %v higher", small, large, larger)
	}
	at(fyne.NewSize(960, 640))
}
