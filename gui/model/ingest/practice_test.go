package ingest

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/client/practice"
	"mooring/client/provision"
	"mooring/client/session"
	"mooring/gui/model/modeltest"
)

// realMaker is what the window has.
type realMaker struct{ *provision.Ingest }

func (m realMaker) Start(ctx context.Context, p *client.Client, attemptID string, plan Plan, progress func(piece, state string)) (client.FlowID, error) {
	return m.Ingest.Start(ctx, provision.IngestOf(p), attemptID, plan, func(piece provision.Piece, state provision.PieceState) {
		progress(string(piece), string(state))
	})
}

func (m realMaker) Edit(
	ctx context.Context, p *client.Client, attemptID string, flow client.FlowID, etag client.ETag, change client.FlowChange, mapping *client.NewMappingSet,
) error {
	if mapping != nil {
		return m.Remap(ctx, provision.IngestOf(p), attemptID, flow, etag, change, *mapping)
	}
	return m.Ingest.Edit(ctx, provision.IngestOf(p), attemptID, flow, etag, change)
}

func (m realMaker) Delete(ctx context.Context, p *client.Client, attemptID string, flow client.FlowID) error {
	return m.Ingest.Delete(ctx, provision.IngestOf(p), attemptID, flow)
}

// practiceDesk is a connection of the practice Platform.
type practiceDesk struct {
	*Ingests
	desk   *modeltest.Desk
	r      *modeltest.Shuffled
	target session.Target
	entry  history.Entry
}

func newPracticeDesk(t *testing.T) *practiceDesk {
	t.Helper()
	d := &practiceDesk{r: modeltest.NewShuffled(1)}
	d.desk = modeltest.NewDesk(t, practice.Options{Dir: t.TempDir()}, time.Millisecond)
	d.target = session.Target{
		Account: history.Account{Practice: true, OrgID: practice.OrgID, APIKey: practice.APIKey, Sandbox: practice.SandboxDevelopment},
		Secrets: []client.Secret{client.NewSecret(practice.ClientSecret)},
	}
	if err := d.desk.Practice.Elsewhere(t.Context(), practice.ElsewhereAdd, practice.OrgID, practice.SandboxDevelopment, ""); err != nil {
		t.Fatal(err)
	}
	link, err := d.desk.Sessions.Connect(t.Context(), d.target)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.desk.Service.Refresh(t.Context(), link.Client, link.Place, history.Source{APIKey: practice.APIKey}, nil); err != nil {
		t.Fatal(err)
	}
	err = d.desk.Register.Entries.Each(t.Context(), history.Query{Practice: true}, func(e history.Entry) error {
		if strings.HasPrefix(e.Name, "Loyalty landing zone") {
			d.entry = e
		}
		return nil
	})
	if err != nil || d.entry.AttemptID == "" {
		t.Fatalf("%v, %v", d.entry, err)
	}
	maker := realMaker{provision.NewIngest(d.desk.Register.Journal, d.desk.Register.Plans, provision.Options{})}
	d.Ingests = NewIngests(d.r, Through(d.desk.Sessions), maker)
	return d
}

