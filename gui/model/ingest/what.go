package ingest

import (
	"time"

	"mooring/client"
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
		w.problem = model.NewProblem("localFile")
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
