package model

import (
	"testing"

	"mooring/client"
)

func TestEveryKeyOfTheTablesHasASentence(t *testing.T) {
	sentences := texts(t, "en.json")
	for r := range allRules {
		for _, key := range []string{"problem." + r.name + ".title", "problem." + r.from() + ".do"} {
			if sentences[key] == "" {
				t.Errorf("no sentence for %s", key)
			}
		}
	}
}

func allRules(yield func(rule) bool) {
	for _, rules := range []map[string]rule{signInRules, gatewayRules, flowRules, providerRules, storeRules} {
		for _, r := range rules {
			if !yield(r) {
				return
			}
		}
	}
	for _, rules := range []map[string]runRule{runRules, {"": unknownRunRule}} {
		for _, r := range rules {
			if !yield(r.rule) {
				return
			}
		}
	}
	if !yield(roleRefused) || !yield(webPage) {
		return
	}
	for _, r := range silentRunRules {
		if !yield(r.rule) {
			return
		}
	}
	for _, rules := range []map[client.Kind]rule{kindRules, signInKindRules} {
		for _, r := range rules {
			if !yield(r) {
				return
			}
		}
	}
}
