package history

import "strings"

// texts keeps very many short texts in few pieces of memory, close together. What was
// put there stays as it is.
type texts struct {
	pieces []*strings.Builder
	size   int // of all of them
	wasted int // of those that are needed no more
}

// A place among the texts is the number of a piece and where it is in there, each 16
// bits. A piece is enough for a few hundred entries; a text that is longer than a
// piece has one for itself.
const (
	pieceBits = 16
	pieceSize = 1 << pieceBits
)

// keep puts two texts there, one behind the other, and returns their place.
func (t *texts) keep(a, b string) uint32 {
	n := len(a) + len(b)
	t.size += n
	last := len(t.pieces) - 1
	if last < 0 || t.pieces[last].Len()+n > t.pieces[last].Cap() || t.pieces[last].Len() >= pieceSize {
		piece := &strings.Builder{}
		piece.Grow(max(pieceSize, n))
		t.pieces = append(t.pieces, piece)
		last++
	}
	piece := t.pieces[last]
	at := last<<pieceBits + piece.Len()
	piece.WriteString(a)
	piece.WriteString(b)
	return uint32(at) //nolint:gosec // Four gigabytes of entries are more than there will be.
}

// at returns the text that begins so far behind a place and is so long.
func (t *texts) at(place, behind, length uint32) string {
	from := place%pieceSize + behind
	return t.pieces[place>>pieceBits].String()[from : from+length]
}

// wasteful reports whether it is worth while to keep what is needed anew.
func (t *texts) wasteful() bool { return t.wasted > pieceSize && t.wasted > t.size/2 }
