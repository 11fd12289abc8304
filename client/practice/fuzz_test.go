package practice

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

func FuzzCondition(f *testing.F) {
	for _, s := range []string{
		"name==a", "name==a,b", "id==x", "connectionSpec.id==" + s3SpecID, "createdAt>=1", "createdAt==1,2",
		"name", "==", "name=", "name!>x", "~", "name===x", "name==,", "updatedAt<9223372036854775808",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		cond, r := parseCondition(s, connectionFields)
		if r != nil {
			if r.code == "" || r.detail == "" {
				t.Errorf("%q is refused without a code: %+v", s, r)
			}
			return
		}
		if got := cond.field + cond.op + strings.Join(cond.values, ","); got != s {
			t.Errorf("%q is read as %q", s, got)
		}
		c := Connection{ID: cond.values[0], Name: cond.values[0], Description: cond.values[0], SpecID: cond.values[0], State: cond.values[0]}
		if got := cond.matches(c); !got && !isTime(cond.field) {
			t.Errorf("%q does not match its own value", s)
		}
	})
}

// FuzzRunCondition reads filters of runs and of dataflows, whose fields are paths
// with brackets.
func FuzzRunCondition(f *testing.F) {
	for _, s := range []string{
		"flowId==a,b", "metrics.durationSummary.startedAtUTC>1593134665781", "metrics.statusSummary.status==failed",
		"sourceConnectionIds[]==a,b", "inheritedAttributes.sourceConnections[].connectionSpec.id==" + s3SpecID, "sourceConnectionIds[0]==a",
		"[]==x", "flowId[]==x", "metrics.durationSummary.startedAtUTC>", "metrics.durationSummary.startedAtUTC>1,2", "state>x",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, names := range [][]string{runFields, flowFields, sourceFields, targetFields} {
			cond, r := parseCondition(s, names)
			if r != nil {
				if r.code == "" || r.detail == "" {
					t.Errorf("%q is refused without a code: %+v", s, r)
				}
				continue
			}
			if got := cond.field + cond.op + strings.Join(cond.values, ","); got != s {
				t.Errorf("%q is read as %q", s, got)
			}
			value := cond.values[0]
			runs := run{ID: value, FlowID: value, MadeAt: time.UnixMilli(cond.number), Begun: time.UnixMilli(cond.number), Done: time.UnixMilli(cond.number)}
			runs.now = runs.Done
			flow := Dataflow{
				ID: value, Name: value, Description: value, State: value, ConnectionID: value, SourceID: value, TargetID: value, SpecID: value,
				CreatedAt: time.UnixMilli(cond.number), UpdatedAt: time.UnixMilli(cond.number),
			}
			for _, one := range []listed{runs, flow, side{ID: value, Name: value, ConnectionID: value, SpecID: value, MadeAt: cond.number}} {
				got, values := cond.matches(one), one.values(cond.field)
				equal := cond.op == "==" || cond.op == ">=" || cond.op == "<="
				if isTime(cond.field) && len(values) > 0 && got != equal {
					t.Errorf("%q: a time is compared with itself: %v", s, got)
				}
				if !isTime(cond.field) && got != slices.ContainsFunc(values, cond.holds) {
					t.Errorf("%q: %v", s, got)
				}
			}
		}
	})
}

func FuzzListQuery(f *testing.F) {
	f.Add("limit=2&orderby=-name&property=name==x")
	f.Add("continuationToken=" + cursor{Limit: 2, After: &position{Key: "x", Seq: 3}}.token())
	f.Add("continuationToken=e30")
	f.Add("orderby=%2Bname")
	f.Fuzz(func(t *testing.T, s string) {
		values, err := url.ParseQuery(s)
		if err != nil {
			return
		}
		q, r := parseListQuery(values)
		if r != nil {
			return
		}
		if q.Limit < 1 || q.Limit > maxLimit {
			t.Errorf("limit %d", q.Limit)
		}
		if _, r := parseOrder(q.OrderBy, connectionFields); r != nil {
			return
		}
		q.After = &position{}
		again := listQuery{}
		if r := again.resume(url.Values{"continuationToken": {q.token()}}); r != nil {
			t.Errorf("own token is refused: %v", r)
		}
		if !slices.Equal(again.Property, q.Property) && valid(q.Property) {
			t.Errorf("%q became %q", q.Property, again.Property)
		}
	})
}

// valid reports whether JSON keeps the texts as they are.
func valid(list []string) bool {
	return !slices.ContainsFunc(list, func(s string) bool { return strings.ToValidUTF8(s, "") != s })
}

func FuzzPatch(f *testing.F) {
	for _, s := range []string{
		`[{"op":"replace","path":"/name","value":"x"}]`, `[{"op":"remove","path":"/description"}]`, `[]`, `{}`, `null`, `[null]`,
		`[{"op":"replace","path":"/auth/params","value":{"s3AccessKey":"AKIAIOSFODNN7EXAMPLE","s3SecretKey":"x"}}]`,
		`[{"op":"add","path":"/auth/params/s3SessionToken","value":"x"}]`, `[{"op":"add","path":"/auth","value":null}]`,
		`[{"op":"move","path":"/name"}]`, `[{"op":"add","path":"/a~1b/~0","value":1}]`, `[{"op":"remove","path":"/"}]`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		ops, r := parsePatch(body)
		if r != nil {
			return
		}
		before := Connection{
			ID: "id", ETag: `"e"`, Name: "n", AccessKeyID: AccessKeyWorks, SpecID: s3SpecID, AuthName: accessKeyAuth,
			CreatedAt: time.UnixMilli(1), UpdatedAt: time.UnixMilli(1),
		}
		after := before
		if r := applyPatch(&after, ops); r != nil {
			if after != before {
				t.Errorf("a refused patch has changed the connection: %+v", after)
			}
			return
		}
		if after.Name == "" || !validAccessKey(after.AccessKeyID, after.ServiceURL) || after.ID != before.ID || after.SpecID != before.SpecID {
			t.Errorf("got %+v", after)
		}
	})
}

func FuzzParseNew(f *testing.F) {
	f.Add([]byte(seedBody))
	f.Add([]byte(roleBody))
	f.Add([]byte(`{"name":null}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		in, r := parseNew(OrgOnAWS, body)
		if r == nil && (in.name == "" || in.auth == accessKeyAuth && in.params.accessKey == "" || in.auth == roleAuth && in.params.bucket == "") {
			t.Errorf("accepted %+v", in)
		}
	})
}
