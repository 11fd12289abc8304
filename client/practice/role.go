package practice

import (
	"fmt"
	"net/http"
)

const (
	// AdobeRole is the role of Adobe that reads buckets for OrgOnAWS.
	AdobeRole = "arn:aws:iam::000000000001:role/practice-sources-role"
	// BucketWithoutPolicy is a bucket whose policy does not let the role in. All
	// other buckets do, as if the policy had been pasted.
	BucketWithoutPolicy = "bucket-without-policy"
)

// configs tells the role of Adobe, to organizations that have one.
func configs(c *call) answer {
	for name := range c.query {
		if name != "authType" {
			return c.refused(&refusal{"1451-400", fmt.Sprintf("Invalid params %s provided in query params.", name)})
		}
	}
	switch kind := c.query.Get("authType"); {
	case c.id != s3SpecID:
		return c.notFound("connectionSpecs", c.id)
	case kind == "":
		return c.missingQuery("authType")
	case kind != roleAuthType || c.org != OrgOnAWS:
		return c.refused(&refusal{providerPrefix + "1302-400", fmt.Sprintf(
			"The authentication type = %s is not supported for connector=%s.", kind, s3SpecName)})
	}
	return jsonAnswer(http.StatusOK, fields{"configParams": fields{"IAMRole": AdobeRole}})
}

// keepsRoleOut reports whether the connection is by role and the policy of its bucket
// does not let the role in.
func (c *Connection) keepsRoleOut() bool {
	return c.AuthName == roleAuth && c.Bucket == BucketWithoutPolicy
}
