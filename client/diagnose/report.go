package diagnose

import (
	"cmp"
	"fmt"
	"strings"
)

// sentences word the causes in plain English, with what to do. What people
// read in the window is worded by gui/model.
var sentences = map[Cause]string{
	Canceled:           "Called off.",
	NotGiven:           "There is nothing to check.",
	EarlierFailure:     "Cannot be told after what failed before.",
	ViaProxy:           "Not needed: a proxy does this.",
	PlainHTTP:          "Not needed: the address is without TLS.",
	BadAddress:         "The address is not one of a server. Look at it in the settings.",
	TimedOut:           "No answer in time.",
	NameUnknown:        "No server of this name is known. Check the network, the VPN and the name servers of this computer.",
	NameServer:         "The name server did not help. Check the network, the VPN and the name servers of this computer.",
	Refused:            "The connection was refused. A firewall may do this.",
	Unreachable:        "There is no way to the server. Check the network, the VPN and the firewall.",
	ProxyAddress:       "The address of the proxy in the environment (HTTPS_PROXY, HTTP_PROXY) is not valid.",
	ProxyUnreachable:   "The proxy that the environment names (HTTPS_PROXY, HTTP_PROXY) is not there or does not answer.",
	ProxySignIn:        "The proxy wants a user name and a password.",
	ProxyRefused:       "The proxy does not let this server through. Ask for it to be allowed.",
	NotTLS:             "Something answers that does not speak TLS, such as the log-in page of a network.",
	Untrusted:          "The issuer of the certificate is not trusted by this computer. A company's proxy may have put itself in between: then its authority has to be installed on this computer.",
	Expired:            "The certificate is no longer valid, by this computer's clock. Check the clock first.",
	NotYetValid:        "The certificate is not valid yet, by this computer's clock. Check the clock first.",
	WrongName:          "The certificate is that of another server. The log-in page of a network or a proxy may have put itself in between.",
	HandshakeFailed:    "No secure connection came about. A firewall or a proxy may cut it.",
	NoAnswer:           "The connection ended without an answer.",
	WebPage:            "A web page answers instead of the service: the log-in page of a network, or a proxy's page.",
	Redirected:         "The answer points to another site, as the log-in page of a network does.",
	NoDate:             "The answer does not tell the time.",
	ClockWrong:         "The clock of this computer is wrong. Have it set by the network.",
	KeyringUnavailable: "The keyring cannot be used: it is missing, locked or failing. Secrets are kept until the app ends.",
	KeyringAltered:     "The keyring does not give back what it was given.",
	SessionOnly:        "The keyring cannot be used. Secrets are kept until the app ends.",
	FolderMissing:      "The folder is not there.",
	NotWritable:        "Nothing can be written to the folder.",
	LittleSpace:        "The disk is full, or almost.",
	OpenToOthers:       "Other users of this computer may look into the folder.",
}

// keyringWaits words a keyring that does not answer.
const keyringWaits = "The keyring does not answer. Its own window may be open and wait for a password."

// Sentence says in English why the finding is not Fine, or nothing.
func (f Finding) Sentence() string {
	if f.Check == Keyring && f.Cause == TimedOut {
		return keyringWaits
	}
	return sentences[f.Cause]
}

// Report is the findings as plain English text, to be passed on.
func Report(findings []Finding) string {
	counts := map[Verdict]int{}
	for _, f := range findings {
		counts[f.Verdict]++
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Mooring diagnosis: %d broken, %d odd, %d fine, %d skipped\n",
		counts[Broken], counts[Odd], counts[Fine], counts[Skipped])
	var heading string
	for _, f := range findings {
		if of := cmp.Or(f.Host, "This computer"); of != heading {
			heading = of
			b.WriteString("\n" + heading + "\n")
		}
		f.write(&b)
	}
	return b.String()
}

func (f Finding) write(b *strings.Builder) {
	fmt.Fprintf(b, "  %-8s %s", f.Verdict, f.Check)
	if sentence := f.Sentence(); sentence != "" {
		b.WriteString(": " + sentence)
	}
	b.WriteString("\n")
	const indent = "             "
	for _, fact := range f.Facts {
		fmt.Fprintf(b, "%s%s: %s\n", indent, fact.Name, fact.Value)
	}
	if f.Err != nil {
		fmt.Fprintf(b, "%sError: %s\n", indent, f.Err)
	}
}
