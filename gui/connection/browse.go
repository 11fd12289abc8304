package connection

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"mooring/client"
	"mooring/client/history"
	"mooring/gui/model"
	"mooring/gui/model/connection"
	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// files shows the files that Platform sees through a connection: a tree of folders,
// and what can be known of the file that is chosen in it.
type files struct {
	actions *Actions
	entry   history.Entry
	browser *connection.Browser
	inSheet bool   // and not on the page, which has its own button to bring them in
	leave   func() // closes the sheet that it is in, if any, before another opens
	listed  func() // is called when the root is being listed, or was

	tree    *widgets.Tree
	path    *widgets.CopyField
	hint    *widgets.Paragraph
	reading *widgets.Paragraph
	trouble *parts.Trouble
	mends   *fyne.Container // what can be done about a folder that is refused
	again   *widgets.Button
	bring   *widgets.Button
	head    *fileHead
	panel   *fyne.Container

	failed connection.NodeID // the folder whose trouble is shown
}

// newFiles shows the files of an entry, with prefix as the beginning of the names of
// its controls. Nothing is listed before open.
func newFiles(a *Actions, entry history.Entry, prefix string, leave func()) *files {
	b := &files{actions: a, entry: entry, leave: leave, listed: func() {}}
	b.browser = connection.NewBrowser(a.stage.Runner, a.connector, a.needs.TargetFor(entry), entry)
	b.buildTree()
	b.buildPanel(prefix)
	top := container.NewVBox(b.path, b.bring, b.hint, b.reading, b.trouble.View, b.mends, b.head.formats)
	// Not container.NewBorder: Tab would go to the top last.
	b.panel = container.New(layout.NewBorderLayout(top, nil, nil, nil), top, b.head.columns)
	for name, o := range map[string]fyne.CanvasObject{
		"tree": b.tree, "path.copy": b.path.Button(), "again": b.again,
		"format": b.head.format, "delimiter": b.head.comma, "columns": b.head.columns,
	} {
		a.stage.Name(prefix+name, o)
	}
	b.browser.Listed.Listen(b.onFolder)
	b.browser.Preview.Changed.Listen(b.paint)
	b.paint()
	return b
}

func (b *files) open() { b.browser.Open("") }

// renew lists the files anew, of a connection that may see others now.
func (b *files) renew(entry history.Entry) {
	b.entry = entry
	b.browser.Renew()
}

// refused reports whether there is nothing to choose from.
func (b *files) refused() bool { return !b.browser.ProblemOf("").Empty() }

// Browse opens a sheet with the files that Platform sees through the connection of
// an entry.
func (a *Actions) Browse(entry history.Entry) {
	var sheet *widgets.Sheet
	b := newFiles(a, entry, "browse.", func() { sheet.Hide() })
	b.inSheet = true
	a.stage.Name("browse.bring", b.bring)
	split := container.NewHSplit(b.tree, container.New(layout.NewCustomPaddedLayout(0, 0, theme.Padding(), 0), b.panel))
	split.SetOffset(0.45)
	sheet = a.stage.Sheet("browse", parts.Tr("browse.title", "Name", parts.EntryName(entry)), split, "", parts.Tr("close.button"))
	sheet.SetIntro(parts.Tr("browse.intro", "Sandbox", entry.Place.Sandbox, "Org", a.needs.Org(entry)))
	refresh := widgets.NewButton(parts.Tr("browse.refresh"), theme.ViewRefreshIcon(), func() { b.onRefresh(b.tree.Current()) })
	a.stage.Name("browse.refresh", refresh)
	sheet.AddButton(refresh)
	sheet.Fill(fyne.NewSquareSize(60))
	sheet.First = b.tree
	sheet.WhenHidden(b.browser.Close)
	sheet.Show()
	b.open()
}

func (b *files) buildTree() {
	b.tree = widgets.NewTree(b.browser.Children, b.browser.Branch, b.row)
	b.tree.OnBranchOpened = b.browser.Open
	b.tree.OnSelected = b.onSelected
	b.tree.OnActivated = b.onActivated
	b.tree.OnAction = b.onAction
	b.tree.OnCopy = b.onCopy
	b.tree.OnRefresh = b.onRefresh
}

