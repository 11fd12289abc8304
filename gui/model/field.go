package model

// Field names an input of the window, in the texts (field.<name>.label), in
// problems that point at a field, and in the positions that window tests read.
type Field string

// The inputs of the two forms.
const (
	FieldNone Field = ""

	FieldOrgID        Field = "orgID"
	FieldAPIKey       Field = "apiKey"
	FieldClientSecret Field = "clientSecret"
	FieldToken        Field = "token"
	FieldSandbox      Field = "sandbox"
	FieldPlatformURL  Field = "platformURL"
	FieldSignInURL    Field = "signInURL"

	// FieldAuth is how Platform gets into the account: client.AuthRole, or empty for
	// keys. It is a choice, and nothing is typed into it.
	FieldAuth Field = "auth"

	FieldName         Field = "name"
	FieldDescription  Field = "description"
	FieldAccessKey    Field = "accessKey"
	FieldSecretKey    Field = "secretKey"
	FieldBucket       Field = "bucket"
	FieldFolder       Field = "folder"
	FieldSessionToken Field = "sessionToken"
	FieldServiceURL   Field = "serviceURL"
)

// Label is the field's name as the form shows it.
func (f Field) Label() Text { return T("field." + string(f) + ".label") }

// LabelAlone is the field's name where it stands without what a form has beside it: the
// service URL without the drop-down of regions, whose names it takes as well.
func (f Field) LabelAlone() Text {
	if f == FieldServiceURL {
		return T("field.regionOrURL.label")
	}
	return f.Label()
}

// Help is the line under the field while nothing is wrong with it.
func (f Field) Help() Text { return T("field." + string(f) + ".help") }

// Placeholder is shown in the empty field.
func (f Field) Placeholder() Text { return T("field." + string(f) + ".placeholder") }

// Secret reports whether what belongs into the field is a secret, which is shown as dots.
func (f Field) Secret() bool {
	switch f {
	case FieldClientSecret, FieldToken, FieldSecretKey, FieldSessionToken:
		return true
	}
	return false
}

// Level says how serious a Note is.
type Level int

// The levels of a Note.
const (
	Fine    Level = iota
	Cleaned       // something was cleaned off it
	Warning       // looks odd; never blocks
	Error         // cannot be right
)

// Note is what a form has to say about one of its fields.
type Note struct {
	Level Level
	Text  Text
}

func refuse(key string) Note             { return Note{Level: Error, Text: T(key)} }
func warn(key string, pairs ...any) Note { return Note{Level: Warning, Text: T(key, pairs...)} }

// fieldsByInput ties the input names that packages client and provision put
// into their errors to the window's fields.
var fieldsByInput = map[string]Field{
	"BaseURL":         FieldPlatformURL,
	"SignInURL":       FieldSignInURL,
	"APIKey":          FieldAPIKey,
	"ClientID":        FieldAPIKey,
	"OrgID":           FieldOrgID,
	"Sandbox":         FieldSandbox,
	"ClientSecrets":   FieldClientSecret,
	"ClientSecret":    FieldClientSecret,
	"Token":           FieldToken,
	"AccessToken":     FieldToken,
	"Auth":            FieldAuth,
	"Name":            FieldName,
	"Description":     FieldDescription,
	"AccessKeyID":     FieldAccessKey,
	"SecretAccessKey": FieldSecretKey,
	"SessionToken":    FieldSessionToken,
	"Bucket":          FieldBucket,
	"FolderPath":      FieldFolder,
	"ServiceURL":      FieldServiceURL,
}
