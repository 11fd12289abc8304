package ingest

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2/container"

	"mooring/client/curl"
	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/ingest"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// The shells in the order in which they are offered.
var (
	shells    = []curl.Shell{curl.Bash, curl.PowerShell, curl.Cmd}
	shellKeys = []string{"curl.bash", "curl.powerShell", "curl.cmd"}
)

// curlRows is how much of the commands is in sight at once at least.
const curlRows = 11

// curlSheet shows the commands that make what the steps have set up.
type curlSheet struct {
	actions *Actions
	in      *ingest.Ingest
	sheet   *widgets.Sheet
	shell   *widgets.Select
	text    *widgets.CopyText
	reading *widgets.Line
	trouble *parts.Trouble
	address string // of Platform, once it is known
	comment string
	intro   string
}

// Curl shows the commands for curl that make a dataflow with all that belongs to it.
func (a *Actions) Curl(entry history.Entry, flow history.Dataflow) {
	in := a.ingests.Like(a.needs.TargetFor(entry), entry, flow)
	a.showCurl(in, flowName(flow), "bring.curlIntro", in.Close)
}

// showCurl shows the commands that make what an Ingest has set up, under a name and with
// the key of what is said of them. closed is called when the sheet is.
func (a *Actions) showCurl(in *ingest.Ingest, name, intro string, closed func()) {
	entry := in.Entry()
	target := a.needs.TargetFor(entry)
	c := &curlSheet{actions: a, in: in, intro: parts.Tr(intro)}
	c.comment = parts.Tr("curl.comment", "Task", parts.Tr("bring.title"), "Name", name)
	c.shell = widgets.NewSelect(words(shellKeys), nil)
	c.shell.SetSelectedIndex(0)
	if runtime.GOOS == "windows" {
		c.shell.SetSelectedIndex(1)
	}
	c.shell.OnChanged = func(string) { c.paint() }
	c.text = widgets.NewCopyText("", parts.Tr("copy.button"))
	c.text.OnCopy = func(string) { a.stage.Toast.Say(parts.Tr("copied.curl")) }
	c.reading = widgets.NewLine(parts.Tr("bring.readingFlow"))
	c.trouble = parts.NewNamedTrouble("ingestCurl.", a.stage)
	content := container.NewVBox(labelled("curl.shell", c.shell, 0), c.reading, c.trouble.View, c.text)
	c.sheet = a.stage.Sheet("ingestCurl", parts.Tr("curl.title"), content, parts.Tr("close.button"), "")
	a.stage.Name("ingestCurl.shell", c.shell)
	a.stage.Name("ingestCurl.text", c.text)
	a.stage.Name("ingestCurl.copy", c.text.Button())
	if entry.Place.Practice {
		c.intro += " " + parts.Tr("curl.practice")
	}
	c.sheet.SetIntro(c.intro)
	c.sheet.OnSubmit = c.sheet.Hide
	c.sheet.Unfold(c.text, curlRows)
	stop := c.in.Changed.Listen(c.paint)
	c.sheet.WhenHidden(func() {
		stop()
		closed()
	})
	c.paint()
	c.sheet.Show()
	a.stage.Runner.Go(func() func() {
		address, err := a.needs.Address(target)
		return func() {
			c.address = address
			if err != nil {
				c.sheet.SetError(parts.Say(model.Explain(err).Title))
			}
			c.paint()
		}
	})
}

func (c *curlSheet) paint() {
	if c.sheet.OnSubmit == nil {
		return // it is closed
	}
	in := c.in
	reading := in.Reading() || in.What.Reading() || in.Target.Reading() || c.address == ""
	parts.ShowIf(c.reading, reading)
	c.reading.SetBusy(reading)
	c.trouble.Set(in.Problem(), false)
	commands := ""
	if !reading && in.Problem().Empty() {
		commands = c.commands()
	}
	c.text.SetText(commands)
	c.sheet.Fit()
}

// commands are those for the shell at hand; "" where something is missing, which is said.
func (c *curlSheet) commands() string {
	for _, step := range ingest.Steps {
		if why := c.in.Hinders(step); !why.Empty() && step < ingest.StepCheck {
			c.sheet.SetError(parts.Say(why))
			return ""
		}
	}
	commands, variables, err := c.in.Curl(shells[c.shell.SelectedIndex()], c.address, c.actions.needs.App, c.comment)
	c.sheet.SetError(parts.Say(model.Explain(err).Title))
	if err == nil {
		c.sheet.SetIntro(c.intro + " " + parts.Tr("curl.variables", "Names", strings.Join(variables, parts.Tr("format.list"))))
	}
	return commands
}
