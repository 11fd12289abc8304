package connection

import (
	"cmp"
	"context"
	"path"
	"slices"
	"strings"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/session"
	"mooring/gui/model"
)

// Explorer lists and reads what a connection sees; *client.Client is one.
type Explorer interface {
	Explore(ctx context.Context, id client.ConnectionID, path string) ([]client.Object, error)
	Preview(ctx context.Context, id client.ConnectionID, path string, format client.FileFormat) (client.Preview, error)
}

// NodeID names a row of the tree of files; the root is "".
type NodeID = string

// NodeKind says what a row of the tree is.
type NodeKind int

// The kinds of rows.
const (
	NodeFolder  NodeKind = iota
	NodeFile             // can be looked into
	NodeLoading          // stands for what is being listed
	NodeFailed           // stands for what could not be listed: Problem says why
	NodeEmpty            // stands for a folder without anything in it
	NodeMore             // stands for Count entries that are not shown yet
)

// Node is a row of the tree.
type Node struct {
	Kind    NodeKind
	Object  client.Object // of folders and files
	Parent  NodeID        // the folder that a row of another kind is about
	Problem model.Problem
	Count   int
}

// shownAtOnce is how many entries of a folder are shown before the user asks for
// more: a tree goes through all of its rows whenever it is scrolled.
const shownAtOnce = 1000

// Browser is the tree of the files that Platform sees through one connection. A
// folder is listed when it is opened.
type Browser struct {
	// Listed tells below which folder rows have changed.
	Listed model.Event[NodeID]
	// Preview shows the file that is selected.
	Preview *Preview

	runner  model.Runner
	connect func(ctx context.Context) (Explorer, error)
	id      client.ConnectionID
	named   bool            // the connection names its bucket
	ctx     context.Context //nolint:containedctx // ends with the browser: Close cancels what is under way
	end     context.CancelFunc

	folders map[NodeID]*folder
	objects map[NodeID]client.Object

	selected NodeID
}

// folder is a folder that has been opened.
type folder struct {
	loading  bool
	children []NodeID
	shown    int
	problem  model.Problem
}

// NewBrowser makes the Browser of an entry's connection.
func NewBrowser(runner model.Runner, connector *session.Sessions, target session.Target, entry history.Entry) *Browser {
	return newBrowser(runner, func(ctx context.Context) (Explorer, error) {
		link, err := connector.Connect(ctx, target)
		if err != nil {
			return nil, err
		}
		return link.Client, nil
	}, entry.ConnectionID, entry.Bucket != "")
}

func newBrowser(runner model.Runner, connect func(context.Context) (Explorer, error), id client.ConnectionID, named bool) *Browser {
	ctx, end := context.WithCancel(context.Background())
	return &Browser{
		Preview: newPreview(ctx, runner, connect, id),
		runner:  runner, connect: connect, id: id, named: named, ctx: ctx, end: end,
		folders: map[NodeID]*folder{}, objects: map[NodeID]client.Object{},
	}
}

// Close ends everything that is under way.
func (b *Browser) Close() {
	b.end()
}

// The first letter of a NodeID tells the kind of a row; a path follows.
const (
	folderMark  = "d"
	fileMark    = "f"
	loadingMark = "l"
	failedMark  = "e"
	emptyMark   = "0"
	moreMark    = "m"
)

// Children lists the rows below a folder, and begins to list the folder where
// that has not been done.
func (b *Browser) Children(id NodeID) []NodeID {
	f := b.folders[id]
	switch {
	case f == nil:
		if id != "" && !strings.HasPrefix(id, folderMark) {
			return nil
		}
		return []NodeID{loadingMark + id}
	case f.loading:
		return []NodeID{loadingMark + id}
	case !f.problem.Empty():
		return []NodeID{failedMark + id}
	case len(f.children) == 0:
		return []NodeID{emptyMark + id}
	case f.shown < len(f.children):
		return append(slices.Clone(f.children[:f.shown]), moreMark+id)
	}
	return f.children
}

// Branch reports whether a row can be opened.
func (b *Browser) Branch(id NodeID) bool { return id == "" || strings.HasPrefix(id, folderMark) }

// Node returns what a row shows.
func (b *Browser) Node(id NodeID) Node {
	if id == "" {
		return Node{Kind: NodeFolder}
	}
	mark, rest := id[:1], id[1:]
	switch mark {
	case folderMark:
		return Node{Kind: NodeFolder, Object: b.objects[id]}
	case fileMark:
		return Node{Kind: NodeFile, Object: b.objects[id]}
	case failedMark:
		return Node{Kind: NodeFailed, Parent: rest, Problem: b.ProblemOf(rest)}
	case emptyMark:
		return Node{Kind: NodeEmpty, Parent: rest}
	case moreMark:
		return Node{Kind: NodeMore, Parent: rest, Count: b.hidden(rest)}
	}
	return Node{Kind: NodeLoading, Parent: rest}
}

