package parts

import (
	"slices"
	"strings"
	"testing"
	"time"

	"mooring/client"
	"mooring/client/history"
	"mooring/gui/model"
)

// told is all that is said of a dataflow, in the language that is spoken.
func told(d history.Dataflow, mended, now time.Time) string {
	t := model.TellFlow(d, model.FlowSince{Mended: mended, Changed: mended}, now)
	var said []string
	for _, text := range slices.Concat(t.Where, []model.Text{t.Head}, t.Lines, t.Figures) {
		said = append(said, Say(text))
	}
	helps := make([]string, len(t.Helps))
	for i, help := range t.Helps {
		helps[i] = string(help)
	}
	kept := said[:0]
	for _, text := range append(said, strings.Join(helps, " ")) {
		if text != "" {
			kept = append(kept, text)
		}
	}
	return strings.Join(kept, " | ")
}

// Dataflows of each kind are told as they are, in every language; what is not known
// here in Adobe's own words.
func TestDataflowsInWords(t *testing.T) {
	t.Cleanup(func() { _ = UseLanguage("en") })
	now := time.Date(2026, 11, 28, 9, 20, 0, 0, time.Local)
	at := func(ago time.Duration) time.Time { return now.Add(-ago) }
	hourly := client.Schedule{Frequency: client.ByHour, Interval: 1, Start: time.Date(2026, 11, 1, 6, 0, 0, 0, time.Local)}
	keys := client.RunError{Code: "CONNECTOR-1001-500", Message: "InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records."}
	marks := func(outcomes ...client.Outcome) (all []history.Mark) {
		for i, o := range outcomes {
			all = append(all, history.Mark{Run: client.RunID(rune('a' + i)), Outcome: o, At: at(time.Duration(i+1) * time.Hour)})
		}
		return all
	}
	last := func(o client.Outcome, f client.Figures, cause client.RunError) history.LastRun {
		return history.LastRun{
			ID: "a", Outcome: o, Status: client.RunStatus(o), Figures: f, Cause: cause, Retryable: o == client.OutcomeFailed,
			Started: at(time.Hour), Completed: at(time.Hour - 90*time.Second), Batches: []client.BatchID{"b"},
		}
	}
	figures := func(in, out, refused int64) client.Figures {
		f := client.NoFigures
		f.RowsIn, f.RowsOut, f.RowsFailed, f.FilesIn, f.BytesIn = in, out, refused, 2, 12345
		return f
	}
	for name, c := range map[string]struct {
		flow       history.Dataflow
		en, fr, zh string
	}{
		"keys": {
			history.Dataflow{
				State: "enabled", Path: "a/*.csv", DatasetName: "Points", Schedule: hourly, Runs: marks(client.OutcomeFailed, client.OutcomeFailed),
				Last: last(client.OutcomeFailed, client.NoFigures, keys), Failed: 72, FailingSince: time.Date(2026, 11, 25, 7, 0, 0, 0, time.Local), LastFile: time.Date(2026, 11, 25, 6, 0, 0, 0, time.Local),
			},
			"Every hour | a/*.csv into Points | Keys refused by Amazon for 3 days | 72 runs failed since the last good one · first failure 25 Nov 07:00 | Next run today 10:00 | keys retry pause",
			"Toutes les heures | a/*.csv vers Points | Clés refusées par Amazon depuis 3 jours | 72 exécutions ont échoué depuis la dernière réussie, la première le 25/11 à 07:00 | Prochaine exécution aujourd’hui à 10:00 | keys retry pause",
			"每小时 | a/*.csv 写入 Points | 密钥已被 Amazon 拒绝 3 天 | 自上次成功运行以来，72 次运行失败，首次为 11月25日 07:00 | 下次运行：今天 10:00 | keys retry pause",
		},
		"copying, Amazon unasked": {
			history.Dataflow{
				State: "enabled", Runs: marks(client.OutcomeFailed), Failed: 1, FailingSince: at(time.Hour),
				Last: last(client.OutcomeFailed, client.NoFigures, client.RunError{Code: "CONNECTOR-1001-500"}),
			},
			"Platform could not fetch the files from Amazon S3 | The last run failed, today 08:20 | keys retry pause", "", "",
		},
		"success with errors": {
			history.Dataflow{
				State: "enabled", Schedule: client.Schedule{Frequency: client.ByDay, Start: time.Date(2026, 11, 1, 6, 0, 0, 0, time.Local)}, Runs: marks(client.OutcomePartial),
				Last: last(client.OutcomePartial, figures(100, 99, 1), client.RunError{Code: "INGEST-1212-400"}),
			},
			"Daily at 06:00 | Some rows were refused | Last run today 08:20 · 99 of 100 rows · 1 row refused | Next run tomorrow 06:00 | 2 files | 12 KB | took 1 minute | rows pause",
			"Tous les jours à 06:00 | Certaines lignes ont été refusées | Dernière exécution aujourd’hui à 08:20 · lignes : 99 sur 100 · 1 ligne refusée | Prochaine exécution demain à 06:00 | 2 fichiers | 12 ko | durée : 1 minute | rows pause",
			"",
		},
		"paused": {
			history.Dataflow{State: "disabled", Schedule: hourly, Runs: marks(client.OutcomeGood), Last: last(client.OutcomeGood, figures(7, 7, 0), client.RunError{})},
			"Every hour | Paused | Last run today 08:20 · 7 rows | 2 files | 12 KB | took 1 minute | resume", "", "",
		},
		"paused with rows refused": {
			history.Dataflow{State: "disabled", Runs: marks(client.OutcomePartial), Last: last(client.OutcomePartial, figures(7, 6, 1), client.RunError{})},
			"Some rows were refused | Paused | Last run today 08:20 · 6 of 7 rows · 1 row refused | 2 files | 12 KB | took 1 minute | rows resume", "", "",
		},
		"paused with keys refused": {
			history.Dataflow{State: "disabled", Runs: marks(client.OutcomeFailed), Failed: 2, FailingSince: at(71 * time.Hour), Last: last(client.OutcomeFailed, client.NoFigures, keys)},
			"Keys refused by Amazon for 3 days | Paused | 2 runs in a row failed · first failure 25 Nov 10:20 | keys resume",
			"Clés refusées par Amazon depuis 3 jours | En pause | 2 exécutions de suite ont échoué, la première le 25/11 à 10:20 | keys resume", "",
		},
		"tried again, with other keys once it was paused": {
			history.Dataflow{State: "disabled", Runs: marks(client.OutcomeFailed), Failed: 2, FailingSince: at(71 * time.Hour), Last: last(client.OutcomeFailed, client.NoFigures, keys)},
			"The connection was changed since the last run | Paused | 2 runs in a row failed · first failure 25 Nov 10:20 | keys resume", "", "",
		},
		"tried again, many": {
			history.Dataflow{State: "enabled", Runs: marks(client.OutcomeWaiting, client.OutcomeRunning), Failed: 2, FailingSince: time.Date(2024, 11, 25, 6, 0, 0, 0, time.Local), LastFile: time.Date(2024, 11, 25, 5, 0, 0, 0, time.Local), Last: last(client.OutcomeFailed, client.NoFigures, keys)},
			"Trying again since today 08:20 | Several runs are under way | 2 runs failed since the last good one · first failure 25 Nov 2024 06:00 | pause", "", "",
		},
		"never run": {
			history.Dataflow{State: "enabled", Schedule: client.Schedule{Frequency: client.ByMinute, Interval: 15, Start: at(-24 * time.Hour)}},
			"Every 15 minutes | Never run yet; first run tomorrow 09:20 | pause", "", "",
		},
		"running for the first time": {
			history.Dataflow{State: "enabled", Schedule: client.Schedule{Frequency: client.ByMinute, Interval: 15, Start: at(-24 * time.Hour)}, Runs: marks(client.OutcomeRunning)},
			"Every 15 minutes | Running, started today 08:20 | pause", "", "",
		},
		"once": {
			history.Dataflow{State: "enabled", Schedule: client.Schedule{Frequency: client.Once, Start: at(48 * time.Hour)}, Runs: marks(client.OutcomeGood), Last: last(client.OutcomeGood, figures(0, 0, 0), client.RunError{})},
			"Once | Last run today 08:20 · nothing new to read | 2 files | 12 KB | took 1 minute | start", "", "",
		},
		"running": {
			history.Dataflow{State: "enabled", Schedule: hourly, Runs: marks(client.OutcomeRunning, client.OutcomeFailed), Failed: 1, FailingSince: at(time.Hour), Last: last(client.OutcomeFailed, client.NoFigures, keys)},
			"Every hour | Keys refused by Amazon | The last run failed, today 08:20 | Running, started today 08:20 | keys pause", "", "",
		},
		"tried again": {
			history.Dataflow{State: "enabled", Schedule: hourly, Runs: marks(client.OutcomeRunning, client.OutcomeFailed), Failed: 1, FailingSince: at(time.Hour), Last: last(client.OutcomeFailed, client.NoFigures, keys)},
			"Every hour | Trying again since today 08:20 | Running, started today 08:20 | The last run failed, today 08:20 | pause",
			"Toutes les heures | Nouvelle tentative lancée aujourd’hui à 08:20 | En cours, commencée aujourd’hui à 08:20 | La dernière exécution a échoué, aujourd’hui à 08:20 | pause", "",
		},
		"a word of Adobe's": {
			history.Dataflow{State: "archiving", Schedule: client.Schedule{Frequency: "fortnight"}, Runs: marks(client.OutcomeUnknown), Last: history.LastRun{ID: "a", Status: "postponed", Figures: client.NoFigures, Made: at(time.Hour)}},
			"Schedule: “fortnight” | Platform has a word for this run that Mooring does not know | Last run today 08:20 | State on Platform: “archiving”", "", "",
		},
		"too many files": {
			history.Dataflow{State: "enabled", Runs: marks(client.OutcomeGood), Last: last(client.OutcomeGood, client.Figures{RowsIn: 1, RowsOut: 1, FilesIn: 1600, BytesIn: 3e9}, client.RunError{})},
			"Last run today 08:20 · 1 row | 1,600 files | 3.0 GB | took 1 minute | Adobe reads at most 1,500 files in one run | pause", "", "",
		},
	} {
		for _, w := range []struct{ language, want string }{{"en", c.en}, {"fr", c.fr}, {"zh-Hans", c.zh}} {
			if w.want == "" {
				continue
			}
			if err := UseLanguage(w.language); err != nil {
				t.Fatal(err)
			}
			var mended time.Time
			if strings.HasPrefix(name, "tried again") {
				mended = now
			}
			if got := told(c.flow, mended, now); got != w.want {
				t.Errorf("%s, %s:\n got %s\nwant %s", name, w.language, got, w.want)
			}
		}
	}
}

