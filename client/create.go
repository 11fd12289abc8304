package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"unicode/utf8"
)

// The operations, as APIError.Op and the log name them.
const (
	opCreate      = "CreateConnection"
	opConnection  = "Connection"
	opConnections = "Connections"
	opTest        = "TestConnection"
	opSandboxes   = "Sandboxes"
)

var errNoID = errors.New("the answer has no id")

// newConnectionBody is the body of POST /connections, in the order of the tutorial.
type newConnectionBody struct {
	Name           string         `json:"name"`
	Description    string         `json:"description,omitempty"`
	Auth           authBody       `json:"auth"`
	ConnectionSpec connectionSpec `json:"connectionSpec"`
}

type authBody struct {
	SpecName string   `json:"specName"`
	Params   s3Params `json:"params"`
}

type s3Params struct {
	AccessKey    string `json:"s3AccessKey"`
	SecretKey    string `json:"s3SecretKey"`
	SessionToken string `json:"s3SessionToken,omitempty"`
	ServiceURL   string `json:"serviceUrl,omitempty"`
	BucketName   string `json:"bucketName,omitempty"`
	FolderPath   string `json:"folderPath,omitempty"`
}

type connectionSpec struct {
	ID      string `json:"id"`
	Version string `json:"version"`
}

// CreateConnection makes a base connection for an Amazon S3 account.
//
// Cancelling ctx before the request has left sends nothing and gives
// KindCanceled. Once it has left, ctx no longer ends the call: only the answer,
// or its limit of 75 seconds, tells what happened. The request is sent again
// only where the one before provably did nothing; after an error whose kind is
// OutcomeUnknown the connection may exist and has to be looked for.
func (c *Client) CreateConnection(ctx context.Context, in NewConnection) (Created, error) {
	body, err := encodeNewConnection(in)
	if err != nil {
		return Created{}, err
	}
	var out Created
	err = c.do(ctx, call{
		op:      opCreate,
		method:  http.MethodPost,
		path:    flowServicePath + "/connections",
		body:    body,
		want:    http.StatusCreated,
		secrets: []Secret{in.S3.SecretAccessKey, in.S3.SessionToken},
		decode: func(a Answer) *APIError {
			o, e := decodeObject(a.Body)
			if e != nil {
				return e
			}
			id, _ := o["id"].(string)
			if strings.TrimSpace(id) == "" {
				return &APIError{Kind: KindNotPlatform, Err: errNoID}
			}
			etag, _ := o["etag"].(string)
			out = Created{ID: ConnectionID(id), ETag: ETag(etag), RequestID: a.requestID()}
			return nil
		},
	})
	if err != nil {
		return Created{}, err
	}
	return out, nil
}

// encodeNewConnection writes the body byte for byte as the tutorial shows it.
func encodeNewConnection(in NewConnection) ([]byte, error) {
	for _, v := range []struct {
		field, value string
		required     bool
	}{
		{"Name", in.Name, true},
		{"Description", in.Description, false},
		{"AccessKeyID", in.S3.AccessKeyID, true},
		{"SecretAccessKey", in.S3.SecretAccessKey.Reveal(), true},
		{"SessionToken", in.S3.SessionToken.Reveal(), false},
		{"ServiceURL", in.S3.ServiceURL, false},
		{"Bucket", in.S3.Bucket, false},
		{"FolderPath", in.S3.FolderPath, false},
	} {
		if v.required && strings.TrimSpace(v.value) == "" {
			return nil, invalid(opCreate, v.field, errEmpty)
		}
		// JSON would silently carry another text.
		if !utf8.ValidString(v.value) {
			return nil, invalid(opCreate, v.field, errNotUTF8)
		}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("    ", "    ")
	err := enc.Encode(newConnectionBody{
		Name:        in.Name,
		Description: in.Description,
		Auth: authBody{SpecName: "Access Key", Params: s3Params{
			AccessKey:    in.S3.AccessKeyID,
			SecretKey:    in.S3.SecretAccessKey.Reveal(),
			SessionToken: in.S3.SessionToken.Reveal(),
			ServiceURL:   in.S3.ServiceURL,
			BucketName:   in.S3.Bucket,
			FolderPath:   in.S3.FolderPath,
		}},
		ConnectionSpec: connectionSpec{ID: S3ConnectionSpecID, Version: "1.0"},
	})
	if err != nil {
		return nil, invalid(opCreate, "Name", err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