// ProblemOf is why a folder could not be read; empty if it could.
func (b *Browser) ProblemOf(id NodeID) model.Problem {
	if f := b.folders[id]; f != nil {
		return f.problem
	}
	return model.Problem{}
}

func (b *Browser) hidden(id NodeID) int {
	if f := b.folders[id]; f != nil {
		return len(f.children) - f.shown
	}
	return 0
}

// Loading reports whether a folder is being listed.
func (b *Browser) Loading(id NodeID) bool {
	f := b.folders[id]
	return f != nil && f.loading
}

// Open lists a folder, unless that has been done.
func (b *Browser) Open(id NodeID) {
	if b.Branch(id) && b.folders[id] == nil {
		b.list(id)
	}
}

// Refresh lists a folder again, and forgets what was known below it.
func (b *Browser) Refresh(id NodeID) {
	if !b.Branch(id) || b.Loading(id) {
		return
	}
	b.forgetBelow(id)
	b.list(id)
}

// Renew lists everything again that is open, since the connection may see other files now:
// what is under way tells of what it saw before.
func (b *Browser) Renew() {
	b.forgetBelow("")
	b.list("")
	if !b.Preview.Problem().Empty() {
		b.Preview.Look()
	}
}

func (b *Browser) forgetBelow(id NodeID) {
	f := b.folders[id]
	if f == nil {
		return
	}
	delete(b.folders, id)
	for _, child := range f.children {
		b.forgetBelow(child)
		if child != b.selected {
			delete(b.objects, child)
		}
	}
}

// More shows more of the entries of a folder.
func (b *Browser) More(id NodeID) {
	if f := b.folders[id]; f != nil {
		f.shown = min(f.shown+shownAtOnce, len(f.children))
		b.Listed.Emit(id)
	}
}

// list begins to list a folder, unless its row is gone while a folder above it is listed anew.
func (b *Browser) list(id NodeID) {
	object, there := b.objects[id]
	if b.ctx.Err() != nil || !there && id != "" {
		return
	}
	f := &folder{loading: true}
	b.folders[id] = f
	at := object.Path
	b.Listed.Emit(id)
	b.runner.Go(func() func() {
		found, err := b.explore(at)
		return func() {
			if b.ctx.Err() != nil || b.folders[id] != f {
				return
			}
			f.loading = false
			if err != nil {
				f.problem = model.ExplainExplore(err, id == "", b.named)
			} else {
				b.take(id, f, found)
			}
			b.Listed.Emit(id)
		}
	})
}

func (b *Browser) explore(at string) ([]client.Object, error) {
	explorer, err := b.connect(b.ctx)
	if err != nil {
		return nil, err
	}
	return explorer.Explore(b.ctx, b.id, at)
}

// take makes rows of what a folder holds: folders first, each by its name. What
// is listed twice, or as its own parent, has one row or none.
func (b *Browser) take(id NodeID, f *folder, found []client.Object) {
	found = slices.Clone(found)
	slices.SortStableFunc(found, func(a, b client.Object) int {
		if a.Type != b.Type {
			return cmp.Compare(rank(a), rank(b))
		}
		return cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	here := map[NodeID]bool{id: true}
	for _, object := range found {
		if object.Path == "" {
			object.Path = path.Join(b.objects[id].Path, object.Name)
		}
		child := fileMark + object.Path
		if object.Type == client.Folder {
			child = folderMark + object.Path
		}
		if here[child] {
			continue
		}
		here[child] = true
		b.objects[child] = object
		if child == b.selected {
			b.Preview.object = object // as Platform lists it now
		}
		f.children = append(f.children, child)
	}
	f.shown = min(shownAtOnce, len(f.children))
}

func rank(o client.Object) int {
	if o.Type == client.Folder {
		return 0
	}
	return 1
}

// Selected is the row that was selected last, if it is a folder or a file.
func (b *Browser) Selected() (client.Object, bool) {
	object, ok := b.objects[b.selected]
	return object, ok
}

// Select selects a row, of which Preview shows the columns.
func (b *Browser) Select(id NodeID) {
	object, ok := b.objects[id]
	if !ok || id == b.selected {
		return
	}
	b.selected = id
	b.Preview.show(object)
}
