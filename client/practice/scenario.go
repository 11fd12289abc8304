package practice

import (
	"crypto/rand"
	"strings"
)

// What a practice account holds. None of it is valid anywhere else.
const (
	// OrgID is the organization in which everything is allowed.
	OrgID = "000000000000000000000001@AdobeOrg"
	// OrgWithoutRight is an organization in which connections can be seen but
	// not made (FLOW-2121-403).
	OrgWithoutRight = "000000000000000000000403@AdobeOrg"
	// OrgWithoutProfile is an organization that the credential has no product
	// profile for (403025).
	OrgWithoutProfile = "000000000000000000403025@AdobeOrg"
	// OrgWithoutSandbox is an organization in which the credential has been given
	// no sandbox: the list of them is empty, and everything else is forbidden.
	OrgWithoutSandbox = "000000000000000000000200@AdobeOrg"
	// OrgOnAWS is an organization whose Platform runs on Amazon Web Services: it has
	// an IAM role of Adobe, and takes keys as well.
	OrgOnAWS = "00000000000000000000A035@AdobeOrg"
	// APIKey is the only API key (client id) that is known.
	APIKey = "00000000000000000000000000000001"
	// ClientSecret is the only client secret that is accepted.
	ClientSecret = "practice-secret"
	// TechnicalAccount is the name under which connections are made.
	TechnicalAccount = "0000000000000000000000A1@techacct.adobe.com"
)

// The sandboxes, in every organization.
const (
	SandboxProduction  = "prod"
	SandboxDevelopment = "dev"
	// SandboxResetting is not active: its state is resetting.
	SandboxResetting = "training"
)

// SandboxNames are the names of all sandboxes.
var SandboxNames = []string{SandboxProduction, SandboxDevelopment, SandboxResetting}

// Access key ids that show a kind of trouble each, and with them every key of
// the same family: those that begin with the same keyFamily characters. Any other
// key works.
const (
	AccessKeyWorks        = "AKIAIOSFODNN7EXAMPLE" //nolint:gosec // G101: no real key
	AccessKeyRefused      = "AKIAREFUSEDBYEXAMPLE"
	AccessKeyWrong        = "AKIAWRONGKEYSEXAMPLE"
	AccessKeyNoPermission = "AKIANOPERMISSEXAMPLE" //nolint:gosec // G101: no real key
	AccessKeySlow         = "AKIASLOWANSWREXAMPLE" //nolint:gosec // G101: no real key
	AccessKeyLostAnswer   = "AKIALOSTANSWREXAMPLE" //nolint:gosec // G101: no real key
	AccessKeyThrottled    = "AKIATOOMANYRQEXAMPLE" //nolint:gosec // G101: no real key
	AccessKeyInUse        = "AKIAINUSEFLOWEXAMPLE" //nolint:gosec // G101: no real key
	AccessKeyInitializing = "AKIAGETSREADYEXAMPLE" //nolint:gosec // G101: no real key
)

// keyFamily is how many characters of an access key id say what it shows.
const keyFamily = 11

// keyShows returns the access key id above whose trouble a key shows; itself where
// it shows none.
func keyShows(id string) string {
	for _, shows := range []string{
		AccessKeyRefused, AccessKeyWrong, AccessKeyNoPermission, AccessKeySlow,
		AccessKeyLostAnswer, AccessKeyThrottled, AccessKeyInUse, AccessKeyInitializing,
	} {
		if len(id) == len(shows) && strings.HasPrefix(id, shows[:keyFamily]) {
			return shows
		}
	}
	return id
}

// FreshKey returns another access key id of the family of id, so that a connection
// with it has no twin.
func FreshKey(id string) string {
	return id[:keyFamily] + rand.Text()[:len(id)-keyFamily]
}

// Field names an input that a scenario goes into.
type Field string

// The fields of scenarios.
const (
	FieldAccessKeyID  Field = "accessKeyID"
	FieldOrgID        Field = "orgID"
	FieldClientSecret Field = "clientSecret"
	FieldSandbox      Field = "sandbox"
)

// The ids of the scenarios.
const (
	ScenarioWorks             = "works"
	ScenarioKeysRefused       = "keysRefused"
	ScenarioKeysWrong         = "keysWrong"
	ScenarioNoPermission      = "noPermission"
	ScenarioSlow              = "slow"
	ScenarioLostAnswer        = "lostAnswer"
	ScenarioThrottled         = "throttled"
	ScenarioInUse             = "inUse"
	ScenarioInitializing      = "initializing"
	ScenarioOrgWithoutRight   = "orgWithoutRight"
	ScenarioOrgWithoutProfile = "orgWithoutProfile"
	ScenarioOrgWithoutSandbox = "orgWithoutSandbox"
	ScenarioOrgOnAWS          = "orgOnAWS"
	ScenarioWrongSecret       = "wrongSecret"
	ScenarioSandboxNotActive  = "sandboxNotActive"
)

// Scenario is a documented input that shows what happens in practice. Its
// words are the window's business.
type Scenario struct {
	ID    string // stable, such as "keysRefused"
	Field Field  // where Value goes
	Value string // what to put there
	Code  string // the error code that comes of it; empty if there is none
}

// Scenarios returns the documented inputs, the one that works first.
func Scenarios() []Scenario {
	return []Scenario{
		{ScenarioWorks, FieldAccessKeyID, AccessKeyWorks, ""},
		{ScenarioKeysRefused, FieldAccessKeyID, AccessKeyRefused, ""},
		{ScenarioKeysWrong, FieldAccessKeyID, AccessKeyWrong, "CONNECTOR-1308-400"},
		{ScenarioNoPermission, FieldAccessKeyID, AccessKeyNoPermission, "CONNECTOR-1308-400"},
		{ScenarioSlow, FieldAccessKeyID, AccessKeySlow, ""},
		{ScenarioLostAnswer, FieldAccessKeyID, AccessKeyLostAnswer, ""},
		{ScenarioThrottled, FieldAccessKeyID, AccessKeyThrottled, "429050"},
		{ScenarioInUse, FieldAccessKeyID, AccessKeyInUse, "FLOW-1418-400"},
		{ScenarioInitializing, FieldAccessKeyID, AccessKeyInitializing, "FLOW-1417-400"},
		{ScenarioOrgWithoutRight, FieldOrgID, OrgWithoutRight, "FLOW-2121-403"},
		{ScenarioOrgWithoutProfile, FieldOrgID, OrgWithoutProfile, "403025"},
		{ScenarioOrgWithoutSandbox, FieldOrgID, OrgWithoutSandbox, ""},
		{ScenarioOrgOnAWS, FieldOrgID, OrgOnAWS, ""},
		{ScenarioWrongSecret, FieldClientSecret, "wrong-secret", "invalid_client"},
		{ScenarioSandboxNotActive, FieldSandbox, SandboxResetting, "FLOW-2101-404"},
	}
}

// throttledTimes is how often the too-many-requests scenario refuses before it
// works, and throttleRetryAfter how many seconds it asks to wait.
const (
	throttledTimes     = 2
	throttleRetryAfter = "1"
)
