package ingest

import (
	"context"
	"errors"
	"strings"
	"time"

	"mooring/client"
	"mooring/client/credentials"
	"mooring/gui/model"
)

// Fact is something that was found out by looking, and why it is believed.
type Fact struct{ Label, Value, Why model.Text }

// What is the first step: which files, and how they are read.
type What struct {
	// Changed tells that anything of the step has changed.
	Changed *model.Signal

	work      *work
	path      string
	recursive bool
	told      bool // the user, or another dataflow, has said how the files are read
	guess     Guess
	seen      look
	looks     int // counts them; what an older one finds is ignored
	reading   bool
	problem   model.Problem
	kept      bool // files and format are those of a dataflow that exists, and stay

	asked string // the path as it was typed, before it was spelled as Platform does
	due   bool   // another path is being typed, and is looked at shortly
	stop  func() // of the wait for that
}

// look is what was found by looking once at one path.
type look struct {
	path     string // as Platform spells it
	guess    Guess
	matching []client.Object
	others   []client.Object
	sample   client.Object
	preview  client.Preview
	warnings []Warning
	mended   bool // the path was in full-width letters
}

func newWhat(w *work) *What {
	return &What{Changed: model.NewSignal(w.runner), work: w, stop: func() {}}
}

// Path is the file, the folder or the pattern.
func (w *What) Path() string { return w.path }

// SetPath takes another file, folder or pattern, and looks at it.
func (w *What) SetPath(path string) {
	path = tidyPath(path)
	if w.kept || !w.due && (path == w.path || path == w.asked) {
		return
	}
	if guessByName(path).Format != guessByName(w.path).Format {
		w.told = false
	}
	w.path, w.asked = path, path
	w.Look()
}

// typeWait is how long nothing must be typed before a path is looked at.
const typeWait = time.Second

// Type takes a path that is still being typed. What was found is that of another one,
// and goes at once.
func (w *What) Type(path string) {
	if w.kept {
		return
	}
	w.forget()
	w.due, w.stop = true, w.work.runner.After(typeWait, func() { w.SetPath(path) })
	w.Changed.Emit()
}

// forget lets go of what was found, and of what is still being looked for.
func (w *What) forget() {
	w.stop()
	w.looks++
	w.reading, w.due, w.problem, w.seen = false, false, model.Problem{}, look{}
	if !w.told {
		w.guess = Guess{}
	}
}

// Kept reports whether files and format are those of a dataflow that exists, and stay.
func (w *What) Kept() bool { return w.kept }

// Shape says what the path stands for.
func (w *What) Shape() Shape { return shapeOf(w.path) }

// Recursive reports whether folders within the folder are read as well.
func (w *What) Recursive() bool { return w.recursive && w.Shape() != OneFile }

// SetRecursive says whether folders within the folder are read as well.
func (w *What) SetRecursive(on bool) {
	if on != w.recursive && !w.kept {
		w.recursive = on
		w.Look()
	}
}

// Format is how the files are read; its Type is empty while that is not known.
func (w *What) Format() client.FileFormat { return w.guess.Format }

// SetFormat corrects how the files are read, and has the first one read again.
func (w *What) SetFormat(format client.FileFormat) {
	if format.Type != typeDelimited {
		format.Delimiter, format.Encoding = "", ""
	}
	if format.Type == typeParquet {
		format.Compression = ""
	}
	if format == w.guess.Format || w.kept {
		return
	}
	w.told, w.guess = true, w.guess.corrected(format)
	w.Look()
}

// Facts are what was found out about the format: type, delimiter, encoding,
// compression, each with what tells so. There are none before a file of the path has
// been looked at, nor of one that is empty.
func (w *What) Facts() []Fact {
	if w.seen.sample.Path == "" || len(w.seen.preview.Columns) == 0 {
		return nil
	}
	return w.guess.facts()
}

// Matching are the files that are read.
func (w *What) Matching() []client.Object { return w.seen.matching }

// Others are the files of the folder that are not read.
func (w *What) Others() []client.Object { return w.seen.others }

// Sample is the file whose first rows are shown.
func (w *What) Sample() client.Object { return w.seen.sample }

// Preview is the beginning of the sample.
func (w *What) Preview() client.Preview { return w.seen.preview }

// Reading reports whether files are being listed or read, or shortly will be.
func (w *What) Reading() bool { return w.reading || w.due }

