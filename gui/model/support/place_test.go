package support

import (
	"strconv"
	"testing"
)

func TestRememberPlaces(t *testing.T) {
	var l Look
	l.Remember("laptop", Place{X: 1})
	l.Remember("docked", Place{X: 2})
	l.Remember("laptop", Place{X: 3})
	if len(l.Places) != 2 || l.Places["laptop"].X != 3 || l.Places["docked"].X != 2 {
		t.Errorf("it remembers %v", l.Places)
	}
	for i := range 100 {
		l.Remember("projector "+strconv.Itoa(i), Place{X: i})
	}
	if len(l.Places) > mostPlaces || l.Places["projector 99"].X != 99 {
		t.Errorf("it remembers %v", l.Places)
	}
}
