package account_test

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/secrets"
	"mooring/client/session"
	view "mooring/gui/account"
	"mooring/gui/model"
	"mooring/gui/model/account"
	"mooring/gui/model/modeltest"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// screen is the account's views in a window of their own.
type screen struct {
	t        *testing.T
	runner   *modeltest.Shuffled
	stage    *parts.Stage
	accounts *account.Accounts
	practice *practice.Platform
	vault    secrets.Vault
	view     *view.View
	went     int // how often practice was asked for
	resized  int // how often what is around the form was laid out
}

func speak(t *testing.T, tag string) {
	t.Helper()
	if err := parts.UseLanguage(tag); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, look *widgets.Theme) *screen {
	t.Helper()
	app := test.NewTempApp(t)
	test.ApplyTheme(t, look)
	dir := t.TempDir()
	store, err := history.Open(t.Context(), history.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	platform, err := practice.Open(t.Context(), practice.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := platform.Close(); err != nil {
			t.Error(err)
		}
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	v := &screen{t: t, runner: modeltest.NewShuffled(1), practice: platform, vault: secrets.NewSession()}
	v.stage = parts.NewStage(app, app.NewWindow("Mooring"), v.runner)
	v.accounts = account.NewAccounts(v.runner, store.Accounts, v.vault, session.New(v.vault, platform, "Mooring/test", nil), account.PracticeSecrets{
		OrgID: practice.OrgID, APIKey: practice.APIKey, ClientSecret: practice.ClientSecret,
	})
	v.view = view.New(v.stage, v.accounts, view.Needs{Fill: func() {}, Resized: func() { v.resized++ }, Practice: func() { v.went++; v.accounts.ChoosePractice() }})
	v.view.Bar.SetTrailing(widgets.NewLine("Read 2 minutes ago"), widgets.NewButton("Refresh", theme.ViewRefreshIcon(), nil))
	rest := canvas.NewRectangle(theme.Color(theme.ColorNameBackground))
	top := container.NewVBox(v.view.Bar.View, v.view.Form.View)
	v.stage.Window.SetContent(container.NewBorder(top, nil, nil, nil, rest))
	return v
}

// layout gives the window a size and everything in it its place, as the real
// window does once a frame.
func (v *screen) layout(width, height float32) {
	v.stage.Window.SetPadded(false)
	v.stage.Window.Resize(fyne.NewSize(width+1, height+1))
	v.stage.Window.Resize(fyne.NewSize(width, height))
}

// asReal enters an organization that the practice Platform serves as Adobe would.
func (v *screen) asReal() {
	v.t.Helper()
	v.accounts.ChooseNew()
	v.runner.Settle()
	base, err := v.practice.Start(v.t.Context())
	if err != nil {
		v.t.Fatal(err)
	}
	for field, value := range map[model.Field]string{
		model.FieldOrgID: practice.OrgID, model.FieldAPIKey: practice.APIKey, model.FieldClientSecret: practice.ClientSecret,
		model.FieldPlatformURL: base, model.FieldSignInURL: base,
	} {
		v.accounts.Form.Set(field, value)
	}
}

func (v *screen) signedIn(sandbox string) {
	v.t.Helper()
	v.asReal()
	v.view.SignIn()
	v.runner.Settle()
	if v.accounts.State() != account.SignedIn {
		v.t.Fatalf("not signed in: %+v", v.accounts.Problem())
	}
	v.accounts.Rename(v.accounts.Chosen().ID, "Luma Retail")
	v.accounts.Form.Set(model.FieldSandbox, sandbox)
	v.runner.Settle()
}

// states are the ones to look at.
var states = []struct {
	name string
	show func(*screen)
}{
	{"first", func(*screen) {}},
	{"development", func(v *screen) { v.signedIn(practice.SandboxDevelopment) }},
	{"production", func(v *screen) { v.signedIn(practice.SandboxProduction) }},
	{"production-edit", func(v *screen) { v.signedIn(practice.SandboxProduction); v.view.Edit() }},
	{"practice", func(v *screen) { v.accounts.ChoosePractice(); v.runner.Settle() }},
	{"refused", func(v *screen) {
		v.asReal()
		v.accounts.Form.Set(model.FieldClientSecret, "wrong")
		v.view.SignIn()
		v.runner.Settle()
	}},
}

// TestPictures draws the states, for somebody to look at, where
// MOORING_PICTURES says into which folder.
func TestPictures(t *testing.T) {
	folder := os.Getenv("MOORING_PICTURES")
	if folder == "" {
		t.Skip("MOORING_PICTURES names no folder")
	}
	t.Cleanup(func() { speak(t, "en") })
	for _, tag := range []string{"en", "fr", "zh-Hans"} {
		for variant, name := range map[fyne.ThemeVariant]string{theme.VariantLight: "light", theme.VariantDark: "dark"} {
			for _, scale := range []float32{1, 1.5} {
				for _, s := range states {
					speak(t, tag)
					v := open(t, widgets.NewTheme().ForVariant(variant).WithTextScale(scale))
					s.show(v)
					for _, width := range []float32{960, 1180, 1366} {
						v.layout(width, 480)
						v.stage.Canvas().Capture()
						v.layout(width, 480)
						file, err := os.Create(filepath.Join(folder, fmt.Sprintf("%s-%s-%s-%g-%g.png", s.name, tag, name, scale, width)))
						if err != nil {
							t.Fatal(err)
						}
						if err := png.Encode(file, v.stage.Canvas().Capture()); err != nil {
							t.Error(err)
						}
						if err := file.Close(); err != nil {
							t.Error(err)
						}
					}
				}
			}
		}
	}
}

// A bar that breaks into two lines, or comes back to one, has what is below it laid out
// anew, once: Fyne does not.
func TestABarThatBreaksMovesWhatIsBelow(t *testing.T) {
	v := open(t, widgets.NewTheme())
	bar := v.view.Bar.View
	bar.Resize(fyne.NewSize(1366, bar.MinSize().Height))
	v.resized = 0
	for _, c := range []struct {
		width  float32
		breaks int // so far
	}{{500, 1}, {480, 1}, {1366, 2}} {
		bar.Resize(fyne.NewSize(c.width, bar.MinSize().Height))
		if v.resized != c.breaks {
			t.Errorf("%v wide: laid out %d times, want %d", c.width, v.resized, c.breaks)
		}
	}
}