func (b *files) buildPanel(prefix string) {
	a := b.actions
	b.path = widgets.NewCopyField(parts.Tr("browse.path"), "", parts.Tr("browse.copyPath"))
	b.path.OnCopy = func(string) { a.stage.Toast.Say(parts.Tr("copied.path")) }
	b.bring = b.newBring()
	b.hint = parts.Quiet("")
	b.reading = parts.Quiet("")
	b.reading.SetText(parts.Tr("browse.reading"))
	b.trouble = parts.NewNamedTrouble(prefix, a.stage)
	b.again = widgets.NewButton(parts.Tr("browse.again"), theme.ViewRefreshIcon(), b.onAgain)
	about := "amazon.policy"
	if byRole(b.entry) {
		about = "amazon.bucketPolicy"
	}
	policy := widgets.NewButton(parts.Tr(about), theme.DocumentIcon(), b.onPolicy)
	replace := widgets.NewButton(parts.Tr("details.replace"), theme.LoginIcon(), func() {
		b.leave()
		a.Replace(b.entry)
	})
	a.stage.Name(prefix+"policy", policy)
	a.stage.Name(prefix+"replace", replace)
	parts.ShowIf(replace, hasKeys(b.entry) && prefix != tabPrefix) // the page has one of its own
	b.mends = parts.NewButtonRows(b.again, replace, policy)
	b.head = newFileHead(b.browser.Preview)
}

// row is what a row of the tree shows.
func (b *files) row(id string) widgets.TreeRow {
	switch node := b.browser.Node(id); node.Kind {
	case connection.NodeFolder:
		return widgets.TreeRow{Text: node.Object.Name, Icon: theme.FolderIcon()}
	case connection.NodeFile:
		return widgets.TreeRow{Text: node.Object.Name, Icon: theme.FileIcon()}
	case connection.NodeFailed:
		return widgets.TreeRow{
			Text: parts.Say(node.Problem.Title), Icon: theme.ErrorIcon(), ColorName: widgets.ColorNameDangerText, Action: parts.Tr("browse.again"),
		}
	case connection.NodeEmpty:
		return widgets.TreeRow{Text: parts.Tr("browse.empty"), ColorName: widgets.ColorNameMuted}
	case connection.NodeMore:
		return widgets.TreeRow{
			Text: parts.Tr("browse.more", "Count", parts.Number(node.Count)), ColorName: widgets.ColorNameMuted, Action: parts.Tr("browse.showMore"),
		}
	}
	return widgets.TreeRow{Text: parts.Tr("browse.loading"), Icon: theme.MoreHorizontalIcon(), ColorName: widgets.ColorNameMuted}
}

// onFolder follows a folder that was listed. Where the root is refused there is
// nothing to choose from: then its trouble is told at once.
func (b *files) onFolder(id connection.NodeID) {
	focused := widgets.HasFocus(b.tree) || widgets.HasFocus(b.mends)
	b.tree.Refresh()
	b.reopen(id)
	b.keepPlace(id)
	b.tree.Follow()
	problem := b.problemBelow(id)
	switch {
	case id == "" && !problem.Empty():
		b.failed = id
		b.showTrouble(problem)
	case id == b.failed && problem.Empty():
		b.paint()
	}
	if id == "" {
		b.listed()
		b.keepFocus(focused)
	}
}

// reopen lists what was open in a folder that has been listed anew.
func (b *files) reopen(id connection.NodeID) {
	for _, child := range b.browser.Children(id) {
		if b.browser.Branch(child) && b.tree.IsBranchOpen(child) {
			b.browser.Open(child)
		}
	}
}

// keepFocus leaves the focus, if it was here, on what is in sight: the tree, or what can
// be done where there is none.
func (b *files) keepFocus(focused bool) {
	switch {
	case !focused:
	case b.refused() && !b.inSheet:
		b.actions.stage.Canvas().Focus(b.again)
	case !b.refused():
		b.actions.stage.Canvas().Focus(b.tree)
	}
}

// keepPlace lets the arrows go on below a folder where the row that they had
// reached stood for its listing, and is gone.
func (b *files) keepPlace(id connection.NodeID) {
	current := b.browser.Node(b.tree.Current())
	about := current.Kind != connection.NodeFolder && current.Kind != connection.NodeFile && current.Parent == id
	if rows := b.browser.Children(id); (about || b.tree.Current() == "") && len(rows) > 0 {
		b.tree.Highlight(rows[0])
	}
}

