//go:build window

package windowtest

import (
	"testing"

	"mooring/client/history"
	"mooring/client/practice"
)

func TestKeysThatAmazonRefuses(t *testing.T) {
	app := startPractice(t)
	app.enter("Refused", practice.AccessKeyRefused)
	app.Click("create")
	app.WaitState("phase", "succeeded")
	app.WaitState("problem", "testRefused")
	app.Screenshot("trouble-refused")
	if entry := app.expectOne(); entry.Test != history.Refused {
		t.Errorf("the register says of the test %q", entry.Test)
	}
	app.Close()
}

// The connection is made and the answer is lost on its way: it has to be found.
func TestAnswerThatGetsLost(t *testing.T) {
	app := startPractice(t)
	app.enter("Lost", practice.AccessKeyLostAnswer)
	app.Click("create")
	app.WaitState("phase", "succeeded")
	app.WaitState("rows", "1")
	if entry := app.expectOne(); app.State("id") != string(entry.ConnectionID) {
		t.Errorf("the window shows %q and the register holds %s", app.State("id"), entry.ConnectionID)
	}
	app.Screenshot("trouble-lost")
	app.Close()
}

// The cursor goes to what has to be corrected, and correcting it is enough.
func TestWrongClientSecret(t *testing.T) {
	app := startPractice(t)
	app.enter("Wrong secret", practice.AccessKeyWorks)
	app.Click("account.edit")
	app.Fill("form.clientSecret", wrongSecret)
	app.Click("create")
	app.WaitState("phase", "trouble")
	app.WaitState("focus", "form.clientSecret")
	app.Screenshot("trouble-secret")
	if made := app.Made(); len(made) > 0 {
		t.Errorf("%d connections were made", len(made))
	}
	app.Key("ctrl+a")
	app.Type(practice.ClientSecret)
	app.Click("create")
	app.WaitState("phase", "succeeded")
	app.WaitState("rows", "1")
	app.expectOne()
	app.Close()
}

// By keyboard from keys that are refused to others that are refused, too: the focus stays
// in the panel, also where the button is gone that the sheet was opened by. What a search
// hides in the list can be shown there again.
func TestFocusStaysInThePanel(t *testing.T) {
	app := startPractice(t)
	app.resize(1366, 700)
	app.enter("Refused", practice.AccessKeyRefused)
	app.Key("Return")
	app.WaitState("phase", "succeeded")
	app.TabTo("progress.replace")
	app.Key("space")
	app.WaitState("sheet", "replace")
	app.Fill("replace.accessKey", practice.FreshKey(practice.AccessKeyRefused))
	app.Fill("replace.secretKey", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
	app.Key("Return")
	app.WaitState("sheet", "replaced")
	app.Key("Return")
	app.WaitState("sheet", "")
	app.WaitState("focus", "details.tabs")
	app.TabTo("details.replace")
	app.Key("space")
	app.WaitState("sheet", "replace")
	app.Key("Escape")
	app.WaitState("sheet", "")
	app.WaitState("focus", "details.replace")
	app.Fill("register.search", "nothing")
	app.WaitState("rows", "0")
	app.Screenshot("trouble-hidden")
	app.Click("details.showInList")
	app.WaitState("rows", "1")
	app.WaitState("focus", "register.grid")
	app.Screenshot("trouble-shown")
	app.Close()
}