// path is that of a file that waits for being brought in, as the connection sees it.
func (d *practiceDesk) path(t *testing.T, name string) string {
	t.Helper()
	link, err := d.desk.Sessions.Connect(t.Context(), d.target)
	if err != nil {
		t.Fatal(err)
	}
	root, err := link.Client.Explore(t.Context(), d.entry.ConnectionID, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range root {
		if o.Name == "incoming" {
			return strings.TrimSuffix(o.Path, "/") + "/" + name
		}
	}
	t.Fatalf("no folder with files that wait among %v", root)
	return ""
}

// choose takes the dataset whose name begins so.
func (d *practiceDesk) choose(t *testing.T, i *Ingest, name string) {
	t.Helper()
	for _, found := range i.Target.Datasets() {
		if strings.HasPrefix(found.Name, name) {
			i.Target.Choose(found.ID)
			d.r.Settle()
			return
		}
	}
	t.Fatalf("no dataset %s among %v", name, i.Target.Datasets())
}

// TestPracticeFiles brings files of the practice bucket in, from the choice of a file to
// the dataflow: what is matched works on the practice Platform, and so do the cures.
func TestPracticeFiles(t *testing.T) {
	d := newPracticeDesk(t)
	for _, tc := range []struct {
		file, dataset string
		format        client.FileFormat
	}{
		{"members-november.csv", "Loyalty members", client.FileFormat{Type: typeDelimited}},
		{"orders-2026-11.csv.gz", "Orders", client.FileFormat{Type: typeDelimited, Compression: "gzip"}},
	} {
		i := d.Open(d.target, d.entry, d.path(t, tc.file), false)
		d.r.Settle()
		got := i.What.Format()
		if got.Delimiter == "," {
			got.Delimiter = ""
		}
		if got.Encoding == utf8Name {
			got.Encoding = ""
		}
		if got != tc.format || !i.Go(StepTarget) {
			t.Fatalf("%s: %+v, %v, %v", tc.file, got, i.Hinders(StepWhat), i.What.Problem())
		}
		d.choose(t, i, tc.dataset)
		if !i.Go(StepMapping) {
			t.Fatalf("%s: %v, %v", tc.file, i.Hinders(StepTarget), i.Target.Problem())
		}
		for _, pair := range i.Mapping.Pairs() {
			if len(pair.Troubles) > 0 && len(pair.Troubles[0].Cures) > 0 {
				i.Mapping.Put(pair.Destination, client.MappingExpression, pair.Troubles[0].Cures[0].Expression)
			}
		}
		for _, field := range i.Mapping.Missing() {
			for _, cure := range i.Mapping.Supplies(field) {
				i.Mapping.Put(field.Path, client.MappingExpression, cure.Expression)
			}
		}
		i.Mapping.Rehearsal.Try()
		d.r.Settle()
		if len(i.Mapping.Rehearsal.Trials()) == 0 || !i.Go(StepCheck) {
			t.Fatalf("%s: %v, %v, missing %v", tc.file, i.Hinders(StepMapping), i.Mapping.Rehearsal.Problem(), paths(i.Mapping.Missing()))
		}
		for _, trial := range i.Mapping.Rehearsal.Trials() {
			if len(trial.Faults) > 0 || len(trial.Values) == 0 {
				t.Errorf("%s, row %d: %+v", tc.file, trial.Row, trial)
			}
		}
		i.Check.Start()
		d.r.Settle()
		if i.Check.Phase() != PhaseDone || i.Check.Flow() == "" {
			t.Fatalf("%s: %d, %+v", tc.file, i.Check.Phase(), i.Check.Problem())
		}
		i.Close()

		// What was made can be edited, and deleted.
		made := history.Dataflow{ID: i.Check.Flow()}
		e := d.Edit(d.target, d.entry, made)
		d.r.Settle()
		if !e.Problem().Empty() || e.Check.Next().Key != "ingest.next.noChange" {
			t.Fatalf("%s: %v, %v", tc.file, e.Problem(), e.Check.Next())
		}
		e.Check.SetName("Renamed")
		e.Check.Start()
		d.r.Settle()
		if e.Check.Phase() != PhaseDone {
			t.Errorf("%s: %d, %+v", tc.file, e.Check.Phase(), e.Check.Problem())
		}
		e.Close()
		gone := d.Delete(d.target, d.entry, made)
		gone.Confirm()
		d.r.Settle()
		if gone.Phase() != PhaseDone {
			t.Errorf("%s: %d, %+v", tc.file, gone.Phase(), gone.Problem())
		}
	}
}

// TestPracticeKnowsTheCures has the practice Platform read every cure that is offered for
// a French file.
func TestPracticeKnowsTheCures(t *testing.T) {
	d := newPracticeDesk(t)
	link, err := d.desk.Sessions.Connect(t.Context(), d.target)
	if err != nil {
		t.Fatal(err)
	}
	for kind, values := range map[string][]string{
		"boolean": {"1", "oui", "是", "True"}, "number": {"12,50", "1\u202f250,00", "1.250,00", "1,250.00", "12,50 €", "$12.50"}, "integer": {"1 250"},
		"date": {"28/11/2026", "01/02/2026", "28112026", "2026年11月8日"}, "date-time": {"1764316800", "1764316800123", "2026-11-28 08:15:00"}, "string": {" x"},
	} {
		for _, value := range values {
			troubles := troublesOf("Chiffre d'affaires", []string{value}, client.SchemaField{Type: kind})
			if len(troubles) == 0 || len(troubles[0].Cures) == 0 {
				t.Errorf("%s as %s has no cure", value, kind)
				continue
			}
			for _, cure := range troubles[0].Cures {
				if ok, err := link.Client.Ingest().ValidateExpression(t.Context(), cure.Expression); err != nil || !ok {
					t.Errorf("%s: %v, %v", cure.Expression, ok, err)
				}
			}
		}
	}
}

// TestPracticeLooks looks at what else waits in the practice bucket.
func TestPracticeLooks(t *testing.T) {
	d := newPracticeDesk(t)
	for name, tc := range map[string]struct {
		kind      client.FileFormat
		hinders   string
		warns     string
		recursive bool
	}{
		"clients-france.csv": {kind: client.FileFormat{Type: typeDelimited, Delimiter: ";"}},
		"visits.jsonl":       {kind: client.FileFormat{Type: typeJSON}, warns: "ingest.warn.xdm"},
		"empty.csv":          {kind: client.FileFormat{Type: typeDelimited}, hinders: "ingest.warn.empty", warns: "ingest.warn.empty"},
		"":                   {kind: client.FileFormat{Type: typeDelimited, Delimiter: ";"}, warns: "ingest.warn.mixed"},
		"*.csv":              {kind: client.FileFormat{Type: typeDelimited, Delimiter: ";"}, warns: "ingest.warn.otherHeader", recursive: true},
		"*.xlsx":             {hinders: "ingest.next.noFiles"},
		"gone.csv":           {hinders: "ingest.next.unread"},
	} {
		i := d.Open(d.target, d.entry, "", false)
		i.What.SetRecursive(tc.recursive)
		i.What.SetPath(d.path(t, name))
		d.r.Settle()
		got := i.What.Format()
		if got.Delimiter == "," {
			got.Delimiter = ""
		}
		if got.Type != tc.kind.Type || got.Delimiter != tc.kind.Delimiter || i.Hinders(StepWhat).Key != tc.hinders {
			t.Errorf("%q: %+v, hindered by %q", name, got, i.Hinders(StepWhat).Key)
		}
		if keys := keysOf(i.What.Warnings()); tc.warns != "" && !slices.Contains(keys, tc.warns) {
			t.Errorf("%q: warned of %q", name, keys)
		}
		if !i.What.Problem().Empty() != (tc.hinders == "ingest.next.unread") {
			t.Errorf("%q: %+v", name, i.What.Problem())
		}
		i.Close()
	}
}
