package provision_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"path"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/provision"
)

// The sandbox of the benchmark: its dataflows run every hour, and have so often.
const (
	crowdConnections = 500
	crowdFlows       = 1500
	crowdRuns        = 67 // of each: 100,000
	failingEvery     = 20 // one of so many fails, since two days
)

// crowdedSandbox answers as Flow Service does for a sandbox with many dataflows.
type crowdedSandbox struct {
	now      time.Time
	requests atomic.Int64
	bytes    atomic.Int64
}

func (s *crowdedSandbox) RoundTrip(r *http.Request) (*http.Response, error) {
	s.requests.Add(1)
	q := r.URL.Query()
	var b bytes.Buffer
	b.WriteString(`{"items":[`)
	next := ""
	from, _ := strconv.Atoi(q.Get("continuationToken"))
	limit, _ := strconv.Atoi(q.Get("limit"))
	switch path.Base(r.URL.Path) {
	case "flows":
		for i := from; i < min(from+limit, crowdFlows); i++ {
			s.flow(&b, i, i > from)
		}
		if from+limit < crowdFlows {
			next = fmt.Sprintf("/flows?continuationToken=%d", from+limit)
		}
	case "runs":
		next = s.runs(&b, q["property"], from, limit)
	}
	fmt.Fprintf(&b, `],"_links":{"next":{"href":%q}}}`, next)
	s.bytes.Add(int64(b.Len()))
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(&b), Request: r,
	}, nil
}

func crowdFlowID(i int) string { return fmt.Sprintf("2edc08ac-4df5-4fe6-936f-%012d", i) }

func crowdConnectionID(i int) string { return fmt.Sprintf("4cb0c374-d3bb-4557-b139-%012d", i) }

// began is when the nth run of a dataflow began, 0 being the last one.
func (s *crowdedSandbox) began(flow, n int) time.Time {
	return s.now.Truncate(time.Hour).Add(-time.Duration(n)*time.Hour + time.Duration(flow%50)*time.Second)
}

func crowdStatus(flow, n int) string {
	if flow%failingEvery == 0 && n < 48 {
		return "failed"
	}
	return "success"
}

func (s *crowdedSandbox) flow(b *bytes.Buffer, i int, more bool) {
	if more {
		b.WriteByte(',')
	}
	last := s.began(i, 0)
	fmt.Fprintf(b, `{"id":%q,"name":"Dataflow %d","state":"enabled","etag":"\"1\"","sourceConnectionIds":["s%d"],"targetConnectionIds":["t%d"],
		"inheritedAttributes":{"sourceConnections":[{"id":"s%d","connectionSpec":{"id":%q},"baseConnection":{"id":%q}}]},
		"scheduleParams":{"startTime":"1612310466","frequency":"hour","interval":"1"},
		"lastRunDetails":{"id":"r%d-%d","state":%q,"startedAtUTC":%d,"completedAtUTC":%d}}`,
		crowdFlowID(i), i, i, i, i, client.S3ConnectionSpecID, crowdConnectionID(i%crowdConnections), i, last.Unix(), crowdStatus(i, 0),
		last.UnixMilli(), last.UnixMilli()+60_000)
}

