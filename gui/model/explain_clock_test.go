package model_test

import (
	"strings"
	"testing"
	"time"

	"mooring/client"
	"mooring/gui/model"
)

// A wrong clock is named where it may be the reason, and nowhere else.
func TestWrongClock(t *testing.T) {
	for name, c := range map[string]struct {
		err  client.APIError
		want bool
	}{
		"gateway":                {client.APIError{Kind: client.KindUnauthorized, Code: "401013", Op: "Sandboxes"}, true},
		"behind":                 {client.APIError{Kind: client.KindUnauthorized, Code: "401013", Op: "Sandboxes", ClockSkew: -time.Hour}, true},
		"Flow Service":           {client.APIError{Kind: client.KindUnauthorized, Code: "FLOW-2115-400", Op: "CreateConnection"}, true},
		"grant":                  {client.APIError{Kind: client.KindUnauthorized, Code: "invalid_grant", Op: "Token"}, true},
		"pasted token":           {client.APIError{Kind: client.KindUnauthorized, Code: "token_refused", Op: "Token"}, true},
		"401 without a code":     {client.APIError{Kind: client.KindUnauthorized, Op: "Connections"}, true},
		"401 of an unknown code": {client.APIError{Kind: client.KindUnauthorized, Code: "401999", Op: "Connections"}, true},
		"sign-in without a code": {client.APIError{Kind: client.KindUnauthorized, Op: "Token"}, true},
		"a minute or four":       {client.APIError{Kind: client.KindUnauthorized, Code: "401013", Op: "Sandboxes", ClockSkew: 4 * time.Minute}, false},
		"wrong secret":           {client.APIError{Kind: client.KindUnauthorized, Code: "invalid_client", Op: "Token"}, false},
		"another organization":   {client.APIError{Kind: client.KindUnauthorized, Code: "FLOW-2000-401", Op: "Connections"}, false},
		"a right":                {client.APIError{Kind: client.KindForbidden, Code: "FLOW-2120-403", Op: "Connections"}, false},
		"a failure of Adobe's":   {client.APIError{Kind: client.KindUnavailable, Op: "Connections"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			if c.err.ClockSkew == 0 {
				c.err.ClockSkew = 2 * time.Hour
			}
			c.err.Status = 401
			got := model.Explain(&c.err)
			c.err.ClockSkew = 0 // the same answer, had the clock been right
			right := model.Explain(&c.err)
			if got.Title.Key != right.Title.Key || got.Name != right.Name {
				t.Errorf("what happened is %s, want %s", got.Title.Key, right.Title.Key)
			}
			if named := got.Do.Key == "problem.clock.do" && got.Cause.Key == "problem.clock.cause"; named != c.want {
				t.Errorf("cause %s, advice %s", got.Cause.Key, got.Do.Key)
			}
			if c.want && got.Field != model.FieldNone {
				t.Errorf("field %q", got.Field)
			}
			if !strings.Contains(got.Details, "clock: this computer is ") || strings.Contains(right.Details, "clock") {
				t.Errorf("details %q and %q", got.Details, right.Details)
			}
		})
	}
}

// Both clocks are shown, so that the user sees which of them is wrong.
func TestBothClocksAreShown(t *testing.T) {
	for _, skew := range []time.Duration{3 * time.Hour, -26 * time.Hour} {
		got := model.Explain(&client.APIError{Kind: client.KindUnauthorized, Code: "401013", Op: "Sandboxes", ClockSkew: skew})
		here, _ := got.Cause.Args["Here"].(model.Moment)
		there, _ := got.Cause.Args["There"].(model.Moment)
		if off := here.Sub(there.Time); off != skew || time.Since(here.Time).Abs() > time.Minute {
			t.Errorf("here %v, there %v, want them %v apart", here, there, skew)
		}
	}
}
