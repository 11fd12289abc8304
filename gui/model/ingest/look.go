package ingest

import (
	"context"
	"errors"
	"strings"

	"mooring/client"
	"mooring/client/credentials"
	"mooring/gui/model"
)

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
	words := model.NewProblem(missing)
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
	if !q.kept && missed(out, err) {
		if spelled, ok := q.spell(ctx, p); ok {
			there := q
			there.path = spelled
			out, err = there.lookOnce(ctx, p)
		}
	}
	if q.kept || !missed(out, err) && len(out.matching) > 0 {
		return out, err
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
