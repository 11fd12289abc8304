package client

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"
)

// BenchmarkCreate makes connections on a kept connection, turn and turn about
// with bare POSTs of the same body on another one: "ratio" is what the rules of a
// create cost, by the medians. Each goes over TLS to the same server.
func BenchmarkCreate(b *testing.B) {
	for _, version := range []string{"HTTP/1.1", "HTTP/2"} {
		b.Run(version, func(b *testing.B) {
			server := newTLSServer(b, version == "HTTP/2", func(w http.ResponseWriter, r *http.Request) {
				_, _ = io.Copy(io.Discard, r.Body)
				answer(http.StatusCreated, goodAnswer)(w, r)
			})
			c := newClient(b, server.URL, &tokens{value: testToken}, trusting(b, server))
			create := func() {
				if _, err := c.CreateConnection(b.Context(), seedConnection()); err != nil {
					b.Fatal(err)
				}
			}
			bare := barePost(b, server, c)
			create()
			bare()
			var ours, theirs []time.Duration
			for b.Loop() {
				began := time.Now()
				create()
				between := time.Now()
				bare()
				ours = append(ours, between.Sub(began))
				theirs = append(theirs, time.Since(between))
			}
			b.ReportMetric(float64(median(ours))/float64(median(theirs)), "ratio")
			b.ReportMetric(float64(median(ours).Microseconds()), "µs/create")
		})
	}
}

func median(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2]
}

// barePost returns what sends the body of a create with net/http alone.
func barePost(b *testing.B, server *httptest.Server, c *Client) func() {
	plain := &http.Client{Transport: trusting(b, server)}
	q, err := createCall(seedConnection())
	if err != nil {
		b.Fatal(err)
	}
	out := c.request(q, testToken)
	return func() {
		r, err := http.NewRequestWithContext(b.Context(), out.Method, out.URL, bytes.NewReader(out.Body))
		if err != nil {
			b.Fatal(err)
		}
		for _, h := range out.Header {
			r.Header.Set(h.Name, h.Value)
		}
		res, err := plain.Do(r)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.ReadAll(res.Body); err != nil || res.StatusCode != http.StatusCreated {
			b.Fatal(res.Status, err)
		}
		_ = res.Body.Close()
	}
}
