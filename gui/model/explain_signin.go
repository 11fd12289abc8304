package model

// gatewayRules has the codes of Adobe's gateway, which stands before every
// service ("Experience Platform troubleshooting guide").
var gatewayRules = map[string]rule{
	"400003": {name: "altered"},
	"401013": {name: "tokenRefused", field: FieldClientSecret, clock: true},
	"403000": {name: "altered"},
	"403003": {name: "apiKeyRefused", field: FieldAPIKey},
	"403010": {name: "altered"},
	"403025": {name: "notInOrg", field: FieldOrgID},
	"403027": {name: "notInOrg", field: FieldOrgID},
	"429050": {name: "rateLimited"},
}

// signInRules has the codes of Adobe's sign-in, those that OAuth knows beside
// them, and what package ims says of a pasted token.
var signInRules = map[string]rule{
	"invalid_client":          {name: "credentialRefused", field: FieldClientSecret},
	"unauthorized_client":     {name: "credentialKind", field: FieldAPIKey},
	"invalid_grant":           {name: "grantRefused", field: FieldClientSecret, clock: true},
	"access_denied":           {name: "signInDenied"},
	"invalid_scope":           {name: "scopeRefused"},
	"unsupported_grant_type":  {name: "signInKindUnknown"},
	"internal_error":          {name: "signInDown", advice: "wait"},
	"server_error":            {name: "signInDown", advice: "wait"},
	"temporarily_unavailable": {name: "signInDown", advice: "wait"},

	"token_expired": {name: "tokenExpired", field: FieldToken, clock: true},
	"token_refused": {name: "pastedTokenRefused", field: FieldToken, clock: true},
}
