package diagnose

import (
	"bytes"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// From which difference on a clock is odd, and from which tokens and signatures
// are refused.
const (
	oddSkew    = 2 * time.Minute
	brokenSkew = 5 * time.Minute
)

// judge looks whether the server itself answered. Which status it answers
// without credentials does not matter.
func (v *visit) judge(answer *reply, trusted bool) {
	facts := []Fact{
		{"Status", strings.TrimSpace(fmt.Sprintf("%d %s", answer.status, http.StatusText(answer.status)))},
		{"Content type", answer.header.Get("Content-Type")},
		{"Server", answer.header.Get("Server")},
		{"Via", answer.header.Get("Via")},
	}
	// A trusted certificate does not rule out a company's proxy, which may have
	// reasons for its page; an untrusted one leaves little doubt.
	suspect := Odd
	if !trusted {
		suspect = Broken
	}
	elsewhere := v.redirect(answer)
	switch {
	case elsewhere != "":
		v.verdict(Answer, suspect, WebPage, nil, append(facts, Fact{"Redirects to", elsewhere})...)
	case isPage(answer):
		v.verdict(Answer, suspect, WebPage, nil, facts...)
	case trusted:
		v.verdict(Answer, Fine, NoCause, nil, facts...)
	default:
		v.verdict(Answer, Skipped, EarlierFailure, nil, facts...)
	}
}

// redirect returns the host that an answer points to, if it is another site.
// More of the address might hold a session of its own.
func (v *visit) redirect(answer *reply) string {
	location := answer.header.Get("Location")
	if answer.status/100 != 3 || location == "" {
		return ""
	}
	to, err := v.url.Parse(location)
	if err != nil {
		return "?"
	}
	if site(to) == site(v.url) {
		return ""
	}
	return to.Host
}

// adobe are the domains that Adobe's services send each other's visitors to.
var adobe = map[string]bool{"adobe.com": true, "adobe.io": true, "adobelogin.com": true, "adobe.net": true}

// site is the last two labels of a host, or the address of one that has no name.
func site(u *url.URL) string {
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if net.ParseIP(host) != nil {
		return host
	}
	if labels := strings.Split(host, "."); len(labels) > 2 {
		host = strings.Join(labels[len(labels)-2:], ".")
	}
	if adobe[host] {
		return "adobe.com"
	}
	return host
}

// isPage tells a web page by its type or by how it begins.
func isPage(answer *reply) bool {
	kind := strings.ToLower(answer.header.Get("Content-Type"))
	if strings.Contains(kind, "html") {
		return true
	}
	start := bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(answer.start, []byte("\ufeff"))))
	return bytes.HasPrefix(start, []byte("<!doctype html")) || bytes.HasPrefix(start, []byte("<html"))
}

// clock compares the clocks by the answer's Date.
func (v *visit) clock(answer *reply, trusted bool) {
	there, err := http.ParseTime(answer.header.Get("Date"))
	if err != nil {
		v.verdict(Clock, Skipped, NoDate, nil)
		return
	}
	// A cache in between adds how old its copy is.
	if age, err := strconv.Atoi(answer.header.Get("Age")); err == nil && age > 0 && age < 1<<30 {
		there = there.Add(time.Duration(age) * time.Second)
	}
	// Round removes the monotonic reading: a clock that was set meanwhile counts.
	sent, received := answer.sent.Round(0), answer.received.Round(0)
	here := sent.Add(received.Sub(sent) / 2)
	ahead := here.Sub(there).Round(time.Second)
	facts := []Fact{
		{"Time here", here.UTC().Format(time.RFC3339)},
		{"Time there", there.UTC().Format(time.RFC3339)},
		{"This computer is", difference(ahead)},
	}
	if !trusted {
		facts = append(facts, Fact{"Trust", "the server's time comes with a certificate that is not trusted"})
	}
	verdict, cause := Fine, NoCause
	switch {
	case ahead.Abs() > brokenSkew:
		verdict, cause = Broken, ClockWrong
	case ahead.Abs() > oddSkew:
		verdict, cause = Odd, ClockWrong
	}
	v.verdict(Clock, verdict, cause, nil, facts...)
}

func difference(ahead time.Duration) string {
	switch {
	case ahead.Abs() <= time.Second: // a Date has no fractions
		return "on time"
	case ahead > 0:
		return ahead.String() + " ahead"
	}
	return ahead.Abs().String() + " behind"
}

// certificateFacts tells whose certificate it is and who vouches for it.
func certificateFacts(chain []*x509.Certificate) []Fact {
	if len(chain) == 0 {
		return nil
	}
	leaf, top := chain[0], chain[len(chain)-1]
	facts := []Fact{{"Issued to", ownerOf(leaf)}, {"Issued by", nameIn(leaf.Issuer)}}
	if vouches := nameIn(top.Issuer); vouches != nameIn(leaf.Issuer) {
		facts = append(facts, Fact{FactTopIssuer, vouches})
	}
	return append(facts,
		Fact{"Valid from", leaf.NotBefore.UTC().Format(time.RFC3339)},
		Fact{"Valid until", leaf.NotAfter.UTC().Format(time.RFC3339)})
}

// ownerOf names what a certificate is for.
func ownerOf(cert *x509.Certificate) string {
	const enough = 5
	names := cert.DNSNames
	for _, ip := range cert.IPAddresses {
		names = append(names[:len(names):len(names)], ip.String())
	}
	if len(names) == 0 {
		return nameIn(cert.Subject)
	}
	if len(names) > enough {
		names = append(names[:enough:enough], "…")
	}
	return strings.Join(names, ", ")
}

// nameIn is the short of a name in a certificate.
func nameIn(name pkix.Name) string {
	parts := make([]string, 0, 2)
	if name.CommonName != "" {
		parts = append(parts, name.CommonName)
	}
	if len(name.Organization) > 0 && name.Organization[0] != name.CommonName {
		parts = append(parts, name.Organization[0])
	}
	if len(parts) == 0 {
		return name.String()
	}
	return strings.Join(parts, ", ")
}
