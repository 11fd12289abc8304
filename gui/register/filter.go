package register

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model/register"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

var originKeys = map[history.Origin]string{
	history.Here: "filter.origin.here", history.Elsewhere: "filter.origin.elsewhere", history.Imported: "filter.origin.imported",
}

var periodKeys = map[register.Period]string{
	register.Today: "filter.period.today", register.Last7Days: "filter.period.last7", register.Last30Days: "filter.period.last30",
	register.ThisYear: "filter.period.thisYear", register.EarlierYears: "filter.period.earlier",
}

// filterRow is the row of filters, which folds in under the bar of the register.
type filterRow struct {
	stage *parts.Stage
	table *register.Table
	saved func() []history.Account

	view     *fyne.Container
	owner    *widgets.Select
	sandbox  *widgets.Select
	status   *widgets.MultiChoice
	origin   *widgets.Select
	period   *widgets.Select
	clear    *widgets.Button
	owners   []register.OwnerOption
	painting bool
}

func newFilterRow(s *parts.Stage, table *register.Table, saved func() []history.Account, leave func()) *filterRow {
	f := &filterRow{stage: s, table: table, saved: saved}
	f.owner = f.pick("filter.owner", leave, func(to *register.Filter, at int) {
		to.Owner, to.Sandbox = register.Owner{}, ""
		if at > 0 {
			to.Owner = f.owners[at-1].Owner
		}
	})
	f.sandbox = f.pick("filter.sandbox", leave, func(to *register.Filter, at int) {
		to.Sandbox = ""
		if at > 0 {
			to.Sandbox = f.sandbox.Options[at]
		}
	})
	f.origin = f.pick("filter.origin", leave, func(to *register.Filter, at int) {
		to.Origin = ""
		if at > 0 {
			to.Origin = register.Origins()[at-1]
		}
	})
	f.period = f.pick("filter.period", leave, func(to *register.Filter, at int) { to.Period = register.Periods()[max(at, 0)] })
	statuses := make([]string, len(register.Statuses()))
	for i, status := range register.Statuses() {
		statuses[i] = parts.Tr(parts.StatusLooks[status].Key)
	}
	statuses = append(statuses, parts.Tr("filter.noFlow"))
	f.status = widgets.NewMultiChoice(parts.Tr("filter.status.any"), statuses, func(n int) string {
		return parts.Tr("filter.status.several", "Count", n)
	})
	f.status.OnChanged = f.onStatus
	f.status.OnEscape = leave
	f.clear = widgets.NewButton(parts.Tr("filter.clear"), theme.ContentClearIcon(), f.onClear)
	f.clear.OnEscape = leave
	s.Name("filter.status", f.status)
	s.Name("filter.clear", f.clear)
	f.view = container.New(&shareLayout{}, f.owner, f.sandbox, f.status, f.origin, f.period, f.clear)
	f.view.Hide()
	f.paint()
	return f
}

// pick makes a drop-down whose first option filters by nothing.
func (f *filterRow) pick(name string, leave func(), set func(to *register.Filter, at int)) *widgets.Select {
	s := widgets.NewSelect(nil, nil)
	s.OnEscape = leave
	s.OnChanged = func(string) {
		if f.painting {
			return
		}
		filter := f.table.Filter()
		set(&filter, s.SelectedIndex())
		f.table.SetFilter(filter)
	}
	f.stage.Name(name, s)
	return s
}

func (f *filterRow) onClear() {
	f.table.SetFilter(register.Filter{})
	f.stage.Canvas().Focus(f.owner) // this button is disabled now
}

func (f *filterRow) onStatus(chosen []int) {
	filter := f.table.Filter()
	filter.Statuses, filter.NoFlow = nil, false
	for _, i := range chosen {
		if i == len(register.Statuses()) { // the last one, which is no status
			filter.NoFlow = true
			continue
		}
		filter.Statuses = append(filter.Statuses, register.Statuses()[i])
	}
	f.table.SetFilter(filter)
}

func (f *filterRow) paint() {
	f.painting = true
	defer func() { f.painting = false }()
	filter := f.table.Filter()
	f.owners = f.table.Facets().Owners(f.saved())
	owners, at := []string{parts.Tr("filter.owner.any")}, 0
	for i, option := range f.owners {
		owners = append(owners, parts.Distinct(f.ownerLabel(option), owners))
		if option.Owner == filter.Owner {
			at = i + 1
		}
	}
	offer(f.owner, owners, at)
	sandboxes := append([]string{parts.Tr("filter.sandbox.any")}, f.table.Facets().Sandboxes(filter.Owner)...)
	at = 0
	if filter.Sandbox != "" {
		at = max(slices.Index(sandboxes, filter.Sandbox), 0)
	}
	offer(f.sandbox, sandboxes, at)
	origins := []string{parts.Tr("filter.origin.any")}
	for _, origin := range register.Origins() {
		origins = append(origins, parts.Tr(originKeys[origin]))
	}
	offer(f.origin, origins, slices.Index(register.Origins(), filter.Origin)+1)
	periods := []string{parts.Tr("filter.period.any")}
	for _, period := range register.Periods()[1:] {
		periods = append(periods, parts.Tr(periodKeys[period]))
	}
	offer(f.period, periods, slices.Index(register.Periods(), filter.Period))
	f.paintStatus(filter)
	parts.EnableIf(f.clear, filter.Count() > 0)
}

func (f *filterRow) ownerLabel(option register.OwnerOption) string {
	if id := option.Owner.OrgID; id == practice.OrgID || id == practice.OrgOnAWS {
		return parts.PracticeName(id)
	}
	return option.Label
}

func (f *filterRow) paintStatus(filter register.Filter) {
	chosen := make([]int, 0, len(filter.Statuses)+1)
	for i, status := range register.Statuses() {
		if slices.Contains(filter.Statuses, status) {
			chosen = append(chosen, i)
		}
	}
	if filter.NoFlow {
		chosen = append(chosen, len(register.Statuses()))
	}
	if !slices.Equal(chosen, f.status.Chosen()) {
		f.status.SetChosen(chosen)
	}
}

// offer fills a drop-down. The first option, which narrows by nothing, is chosen
// like any other: a placeholder is so faint that it looks disabled.
func offer(s *widgets.Select, options []string, at int) {
	if !slices.Equal(s.Options, options) {
		s.SetOptions(options)
	}
	if at = max(at, 0); s.SelectedIndex() != at {
		s.SetSelectedIndex(at)
	}
}
