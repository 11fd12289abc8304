package widgets

import (
	"errors"
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

	"mooring/gui/headless"
)

// goldenScene holds one of everything that has a look of its own.
func goldenScene() fyne.CanvasObject {
	banner := NewBanner(BannerWarning, "Practice Platform: nothing leaves this computer.")
	production := NewBanner(BannerProduction, "prod is a production sandbox.")
	name := NewEntry()
	name.SetText("Loyalty exports")
	key := NewSecretEntry()
	key.SetText("secret")
	account := NewSelect([]string{"Practice"}, nil)
	account.PlaceHolder = "Choose an account"
	fields := []*Field{NewField("Name", name), NewField("Secret key", key), NewField("Account", account)}
	fields[0].SetHelp("Shown in Experience Platform")
	fields[1].SetRequired(true)
	fields[1].SetError("This is too short to be a secret access key.")
	fields[2].SetWarning("This account is for practice.")
	AlignFields(fields...)
	card := NewCard("Amazon S3", "The account it reads from", container.NewVBox(fields[0], fields[1], fields[2]))
	card.SetFooter(NewPrimaryButton("Create connection", nil, nil))
	steps := NewSteps()
	steps.SetItems([]Item{
		{Title: "Waiting"},
		{State: SignDone, Title: "Done"},
		{State: SignWarned, Title: "Warned"},
		{State: SignFailed, Title: "Failed", Tail: "Amazon refuses these keys"},
		{State: SignSkipped, Title: "Skipped"},
	})
	progress := NewCard("Progress", "", container.NewVBox(steps, NewCopyField("Connection ID", "4cb0c374-d3bb-4557-b139-5712880adc55", "")))
	grid := NewGrid([]Column{
		{Title: "Name", Width: 140, Sortable: true}, {Title: "ID", Width: 320, Mono: true}, {Title: "Status"},
	}, func(row, col int) Cell {
		return []Cell{
			{Text: "Loyalty exports"},
			{Text: "4cb0c374-d3bb-4557-b139-5712880adc55"},
			{Text: "Working", ColorName: ColorNameSuccessText, Icon: iconDone, Pending: row == 2},
		}[col]
	})
	grid.SetLength(2)
	grid.SetSort(0, false)
	grid.Select(1)
	cards := container.NewGridWithColumns(2, card, progress)
	return container.NewStack(
		canvas.NewRectangle(theme.Color(theme.ColorNameBackground)),
		container.NewBorder(container.NewVBox(banner, production, cards), nil, nil, nil, grid))
}

// partsScene holds what goldenScene has no room for.
func partsScene() fyne.CanvasObject {
	fields := []*Field{NewField("Access key ID", NewEntry()), NewField("Bucket", NewEntry())}
	fields[0].SetRequired(true)
	fields[0].SetError("These two look swapped.")
	fields[0].SetAction("Swap", func() {})
	fields[1].SetNotice("Taken from s3://loyalty-exports/in, which was pasted here.")
	fields[1].SetAction("Undo", func() {})
	for _, f := range fields {
		f.SetHelpTapped(func() {})
	}
	AlignFields(fields...)
	closed, opened := NewFold("Closed", NewEntry()), NewFold("Open", NewEntry())
	opened.Open()
	found := NewFindings()
	var items []Item
	for _, s := range []Sign{SignDone, SignFailed, SignNotNeeded, SignSkipped, SignWaiting} {
		items = append(items, Item{State: s, Title: "List the folder", Text: "Amazon answered AccessDenied: the policy lacks s3:ListBucket."})
	}
	found.SetItems(items)
	choice := NewChoice("Keep the connection", "Make another one")
	policy := NewCopyText(policyExample, "Copy policy")
	left := NewCard("Fields", "", container.NewVBox(fields[0], fields[1], closed, opened, choice))
	right := NewCard("Check", "", container.NewVBox(found, policy))
	return container.NewStack(
		canvas.NewRectangle(theme.Color(theme.ColorNameBackground)),
		container.NewGridWithColumns(2, left, right))
}

