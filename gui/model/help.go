package model

// Help tells where a field's value is found.
type Help struct {
	Title Text
	Steps []Text
	// Link is the page to open in the browser; empty if there is none.
	Link string
}

// Pages that the help opens.
const (
	adobeConsole  = "https://developer.adobe.com/console/projects"
	adobeSources  = "https://experienceleague.adobe.com/en/docs/experience-platform/sources/connectors/cloud-storage/s3"
	adobeSandbox  = "https://experience.adobe.com/#/platform/sandbox/browse"
	amazonUsers   = "https://console.aws.amazon.com/iam/home#/users"
	amazonBuckets = "https://s3.console.aws.amazon.com/s3/buckets"
)

// helpSteps has the number of steps of each field's help and its page. The steps
// are under help.<field>.1 and so on.
var helpSteps = map[Field]struct {
	steps int
	link  string
}{
	FieldOrgID:        {3, adobeConsole},
	FieldAPIKey:       {3, adobeConsole},
	FieldClientSecret: {3, adobeConsole},
	FieldToken:        {3, adobeConsole},
	FieldSandbox:      {2, adobeSandbox},
	FieldName:         {2, adobeSources},
	FieldDescription:  {1, adobeSources},
	FieldAccessKey:    {3, amazonUsers},
	FieldSecretKey:    {3, amazonUsers},
	FieldBucket:       {2, amazonBuckets},
	FieldFolder:       {2, amazonBuckets},
	FieldSessionToken: {2, amazonUsers},
	FieldServiceURL:   {3, adobeSources},
}

// HelpFor returns the help of a field, and whether there is any.
func HelpFor(field Field) (Help, bool) {
	h, ok := helpSteps[field]
	if !ok {
		return Help{}, false
	}
	help := Help{Title: field.Label(), Link: h.link}
	for i := range h.steps {
		help.Steps = append(help.Steps, T("help."+string(field)+"."+string(rune('1'+i))))
	}
	return help, true
}
