package ingest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mooring/client"
	"mooring/gui/model/modeltest"
)

func TestTidyPath(t *testing.T) {
	for typed, want := range map[string]string{
		"": "", "  in/a.csv \n": "in/a.csv", `"in/a b.csv"`: "in/a b.csv", "'": "'", "/in/": "/in/",
		"s3://bucket/in/a.csv": "/bucket/in/a.csv", " S3a://bucket/in/*.csv": "/bucket/in/*.csv", "s3://": "/", "s3:/x": "s3:/x",
	} {
		if got := tidyPath(typed); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}

// TestPathsAsTheyAreTyped looks at paths that people type and paste: what is there is
// found, and spelled as Platform spells it.
func TestPathsAsTheyAreTyped(t *testing.T) {
	for typed, want := range map[string]string{
		"exports/2024": "/bucket/exports/2024/", "/exports/2024": "/bucket/exports/2024/", "bucket/exports/2024": "/bucket/exports/2024/",
		"/bucket/exports/2024": "/bucket/exports/2024/", " s3://bucket/exports/2024 ": "/bucket/exports/2024/", "/bucket/exports//2024//": "/bucket/exports/2024/",
		"exports/2024/jan.csv": "/bucket/exports/2024/jan.csv", "s3://bucket/exports/2024/jan.csv": "/bucket/exports/2024/jan.csv",
		"/bucket/exports/2024/jan.csv/": "/bucket/exports/2024/jan.csv", "exports/2024/*.csv": "/bucket/exports/2024/*.csv",
		"s3：／／ｂｕｃｋｅｔ／exports／２０２４／＊．csv": "/bucket/exports/2024/*.csv", "／exports／2024／*.csv": "/bucket/exports/2024/*.csv", "exports/2024/jan．csv": "/bucket/exports/2024/jan.csv", "exports/（旧）/a.csv": "/bucket/exports/（旧）/a.csv",
		"bucket": "/bucket/", "s3://bucket": "/bucket/",
		// What is not there stays as it was typed.
		"exports/2023": "exports/2023", "/bucket/exports/2024/feb.csv": "/bucket/exports/2024/feb.csv", "other/2024/": "other/2024/",
		"/bucket/exports/2024/jan.csv/*": "/bucket/exports/2024/jan.csv/*", "/bucket/none/in/a.csv": "/bucket/none/in/a.csv",
	} {
		t.Run(typed, func(t *testing.T) {
			r := modeltest.NewShuffled(1)
			b := newBench(r)
			b.store.files = map[string][]byte{"/bucket/exports/2024/jan.csv": []byte("id,name\n1,Ann\n"), "/bucket/top.csv": []byte("id\n1\n"), "/bucket/exports/（旧）/a.csv": []byte("id\n1\n")}
			i := b.open(t, "")
			i.What.SetPath(typed)
			r.Settle()
			if got := i.What.Path(); got != want {
				t.Errorf("it became %q, want %q", got, want)
			}
			there := strings.HasPrefix(want, "/bucket/exports/") && !strings.Contains(want, "feb") && !strings.Contains(want, ".csv/") || want == "/bucket/"
			if next := i.What.Next(); next.Empty() != there {
				t.Errorf("found: %v, but next says %q", there, next.Key)
			}
			if got := i.What.Mended(); got != (there && strings.ContainsAny(typed, "：．／")) {
				t.Errorf("mended: %v", got)
			}
			most := 8
			if i.What.Mended() {
				most += 2 // looked for as it was typed first
			}
			if len(b.store.asked) > most {
				t.Errorf("asked %q", b.store.asked)
			}
		})
	}
}

// A file on this computer is told from one in the bucket, without a request.
func TestAFileOnThisComputerIsNotLookedFor(t *testing.T) {
	r := modeltest.NewShuffled(1)
	b := newBench(r)
	i := b.open(t, "")
	r.Settle()
	b.store.asked = nil
	for _, typed := range []string{`C:\Users\moi\ventes.csv`, `"d:/data/*.csv"`, `\\server\share\`, "file:///home/moi/ventes.csv", "FILE:/x"} {
		i.What.SetPath(typed)
		r.Settle()
		if got := i.What.Problem().Name; got != "localFile" || i.What.Next().Empty() || len(b.store.asked) > 0 {
			t.Errorf("%s: %q, asked %q", typed, got, b.store.asked)
		}
	}
	for _, typed := range []string{"c:", "/c:/x", "files:/x", `in\a`} {
		if isLocal(typed) {
			t.Errorf("%s is taken for a file on this computer", typed)
		}
	}
}

// What is not there is not said to have been.
func TestAMistypedPathIsNoLoss(t *testing.T) {
	gone := func(op string) error { return &client.APIError{Kind: client.KindNotFound, Status: 404, Op: op} }
	for _, path := range []string{"/bucket/loyaltie/*.csv", "/bucket/loyaltie/"} {
		if got := explainLook(gone("Explore"), path); got.Name != "noFolder" {
			t.Errorf("%s: %q", path, got.Name)
		}
	}
	if got := explainLook(gone("Preview"), "/bucket/a.csv"); got.Name != "noFile" {
		t.Errorf("a file: %q", got.Name)
	}
	if got := explainLook(nil, "/bucket/a.csv"); !got.Empty() {
		t.Errorf("without an error: %q", got.Name)
	}
}

// A connection that is bound to a bucket and a folder shows what is below them.
func TestPathsOfABoundConnection(t *testing.T) {
	r := modeltest.NewShuffled(1)
	b := newBench(r)
	b.entry.Bucket, b.entry.FolderPath = "acme", "drop/in"
	b.store.files = map[string][]byte{"/2024/jan.csv": []byte("id,name\n1,Ann\n"), "/top.csv": []byte("id\n1\n")}
	for _, typed := range []string{"2024", "/2024", "s3://acme/drop/in/2024/", "acme/drop/in/2024"} {
		i := b.open(t, "")
		i.What.SetPath(typed)
		r.Settle()
		if got := i.What.Path(); got != "/2024/" || !i.What.Next().Empty() {
			t.Errorf("%s: it became %q, next says %q", typed, got, i.What.Next().Key)
		}
	}
}

// What was found belongs to the path that was looked at: another one begins with
// nothing, and stays with nothing where it cannot be read.
func TestWhatWasFoundBelongsToItsPath(t *testing.T) {
	r := modeltest.NewShuffled(1)
	b := newBench(r)
	i := b.open(t, file)
	r.Settle()
	if len(i.What.Facts()) == 0 || len(i.What.Preview().Rows) == 0 {
		t.Fatal("nothing was found")
	}
	nothing := func(when string) {
		t.Helper()
		w := i.What
		if len(w.Facts())+len(w.Preview().Columns)+len(w.Matching())+len(w.Others())+len(w.Warnings()) > 0 || w.Format().Type != "" || w.seen.sample.Path != "" {
			t.Errorf("%s: %+v, %+v, %+v", when, w.Facts(), w.Preview(), w.Matching())
		}
	}
	for _, path := range []string{"/bucket/in/*.csv", "/bucket/in/", file} {
		i.What.SetPath(path)
		nothing("before " + path + " was looked at")
		r.Settle()
		if len(i.What.Facts()) == 0 {
			t.Errorf("%s: nothing was found", path)
		}
	}
	b.store.refuse = errDetermine
	i.What.SetPath("/bucket/in/gone.csv")
	r.Settle()
	nothing("after a path that cannot be read")
	b.store.refuse = nil
	i.What.SetPath(file)
	r.Settle()
	format := i.What.Format()
	format.Delimiter = ";"
	i.What.SetFormat(format)
	if len(i.What.Preview().Rows) > 0 || i.What.Format().Delimiter != ";" {
		t.Errorf("rows are shown as they were read with another delimiter")
	}
	r.Settle()
	if diff := cmp.Diff(1, len(i.What.Preview().Columns)); diff != "" {
		t.Error(diff)
	}
}
