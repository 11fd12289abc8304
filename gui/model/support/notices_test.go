package support_test

import (
	"slices"
	"testing"

	"mooring/client/history"
	"mooring/client/practice"
	"mooring/gui/model"
	"mooring/gui/model/modeltest"
	"mooring/gui/model/support"
)

func TestNoticesTellOfEachFileOnce(t *testing.T) {
	r := modeltest.NewShuffled(1)
	notices, told := support.NewNotices(r), 0
	notices.Changed.Listen(func() { told++ })
	for _, file := range []string{"keys.csv", "credentials.json", "keys.csv"} {
		notices.FilledFrom(file)
		r.Settle()
	}
	if got := notices.SecretFiles(); !slices.Equal(got, []string{"keys.csv", "credentials.json"}) || told != 2 {
		t.Errorf("files %q, told %d times", got, told)
	}
	notices.SetRecovering(2)
	notices.Understood()
	r.Settle()
	if len(notices.SecretFiles()) > 0 || notices.Recovering() != 2 {
		t.Errorf("files %q, %d recovering", notices.SecretFiles(), notices.Recovering())
	}
}

func TestNoticesTellOfATableOnce(t *testing.T) {
	r := modeltest.NewShuffled(1)
	notices, told := support.NewNotices(r), 0
	notices.Changed.Listen(func() { told++ })
	for _, text := range []model.Text{model.T("cut", "Left", 2), model.T("cut", "Left", 2), model.T("cut", "Left", 1), {}} {
		notices.SetCutShort(text)
		r.Settle()
	}
	if !notices.CutShort().Empty() || told != 3 {
		t.Errorf("left %v, told %d times", notices.CutShort(), told)
	}
}

// A note of a table that is put off stays away until it says something else.
func TestNoticesPutOff(t *testing.T) {
	r := modeltest.NewShuffled(1)
	notices := support.NewNotices(r)
	two, one := model.T("cut", "Left", 2), model.T("cut", "Left", 1)
	notices.SetCutShort(two)
	notices.Later()
	notices.SetCutShort(two)
	if !notices.CutShort().Empty() {
		t.Errorf("put off, it still says %v", notices.CutShort())
	}
	notices.SetCutShort(one)
	if notices.CutShort().Key != one.Key {
		t.Error("what is new is put off as well")
	}
	notices.Later()
	notices.SetCutShort(model.Text{}) // as on the other side, or while a table is open
	notices.SetCutShort(one)
	if !notices.CutShort().Empty() {
		t.Errorf("put off, it is back with %v", notices.CutShort())
	}
	notices.SetCutShort(one, "another table")
	if notices.CutShort().Key != one.Key {
		t.Error("another table is put off as well")
	}
}

// A scenario about a field of the account leaves keys that work, and one about a key
// leaves the account alone.
func TestScenarios(t *testing.T) {
	for _, scenario := range practice.Scenarios() {
		var scenarios support.Scenarios
		if got := scenarios.Next(history.Entry{}); got != "" {
			t.Errorf("before any, what is next is %q", got)
		}
		account, connection := scenarios.Use(scenario)
		key := connection[model.FieldAccessKey]
		if key == "" || connection[model.FieldSecretKey] == "" {
			t.Errorf("%s fills in %v", scenario.ID, connection)
		}
		if want := map[bool]int{true: 0, false: 1}[scenario.Field == practice.FieldAccessKeyID]; len(account) != want {
			t.Errorf("%s fills %v into the account", scenario.ID, account)
		}
		made := history.Entry{AccessKeyHint: history.HintAccessKey(key)}
		if got := scenarios.Next(made); got != "scenario."+scenario.ID+".next" {
			t.Errorf("after %s what is next is %q", scenario.ID, got)
		}
		if got := scenarios.Next(history.Entry{AccessKeyHint: "AKIA…ELSE"}); got != "" {
			t.Errorf("after another connection what is next is %q", got)
		}
	}
}

func TestPlaceOfOthers(t *testing.T) {
	chosen := history.Account{Practice: true, OrgID: practice.OrgID, Sandbox: "dev"}
	if got := support.PlaceOfOthers(chosen); !got.Practice || got.Sandbox != "dev" {
		t.Errorf("in practice it is %+v", got)
	}
	if got := support.PlaceOfOthers(history.Account{OrgID: "real", Sandbox: "prod"}); !got.Practice || got.OrgID != practice.OrgID {
		t.Errorf("elsewhere it is %+v", got)
	}
}
