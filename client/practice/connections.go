package practice

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
)

// mask is what Platform echoes in place of a secret.
const mask = "*****"

// created is the answer to a change.
type created struct {
	ID   string `json:"id"`
	ETag string `json:"etag"`
}

type specRef struct {
	ID      string `json:"id"`
	Version string `json:"version"`
}

type authEcho struct {
	SpecName string            `json:"specName"`
	Params   map[string]string `json:"params"`
}

// item is a connection as GET shows it. Its version and etag are the same text.
type item struct {
	ID             string   `json:"id"`
	CreatedAt      int64    `json:"createdAt"`
	UpdatedAt      int64    `json:"updatedAt"`
	CreatedBy      string   `json:"createdBy"`
	UpdatedBy      string   `json:"updatedBy"`
	CreatedClient  string   `json:"createdClient"`
	UpdatedClient  string   `json:"updatedClient"`
	SandboxID      string   `json:"sandboxId"`
	SandboxName    string   `json:"sandboxName"`
	OrgID          string   `json:"imsOrgId"`
	Name           string   `json:"name"`
	Description    string   `json:"description,omitempty"`
	ConnectionSpec specRef  `json:"connectionSpec"`
	State          string   `json:"state"`
	Auth           authEcho `json:"auth"`
	Version        string   `json:"version,omitempty"` // as the etag missing while initializing
	ETag           string   `json:"etag,omitempty"`
}

type items struct {
	Items []item `json:"items"`
}

func itemOf(c Connection) item {
	echo := map[string]string{}
	if c.AuthName != roleAuth {
		echo[paramAccessKey], echo[paramSecretKey] = c.AccessKeyID, mask
	}
	if c.HasSessionToken {
		echo[paramSession] = mask
	}
	for name, value := range map[string]string{paramBucket: c.Bucket, paramFolder: c.FolderPath, paramURL: c.ServiceURL} {
		if value != "" {
			echo[name] = value
		}
	}
	if c.State == stateInitializing {
		c.ETag = ""
	}
	return item{
		ID: c.ID, CreatedAt: c.CreatedAt.UnixMilli(), UpdatedAt: c.UpdatedAt.UnixMilli(),
		CreatedBy: c.CreatedBy, UpdatedBy: c.UpdatedBy, CreatedClient: c.CreatedClient, UpdatedClient: c.UpdatedClient,
		SandboxID: sandboxID(c.OrgID, c.Sandbox), SandboxName: c.Sandbox, OrgID: c.OrgID,
		Name: c.Name, Description: c.Description, ConnectionSpec: specRef{c.SpecID, c.SpecVersion}, State: c.State,
		Auth: authEcho{c.AuthName, echo}, Version: c.ETag, ETag: c.ETag,
	}
}

// newETag makes an etag that no other has.
func newETag(sandbox string, now time.Time) string { return etagOf(sandbox, uuid.New(), now) }

// etagOf makes an etag of what tells it from others, with the quotes that belong to
// it, of the shape that Platform has on Azure. In the development sandbox it is the
// UUID that Platform has on AWS.
func etagOf(sandbox string, id uuid.UUID, at time.Time) string {
	if sandbox == SandboxDevelopment {
		return `"` + id.String() + `"`
	}
	return fmt.Sprintf(`"%x-0000-0200-0000-%08x0000"`, id[:4], at.Unix()&0xffffffff)
}

// touch gives the connection another etag, as every change does.
func (c *Connection) touch(now time.Time, by, client string) {
	c.ETag, c.UpdatedAt, c.UpdatedBy, c.UpdatedClient = newETag(c.Sandbox, now), now, by, client
}

// newConnectionIn makes an enabled connection of the practice account to S3,
// without its credentials.
func newConnectionIn(org, sandbox, name string, now time.Time) Connection {
	return Connection{
		ID: uuid.NewString(), ETag: newETag(sandbox, now), OrgID: org, Sandbox: sandbox, Name: name,
		SpecID: s3SpecID, SpecVersion: s3SpecVersion, AuthName: accessKeyAuth, State: stateEnabled,
		CreatedAt: now, CreatedBy: TechnicalAccount, CreatedClient: APIKey,
		UpdatedAt: now, UpdatedBy: TechnicalAccount, UpdatedClient: APIKey,
	}
}

// connectionService answers what is asked of base connections.
type connectionService struct{ *core }

