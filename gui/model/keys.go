package model

import (
	"mooring/client/amazon"
	"mooring/client/credentials"
)

// TableKeys lists the keys of texts that are put together from tables: the
// tests hold each of them to have a sentence in every language.
func TableKeys() []string {
	var keys []string
	add := func(key string) { keys = append(keys, key) }
	for field := range helpSteps {
		help, _ := HelpFor(field)
		for _, step := range help.Steps {
			add(step.Key)
		}
	}
	for dirt := credentials.DirtSpace; dirt.String() != "unknown"; dirt++ {
		add("clean." + dirt.String())
	}
	add("clean.several")
	for _, check := range amazon.Checks() {
		for _, part := range []string{".title", ".passed", ".denied"} {
			add("amazon." + check.String() + part)
		}
	}
	for _, key := range reasonKeys {
		add("amazon.reason." + key)
	}
	for _, key := range causeKeys {
		add("amazon.cause." + key)
	}
	return keys
}