// Problem is why they could not be.
func (w *What) Problem() model.Problem { return w.problem }

// Warnings are what is told before it does harm.
func (w *What) Warnings() []Warning { return w.seen.warnings }

// Next says why one cannot go on yet.
func (w *What) Next() model.Text {
	switch fatal := hinders(w.seen.warnings); {
	case w.kept:
		return model.Text{}
	case w.Reading():
		return model.T("ingest.next.reading")
	case w.path == "":
		return model.T("ingest.next.path")
	case !w.problem.Empty():
		return model.T("ingest.next.unread")
	case w.Shape() != OneFile && len(w.seen.matching) == 0:
		return model.T("ingest.next.noFiles")
	case !fatal.Empty():
		return fatal
	}
	return model.Text{}
}

// Mended reports whether the path was typed in full-width letters, and is another one now.
func (w *What) Mended() bool { return w.seen.mended }

// Look lists and reads the files again. What was found before is gone at once: it is
// that of another path, or read in another way.
func (w *What) Look() {
	w.forget()
	nth := w.looks
	if w.path == "" || w.work.ctx.Err() != nil {
		w.guess = Guess{}
		w.Changed.Emit()
		return
	}
	if isLocal(w.path) {
		w.problem = model.ProblemOf("localFile", model.FieldNone, false)
		w.Changed.Emit()
		return
	}
	q := looking{base: w.work.base, bucket: w.work.bucket, folder: w.work.folder, path: w.path, below: w.Recursive(), kept: w.kept}
	if w.told {
		told := w.guess
		q.told = &told
	}
	w.reading = true
	w.Changed.Emit()
	ask(w.work, q.look, func(seen look, err error) {
		if nth != w.looks {
			return
		}
		w.reading, w.path, w.seen, w.problem = false, seen.path, seen, explainLook(err, seen.path)
		if seen.guess.Format.Type != "" {
			w.guess = seen.guess
		}
		w.Changed.Emit()
	})
}

// explainLook words why files could not be listed or read. Of what was typed, and is not
// there, nobody knows that it ever was.
func explainLook(err error, path string) model.Problem {
	problem, missing := model.ExplainExplore(err, folderOf(path) == "", true), "noFolder"
	if err != nil && shapeOf(path) == OneFile {
		problem, missing = model.ExplainPreview(err), "noFile"
	}
	if problem.Name != "exploreGone" && problem.Name != "previewGone" {
		return problem
	}
	words := model.ProblemOf(missing, model.FieldNone, true)
	words.Details = problem.Details
	return words
}

// looking is a look that is under way, apart from the state of the step.
type looking struct {
	base  client.ConnectionID
	path  string
	below bool
	told  *Guess // how the files are read, if that was said
	kept  bool   // the path is that of a dataflow that exists

	bucket, folder string // that the connection is bound to; empty where it is not
}

// look finds out about the files in the background. Where there is none, the path may
// be spelled otherwise than Platform does: a folder without its last slash, or as S3
// has it.
func (q looking) look(ctx context.Context, p Platform) (look, error) {
	out, err := q.lookOnce(ctx, p)
	if q.kept || !missed(out, err) {
		return out, err
	}
	if spelled, ok := q.spell(ctx, p); ok {
		q.path = spelled
		return q.lookOnce(ctx, p)
	}
	if found, err := q.lookHalfWidth(ctx, p); found.mended {
		return found, err
	}
	return out, err
}

// lookHalfWidth looks for what the path means in ASCII, where it has full-width letters or
// marks. Names may have them, too, so that they are only taken for others where there is
// nothing of that name.
func (q looking) lookHalfWidth(ctx context.Context, p Platform) (found look, err error) {
	path := tidyPath(credentials.HalfWidth(q.path))
	if path == q.path {
		return look{}, nil
	}
	q.path = path
	if spelled, ok := q.spell(ctx, p); ok {
		q.path = spelled
	}
	found, err = q.lookOnce(ctx, p)
	found.mended = !missed(found, err)
	return found, err
}