// runs writes a page of the runs that the filter lets through, the newest first.
func (s *crowdedSandbox) runs(b *bytes.Buffer, properties []string, from, limit int) (next string) {
	var flows []int
	since := int64(0)
	for _, p := range properties {
		if ids, ok := strings.CutPrefix(p, "flowId=="); ok {
			for id := range strings.SplitSeq(ids, ",") {
				n, _ := strconv.Atoi(id[len(id)-12:])
				flows = append(flows, n)
			}
		}
		if at, ok := strings.CutPrefix(p, "metrics.durationSummary.startedAtUTC>"); ok {
			since, _ = strconv.ParseInt(at, 10, 64)
		}
	}
	seen := 0
	for n := range crowdRuns {
		for _, flow := range flows {
			at := s.began(flow, n)
			if at.UnixMilli() <= since {
				continue
			}
			if seen++; seen <= from {
				continue
			}
			if seen > from+limit {
				return fmt.Sprintf("/runs?continuationToken=%d", from+limit)
			}
			if seen > from+1 {
				b.WriteByte(',')
			}
			status, failure := crowdStatus(flow, n), ""
			if status == "failed" {
				failure = `,"errors":[{"code":"CONNECTOR-1001-500","message":"Error in copying the data from Source."}]`
			}
			fmt.Fprintf(b, `{"id":"r%d-%d","flowId":%q,"createdAt":%d,"metrics":{"durationSummary":{"startedAtUTC":%d,"completedAtUTC":%d},
				"sizeSummary":{"inputBytes":24012,"outputBytes":17128},"recordSummary":{"inputRecordCount":100,"outputRecordCount":100},
				"fileSummary":{"inputFileCount":1,"outputFileCount":1},"statusSummary":{"status":%q%s}},
				"activities":[{"id":"copyActivity","statusSummary":{"status":%q}},{"id":"promotionActivity","statusSummary":{"status":%q}}]}`,
				flow, at.Unix(), crowdFlowID(flow), at.UnixMilli(), at.UnixMilli(), at.UnixMilli()+60_000, status, failure, status, status)
		}
	}
	return ""
}

type crowdToken struct{}

func (crowdToken) Token(context.Context) (string, error) { return "token", nil }
func (crowdToken) Invalidate(string)                     {}

// BenchmarkReadAll is the first picture of a sandbox with 500 connections, 1,500
// dataflows and 100,000 runs, the refresh an hour later, when all of them have run
// once more, and one in between, when none has.
func BenchmarkReadAll(b *testing.B) {
	for _, bb := range []struct {
		name  string
		hours []int // at which it is read; the last one is measured
	}{{"first", []int{0}}, {"hour later", []int{0, 1}}, {"nothing new", []int{0, 0}}} {
		b.Run(bb.name, func(b *testing.B) {
			var most uint64
			var requests, bytes int64
			for b.Loop() {
				b.StopTimer()
				register := openRegister(b, b.TempDir())
				start := time.Date(2026, 11, 28, 12, 5, 0, 0, time.UTC)
				now := start
				sandbox := &crowdedSandbox{now: now}
				c, err := client.New(client.Config{
					APIKey: "key", OrgID: practicePlace.OrgID, Sandbox: practicePlace.Sandbox, Tokens: crowdToken{}, Transport: sandbox,
				})
				if err != nil {
					b.Fatal(err)
				}
				var page []client.Connection
				for i := range crowdConnections {
					page = append(page, client.Connection{ID: client.ConnectionID(crowdConnectionID(i)), Name: fmt.Sprint("Connection ", i), State: "enabled"})
				}
				if _, err := register.Journal.Merge(b.Context(), practicePlace, history.Source{}, page, nil, start); err != nil {
					b.Fatal(err)
				}
				flows := provision.NewFlows(register.Journal, provision.Options{Now: func() time.Time { return now }})
				for i, hour := range bb.hours {
					now = start.Add(time.Duration(hour)*time.Hour + time.Duration(i)*2*time.Minute)
					sandbox.now = now
					sandbox.requests.Store(0)
					sandbox.bytes.Store(0)
					most = 0
					if i == len(bb.hours)-1 {
						b.StartTimer()
					}
					found, err := flows.ReadAll(b.Context(), c.Dataflows(), practicePlace, func(p provision.FlowsProgress) {
						if p.Read%400 == 0 {
							var m runtime.MemStats
							runtime.ReadMemStats(&m)
							most = max(most, m.HeapAlloc)
						}
					})
					b.StopTimer()
					want := provision.FlowsFound{Flows: crowdFlows, Failing: crowdFlows / failingEvery}
					if err != nil || found != want {
						b.Fatalf("%+v, %v", found, err)
					}
				}
				requests, bytes = sandbox.requests.Load(), sandbox.bytes.Load()
				if err := register.Close(); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
			b.ReportMetric(float64(requests), "requests")
			b.ReportMetric(float64(bytes)/(1<<20), "answers-MiB")
			b.ReportMetric(float64(most)/(1<<20), "heap-MiB")
		})
	}
}
