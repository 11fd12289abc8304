package model

import "mooring/client"

// storeRules word what Amazon said to Platform, where the answer passes on its
// code. AccessDenied is said of keys that are right: their signature has been
// checked by then.
var storeRules = map[string]rule{
	"InvalidAccessKeyId":                 {name: "storeKeyID", field: FieldAccessKey},
	"InvalidClientTokenId":               {name: "storeKeyID", field: FieldAccessKey},
	"SignatureDoesNotMatch":              {name: "storeSecret", field: FieldSecretKey},
	"ExpiredToken":                       {name: "storeExpired", field: FieldSessionToken},
	"TokenRefreshRequired":               {name: "storeExpired", field: FieldSessionToken},
	"InvalidToken":                       {name: "storeToken", field: FieldSessionToken},
	"AccessDenied":                       {name: "storeDenied"},
	"AllAccessDisabled":                  {name: "storeDenied"},
	"NoSuchBucket":                       {name: "storeNoBucket", field: FieldBucket},
	"InvalidBucketName":                  {name: "storeNoBucket", field: FieldBucket},
	"PermanentRedirect":                  {name: "storeRegion", field: FieldServiceURL},
	"IllegalLocationConstraintException": {name: "storeRegion", field: FieldServiceURL},
	"AuthorizationHeaderMalformed":       {name: "storeRegion", field: FieldServiceURL},
}

// storeRule looks up Amazon's code in an answer.
func storeRule(err *client.APIError) (rule, bool) {
	r, ok := storeRules[err.StoreCode()]
	return r, ok
}
