package history

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// side is what is known of all entries of the practice Platform, or of all others.
type side struct {
	all, attention int
	facets         []Facet
}

// places of the sortable columns among the texts.
var placeOf = map[Column]int{ByConnectionID: 0, ByETag: 1, ByName: 2}

// byText tells whether entries are sorted by one of their texts.
func byText(column Column) bool {
	_, is := placeOf[column]
	return is
}

// textKey is the text that the entry is sorted by, if any.
func (x *index) textKey(e *indexed, column Column) (text string) {
	switch {
	case column == BySandbox:
		text = x.traits[e.traits].place
	case byText(column):
		text = x.text(e)
		for range placeOf[column] {
			_, text, _ = strings.Cut(text, "\n")
		}
	}
	text, _, _ = strings.Cut(text, "\n")
	return text
}

// numberKey is the number that the entry is sorted by before its age.
func (x *index) numberKey(e *indexed, column Column) int64 {
	switch column {
	case ByStatus:
		return int64(x.traits[e.traits].rank)
	case ByLastFile:
		return e.lastFile
	}
	return 0
}

// ordered returns the entries in the ascending order of a column. What is equal
// is ordered by age.
func (x *index) ordered(column Column) []int32 {
	if order, ok := x.orders[column]; ok {
		return order
	}
	order := make([]int32, len(x.rows))
	for i := range order {
		order[i] = int32(i)
	}
	var keys []string
	if byText(column) || column == BySandbox {
		keys = make([]string, len(x.rows))
		for i := range x.rows {
			keys[i] = x.textKey(&x.rows[i], column)
		}
	}
	slices.SortFunc(order, func(i, j int32) int {
		if keys != nil {
			if by := strings.Compare(keys[i], keys[j]); by != 0 {
				return by
			}
		}
		a, b := &x.rows[i], &x.rows[j]
		return cmp.Or(cmp.Compare(x.numberKey(a, column), x.numberKey(b, column)), cmp.Compare(a.started, b.started), cmp.Compare(i, j))
	})
	x.orders[column] = order
	return order
}

// side tells what there is of the practice Platform, or of all others.
func (x *index) side(practice bool) side {
	if s, ok := x.sides[practice]; ok {
		return s
	}
	count := make([]int, len(x.traits))
	for i := range x.rows {
		count[x.rows[i].traits]++
	}
	var s side
	facets := map[Facet]bool{}
	for i, n := range count {
		t := &x.traits[i]
		if t.practice != practice || n == 0 {
			continue
		}
		s.all += n
		if statuses[t.rank].NeedsAttention() {
			s.attention += n
		}
		facets[Facet{t.accountID, t.orgID, t.sandbox}] = true
	}
	s.facets = slices.Collect(maps.Keys(facets))
	x.sides[practice] = s
	return s
}

// find marks the entries that have traits that fit, began in a time and contain words,
// and counts them. It goes through them as they are in memory, which is a few times
// faster than in any order.
func (x *index) find(fits func(*traits) bool, from, to int64, words []string) (found []bool, n int) {
	type plan struct {
		fits   bool
		beyond []string // the words that are not in the place already
	}
	plans := make([]plan, len(x.traits))
	for i := range x.traits {
		if t := &x.traits[i]; fits(t) {
			plans[i] = plan{true, notIn(t.place, words)}
		}
	}
	found = make([]bool, len(x.rows))
	for i := range x.rows {
		e := &x.rows[i]
		p := &plans[e.traits]
		if !p.fits || e.started < from || e.started >= to {
			continue
		}
		if len(p.beyond) == 0 || hasAll(x.text(e), p.beyond) {
			found[i] = true
			n++
		}
	}
	return found, n
}

// Any few letters are in some id by chance. So the id of a connection, its etag and its
// organization are searched for words of idLetters or more, and the ends of the id, which
// lists show, for words of endLetters or more.
const idLetters, endLetters = 6, 4

// notIn returns the words that a place does not have.
func notIn(place string, words []string) (list []string) {
	sandbox, _, _ := strings.Cut(place, "\n")
	for _, word := range words {
		if !strings.Contains(sandbox, word) && (len(word) < idLetters || !strings.Contains(place, word)) {
			list = append(list, word)
		}
	}
	return list
}

// hasAll reports whether the text of an entry has all words.
func hasAll(text string, words []string) bool {
	for _, word := range words {
		if !has(text, word) {
			return false
		}
	}
	return true
}

func has(text, word string) bool {
	if len(word) >= idLetters {
		return strings.Contains(text, word)
	}
	id, rest, _ := strings.Cut(text, "\n")
	if len(word) >= endLetters && (strings.HasPrefix(id, word) || strings.HasSuffix(id, word)) {
		return true
	}
	_, rest, _ = strings.Cut(rest, "\n") // behind the etag
	return strings.Contains(rest, word)
}
