package credentials

import "regexp"

// Two lines, or two parts of one, that hold a name and its value, as the
// environment of a container has them in YAML and settings in XML.
var (
	yamlPair = regexp.MustCompile(`(?m)^([ \t]*(?:-[ \t]+)?)\{?[ \t]*["']?(?i:name|key)["']?:[ \t]*["']?([A-Za-z_][A-Za-z0-9_.-]*)["']?(?:[ \t]*\n[ \t]*|,[ \t]*)["']?(?i:value)["']?:[ \t]*`)
	xmlPair  = regexp.MustCompile(`(?i)<(?:name|key)>\s*([a-z_][a-z0-9_.-]*)\s*</(?:name|key)>\s*<(?:value|string)>`)
	// s3Line is the address for S3 among those for several services, as Terraform has it.
	s3Line = regexp.MustCompile(`(?m)(^|[{,;\s])s3(\s*[=:]\s*["']?https?://)`)
	xmlAdd = regexp.MustCompile(`(?i)\b(?:key|name)="([a-z_][a-z0-9_.:-]*)"\s+value=`)
)

// pairLines writes such pairs as names with their values.
func pairLines(text string) string {
	text = yamlPair.ReplaceAllString(text, "$1$2: ")
	text = s3Line.ReplaceAllString(text, "${1}endpoint_url$2")
	text = xmlPair.ReplaceAllString(text, "\n$1: ")
	return xmlAdd.ReplaceAllString(text, "$1=")
}
