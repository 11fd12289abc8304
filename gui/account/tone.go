package account

import (
	"mooring/gui/model/account"
	"mooring/gui/widgets"
)

// toneOf is the color of the bar. It goes by the type of the sandbox that Adobe
// reports, not by its name.
func toneOf(accounts *account.Accounts) widgets.Tone {
	sandbox, known := accounts.Sandbox()
	switch {
	case accounts.Practice():
		return widgets.TonePractice
	case !known:
		return widgets.ToneQuiet
	case sandbox.Production():
		return widgets.ToneProduction
	}
	return widgets.ToneDevelopment
}

// badgeKeys name what the color tells, for those who cannot see it.
var badgeKeys = map[widgets.Tone]string{
	widgets.ToneProduction: "sandbox.badge", widgets.ToneDevelopment: "sandbox.badge.development", widgets.TonePractice: "sandbox.badge.practice",
}
