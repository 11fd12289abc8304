package client

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"strings"
	"testing"
)

// packed is a step that answers with gzip, cut bytes short of its end.
func packed(t *testing.T, encoding string, status int, body string, cut int) http.HandlerFunc {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(body)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return answer(status, b.String()[:b.Len()-cut], "Content-Encoding", encoding)
}

func TestPackedAnswers(t *testing.T) {
	for _, encoding := range []string{"gzip", "GZIP", "x-gzip"} {
		b := newBench(t, packed(t, encoding, 201, goodAnswer, 0))
		if made, err := b.CreateConnection(t.Context(), seedConnection()); err != nil || made.ETag == "" {
			t.Errorf("%s: %+v, %v", encoding, made, err)
		}
	}
	b := newBench(t, packed(t, "gzip", 403, `{"type":"x/FLOW-2120-403","title":"no"}`, 0))
	_, err := b.CreateConnection(t.Context(), seedConnection())
	if e := wantKind(t, err, KindForbidden); e.Code != "FLOW-2120-403" {
		t.Error(e)
	}
	b = newBench(t, packed(t, "gzip", 201, goodAnswer, 12))
	_, err = b.CreateConnection(t.Context(), seedConnection())
	wantKind(t, err, KindInterrupted)
	b = newBench(t, answer(201, goodAnswer, "Content-Encoding", "gzip")) // unpacked on the way
	if made, err := b.CreateConnection(t.Context(), seedConnection()); err != nil || made.ETag == "" {
		t.Errorf("%+v, %v", made, err)
	}
	b = newBench(t, answer(201, "\x1f\x8bno", "Content-Encoding", "gzip"))
	_, err = b.CreateConnection(t.Context(), seedConnection())
	if e := apiError(t, err); !e.Kind.OutcomeUnknown() {
		t.Error(e)
	}
	// What is small on the way and huge when unpacked is not read to its end.
	b = newBench(t, packed(t, "gzip", 200, `{"items":[],"x":"`+strings.Repeat("x", 2*maxAnswer)+`"}`, 0))
	_, err = list(t, b.Client, Filter{})
	wantKind(t, err, KindNotPlatform)
}