// listsScene holds what shows connections one by one and many at a time.
func listsScene() fyne.CanvasObject {
	grid := NewGrid([]Column{
		{Title: "Name", Width: 140, Sortable: true}, {Title: "ID", Width: 320, Mono: true}, {Title: "Status"},
	}, func(row, col int) Cell {
		return []Cell{
			{Text: "Loyalty exports"},
			{Text: fmt.Sprintf("4cb0c374-d3bb-4557-b139-5712880adc%02d", row)},
			{Text: "Failed", ColorName: ColorNameDangerText, Icon: iconFailed},
		}[col]
	})
	grid.SetLength(5)
	grid.Marked = func(row int) bool { return row == 1 || row == 2 || row == 4 }
	grid.Select(2)
	grid.focused = true
	strip, ended := NewStrip("Stop"), NewStrip("Stop")
	strip.SetText("Removing 12 connections from Adobe: 5 done")
	strip.SetProgress(5, 12)
	strip.Show()
	ended.Done("3 of 12 connections could not be removed.", "Close", SignWarned)
	ended.Show()
	toast := NewToast(func(time.Duration, func()) func() { return nil })
	toast.Offer("3 connections removed from the list", "Undo", nil)
	details := container.NewGridWithColumns(2,
		NewCard("Details", "", container.NewVBox(exampleFacts())), NewCard("History", "", container.NewVBox(exampleTimeline())))
	return container.NewStack(
		canvas.NewRectangle(theme.Color(theme.ColorNameBackground)),
		container.NewBorder(container.NewVBox(strip, ended, details), nil, nil, nil, grid),
		toast)
}

// windowScene holds what the window is made of: a bar in each tone, a register whose
// columns have given way, and tabs.
func windowScene() fyne.CanvasObject {
	bars := container.NewVBox()
	for _, b := range []struct {
		tone Tone
		word string
	}{{ToneQuiet, "STAGE"}, {ToneDevelopment, "DEVELOPMENT"}, {ToneProduction, "PRODUCTION"}, {TonePractice, "PRACTICE"}} {
		account := NewSelect([]string{"Luma Retail"}, nil)
		account.SetSelected("Luma Retail")
		badge := NewBadge("")
		badge.Set(b.word, b.tone)
		off := NewButton("Edit…", nil, nil)
		off.Disable()
		bars.Add(NewBar(b.tone, container.NewBorder(nil, nil,
			container.NewHBox(NewLine("Account"), account, off, badge), NewButton("Refresh", theme.ViewRefreshIcon(), nil),
			NewLine("Signed in until 14:30"))))
	}
	grid := yieldingGrid()
	grid.SetLength(4)
	tabs := NewTabs(Tab{Title: "Overview"}, Tab{Title: "Dataflows", Attention: true, Content: exampleFacts()}, Tab{Title: "Files"}, Tab{Title: "History"})
	tabs.Select(1)
	tabs.head.focused = true
	tabs.head.Refresh()
	empty := NewEntry()
	empty.SetPlaceHolder("Search name, ID, bucket…")
	filled := NewEntry()
	filled.SetText("Loyalty exports")
	badge := NewBadge("PRODUCTION") // without its bar
	panel := NewCard("Loyalty exports", "", container.NewVBox(tabs))
	panel.SetCorner(badge)
	return container.NewStack(
		canvas.NewRectangle(theme.Color(theme.ColorNameBackground)),
		container.NewBorder(bars, nil, nil, nil, container.NewGridWithColumns(2,
			container.NewBorder(container.NewVBox(empty, filled), nil, nil, nil, grid), panel)))
}

// filterScene holds filters, with the list of the last one open.
func filterScene() fyne.CanvasObject {
	bar := container.NewHBox()
	var filters []*MultiChoice
	for _, all := range []string{"All sandboxes", "All accounts", "All states"} {
		m := NewMultiChoice(all, []string{"Working", "Not tested", "Failed", "Outcome unknown", "Removed from Adobe"}, howMany)
		filters = append(filters, m)
		bar.Add(m)
	}
	filters[1].SetChosen([]int{2})
	filters[2].SetChosen([]int{0, 3})
	bar.Add(NewButton("Clear", nil, nil))
	return container.NewStack(
		canvas.NewRectangle(theme.Color(theme.ColorNameBackground)),
		container.NewPadded(container.NewVBox(bar, NewBanner(BannerInfo, "What is below the bar."))))
}

