package amazon

import (
	"bytes"
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

// answer is what a call was answered.
type answer struct {
	status  int
	date    time.Time
	region  string // x-amz-bucket-region
	fault   fault
	foreign bool // not S3's

	asked string // the region that was asked
	root  string // the outermost element of the answer that the question has
	into  any    // where that element goes
}

// fault is the body of a refusal. S3 sends it bare, STS inside <ErrorResponse>.
type fault struct {
	Code       string
	Message    string
	Region     string
	ServerTime time.Time
}

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

// errForeign is an answer of somebody else. A tidy page of HTML would pass for an
// empty list if the outermost element were not looked at, as would the answer of
// a store that takes one question for another.
var errForeign = errors.New("the answer is not one of S3")

// errTooBig is an answer that no question of this package has.
var errTooBig = fmt.Errorf("%w: over %d MiB", errForeign, maxAnswer>>20)

func (a *answer) refused() bool { return a.status < 200 || a.status > 299 }

// receive reads an answer whole and takes secrets out of it. The error says that
// it was cut off or is not what was asked for; a refusal is none.
func (a *answer) receive(resp *http.Response, scrub func(string) string) error {
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	if err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	a.status = resp.StatusCode
	a.region = scrub(resp.Header.Get("X-Amz-Bucket-Region"))
	if a.date, err = http.ParseTime(resp.Header.Get("Date")); err != nil {
		a.date = time.Time{}
	}
	if len(body) > maxAnswer {
		err = errTooBig
	} else {
		err = a.read([]byte(scrub(string(body))))
	}
	a.foreign = errors.Is(err, errForeign)
	return err
}

// read reads the body if it is that of an answer or a refusal.
func (a *answer) read(body []byte) error {
	refused := a.refused()
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
			return d.DecodeElement(a.into, &start)
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
	return nil
}
