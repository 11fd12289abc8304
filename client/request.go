package client

import "strings"

// Request is a request as a Client puts it on the wire. To method, address,
// header and body HTTP adds no more than the host and the length of the body;
// in particular no Accept-Encoding is sent, and Accept only where it is here.
type Request struct {
	Method string
	URL    string        // whole, escaped
	Header []HeaderField // in the order of the tutorial
	Body   []byte        // nil for none
}

// HeaderField is one line of a header.
type HeaderField struct{ Name, Value string }

// sender is from where and as whom requests are sent. It is all that makes a
// call into a Request.
type sender struct {
	base      string // with its path prefix, without a slash at the end
	apiKey    string
	orgID     string
	sandbox   string
	userAgent string
}

// newSender validates what cfg says of the sender.
func newSender(cfg Config) (sender, error) {
	if cfg.BaseURL == "" {
		cfg.BaseURL = DefaultBaseURL
	}
	if cfg.UserAgent == "" {
		cfg.UserAgent = "Mooring"
	}
	base, err := ParseBaseURL(cfg.BaseURL)
	if err != nil {
		return sender{}, err
	}
	for _, v := range []struct {
		field, value string
		required     bool
	}{
		{"APIKey", cfg.APIKey, true},
		{"OrgID", cfg.OrgID, true},
		{"Sandbox", cfg.Sandbox, false},
		{"UserAgent", cfg.UserAgent, true},
	} {
		if v.required && strings.TrimSpace(v.value) == "" {
			return sender{}, invalid("New", v.field, errEmpty)
		}
		if err := CheckHeaderValue("New", v.field, v.value); err != nil {
			return sender{}, err
		}
	}
	if cfg.Sandbox != "" && !ValidSandboxName(cfg.Sandbox) {
		return sender{}, invalid("New", "Sandbox", errSandboxName)
	}
	return sender{
		base:      base.String(),
		apiKey:    cfg.APIKey,
		orgID:     cfg.OrgID,
		sandbox:   cfg.Sandbox,
		userAgent: cfg.UserAgent,
	}, nil
}

// request returns q as it goes over the wire.
func (s sender) request(q call, token string) Request {
	out := Request{Method: q.method, URL: s.base + q.path, Body: q.body}
	if q.query != "" {
		out.URL += "?" + q.query
	}
	add := func(name, value string) {
		// net/http sends no space at either end, and no server would count it.
		out.Header = append(out.Header, HeaderField{name, strings.Trim(value, " ")})
	}
	add("Authorization", "Bearer "+token)
	add("x-api-key", s.apiKey)
	add("x-gw-ims-org-id", s.orgID)
	if !q.noSandbox {
		add("x-sandbox-name", s.sandbox)
	}
	if q.accept != "" {
		add("Accept", q.accept)
	}
	if q.body != nil || q.typed {
		add("Content-Type", "application/json")
	}
	if q.ifMatch != "" {
		add("If-Match", q.ifMatch)
	}
	add("User-Agent", s.userAgent)
	return out
}

// Requests makes the requests of a Client without sending them, to be shown or
// copied. The same code makes those that are sent.
type Requests struct {
	sender
	token string
}

// NewRequests returns the Requests of a Client for cfg, of which Tokens, Logger
// and Transport are not needed: token, which may be a placeholder, is what goes
// into the Authorization header. The errors are those of New, and of KindInvalid
// where the sandbox is missing.
func NewRequests(cfg Config, token string) (*Requests, error) {
	from, err := newSender(cfg)
	if err != nil {
		return nil, err
	}
	if from.sandbox == "" {
		return nil, invalid("New", "Sandbox", errEmpty)
	}
	if token == "" {
		return nil, invalid("New", "AccessToken", errEmpty)
	}
	if err := CheckHeaderValue("New", "AccessToken", token); err != nil {
		return nil, err
	}
	return &Requests{sender: from, token: token}, nil
}

// Create is the request of CreateConnection. The secrets of in go into the body
// as they are.
func (r *Requests) Create(in NewConnection) (Request, error) { return r.show(createCall(in)) }

// Connection is the request of Client.Connection.
func (r *Requests) Connection(id ConnectionID) (Request, error) {
	return r.show(getItemCall(opConnection, connectionsPath, string(id)))
}

// Test is the request of TestConnection.
func (r *Requests) Test(id ConnectionID) (Request, error) { return r.show(testCall(id)) }

// Connections is the request for the first page of Client.Connections.
func (r *Requests) Connections(f Filter) (Request, error) {
	return r.show(connectionList(f).firstPage(), nil)
}

// Update is the request of UpdateConnection. The secrets of change go into the
// body as they are.
func (r *Requests) Update(id ConnectionID, etag ETag, change Change) (Request, error) {
	return r.show(updateCall(id, etag, change))
}

// Delete is the request of DeleteConnection.
func (r *Requests) Delete(id ConnectionID) (Request, error) { return r.show(deleteCall(id)) }

// CreateSourceConnection is the request of Ingest.CreateSourceConnection.
func (r *Requests) CreateSourceConnection(in NewSourceConnection) (Request, error) {
	return r.show(newSourceCall(in))
}

// CreateTargetConnection is the request of Ingest.CreateTargetConnection.
func (r *Requests) CreateTargetConnection(in NewTargetConnection) (Request, error) {
	return r.show(newTargetCall(in))
}

// CreateMappingSet is the request of Ingest.CreateMappingSet.
func (r *Requests) CreateMappingSet(in NewMappingSet) (Request, error) {
	return r.show(newMappingSetCall(in))
}

// CreateFlow is the request of Ingest.CreateFlow.
func (r *Requests) CreateFlow(in NewFlow) (Request, error) { return r.show(newFlowCall(in)) }

// show returns the request of a call that could be made.
func (r *Requests) show(q call, err error) (Request, error) {
	if err != nil {
		return Request{}, err
	}
	return r.request(q, r.token), nil
}
