package assets_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The one-way dependencies of the design, for what comes in indirectly as well;
// depguard in .golangci.yml holds the direct imports. The test stands in assets
// because that package is beside the layers: it imports none of them, so the
// test runs in every set-up, without cgo, and is nobody's own rule to bend. In
// package main it would need a C compiler and the driver.

const (
	module = "mooring"
	driver = "fyne.io/fyne/v2/app"
)

// features are the rooms of gui, each with its rules in a room of gui/model: they
// meet in the shell, package gui, and nowhere else.
var features = []string{"account", "create", "register", "connection", "support", "batch", "ingest"}

// listed is what `go list` says of a package.
type listed struct {
	ImportPath   string
	Dir          string
	Imports      []string
	TestImports  []string
	XTestImports []string
	Deps         []string
}

// listPackages lists the module's packages with everything that they need.
func listPackages(t *testing.T) map[string]listed {
	t.Helper()
	// -e: without cgo the driver has no files, which is of no matter to what imports what.
	cmd := exec.CommandContext(t.Context(), "go", "list", "-e", "-json=ImportPath,Dir,Imports,TestImports,XTestImports,Deps", "-tags=window,keyring", module+"/...")
	cmd.Env = append(cmd.Environ(), "CGO_ENABLED=0")
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, complaint.String())
	}
	packages := map[string]listed{}
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		// Read for go test alone, which keeps a result until a folder changes that the test has looked into.
		if _, err := os.ReadDir(p.Dir); err != nil {
			t.Fatal(err)
		}
		packages[p.ImportPath] = p
	}
	if _, ok := packages[module+"/client"]; !ok {
		t.Fatalf("go list does not know %s/client, but %d others", module, len(packages))
	}
	return packages
}

// within says whether a package is this one or lies below it.
func within(path, root string) bool {
	return path == root || strings.HasPrefix(path, strings.TrimSuffix(root, "/")+"/")
}

func TestLayers(t *testing.T) {
	packages := listPackages(t)
	adapters := []string{"mooring/client/ims", "mooring/client/history", "mooring/client/secrets", "mooring/client/practice", "mooring/client/credentials", "mooring/client/amazon", "mooring/client/diagnose", "mooring/client/curl", "mooring/client/handover", "mooring/client/proxy", "mooring/client/sheet"}

	// never: what lies within from must not need anything within to, however indirectly.
	never := func(from, to string) {
		for path, p := range packages {
			if !within(path, from) {
				continue
			}
			for _, dep := range p.Deps {
				if within(dep, to) && !within(dep, from) {
					t.Errorf("%s must not depend on %s, but does (%s)", path, to, dep)
				}
			}
		}
	}
	never("mooring/client", "mooring/gui")
	never("mooring/client", "fyne.io")
	never("mooring/gui/model", "fyne.io")
	never("mooring/gui/model", "mooring/gui")
	never("mooring/gui/parts", "mooring/gui/model/")
	never("mooring/gui/process", "mooring/gui/model/")
	for _, feature := range features {
		for _, other := range features {
			if feature != other {
				never("mooring/gui/"+feature, "mooring/gui/"+other)
				never("mooring/gui/"+feature, "mooring/gui/model/"+other)
				never("mooring/gui/model/"+feature, "mooring/gui/model/"+other)
			}
		}
		never("mooring/gui/parts", "mooring/gui/"+feature)
		never("mooring/gui/process", "mooring/gui/"+feature)
	}
	never("mooring/gui/widgets", "mooring/client")
	never("mooring/gui/widgets", "mooring/gui/model")
	never("mooring/gui/filedialog", module)
	never("mooring/gui/filedialog", "fyne.io")
	never("mooring/assets", module)
	for _, adapter := range adapters {
		for _, other := range append([]string{"mooring/client/provision", "mooring/client/session"}, adapters...) {
			if adapter != other {
				never(adapter, other)
			}
		}
	}
	for _, dep := range packages["mooring/client"].Deps {
		if within(dep, module) {
			t.Errorf("mooring/client is at the bottom, but needs %s", dep)
		}
	}
	never("mooring/client/provision", "mooring/client/session")
	// session signs in, for which it needs these adapters and no other.
	signsIn := []string{"mooring/client/ims", "mooring/client/history", "mooring/client/secrets"}
	for _, dep := range packages["mooring/client/session"].Deps {
		if within(dep, module) && dep != "mooring/client" && !slices.Contains(signsIn, dep) {
			t.Errorf("mooring/client/session must not need %s", dep)
		}
	}
	for _, dep := range packages["mooring/client/provision"].Deps {
		if dep != "mooring/client/history" && slices.Contains(adapters, dep) {
			t.Errorf("mooring/client/provision must declare interfaces instead of needing %s", dep)
		}
	}
}

func TestOnlyOneImports(t *testing.T) {
	for path, p := range listPackages(t) {
		for _, imported := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			if imported == driver && path != module {
				t.Errorf("%s imports %s; only main may", path, driver)
			}
			if within(imported, "github.com/go-resty/resty") && path != "mooring/client" {
				t.Errorf("%s imports resty; only mooring/client may", path)
			}
		}
	}
}

// TestNoStrayGoroutines holds that only gui/process/background.go starts goroutines in gui,
// so that everything else may assume to be on the UI goroutine.
func TestNoStrayGoroutines(t *testing.T) {
	root := listPackages(t)["mooring/gui"].Dir
	if root == "" {
		t.Fatal("go list does not know mooring/gui")
	}
	files := token.NewFileSet()
	err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || filepath.Base(path) == "background.go" {
			return err
		}
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if start, ok := n.(*ast.GoStmt); ok {
				t.Errorf("%s starts a goroutine; only gui/process/background.go may", files.Position(start.Pos()))
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
