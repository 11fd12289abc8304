package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
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
	steps := NewStepList("Waiting", "Done", "Warned", "Failed", "Skipped")
	for i, s := range []StepState{StepWaiting, StepDone, StepWarned, StepFailed, StepSkipped} {
		steps.SetState(i, s)
	}
	steps.SetDetail(3, "Amazon refuses these keys")
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

func TestGoldenImages(t *testing.T) {
	for _, c := range []struct {
		name    string
		variant fyne.ThemeVariant
		scale   float32
	}{
		{"light", theme.VariantLight, 1},
		{"dark", theme.VariantDark, 1},
		{"light-200", theme.VariantLight, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			test.NewTempApp(t)
			test.ApplyTheme(t, NewTheme().ForVariant(c.variant))
			w := test.NewTempWindow(t, goldenScene())
			w.SetPadded(false)
			w.Canvas().(software.WindowlessCanvas).SetScale(c.scale)
			w.Resize(fyne.NewSize(760, 540))
			test.AssertRendersToImage(t, "widgets-"+c.name+".png", w.Canvas())
		})
	}
}
