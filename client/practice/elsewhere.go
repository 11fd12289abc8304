package practice

import (
	"context"
	"fmt"
	"time"
)

// Elsewhere is something that somebody else does on Platform meanwhile, for
// practising what comes of it and for tests.
type Elsewhere string

// What can be done elsewhere.
const (
	// ElsewhereAdd makes connections in Adobe's own pages: some to S3 and, with
	// another specification, one to an S3 destination, whose parameters have the
	// same names. It needs no id.
	ElsewhereAdd Elsewhere = "add"
	// ElsewhereChange renames a connection, which gives it another etag.
	ElsewhereChange Elsewhere = "change"
	// ElsewhereScript renames a connection with the credential itself, as a script or
	// another computer does.
	ElsewhereScript Elsewhere = "script"
	// ElsewhereDelete deletes a connection, whoever uses it.
	ElsewhereDelete Elsewhere = "delete"
	// ElsewhereUse puts a dataflow on a connection that works and runs every hour;
	// as the following ones, it has done so for five days.
	ElsewhereUse Elsewhere = "use"
	// ElsewhereFail puts the same dataflow on it, and lets Amazon refuse the keys
	// since three days, until they are replaced.
	ElsewhereFail Elsewhere = "fail"
	// ElsewherePartly puts a dataflow on it of which a row is refused in each run.
	ElsewherePartly Elsewhere = "partly"
	// ElsewherePause puts a dataflow on it that was paused two days ago.
	ElsewherePause Elsewhere = "pause"
	// ElsewhereLater puts a dataflow on it that begins tomorrow.
	ElsewhereLater Elsewhere = "later"
	// ElsewhereOnce puts a dataflow on it that has run, and does so only once unless
	// it is told to.
	ElsewhereOnce Elsewhere = "once"
	// ElsewhereRevoke lets Amazon refuse the keys of a connection from now on, until
	// they are replaced.
	ElsewhereRevoke Elsewhere = "revoke"
	// ElsewhereRename renames the dataflows that use a connection, which gives them
	// another etag.
	ElsewhereRename Elsewhere = "rename"
	// ElsewhereFree deletes the dataflows that use a connection.
	ElsewhereFree Elsewhere = "free"
	// ElsewhereDisable disables a connection, which can be changed nevertheless.
	ElsewhereDisable Elsewhere = "disable"
	// ElsewhereBusy brings a connection into a state of which it is not known
	// when it ends, and in which it can be neither changed nor deleted.
	ElsewhereBusy Elsewhere = "busy"
	// ElsewhereEnable ends that state, and the one of being disabled.
	ElsewhereEnable Elsewhere = "enable"
)

// Who works in Adobe's own pages.
const (
	// PagesClient is the client that connections made in Adobe's pages have.
	PagesClient  = "exc_app"
	somebodyElse = "0000000000000000000000B2@AdobeID"
	otherAdmin   = "0000000000000000000000C3@AdobeID"
)

// destinationSpecID is the specification of S3 as a destination, which has the
// same parameters as the source and is not interchangeable with it.
const destinationSpecID = "4fce964d-3f37-408f-9778-e597338a21ee"

// addedElsewhere are the connections of ElsewhereAdd.
var addedElsewhere = []struct {
	name, description, spec string
	params                  params
	by                      string
	daysAgo                 int
	flows                   []Elsewhere
	bareETag                bool // without the quotes, as one of Adobe's pages shows etags
}{
	{
		name: "Loyalty landing zone", description: "Daily points and tiers from the loyalty platform", spec: s3SpecID, by: somebodyElse,
		daysAgo: 412, flows: []Elsewhere{ElsewhereUse, ElsewherePartly, ElsewherePause}, params: params{
			accessKey: "AKIALOYALTYXXEXAMPLE", bucket: "acme-loyalty-landing", folder: "daily",
			serviceURL: "https://s3.eu-west-3.amazonaws.com/",
		},
	},
	{
		name: "Points de vente – été 2026 (数据)", spec: s3SpecID, by: otherAdmin, daysAgo: 96, flows: []Elsewhere{ElsewhereFail},
		params: params{accessKey: "AKIARETAILPOSEXAMPLE", bucket: "acme-pos-eu", hasSession: true}, //nolint:gosec // G101: no real key
	},
	{
		name: "Web logs", description: "Clickstream, hourly", spec: s3SpecID, by: somebodyElse, daysAgo: 3, bareETag: true,
		flows:  []Elsewhere{ElsewhereLater, ElsewhereOnce},
		params: params{accessKey: "AKIAWEBLOGSXXEXAMPLE"}, //nolint:gosec // G101: no real key
	},
	{
		name: "Audience export to S3", description: "Destination", spec: destinationSpecID, by: otherAdmin, daysAgo: 30,
		params: params{accessKey: "AKIAEXPORTXXXEXAMPLE", bucket: "acme-audiences"},
	},
}

