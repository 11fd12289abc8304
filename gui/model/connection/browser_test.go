package connection

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
	"mooring/client/session"
	"mooring/gui/model/modeltest"
)

// shelf is an Explorer over made-up folders.
type shelf struct {
	folders  map[string][]client.Object
	err      error
	asked    []string
	previews []client.FileFormat
	preview  client.Preview
	columns  map[string]string // of each file, in place of preview
	readErr  error
}

func (s *shelf) Explore(_ context.Context, _ client.ConnectionID, path string) ([]client.Object, error) {
	s.asked = append(s.asked, path)
	return s.folders[path], s.err
}

func (s *shelf) Preview(_ context.Context, _ client.ConnectionID, path string, format client.FileFormat) (client.Preview, error) {
	s.previews = append(s.previews, format)
	if name, ok := s.columns[path]; ok {
		return client.Preview{Columns: []client.FileColumn{{Name: name}}}, nil
	}
	return s.preview, s.readErr
}

func folderAt(path, name string) client.Object {
	return client.Object{Type: client.Folder, Name: name, Path: path}
}

func fileAt(path, name string) client.Object {
	return client.Object{Type: client.File, Name: name, Path: path, CanPreview: true, CanFetch: true}
}

func browse(r *modeltest.Shuffled, s *shelf, named bool) *Browser {
	return newBrowser(r, func(context.Context) (Explorer, error) { return s, nil }, "id", named)
}

func TestBrowserListsWhatIsOpened(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		s := &shelf{folders: map[string][]client.Object{
			"":   {fileAt("/z.csv", "z.csv"), folderAt("/b", "b"), folderAt("/A", "A"), fileAt("/a.csv", "a.csv"), folderAt("/b", "b"), folderAt("", "odd")},
			"/b": {folderAt("/b", "b"), fileAt("", "inside.json")},
		}}
		b := browse(r, s, false)
		if diff := cmp.Diff([]NodeID{"l"}, b.Children("")); diff != "" || len(s.asked) != 0 {
			t.Error("before it is opened:", diff, s.asked)
		}
		b.Open("")
		r.Settle()
		if diff := cmp.Diff([]NodeID{"d/A", "d/b", "dodd", "f/a.csv", "f/z.csv"}, b.Children("")); diff != "" {
			t.Error("folders first, each once:", diff)
		}
		b.Open("d/b")
		r.Settle()
		b.Open("d/b")
		r.Settle()
		if diff := cmp.Diff([]NodeID{"f/b/inside.json"}, b.Children("d/b")); diff != "" {
			t.Error("a folder in itself would never end:", diff)
		}
		b.Open("d/A")
		r.Settle()
		if diff := cmp.Diff([]NodeID{"0d/A"}, b.Children("d/A")); diff != "" || b.Node("0d/A").Kind != NodeEmpty {
			t.Error("an empty folder:", diff)
		}
		if diff := cmp.Diff([]string{"", "/b", "/A"}, s.asked); diff != "" {
			t.Error("each folder once:", diff)
		}
		b.Refresh("")
		r.Settle()
		if diff := cmp.Diff([]NodeID{"ld/b"}, b.Children("d/b")); diff != "" {
			t.Error("what was below a refreshed folder is forgotten:", diff)
		}
	})
}

func TestBrowserShowsThousandsByAndBy(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		s := &shelf{folders: map[string][]client.Object{}}
		for i := range 2500 {
			name := fmt.Sprintf("%05d.csv", i)
			s.folders[""] = append(s.folders[""], fileAt("/"+name, name))
		}
		b := browse(r, s, true)
		b.Open("")
		r.Settle()
		for _, want := range []int{1001, 2001, 2500} {
			rows := b.Children("")
			if len(rows) != want {
				t.Fatalf("%d rows, want %d", len(rows), want)
			}
			last := b.Node(rows[len(rows)-1])
			if want < 2500 && (last.Kind != NodeMore || last.Count != 2500-want+1) {
				t.Errorf("the last row is %+v", last)
			}
			b.More("")
			r.Settle()
		}
	})
}

func TestBrowserExplainsRefusals(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		refused := &client.APIError{Op: "Explore", Kind: client.KindRejected, Status: 400, Code: "FLOW-1100-400"}
		denied, unknown := *refused, *refused
		denied.Detail = "Error from flow provider: Access Denied."
		unknown.Detail = "The AWS Access Key Id you provided does not exist in our records."
		for name, c := range map[string]struct {
			err   error
			named bool
			want  string
		}{
			"no bucket named":  {refused, false, "exploreRefused"},
			"a bucket named":   {refused, true, "exploreRefused"},
			"denied buckets":   {&denied, false, "exploreBuckets"},
			"denied a bucket":  {&denied, true, "storeDenied"},
			"unknown keys":     {&unknown, false, "storeKeyID"},
			"the credential":   {&client.APIError{Op: "Explore", Kind: client.KindForbidden, Status: 403, Code: "FLOW-2120-403"}, false, "permission"},
			"the network":      {&client.APIError{Op: "Explore", Kind: client.KindInterrupted}, false, "interrupted"},
			"no connection":    {&client.APIError{Op: "Explore", Kind: client.KindNotFound, Status: 404, Code: "FLOW-1101-404"}, false, "connectionGone"},
			"no client secret": {session.ErrNoSecret, false, "noSecret"},
			"something else":   {errors.New("odd"), false, "unexpected"},
		} {
			t.Run(name, func(t *testing.T) {
				s := &shelf{err: c.err}
				b := browse(r, s, c.named)
				b.Open("")
				r.Settle()
				rows := b.Children("")
				if node := b.Node(rows[0]); len(rows) != 1 || node.Kind != NodeFailed || node.Problem.Name != c.want {
					t.Errorf("it shows %+v", node)
				}
				s.err, s.folders = nil, map[string][]client.Object{"": {fileAt("/a.csv", "a.csv")}}
				b.Refresh("")
				r.Settle()
				if diff := cmp.Diff([]NodeID{"f/a.csv"}, b.Children("")); diff != "" {
					t.Error("tried again:", diff)
				}
			})
		}
		s := &shelf{folders: map[string][]client.Object{"": {folderAt("/b", "b")}}}
		b := browse(r, s, false)
		b.Open("")
		r.Settle()
		s.err = &client.APIError{Op: "Explore", Kind: client.KindNotFound, Status: 404}
		b.Open("d/b")
		r.Settle()
		if got := b.Node(b.Children("d/b")[0]).Problem.Name; got != "exploreGone" {
			t.Errorf("a folder that is gone: %q", got)
		}
	})
}

