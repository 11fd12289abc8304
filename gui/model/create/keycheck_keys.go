package create

// TextKeys lists the keys of texts that are put together from this package's
// tables: the tests hold each of them to have a sentence in every language.
func TextKeys() []string {
	var keys []string
	for _, key := range reasonKeys {
		keys = append(keys, "amazon.reason."+key)
	}
	for _, key := range causeKeys {
		keys = append(keys, "amazon.cause."+key)
	}
	return keys
}
