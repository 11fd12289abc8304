package connection

import (
	"context"

	"mooring/client"
	"mooring/gui/model"
)

// Preview is the beginning of the file that is selected in a Browser.
type Preview struct {
	// Changed tells that the file, or what is shown of it, has changed.
	Changed *model.Signal

	runner  model.Runner
	connect func(ctx context.Context) (Explorer, error)
	id      client.ConnectionID
	ctx     context.Context //nolint:containedctx // that of the Browser, with which it ends

	object  client.Object
	format  client.FileFormat
	reading bool
	content client.Preview
	problem model.Problem
	look    int // answers to older looks are ignored
}

func newPreview(ctx context.Context, runner model.Runner, connect func(context.Context) (Explorer, error), id client.ConnectionID) *Preview {
	return &Preview{Changed: model.NewSignal(runner), runner: runner, connect: connect, id: id, ctx: ctx}
}

// show shows another file or folder. The columns of a file are read at once where its
// name tells how.
func (p *Preview) show(object client.Object) {
	p.look++
	p.object, p.reading, p.content, p.problem = object, false, client.Preview{}, model.Problem{}
	p.format = client.FileFormat{}
	guessed := false
	if p.CanLook() {
		p.format, guessed = client.FormatOf(object.Name)
	}
	if guessed {
		p.Look()
		return
	}
	p.Changed.Emit()
}

// CanLook reports whether Platform can show the columns of what is selected.
func (p *Preview) CanLook() bool {
	return p.object.Type == client.File && (p.object.CanPreview || p.object.CanFetch)
}

// Format is how the file is read; its Type is empty while that is for the user to say.
func (p *Preview) Format() client.FileFormat { return p.format }

// SetFormat says how the file is to be read, and reads it again.
func (p *Preview) SetFormat(format client.FileFormat) {
	if !p.CanLook() || format == p.format {
		return
	}
	p.format = format
	p.Look()
}

// Look reads the columns, and the first rows where Platform gives them.
func (p *Preview) Look() {
	if !p.CanLook() || p.format.Type == "" || p.ctx.Err() != nil {
		return
	}
	p.look++
	look, object, format := p.look, p.object, p.format
	p.reading, p.problem, p.content = true, model.Problem{}, client.Preview{}
	p.Changed.Emit()
	p.runner.Go(func() func() {
		explorer, err := p.connect(p.ctx)
		var content client.Preview
		if err == nil {
			content, err = explorer.Preview(p.ctx, p.id, object.Path, format)
		}
		return func() {
			if look != p.look || p.ctx.Err() != nil {
				return
			}
			p.reading, p.content = false, content
			if err != nil {
				p.problem = model.ExplainPreview(err)
			}
			p.Changed.Emit()
		}
	})
}

// Reading reports whether the file is being read.
func (p *Preview) Reading() bool { return p.reading }

// Content is the beginning of the file.
func (p *Preview) Content() client.Preview { return p.content }

// Problem is why the file could not be read.
func (p *Preview) Problem() model.Problem { return p.problem }