func (q looking) lookOnce(ctx context.Context, p Platform) (look, error) {
	out := look{path: q.path}
	cut := false
	if shapeOf(q.path) == OneFile {
		name := q.path[strings.LastIndex(q.path, "/")+1:]
		out.matching = []client.Object{{Type: client.File, Name: name, Path: q.path, CanPreview: true, CanFetch: true}}
	} else {
		found, more, err := q.list(ctx, p)
		if err != nil {
			return out, err
		}
		cut = more
		out.matching, out.others = sortOut(q.path, found, q.below)
	}
	out.warnings = fileWarnings(q.path, out.matching, cut)
	err := q.begin(ctx, p, &out)
	if err != nil && shapeOf(q.path) == OneFile { // nobody knows whether it is there
		out.matching = nil
	}
	return out, err
}

// begin reads the beginnings of a few of the files: the first that can be read is shown,
// the others are compared with it.
func (q looking) begin(ctx context.Context, p Platform, out *look) error {
	var warnings []Warning
	some := samples(out.matching)
	for n, file := range some {
		if len(out.preview.Columns) > 0 {
			// Where another cannot be read, the run tells what is wrong with it.
			if other, err := p.Preview(ctx, q.base, file.Path, out.guess.Format); err == nil {
				warnings = append(warnings, headerWarnings(out.preview, other, file.Name)...)
			}
			continue
		}
		guess, seen, err := q.read(ctx, p, file)
		switch {
		case saysEmpty(err):
			guess, seen = guessByName(file.Path), client.Preview{}
		case err != nil && client.KindOf(err) == client.KindRejected && n+1 < len(some):
			warnings = append(warnings, Warning{Warn, model.T("ingest.warn.unreadable", "Name", file.Name)})
			continue
		case err != nil:
			return err
		}
		out.sample, out.guess, out.preview = file, guess, seen
		warnings = append(warnings, sampleWarnings(guess.Format, file.Name, seen)...)
	}
	for i, w := range warnings { // an empty file among others does not hinder them
		if w.Text.Key == "ingest.warn.empty" && len(out.preview.Columns) > 0 {
			warnings[i] = Warning{Warn, model.T("ingest.warn.alsoEmpty", "Name", w.Text.Args["Name"])}
		}
	}
	out.warnings = append(warnings, out.warnings...)
	return nil
}

// saysEmpty reports whether a file could not be read for being empty.
func saysEmpty(err error) bool {
	api, ok := errors.AsType[*client.APIError](err)
	return ok && api.Kind == client.KindRejected && strings.Contains(strings.ToLower(api.Detail), "empty")
}

// maxFolders is how many folders are listed below one, so that it ends.
const maxFolders = 40

// list lists a folder, and those below it where they are read as well; more is true
// where there were too many.
func (q looking) list(ctx context.Context, p Platform) (found []client.Object, more bool, err error) {
	open := []string{folderOf(q.path)}
	for n := 0; len(open) > 0; n++ {
		if n == maxFolders {
			return found, true, nil
		}
		list, err := p.Explore(ctx, q.base, open[0])
		if err != nil {
			return nil, false, err
		}
		open = open[1:]
		for _, object := range list {
			if object.Type == client.Folder && q.below {
				open = append(open, object.Path)
			}
		}
		found = append(found, list...)
	}
	return found, false, nil
}

// rounds is how often another guess is tried after what a preview shows.
const rounds = 5

// read reads the beginning of a file, in the way that is found by looking.
func (q looking) read(ctx context.Context, p Platform, file client.Object) (Guess, client.Preview, error) {
	if q.told != nil {
		seen, err := p.Preview(ctx, q.base, file.Path, q.told.Format)
		return *q.told, seen, err
	}
	guess := guessByName(file.Path)
	format, seen, err := p.Determine(ctx, q.base, file.Path)
	if err == nil && format.Type != "" {
		guess = guess.found(format)
	} else if seen, err = p.Preview(ctx, q.base, file.Path, guess.Format); err != nil {
		return guess, client.Preview{}, err
	}
	divided := false
	for range rounds {
		better, ok := guess.better(seen, divided)
		if !ok {
			break
		}
		again, err := p.Preview(ctx, q.base, file.Path, better.Format)
		if better.Format.Delimiter != guess.Format.Delimiter && (err != nil || len(again.Columns) <= len(seen.Columns)) {
			divided = true
			continue
		}
		if err != nil {
			break
		}
		guess, seen = better, again
	}
	return guess, seen, nil //nolint:nilerr // a guess that cannot be read was no better, which is no error
}