// create makes a connection; it is on disk before the answer leaves. The
// scenarios that concern the answer take effect here.
func (s connectionService) create(c *call) answer {
	in, r := parseNew(c.org, c.body)
	if r != nil {
		return c.refused(r)
	}
	shows := keyShows(in.params.accessKey)
	if shows == AccessKeyThrottled && s.throttle.refuse(c.org+"\n"+c.sandbox+"\n"+in.name, throttledTimes) {
		return tooMany().with("Retry-After", throttleRetryAfter)
	}
	if shows == AccessKeyWrong {
		return c.storeRefused("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.")
	}
	now := s.now()
	conn := newConnectionIn(c.org, c.sandbox, in.name, now)
	conn.Description, conn.AuthName = in.description, in.auth
	if shows == AccessKeyInitializing {
		conn.State, conn.ReadyAt = stateInitializing, now.Add(s.initializing)
		// When it is enabled its etag is another one (Salesforce tutorial).
		conn.readyETag = newETag(c.sandbox, now)
	}
	conn.setParams(in.params)
	if err := s.store.insert(c.request.Context(), conn); err != nil {
		return s.storeFailed(c, err)
	}
	if shows == AccessKeyInUse {
		if err := s.somebody().put(c.request.Context(), c.org, c.sandbox, conn.ID, ElsewhereUse); err != nil {
			return s.storeFailed(c, err)
		}
	}
	a := jsonAnswer(http.StatusCreated, created{conn.ID, conn.ETag}).with("Location", flowPath+"/connections/"+conn.ID)
	switch shows {
	case AccessKeySlow:
		a.delay = s.slowDelay
	case AccessKeyLostAnswer:
		a.lost = true
	}
	return a
}

// one makes a handler of what answers about one connection.
func (s connectionService) one(about func(*call, Connection) answer) func(*call) answer {
	return func(c *call) answer {
		conn, err := s.store.get(c.request.Context(), c.org, c.sandbox, c.id)
		return s.finish(c, err, func() answer { return about(c, conn) })
	}
}

// list answers GET /connections.
func (s connectionService) list(c *call) answer {
	return listing[Connection, item]{
		path: "/connections", fields: connectionFields, maxLimit: maxLimit,
		read: func(ask asked, match func(Connection) bool) ([]Connection, error) {
			return s.store.in(c.request.Context(), c.org, c.sandbox, ask.seq(), ask.limit, match)
		},
		show: each(itemOf),
	}.answer(s.core, c)
}

func (c Connection) number() int64 { return c.seq }

func (c Connection) values(field string) []string {
	switch field {
	case "id":
		return []string{c.ID}
	case "name":
		return []string{c.Name}
	case "description":
		return []string{c.Description}
	case "connectionSpec.id":
		return []string{c.SpecID}
	case "state":
		return []string{c.State}
	case fieldCreated:
		return []string{milliText(c.CreatedAt)}
	case fieldUpdated:
		return []string{milliText(c.UpdatedAt)}
	}
	return nil
}

func milliText(t time.Time) string { return strconv.FormatInt(t.UnixMilli(), 10) }

// show answers with a connection.
func show(_ *call, conn Connection) answer {
	return jsonAnswer(http.StatusOK, items{Items: []item{itemOf(conn)}})
}

func (c *Connection) setParams(p params) {
	c.AccessKeyID, c.Bucket, c.FolderPath, c.ServiceURL, c.HasSessionToken = p.accessKey, p.bucket, p.folder, p.serviceURL, p.hasSession
}

// test says whether Amazon lets the keys in: without a reason, as Platform is
// documented to do, or with one, as it may.
func test(c *call, conn Connection) answer {
	if conn.keepsRoleOut() {
		return c.storeRefused("AccessDenied", "Access Denied")
	}
	shows := keyShows(conn.AccessKeyID)
	if !conn.KeysEndedAt.IsZero() {
		shows = AccessKeyRefused
	}
	switch shows {
	case AccessKeyNoPermission:
		return c.storeRefused("AccessDenied", "Access Denied")
	case AccessKeyWrong: // that a change has put in
		return c.storeRefused("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.")
	}
	return jsonAnswer(http.StatusOK, fields{"result": shows != AccessKeyRefused})
}

// remove deletes a connection that may be deleted.
func (s connectionService) remove(c *call) answer {
	err := s.store.remove(c.request.Context(), c.org, c.sandbox, c.id, func(conn Connection, flows []Dataflow) error {
		if r := conn.fixed(); r != nil {
			return r
		}
		if len(flows) > 0 {
			return inUse(conn, flows)
		}
		return nil
	})
	return s.finish(c, err, func() answer { return answer{status: http.StatusNoContent} })
}

// inUse refuses to delete a connection that dataflows use, and says which.
func inUse(conn Connection, flows []Dataflow) *refusal {
	names := make([]string, 0, len(flows))
	for _, f := range flows {
		names = append(names, fmt.Sprintf("%s (%s)", f.ID, f.Name))
	}
	return &refusal{"1418-400", fmt.Sprintf("The base connection with the ID %s cannot be deleted because the base connection "+
		"is being used in one or more flows. Please ensure that corresponding flows are deleted before deleting a base connection. Flows: %s.",
		conn.ID, strings.Join(names, ", "))}
}

// The states of connections. Others come and go while Platform works on one.
const (
	stateEnabled      = "enabled"
	stateDisabled     = "disabled"
	stateInitializing = "initializing"
	stateUpdating     = "updating"
)

// fixed returns why a connection in its state can be neither changed nor
// deleted, or nil.
func (c *Connection) fixed() *refusal {
	switch c.State {
	case stateEnabled, stateDisabled:
		return nil
	case stateInitializing:
		return &refusal{"1417-400", "Delete or Update on Connections in `initializing` state are not allowed with UserToken."}
	}
	return &refusal{"1416-400", "Delete or Update can only be applied on connection with enabled, disabled or initializing state."}
}
