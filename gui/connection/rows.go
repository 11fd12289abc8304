package connection

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"mooring/client"
	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/connection"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// Rows shows rows of the last run of a dataflow that Platform refused. They are the
// customers' data: they are read for this sheet, and let go of with it.
func (a *Actions) Rows(entry history.Entry, flow history.Dataflow) {
	refused := connection.NewRefused(a.stage.Runner, a.connector, a.needs.TargetFor(entry), flow.Last.Batches)
	list := widgets.NewFindings()
	line := widgets.NewLine("")
	trouble := parts.NewNamedTrouble("rows.", a.stage)
	more := parts.Quiet("")
	content := container.NewVBox(line, trouble.View, list, more)
	sheet := a.stage.Sheet("rows", parts.Tr("rows.title", "Flow", flow.Name), content, parts.Tr("close.button"), "")
	sheet.SetIntro(parts.Tr("rows.intro"))
	sheet.Resize(fyne.NewSize(860, 0))
	sheet.OnSubmit = sheet.Hide
	if a.needs.Ingest.offered() {
		edit := widgets.NewButton(parts.Tr("rows.edit"), theme.DocumentCreateIcon(), func() {
			sheet.Hide()
			a.onFlow(entry, flow, a.needs.Ingest.Edit)
		})
		a.stage.Name("rows.edit", edit)
		sheet.AddButton(edit)
	}
	paint := func() {
		reading := ""
		if refused.Reading() {
			reading = parts.Tr("rows.reading")
		}
		line.SetText(reading)
		line.SetBusy(refused.Reading())
		parts.ShowIf(line, refused.Reading())
		trouble.Set(refused.Problem(), true)
		list.SetItems(rowItems(refused.Rows()))
		text := ""
		switch {
		case refused.More():
			text = parts.Tr("rows.more", "Count", len(refused.Rows()))
		case len(refused.Rows()) == 0 && !refused.Reading() && refused.Problem().Empty():
			text = parts.Tr("rows.none")
		}
		setLabel(more, text)
		sheet.Fit()
	}
	stop := refused.Changed.Listen(paint)
	sheet.WhenHidden(func() {
		stop()
		refused.Close()
		list.SetItems(nil)
	})
	paint()
	sheet.Show()
	refused.Open()
}

// rowItems are rows, each with why it was refused, and its values column by column.
func rowItems(rows []client.RefusedRow) []widgets.Item {
	items := make([]widgets.Item, len(rows))
	for i, row := range rows {
		item := widgets.Item{State: widgets.SignWarned, Title: parts.Tr("rows.why.other"), Tail: row.File}
		var lines []string
		for at, reason := range row.Reasons {
			if at == 0 {
				item.Title = parts.Say(model.TellReason(reason.Code))
			}
			if said := saidOf(reason); said != "" {
				lines = append(lines, said)
			}
		}
		values := connection.ValuesOf(row)
		if text := parts.OneLine(row.Row.Reveal()); values == nil && text != "" {
			lines = append(lines, text)
		}
		for _, v := range values {
			text := parts.OneLine(v.Text)
			if text == "" {
				text = parts.Tr("rows.empty")
			}
			lines = append(lines, parts.Tr("details.line", "Label", v.Column, "Value", text))
		}
		item.Text = strings.Join(lines, "\n")
		items[i] = item
	}
	return items
}

// saidOf is what Platform says of a row, in its own words.
func saidOf(reason client.RowReason) string {
	words := parts.OneLine(reason.Message.Reveal())
	switch {
	case words == "" && reason.Code == "":
		return ""
	case words == "":
		return parts.Tr("problem.said.code", "Code", reason.Code)
	case reason.Code == "":
		return parts.Tr("rows.said", "Words", words)
	}
	return parts.Tr("rows.saidCode", "Words", words, "Code", reason.Code)
}
