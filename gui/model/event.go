package model

import "slices"

// Event tells any number of listeners that something has happened, with what it
// is about: each time, at once, and in order. What is a state, which only its
// latest value matters of, is a Signal.
type Event[T any] struct {
	listeners []*eventListener[T]
}

type eventListener[T any] struct{ f func(T) }

// Listen calls f each time from now on, until stop is called.
func (e *Event[T]) Listen(f func(T)) (stop func()) {
	l := &eventListener[T]{f}
	e.listeners = append(e.listeners, l)
	return func() {
		l.f = nil
		e.listeners = slices.DeleteFunc(slices.Clone(e.listeners), func(other *eventListener[T]) bool { return other == l })
	}
}

// Emit says that it has happened.
func (e *Event[T]) Emit(about T) {
	for _, l := range e.listeners {
		if l.f != nil { // an earlier one may have stopped it
			l.f(about)
		}
	}
}

// Drop forgets all listeners, with what they hold.
func (e *Event[T]) Drop() { e.listeners = nil }
