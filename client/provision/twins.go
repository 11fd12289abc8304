package provision

import (
	"cmp"
	"context"
	"slices"

	"mooring/client"
	"mooring/client/history"
)

// Twin is a connection, or an attempt that may have made one, that looks like
// the one to be created.
type Twin struct {
	Name         string
	ConnectionID client.ConnectionID // empty while that is not known
	AttemptID    string              // empty if the register does not know of it
	SameName     bool
	SameKey      bool // the access key id is the same, as far as can be told
	// Unsettled says that this is an attempt of the same name and key whose
	// outcome is not known: it may be the very connection that is wanted, so its
	// outcome has to be found out before anything is sent.
	Unsettled bool
}

// maxTwinChecks bounds how many of the register's connections are looked up one
// by one; the others are taken to exist still.
const maxTwinChecks = 10

// survey is what is there already.
type survey struct {
	twins []Twin
	// known are the connections of the same name that Platform holds now.
	known []client.ConnectionID
}

// blocking returns the twins that stop the attempt; those that matter most come first.
func (v survey) blocking(req Request) []Twin {
	switch {
	case len(v.twins) > 0 && v.twins[0].Unsettled:
		return v.twins
	case req.AllowTwin, req.AllowSameKey && !slices.ContainsFunc(v.twins, func(t Twin) bool { return t.SameName }):
		return nil
	}
	return v.twins
}

// survey finds what looks like req, in the register and at Platform. An error
// means that this could not be told, so that nothing may be sent.
func (m *maker) survey(ctx context.Context, p Platform, req Request, keyHash string) (survey, error) {
	entries, err := m.journal.Twins(ctx, req.Place, req.Connection.Name, keyHash)
	if err != nil {
		return survey{}, err
	}
	held := map[client.ConnectionID]history.Entry{}
	var v survey
	for _, e := range entries {
		if e.ConnectionID != "" {
			held[e.ConnectionID] = e
		}
	}
	for found, err := range p.Connections(ctx, sameName(req.Connection.Name)) {
		if err != nil {
			return survey{}, err
		}
		v.known = append(v.known, found.ID)
		e := held[found.ID]
		delete(held, found.ID)
		v.twins = append(v.twins, Twin{
			Name: found.Name, ConnectionID: found.ID, AttemptID: e.AttemptID,
			SameName: true, SameKey: sameHash(e.AccessKeyHash, keyHash) || isKey(found, keyHash, m.journal.HashAccessKey),
		})
	}
	for _, e := range entries {
		if e.ConnectionID == "" {
			v.twins = append(v.twins, unsettledTwin(e, req.Connection, keyHash))
		}
	}
	others, err := othersHeld(ctx, p, entries, held, keyHash)
	if err != nil {
		return survey{}, err
	}
	v.twins = append(v.twins, others...)
	slices.SortStableFunc(v.twins, func(a, b Twin) int { return cmp.Compare(b.weight(), a.weight()) })
	return v, nil
}

func (t Twin) weight() int {
	weight := 0
	for i, likeness := range []bool{t.SameKey, t.SameName, t.Unsettled} {
		if likeness {
			weight += 1 << i
		}
	}
	return weight
}

// unsettledTwin is an attempt of unknown outcome. By a role there is no key to tell by
// whether it is the one that is wanted; the bucket tells.
func unsettledTwin(e history.Entry, wanted client.NewConnection, keyHash string) Twin {
	t := Twin{
		Name: e.Name, AttemptID: e.AttemptID,
		SameName: e.Name == wanted.Name, SameKey: sameHash(e.AccessKeyHash, keyHash),
	}
	byRole := wanted.Auth == client.AuthRole && e.Auth == wanted.Auth && e.Bucket == wanted.S3.Bucket
	t.Unsettled = t.SameName && (t.SameKey || byRole)
	return t
}

// othersHeld returns the connections of the same key that the register holds
// and Platform did not list under the name. One that is gone from Platform is no
// twin; where that cannot be told it is taken to be there.
func othersHeld(ctx context.Context, p Platform, entries []history.Entry, held map[client.ConnectionID]history.Entry, keyHash string) ([]Twin, error) {
	var twins []Twin
	checks := 0
	for _, e := range entries { // not held, for its order
		if _, ok := held[e.ConnectionID]; !ok || !sameHash(e.AccessKeyHash, keyHash) {
			continue
		}
		delete(held, e.ConnectionID)
		name := e.Name
		if checks < maxTwinChecks {
			checks++
			found, err := p.Connection(ctx, e.ConnectionID)
			switch {
			case isGone(err):
				continue
			case ctx.Err() != nil:
				return nil, canceled(opCreate, ctx.Err())
			case err == nil:
				name = found.Name
			}
		}
		twins = append(twins, Twin{
			Name: name, ConnectionID: e.ConnectionID, AttemptID: e.AttemptID, SameKey: true,
		})
	}
	return twins, nil
}

func sameName(name string) client.Filter {
	return client.Filter{Name: name, SpecID: client.S3ConnectionSpecID}
}

func sameHash(a, b string) bool { return a != "" && a == b }

// isKey reports whether the access key id that Platform echoes is the one of the
// hash. An echo may be masked or left out; then it is not known to be.
func isKey(found client.Connection, keyHash string, hash func(accessKeyID string) string) bool {
	return sameHash(hash(found.WholeAccessKeyID()), keyHash)
}
