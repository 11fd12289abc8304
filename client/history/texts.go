package history

import (
	"encoding/binary"
	"strings"
)

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

// keep puts a text there, behind its length, and returns its place.
func (t *texts) keep(text string) uint32 {
	length := binary.AppendUvarint(nil, uint64(len(text)))
	n := len(length) + len(text)
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
	piece.Write(length)
	piece.WriteString(text)
	return uint32(at) //nolint:gosec // Four gigabytes of entries are more than there will be.
}

// at returns the text at a place.
func (t *texts) at(place uint32) string {
	rest := t.pieces[place>>pieceBits].String()[place%pieceSize:]
	var length uint64
	for shift := 0; ; shift += 7 { // as Uvarint does, which would want bytes
		b := rest[0]
		rest = rest[1:]
		length |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return rest[:length]
		}
	}
}

// known returns the text of a known length at a place, without a look into memory.
func (t *texts) known(place, length uint32) string {
	from := place%pieceSize + 1
	for rest := length; rest >= 0x80; rest >>= 7 {
		from++
	}
	return t.pieces[place>>pieceBits].String()[from : from+length]
}

// wasteful reports whether it is worth while to keep what is needed anew.
func (t *texts) wasteful() bool { return t.wasted > pieceSize && t.wasted > t.size/2 }
