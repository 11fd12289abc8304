package history

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"mooring/client"
)

func TestSearch(t *testing.T) {
	r := openNew(t)
	add := func(name string, change func(*Entry)) {
		e := Entry{AttemptID: name, Name: name, Place: Place{OrgID: "ORG@AdobeOrg", Sandbox: "prod"}}
		if change != nil {
			change(&e)
		}
		begin(t, r, e)
	}
	add("Invoices Paris", func(e *Entry) { e.Bucket, e.FolderPath = "acme-invoices", "/exports/Daily" })
	add("ÉCOLE Été", nil)
	add("cafe\u0301", nil) // é in two code points
	add("Straße", nil)
	add("ΣΊΣΥΦΟΣ", nil)
	add("数据导入", nil)
	add("50%_off\\now", func(e *Entry) { e.Description = "half [price]" })
	add("500 off", nil)
	add("tested", func(e *Entry) { e.Place.Sandbox = "Dev-Box" })
	finish(t, r, "tested", Outcome{State: Created, ConnectionID: "1C2D3E-id", ETag: `"1700D77B-0000"`})
	practice := Entry{AttemptID: "p", Name: "Invoices practice", Place: Place{Practice: true}}
	begin(t, r, practice)

	for search, want := range map[string][]string{
		"invoices":           {"Invoices Paris"},
		"PARIS invoices":     {"Invoices Paris"},
		"paris  \t paris":    {"Invoices Paris"},
		"invoices rome":      nil,
		"acme-inv":           {"Invoices Paris"},
		"exports/daily":      {"Invoices Paris"},
		"invoices/exports":   {"Invoices Paris"},
		"école":              {"ÉCOLE Été"},
		"ÉTÉ":                {"ÉCOLE Été"},
		"e\u0301te\u0301":    {"ÉCOLE Été"},
		"CAFÉ":               {"cafe\u0301"},
		"STRASSE":            {"Straße"},
		"straße":             {"Straße"},
		"σίσυφος":            {"ΣΊΣΥΦΟΣ"},
		"据导":                 {"数据导入"},
		"50%":                {"50%_off\\now"},
		"%":                  {"50%_off\\now"},
		"_":                  {"50%_off\\now"},
		`\`:                  {"50%_off\\now"},
		"[price]":            {"50%_off\\now"},
		"1c2d3e":             {"tested"},
		`"1700d77b-0000"`:    {"tested"},
		"dev-box":            {"tested"},
		"paris prod":         {"Invoices Paris"},
		"parisacme-invoices": nil, // not across fields
		"practice":           nil,
	} {
		got, err := selected(t.Context(), r, Query{Search: search})
		if err != nil {
			t.Errorf("%q: %v", search, err)
			continue
		}
		if !slices.Equal(names(got), append([]string{}, want...)) {
			t.Errorf("%q finds %q, want %q", search, names(got), want)
		}
		if n, err := count(t.Context(), r, Query{Search: search}); n != len(want) || err != nil {
			t.Errorf("Count(%q) = %d, %v", search, n, err)
		}
	}
	if n, err := count(t.Context(), r, Query{Search: "adobeorg"}); n != 9 || err != nil {
		t.Errorf("by organization: %d, %v", n, err)
	}
	if got, err := selected(t.Context(), r, Query{Practice: true, Search: "invoices"}); err != nil || len(got) != 1 {
		t.Errorf("practice: %v, %v", names(got), err)
	}
	page := strings.Repeat("many different words of a pasted page ", 1000) + "\x00 \xff"
	if _, err := selected(t.Context(), r, Query{Search: page}); err != nil {
		t.Errorf("a pasted page: %v", err)
	}
	var different strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&different, "word%d ", i)
	}
	if _, err := selected(t.Context(), r, Query{Search: different.String()}); err != nil {
		t.Errorf("5,000 words: %v", err)
	}
}

// Letters of an id, an etag or an organization are in any by chance. So they are meant by
// a word that is too long for that, or that is the end of an id, which lists show.
func TestSearchFindsIDsByLongWords(t *testing.T) {
	r := openNew(t)
	e := entryNamed("Loyalty")
	e.Place = Place{OrgID: "5AB12FB85E2E7F0A495C7A1B@AdobeOrg", Sandbox: "qa-7f0a"}
	create(t, r, e, "7231b0c4-8e51-4b5e-b56c-48d91e056fea")
	finish(t, r, begin(t, r, entryNamed("b0c4 and 8e51")), Outcome{State: Failed})
	for search, want := range map[string]string{
		"b0": "b0c4 and 8e51", "8e51": "b0c4 and 8e51", "b5": "", "5e": "", "b56c-": "",
		"0c4-8e": "Loyalty", "B56C-4": "Loyalty", "7231b0c4-8e51-4b5e-b56c-48d91e056fea": "Loyalty",
		"7231": "Loyalty", "6fea": "Loyalty", "7231b": "Loyalty", "723": "", "fea": "",
		"5ab12": "", "adobe": "", "5e2e7f0a": "Loyalty", "5ab12fb85e2e7f0a495c7a1b@adobeorg": "Loyalty",
		"7f0a": "Loyalty", "qa": "Loyalty", "qa 6fea": "Loyalty", "qa 0c4": "",
	} {
		got, err := selected(t.Context(), r, Query{Search: search})
		if found := strings.Join(names(got), ", "); found != want || err != nil {
			t.Errorf("%q finds %q, %v, want %q", search, found, err, want)
		}
	}
}

func FuzzSearch(f *testing.F) {
	for _, s := range []string{"Straße", "e\u0301", "50%_\\", "\xff", "İI", "ﬁ", "a\nb", "\u0345", "0 \x81", odd} {
		f.Add(s)
	}
	r := openNew(f)
	f.Fuzz(func(t *testing.T, name string) {
		if name == "" || len(words(name)) == 0 || len(name) > 1000 {
			t.Skip("nothing to search for, or longer than a name can be")
		}
		e := entryNamed(name)
		begin(t, r, e)
		defer func() {
			finish(t, r, e.AttemptID, Outcome{State: Failed})
			if _, _, err := r.Entries.Forget(t.Context(), []string{e.AttemptID}); err != nil {
				t.Error(err)
			}
		}()
		if got := get(t, r, e.AttemptID); got.Name != name {
			t.Errorf("kept %q as %q", name, got.Name)
		}
		if n, err := count(t.Context(), r, Query{Search: name}); n != 1 || err != nil {
			t.Errorf("%q finds itself %d times: %v", name, n, err)
		}
	})
}

func TestSort(t *testing.T) {
	r := openNew(t)
	at := start
	add := func(name, sandbox string, state State, test TestResult, id client.ConnectionID) {
		at = at.Add(time.Minute)
		e := Entry{AttemptID: name, Name: name, Place: Place{Sandbox: sandbox}, StartedAt: at}
		begin(t, r, e)
		if state != Pending {
			finish(t, r, name, Outcome{State: state, ConnectionID: id, ETag: client.ETag(id)})
		}
		if test != NotTested {
			if err := r.Journal.RecordTest(t.Context(), name, test, at); err != nil {
				t.Fatal(err)
			}
		}
	}
	add("zebra", "b", Created, Working, "3")
	add("École", "A", Created, NotTested, "1")
	add("apple", "a", Created, Refused, "2")
	add("echo", "c", Pending, NotTested, "")
	add("Échec", "é", Unknown, NotTested, "")
	add("Banana", "d", Failed, NotTested, "")
	add("öl", "D", Deleted, NotTested, "4")

	for _, test := range []struct {
		sort Column
		want string
	}{
		{ByName, "apple Banana Échec echo École öl zebra"},
		{ByConnectionID, "echo Échec Banana École apple zebra öl"},
		{ByETag, "echo Échec Banana École apple zebra öl"},
		{BySandbox, "École apple zebra echo Banana öl Échec"},
		{ByStatus, "Échec echo Banana apple École zebra öl"},
		{ByStarted, "zebra École apple echo Échec Banana öl"},
		{"", "zebra École apple echo Échec Banana öl"},
	} {
		t.Run(string(test.sort), func(t *testing.T) {
			want := strings.Fields(test.want)
			list := func(q Query) []string {
				q.Sort = test.sort
				got, err := selected(t.Context(), r, q)
				if err != nil {
					t.Fatal(err)
				}
				return names(got)
			}
			if got := list(Query{}); !slices.Equal(got, want) {
				t.Errorf("%v, want %v", got, want)
			}
			slices.Reverse(want)
			if got := list(Query{Descending: true}); !slices.Equal(got, want) {
				t.Errorf("descending: %v, want %v", got, want)
			}
		})
	}
	for _, q := range []Query{{Sort: "name; DROP TABLE entries"}, {Filter: Filter{Statuses: []Status{"odd"}}}} {
		if _, err := selected(t.Context(), r, q); !errors.Is(err, ErrInvalid) {
			t.Errorf("Entries(%+v) = %v, want ErrInvalid", q, err)
		}
	}
}

func TestUnsettled(t *testing.T) {
	r := openNew(t)
	for _, practice := range []bool{false, true} {
		for _, state := range []State{Created, Failed, Unknown, Deleted, Pending} {
			e := entryNamed(fmt.Sprint(state, practice))
			e.Place.Practice = practice
			begin(t, r, e)
			if state != Pending {
				finish(t, r, e.AttemptID, Outcome{State: state, ConnectionID: "id"})
			}
		}
	}
	for _, practice := range []bool{false, true} {
		if got, want := unsettled(t, r, practice), []string{fmt.Sprint(Unknown, practice)}; !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
	}
}

func TestTwins(t *testing.T) {
	r := openNew(t)
	at := start
	add := func(name, hash string, state State, change func(*Place)) {
		at = at.Add(time.Minute)
		e := entryNamed(name)
		e.AccessKeyHash, e.StartedAt = hash, at
		if change != nil {
			change(&e.Place)
		}
		begin(t, r, e)
		if state != Pending {
			finish(t, r, e.AttemptID, Outcome{State: state, ConnectionID: client.ConnectionID(e.AttemptID)})
		}
	}
	add("same", "h1", Created, nil)
	add("other", "h1", Unknown, nil)
	add("same", "h2", Pending, nil)
	add("Same", "h3", Created, nil)
	add("same", "h1", Failed, nil)
	add("same", "h1", Deleted, nil)
	add("", "", Created, nil)
	add("same", "h1", Created, func(p *Place) { p.Sandbox = "dev" })
	add("same", "h1", Created, func(p *Place) { p.OrgID = "another" })
	add("same", "h1", Created, func(p *Place) { p.PlatformURL = "https://elsewhere.example" })
	add("same", "h1", Created, func(p *Place) { p.Practice = true })
	for _, test := range []struct{ name, hash, want string }{
		{"same", "h1", "same/pending other/unknown same/created"},
		{"same", "", "same/pending same/created"},
		{"", "h1", "other/unknown same/created"},
		{"", "h3", "Same/created"},
		{"none", "none", ""},
		{"", "", ""},
	} {
		twins, err := r.Journal.Twins(t.Context(), home, test.name, test.hash)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range twins {
			got = append(got, e.Name+"/"+string(e.State))
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("Twins(%q, %q) = %v, want %s", test.name, test.hash, got, test.want)
		}
	}
}

func TestKnownConnection(t *testing.T) {
	r := openNew(t)
	create(t, r, entryNamed("x"), "id-1")
	begin(t, r, entryNamed("pending"))
	dev := home
	dev.Sandbox = "dev"
	for _, test := range []struct {
		place Place
		id    client.ConnectionID
		want  bool
	}{{home, "id-1", true}, {home, "found", false}, {home, "ID-1", false}, {home, "", false}, {dev, "id-1", false}, {Place{Practice: true}, "id-1", false}} {
		if got, err := r.Journal.KnownConnection(t.Context(), test.place, test.id); got != test.want || err != nil {
			t.Errorf("KnownConnection(%v, %q) = %v, %v", test.place, test.id, got, err)
		}
	}
}