func TestBrowserReadsFiles(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		plain := client.Object{Type: client.File, Name: "sealed.csv", Path: "/sealed.csv"}
		s := &shelf{
			folders: map[string][]client.Object{"": {fileAt("/a.csv", "a.csv"), fileAt("/b", "b"), plain, folderAt("/d", "d")}},
			preview: client.Preview{Columns: []client.FileColumn{{Name: "Id", Type: "String"}}},
		}
		b := browse(r, s, true)
		b.Open("")
		r.Settle()
		b.Select("f/a.csv")
		r.Settle()
		if b.Preview.Format().Type != "delimited" || len(s.previews) != 1 || len(b.Preview.Content().Columns) != 1 {
			t.Errorf("read as %+v, %d times", b.Preview.Format(), len(s.previews))
		}
		b.Preview.SetFormat(client.FileFormat{Type: "delimited", Delimiter: ";"})
		r.Settle()
		b.Preview.SetFormat(client.FileFormat{Type: "delimited", Delimiter: ";"})
		r.Settle()
		if len(s.previews) != 2 {
			t.Errorf("read %d times", len(s.previews))
		}
		for _, id := range []NodeID{"f/b", "f/sealed.csv", "d/d"} {
			b.Select(id)
			r.Settle()
			if len(b.Preview.Content().Columns) != 0 || len(s.previews) != 2 {
				t.Errorf("%s: what was read before stays, or it was read", id)
			}
		}
		s.readErr = &client.APIError{Op: "Preview", Kind: client.KindRejected, Status: 400, Code: "FLOW-1100-400"}
		b.Select("f/b")
		r.Settle()
		b.Preview.SetFormat(client.FileFormat{Type: "json"})
		r.Settle()
		if got := b.Preview.Problem().Name; got != "previewRefused" {
			t.Errorf("the problem is %q", got)
		}
		if object, ok := b.Selected(); !ok || object.Path != "/b" {
			t.Errorf("selected is %+v", object)
		}
	})
}

// What comes late, in whichever order, is not taken for what is shown by then.
func TestBrowserIgnoresWhatComesLate(t *testing.T) {
	modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
		s := &shelf{
			folders: map[string][]client.Object{"": {fileAt("/a.csv", "a.csv"), fileAt("/b.csv", "b.csv")}},
			columns: map[string]string{"/a.csv": "of a", "/b.csv": "of b"},
		}
		b := browse(r, s, true)
		b.Open("")
		b.Refresh("") // it is being listed: that is enough
		if !b.Loading("") {
			t.Fatal("it is not being listed")
		}
		r.Settle()
		if len(s.asked) != 1 {
			t.Errorf("%d listings", len(s.asked))
		}
		b.Select("f/a.csv")
		b.Select("f/b.csv")
		r.Settle()
		if got := b.Preview.Content().Columns[0].Name; got != "of b" || b.Preview.Reading() {
			t.Errorf("the columns are %q", got)
		}
		b.Refresh("")
		b.Close()
		b.Listed.Listen(func(NodeID) { t.Error("told of after the end") })
		r.Settle()
	})
}

// A folder whose row is gone while all is listed anew is not opened until it is there again.
// Otherwise it would show what is at the top, itself included, which Fyne never gets done with.
func TestBrowserOpensNothingThatIsGone(t *testing.T) {
	for name, open := range map[string]func(b *Browser, id NodeID){"opened": (*Browser).Open, "listed again": (*Browser).Refresh} {
		t.Run(name, func(t *testing.T) {
			modeltest.EachOrder(t, func(t *testing.T, r *modeltest.Shuffled) {
				b := browse(r, &shelf{folders: map[string][]client.Object{
					"": {folderAt("/b", "b")}, "/b": {folderAt("/b/orders", "orders")}, "/b/orders": {fileAt("/b/orders/a.csv", "a.csv")},
				}}, true)
				for _, id := range []NodeID{"", "d/b"} {
					b.Open(id)
					r.Settle()
				}
				b.Renew()
				open(b, "d/b/orders")
				r.Settle()
				for _, id := range []NodeID{"d/b", "d/b/orders"} {
					b.Open(id)
					r.Settle()
				}
				if diff := cmp.Diff([]NodeID{"f/b/orders/a.csv"}, b.Children("d/b/orders")); diff != "" {
					t.Error(diff)
				}
			})
		})
	}
}
