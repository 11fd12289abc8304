package client

import (
	"net/http"
	"strconv"
	"time"
)

// leastSkew is the least difference between two clocks that is told of. A Date
// header has whole seconds, and its answer was on its way for some.
const leastSkew = time.Minute

// clockSkew is how far this computer's clock is ahead of that of whoever
// answered, or behind it if negative. It is 0 where the answer does not tell the
// time, and where the difference is less than a minute.
func (a Answer) clockSkew() time.Duration {
	there, err := http.ParseTime(a.Header.Get("Date"))
	if err != nil || a.At.IsZero() {
		return 0
	}
	// What comes out of a cache has the date of when it was made, and its age
	// (RFC 9111, section 5.1).
	if age, err := strconv.ParseUint(a.Header.Get("Age"), 10, 31); err == nil {
		there = there.Add(time.Duration(age) * time.Second)
	}
	skew := a.At.Sub(there).Round(time.Second)
	if skew.Abs() < leastSkew {
		return 0
	}
	return skew
}

// ClockSkew is how far this computer's clock is ahead of Platform's, or behind it if
// negative, by the last answer that Platform gave to a call; 0 where that is not
// known or less than a minute.
func (c *Client) ClockSkew() time.Duration { return time.Duration(c.skew.Load()) }

// ClockSkew is that of the Client.
func (d *Dataflows) ClockSkew() time.Duration { return d.client.ClockSkew() }
