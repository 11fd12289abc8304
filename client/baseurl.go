package client

import (
	"errors"
	"net"
	"net/url"
	"strings"
)

var (
	errNotAddress  = errors.New("it is not an address such as " + DefaultBaseURL)
	errNotHTTPS    = errors.New("it is not https (http is for this computer only)")
	errExtraInURL  = errors.New("it holds a user, a query or a fragment")
	errOddPathInIt = errors.New("its path holds . or .. or an escaped slash")
)

// ParseBaseURL checks the address of a service: https, or http where the host
// is this very computer, with a path prefix if need be. It returns the address
// without a slash at its end. The error is an *APIError of KindInvalid with
// the field BaseURL.
func ParseBaseURL(raw string) (*url.URL, error) {
	u, err := url.Parse(raw)
	if err != nil || u.Opaque != "" || u.Hostname() == "" {
		return nil, invalid("New", "BaseURL", errNotAddress)
	}
	if u.Scheme != "https" && (u.Scheme != "http" || !isLoopback(u.Hostname())) {
		return nil, invalid("New", "BaseURL", errNotHTTPS)
	}
	if u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || strings.HasSuffix(raw, "#") {
		return nil, invalid("New", "BaseURL", errExtraInURL)
	}
	if u.RawPath != "" || hasDotSegment(u.Path) {
		return nil, invalid("New", "BaseURL", errOddPathInIt)
	}
	u.Path = strings.TrimRight(u.Path, "/")
	return u, nil
}

// isLoopback reports whether host can only be this computer. Other names that
// resolve to it do not count: what they resolve to may change.
func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// hasDotSegment reports whether a path holds a segment that climbs or stays.
func hasDotSegment(path string) bool {
	for segment := range strings.SplitSeq(path, "/") {
		if segment == "." || segment == ".." {
			return true
		}
	}
	return false
}
