package support

// TextKeys lists the keys of texts that are put together from this package's
// tables: the tests hold each of them to have a sentence in every language.
func TextKeys() []string {
	var keys []string
	for _, key := range checkKeys {
		keys = append(keys, "diagnose."+key)
	}
	for _, key := range findingKeys {
		keys = append(keys, "diagnose.cause."+key)
	}
	return keys
}
