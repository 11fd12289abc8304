package credentials

import (
	"maps"
	"slices"
	"strings"

	"mooring/client"
)

// object is a JSON object; its keys are looked up whatever their spelling.
type object map[string]any

// sorted returns the keys in an order that does not change between runs.
func (o object) sorted() []string { return slices.Sorted(maps.Keys(o)) }

// get returns the value under a key, in whatever case it is written.
func (o object) get(key string) any {
	if value, ok := o[key]; ok {
		return value
	}
	found := ""
	for k := range o {
		if strings.EqualFold(k, key) && (found == "" || k < found) { // the same one each time
			found = k
		}
	}
	return o[found]
}

// at follows keys down; nil where one is missing.
func (o object) at(keys ...string) object {
	for _, key := range keys {
		child, ok := o.get(key).(map[string]any)
		if !ok {
			return nil
		}
		o = child
	}
	return o
}

func (o object) text(keys ...string) string {
	for _, key := range keys {
		if s, ok := o.get(key).(string); ok && s != "" {
			return s
		}
	}
	return ""
}

// hmacKey brings the halves of an HMAC key of Google's together: its ID stands a level
// below its secret.
func hmacKey(o object) object {
	if meta := o.at("metadata"); meta.text("accessId") != "" {
		return object{"accessId": meta.text("accessId"), "status": meta.text("state"), "secret": o.text("secret")}
	}
	return o
}

// roleOf names the role or user that temporary keys are for.
func roleOf(o object) string {
	for _, of := range []string{"AssumedRoleUser", "FederatedUser"} {
		if arn := o.at(of).text("Arn"); arn != "" {
			return arn[strings.IndexByte(arn, '/')+1:]
		}
	}
	return ""
}

// ownLabel is the name that an object gives itself.
func ownLabel(o object) string {
	for _, key := range []string{"UserName", "profile", "name", "user", "title"} {
		if own := o.text(key); own != "" && !client.IsAmazonKeyID(own) {
			return own
		}
	}
	return ""
}

// retiredObject reports whether an object is a Service Account (JWT) credential.
func retiredObject(o object) bool {
	for key := range o {
		if fieldOf(key) == fieldJWT {
			return true
		}
	}
	return false
}

// many reports whether an object has nothing but several objects in it, so that
// their keys tell them apart: aliases, accounts, environments.
func many(o object) bool {
	const few = 2
	for _, value := range o {
		if _, ok := value.(map[string]any); !ok {
			return false
		}
	}
	return len(o) >= few
}

// structural are keys that say what an object is and not whose.
var structural = map[string]bool{
	"credentials": true, "accesskey": true, "rolecredentials": true, "auth": true, "params": true, "s3": true,
	"accesskeymetadata": true, "metadata": true, "content": true, "env": true, "environment": true, "keys": true, "profiles": true, "parameters": true,
	"variables": true, "data": true, "outputs": true, "output": true, "attributes": true, "value": true, "values": true,
	"properties": true, "stringdata": true, "secret": true, "secrets": true, "secretstring": true, "result": true, "response": true,
	"integration": true, "ims": true, "contexts": true, "items": true, "resources": true, "instances": true, "login": true, "fields": true, "aws": true, "config": true, "configuration": true, "settings": true,
}