const policyExample = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["s3:ListBucket", "s3:GetBucketLocation"],
      "Resource": "arn:aws:s3:::loyalty-exports-of-the-whole-company-eu-central-1"
    }
  ]
}`

func exampleFacts() *List {
	facts := NewFacts()
	facts.SetItems([]Item{
		{Title: "Sandbox", Text: "prod (production)"},
		{Title: "Bucket", Text: "loyalty-exports"},
		{Title: "Folder", Text: "s3://loyalty-exports/in/2024"},
		{Title: "Access key", Text: "ends in MPLE"},
		{Title: "Description", Text: "The exports of the loyalty programme, as they come in every night. Ask the data team before you remove it."},
	})
	return facts
}

func exampleTimeline() *List {
	line := NewHistory()
	line.SetItems([]Item{
		{State: SignDot, Tail: "22 Nov 01:20", Title: "Created", Icon: iconDone, ColorName: theme.ColorNameSuccess},
		{State: SignDot, Tail: "22 Nov 01:21", Title: "Tested", Text: "Adobe reached the bucket loyalty-exports."},
		{State: SignDot, Tail: "23 Nov 09:02", Title: "The keys were changed to those that end in MPLE", Text: "By this computer.", ColorName: theme.ColorNamePrimary},
		{State: SignDot, Tail: "24 Nov 18:40", Title: "The test failed", Text: "Amazon answered AccessDenied: the policy lacks s3:ListBucket.", Icon: iconFailed, ColorName: theme.ColorNameError},
	})
	return line
}

func TestGoldenImages(t *testing.T) {
	for _, c := range []struct {
		name    string
		scene   func() fyne.CanvasObject
		variant fyne.ThemeVariant
		scale   float32
		text    float32
		height  float32
	}{
		{"light", goldenScene, theme.VariantLight, 1, 1, 540},
		{"dark", goldenScene, theme.VariantDark, 1, 1, 540},
		{"light-200", goldenScene, theme.VariantLight, 2, 1, 540},
		{"parts-light", partsScene, theme.VariantLight, 1, 1, 620},
		{"lists-light", listsScene, theme.VariantLight, 1, 1, 620},
		{"lists-dark-200", listsScene, theme.VariantDark, 2, 1, 620},
		{"window-light", windowScene, theme.VariantLight, 1, 1, 560},
		{"window-dark", windowScene, theme.VariantDark, 1, 1, 560},
		{"filter-light", filterScene, theme.VariantLight, 1, 1, 320},
		{"filter-dark", filterScene, theme.VariantDark, 1, 1, 320},
		{"parts-dark-large-text", partsScene, theme.VariantDark, 1, 1.25, 760},
	} {
		t.Run(c.name, func(t *testing.T) {
			headless.App(t, NewTheme().ForVariant(c.variant).WithTextScale(c.text))
			// Fyne's caches take the time of the last drawing for the time that it is:
			// after a minute of other tests they would throw away what is made here.
			test.NewTempWindow(t, &fyne.Container{}).Canvas().Capture()
			w := test.NewTempWindow(t, c.scene())
			w.SetPadded(false)
			w.Canvas().(software.WindowlessCanvas).SetScale(c.scale)
			w.Resize(fyne.NewSize(760, c.height+1))
			w.Resize(fyne.NewSize(760, c.height)) // a second pass, as the real window makes
			openLast(w.Content())
			name := "widgets-" + c.name + ".png"
			if os.Getenv("MOORING_UPDATE_GOLDEN") == "" {
				test.AssertRendersToImage(t, name, w.Canvas())
				return
			}
			if err := drawTo(filepath.Join("testdata", name), w.Canvas()); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// openLast opens the list of the last filter of a scene, if it has any.
func openLast(scene fyne.CanvasObject) {
	var last *MultiChoice
	Walk(scene, func(o fyne.CanvasObject) bool {
		if m, ok := o.(*MultiChoice); ok {
			last = m
		}
		return false
	})
	if last != nil {
		last.open()
	}
}

// drawTo makes a golden image anew.
func drawTo(path string, c fyne.Canvas) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(png.Encode(file, c.Capture()), file.Close())
}
