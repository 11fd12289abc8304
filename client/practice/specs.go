package practice

import (
	"fmt"
	"net/http"
)

// connectionSpec is the part of a connection specification that tells which
// credentials it takes.
type connectionSpec struct {
	ID         string     `json:"id"`
	Name       string     `json:"name"`
	ProviderID string     `json:"providerId"`
	Version    string     `json:"version"`
	AuthSpec   []authSpec `json:"authSpec"`
}

type authSpec struct {
	Name string     `json:"name"`
	Type string     `json:"type"`
	Spec jsonSchema `json:"spec"`
}

type jsonSchema struct {
	Schema      string                    `json:"$schema"`
	Type        string                    `json:"type"`
	Description string                    `json:"description"`
	Properties  map[string]schemaProperty `json:"properties"`
	Required    []string                  `json:"required"`
}

type schemaProperty struct {
	Type        string `json:"type"`
	Description string `json:"description"`
	Format      string `json:"format,omitempty"`
}

// s3Spec is the only specification of the practice Platform, as an organization
// sees it.
func s3Spec(org string) connectionSpec {
	s := connectionSpec{
		ID: s3SpecID, Name: s3SpecName, ProviderID: s3ProviderID, Version: s3SpecVersion,
		AuthSpec: []authSpec{{Name: accessKeyAuth, Type: "Access Key Auth", Spec: jsonSchema{
			Schema: "http://json-schema.org/draft-07/schema#", Type: "object",
			Description: "defines auth params required for connecting to amazon-s3",
			Properties: map[string]schemaProperty{
				paramAccessKey: {Type: "string", Description: "Access key id"},
				paramSecretKey: {Type: "string", Description: "Secret access key for the user account", Format: "password"},
				paramSession:   {Type: "string", Description: "Session token of temporary credentials", Format: "password"},
				paramBucket:    {Type: "string", Description: "Name of the bucket"},
				paramFolder:    {Type: "string", Description: "Path of the folder"},
				paramURL:       {Type: "string", Description: "Address of the storage"},
			},
			Required: []string{paramAccessKey, paramSecretKey},
		}}},
	}
	if org == OrgOnAWS {
		s.AuthSpec = append(s.AuthSpec, authSpec{Name: roleAuth, Type: roleAuthType, Spec: jsonSchema{
			Schema: "http://json-schema.org/draft-07/schema#", Type: "object",
			Description: "defines auth params required for connecting to amazon-s3 by role",
			Properties:  map[string]schemaProperty{paramBucket: {Type: "string", Description: "Name of the bucket"}},
			Required:    []string{paramBucket},
		}})
	}
	return s
}

type specItems struct {
	Items []connectionSpec `json:"items"`
}

// specs lists the specifications that meet the property filters.
func specs(c *call) answer {
	for name := range c.query {
		if name != "property" && name != "limit" {
			return c.refused(&refusal{"1451-400", fmt.Sprintf("Invalid params %s provided in query params.", name)})
		}
	}
	conditions, r := parseConditions(c.query["property"], specFields)
	if r != nil {
		return c.refused(r)
	}
	for _, cond := range conditions {
		for i, value := range cond.values {
			cond.values[i] = bare(value) // documented here with quotes
		}
	}
	s := s3Spec(c.org)
	values := map[string]string{"id": s.ID, "name": s.Name, "providerId": s.ProviderID, "version": s.Version}
	for _, cond := range conditions {
		if !cond.holds(values[cond.field]) {
			return jsonAnswer(http.StatusOK, specItems{Items: []connectionSpec{}})
		}
	}
	return jsonAnswer(http.StatusOK, specItems{Items: []connectionSpec{s}})
}

func oneSpec(c *call) answer {
	if c.id != s3SpecID {
		return c.notFound("connectionSpecs", c.id)
	}
	return jsonAnswer(http.StatusOK, specItems{Items: []connectionSpec{s3Spec(c.org)}})
}
