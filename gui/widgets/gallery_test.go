package widgets

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"mooring/gui/headless"
)

// TestGallery draws all widgets as a window would show them, for a person to
// look at: WIDGETS_GALLERY=dir go test -run Gallery ./gui/widgets.
func TestGallery(t *testing.T) {
	dir := os.Getenv("WIDGETS_GALLERY")
	if dir == "" {
		t.Skip("WIDGETS_GALLERY is not set")
	}
	for _, c := range []struct {
		name    string
		variant fyne.ThemeVariant
		scale   float32
		text    float32
		size    fyne.Size
	}{
		{"light", theme.VariantLight, 1, 1, fyne.NewSize(1180, 780)},
		{"dark", theme.VariantDark, 1, 1, fyne.NewSize(1180, 780)},
		{"light-200", theme.VariantLight, 2, 1, fyne.NewSize(1180, 780)},
		{"dark-200", theme.VariantDark, 2, 1, fyne.NewSize(1180, 780)},
		{"light-large-text", theme.VariantLight, 1, 1.5, fyne.NewSize(1180, 780)},
		{"dark-small-text", theme.VariantDark, 1, 0.85, fyne.NewSize(1180, 780)},
		{"light-small", theme.VariantLight, 1, 1, fyne.NewSize(820, 560)},
	} {
		headless.App(t, NewTheme().ForVariant(c.variant).WithTextScale(c.text))
		for _, scene := range []string{"window", "sheet", "more", "choice", "lists", "filter"} {
			g := newGallery()
			switch scene {
			case "more":
				g = newSecondGallery()
			case "lists":
				g = &gallery{content: listsScene()}
			case "filter":
				g = &gallery{content: filterScene()}
			}
			w := test.NewTempWindow(t, g.content)
			wc := w.Canvas().(software.WindowlessCanvas)
			wc.SetScale(c.scale)
			w.SetPadded(false)
			w.Resize(c.size)
			g.content.Refresh()
			w.Resize(c.size.AddWidthHeight(1, 0)) // a second pass, as the real window makes
			w.Resize(c.size)
			g.settle(w.Canvas(), scene)
			name := filepath.Join(filepath.Clean(dir), fmt.Sprintf("widgets-%s-%s.png", scene, c.name))
			f, err := os.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if err := png.Encode(f, w.Canvas().Capture()); err != nil {
				t.Fatal(err)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

type gallery struct {
	content fyne.CanvasObject
	toast   *Toast
	grid    *Grid
	steps   *List
	entry   *Entry
	focus   fyne.Focusable
}

func newGallery() *gallery {
	g := &gallery{}
	field := func(label, help string, required bool, input fyne.CanvasObject) *Field {
		f := NewField(label, input)
		f.SetRequired(required)
		f.SetHelp(help)
		return f
	}
	entry := func(text, place string) *Entry {
		e := NewEntry()
		e.SetText(text)
		e.SetPlaceHolder(place)
		return e
	}
	secret := NewSecretEntry()
	secret.SetText("wrong-0123456789abcdef")
	account := NewSelect([]string{"Practice organization"}, nil)
	account.PlaceHolder = "Choose an account"
	sandbox := entry("prod", "")
	left := []*Field{
		field("Account", "", false, account),
		field("Organization ID", "Ends with @AdobeOrg", true, entry("5C1328435BF324E90A49402A@AdobeOrg", "")),
		field("API key", "Also called client ID", true, entry("e053e1a87cf74c68a6ec8e71d4a8266d", "")),
		field("Client secret", "", true, secret),
		field("Sandbox", "", true, sandbox),
	}
	left[3].SetError("Adobe does not accept this client secret.")
	left[4].SetWarning("This is a production sandbox: what you make here is used by others.")
	AlignFields(left...)
	g.entry = entry("Loyalty exports", "")
	key := NewSecretEntry()
	key.SetPlaceHolder("40 letters, digits, + or /")
	disabled := entry("", "Nightly loyalty files")
	right := []*Field{
		field("Name", "Shown in Experience Platform", true, g.entry),
		field("Description", "", false, disabled),
		field("Access key ID", "", true, entry("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "")),
		field("Secret access key", "Never stored on this computer", true, key),
	}
	right[2].SetError("This looks like a secret access key: it has 40 characters. An access key ID has 20 and starts with AKIA or ASIA.")
	AlignFields(right...)
	column := func(fields []*Field) fyne.CanvasObject {
		box := container.NewVBox()
		for _, f := range fields {
			box.Add(f)
		}
		return box
	}
	platform := NewScrollCard("Experience Platform", "Where the connection is made", column(left))
	fill := NewButton("Fill from file…", theme.FolderOpenIcon(), func() {})
	platform.SetCorner(fill)
	s3 := NewScrollCard("Amazon S3", "The account it reads from", column(right))
	s3.SetFooter(NewPrimaryButton("Create connection", theme.ConfirmIcon(), func() {}))
	g.steps = NewSteps()
	g.steps.SetItems([]Item{
		{State: SignDone, Title: "Keys look right"}, {State: SignDone, Title: "Signed in to Adobe"},
		{State: SignWarned, Title: "Sandbox prod is open", Tail: "This is a production sandbox"},
		{State: SignSkipped, Title: "No connection like this yet"},
		{State: SignFailed, Title: "Connection created", Tail: "Amazon refuses these keys"},
		{State: SignRunning, Title: "Platform can reach the bucket"},
	})
	id := NewCopyField("Connection ID", "4cb0c374-d3bb-4557-b139-5712880adc55", "")
	etag := NewCopyField("ETag", `"1700d77b-0000-0200-0000-5e3b41a10000"`, "Copy")
	progress := NewScrollCard("Progress", "What is being done for you", container.NewVBox(g.steps, id, etag))

	banner := NewBanner(BannerWarning, "Practice Platform: nothing leaves this computer.")
	banner.SetAction("Connect a real organization…", func() {})
	production := NewBanner(BannerProduction, "prod is a production sandbox.")
	cards := container.NewGridWithColumns(3, platform, s3, progress)

	g.grid = NewGrid([]Column{
		{Title: "Name", Width: 150, Sortable: true},
		{Title: "Connection ID", Width: 310, Mono: true, Sortable: true},
		{Title: "ETag", Width: 320, Mono: true, Sortable: true},
		{Title: "Sandbox", Width: 90, Sortable: true},
		{Title: "Status", Width: 150, Sortable: true},
		{Title: "Created", Width: 120, Sortable: true},
	}, func(row, col int) Cell {
		if row == 7 {
			return Cell{Pending: true}
		}
		id := fmt.Sprintf("69f188b6-af07-4587-8061-e94d3463%04d", row)
		status := []Cell{
			{Text: "Working", ColorName: ColorNameSuccessText, Icon: iconDone},
			{Text: "Not tested", ColorName: ColorNameMuted},
			{Text: "Outcome unknown", ColorName: ColorNameWarningText, Icon: iconWarned},
			{Text: "Failed", ColorName: ColorNameDangerText, Icon: iconFailed},
		}
		return []Cell{
			{Text: []string{"Loyalty exports", "Web logs", "CRM dump of everything there is"}[row%3]},
			{Text: id},
			{Text: `"6802064a-0000-0200-0000-6387c6b90000"`},
			{Text: "prod"},
			status[row%4],
			{Text: "22 Nov 01:20"},
		}[col]
	})
	g.grid.Placeholder = "Loading…"
	g.grid.SetLength(1000)
	g.grid.SetSort(5, true)
	search := NewEntry()
	search.SetPlaceHolder("Search name, ID, bucket…")
	search.SetIcon(theme.SearchIcon())
	bar := container.NewBorder(nil, nil, nil, container.NewHBox(
		NewButton("Copy ID", theme.ContentCopyIcon(), func() {}), NewButton("Export…", theme.DocumentSaveIcon(), func() {})), search)
	below := container.NewBorder(bar, nil, nil, nil, g.grid)
	split := container.NewVSplit(cards, below)
	split.Offset = 0.66
	main := container.NewPadded(container.NewBorder(container.NewVBox(banner, production), nil, nil, nil, split))
	g.toast = NewToast(func(time.Duration, func()) func() { return func() {} })
	g.content = container.NewStack(canvas.NewRectangle(theme.Color(theme.ColorNameBackground)), main, g.toast)
	return g
}

func (g *gallery) settle(c fyne.Canvas, scene string) {
	if scene == "more" {
		c.Focus(g.focus)
		return
	}
	switch scene {
	case "choice":
		settleChoice(c)
		return
	case "lists", "filter":
		openLast(g.content)
		return
	}
	g.grid.Select(2)
	if scene == "window" {
		c.Focus(g.grid)
		g.toast.Say("Copied")
		return
	}
	name, secret := NewEntry(), NewSecretEntry()
	fields := []*Field{NewField("Name", name), NewField("Client secret", secret)}
	AlignFields(fields...)
	fields[1].SetHelp("From the Adobe Developer Console")
	s := NewSheet("Connect your organization", container.NewVBox(fields[0], fields[1]), "Save", "Cancel", c)
	s.SetIntro("You find these in the Adobe Developer Console, under your project, OAuth Server-to-Server.")
	remove := NewButton("Remove…", nil, func() {})
	remove.Importance = widget.LowImportance
	s.AddButton(remove)
	s.Show()
	s.SetError("Adobe does not know this client ID. Copy it again from the Developer Console.")
	s.SetBusy(true)
}
