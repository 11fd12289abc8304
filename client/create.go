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
	opUpdate      = "UpdateConnection"
	opDelete      = "DeleteConnection"
	opExplore     = "Explore"
	opPreview     = "Preview"
	opSandboxes   = "Sandboxes"
	opIAMRole     = "IAMRole"

	opSourceConnections = "SourceConnections"
	opTargetConnections = "TargetConnections"
	opFlows             = "Flows"
	opFlow              = "Flow"
	opRuns              = "Runs"
	opRun               = "Run"
	opRetryRun          = "RetryRun"
	opStartRun          = "StartRun"
	opPauseFlow         = "PauseFlow"
	opResumeFlow        = "ResumeFlow"
	opDataset           = "Dataset"
	opDatasets          = "Datasets"
	opRefusedRows       = "RefusedRows"

	opDetermine          = "Determine"
	opSchema             = "Schema"
	opCreateSource       = "CreateSourceConnection"
	opDeleteSource       = "DeleteSourceConnection"
	opCreateTarget       = "CreateTargetConnection"
	opDeleteTarget       = "DeleteTargetConnection"
	opCreateMappingSet   = "CreateMappingSet"
	opMappingSet         = "MappingSet"
	opValidateMappings   = "ValidateMappings"
	opPreviewMappings    = "PreviewMappings"
	opValidateExpression = "ValidateExpression"
	opCreateFlow         = "CreateFlow"
	opUpdateFlow         = "UpdateFlow"
	opDeleteFlow         = "DeleteFlow"
)

var errNoID = errors.New("the answer has no id that can be asked for")

// newConnectionBody is the body of POST /connections, in the order of the tutorial.
type newConnectionBody struct {
	Name           string         `json:"name"`
	Description    string         `json:"description,omitempty"`
	Auth           authBody       `json:"auth"`
	ConnectionSpec connectionSpec `json:"connectionSpec"`
}

type authBody struct {
	SpecName string `json:"specName"`
	Params   any    `json:"params"` // s3Params or roleParams
}

type s3Params struct {
	AccessKey    string `json:"s3AccessKey"`
	SecretKey    string `json:"s3SecretKey"`
	SessionToken string `json:"s3SessionToken,omitempty"`
	ServiceURL   string `json:"serviceUrl,omitempty"`
	BucketName   string `json:"bucketName,omitempty"`
	FolderPath   string `json:"folderPath,omitempty"`
}

// roleParams is auth.params of a connection by role: the bucket, and nothing else.
type roleParams struct {
	BucketName string `json:"bucketName"`
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
	q, err := createCall(in)
	q.repeats = &Repeats{}
	out, err := ask(ctx, c, q, err, readCreated)
	if err != nil {
		return Created{}, aboutAuth(err, in.Auth)
	}
	out.Throttled = q.repeats.throttled
	return out, nil
}

// createCall returns the call of CreateConnection, without what reads its answer.
func createCall(in NewConnection) (call, error) {
	body, err := encodeNewConnection(in)
	if err != nil {
		return call{}, err
	}
	return call{
		op:      opCreate,
		method:  http.MethodPost,
		path:    flowServicePath + connectionsPath,
		body:    body,
		want:    http.StatusCreated,
		secrets: []Secret{in.S3.SecretAccessKey, in.S3.SessionToken},
	}, nil
}

// encodeNewConnection writes the body byte for byte as the tutorial shows it.
func encodeNewConnection(in NewConnection) ([]byte, error) {
	if err := checkNames(opCreate, in.Name, in.Description); err != nil {
		return nil, err
	}
	if err := checkAuth(opCreate, in); err != nil {
		return nil, err
	}
	return encodeBody(opCreate, newConnectionBody{
		Name:           in.Name,
		Description:    in.Description,
		Auth:           authOf(in),
		ConnectionSpec: connectionSpec{ID: S3ConnectionSpecID, Version: "1.0"},
	})
}

// paramsOf returns auth.params of the specification "Access Key".
func paramsOf(in S3Credentials) s3Params {
	return s3Params{
		AccessKey:    in.AccessKeyID,
		SecretKey:    in.SecretAccessKey.Reveal(),
		SessionToken: in.SessionToken.Reveal(),
		ServiceURL:   in.ServiceURL,
		BucketName:   in.Bucket,
		FolderPath:   in.FolderPath,
	}
}

// readCreated reads the answer to a change: an id, and the etag if there is one.
func readCreated(a Answer) (Created, *APIError) {
	o, e := decodeObject(a.Body)
	if e != nil {
		return Created{}, e
	}
	id, _ := o["id"].(string)
	if !isID(id) {
		return Created{}, &APIError{Kind: KindNotPlatform, Err: errNoID}
	}
	etag, _ := o["etag"].(string)
	return Created{ID: ConnectionID(id), ETag: ETag(etag), RequestID: a.requestID()}, nil
}

// checkS3 refuses credentials that cannot be sent.
func checkS3(op string, in S3Credentials) error {
	for _, v := range []struct {
		field, value string
		required     bool
	}{
		{"AccessKeyID", in.AccessKeyID, true},
		{"SecretAccessKey", in.SecretAccessKey.Reveal(), true},
		{"SessionToken", in.SessionToken.Reveal(), false},
		{"ServiceURL", in.ServiceURL, false},
		{"Bucket", in.Bucket, false},
		{"FolderPath", in.FolderPath, false},
	} {
		if err := checkText(op, v.field, v.value, v.required); err != nil {
			return err
		}
	}
	return nil
}

// checkText refuses a text that is missing, or that JSON would silently carry
// as another one.
func checkText(op, field, value string, required bool) error {
	switch {
	case required && strings.TrimSpace(value) == "":
		return invalid(op, field, errEmpty)
	case !utf8.ValidString(value):
		return invalid(op, field, errNotUTF8)
	}
	return nil
}

// encodeBody writes a body with the indentation of Adobe's tutorials.
func encodeBody(op string, v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("    ", "    ")
	if err := enc.Encode(v); err != nil {
		return nil, invalid(op, "", err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