// Elsewhere does what somebody else does with the connection id in a sandbox of
// an organization. Nobody asks for the etag there.
func (p *Platform) Elsewhere(ctx context.Context, what Elsewhere, org, sandbox, id string) error {
	// What was due by now was done before this.
	err := p.flowStore().catchUp(ctx, org, sandbox)
	if err != nil {
		return fmt.Errorf("practice: %s elsewhere: %w", what, err)
	}
	switch what {
	case ElsewhereAdd:
		err = p.addElsewhere(ctx, org, sandbox)
	case ElsewhereDelete:
		err = p.store.remove(ctx, org, sandbox, id, func(Connection, []Dataflow) error { return nil })
	case ElsewhereUse, ElsewhereFail, ElsewherePartly, ElsewherePause, ElsewhereLater, ElsewhereOnce:
		err = p.somebody().put(ctx, org, sandbox, id, what)
	case ElsewhereRevoke:
		err = p.somebody().revoke(ctx, org, sandbox, id, p.now())
	case ElsewhereRename:
		err = p.somebody().rename(ctx, org, sandbox, id, p.now())
	case ElsewhereFree:
		err = p.somebody().free(ctx, org, sandbox, id)
	default:
		_, err = p.store.update(ctx, org, sandbox, id, func(c *Connection) error {
			if err := c.changeElsewhere(what); err != nil {
				return err
			}
			by, client := somebodyElse, PagesClient
			if what == ElsewhereScript {
				by, client = TechnicalAccount, APIKey
			}
			c.touch(p.now(), by, client)
			return nil
		})
	}
	if err != nil {
		return fmt.Errorf("practice: %s elsewhere: %w", what, err)
	}
	return nil
}

// changeElsewhere changes c.
func (c *Connection) changeElsewhere(what Elsewhere) error {
	switch what {
	case ElsewhereChange:
		c.Name += " (v2)"
	case ElsewhereScript:
		c.Name += " (script)"
	case ElsewhereDisable:
		c.State = stateDisabled
	case ElsewhereBusy:
		c.State = stateUpdating
	case ElsewhereEnable:
		c.State, c.ReadyAt = stateEnabled, time.Time{}
	default:
		return fmt.Errorf("unknown: %q", string(what))
	}
	return nil
}

// addElsewhere makes the connections of ElsewhereAdd.
func (p *Platform) addElsewhere(ctx context.Context, org, sandbox string) error {
	list := make([]Connection, 0, len(addedElsewhere))
	var puts []func() error
	for _, in := range addedElsewhere {
		at := p.now().AddDate(0, 0, -in.daysAgo)
		c := newConnectionIn(org, sandbox, in.name, at)
		c.Description, c.SpecID = in.description, in.spec
		c.CreatedBy, c.CreatedClient, c.UpdatedBy, c.UpdatedClient = in.by, PagesClient, in.by, PagesClient
		c.setParams(in.params)
		if in.bareETag {
			c.ETag = bare(c.ETag)
		}
		list = append(list, c)
		for _, kind := range in.flows {
			puts = append(puts, func() error { return p.somebody().put(ctx, org, sandbox, c.ID, kind) })
		}
	}
	if err := p.store.insert(ctx, list...); err != nil {
		return err
	}
	for _, put := range puts {
		if err := put(); err != nil {
			return err
		}
	}
	return p.somebody().putForeign(ctx, org, sandbox)
}

// Fill adds n connections to S3 at once, for trying a crowded sandbox. Every
// third was made in Adobe's pages; the last one was made just now, each one
// before an hour earlier.
func (p *Platform) Fill(ctx context.Context, org, sandbox string, n int) error {
	kinds := []string{"Loyalty exports", "Web logs", "Point of sale", "Email engagement", "Product catalogue", "Call centre"}
	list := make([]Connection, 0, n)
	for i := range n {
		name := fmt.Sprintf("%s %05d", kinds[i%len(kinds)], i+1)
		c := newConnectionIn(org, sandbox, name, p.now().Add(-time.Duration(n-1-i)*time.Hour))
		if i%3 == 0 {
			c.CreatedBy, c.CreatedClient, c.UpdatedBy, c.UpdatedClient = somebodyElse, PagesClient, somebodyElse, PagesClient
		}
		c.setParams(params{accessKey: fmt.Sprintf("AKIAFILL%05dEXAMPLE", i%100000), bucket: fmt.Sprintf("acme-landing-%d", i%40+1)})
		list = append(list, c)
	}
	if err := p.store.insert(ctx, list...); err != nil {
		return fmt.Errorf("practice: fill: %w", err)
	}
	return nil
}