// A dataflow that was begun in summer runs an hour earlier by the clock in winter: how often
// it runs and when it runs next are told alike.
func TestDailyAfterTheClocksChange(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	here := time.Local
	t.Cleanup(func() { time.Local = here })
	time.Local = paris
	summer := time.Date(2026, 7, 1, 6, 0, 0, 0, paris)
	for now, want := range map[time.Time]string{
		time.Date(2026, 6, 30, 12, 0, 0, 0, paris):  "Daily at 06:00 | Next run tomorrow 06:00",
		time.Date(2026, 9, 1, 12, 0, 0, 0, paris):   "Daily at 06:00 | Next run tomorrow 06:00",
		time.Date(2026, 11, 28, 12, 0, 0, 0, paris): "Daily at 05:00 | Next run tomorrow 05:00",
	} {
		run := history.LastRun{ID: "a", Outcome: client.OutcomeUnknown, Figures: client.NoFigures}
		d := history.Dataflow{State: "enabled", Schedule: client.Schedule{Frequency: client.ByDay, Start: summer}, Runs: []history.Mark{{Outcome: run.Outcome}}, Last: run}
		said := strings.Split(told(d, time.Time{}, now), " | ")
		if got := said[0] + " | " + said[len(said)-2]; got != want {
			t.Errorf("on %s: got %q", now.Format(time.DateOnly), said)
		}
	}
}
