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
