package client

import (
	"regexp"
	"strings"
)

// storeCode finds the codes of Amazon S3 that say something about the keys or
// the bucket.
var storeCode = regexp.MustCompile(`\b(InvalidAccessKeyId|InvalidClientTokenId|SignatureDoesNotMatch|ExpiredToken|TokenRefreshRequired|` +
	`InvalidToken|AccessDenied|AllAccessDisabled|NoSuchBucket|InvalidBucketName|PermanentRedirect|IllegalLocationConstraintException|` +
	`AuthorizationHeaderMalformed)\b`)

// storeWords are the sentences that come with these codes, for messages that
// pass on the sentence alone.
var storeWords = []struct{ words, code string }{
	{"access key id you provided does not exist", "InvalidAccessKeyId"},
	{"request signature we calculated does not match", "SignatureDoesNotMatch"},
	{"provided token has expired", "ExpiredToken"},
	{"provided token is malformed", "InvalidToken"},
	{"specified bucket does not exist", "NoSuchBucket"},
	{"specified bucket is not valid", "InvalidBucketName"},
	{"must be addressed using the specified endpoint", "PermanentRedirect"},
	{"authorization header is malformed", "AuthorizationHeaderMalformed"},
	{"is not authorized to perform: s3:", "AccessDenied"},
	{"security token included in the request is invalid", "InvalidClientTokenId"},
	{"security token included in the request is expired", "ExpiredToken"},
	{"access denied", "AccessDenied"},
}

// StoreCode returns the code of Amazon S3 that an answer passes on in its words,
// as the copy engine behind Platform does ("Error message: …"); empty where it
// passes on none. A refusal of Platform's own never has one: what the gateway or
// the permissions say of access is not said of a bucket.
func (e *APIError) StoreCode() string {
	if !e.asksStore() || e.Page || e.Kind != KindRejected && e.Kind != KindUnavailable {
		return ""
	}
	return storeCodeIn(e.Words())
}

// StoreCode returns the code of Amazon S3 that a run failed with, where the copy
// engine behind Platform passes it on; empty where it does not.
func (e RunError) StoreCode() string {
	if !strings.HasPrefix(e.Code, "CONNECTOR-") {
		return ""
	}
	return storeCodeIn(e.Message)
}

// storeCodeIn finds the code of Amazon S3 in words.
func storeCodeIn(words string) string {
	if m := storeCode.FindString(words); m != "" {
		return m
	}
	words = strings.ToLower(words)
	for _, known := range storeWords {
		if strings.Contains(words, known.words) {
			return known.code
		}
	}
	return ""
}

// asksStore reports whether Platform asks Amazon before it answers the operation.
func (e *APIError) asksStore() bool {
	switch e.Op {
	case opCreate, opUpdate, opTest, opExplore, opPreview:
		return true
	}
	return false
}
