package amazon

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"time"
)

// maxAnswer is more than a thousand of the longest names make, escaped.
const maxAnswer = 16 << 20

// answer is what a call was answered, as far as the SDK does not tell: its
// errors keep neither the region that is right nor the server's time.
type answer struct {
	status    int
	date      time.Time
	region    string // x-amz-bucket-region
	requestID string
	fault     fault
	foreign   bool // not S3's

	asked string // the region that was asked
	root  string // the outermost element of the answer that the question has
}

// fault is the body of a refusal. S3 sends it bare, STS inside <ErrorResponse>.
type fault struct {
	Code       string
	Message    string
	Region     string
	ServerTime time.Time
	RequestID  string `xml:"RequestId"`
}

type answerKey struct{}

var (
	regionName = regexp.MustCompile(`^[a-z][a-z0-9-]{1,39}$`)
	expecting  = regexp.MustCompile(`expecting '([^']+)'`)
)

// regionRefused reports whether the answer says that the signature names a
// region that is not the store's.
func (a *answer) regionRefused() bool {
	return a.fault.Code == "AuthorizationHeaderMalformed" || a.fault.Code == "IllegalLocationConstraintException"
}

// movedTo returns the region that the answer names as the right one, if it is
// one that can be asked and is not the one that was.
func (a *answer) movedTo() string {
	told := a.region
	if told == "" {
		told = a.fault.Region
	}
	if told == "" && a.regionRefused() {
		if m := expecting.FindStringSubmatch(a.fault.Message); m != nil {
			told = m[1]
		}
	}
	if told == a.asked || !regionName.MatchString(told) {
		return ""
	}
	return told
}

// serverTime returns the other side's clock.
func (a *answer) serverTime() time.Time {
	if !a.fault.ServerTime.IsZero() {
		return a.fault.ServerTime
	}
	return a.date
}

// errForeign stops the SDK from reading a page of somebody else as an S3
// answer: it takes any XML, and so any tidy HTML, for an empty list.
var errForeign = errors.New("the answer is not one of S3")

// errTooBig is an answer that no question of this package has.
var errTooBig = fmt.Errorf("%w: over %d MiB", errForeign, maxAnswer>>20)

// roots are the outermost elements of the answers to what is asked here. Each
// question has its own: a store that takes one question for another would
// answer a list of nothing to the SDK.
var roots = map[string]string{
	"GetCallerIdentity": "GetCallerIdentityResponse",
	"ListBuckets":       "ListAllMyBucketsResult",
	"GetBucketLocation": "LocationConstraint",
	"ListObjectsV2":     "ListBucketResult",
}

// wire sits between the SDK and the network. It reads each answer whole, takes
// secrets out of it, notes what the SDK loses, and stops what is not S3's.
type wire struct {
	next      http.RoundTripper
	userAgent string
	scrub     func(string) string
}

// RoundTrip sends r.
func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	a, ok := r.Context().Value(answerKey{}).(*answer)
	if !ok {
		a = &answer{}
	}
	*a = answer{asked: a.asked, root: a.root}
	r = r.Clone(r.Context())
	// The SDK's own tells of the Go version and the system; it is not signed.
	r.Header.Set("User-Agent", w.userAgent)

	resp, err := w.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	_ = resp.Body.Close()
	if err != nil {
		return nil, fmt.Errorf("reading the answer: %w", err)
	}
	a.status = resp.StatusCode
	a.region = w.scrub(resp.Header.Get("X-Amz-Bucket-Region"))
	a.requestID = cut(w.scrub(resp.Header.Get("X-Amz-Request-Id")), 80)
	if a.date, err = http.ParseTime(resp.Header.Get("Date")); err != nil {
		a.date = time.Time{}
	}
	if len(body) > maxAnswer {
		a.foreign = true
		return nil, errTooBig
	}
	body = []byte(w.scrub(string(body)))
	if err := a.read(body); err != nil {
		a.foreign = true
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// read looks at the body as far as it takes to know whose it is.
func (a *answer) read(body []byte) error {
	refused := a.status < 200 || a.status > 299
	if refused && len(bytes.TrimSpace(body)) == 0 {
		return nil // some stores send no body with a refusal; the status stands for it
	}
	d := xml.NewDecoder(bytes.NewReader(body))
	for {
		token, err := d.Token()
		if err != nil {
			return errForeign
		}
		start, ok := token.(xml.StartElement)
		switch {
		case !ok:
		case !refused && start.Name.Local == a.root:
			return nil
		case refused && start.Name.Local == "Error":
			return a.readFault(d, &start)
		case refused && start.Name.Local == "ErrorResponse": // <Error> follows inside
		default:
			return errForeign
		}
	}
}

func (a *answer) readFault(d *xml.Decoder, start *xml.StartElement) error {
	var raw struct {
		fault
		ServerTime string
	}
	if err := d.DecodeElement(&raw, start); err != nil || raw.Code == "" {
		return errForeign
	}
	a.fault = raw.fault
	if t, err := time.Parse(time.RFC3339, raw.ServerTime); err == nil {
		a.fault.ServerTime = t
	}
	if a.requestID == "" {
		a.requestID = cut(a.fault.RequestID, 80)
	}
	return nil
}

func withAnswer(ctx context.Context, a *answer) context.Context {
	return context.WithValue(ctx, answerKey{}, a)
}
