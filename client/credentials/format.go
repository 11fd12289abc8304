package credentials

// Format is what an input was recognised as. Its String is stable, so that
// texts can be kept under it.
type Format int

// The formats that are read, and those that are only told by their name.
const (
	FormatUnknown Format = iota
	// FormatAdobeJSON is the JSON of a credential, aepp's configuration, or an
	// answer of Adobe's sign-in.
	FormatAdobeJSON
	// FormatAdobeProject is the JSON of a project's workspace.
	FormatAdobeProject
	// FormatPostman is a Postman environment or the variables of a collection.
	FormatPostman
	// FormatAWSJSON is an answer of the AWS command line, or any JSON with keys.
	FormatAWSJSON
	// FormatCSV is a table with a header, such as accessKeys.csv.
	FormatCSV
	// FormatProfiles is a file with sections, such as ~/.aws/credentials.
	FormatProfiles
	// FormatEnvironment is lines that set variables.
	FormatEnvironment
	// FormatText is a piece of a page: labels and values.
	FormatText
	// FormatJSON is JSON that holds nothing known.
	FormatJSON

	// FormatSpreadsheet and those after it are not read.
	FormatSpreadsheet
	FormatArchive
	FormatPrivateKey
	FormatCertificate
	FormatWebPage
	FormatPDF
	FormatPicture
	FormatRichText
)

var formatNames = [...]string{
	"unknown", "adobeJSON", "adobeProject", "postman", "awsJSON", "csv", "profiles", "environment", "text", "json",
	"spreadsheet", "archive", "privateKey", "certificate", "webPage", "pdf", "picture", "richText",
}

// String returns the stable name of the format.
func (f Format) String() string {
	if f < 0 || int(f) >= len(formatNames) {
		return formatNames[FormatUnknown]
	}
	return formatNames[f]
}

// Reason is why something that was recognised cannot be used. Its String is
// stable, so that texts can be kept under it.
type Reason int

// The reasons.
const (
	// ReasonIncomplete means that too little of a credential is there.
	ReasonIncomplete Reason = iota
	// ReasonRetiredJWT is a Service Account (JWT) credential.
	ReasonRetiredJWT
	// ReasonOtherKind is a credential that cannot sign in by itself: an API
	// key, or one for a web or mobile app.
	ReasonOtherKind
	// ReasonPlaceholder means that only placeholders such as {API_KEY}, or
	// masked values, stand where the values belong.
	ReasonPlaceholder
	// ReasonNoSecret is an access key id without its secret, which AWS shows
	// only once.
	ReasonNoSecret
	// ReasonNoKeyID is a secret access key without its id.
	ReasonNoKeyID
	// ReasonSSO is a profile that signs in through a browser.
	ReasonSSO
	// ReasonRole is a profile that borrows the keys of another (source_profile)
	// or of the machine.
	ReasonRole
	// ReasonProcess is a profile whose keys another program hands out.
	ReasonProcess
	// ReasonPassword is a user's password for the console.
	ReasonPassword
	// ReasonBroken means that a value is broken over several lines in such a way
	// that nobody can tell where it ends.
	ReasonBroken
	// ReasonOtherService is a client ID and secret of another service than Adobe's.
	ReasonOtherService
)

var reasonNames = [...]string{
	"incomplete", "retiredJWT", "otherKind", "placeholder", "noSecret", "noKeyID", "sso", "role", "process", "password", "broken", "otherService",
}

// String returns the stable name of the reason.
func (r Reason) String() string {
	if r < 0 || int(r) >= len(reasonNames) {
		return reasonNames[ReasonIncomplete]
	}
	return reasonNames[r]
}
