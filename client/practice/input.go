package practice

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"

	"mooring/client"
)

// The specification of the Amazon S3 source.
const (
	s3SpecID       = "ecadc60c-7455-4d87-84dc-2a0e293d997b"
	s3SpecName     = "amazon-s3"
	s3SpecVersion  = "1.0"
	accessKeyAuth  = "Access Key"
	roleAuth       = "IAMRole Based"
	roleAuthType   = "IamBasedAuthentication"
	paramAccessKey = "s3AccessKey"
	paramSecretKey = "s3SecretKey"
	paramSession   = "s3SessionToken"
	paramBucket    = "bucketName"
	paramFolder    = "folderPath"
	paramURL       = "serviceUrl"
)

var bucketPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)

// params are the credentials without the secrets: of these only whether they
// were given.
type params struct {
	accessKey  string
	bucket     string
	folder     string
	serviceURL string
	hasSession bool
}

// newConnection is the accepted body of a POST.
type newConnection struct {
	name, description, auth string
	params                  params
}

// object reads a JSON object with its keys exactly as they are, where
// encoding/json would take NAME for name.
func object(raw json.RawMessage) (map[string]json.RawMessage, bool) {
	var m map[string]json.RawMessage
	err := json.Unmarshal(raw, &m)
	return m, err == nil && m != nil
}

// text reads a JSON string; null is none.
func text(raw json.RawMessage) (string, bool) {
	var s *string
	if err := json.Unmarshal(raw, &s); err != nil || s == nil {
		return "", false
	}
	return *s, true
}

// parseNew reads the body of a POST to an organization.
func parseNew(org string, body []byte) (newConnection, *refusal) {
	top, name, description, r := parseHead(body)
	if r != nil {
		return newConnection{}, r
	}
	in := newConnection{name: name, description: description}
	if r := checkSpec(top["connectionSpec"], s3SpecID); r != nil {
		return in, r
	}
	auth, ok := object(top["auth"])
	if !ok {
		return in, &refusal{"", "auth is required"}
	}
	if in.auth, r = parseAuthName(org, auth["specName"]); r != nil {
		return in, r
	}
	given, ok := object(auth["params"])
	if !ok {
		return in, &refusal{"", "auth.params is required"}
	}
	in.params, r = parseParams(in.auth, given)
	return in, r
}

func wrongSpec() *refusal {
	return &refusal{"1413-400", "The spec ID provided is  invalid. Please provide a valid spec ID and try again."}
}

// parseAuthName reads the name of a specification of authentication that an
// organization has.
func parseAuthName(org string, raw json.RawMessage) (string, *refusal) {
	name, ok := text(raw)
	if !ok {
		return "", &refusal{"", "auth.specName is required"}
	}
	if name == accessKeyAuth || name == roleAuth && org == OrgOnAWS {
		return name, nil
	}
	return "", &refusal{"1415-400", fmt.Sprintf("The auth spec '%s' could not be found for the connection spec ID %s.", name, s3SpecID)}
}

// parseParams reads the parameters of an authentication. Its refusals name a parameter, never a
// value: it may be a secret in the wrong place.
func parseParams(auth string, given map[string]json.RawMessage) (params, *refusal) {
	var p params
	values := make(map[string]string, len(given))
	for name, raw := range given {
		value, ok := text(raw)
		switch {
		case !knownParam(auth, name):
			return p, &refusal{"", "auth.params has an unknown parameter"}
		case !ok || value == "":
			return p, &refusal{"", "auth.params." + name + " must be a string that is not empty"}
		}
		values[name] = value
	}
	p = params{
		accessKey: values[paramAccessKey], bucket: values[paramBucket], folder: values[paramFolder],
		serviceURL: values[paramURL], hasSession: values[paramSession] != "",
	}
	switch {
	case auth == roleAuth:
		return p, p.checkRole()
	case p.accessKey == "":
		return p, &refusal{"", "auth.params." + paramAccessKey + " is required"}
	case values[paramSecretKey] == "":
		return p, &refusal{"", "auth.params." + paramSecretKey + " is required"}
	case !validAccessKey(p.accessKey, p.serviceURL):
		return p, &refusal{"", "auth.params." + paramAccessKey + " is not valid"}
	case p.bucket != "" && !bucketPattern.MatchString(p.bucket):
		return p, wrongBucket()
	case p.serviceURL != "" && !validServiceURL(p.serviceURL):
		return p, &refusal{"", "auth.params." + paramURL + " is not valid"}
	}
	return p, nil
}

// checkRole checks the one parameter of a connection by role.
func (p params) checkRole() *refusal {
	switch {
	case p.bucket == "":
		return &refusal{providerPrefix + "1304-400", "Mandatory field " + paramBucket + " not provided."}
	case !bucketPattern.MatchString(p.bucket):
		return wrongBucket()
	}
	return nil
}

func wrongBucket() *refusal { return &refusal{"", "auth.params." + paramBucket + " is not valid"} }

func knownParam(auth, name string) bool {
	if auth == roleAuth {
		return name == paramBucket
	}
	switch name {
	case paramAccessKey, paramSecretKey, paramSession, paramBucket, paramFolder, paramURL:
		return true
	}
	return false
}

// validAccessKey takes what the app takes: what Adobe lets pass is not known, and
// what is right must not be refused in practice.
func validAccessKey(id, serviceURL string) bool {
	return !client.S3Credentials{AccessKeyID: id, ServiceURL: serviceURL}.Check("AccessKeyID").Refused
}

func validServiceURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "" && u.User == nil
}
