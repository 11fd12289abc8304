//go:build window

package windowtest

import (
	"os"
	"path/filepath"
	"testing"

	"mooring/client/history"
	"mooring/client/practice"
)

// downloads is a folder with the two files as Adobe's console and Amazon's give
// them, of the organization that the practice Platform knows.
func downloads(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"OAuth Server-to-Server.json": `{"CLIENT_SECRETS":["` + practice.ClientSecret + `"],"ORG_ID":"` + practice.OrgID +
			`","SCOPES":["openid","AdobeID"],"CLIENT_ID":"` + practice.APIKey + `","TECHNICAL_ACCOUNT_ID":"0@techacct.adobe.com"}`,
		"accessKeys.csv": "Access key ID,Secret access key\r\n" + practice.AccessKeyWorks + "," + filledKey + "\r\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// The places in Fyne's file dialog, which tells none: it stands in the middle of the
// window, with a list whose first row leads to the parent, and a button in the corner.
const (
	dialogWidth, dialogHeight, dialogMargin = 900, 640, 40 // as Mooring makes it

	dialogRowX, dialogRowY, dialogRowH = 280, 124, 41 // from its upper left corner
	dialogYesX, dialogYesY             = 37, 23       // from its lower right corner
)

// dialogOpen waits until Fyne's file dialog is there, which looks at a folder before.
func (a *App) dialogOpen() {
	a.t.Helper()
	a.WaitStateFunc("overlays", "count the dialog", func(open string) bool { return open != "0" })
}

// dialog is where Fyne's file dialog stands.
func (a *App) dialog() Rect {
	a.t.Helper()
	width, height := a.size()
	r := Rect{W: min(dialogWidth, width-dialogMargin), H: min(dialogHeight, height-dialogMargin)}
	r.X, r.Y = (width-r.W)/2, (height-r.H)/2
	return r
}

// openFile takes the file of that place in the dialog that the named button opens.
// A double click does the same; a busy computer may see it as two.
func (a *App) openFile(button string, place int, picture string) {
	a.t.Helper()
	a.Click(button)
	a.takeFile(place, picture)
}

// takeFile takes the file of that place in the dialog that is about to open.
func (a *App) takeFile(place int, picture string) {
	a.t.Helper()
	a.dialogOpen()
	a.Screenshot(picture)
	at := a.dialog()
	a.clickAt(at.X+dialogRowX, at.Y+dialogRowY+place*dialogRowH)
	a.clickAt(at.X+at.W-dialogYesX, at.Y+at.H-dialogYesY)
	a.WaitState("overlays", "0")
}

// From the first start to a tested connection with the two downloaded files, by
// mouse, without typing a credential.
func TestFillFromTheTwoDownloadedFiles(t *testing.T) {
	app := StartAs(t, Setup{Env: []string{"XDG_DOWNLOAD_DIR=" + downloads(t)}})
	app.WaitState("welcome", "true")
	app.Click("welcome.practice")
	app.ready()
	app.openFile("s3.fill", 2, "files-1-adobe")
	app.WaitState("files", "1")
	app.WaitState("signedIn", "yes")
	app.openFile("s3.fill", 1, "files-2-amazon")
	app.WaitState("files", "2")
	app.WaitState("focus", "form.name") // which the files cannot know
	app.Type("Loyalty")
	app.Screenshot("files-3-filled")
	app.Key("Return")
	app.WaitState("phase", "succeeded")
	app.Screenshot("files-4-created")
	t.Logf("from the first start to a tested connection: %d clicks, %d presses and %d letters of a name", app.clicks, app.presses, app.letters)
	if app.clicks > 7 || app.presses > 1 {
		t.Errorf("it takes %d clicks and %d presses", app.clicks, app.presses)
	}
	if entry := app.expectOne(); entry.Test != history.Working {
		t.Errorf("the test of the connection says %q", entry.Test)
	}
	app.Close()
}
