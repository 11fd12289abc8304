package account

import "mooring/gui/model"

// lines has work about an account done in the order in which it was asked for,
// one piece after the other: what was asked for last is what remains. Different
// accounts do not wait for each other.
type lines struct {
	runner  model.Runner
	waiting map[string][]turn // the first of each is under way
}

// turn is called on the UI goroutine when the turn has come, so that it sees
// things as they are then. It returns what is to be done in the background, which
// is as of model.Runner's Go, or nil if there is nothing left to do.
type turn func() (work func() (apply func()))

func newLines(runner model.Runner) lines {
	return lines{runner: runner, waiting: map[string][]turn{}}
}

// add lines a turn up.
func (l *lines) add(id string, t turn) {
	l.waiting[id] = append(l.waiting[id], t)
	if len(l.waiting[id]) == 1 {
		l.next(id)
	}
}

func (l *lines) next(id string) {
	for len(l.waiting[id]) > 0 {
		if work := l.waiting[id][0](); work != nil {
			l.runner.Go(func() func() {
				apply := work()
				return func() {
					if apply != nil {
						apply()
					}
					l.waiting[id] = l.waiting[id][1:]
					l.next(id)
				}
			})
			return
		}
		l.waiting[id] = l.waiting[id][1:]
	}
	delete(l.waiting, id)
}
