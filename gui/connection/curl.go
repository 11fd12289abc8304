package connection

import (
	"context"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"mooring/client/curl"
	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/connection"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// curlTaskKeys name what a command does.
var curlTaskKeys = map[connection.CurlTask]string{
	connection.CurlCreate: "curl.create", connection.CurlShow: "curl.show", connection.CurlTest: "curl.test",
	connection.CurlList: "curl.list", connection.CurlReplace: "curl.replace", connection.CurlDelete: "curl.delete",
}

// The shells in the order in which they are offered.
var (
	curlShells    = []curl.Shell{curl.Bash, curl.PowerShell, curl.Cmd}
	curlShellKeys = []string{"curl.bash", "curl.powerShell", "curl.cmd"}
)

// curlRows is how much of a command is in sight at once at least.
const curlRows = 9

// Curl opens the sheet with commands for curl that do by hand what the window
// does with a connection.
func (a *Actions) Curl(entry history.Entry) {
	tasks := connection.CurlTasks(entry)
	names := make([]string, len(tasks))
	for i, task := range tasks {
		names[i] = parts.Tr(curlTaskKeys[task])
	}
	text := widgets.NewCopyText("", parts.Tr("copy.button"))
	text.OnCopy = func(string) { a.stage.Toast.Say(parts.Tr("copied.curl")) }
	variables := parts.Wrapped("")
	task, shell := widgets.NewSelect(names, nil), widgets.NewSelect(translated(curlShellKeys), nil)
	task.SetSelectedIndex(0)
	shell.SetSelectedIndex(0)
	if runtime.GOOS == "windows" {
		shell.SetSelectedIndex(1)
	}
	fields := []*widgets.Field{widgets.NewField(parts.Tr("curl.task"), task), widgets.NewField(parts.Tr("curl.shell"), shell)}
	choices := container.NewGridWithColumns(len(fields))
	for _, field := range fields {
		field.SetAbove(true)
		field.SetCaptionLines(0)
		choices.Add(field)
	}
	sheet := a.stage.Sheet("curl", parts.Tr("curl.title"), container.NewVBox(choices, text, variables), parts.Tr("close.button"), "")
	for name, o := range map[string]fyne.CanvasObject{"curl.task": task, "curl.shell": shell, "curl.copy": text.Button()} {
		a.stage.Name(name, o)
	}
	target := a.needs.TargetFor(entry)
	paint := func(string) {
		name := parts.Tr("curl.comment", "Task", task.Selected, "Name", parts.EntryName(entry))
		made, err := connection.CurlFor(target, entry, tasks[task.SelectedIndex()], curlShells[shell.SelectedIndex()], a.needs.App, name)
		text.SetText(made.Command)
		variables.SetText(parts.Tr("curl.variables", "Names", strings.Join(made.Variables, parts.Tr("format.list"))))
		sheet.SetError(parts.Say(model.Explain(err).Title))
		sheet.Fit()
	}
	task.OnChanged, shell.OnChanged = paint, paint
	intro := parts.Tr("curl.intro")
	if entry.Place.Practice {
		intro += " " + parts.Tr("curl.practice")
	}
	sheet.SetIntro(intro)
	sheet.Resize(fyne.NewSize(840, 0))
	sheet.OnSubmit = sheet.Hide
	sheet.Unfold(text, curlRows)
	sheet.Show()
	a.stage.Runner.Go(func() func() {
		address, err := a.connector.Address(context.Background(), target)
		return func() {
			if !sheet.Visible() {
				return
			}
			if err != nil {
				sheet.SetError(parts.Say(model.Explain(err).Title))
				return
			}
			target.Account.PlatformURL = address
			paint("")
		}
	})
}
