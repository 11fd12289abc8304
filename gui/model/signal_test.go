package model_test

import (
	"testing"

	"mooring/gui/model"
	"mooring/gui/model/modeltest"
)

func TestSignalTellsOnceForChangesInOneGo(t *testing.T) {
	r := modeltest.NewShuffled(1)
	signal := model.NewSignal(r)
	told := 0
	stop := signal.Listen(func() { told++ })
	signal.Emit()
	signal.Emit()
	if told != 0 {
		t.Errorf("told %d times before the UI had its turn", told)
	}
	r.Settle()
	if told != 1 {
		t.Errorf("told %d times, want once for two changes", told)
	}
	signal.Emit()
	r.Settle()
	stop()
	signal.Emit()
	r.Settle()
	if told != 2 {
		t.Errorf("told %d times, want 2: nobody listens any more", told)
	}
}

// A listener that changes the state once more hears of it, and one that another
// has stopped hears nothing.
func TestSignalWhileItIsTold(t *testing.T) {
	r := modeltest.NewShuffled(1)
	signal := model.NewSignal(r)
	first, second := 0, 0
	var stop func()
	signal.Listen(func() {
		if first++; first == 1 {
			signal.Emit()
			stop()
		}
	})
	stop = signal.Listen(func() { second++ })
	signal.Emit()
	r.Settle()
	if first != 2 || second != 0 {
		t.Errorf("told %d and %d times, want 2 and 0", first, second)
	}
}

func TestEventTellsEachTimeWithWhatItIsAbout(t *testing.T) {
	var event model.Event[string]
	var heard []string
	stop := event.Listen(func(name string) { heard = append(heard, name) })
	event.Emit("a")
	event.Emit("b")
	stop()
	event.Emit("c")
	if len(heard) != 2 || heard[0] != "a" || heard[1] != "b" {
		t.Errorf("heard %q", heard)
	}
}