// problemBelow is why a folder could not be listed.
func (b *files) problemBelow(id connection.NodeID) model.Problem {
	for _, child := range b.browser.Children(id) {
		if node := b.browser.Node(child); node.Kind == connection.NodeFailed {
			return node.Problem
		}
	}
	return model.Problem{}
}

func (b *files) onSelected(id string) {
	switch node := b.browser.Node(id); node.Kind {
	case connection.NodeFolder, connection.NodeFile:
		b.browser.Select(id)
		b.paint()
	case connection.NodeFailed:
		b.failed = node.Parent
		b.showTrouble(node.Problem)
	case connection.NodeMore:
		b.onAction(id)
	}
}

// onActivated does what a row is for: it opens a folder, reads a file, tries
// again, shows more.
func (b *files) onActivated(id string) {
	switch node := b.browser.Node(id); node.Kind {
	case connection.NodeFolder:
		b.tree.Select(id)
		b.tree.ToggleBranch(id)
	case connection.NodeFile:
		b.tree.Select(id)
	default:
		b.onAction(id)
	}
}

func (b *files) onAction(id string) {
	switch node := b.browser.Node(id); node.Kind {
	case connection.NodeFailed:
		b.browser.Refresh(node.Parent)
	case connection.NodeMore:
		b.browser.More(node.Parent)
	}
}

func (b *files) onCopy(id string) {
	node := b.browser.Node(id)
	b.actions.stage.Copy(node.Object.Path, parts.Tr("copied.path"))
}

// onRefresh lists a folder again, or the root where the row is no folder.
func (b *files) onRefresh(id string) {
	if !b.browser.Branch(id) {
		id = ""
	}
	b.browser.Refresh(id)
}

func (b *files) onAgain() {
	if b.problemBelow(b.failed).Empty() {
		b.browser.Preview.Look()
		return
	}
	b.browser.Refresh(b.failed)
}

// onPolicy shows what the keys, or the role, have to be allowed, for the bucket of the
// connection.
func (b *files) onPolicy() {
	if byRole(b.entry) {
		b.leave()
		b.actions.needs.ShowBucketPolicy(b.entry)
		return
	}
	form := model.NewS3Form()
	form.Set(model.FieldBucket, b.entry.Bucket)
	form.Set(model.FieldFolder, b.entry.FolderPath)
	form.Set(model.FieldServiceURL, b.entry.ServiceURL)
	b.leave()
	b.actions.needs.ShowPolicy(form, func(model.Field) bool { return false })
}

// showTrouble shows why a folder cannot be listed, in place of a file.
func (b *files) showTrouble(problem model.Problem) {
	b.trouble.Set(problem, false)
	parts.ShowIf(b.mends, true)
	for _, o := range []fyne.CanvasObject{b.bring, b.hint, b.reading, b.head.formats, b.head.columns} {
		parts.ShowIf(o, false)
	}
	b.path.SetText(b.browser.Node(b.failed).Object.Path)
	parts.ShowIf(b.path, b.path.Text() != "")
	b.panel.Refresh()
}

func (b *files) paint() {
	object, selected := b.browser.Selected()
	problem, content := b.browser.Preview.Problem(), b.browser.Preview.Content()
	b.path.SetText(object.Path)
	parts.ShowIf(b.path, selected)
	parts.ShowIf(b.bring, selected && b.inSheet && b.actions.needs.Ingest.offered())
	b.trouble.Set(problem, false)
	parts.ShowIf(b.mends, !problem.Empty())
	parts.ShowIf(b.reading, b.browser.Preview.Reading())
	b.head.paint()
	hint := ""
	switch {
	case !selected:
		hint = parts.Tr("browse.hint")
	case object.Type == client.Folder:
		hint = parts.Tr("browse.folderHint")
	case !b.browser.Preview.CanLook():
		hint = parts.Tr("browse.noLook")
	case b.browser.Preview.Format().Type == "":
		hint = parts.Tr("browse.formatHint")
	case len(content.Columns) > 0 && len(content.Rows) == 0:
		hint = parts.Tr("browse.noRows")
	}
	b.hint.SetText(hint)
	parts.ShowIf(b.hint, hint != "")
	b.panel.Refresh()
}
