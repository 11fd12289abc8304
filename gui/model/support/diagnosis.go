package support

import (
	"context"

	"mooring/client"
	"mooring/client/diagnose"
	"mooring/client/ims"
	"mooring/client/proxy"
	"mooring/gui/model"
)

// Diagnosis looks at what Mooring needs around it: the network on the way to
// Adobe, the clock, the keyring, the data folder.
type Diagnosis struct {
	// Changed tells that something has been found, or that all has been looked at.
	Changed *model.Signal

	runner   model.Runner
	findings []diagnose.Finding
	running  bool
	cancel   context.CancelFunc
	round    int
}

// NewDiagnosis makes a Diagnosis.
func NewDiagnosis(runner model.Runner) *Diagnosis {
	return &Diagnosis{runner: runner, Changed: model.NewSignal(runner)}
}

// Findings are what has been found, as it came and, at the end, in order.
func (d *Diagnosis) Findings() []diagnose.Finding { return d.findings }

// Running reports whether the look is still going on.
func (d *Diagnosis) Running() bool { return d.running }

// LookedAt are the addresses that a diagnosis looks at: those of an account, and
// Adobe's where it has none of its own. They are pages that answer a program, and not
// the front doors, which may lead on to a page for people and would look like the
// log-in page of a network.
func LookedAt(platformURL, signInURL string) []string {
	if platformURL == "" {
		platformURL = client.DefaultBaseURL
	}
	if signInURL == "" {
		signInURL = ims.DefaultBaseURL
	}
	return []string{platformURL + "/data/foundation/flowservice/connections", signInURL + "/ims/token/v3"}
}

// Run looks at everything.
func (d *Diagnosis) Run(options diagnose.Options) {
	d.Stop()
	round := d.round
	ctx, cancel := context.WithCancel(context.Background())
	d.cancel, d.running, d.findings = cancel, true, nil
	d.Changed.Emit()
	d.runner.Go(func() func() {
		defer cancel()
		all := diagnose.Run(ctx, options, func(f diagnose.Finding) {
			d.runner.Apply(func() {
				if round == d.round {
					d.findings = append(d.findings, f)
					d.Changed.Emit()
				}
			})
		})
		return func() {
			if round == d.round {
				d.findings, d.running = all, false
				d.Changed.Emit()
			}
		}
	})
}

// Stop ends the look.
func (d *Diagnosis) Stop() {
	if d.cancel != nil {
		d.cancel()
	}
	d.round++
}

// FindingTitle names what was looked at.
func FindingTitle(f diagnose.Finding) model.Text {
	return model.T("diagnose."+checkKeys[f.Check], "Host", f.Host)
}

// FindingText says what came of it; empty where all is well and nothing is to
// be told.
func FindingText(f diagnose.Finding) model.Text {
	switch {
	case f.Check == diagnose.System:
		return model.T("diagnose.system.text", "Version", f.Fact(diagnose.FactVersion), "System", f.Fact(diagnose.FactSystem))
	case f.Check == diagnose.Proxy && f.Verdict == diagnose.Fine:
		return proxyText(f)
	case f.Verdict == diagnose.Fine:
		return model.Text{}
	}
	key, ok := findingKeys[f.Cause]
	if !ok {
		return model.Text{}
	}
	return model.T("diagnose.cause."+key, "Issuer", f.Fact(diagnose.FactTopIssuer),
		"Folder", f.Fact(diagnose.FactFolder), "Proxy", f.Fact(diagnose.FactProxy))
}

// namers are who may have named a proxy.
var namers = map[string]model.Text{
	"":                            {},
	string(proxy.FromEnvironment): model.T("diagnose.proxy.environment"),
	string(proxy.FromSystem):      model.T("diagnose.proxy.system"),
	string(proxy.FromScript):      model.T("diagnose.proxy.script"),
	string(proxy.FromDesktop):     model.T("diagnose.proxy.desktop"),
}

// proxyText says which proxy is used, and who named it.
func proxyText(f diagnose.Finding) model.Text {
	used, from := f.Fact(diagnose.FactProxy), namers[f.Fact(diagnose.FactNamedBy)]
	switch {
	case used == diagnose.NoProxy && from.Empty():
		return model.T("diagnose.proxy.none")
	case used == diagnose.NoProxy:
		return model.T("diagnose.proxy.excepted", "From", from)
	case from.Empty():
		return model.Text{}
	}
	return model.T("diagnose.proxy.used", "Proxy", used, "From", from)
}

var checkKeys = map[diagnose.Check]string{
	diagnose.Resolve: "resolve", diagnose.Proxy: "proxy", diagnose.Connect: "connect", diagnose.Handshake: "handshake",
	diagnose.Answer: "answer", diagnose.Clock: "clock", diagnose.Keyring: "keyring", diagnose.Folder: "folder",
	diagnose.System: "system",
}

var findingKeys = map[diagnose.Cause]string{
	diagnose.EarlierFailure: "earlier", diagnose.ViaProxy: "viaProxy", diagnose.PlainHTTP: "plain", diagnose.BadAddress: "address",
	diagnose.TimedOut: "timedOut", diagnose.NameUnknown: "name", diagnose.NameServer: "nameServer", diagnose.Refused: "refused",
	diagnose.Unreachable: "unreachable", diagnose.ProxyAddress: "proxyAddress", diagnose.ProxyUnreachable: "proxyGone",
	diagnose.ProxySignIn: "proxySignIn", diagnose.ProxyPassword: "proxyPassword", diagnose.ProxyScheme: "proxyScheme",
	diagnose.ProxyRefused: "proxyRefused", diagnose.NotTLS: "notTLS",
	diagnose.Untrusted: "untrusted", diagnose.NotValidNow: "expired", diagnose.WrongName: "wrongName",
	diagnose.NoAnswer: "noAnswer", diagnose.WebPage: "webPage", diagnose.ClockWrong: "clock",
	diagnose.KeyringUnavailable: "keyring", diagnose.KeyringWaits: "keyringWaits",
	diagnose.NotWritable: "folder", diagnose.LittleSpace: "space", diagnose.OpenToOthers: "open",
}
