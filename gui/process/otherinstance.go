package process

import (
	"errors"
	"fmt"
	"os"
	"time"

	"fyne.io/fyne/v2/theme"

	"mooring/gui/parts"
	"mooring/gui/widgets"
)

// lookEvery is how long the window waits before it looks again whether the other process
// is still there and still hangs.
const lookEvery = 3 * time.Second

// otherInstance is the page that says that another process has the folder and does not
// answer, and that offers to end it. It looks again now and then, and before it ends
// anything: if the other process answers by then, its window is shown and this one closes.
type otherInstance struct {
	process *Process
	text    *widgets.Paragraph
	end     *widgets.Button
	looking bool
	pressed bool // while it was looking
	stop    func()
}

func (p *Process) offerToEnd() {
	p.exit.Store(1)
	_, _ = fmt.Fprintln(os.Stderr, "mooring:", parts.Tr("running.title")+".", parts.Tr("running.text"))
	o := &otherInstance{process: p, text: parts.Wrapped(parts.Tr("running.text")), stop: func() {}}
	o.end = widgets.NewButton(parts.Tr("running.end"), theme.MediaStopIcon(), o.press)
	p.showInstead(parts.Tr("running.title"), o.text, o.end)
	o.later()
}

func (o *otherInstance) later() {
	o.stop()
	o.stop = o.process.setup.Background.After(lookEvery, func() { o.ask(false) })
}

func (o *otherInstance) press() {
	o.end.Disable()
	if o.looking {
		o.pressed = true
		return
	}
	o.ask(true)
}

// ask looks at the other process, and ends it if it is to and does not answer.
func (o *otherInstance) ask(end bool) {
	if o.looking || o.process.leaving {
		return
	}
	o.looking = true
	claim := o.process.setup.Claim
	o.process.Stage.Runner.Go(func() func() {
		look := claim.look
		if end {
			look = claim.takeOver
		}
		err := look()
		return func() {
			o.looking = false
			o.seen(err, end)
		}
	})
}

func (o *otherInstance) seen(err error, ended bool) {
	o.stop()
	p := o.process
	switch {
	case p.leaving:
		return
	case err == nil:
		p.beginAgain()
		return
	case errors.Is(err, ErrRunning):
		_, _ = fmt.Fprintln(os.Stdout, err)
		p.exit.Store(0)
		p.leave()
		return
	case o.pressed:
		o.pressed = false
		o.ask(true)
		return
	case ended:
		p.setup.Log.Error("the other process", "error", err)
		o.text.SetText(parts.Tr("running.failed"))
		o.end.Enable()
	}
	o.later()
}
