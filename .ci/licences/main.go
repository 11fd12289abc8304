// Command licences writes the names, licences and licence texts of everything
// that is linked into the app on any system it is made for. What it writes
// depends on go.mod alone.
//
//	go run . -module ../.. -out ../../assets/licences.txt.gz
package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
)

func main() {
	module := flag.String("module", "../..", "folder of the app's module")
	out := flag.String("out", "", "file to write")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *module, *out); err != nil {
		slog.Error("no licences written", "err", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, module, out string) error {
	if out == "" {
		return errors.New("-out is missing")
	}
	components, err := linked(ctx, module)
	if err != nil {
		return err
	}
	texts, err := collect(components)
	if err != nil {
		return err
	}
	// No time and no name go in: the same text makes the same file.
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, page(components, texts)); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	if err := os.WriteFile(out, packed.Bytes(), 0o644); err != nil { //nolint:gosec // A source file that everybody reads.
		return err
	}
	slog.Info("written", "file", out, "components", len(components), "texts", len(texts))
	return nil
}

// component is a module that is linked, or the standard library.
type component struct {
	Path    string
	Version string
	dirs    map[string]bool // where what is linked lies: packages and embedded files
	root    string
	kinds   []string // the names of its licences, once collected
}

// name is how the component is listed.
func (c *component) name() string {
	if c.Version == "" {
		return c.Path
	}
	return fmt.Sprintf("%s %s", c.Path, c.Version)
}
